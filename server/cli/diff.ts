// Shows what `tenpoint import` would change. Nothing is written: the changeset is made and rolled back.
import { Command } from 'commander'
import { importFolder } from '../db/files/import.ts'
import { withDatabase } from './database.ts'
import { changesText, conflictsText, countsText } from './print-changes.ts'
import { explain, explainProblems } from './problems.ts'
import { progress } from './progress.ts'

interface Options {
  readonly json?: true
}

export const diffCommand = new Command('diff')
  .description('show what importing a folder of dataset files would change')
  .argument('<folder>', 'the folder of a dataset, as tenpoint export writes it')
  .option('--json', 'print the changes as a JSON array')
  .addHelpText('after', '\nExit codes: 0 nothing differs, 1 something differs, 2 wrong usage or wrong files.')
  .action(async (folder: string, { json }: Options) => {
    try {
      process.exitCode = (await differs(folder, json === true)) ? 1 : 0
    } catch (error) {
      progress('')
      console.error(explain(error))
      process.exitCode = 2
    }
  })

async function differs(folder: string, asJson: boolean): Promise<boolean> {
  progress('Reading the files …')
  const outcome = await withDatabase(({ db }) =>
    importFolder(db, folder, {
      reason: 'To show what would change.',
      author: 'tenpoint diff',
      publish: true,
      dryRun: true,
      onCompared: (count) => progress(`Trying ${count} changes …`),
    }),
  )
  progress('')
  switch (outcome.is) {
    case 'unchanged':
      console.log(asJson ? '[]' : 'no change')
      return false
    case 'refused':
      throw new Error(explainProblems(outcome.problems))
    case 'conflict':
      throw new Error(conflictsText(outcome.conflicts))
    case 'changeset':
      for (const { path, message } of outcome.warnings) console.error(`Warning: ${path.join(' ')}: ${message}`)
      console.log(asJson ? JSON.stringify(outcome.changes, null, 2) : changesText(outcome.changes))
      if (!asJson) console.log(`${countsText(outcome.changes)}.`)
      return true
  }
}
