import { Command } from 'commander'

export const serveCommand = new Command('serve')
  .description('run the API, as npm start does; settings are read from the environment')
  .action(async () => {
    await import('../main.ts')
  })
