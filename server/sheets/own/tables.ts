// Reads tables of our own format: what each row says, and what is wrong with its cells.
import { basename, extname } from 'node:path'
import { type Entry, type Place, type Sheeted, spotOf } from '../entry.ts'
import { type Cell, cellText } from '../read/cell.ts'
import { SheetError } from '../read/error.ts'
import type { Sheet, Source } from '../read/source.ts'
import { type Table, type TableRow, tableOf } from '../read/table.ts'
import type { CellProblem, ImportCode } from '../report.ts'
import { unguarded } from '../write/csv.ts'
import { nearest } from './near.ts'
import type { RowsShape, Shapes, TableShape } from './shapes.ts'
import { readValue, type Value } from './values.ts'

/** The sheet of a workbook that explains the others. */
const explanation = 'about'

export type Report = (problem: CellProblem) => void

/** The tables of a file, each with its sheet. A file with one table may be called by `table`. */
export function tablesIn(
  source: Source,
  shapes: Shapes,
  { file, table, report }: { readonly file: string; readonly table: string | undefined; readonly report: Report },
): readonly (readonly [Sheet, TableShape])[] {
  const sheets = source.sheets.filter(({ name, isHidden }) => !isHidden && name.toLowerCase() !== explanation)
  const only = sheets.length === 1 ? (table ?? basename(file, extname(file))) : undefined
  return sheets.flatMap((sheet) => {
    const shape =
      (sheets.length === 1 && table !== undefined ? undefined : shapes.named(sheet.name)) ??
      (only === undefined ? undefined : shapes.named(only))
    if (shape !== undefined) return [[sheet, shape] as const]
    const near = nearest(only ?? sheet.name, shapes.names)
    const spot = { file, sheet: sheet.name, row: null, column: null, cell: null, value: only ?? sheet.name }
    report({
      ...spot,
      code: 'UNKNOWN_TABLE',
      message: `No table is called ${only ?? sheet.name}.${near === undefined ? '' : ` The nearest: ${near}.`} Name the sheet, or the file, after its table.`,
    })
    return []
  })
}

/** What the rows of a sheet say. Problems of the header end it; problems of cells are reported, and the rest is read. */
export async function* readTable(
  source: Source,
  sheet: Sheet,
  shape: TableShape,
  { file, report }: { readonly file: string; readonly report: Report },
): AsyncGenerator<Entry> {
  const table = await headerOf(sheet, file, report)
  if (table === undefined) return
  const sheeted: Sheeted = {
    file,
    sheet: sheet.name,
    format: source.format,
    columns: new Map(sheet.hasHeaderRow ? table.columns.map(({ name, index }) => [name, index]) : []),
  }
  if (!checkColumns(table, shape, sheeted, report)) return
  const reader = new RowReader(shape, sheeted, report)
  for await (const row of table.rows) {
    const entry = reader.read(row)
    if (entry) yield entry
  }
  for (const { line, reason } of source.badRecords)
    report({
      file,
      sheet: sheet.name,
      row: line,
      column: null,
      cell: null,
      value: null,
      code: 'BAD_RECORD',
      message: `Line ${line}: ${reason}`,
    })
}

async function headerOf(sheet: Sheet, file: string, report: Report): Promise<Table | undefined> {
  try {
    return await tableOf(sheet, { row: undefined })
  } catch (error) {
    if (!(error instanceof SheetError) || (error.code !== 'NO_HEADER' && error.code !== 'SAME_HEADER')) throw error
    report({
      file,
      sheet: sheet.name,
      row: null,
      column: null,
      cell: null,
      value: null,
      code: error.code,
      message: error.message,
    })
    return undefined
  }
}

/** The columns that say which row is meant, beside those of the fields. */
const idColumns = (shape: RowsShape): readonly string[] => [
  'id',
  ...(shape.type.key === undefined ? [] : [shape.type.key]),
  'version',
]

/** Reports columns that the table does not have, and those that it lacks; whether there are none. */
function checkColumns({ columns, headerRow }: Table, shape: TableShape, sheet: Sheeted, report: Report): boolean {
  const known = shape.is === 'rows' ? [...idColumns(shape), ...shape.columns.keys()] : [shape.owner, shape.item]
  let isSound = true
  const wrong = (column: string | null, code: ImportCode, message: string): void => {
    isSound = false
    report({ ...spotOf({ sheet, row: headerRow }, column), value: column, code, message })
  }
  for (const { name } of columns) {
    if (known.includes(name) || shape.ignores(name)) continue
    const near = nearest(name, known)
    wrong(
      name,
      'UNKNOWN_COLUMN',
      `The table ${shape.name} has no column ${name}.${near === undefined ? '' : ` The nearest: ${near}.`}`,
    )
  }
  const present = new Set(columns.map(({ name }) => name))
  if (shape.is === 'set')
    for (const name of [shape.owner, shape.item])
      if (!present.has(name)) wrong(null, 'MISSING_COLUMN', `The table ${shape.name} needs the column ${name}.`)
  return isSound
}

