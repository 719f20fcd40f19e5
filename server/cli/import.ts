// Makes the catalogue what a folder of files says, as one changeset.
import { Command, InvalidArgumentError, Option } from 'commander'
import { importFolder } from '../db/files/import.ts'
import { withDatabase } from './database.ts'
import { changesText, conflictsText, countsText } from './print-changes.ts'
import { explainProblems, UsageError } from './problems.ts'
import { progress } from './progress.ts'

interface Options {
  readonly reason: string
  readonly author: string
  readonly base?: number
  readonly dryRun?: true
  readonly publish?: true
  readonly propose?: true
}

export const importCommand = new Command('import')
  .description('take a folder of dataset files as one changeset; rows that the dataset no longer has are deleted')
  .argument('<folder>', 'the folder of a dataset, as tenpoint export writes it')
  .requiredOption('--reason <text>', 'why, in a sentence; it stays in the history')
  .option('--author <name>', 'who makes the changes, as the history shows it', 'files')
  .option(
    '--base <revision>',
    'the revision that the files were exported at: what others changed since is a conflict; without it, the files win',
    wholeNumber,
  )
  .addOption(new Option('--publish', 'make the changes; this is the default').conflicts('propose'))
  .option('--propose', 'keep the changes as a proposal, for somebody else to publish')
  .option('--dry-run', 'check everything, show the changes and keep nothing')
  .addHelpText('after', '\nExit codes: 0 done or nothing to change, 1 refused, 2 wrong usage.')
  .action(async (folder: string, { reason, author, base, dryRun, propose }: Options) => {
    if (reason.trim() === '') throw new UsageError('The reason must not be empty.')
    progress('Reading the files …')
    const outcome = await withDatabase(({ db }) =>
      importFolder(db, folder, {
        reason,
        author,
        publish: propose !== true,
        dryRun: dryRun === true,
        baseRevision: base,
        onCompared: (count) => progress(`Checking and making ${count} changes …`),
      }),
    ).finally(() => progress(''))
    switch (outcome.is) {
      case 'unchanged':
        console.log('no change')
        return
      case 'refused':
        throw new Error(explainProblems(outcome.problems))
      case 'conflict':
        throw new Error(conflictsText(outcome.conflicts))
      case 'changeset': {
        const { number, revision, warnings, changes } = outcome
        for (const { path, message } of warnings) console.error(`Warning: ${path.join(' ')}: ${message}`)
        if (dryRun === true) console.log(`${changesText(changes)}\n${countsText(changes)}. Nothing was kept.`)
        else if (revision === null) console.log(`Proposed changeset ${number}.`)
        else console.log(`Published changeset ${number}: revision ${revision}.`)
      }
    }
  })

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.')
  return Number(text)
}
