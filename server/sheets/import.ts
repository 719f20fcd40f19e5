// The door for files of tables: reads them, holds them against the catalogue, and takes what differs as one changeset.
import type { Kysely } from 'kysely'
import { allEditable } from '../changeset/inputs.ts'
import type { Database } from '../db/tables.ts'
import { exportTables } from '../export/tables.ts'
import { buildSchema } from '../schema.ts'
import type { Entry } from './entry.ts'
import { importMapped as importByMapping, type MappedFile } from './map/import.ts'
import { Shapes } from './own/shapes.ts'
import { readTable, tablesIn } from './own/tables.ts'
import { SheetError } from './read/error.ts'
import { type OpenOptions, openTables } from './read/open.ts'
import type { Source } from './read/source.ts'
import type { CellProblem, ImportOutcome } from './report.ts'
import { type Reading, type Submitting, takeEntries } from './take/submit.ts'

export { MappingError, mappingJsonSchema, readMapping } from './map/schema.ts'
export { suggestMapping } from './map/suggest/suggest.ts'
export { markFile } from './mark/mark.ts'
export { AnswersError, draftOf, readAnswers } from './match/answers.ts'

/** A file, and what its owner calls it. */
export interface NamedFile {
  readonly path: string
  readonly name: string
}

export interface ImportOptions extends Submitting, OpenOptions {
  /** The table that a file with one sheet holds, where its name does not say. */
  readonly table?: string | undefined
}

let shapes: Shapes | undefined

/** The tables of the API's types. */
export function allShapes(): Shapes {
  shapes ??= new Shapes(exportTables(buildSchema(), allEditable()), allEditable())
  return shapes
}

/** Imports tables of our own format. Nothing is changed unless all of it can be. */
export const importTables = (
  db: Kysely<Database>,
  files: readonly NamedFile[],
  options: ImportOptions,
): Promise<ImportOutcome> => {
  const all = allShapes()
  return takeEntries(db, (report) => readFiles(files, all, options, report), options)
}

/** Imports a table of another program by a mapping. */
export const importMapped = (
  db: Kysely<Database>,
  file: MappedFile,
  options: Submitting & OpenOptions,
): Promise<ImportOutcome> => importByMapping(db, file, allShapes(), options)

function readFiles(
  files: readonly NamedFile[],
  all: Shapes,
  options: ImportOptions,
  report: (problem: CellProblem) => void,
): Reading {
  const notes: string[] = []
  let [done, share] = [0, (): number => 0]
  const listeners: Listeners = {
    report,
    note: (text) => notes.push(text),
    onFile: (index, source) => {
      done = index
      share = source.share
    },
  }
  return {
    entries: entriesOf(files, all, options, listeners),
    notes,
    share: () => (done + share()) / files.length,
    questions: async () => [],
    besides: async () => [],
  }
}

interface Listeners {
  readonly report: (problem: CellProblem) => void
  readonly note: (text: string) => void
  readonly onFile: (index: number, source: Source) => void
}

async function* entriesOf(
  files: readonly NamedFile[],
  all: Shapes,
  options: ImportOptions,
  { report, note, onFile }: Listeners,
): AsyncGenerator<Entry> {
  for (const [index, { path, name }] of files.entries()) {
    try {
      await using source = await openTables(path, { ...options, name })
      onFile(index, source)
      for (const guess of source.guesses) note(`${name}: ${guess}`)
      for (const [sheet, shape] of tablesIn(source, all, { file: name, table: options.table, report }))
        yield* readTable(source, sheet, shape, { file: name, report })
    } catch (error) {
      if (!(error instanceof SheetError)) throw error
      report(fileProblem(name, error))
    }
  }
}

/** A file that cannot be read, as a problem of the import. */
export const fileProblem = (file: string, { code, message }: SheetError): CellProblem => ({
  ...{ file, sheet: '', row: null, column: null, cell: null, value: null },
  code,
  message,
})
