// Names of columns in sets of rows, and lists of columns.
import { sql } from 'kysely'
import type { Sql } from '../definition/definition.ts'

/** The column of a part of the parent's key. */
export const keyColumn = (index: number): string => `k${index}`

/** The column of a row's value of a sort key. */
export const sortColumn = (index: number): string => `o${index}`

/** A list of columns, of which Postgres wants at least one. */
export const columnList = (list: readonly Sql[]): Sql => (list.length === 0 ? sql`1` : sql.join(list))

/** Expressions under the names of columns. */
export const named = (columns: Iterable<readonly [string, Sql]>): readonly Sql[] =>
  [...columns].map(([name, expression]) => sql`${expression} as ${sql.ref(name)}`)

/** Columns of a table or an alias. */
export const columnsOf = (alias: string, names: readonly string[]): readonly Sql[] =>
  names.map((name) => sql.ref(`${alias}.${name}`))
