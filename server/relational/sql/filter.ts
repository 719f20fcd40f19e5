// A request's filter as a condition in SQL.
import { type Expression, type SqlBool, sql } from 'kysely'
import type { Column } from '../../db/columns.ts'
import {
  type Arguments,
  type Condition,
  type ConnectionField,
  columnOf,
  type KeyOf,
  type ListField,
  type ObjectDefinition,
  type OneField,
  type Only,
  type PageOfRows,
  type QueryContext,
  type Relation,
  type Source,
  type Sql,
} from '../definition/definition.ts'
import { sqlTypeOf } from '../request/column-kinds.ts'
import { type Path, RequestError } from '../request/errors.ts'
import { comparable, type Input } from '../request/input.ts'
import { inLetters, lowerAscii } from '../request/letters.ts'
import { keyColumn } from './row-columns.ts'

export interface FilterContext {
  readonly object: (name: string) => ObjectDefinition
  /** A unique name in the statement, beginning with `prefix`. */
  readonly alias: (prefix: string) => string
  /** Counts a condition, with the number of relations it is nested in. Throws where there are too many. */
  readonly countCondition: (path: Path, depth: number) => void
  /** Adds a query that runs once, before everything else. Returns the name of its rows. */
  readonly set: (query: Sql) => string
}

/** The position of a condition. */
interface Standing {
  /** The number of relations it is nested in. */
  readonly depth: number
  /** Whether it has to be not true, so false or null. */
  readonly negated: boolean
  /** Records the weight of a condition on related rows. */
  readonly note: (weight: number) => void
}

/** What a condition on related rows adds to the weight of the conditions inside it. */
const weights = { one: 1, many: 2 } as const

/**
 * From this weight on, a condition on related rows becomes a set of its own, which Postgres plans and runs once. Lighter ones
 * are `exists`: Postgres can start from them, or evaluate them for a few rows only. But a nested `exists` runs again for each
 * row where Postgres misjudges the number of rows, and inside `or` each is planned twice, with everything inside it.
 */
const heavy = 2

const all = (conditions: readonly Sql[]): Condition =>
  conditions.length === 0 ? sql<SqlBool>`true` : sql<SqlBool>`(${sql.join(conditions, sql` and `)})`
const any = (conditions: readonly Sql[]): Condition =>
  conditions.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`(${sql.join(conditions, sql` or `)})`

/**
 * The condition of a filter on the rows of `type` under `alias`. Throws RequestError on a null that means nothing.
 * Negation is pushed down to the comparisons: Postgres can turn a bare `exists` into a join, but not one inside
 * `(…) is not true`.
 */
export function condition(
  context: FilterContext,
  type: ObjectDefinition,
  alias: string,
  filter: Input,
  standing: Standing = { depth: 0, negated: false, note: () => {} },
): Condition {
  const { depth, negated } = standing
  const [both, either] = negated ? [any, all] : [all, any]
  const inner = (item: Input): Sql => condition(context, type, alias, item, standing)
  return both(
    filter.fields().map(([name, input]) => {
      refuseNull(input, name)
      context.countCondition(filter.path, depth)
      if (name === 'and') return both(input.items().map(inner))
      if (name === 'or') return either(input.items().map(inner))
      if (name === 'not') return condition(context, type, alias, input, { ...standing, negated: !negated })
      const field = type.fields[name]
      switch (field?.is) {
        case 'column': {
          const column = columnOf(type.source?.columns ?? {}, field.column)
          return comparisons(column, sql.ref(`${alias}.${field.column}`), input, negated)
        }
        case 'values': {
          const valuesAlias = context.alias('value')
          const column = columnOf(field.table.columns, field.column)
          const rows = sql`from ${sql.table(field.table.name)} ${sql.ref(valuesAlias)}
            where ${sql.ref(`${valuesAlias}.${field.by}`)} = ${sql.ref(`${alias}.id`)}`
          return both(
            input.fields().map(([quantifier, operand]) => {
              refuseNull(operand, quantifier)
              return quantify(quantifier, negated, (isNegated) => {
                const matches = comparisons(column, sql.ref(`${valuesAlias}.${field.column}`), operand, isNegated)
                return sql`exists (select 1 ${rows} and ${matches})`
              })
            }),
          )
        }
        case 'one': {
          const relation = { keys: [field.column], by: ['id'] }
          const isThere = related(context, { relation, field, alias }, input, { ...standing, negated: false })
          return negated ? sql`not ${isThere}` : isThere
        }
        case 'list':
        case 'connection':
          return both(
            input.fields().map(([quantifier, operand]) => {
              refuseNull(operand, quantifier)
              return quantify(quantifier, negated, (isNegated) =>
                related(context, { relation: field.relation, field, alias }, operand, {
                  ...standing,
                  negated: isNegated,
                }),
              )
            }),
          )
        default:
          throw new RequestError('BAD_USER_INPUT', `${type.name} cannot be filtered by ${name}.`, filter.path)
      }
    }),
  )
}

