// Imports a table of another program as a dataset of its own, by a mapping.
import type { Kysely } from 'kysely'
import type { RowChange } from '../../db/changes/change.ts'
import type { Database } from '../../db/tables.ts'
import type { Entry, Sheeted } from '../entry.ts'
import { type Answers, noAnswers } from '../match/answers.ts'
import { Matcher } from '../match/matcher.ts'
import type { Shapes } from '../own/shapes.ts'
import { SheetError } from '../read/error.ts'
import { type OpenOptions, openTables } from '../read/open.ts'
import type { Sheet, Source } from '../read/source.ts'
import { tableOf } from '../read/table.ts'
import type { CellProblem, ImportOutcome } from '../report.ts'
import { type Reading, type Submitting, takeEntries } from '../take/submit.ts'
import { findColumns, MappedRows } from './columns.ts'
import { datasetChanges, documentEntry } from './dataset.ts'
import { bindRules, RowMaker } from './rules.ts'
import type { Mapping } from './schema.ts'

export interface MappedFile {
  readonly path: string
  readonly name: string
  readonly mapping: Mapping
  readonly answers?: Answers | undefined
}

type Report = (problem: CellProblem) => void

/** Imports a file by a mapping. Nothing is changed unless all of it can be, and no name is left open. */
export function importMapped(
  db: Kysely<Database>,
  file: MappedFile,
  shapes: Shapes,
  options: Submitting & OpenOptions,
): Promise<ImportOutcome> {
  return takeEntries(db, (report) => new MappedReading(db, file, shapes, options, report), options)
}

class MappedReading implements Reading {
  readonly notes: string[] = []
  readonly entries: AsyncIterable<Entry>
  readonly #db: Kysely<Database>
  readonly #file: MappedFile
  readonly #shapes: Shapes
  readonly #options: OpenOptions
  readonly #report: Report
  readonly #matcher: Matcher
  #source: Source | undefined

  constructor(db: Kysely<Database>, file: MappedFile, shapes: Shapes, options: OpenOptions, report: Report) {
    this.#db = db
    this.#file = file
    this.#shapes = shapes
    this.#options = options
    this.#report = report
    this.#matcher = new Matcher(db, file.answers ?? noAnswers, report)
    this.entries = this.#read()
  }

  share(): number {
    return this.#source?.share() ?? 0
  }

  questions() {
    return this.#matcher.questions()
  }

  besides(): Promise<readonly RowChange[]> {
    return datasetChanges(this.#db, this.#file.mapping)
  }

  async *#read(): AsyncGenerator<Entry> {
    const { path, name, answers } = this.#file
    try {
      await using source = await openTables(path, { ...this.#options, name })
      this.#source = source
      for (const guess of source.guesses) this.notes.push(`${name}: ${guess}`)
      if (answers?.unlike === 'new') {
        // What names are has to be known before anything is made of them.
        for await (const _ of this.#rows(
          source,
          () => {},
          () => {},
        ));
        await this.#matcher.takeUnlikeAsNew()
      }
      yield* this.#rows(source, this.#report, (text) => this.notes.push(`${name}: ${text}`))
    } catch (error) {
      if (!(error instanceof SheetError)) throw error
      this.#report(problemOf(name, error.code, error.message))
    }
  }

  async *#rows(source: Source, report: Report, note: (text: string) => void): AsyncGenerator<Entry> {
    const { name, mapping } = this.#file
    const rules = bindRules(mapping, this.#shapes)
    const sheet = sheetOf(source, mapping)
    const table = await tableOf(sheet, { ...mapping.header, allowsSame: true })
    const { found, missing } = findColumns(table, mapping.columns)
    for (const { wanted, near } of missing)
      report(
        problemOf(
          name,
          'MISSING_COLUMN',
          `There is no column ${wanted}.${near === undefined ? '' : ` The nearest: ${near}.`}`,
        ),
      )
    if (missing.length > 0) return
    const sheeted: Sheeted = {
      file: name,
      sheet: sheet.name,
      format: source.format,
      columns: new Map(sheet.hasHeaderRow ? table.columns.map((column) => [column.name, column.index]) : []),
    }
    yield documentEntry(mapping, this.#shapes, sheeted)
    const maker = new RowMaker(mapping, rules, new MappedRows(found, mapping), this.#shapes, this.#matcher, report)
    for await (const row of table.rows) yield* maker.make(row, sheeted)
    for (const text of maker.differences()) note(text)
    for (const { line, reason } of source.badRecords)
      report({ ...problemOf(name, 'BAD_RECORD', `Line ${line}: ${reason}`), row: line })
  }
}

function sheetOf({ sheets }: Source, { sheet }: Mapping): Sheet {
  const found = sheets.find((each) => (sheet === undefined ? !each.isHidden : each.name === sheet))
  if (!found)
    throw new SheetError(
      'NO_SUCH_SHEET',
      `There is no sheet ${sheet ?? ''}. There are: ${sheets.map(({ name }) => name).join(', ')}.`,
    )
  return found
}

const problemOf = (file: string, code: CellProblem['code'], message: string): CellProblem => ({
  ...{ file, sheet: '', row: null, column: null, cell: null, value: null },
  code,
  message,
})
