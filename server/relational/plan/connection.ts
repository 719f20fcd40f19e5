// A connection: one page of related rows, its edges, its count and its page info.
import type { GraphQLObjectType } from 'graphql'
import { sql } from 'kysely'
import { integer } from '../../db/columns.ts'
import type { ConnectionField, ObjectDefinition } from '../definition/definition.ts'
import { RequestError } from '../request/errors.ts'
import { searchText } from '../request/input.ts'
import { type Page, page } from '../request/page.ts'
import { collectFields } from '../request/selection.ts'
import { condition } from '../sql/filter.ts'
import { cursorText, requestedOrder, type SortKey, seek, sortKeys, valuesIn } from '../sql/order.ts'
import { countColumn, idOfTarget, targetAlias } from '../sql/row-columns.ts'
import type { RowSet } from '../sql/row-set.ts'
import { concat, type Piece } from '../sql/text.ts'
import type { FieldContext, Nodes } from './context.ts'
import { facets } from './facets.ts'
import { type PageRows, pageInfo, selectsPageAfter } from './page-info.ts'
import type { Planner } from './planner.ts'

/** The JSON text of a connection of a row, or at the root. Throws RequestError. */
export function connection(planner: Planner, context: FieldContext<ConnectionField>): Piece[] {
  const { scope, field, nodes } = context
  const { relation } = field
  const target = planner.definitions.object(field.type)
  const { page, source } = pageOf(planner, context, target)
  const type = planner.fieldType(context)
  const fields = collectFields(planner.selection, type, nodes)
  const limits = selectsPageAfter(planner, fields, page)
    ? { limit: page.size + 1, shown: page.size }
    : { limit: page.size }
  const args = planner.arguments(context)
  return planner.rowSet({ ...source, ...limits, target, relation, args }, context, (set) =>
    connectionText(planner, context, {
      set,
      page,
      type,
      fields,
      rows: planner.attach(scope, relation, set.names.texts),
    }),
  )
}

interface ConnectionParts extends PageRows {
  /** The type of the connection. */
  readonly type: GraphQLObjectType
  readonly fields: ReadonlyMap<string, Nodes>
}

function connectionText(planner: Planner, context: FieldContext<ConnectionField>, parts: ConnectionParts): Piece[] {
  const { scope, field, path } = context
  const { set, type, fields, rows } = parts
  const list = (text: Piece[]): Piece[] => ['[', rows(set.list(concat(text)), `''`), ']']
  const isLeftOut = (name: string): boolean =>
    planner.isResolved(type, planner.definitions.object(type.name), name, new Set())
  return planner.objectText(fields, { type, set: scope.set, path, isLeftOut }, (name, part) => {
    const partContext = { ...part, parent: type, scope, field }
    switch (name) {
      case 'totalCount':
        return [sql`${planner.attach(scope, field.relation, set.count())(countColumn, '0')}::text`]
      case 'nodes':
        return list(planner.object(planner.objectType(field.type), { ...part, scope: set.item }))
      case 'edges':
        return list(edgeText(planner, partContext, set))
      case 'facets':
        return facets(planner, partContext, set)
      case 'pageInfo':
        return pageInfo(planner, partContext, parts)
      default:
        throw new TypeError(`${type.name} has no field "${name}".`)
    }
  })
}

/** The rows that a request selects, their order, and the page. Throws RequestError. */
function pageOf(planner: Planner, context: FieldContext<ConnectionField>, target: ObjectDefinition) {
  const { field, path } = context
  const argument = (name: string) => planner.argument(context, name)
  const where = target.filters.length > 0 ? argument('where') : undefined
  if (where?.isNull()) throw new RequestError('BAD_USER_INPUT', '"where" must not be null. Omit it.', path)
  const orderBy = argument('orderBy')
  const search = searched(planner, context, target)
  const order = [
    ...(search && (orderBy === undefined || orderBy.isNull()) ? [search.relevance] : []),
    ...sortKeys(target, field.relation, requestedOrder(target, orderBy, field.order)),
  ]
  const selected: Page = page(
    { first: argument('first'), last: argument('last'), after: argument('after'), before: argument('before') },
    path,
  )
  const from = selected.cursors.map(({ cursor, side }) => seek(cursor, order, side))
  const start = selected.cursors.find(({ side }) => (side === 'before') === selected.backward)
  return {
    page: selected,
    source: {
      order,
      reverse: selected.backward,
      where: where ? [condition(planner.filters, target, targetAlias, where)] : [],
      found: search?.found,
      seek: from.length === 0 ? undefined : sql.join(from, sql` and `),
      ...(start && { start: valuesIn(start.cursor, order) }),
    },
  }
}

/** The rows a search finds, and their order by relevance where the request names none. */
function searched(planner: Planner, context: FieldContext<ConnectionField>, target: ObjectDefinition) {
  const text = target.search && planner.argument(context, 'search')
  if (!target.search || !text || text.isNull()) return undefined
  const value = searchText(text)
  const relevance: SortKey = {
    name: 'search.relevance',
    column: integer(),
    expression: target.search.relevance(value, idOfTarget),
    direction: 'DESC',
  }
  // A separate set, which runs once for the page, the count and the facets.
  const found = planner.statement.name('found')
  planner.statement.add(found, sql`select row_id from (${target.search.matching(value)}) found (row_id)`)
  return { relevance, found }
}

function edgeText(planner: Planner, context: FieldContext<ConnectionField>, set: RowSet): Piece[] {
  const { field, nodes, path } = context
  const type: GraphQLObjectType = planner.fieldType(context)
  const edge: ObjectDefinition = {
    ...planner.definitions.object(type.name),
    source: { name: 'edges', columns: field.relation.edgeColumns ?? {} },
  }
  const columns = new Set<string>()
  const isLeftOut = (name: string): boolean => planner.isResolved(type, edge, name, columns)
  const after = () => planner.resolverColumns(columns, set.edge(edge))
  return planner.objectText(
    collectFields(planner.selection, type, nodes),
    { type, set, path, isLeftOut, after },
    (name, part) => {
      if (name === 'cursor') return ['"', cursorText(set.source.order, set.sortValues()), '"']
      if (name === 'node') return planner.object(planner.objectType(field.type), { ...part, scope: set.item })
      return planner.field({ ...part, parent: type, scope: set.edge(edge) })
    },
  )
}
