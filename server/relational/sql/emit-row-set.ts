// The SQL of a set of rows: the rows, their JSON text grouped by parent, their count, and all that match.
import { sql } from 'kysely'
import type { Sql } from '../definition/definition.ts'
import type { FilterContext } from './filter.ts'
import { orderBy } from './order.ts'
import {
  baseAlias,
  columnList,
  columnsOf,
  countColumn,
  idOfTarget,
  itemAlias,
  jsonColumn,
  keyColumn,
  named,
  numberOfItem,
  sortColumn,
  targetAlias,
  valueColumn,
} from './row-columns.ts'
import type { RowSetNeeds, RowSetText } from './row-set.ts'
import {
  conditionsOf,
  eachOnce,
  fromAll,
  fromEach,
  keyColumns,
  keysOfRow,
  readingOfAll,
  readingOfPage,
} from './row-source.ts'
import { isLeaf, matchingColumns, rowsOf, sharesMatching } from './row-strategies.ts'
import type { Part } from './statement.ts'

export interface EmittedRowSet {
  /** What the sets related to the rows read: these come after. */
  readonly rows: readonly Part[]
  /** What reads the sets related to the rows: these come before. */
  readonly texts: readonly Part[]
}

/** The common table expressions of a set, once all its needs are collected. */
export function emitRowSet(context: FilterContext, needs: RowSetNeeds): EmittedRowSet {
  const { names, isCounted } = needs
  const { parents } = needs.source
  const hasTexts = needs.texts.length > 0
  const isMatched = needs.isMatched || sharesMatching(needs)
  const readsParents =
    (hasTexts && readingOfPage(needs) === 'lateral') || ((isCounted || isMatched) && readingOfAll(needs) === 'lateral')
  const part = (isNeeded: boolean, name: string, query: () => Sql): readonly Part[] =>
    isNeeded ? [{ name, query: query() }] : []
  return {
    rows: [
      ...(parents && readsParents ? [{ name: names.parents, query: eachOnce(needs, parents) }] : []),
      ...part(isMatched, names.matching, () => matchingRows(context, needs)),
      ...part(hasTexts, names.rows, () => rowsOf(context, needs)),
    ],
    texts: [
      ...part(hasTexts, names.texts, () => textsOf(needs)),
      ...part(isCounted, names.count, () => countOf(context, needs)),
    ],
  }
}

/** The query for the texts of each parent. */
function textsOf(needs: RowSetNeeds): Sql {
  const { single, reverse, order: sortKeys } = needs.source
  const values = named(needs.values.map((value, index) => [valueColumn(index), value]))
  const texts = named(needs.texts.map((text, index) => [jsonColumn(index), textOf(needs, text)]))
  const item = sql.ref(itemAlias)
  const from = sql`from ${sql.ref(needs.names.rows)} ${item} ${sql.join([...needs.joinedSets.values()], sql` `)}`
  if (single) return sql`select ${columnList(texts)} from (select ${columnList(values)} ${from}) ${item}`

  const keys = columnsOf(itemAlias, keyColumns(needs))
  const sortValues = columnsOf(
    itemAlias,
    sortKeys.map((_, index) => sortColumn(index)),
  )
  const sorted = sortKeys.map((key, index) => ({ ...key, expression: sql.ref(`${itemAlias}.${sortColumn(index)}`) }))
  const within = isLeaf(needs) ? orderBy(sorted, false) : reverse ? sql`${numberOfItem} desc` : numberOfItem
  const columns = [
    ...keys,
    ...(isLeaf(needs) ? [] : [numberOfItem]),
    ...(needs.keepsSortValues ? sortValues : []),
    ...values,
  ]
  const order = isInOrder(needs) ? sql`` : sql` order by ${columnList([...keys, within])}`
  const ordered = sql`select ${columnList(columns)} ${from}${order}`
  const group = keys.length === 0 ? sql`` : sql` group by ${sql.join(keys)}`
  return sql`select ${columnList([...keys, ...texts])} from (${ordered}) ${item}${group}`
}

/** Whether the rows are in order without sorting: a page of the root comes as it was numbered, unless a join may reorder it. */
const isInOrder = (needs: RowSetNeeds): boolean =>
  !needs.source.parents &&
  !needs.source.reverse &&
  !isLeaf(needs) &&
  needs.joinedRows.length === 0 &&
  needs.joinedSets.size === 0

/** The expression for a text of a parent. */
function textOf(needs: RowSetNeeds, text: RowSetText): Sql {
  if ('expression' in text) return text.expression
  const { single, shown, limit } = needs.source
  if (single) return text.list
  // The rows are sorted already: sorting once is cheaper than an aggregate that sorts the rows of each parent.
  const size = shown ?? limit
  if (size !== undefined && isLeaf(needs))
    return sql`array_to_string((array_agg(${text.list}))[:${sql.lit(size)}], ',')`
  const filter = shown === undefined ? sql`` : sql` filter (where ${numberOfItem} <= ${sql.lit(shown)})`
  return sql`string_agg(${text.list}, ',')${filter}`
}

/** The query for the count of each parent's rows, on all pages. */
function countOf(context: FilterContext, needs: RowSetNeeds): Sql {
  const where = conditionsOf(needs)
  const count = sql`count(*) as ${sql.ref(countColumn)}`
  if (sharesMatching(needs)) return sql`select ${count} from ${sql.ref(needs.names.matching)}`
  if (!needs.source.parents) return sql`select ${count} ${fromAll(context, needs, where)}`
  if (readingOfAll(needs) === 'lateral')
    return ofEachParent(needs, countColumn, sql`select ${count} ${fromEach(context, needs, where)}`)
  return sql`select ${sql.join([...parentKeys(needs), count])} ${fromAll(context, needs, where)} group by ${sql.join(keysOfRow(needs))}`
}

/** The query for all rows that match, on all pages. */
function matchingRows(context: FilterContext, needs: RowSetNeeds): Sql {
  const where = conditionsOf(needs)
  if (!needs.source.parents)
    return sql`select ${columnList(columnsOf(targetAlias, matchingColumns(needs)))} ${fromAll(context, needs, where)}`
  if (readingOfAll(needs) === 'lateral')
    return ofEachParent(needs, 'id', sql`select ${idOfTarget} ${fromEach(context, needs, where)}`)
  return sql`select ${sql.join([...parentKeys(needs), idOfTarget])} ${fromAll(context, needs, where)}`
}

const parentKeys = (needs: RowSetNeeds): readonly Sql[] =>
  named(keysOfRow(needs).map((value, index) => [keyColumn(index), value]))

/** A query for each parent, under the parent's key. */
function ofEachParent(needs: RowSetNeeds, column: typeof countColumn | 'id', query: Sql): Sql {
  const { parents } = needs.names
  const columns = [...columnsOf(parents, keyColumns(needs)), sql.ref(`${baseAlias}.${column}`)]
  return sql`select ${sql.join(columns)} from ${sql.ref(parents)} cross join lateral (${query}) ${sql.ref(baseAlias)}`
}
