// Kysely's typed builder over every table, without a connection: for queries that become part of a larger statement.
import {
  type Expression,
  type ExpressionWrapper,
  expressionBuilder,
  NoopQueryExecutor,
  QueryCreator,
  type RawBuilder,
  type SqlBool,
  sql,
} from 'kysely'
import type { Database } from './tables.ts'

/** Builds expressions that read no table. */
export const eb = expressionBuilder<Database, never>()

/** Builds queries, which cannot be run by themselves. */
export const queries = new QueryCreator<Database>({ executor: new NoopQueryExecutor() })

export const { selectFrom } = eb

/** A constant that stands in the text of a query, where the planner sees it; a value of a request is a parameter. */
export const lit = <const V extends string | number>(value: V): RawBuilder<V> => sql.lit(value)

/** The conjunction of all conditions that are present. */
export const all = (
  ...conditions: readonly (Expression<SqlBool> | undefined)[]
): ExpressionWrapper<Database, never, SqlBool> => eb.and(conditions.filter((condition) => condition !== undefined))

/** An expression of another type of integers, bigint for example, as an integer. */
export const asInteger = (value: Expression<unknown>): ExpressionWrapper<Database, never, number> =>
  eb.cast<number>(value, 'integer')

/** A parameter that is a text. */
export const textParameter = <T extends string>(value: unknown): ExpressionWrapper<Database, never, T> =>
  eb.cast<T>(eb.val(value), 'text')

/** A parameter that is an integer. */
export const integerParameter = (value: unknown): ExpressionWrapper<Database, never, number> =>
  eb.cast<number>(eb.val(value), 'integer')

/** A parameter that is a list of texts. The builder has no word for types of arrays. */
export const textsParameter = <T extends string>(value: unknown): RawBuilder<T[]> => sql<T[]>`${value}::text[]`

/** The values of a query's only column, as an array. */
export const arrayOf = <T>(query: Expression<Readonly<Record<string, T>>>): ExpressionWrapper<Database, never, T[]> =>
  eb.fn<T[]>('array', [query])

/** A text by the order of its bytes, whatever the database's language. The builder has no word for collations. */
export const inBytes = (value: Expression<string>): RawBuilder<string> => sql<string>`${value} collate "C"`
