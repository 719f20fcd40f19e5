// Where the rows of a set come from: of all parents at once, or of each parent by itself.
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { IsParent, PageOfRows, Query, Related, Sql } from '../definition/definition.ts'
import { type FilterContext, fromSource, keyOf, queryContext } from './filter.ts'
import { columnsOf, edgeAlias, idOfTarget, keyColumn, targetAlias } from './row-columns.ts'
import type { RowSetNeeds } from './row-set.ts'

/** How the rows of several parents are read: all at once, or of each parent by itself. */
export type Reading = 'set' | 'lateral'

/** Up to this many parents, LATERAL … LIMIT is cheaper than one set. */
const fewParents = 10

/** How all related rows of the parents are read. */
export const readingOfAll = ({ source: { relation } }: RowSetNeeds): Reading =>
  relation.rows && !relation.many ? 'lateral' : 'set'

/** How the rows of a page are read. An index gives each parent's first rows where they carry the parent's key themselves. */
export function readingOfPage(needs: RowSetNeeds): Reading {
  const { relation, limit } = needs.source
  const isFirstOnly = limit !== undefined && (relation.rows === undefined || needs.estimate.parents <= fewParents)
  return isFirstOnly ? 'lateral' : readingOfAll(needs)
}

/** The columns of the parents' keys; none at the root. */
export const keyColumns = ({ source: { relation, parents } }: RowSetNeeds): readonly string[] =>
  parents ? relation.keys.map((_, index) => keyColumn(index)) : []

/** The key of the parent a row belongs to, where the rows of all parents are read at once. */
export function keysOfRow(needs: RowSetNeeds): readonly Sql[] {
  const { relation } = needs.source
  return keyColumns(needs).map((name, index) =>
    sql.ref(relation.rows ? `${edgeAlias}.${name}` : `${targetAlias}.${relation.by?.[index] ?? name}`),
  )
}

/** The conditions on the rows, that of the text searched for included. */
export function conditionsOf({ source: { where, found } }: RowSetNeeds): readonly Sql[] {
  return found === undefined ? where : [...where, sql`${idOfTarget} = any(array(select row_id from ${sql.ref(found)}))`]
}

/** The rows of all parents, or of the root: under `target`, their edges under `edge`. */
export function fromAll(context: FilterContext, needs: RowSetNeeds, where: readonly Sql[]): Sql {
  const { relation, target, args, parents } = needs.source
  const rows = rowsUnder(context, needs, where, parents)
  const isParent = isKeyOf(parents)
  if (relation.rows) {
    const more = queryContext(context, args)
    const { edge } = needs.columns
    return overRelation(
      relation.many ? relation.many(isParent, edge, more) : relation.rows(keyOf(relation.keys, []), edge, more),
      rows,
      where,
    )
  }
  const columns = columnsOf(targetAlias, parents ? (relation.by ?? []) : [])
  // A derived table given `only` already filters by it.
  const isFiltered = isOneKey(needs) && target.source !== undefined && 'query' in target.source
  return sql`from ${rows}${whereAll(columns.length === 0 || isFiltered ? where : [isParent(columns), ...where])}`
}

/** The page that is read of each parent, where a source can read it by itself. */
function pageOf({ source: { relation, where, found, limit, order, reverse, start = [] } }: RowSetNeeds) {
  if (relation.rows || where.length > 0 || found !== undefined || limit === undefined) return undefined
  return { limit, columns: order.map(({ name }) => name), backward: reverse, after: start }
}

/**
 * The rows of the current parent, in a lateral query over the parents' keys; or of the root. Where only a page of them is
 * read, a source may leave out the others.
 */
export function fromEach(context: FilterContext, needs: RowSetNeeds, where: readonly Sql[], isPage = false): Sql {
  const { relation, args, parents } = needs.source
  const keys = keyColumns(needs).map((name) => sql.ref<number>(`${needs.names.parents}.${name}`))
  const all = parents && sql`select ${sql.join(keys)} from ${sql.ref(needs.names.parents)}`
  const rows = rowsUnder(context, needs, where, all, isPage ? pageOf(needs) : undefined)
  if (relation.rows)
    return overRelation(
      relation.rows(keyOf(relation.keys, keys), needs.columns.edge, queryContext(context, args)),
      rows,
      where,
    )
  const columns = columnsOf(targetAlias, parents ? (relation.by ?? []) : [])
  const isOfParent = columns.map((column, index) => sql`${column} = ${keys[index] ?? sql`null`}`)
  return sql`from ${rows}${whereAll([...isOfParent, ...where])}`
}

/** Whether the rows carry the parent's key in one column. */
const isOneKey = ({ source: { relation, parents } }: RowSetNeeds): boolean =>
  parents !== undefined && relation.by?.[0] !== undefined && relation.keys.length === 1

const overRelation = (related: Query<Related>, rows: Sql, where: readonly Sql[]): Sql =>
  sql`from (${related}) ${sql.ref(edgeAlias)} join ${rows} on ${idOfTarget} = ${sql.ref(`${edgeAlias}.target_id`)}${whereAll(where)}`

const whereAll = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? sql`` : sql` where ${sql.join(conditions, sql` and `)}`

/** The condition that columns hold the key of a parent. */
const isKeyOf =
  (parents: Sql | undefined): IsParent =>
  (columns) => {
    const [first, ...more] = columns
    if (!first || !parents) return sql<SqlBool>`true`
    if (more.length > 0) return sql<SqlBool>`(${sql.join(columns)}) in (${parents})`
    return sql<SqlBool>`${first} = any(array(${parents}))`
  }

/** The parents' keys, each once. */
export const eachOnce = ({ source: { areParentsUnique } }: RowSetNeeds, parents: Sql): RawBuilder<{ key0: number }> =>
  areParentsUnique ? sql`${parents}` : sql`select distinct * from (${parents}) parent`

/** The source of the rows under `target`. A derived table gives the columns that are read, and no rows of other parents. */
function rowsUnder(
  context: FilterContext,
  needs: RowSetNeeds,
  where: readonly Sql[],
  parents: Sql | undefined,
  page?: PageOfRows,
): Sql {
  const { relation, target, args } = needs.source
  const [by] = relation.by ?? []
  const only =
    parents && by !== undefined && isOneKey(needs) ? { column: by, values: eachOnce(needs, parents) } : undefined
  // The columns that conditions read are unknown.
  const readsAll = where.length > 0 || target.source === undefined
  const needed = readsAll ? new Set(Object.keys(target.source?.columns ?? {})) : columnsRead(needs)
  return fromSource(context, target.source, targetAlias, { needed, scope: args, only, page })
}

/** The columns that are read of the rows, including those of their order and of their parents' keys. */
function columnsRead({ columns, source: { order, relation } }: RowSetNeeds): ReadonlySet<string> {
  const ordered = order.flatMap(({ name }) => (name.includes('.') ? [] : [name]))
  return new Set([...columns.target, ...ordered, ...(relation.by ?? [])])
}
