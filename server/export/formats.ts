// The formats that tables are written in, each as a stream that keeps no more than a page of rows.
import type { Cell, CellKind } from '../sheets/write/cells.ts'
import { csvText } from '../sheets/write/csv.ts'
import { writeXlsx } from '../sheets/write/xlsx.ts'
import type { XlsxColumn, XlsxSheet } from '../sheets/write/xlsx-parts.ts'
import { type About, aboutSheet } from './about.ts'
import { hxlTag } from './hxl.ts'
import { objectsOf, type ShownColumn } from './rows.ts'

/** A table to be written. */
export interface Written {
  readonly name: string
  readonly columns: readonly ShownColumn[]
  readonly pages: AsyncIterable<readonly (readonly Cell[])[]>
}

export interface WriteOptions {
  readonly about: About
  readonly hxl: boolean
  readonly byteOrderMark: boolean
}

export interface Format {
  readonly mediaType: string
  /** Whether compressing it makes it smaller. */
  readonly isText: boolean
  /** Whether the format can have a row of HXL tags, or a byte order mark. */
  readonly has: { readonly hxl: boolean; readonly byteOrderMark: boolean }
  readonly write: (table: Written, options: WriteOptions) => AsyncIterable<string | Uint8Array>
}

export const formats = {
  csv: {
    mediaType: 'text/csv; charset=utf-8; header=present',
    isText: true,
    has: { hxl: true, byteOrderMark: true },
    write: ({ columns, pages }, { hxl, byteOrderMark }) =>
      csvText({ head: headOf(columns, hxl), byteOrderMark }, pages),
  },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    isText: false,
    has: { hxl: true, byteOrderMark: false },
    write: (table, { about, hxl }) => writeXlsx([sheetOf(table, hxl), aboutSheet(about, table.columns)]),
  },
  json: {
    mediaType: 'application/json; charset=utf-8',
    isText: true,
    has: { hxl: false, byteOrderMark: false },
    write: jsonText,
  },
  jsonl: {
    mediaType: 'application/jsonl; charset=utf-8',
    isText: true,
    has: { hxl: false, byteOrderMark: false },
    write: async function* ({ columns, pages }) {
      const objectOf = objectsOf(columns)
      for await (const page of pages) yield page.map((cells) => `${JSON.stringify(objectOf(cells))}\n`).join('')
    },
  },
} as const satisfies Readonly<Record<string, Format>>

export type FormatName = keyof typeof formats

export const isFormatName = (name: string): name is FormatName => Object.hasOwn(formats, name)

async function* jsonText({ columns, pages }: Written, { about }: WriteOptions): AsyncGenerator<string> {
  const objectOf = objectsOf(columns)
  yield `${JSON.stringify(about).slice(0, -1)},"rows":[`
  let separator = '\n'
  for await (const page of pages) {
    if (page.length === 0) continue
    yield separator + page.map((cells) => JSON.stringify(objectOf(cells))).join(',\n')
    separator = ',\n'
  }
  yield '\n]}\n'
}

const headOf = (columns: readonly ShownColumn[], hxl: boolean): readonly (readonly string[])[] => [
  columns.map(({ name }) => name),
  ...(hxl ? [columns.map(hxlTag)] : []),
]

/** A table as a sheet of a workbook. */
export const sheetOf = ({ name, columns, pages }: Written, hxl: boolean): XlsxSheet => ({
  name,
  columns: columns.map(sheetColumn),
  head: headOf(columns, hxl),
  pages,
})

function sheetColumn({ name, type, values, use }: ShownColumn): XlsxColumn {
  const isLong = type === 'text' && use !== 'ignored' && !/(slug|code|key|acronym|edtf)$/i.test(name)
  return {
    name,
    kind: kinds[type],
    width: isLong ? 40 : Math.max(10, Math.min(30, name.length + 2)),
    // What an import knows a row by, beside its key.
    isHidden: name === 'id' || name === 'version',
    ...(values && use !== 'ignored' && { values: values.map((value) => value.name) }),
  }
}

const kinds: Readonly<Record<ShownColumn['type'], CellKind>> = {
  text: 'text',
  integer: 'integer',
  boolean: 'boolean',
  date: 'date',
  moment: 'text',
  enum: 'text',
  id: 'text',
  reference: 'text',
}