function refuseNull(input: Input, name: string): void {
  if (input.isNull())
    throw new RequestError('BAD_USER_INPUT', `"${name}" must not be null. Omit it, or use isNull.`, input.path)
}

/** A quantifier, or its negation, in terms of whether there is a row that matches, or one that does not. */
function quantify(quantifier: string, negated: boolean, exists: (isNegated: boolean) => Sql): Sql {
  const some = exists(quantifier === 'every')
  return (quantifier === 'some') === negated ? sql`not ${some}` : some
}

interface Hanging {
  readonly field: OneField | ListField | ConnectionField
  readonly relation: Relation
  /** The alias of the parent row. */
  readonly alias: string
}

/** Whether at least one related row satisfies a filter. */
function related(context: FilterContext, { field, relation, alias }: Hanging, filter: Input, standing: Standing): Sql {
  const target = context.object(field.type)
  const targetAlias = context.alias('related')
  let inside = 0
  const matches = condition(context, target, targetAlias, filter, {
    depth: standing.depth + 1,
    negated: standing.negated,
    note: (weight) => {
      inside = Math.max(inside, weight)
    },
  })
  standing.note(inside + (field.is === 'one' ? weights.one : weights.many))

  const source = fromSource(context, target.source, targetAlias)
  const link = context.alias('link')
  const keys = relation.keys.map((name) => sql.ref<number>(`${alias}.${name}`))
  const isKey = (columns: readonly Sql[]): Sql =>
    all(columns.map((column, index) => sql`${column} = ${keys[index] ?? sql`null`}`))
  const joined = (query: Sql): Sql =>
    sql`from (${query}) ${sql.ref(link)} join ${source} on ${sql.ref(`${targetAlias}.id`)} = ${sql.ref(`${link}.target_id`)}`
  if (relation.rows && !relation.edges)
    return sql`exists (select 1 ${joined(relation.rows(keyOf(relation.keys, keys), new Set(), queryContext(context, {})))} where ${matches})`

  const from = relation.edges ? joined(relation.edges) : sql`from ${source}`
  const parents = relation.edges
    ? [sql.ref(`${link}.parent_id`)]
    : (relation.by ?? []).map((column) => sql.ref(`${targetAlias}.${column}`))
  if (inside < heavy) return sql`exists (select 1 ${from} where ${isKey(parents)} and ${matches})`

  const columns = parents.map((column, index) => sql`${column} as ${sql.ref(keyColumn(index))}`)
  const set = context.set(sql`select distinct ${sql.join(columns)} ${from} where ${matches}`)
  return sql`exists (select 1 from ${sql.ref(set)} where ${isKey(parents.map((_, index) => sql.ref(`${set}.${keyColumn(index)}`)))})`
}

/** A key by the names of its columns. */
export const keyOf = (names: readonly string[], values: readonly Expression<number>[]): KeyOf<string> =>
  Object.fromEntries(names.map((name, index) => [name, values[index] ?? sql<number>`null`]))

