#!/usr/bin/env node
// The command line: `tenpoint --help` lists its commands. Exit codes: 0 done, 1 failed or refused, 2 wrong usage.
import { Command, CommanderError } from 'commander'
import { exportCommand } from './cli/export.ts'
import { migrateCommand } from './cli/migrate.ts'
import { explain } from './cli/problems.ts'
import { serveCommand } from './cli/serve.ts'

const program = new Command('tenpoint')
  .description('A catalogue of cooperation on mixed migration, as a GraphQL API.')
  .helpCommand(false)
  .showHelpAfterError('(tenpoint --help lists the commands and their options)')
  .exitOverride()
for (const command of [serveCommand, migrateCommand, exportCommand])
  program.addCommand(command.copyInheritedSettings(program))

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else {
    console.error(explain(error))
    process.exitCode = 1
  }
}
