// The columns that a mapping names, in the table of a file: by HXL tag, or by what stands in the header.
import { nearest } from '../own/near.ts'
import { type Cell, cellText } from '../read/cell.ts'
import type { Column, Table, TableRow } from '../read/table.ts'
import type { Mapping } from './schema.ts'

/** Where a column is looked for and not found. */
export interface MissingColumn {
  readonly wanted: string
  readonly near: string | undefined
}

/** The columns of a table by the mapping's names for them, and those that are not there. */
export function findColumns(
  { columns }: Table,
  wanted: Mapping['columns'],
): { readonly found: ReadonlyMap<string, Column>; readonly missing: readonly MissingColumn[] } {
  const found = new Map<string, Column>()
  const missing: MissingColumn[] = []
  for (const [name, spec] of Object.entries(wanted)) {
    const column = columns.find(spec.startsWith('#') ? (each) => isTag(each, spec) : (each) => isHeader(each, spec))
    if (column) found.set(name, column)
    else
      missing.push({
        wanted: spec,
        near: nearest(
          spec,
          columns.flatMap((each) => [each.name, each.tag ?? []].flat()),
        ),
      })
  }
  return { found, missing }
}

const isHeader = ({ name }: Column, wanted: string): boolean => plain(name) === plain(wanted)
const plain = (text: string): string => text.replace(/\s+/g, ' ').trim().toLowerCase()

/** The attributes of a tag come in any order. */
const isTag = ({ tag }: Column, wanted: string): boolean => tag !== undefined && sorted(tag) === sorted(wanted)
const sorted = (tag: string): string => {
  const [name = '', ...attributes] = tag.replace(/\s+/g, '').toLowerCase().split('+')
  return [name, ...attributes.toSorted()].join('+')
}

/** What a cell says; null where it says nothing. */
export type Said = string | null

/** Reads the columns of rows by the mapping's names for them. */
export class MappedRows {
  readonly #columns: ReadonlyMap<string, Column>
  readonly #empty: ReadonlySet<string>
  readonly #fillDown: ReadonlySet<string>
  readonly #above = new Map<string, Said>()

  constructor(columns: ReadonlyMap<string, Column>, { empty, fillDown }: Mapping) {
    this.#columns = columns
    this.#empty = new Set(empty.map(plain))
    this.#fillDown = new Set(fillDown)
  }

  /** The values of a row, and the cells that none can be read from. */
  read({ cells }: TableRow): {
    readonly values: ReadonlyMap<string, Said>
    readonly unusable: ReadonlyMap<string, Cell>
  } {
    const values = new Map<string, Said>()
    const unusable = new Map<string, Cell>()
    for (const [name, column] of this.#columns) {
      const cell = cells.get(column.name)
      const text = cellText(cell).replace(/\s+/g, ' ').trim()
      const isEmpty = text === '' || this.#empty.has(plain(text))
      if (cell?.is === 'unusable' && !isEmpty) unusable.set(name, cell)
      const own = isEmpty ? null : text
      const value = own === null && this.#fillDown.has(name) ? (this.#above.get(name) ?? null) : own
      if (this.#fillDown.has(name)) this.#above.set(name, value)
      values.set(name, value)
    }
    return { values, unusable }
  }

  /** The name of a column in the file. */
  headerOf(name: string): string | undefined {
    return this.#columns.get(name)?.name
  }
}
