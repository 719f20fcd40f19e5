#!/usr/bin/env node
// The command line: `tenpoint --help` lists its commands. Exit codes: 0 done, 1 failed or refused, 2 wrong usage; diff has
// its own.
import { Command, CommanderError } from 'commander'
import { explain, UsageError } from './cli/problems.ts'

/** Each command by its name. Only the one that is asked for is loaded: the others may bring half of the program. */
const commands: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['serve', async () => (await import('./cli/serve.ts')).serveCommand],
  ['migrate', async () => (await import('./cli/migrate.ts')).migrateCommand],
  ['diff', async () => (await import('./cli/diff.ts')).diffCommand],
  ['import', async () => (await import('./cli/import.ts')).importCommand],
  ['export', async () => (await import('./cli/export.ts')).exportCommand],
  ['keys', async () => (await import('./cli/keys.ts')).keysCommand],
  ['mcp', async () => (await import('./cli/mcp.ts')).mcpCommand],
])
const asked = commands.get(process.argv[2] ?? '')

const program = new Command('tenpoint')
  .description('A catalogue of cooperation on mixed migration, as a GraphQL API.')
  .helpCommand(false)
  .showHelpAfterError('(tenpoint --help lists the commands and their options)')
  .exitOverride()
for (const load of asked ? [asked] : commands.values()) program.addCommand(settled(await load(), program))

/** A command that ends as the program does where it is used wrongly. */
function settled(command: Command, parent: Command): Command {
  command.copyInheritedSettings(parent)
  for (const below of command.commands) settled(below, command)
  return command
}

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else {
    console.error(explain(error))
    process.exitCode = error instanceof UsageError ? 2 : 1
  }
}
