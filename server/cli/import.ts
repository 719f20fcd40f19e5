// Takes files into the catalogue as one changeset: a folder of dataset files, or tables of any program.
import { stat } from 'node:fs/promises'
import { Command, InvalidArgumentError, Option } from 'commander'
import { importFolder } from '../db/files/import.ts'
import { withDatabase } from './database.ts'
import { importFiles, printMappingSchema, suggest, type TableOptions } from './import-tables.ts'
import { changesText, conflictsText, countsText } from './print-changes.ts'
import { explainProblems, UsageError } from './problems.ts'
import { progress } from './progress.ts'

interface Options extends Omit<TableOptions, 'reason'> {
  readonly reason?: string
  readonly suggest?: true
  readonly mappingSchema?: true
  readonly base?: number
}

export const importCommand = new Command('import')
  .description(
    'take a folder of dataset files, or tables (.xlsx, .csv, .json, .jsonl), as one changeset; of a folder, rows that the dataset no longer has are deleted',
  )
  .argument('[paths...]', 'the folder of a dataset, as tenpoint export writes it, or files of tables')
  .option('--reason <text>', 'why, in a sentence; it stays in the history; required, except with --suggest')
  .option('--author <name>', 'who makes the changes, as the history shows it', 'files')
  .option(
    '--base <revision>',
    'of a folder: the revision that the files were exported at: what others changed since is a conflict; without it, the files win',
    wholeNumber,
  )
  .addOption(new Option('--publish', 'make the changes; this is the default').conflicts('propose'))
  .option('--propose', 'keep the changes as a proposal, for somebody else to publish')
  .option('--dry-run', 'check everything, show the changes and keep nothing')
  .option('--table <name>', 'of a file of tables: the table it holds, where its name does not say')
  .option('--encoding <name>', 'of CSV: its encoding, as in windows-1252; found by default')
  .option('--delimiter <character>', 'of CSV: what stands between fields; found by default', oneCharacter)
  .option('--mapping <file>', 'how the table of another program becomes a dataset of the catalogue')
  .option('--accept-matches <file>', 'with --mapping: what a person says that names are')
  .option('--questions <file>', 'with --mapping: write a draft of that file, with the names that are open')
  .option('--suggest', 'print a draft of a mapping for a file, and import nothing')
  .option('--mapping-schema', 'print the shape of mappings as JSON Schema, for editors that complete and explain')
  .option('--json', 'of files of tables: print the report as JSON')
  .option('--report <file>', 'of one file of tables: write a copy with the refused cells marked, as .xlsx')
  .addHelpText('after', '\nExit codes: 0 done or nothing to change, 1 refused, 2 wrong usage.')
  .action(async (paths: readonly string[], { reason, ...given }: Options) => {
    if (given.mappingSchema === true) return printMappingSchema()
    const [path] = paths
    if (path === undefined) throw new UsageError('Name a folder or files.')
    if (given.suggest === true) return suggest(path, given)
    if (reason === undefined) throw new UsageError('Say why the catalogue is changed: --reason <text>.')
    if (reason.trim() === '') throw new UsageError('The reason must not be empty.')
    const options = { ...given, reason }
    const isFolder = await stat(path).then(
      (found) => found.isDirectory(),
      // What is not there was always meant as a folder, and is reported as one.
      () => !/\.\w+$/.test(path),
    )
    if (!isFolder) return importFiles(paths, options)
    if (paths.length > 1) throw new UsageError('One folder at a time.')
    return takeFolder(path, options)
  })

async function takeFolder(
  folder: string,
  { reason, author, base, dryRun, propose }: Options & TableOptions,
): Promise<void> {
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
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.')
  return Number(text)
}

function oneCharacter(text: string): string {
  const character = text === '\\t' ? '\t' : text
  if (character.length !== 1) throw new InvalidArgumentError('It must be one character.')
  return character
}