class RowReader {
  readonly #shape: TableShape
  readonly #sheet: Sheeted
  readonly #report: Report
  readonly #columns: ReadonlySet<string>

  constructor(shape: TableShape, sheet: Sheeted, report: Report) {
    this.#shape = shape
    this.#sheet = sheet
    this.#report = report
    this.#columns = new Set(sheet.columns.keys())
  }

  /** What a row says; undefined where it says nothing. */
  read(row: TableRow): Entry | undefined {
    const place: Place = { sheet: this.#sheet, row: row.number }
    for (const letters of row.unnamed)
      this.#wrong(
        place,
        null,
        null,
        'UNKNOWN_COLUMN',
        `Column ${letters} has something in it, but no name in the header.`,
      )
    const cells = this.#sheet.format === 'CSV' ? withoutGuards(row.cells) : row.cells
    return this.#shape.is === 'rows' ? this.#row(this.#shape, place, cells) : this.#item(place, cells)
  }

  #row(shape: RowsShape, place: Place, cells: ReadonlyMap<string, Cell>): Entry | undefined {
    if (isDraft(shape, cells)) return undefined
    const values = new Map<string, Value>()
    // In JSON a member that is left out says nothing, as a column that is not there.
    for (const name of this.#columns.size > 0 ? this.#columns : cells.keys()) {
      const column = shape.columns.get(name)
      if (column === undefined) continue
      const value = this.#value(place, name, cells.get(name), column.kind, column.values)
      if (value !== undefined) values.set(name, value)
    }
    const id = this.#value(place, 'id', cells.get('id'), 'text')
    const version = this.#value(place, 'version', cells.get('version'), 'integer')
    return {
      is: 'row',
      shape,
      place,
      id: typeof id === 'string' ? id.trim() : undefined,
      version: typeof version === 'number' ? version : undefined,
      values,
    }
  }

  #item(place: Place, cells: ReadonlyMap<string, Cell>): Entry | undefined {
    const shape = this.#shape
    if (shape.is !== 'set') return undefined
    const { kind, vocabulary } = shape.field.of
    const owner = this.#value(place, shape.owner, cells.get(shape.owner), 'text')
    const values = vocabulary && Object.keys(vocabulary.values)
    const item = this.#value(
      place,
      shape.item,
      cells.get(shape.item),
      shape.field.type === undefined && kind === 'integer' ? 'integer' : 'text',
      values,
    )
    if (owner === null && item === null) return undefined
    for (const [name, value] of [
      [shape.owner, owner],
      [shape.item, item],
    ] as const)
      if (value === null) this.#wrong(place, name, null, 'MISSING_VALUE', 'A value is required.')
    if (typeof owner !== 'string' || item === null || item === undefined) return undefined
    return { is: 'item', shape, place, owner: owner.trim(), item }
  }

  /** The value of a cell; undefined, and a report, where it has none. */
  #value(
    place: Place,
    name: string,
    cell: Cell | undefined,
    kind: Parameters<typeof readValue>[1],
    values?: readonly string[],
  ): Value | undefined {
    const read = readValue(cell, kind, values)
    if (read.problem === undefined) return read.value
    this.#wrong(place, name, cellText(cell), 'BAD_CELL', read.problem)
    return undefined
  }

  #wrong(place: Place, column: string | null, value: string | null, code: ImportCode, message: string): void {
    this.#report({ ...spotOf(place, column), value, code, message })
  }
}

/** What a row of a table names where it was only laid out for somebody to fill in. */
const laidOut: Readonly<Record<string, readonly string[]>> = { PlanItem: ['plan', 'actionPoint'] }

/** Whether a row says nothing yet. */
function isDraft(shape: RowsShape, cells: ReadonlyMap<string, Cell>): boolean {
  const given = laidOut[shape.type.name]
  if (given === undefined) return false
  return [...cells].every(([name, cell]) => cellText(cell) === '' || given.includes(name) || shape.ignores(name))
}

const withoutGuards = (cells: ReadonlyMap<string, Cell>): ReadonlyMap<string, Cell> =>
  new Map(
    [...cells].map(([name, cell]) => [name, cell.is === 'text' ? { is: 'text', value: unguarded(cell.value) } : cell]),
  )
