// How rows are found by a text.
import type { Expression, SqlBool } from 'kysely'
import type { RequestErrorCode } from './errors.ts'

/** A piece of SQL. */
export type Sql = Expression<unknown>

/** A boolean piece of SQL. */
export type Condition = Expression<SqlBool>

/** How rows are found by a text, which stands in the statement as a parameter. */
export interface TextSearch {
  /** Why no row can be found by a text, before it is looked for; undefined where one can. */
  readonly unsearchable: (text: string) => { readonly code: RequestErrorCode; readonly message: string } | undefined
  /** The ids of the rows that match. */
  readonly matching: (text: SearchText) => Sql
  /** The relevance of a matching row, as an integer; more is better. */
  readonly relevance: (text: SearchText, id: Sql) => Sql
}

/** The text searched for, or something worked out from it, as a parameter. */
export type SearchText = (derive: (text: string) => unknown) => Sql
