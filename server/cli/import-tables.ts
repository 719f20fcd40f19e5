// Imports files of tables, and prints what that does.
import { access, readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ImportOutcome } from '../sheets/report.ts'
import { withDatabase } from './database.ts'
import { doneLines, jsonLines, wrongLines } from './print-import.ts'
import { UsageError } from './problems.ts'
import { bar, progress, progressSince } from './progress.ts'

export interface TableOptions {
  readonly reason: string
  readonly author: string
  readonly dryRun?: true
  readonly publish?: true
  readonly propose?: true
  readonly table?: string
  readonly encoding?: string
  readonly delimiter?: string
  readonly json?: true
  readonly report?: string
  readonly mapping?: string
  readonly acceptMatches?: string
  readonly questions?: string
}

/** How often the progress is shown. */
const everyRows = 1_000

/** Imports files. Sets the exit code to 1 where they are refused. */
export async function importFiles(paths: readonly string[], options: TableOptions): Promise<void> {
  const { mapping, acceptMatches, questions } = options
  if (mapping === undefined && (acceptMatches !== undefined || questions !== undefined))
    throw new UsageError('Names are matched only with --mapping.')
  if (options.report !== undefined && paths.length > 1) throw new UsageError('One file at a time with --report.')
  if (mapping !== undefined && paths.length > 1) throw new UsageError('One file at a time with --mapping.')
  progress('Reading the files …')
  // The schema is built only where it is needed: other commands start without it.
  const door = await import('../sheets/import.ts')
  const files = paths.map((path) => ({ path, name: basename(path) }))
  const [file] = files
  const mapped =
    mapping === undefined || file === undefined
      ? undefined
      : {
          ...file,
          mapping: door.readMapping(await readFile(mapping, 'utf8')),
          answers: acceptMatches === undefined ? undefined : door.readAnswers(await readFile(acceptMatches, 'utf8')),
        }
  using report = await withDatabase(({ db }) =>
    mapped === undefined
      ? door.importTables(db, files, submittingOf(options))
      : door.importMapped(db, mapped, submittingOf(options)),
  ).finally(() => progress(''))
  if (questions !== undefined)
    await writeFile(questions, `${JSON.stringify(door.draftOf(report.questions, mapped?.answers), null, 2)}\n`)
  if (options.report !== undefined) await writeReport(paths, report, options, door)
  await show(report, options)
}

/** What the schema of mappings is called beside them. */
const schemaFile = 'mapping.schema.json'

/** Prints a draft of a mapping. */
export async function suggest(
  path: string,
  { encoding, delimiter }: Pick<TableOptions, 'encoding' | 'delimiter'>,
): Promise<void> {
  const { suggestMapping } = await import('../sheets/map/suggest/suggest.ts')
  const draft = await suggestMapping(path, { encoding, delimiter })
  // Editors look for the schema beside the mapping, so it is named only where it is.
  const isThere = await access(schemaFile).then(
    () => true,
    () => false,
  )
  console.log(JSON.stringify({ ...(isThere && { $schema: `./${schemaFile}` }), ...draft }, null, 2))
}

/** Prints the shape of mappings as JSON Schema. */
export async function printMappingSchema(): Promise<void> {
  const { mappingJsonSchema } = await import('../sheets/map/schema.ts')
  console.log(JSON.stringify(mappingJsonSchema(), null, 2))
}

type Door = typeof import('../sheets/import.ts')

/** Writes the copy of the file with the refused cells marked, where there are such. */
async function writeReport(
  [path = '']: readonly string[],
  { problems }: ImportOutcome,
  { report: output = '', encoding, delimiter }: TableOptions,
  { markFile }: Door,
): Promise<void> {
  if (problems.length === 0) return
  const { cells, kept } = await markFile(path, output, problems, { encoding, delimiter })
  console.error(`Wrote ${output} with ${cells} marked cells.${kept > 0 ? ` ${kept} have comments of their own.` : ''}`)
}

const submittingOf = ({ reason, author, propose, dryRun, table, encoding, delimiter }: TableOptions) => ({
  reason,
  author,
  publish: propose !== true,
  dryRun: dryRun === true,
  table,
  encoding,
  delimiter,
  onRow: (rows: number, share: number) => {
    if (rows % everyRows === 0) progress(`${bar(share)} Read ${rows} rows …`)
  },
  onCompared: (count: number) => progressSince(`Checking and making ${count} changes …`),
})

async function show(report: ImportOutcome, { json }: TableOptions): Promise<void> {
  if (report.outcome === 'REFUSED') process.exitCode = 1
  if (json === true) return print(jsonLines(report), process.stdout)
  await print(wrongLines(report), process.stderr)
  await print(doneLines(report), process.stdout)
}

/** A report of many rows is longer than what is wanted in memory. */
const print = (lines: Iterable<string>, stream: NodeJS.WriteStream): Promise<void> =>
  pipeline(Readable.from(lines), stream, { end: false })
