// Rows of tables as cells, and as objects.

import { memberOf } from '../relational/index.ts'
import type { Cell } from '../sheets/write/cells.ts'
import { type Column, cellOf, type Source } from './column.ts'
import type { Table, Tables } from './tables.ts'

/** Where the tables are found, and as of which revision. */
export interface Place {
  /** The address of the server, without a slash at its end; empty where it is not known. */
  readonly base: string
  readonly revision: number
}

/** The folder of the tables below the address of the server. */
export const exportFolder = '/export'

/** The last column of every table. */
export const addressColumn: Omit<Column, 'from' | 'path'> = {
  name: 'address',
  meaning: 'Where this row is found again, as it was in this revision.',
  type: 'text',
  nullable: true,
  use: 'ignored',
}

export type ShownColumn = Omit<Column, 'from' | 'path' | 'needs' | 'show'>

/** All columns of a table, in order. */
export const shownColumns = ({ columns }: Table): readonly ShownColumn[] => [...columns, addressColumn]

/** Makes the cells of the rows of a table. */
export function cellsOf(table: Table, tables: Tables, place: Place): (source: Source) => readonly Cell[] {
  const address = addressOf(table, tables, place)
  return (source) => [...table.columns.map((column) => cellOf(column, source)), address(source)]
}

function addressOf(table: Table, tables: Tables, { base, revision }: Place): (source: Source) => Cell {
  const at = (name: string, id: unknown): Cell =>
    typeof id === 'string'
      ? `${base}${exportFolder}/${name}.json?id=${encodeURIComponent(id)}&revision=${revision}`
      : null
  const { about } = table
  if (!about) return ({ node, parent }) => at(table.name, memberOf(table.isSet ? parent : node, 'id'))
  const tableOf = new Map(
    about.map((name) => {
      const type = table.columns.find((column) => column.name === name)?.names
      return [name, [...tables.values()].find((each) => each.type === type && !each.isSet)?.name ?? ''] as const
    }),
  )
  return ({ node }) => {
    for (const [name, target] of tableOf) {
      const id = memberOf(memberOf(node, name), 'id')
      if (typeof id === 'string') return at(target, id)
    }
    return null
  }
}

/** Makes objects of rows: what has dots in its name stands inside other objects. */
export function objectsOf(columns: readonly ShownColumn[]): (cells: readonly Cell[]) => object {
  const names = columns.map(({ name }) => name.split('.'))
  return (cells) => {
    const object: Nested = {}
    for (const [index, path] of names.entries()) put(object, path, cells[index] ?? null)
    return object
  }
}

interface Nested {
  [name: string]: Cell | Nested
}

function put(object: Nested, path: readonly string[], cell: Cell): void {
  let at = object
  for (const name of path.slice(0, -1)) {
    const below = at[name]
    const next: Nested = typeof below === 'object' && below !== null ? below : {}
    at[name] = next
    at = next
  }
  at[path.at(-1) ?? ''] = cell
}
