// The three ways to read the rows of a set: the only row there is, the rows of all parents as one set, or the first rows of
// each parent.
import { sql } from 'kysely'
import type { Sql } from '../definition/definition.ts'
import type { FilterContext } from './filter.ts'
import { orderBy } from './order.ts'
import {
  baseAlias,
  columnList,
  columnsOf,
  idOfTarget,
  keyColumn,
  named,
  numberColumn,
  sortColumn,
  targetAlias,
} from './row-columns.ts'
import type { RowSetNeeds } from './row-set.ts'
import { conditionsOf, fromAll, fromEach, keyColumns, keysOfRow, readingOfPage } from './row-source.ts'

/**
 * Whether it is a set of all parents without further sets related to it: then its rows need no numbers. They are sorted
 * once, and a page is a slice of their texts.
 */
export const isLeaf = (needs: RowSetNeeds): boolean =>
  readingOfPage(needs) === 'set' && needs.source.parents !== undefined && !needs.source.reverse && !needs.hasChildren

/** Whether the rows that match are found once, for the page and for the count, as finding them is most of the work. */
export const sharesMatching = ({ source: { parents, found }, isCounted, isMatched }: RowSetNeeds): boolean =>
  found !== undefined && parents === undefined && (isCounted || isMatched)

/** The columns of the rows that match: their ids, and at the root what they are ordered by, so that a page is cut of them. */
export const matchingColumns = (needs: RowSetNeeds): readonly string[] => [
  ...new Set(['id', ...(sharesMatching(needs) ? columnsOfOrder(needs) : [])]),
]

/** Relevance has no column: it is worked out by the id. */
const columnsOfOrder = ({ source: { order } }: RowSetNeeds): readonly string[] =>
  order.flatMap(({ name }) => (name.includes('.') ? [] : [name]))

/** The query for the rows of a set. */
export function rowsOf(context: FilterContext, needs: RowSetNeeds): Sql {
  const { single, parents } = needs.source
  if (single) return singleRow(context, needs)
  return parents && readingOfPage(needs) === 'set' ? rowsAsSet(context, needs) : rowsOfEach(context, needs)
}

const base = sql.ref(baseAlias)
const number = sql.ref(numberColumn)

/** The only row there is. */
const singleRow = (context: FilterContext, needs: RowSetNeeds): Sql =>
  sql`select ${columnList(columnsOfItem(needs))} from (select ${columnList(named(needs.inside))} ${fromAll(context, needs, pageConditions(needs))}) ${base} ${joinedRows(needs)}`

/** The rows of all parents at once, each with its number among its parent's unless the set is a leaf. */
function rowsAsSet(context: FilterContext, needs: RowSetNeeds): Sql {
  const { order, reverse, limit } = needs.source
  const keys = keysOfRow(needs)
  const key = named(keys.map((value, index) => [keyColumn(index), value]))
  const numbered = sql`row_number() over (partition by ${sql.join(keys)} order by ${orderBy(order, reverse)}) as ${number}`
  const columns = [...key, ...named(needs.inside), ...sortExpressions(needs), ...(isLeaf(needs) ? [] : [numbered])]
  const rows = sql`select ${columnList(columns)} ${fromAll(context, needs, pageConditions(needs))}`
  const page =
    limit === undefined || isLeaf(needs)
      ? sql``
      : sql` where ${sql.ref(`${baseAlias}.${numberColumn}`)} <= ${sql.lit(limit)}`
  return sql`select ${columnList([...columnsOf(baseAlias, keyColumns(needs)), ...outerColumns(needs)])} from (${rows}) ${base} ${joinedRows(needs)}${page}`
}

/** The first rows of each parent, or of the root. Numbered after the page is cut: of many rows only the first are sorted. */
function rowsOfEach(context: FilterContext, needs: RowSetNeeds): Sql {
  const { parents, order, reverse, limit } = needs.source
  const { parents: parentsName } = needs.names
  const columns = columnList([...named(needs.inside), ...sortExpressions(needs)])
  const all = sql`select ${columns} ${fromEach(context, needs, pageConditions(needs), true)}`
  const page = limit === undefined ? sql`` : sql` limit ${sql.lit(limit)}`
  const rows = sql`select page.*, row_number() over () as ${number} from (${all} order by ${orderBy(order, reverse)}${page}) page`
  const from = parents ? sql`${sql.ref(parentsName)} cross join lateral (${rows}) ${base}` : sql`(${rows}) ${base}`
  return sql`select ${columnList([...columnsOf(parentsName, keyColumns(needs)), ...outerColumns(needs)])} from ${from} ${joinedRows(needs)}`
}

const joinedRows = (needs: RowSetNeeds): Sql => sql.join(needs.joinedRows, sql` `)

/** The conditions on the rows of a page. */
function pageConditions(needs: RowSetNeeds): readonly Sql[] {
  if (sharesMatching(needs)) return [sql`${idOfTarget} = any(array(${pageOfMatching(needs)}))`]
  const { seek } = needs.source
  return seek ? [...conditionsOf(needs), seek] : conditionsOf(needs)
}

/** The ids of a page of the rows that match, which stand for the rows here: only those of the page are read once more. */
function pageOfMatching({ names, source: { seek, order, reverse, limit } }: RowSetNeeds): Sql {
  const from = sql`from ${sql.ref(names.matching)} ${sql.ref(targetAlias)}`
  const page = limit === undefined ? sql`` : sql` order by ${orderBy(order, reverse)} limit ${sql.lit(limit)}`
  return sql`select ${idOfTarget} ${from}${seek ? sql` where ${seek}` : sql``}${page}`
}

/** Which of the sort keys' columns the rows keep: all where texts read them or are sorted by them. */
const keptSortKeys = (needs: RowSetNeeds) => (needs.keepsSortValues || isLeaf(needs) ? needs.source.order : [])

const sortExpressions = (needs: RowSetNeeds): readonly Sql[] =>
  named(keptSortKeys(needs).map(({ expression }, index) => [sortColumn(index), expression]))

/** The columns of the rows, and of rows joined to them, that the texts read. */
const columnsOfItem = ({ carried, joinedColumns }: RowSetNeeds): readonly Sql[] => [
  ...columnsOf(baseAlias, [...carried]),
  ...named(joinedColumns),
]

/** The columns that the texts read, besides the parents' keys. */
const outerColumns = (needs: RowSetNeeds): readonly Sql[] => [
  ...columnsOf(baseAlias, [
    ...(isLeaf(needs) ? [] : [numberColumn]),
    ...keptSortKeys(needs).map((_, index) => sortColumn(index)),
  ]),
  ...columnsOfItem(needs),
]
