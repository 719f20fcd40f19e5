// What an export says of itself: where it comes from, on which terms, and what its columns mean.
import type { XlsxSheet } from '../sheets/write/xlsx-parts.ts'
import type { ShownColumn } from './rows.ts'

export interface About {
  readonly table: string
  /** What a row is. */
  readonly meaning: string
  readonly revision: number
  /** The address of this view of the table, as of its revision. */
  readonly address: string
  readonly licence: string
  readonly attribution: string
}

/** The sheet that explains a table. */
export function aboutSheet(about: About, columns: readonly ShownColumn[]): XlsxSheet {
  const rows = [
    ...Object.entries(about).map(([name, value]: readonly [string, string | number]) => [name, value]),
    [],
    ['column', 'meaning', 'type', 'values', 'import'],
    ...columns.map(({ name, meaning, type, values = [], names, use }) => [
      name,
      meaning,
      names === undefined ? type : `reference to ${names}`,
      values.map((value) => `${value.name}: ${value.meaning}`).join('\n'),
      use,
    ]),
  ]
  return {
    name: 'about',
    columns: [
      { name: 'column', kind: 'text', width: 24 },
      { name: 'meaning', kind: 'text', width: 80 },
      { name: 'type', kind: 'text', width: 22 },
      { name: 'values', kind: 'text', width: 80 },
      { name: 'import', kind: 'text', width: 12 },
    ],
    head: [],
    pages: once(rows),
  }
}

async function* once<T>(value: T): AsyncGenerator<T> {
  yield value
}
