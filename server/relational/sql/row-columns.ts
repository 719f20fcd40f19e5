// The names that generated statements use, and lists of columns. A statement is read by people too, in logs and in
// pg_stat_statements; `README.md` shows one.
import { sql } from 'kysely'
import type { Sql } from '../definition/definition.ts'

/** The alias of the rows of a set where they are read, and the prefix of their columns after that. */
export const targetAlias = 'target'
/** The same for the edges that lead to them. */
export const edgeAlias = 'edge'
/** The alias of a set's rows where the rows that other tables hold for them are joined. */
export const baseAlias = 'base'
/** The alias of a set's rows where their JSON text is assembled. */
export const itemAlias = 'item'

/** The column of a part of the parent's key. */
export const keyColumn = (index: number): string => `key${index}`

/** The column of a row's value of a sort key. */
export const sortColumn = (index: number): string => `sort${index}`

/** The column of a text of each row. */
export const valueColumn = (index: number): string => `value${index}`

/** The column of a JSON text of each parent. */
export const jsonColumn = (index: number): string => `json${index}`

/** The column with the position of a row among its parent's rows. */
export const numberColumn = 'row_number'

/** The column with the count of a parent's rows. */
export const countColumn = 'count'

/** That position, where the texts are assembled. */
export const numberOfItem = sql.ref(`${itemAlias}.${numberColumn}`)

/** The id of a row where it is read. */
export const idOfTarget = sql.ref(`${targetAlias}.id`)

/** A list of columns, of which Postgres wants at least one. */
export const columnList = (list: readonly Sql[]): Sql => (list.length === 0 ? sql`1` : sql.join(list))

/** Expressions under the names of columns. */
export const named = (columns: Iterable<readonly [string, Sql]>): readonly Sql[] =>
  [...columns].map(([name, expression]) => sql`${expression} as ${sql.ref(name)}`)

/** Columns of a table or an alias. */
export const columnsOf = (alias: string, names: readonly string[]): readonly Sql[] =>
  names.map((name) => sql.ref(`${alias}.${name}`))
