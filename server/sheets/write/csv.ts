// Writes CSV as RFC 4180 has it: a page of rows at a time, so that no more than that is in memory.
import { stringify } from 'csv-stringify/sync'
import type { Cell, Pages } from './cells.ts'

export interface CsvOptions {
  /** The rows before the data: the names of the columns, and tags where there are any. */
  readonly head: readonly (readonly string[])[]
  /** Whether to begin with a byte order mark, by which Excel knows UTF-8. */
  readonly byteOrderMark?: boolean
}

/** The text of a table, in pieces. */
export async function* csvText({ head, byteOrderMark = false }: CsvOptions, pages: Pages): AsyncGenerator<string> {
  yield `${byteOrderMark ? '\uFEFF' : ''}${csvRows(head)}`
  for await (const page of pages) if (page.length > 0) yield csvRows(page)
}

const csvRows = (rows: readonly (readonly Cell[])[]): string =>
  stringify(
    rows.map((row) => row.map(csvCell)),
    { record_delimiter: '\r\n', quoted_match: /[\r\n]/, cast: { boolean: String, string: csvString } },
  )

/** An empty text is quoted, which tells it from an empty cell. */
const csvString = (value: string) => (value === '' ? { value, quoted_empty: true } : value)

const csvCell = (cell: Cell): Cell => (typeof cell === 'string' ? guarded(cell) : cell)

/** A text that a program may take for a formula, and one that looks like such a text after it was guarded. */
const formula = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/

/** A text with an apostrophe before it where a program may run it as a formula. `unguarded` takes it away again. */
export const guarded = (text: string): string => (formula.test(text) ? `'${text}` : text)

/** The text that `guarded` was given. */
export const unguarded = (text: string): string => (text.startsWith("'") && formula.test(text) ? text.slice(1) : text)
