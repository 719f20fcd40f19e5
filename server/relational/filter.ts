// A request's filter as a condition in SQL.
import { sql } from 'kysely'
import type { Column } from '../db/columns.ts'
import {
  type Arguments,
  columnOf,
  type LinkContext,
  type Links,
  type ObjectDefinition,
  type Only,
  type Source,
  type Sql,
} from './definition.ts'
import { type Path, RequestError } from './errors.ts'
import { comparable, type Input } from './input.ts'
import { inLetters, lowerAscii } from './letters.ts'

export interface FilterContext {
  readonly object: (name: string) => ObjectDefinition
  /** A name no other part of the statement uses. */
  readonly alias: () => string
  /** Told of every condition; refuses one too many. */
  readonly weigh: (path: Path) => void
}

const all = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` and `)})`
const any = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? sql`false` : sql`(${sql.join(conditions, sql` or `)})`

/** The condition a filter puts on the rows of `type` under `alias`. Throws RequestError on a null where it says nothing. */
export function condition(context: FilterContext, type: ObjectDefinition, alias: string, filter: Input): Sql {
  return all(
    filter.fields().map(([name, input]) => {
      refuseNull(input, name)
      context.weigh(filter.path)
      if (name === 'and') return all(input.items().map((item) => condition(context, type, alias, item)))
      if (name === 'or') return any(input.items().map((item) => condition(context, type, alias, item)))
      if (name === 'not') return sql`(${condition(context, type, alias, input)}) is not true`
      const field = type.fields[name]
      switch (field?.is) {
        case 'column':
          return comparisons(
            columnOf(type.source?.columns ?? {}, field.column),
            sql.ref(`${alias}.${field.column}`),
            input,
          )
        case 'values': {
          const own = context.alias()
          const column = columnOf(field.table.columns, field.column)
          const inside = input.fields().map(([quantifier, operand]) => {
            refuseNull(operand, quantifier)
            const matches = comparisons(column, sql.ref(`${own}.${field.column}`), operand)
            return quantify(
              quantifier,
              sql`from ${sql.table(field.table.name)} ${sql.ref(own)}
              where ${sql.ref(`${own}.${field.by}`)} = ${sql.ref(`${alias}.id`)}`,
              matches,
            )
          })
          return all(inside)
        }
        case 'one': {
          const own = context.alias()
          const target = context.object(field.type)
          return sql`exists (select 1 from ${fromSource(context, target.source, own)}
            where ${sql.ref(`${own}.id`)} = ${sql.ref(`${alias}.${field.column}`)} and ${condition(context, target, own, input)})`
        }
        case 'list':
        case 'connection': {
          const target = context.object(field.type)
          return all(
            input.fields().map(([quantifier, operand]) => {
              refuseNull(operand, quantifier)
              const own = context.alias()
              const related = relatedRows(context, field.links, target, alias, own)
              return quantify(quantifier, related, condition(context, target, own, operand))
            }),
          )
        }
        default:
          throw new RequestError('BAD_USER_INPUT', `${type.name} cannot be filtered by ${name}.`, filter.path)
      }
    }),
  )
}

function refuseNull(input: Input, name: string): void {
  if (input.isNull())
    throw new RequestError(
      'BAD_USER_INPUT',
      `"${name}" is null, which filters nothing. Leave it out, or ask with isNull.`,
      input.path,
    )
}

function quantify(quantifier: string, related: Sql, matches: Sql): Sql {
  if (quantifier === 'every') return sql`not exists (select 1 ${related} and (${matches}) is not true)`
  const some = sql`exists (select 1 ${related} and ${matches})`
  return quantifier === 'none' ? sql`not ${some}` : some
}

/** `from … where …` for the rows of `target`, under `own`, that hang on the row under `alias`. */
function relatedRows(context: FilterContext, links: Links, target: ObjectDefinition, alias: string, own: string): Sql {
  const keys = links.keys.map((key) => sql.ref(`${alias}.${key}`))
  if (!links.rows) {
    const joined = (links.by ?? []).map(
      (column, index) => sql`${sql.ref(`${own}.${column}`)} = ${keys[index] ?? sql`null`}`,
    )
    return sql`from ${fromSource(context, target.source, own)} where ${all(joined)}`
  }
  const link = context.alias()
  if (links.pairs)
    return sql`from (${links.pairs}) ${sql.ref(link)} join ${fromSource(context, target.source, own)} on ${sql.ref(`${own}.id`)} = ${sql.ref(`${link}.target_id`)}
      where ${sql.ref(`${link}.parent_id`)} = ${keys[0]}`
  return sql`from (${links.rows(keys, new Set(), linkContext(context, {}))}) ${sql.ref(link)}
    join ${fromSource(context, target.source, own)} on ${sql.ref(`${own}.id`)} = ${sql.ref(`${link}.target_id`)} where true`
}

/** A source with its alias, as it stands in a from clause. */
export function fromSource(
  context: FilterContext,
  source: Source | undefined,
  alias: string,
  more: { readonly needed?: ReadonlySet<string>; readonly scope?: Arguments; readonly only?: Only | undefined } = {},
): Sql {
  if (!source) throw new TypeError('Objects without rows cannot be joined.')
  if (!('query' in source)) return sql`${sql.table(source.name)} ${sql.ref(alias)}`
  const needed = more.needed ?? new Set(Object.keys(source.columns))
  return sql`(${source.query(needed, linkContext(context, more.scope ?? {}), more.only)}) ${sql.ref(alias)}`
}

/** What queries written by the entities may use of the request. */
export function linkContext(context: FilterContext, scope: Arguments): LinkContext {
  return {
    scope,
    condition: (type, filter, alias) =>
      typeof filter === 'object' && !filter.isNull()
        ? condition(context, context.object(type), alias, filter)
        : undefined,
  }
}

/** A pattern for what is lowered. */
const escapeLike = (value: unknown): string => String(lowerAscii(value)).replace(/[\\%_]/g, '\\$&')

/** With A to Z in lower case, as texts are indexed; ILIKE would ask the database's language, too, which letters are one. */
const lowered = (value: Sql): Sql => sql`lower(${value} collate "C")`

/** That a text equals one given, or one of several. Lowered as well, which is what long texts have an index of. */
function whole(column: Column, value: Sql, operand: Input, equal: Sql): Sql {
  if (column.kind !== 'text' || column.plain) return equal
  const texts = comparable(operand, (given) => lowerAscii(Array.isArray(given) ? given : [given]))
  return sql`(${equal} and ${lowered(value)} = any(${texts}::text[]))`
}

function comparisons(column: Column, value: Sql, input: Input): Sql {
  const type = sql.raw(column.kind === 'timestamp' ? 'timestamptz' : column.kind === 'json' ? 'text' : column.kind)
  return all(
    input.fields().map(([operator, operand]) => {
      refuseNull(operand, operator)
      const asKept = inLetters(column)
      const given = sql`${comparable(operand, asKept)}::${type}`
      const listed = sql`${comparable(operand, asKept)}::${type}[]`
      switch (operator) {
        case 'eq':
          return whole(column, value, operand, sql`${value} = ${given}`)
        case 'ne':
          return sql`${value} is distinct from ${given}`
        case 'in':
          return whole(column, value, operand, sql`${value} = any(${listed})`)
        case 'notIn':
          return sql`(${value} = any(${listed})) is not true`
        case 'lt':
          return sql`${value} < ${given}`
        case 'lte':
          return sql`${value} <= ${given}`
        case 'gt':
          return sql`${value} > ${given}`
        case 'gte':
          return sql`${value} >= ${given}`
        case 'contains':
          return sql`${lowered(value)} like ${comparable(operand, (text) => `%${escapeLike(text)}%`)}::text`
        case 'startsWith':
          return sql`${lowered(value)} like ${comparable(operand, (text) => `${escapeLike(text)}%`)}::text`
        case 'isNull':
          return operand.literal() === true ? sql`${value} is null` : sql`${value} is not null`
        default:
          throw new TypeError(`There is no comparison "${operator}".`)
      }
    }),
  )
}