/** A source with its alias, for a from clause. */
export function fromSource(
  context: FilterContext,
  source: Source | undefined,
  alias: string,
  more: {
    readonly needed?: ReadonlySet<string>
    readonly scope?: Arguments
    readonly only?: Only | undefined
    readonly page?: PageOfRows | undefined
  } = {},
): Sql {
  if (!source) throw new TypeError('Objects without rows cannot be joined.')
  if (!('query' in source)) return sql`${sql.table(source.name)} ${sql.ref(alias)}`
  const needed = more.needed ?? new Set(Object.keys(source.columns))
  return sql`(${source.query(needed, queryContext(context, more.scope ?? {}), more.only, more.page)}) ${sql.ref(alias)}`
}

/** What queries written by the entities may use of the request. */
export function queryContext(context: FilterContext, scope: Arguments): QueryContext {
  return {
    scope,
    condition: (rows, filter, alias) => {
      if (typeof filter !== 'object' || filter.isNull()) return undefined
      const type = filter.filtered === undefined ? undefined : context.object(filter.filtered)
      if (type?.source !== rows) throw new TypeError(`${filter.filtered ?? 'This'} is no filter of ${rows.name}.`)
      return condition(context, type, alias, filter)
    },
  }
}

/** A pattern for lower-case text. */
const escapeLike = (value: unknown): string => String(lowerAscii(value)).replace(/[\\%_]/g, '\\$&')

/** With A to Z in lower case, as texts are indexed; ILIKE would also depend on the database's locale. */
const lowered = (value: Sql): Sql => sql`lower(${value} collate "C")`

/** Whether a text equals a value, or one of several. Also compares them in lower case, as long texts are indexed. */
function whole(column: Column, value: Sql, operand: Input, equal: Sql): Sql {
  if (column.kind !== 'text' || column.jsonSafe) return equal
  const texts = comparable(operand, (raw) => lowerAscii(Array.isArray(raw) ? raw : [raw]))
  return sql`(${equal} and ${lowered(value)} = any(${texts}::text[]))`
}

/** What a value is compared with; negated, that not all of it is true. */
function comparisons(column: Column, value: Sql, input: Input, negated: boolean): Sql {
  const compared = input.fields().map(([operator, operand]) => {
    refuseNull(operand, operator)
    return comparison(column, value, operator, operand)
  })
  return negated ? any(compared.map((one) => sql`(${one}) is not true`)) : all(compared)
}

function comparison(column: Column, value: Sql, operator: string, operand: Input): Sql {
  const type = sqlTypeOf(column)
  const asKept = inLetters(column)
  const parameter = sql`${comparable(operand, asKept)}::${type}`
  const listed = sql`${comparable(operand, asKept)}::${type}[]`
  switch (operator) {
    case 'eq':
      return whole(column, value, operand, sql`${value} = ${parameter}`)
    case 'ne':
      return sql`${value} is distinct from ${parameter}`
    case 'in':
      return whole(column, value, operand, sql`${value} = any(${listed})`)
    case 'notIn':
      return sql`(${value} = any(${listed})) is not true`
    case 'lt':
      return sql`${value} < ${parameter}`
    case 'lte':
      return sql`${value} <= ${parameter}`
    case 'gt':
      return sql`${value} > ${parameter}`
    case 'gte':
      return sql`${value} >= ${parameter}`
    case 'contains':
      return sql`${lowered(value)} like ${comparable(operand, (text) => `%${escapeLike(text)}%`)}::text`
    case 'startsWith':
      return sql`${lowered(value)} like ${comparable(operand, (text) => `${escapeLike(text)}%`)}::text`
    case 'isNull':
      return operand.literal() === true ? sql`${value} is null` : sql`${value} is not null`
    default:
      throw new TypeError(`There is no comparison "${operator}".`)
  }
}
