// A table of a sheet: its columns by the names in their header, and its rows by these names.
import { type Cell, cellText, columnLetters, type RawRow } from './cell.ts'
import { SheetError } from './error.ts'
import type { Sheet } from './source.ts'

/** Where the names of the columns stand. */
export interface HeaderOptions {
  /** The number of the row; by default the first row with something in it, or the row above the HXL tags. */
  readonly row?: number | undefined
  /** How many rows the header has. In all but the last, a cell counts for the empty ones to its right, as merged cells do. */
  readonly rows?: number | undefined
  /** Where no row is said: tells names of columns from titles above them. The first row with such a name is the header. */
  readonly isName?: (text: string) => boolean
  /** Whether columns of the same name are told apart by their letters; otherwise they are an error. */
  readonly allowsSame?: boolean
}

export interface Column {
  readonly name: string
  /** The position in the file. */
  readonly index: number
  /** The HXL tag with its attributes, without blanks: `#adm2+code`. */
  readonly tag: string | undefined
}

export interface TableRow {
  readonly number: number
  /** The cells with something in them, by the name of their column. */
  readonly cells: ReadonlyMap<string, Cell>
  /** The letters of columns without a name that have something in this row all the same. */
  readonly unnamed: readonly string[]
}

export interface Table {
  readonly sheet: string
  /** The number of the row with the names of the columns, the last where there are several. */
  readonly headerRow: number
  readonly columns: readonly Column[]
  readonly rows: AsyncIterable<TableRow>
}

/** How many rows are looked at for a header and HXL tags. */
const mostBefore = 25

const hxlTag = /^\s*#\s*[a-z][\w +-]*$/i

/** Reads the header of a sheet. Throws SheetError where there is none. */
export async function tableOf(sheet: Sheet, options: HeaderOptions = {}): Promise<Table> {
  const { row, rows: count = 1 } = options
  const rows = sheet.rows()[Symbol.asyncIterator]()
  const begin: RawRow[] = []
  let next = await rows.next()
  const enough = sheet.hasHeaderRow ? (row ?? 0) + mostBefore : 1
  while (next.done !== true) {
    begin.push(next.value)
    if (begin.length >= enough || next.value.number >= enough) break
    next = await rows.next()
  }
  const tags = sheet.hasHeaderRow ? begin.findIndex(isTags) : -1
  const at =
    row !== undefined
      ? begin.findIndex(({ number }) => number === row)
      : tags >= 0
        ? Math.max(tags - count, 0)
        : firstNamed(begin, options.isName)
  const header = begin.slice(at, at + count)
  if (at < 0 || header.length === 0)
    throw new SheetError('NO_HEADER', `The sheet ${sheet.name} has no row with the names of its columns.`)
  const columns = columnsOf(header, begin[tags], options.allowsSame === true, sheet.name)
  const rest = begin.slice(Math.max(at + count, tags + 1))
  return { sheet: sheet.name, headerRow: header.at(-1)?.number ?? 1, columns, rows: rowsOf(rest, rows, columns) }
}

/** The first row that has a name of a column; the first row where none has, or the columns are unknown. */
function firstNamed(rows: readonly RawRow[], isName: HeaderOptions['isName']): number {
  if (isName === undefined) return 0
  return Math.max(
    rows.findIndex(({ cells }) => [...cells.values()].some((cell) => isName(cellText(cell).trim()))),
    0,
  )
}

/** Whether a row holds HXL tags: all of its cells are such. */
const isTags = ({ cells }: RawRow): boolean =>
  cells.size > 0 && [...cells.values()].every((cell) => cell.is === 'text' && hxlTag.test(cell.value))

function columnsOf(
  header: readonly RawRow[],
  tags: RawRow | undefined,
  allowsSame: boolean,
  sheet: string,
): readonly Column[] {
  const width = Math.max(...[...header, ...(tags ? [tags] : [])].flatMap(({ cells }) => [...cells.keys()])) + 1
  const columns: Column[] = []
  const seen = new Map<string, number>()
  const carried = header.map(() => '')
  for (let index = 0; index < width; index += 1) {
    const names = header.map(({ cells }, level) => {
      const own = cellText(cells.get(index)).replace(/\s+/g, ' ').trim()
      const isLast = level === header.length - 1
      if (own !== '' && !isLast) carried[level] = own
      return isLast ? own : (carried[level] ?? '')
    })
    const tag = tags && cellText(tags.cells.get(index)).replace(/\s+/g, '').toLowerCase()
    const isNamed = names.at(-1) !== '' || (tag ?? '') !== ''
    if (!isNamed) continue
    const joined = names.filter((name, level) => name !== '' && name !== names[level - 1]).join(' / ') || (tag ?? '')
    const other = seen.get(joined)
    if (other !== undefined && !allowsSame)
      throw new SheetError(
        'SAME_HEADER',
        `The sheet ${sheet} has two columns called ${joined}: ${columnLetters(other)} and ${columnLetters(index)}.`,
      )
    if (other === undefined) seen.set(joined, index)
    const name = other === undefined ? joined : `${joined} (${columnLetters(index)})`
    columns.push({ name, index, tag: tag === '' ? undefined : tag })
  }
  return columns
}

async function* rowsOf(
  begin: readonly RawRow[],
  rest: AsyncIterator<RawRow>,
  columns: readonly Column[],
): AsyncGenerator<TableRow> {
  const names = new Map(columns.map(({ index, name }) => [index, name]))
  try {
    for (const row of begin) yield tableRow(row, names)
    for (;;) {
      const { done, value } = await rest.next()
      if (done === true) return
      yield tableRow(value, names)
    }
  } finally {
    await rest.return?.()
  }
}

function tableRow({ number, cells }: RawRow, names: ReadonlyMap<number, string>): TableRow {
  const named = new Map<string, Cell>()
  const unnamed: string[] = []
  for (const [index, cell] of cells) {
    const name = names.get(index)
    if (name === undefined) unnamed.push(columnLetters(index))
    else named.set(name, cell)
  }
  return { number, cells: named, unnamed }
}
