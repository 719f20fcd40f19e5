#!/usr/bin/env node
// The command line: `tenpoint --help` lists its commands. Exit codes: 0 done, 1 failed or refused, 2 wrong usage; diff has
// its own.
import { Command, CommanderError } from 'commander'
import { diffCommand } from './cli/diff.ts'
import { exportCommand } from './cli/export.ts'
import { importCommand } from './cli/import.ts'
import { keysCommand } from './cli/keys.ts'
import { mcpCommand } from './cli/mcp.ts'
import { migrateCommand } from './cli/migrate.ts'
import { explain, UsageError } from './cli/problems.ts'
import { serveCommand } from './cli/serve.ts'

const program = new Command('tenpoint')
  .description('A catalogue of cooperation on mixed migration, as a GraphQL API.')
  .helpCommand(false)
  .showHelpAfterError('(tenpoint --help lists the commands and their options)')
  .exitOverride()
for (const command of [
  serveCommand,
  migrateCommand,
  diffCommand,
  importCommand,
  exportCommand,
  keysCommand,
  mcpCommand,
])
  program.addCommand(settled(command, program))

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
