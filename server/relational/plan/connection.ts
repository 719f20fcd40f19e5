// A connection: one page of related rows, its edges, and what is beyond it.
import type { GraphQLObjectType } from 'graphql'
import { sql } from 'kysely'
import { integer } from '../../db/columns.ts'
import type { ConnectionField, ObjectDefinition } from '../definition/definition.ts'
import { type Path, RequestError } from '../request/errors.ts'
import { type Input, refuseBadText, searchText } from '../request/input.ts'
import { page } from '../request/page.ts'
import { collectFields } from '../request/selection.ts'
import { condition } from '../sql/filter.ts'
import type { Level, Scope } from '../sql/level.ts'
import { beyond, cursorText, requestedOrder, type Sorting } from '../sql/order.ts'
import { concat, type Piece } from '../sql/text.ts'
import { facets } from './facets.ts'
import type { Nodes, Planner } from './planner.ts'

/** The JSON text of a connection that hangs on a scope, or stands at the root. */
export function connection(
  planner: Planner,
  parent: GraphQLObjectType,
  scope: Scope,
  field: ConnectionField,
  nodes: Nodes,
  path: Path,
): Piece[] {
  const { links } = field
  const argument = (name: string) => planner.argument(parent, nodes[0], name, path)
  const target = planner.definitions.object(field.type)
  const where = target.filters.length > 0 ? argument('where') : undefined
  if (where?.isNull()) throw new RequestError('BAD_USER_INPUT', '"where" must not be null. Omit it.', path)
  const orderBy = argument('orderBy')
  const search = searched(planner, target, argument('search'), path)
  const order = [
    ...(search && (orderBy === undefined || orderBy.isNull()) ? [search.relevance] : []),
    ...planner.sortings(target, links, requestedOrder(target, orderBy, field.order)),
  ]
  const { size, backward, cursors } = page(
    { first: argument('first'), last: argument('last'), after: argument('after'), before: argument('before') },
    path,
  )
  const from = cursors.map(({ cursor, side }) => beyond(cursor, order, side))

  const type = planner.fieldType(parent, nodes[0])
  const asked = [...collectFields(planner.selection, type, nodes)]
  const beyondAsked = asked.some(
    ([, [node, ...more]]) =>
      node.name.value === 'pageInfo' &&
      [...collectFields(planner.selection, planner.objectType('PageInfo'), [node, ...more]).values()].some(
        ([info]) => info.name.value === (backward ? 'hasPreviousPage' : 'hasNextPage'),
      ),
  )

  const level = planner.level(
    scope,
    {
      target,
      links,
      order,
      reverse: backward,
      scope: planner.arguments(parent, field, nodes[0], scope, path),
      where: where ? [condition(planner.filters, target, 't', where)] : [],
      found: search?.found,
      beyond: from.length === 0 ? undefined : sql.join(from, sql` and `),
      limit: beyondAsked ? size + 1 : size,
    },
    path,
  )
  if (beyondAsked) level.shown = size
  const rows = planner.attach(scope, links, level.aggregate)

  const part = (fieldNodes: Nodes, here: Path): Piece[] => {
    switch (fieldNodes[0].name.value) {
      case '__typename':
        return [`"${type.name}"`]
      case 'totalCount':
        return [sql`${planner.attach(scope, links, level.count())('n', '0')}::text`]
      case 'nodes': {
        const item = planner.object(planner.objectType(target.name), level.item, fieldNodes, here)
        return ['[', rows(level.text(level.list(concat(item))), `''`), ']']
      }
      case 'edges': {
        const edge = edgeText(planner, planner.fieldType(type, fieldNodes[0]), level, target, field, fieldNodes, here)
        return ['[', rows(level.text(level.list(concat(edge))), `''`), ']']
      }
      case 'facets':
        return facets(planner, type, scope, level, fieldNodes, here)
      case 'pageInfo':
        return pageInfo(
          planner,
          level,
          rows,
          { size, backward, sides: cursors.map(({ side }) => side), above: scope.level, path: here },
          fieldNodes,
        )
      default:
        throw new TypeError(`${type.name} has no field "${fieldNodes[0].name.value}".`)
    }
  }
  const pieces: Piece[] = ['{']
  for (const [key, fieldNodes] of asked) {
    if (planner.resolvedHere(type, planner.definitions.object(type.name), fieldNodes[0].name.value, new Set())) continue
    if (pieces.length > 1) pieces.push(',')
    const here = [...path, key]
    pieces.push(planner.key(key, scope.level, path))
    pieces.push(...planner.apart(type, fieldNodes[0], here, () => part(fieldNodes, here)))
  }
  level.finish()
  return [...pieces, '}']
}

/** What a text asks of the rows, and the order it puts them in where the request asks for none. */
function searched(planner: Planner, target: ObjectDefinition, text: Input | undefined, path: Path) {
  if (!target.search || !text || text.isNull()) return undefined
  planner.cost.search(path)
  refuseBadText(text, path, target.search.unsearchable)
  const value = searchText(text)
  const relevance: Sorting = {
    name: 'search.relevance',
    column: integer(),
    expression: target.search.relevance(value, sql.ref('t.id')),
    direction: 'DESC',
  }
  // A set of its own, found once for the page, the count and the facets.
  const found = planner.statement.name('found')
  planner.statement.add(found, sql`select row_id from (${target.search.matching(value)}) f (row_id)`)
  return { relevance, found }
}

function edgeText(
  planner: Planner,
  type: GraphQLObjectType,
  level: Level,
  target: ObjectDefinition,
  field: ConnectionField,
  nodes: Nodes,
  path: Path,
): Piece[] {
  const edge: ObjectDefinition = {
    ...planner.definitions.object(type.name),
    source: { name: 'links', columns: field.links.edge ?? {} },
  }
  const columns = new Set<string>()
  const pieces: Piece[] = []
  for (const [key, fieldNodes] of collectFields(planner.selection, type, nodes)) {
    const name = fieldNodes[0].name.value
    if (planner.resolvedHere(type, edge, name, columns)) continue
    pieces.push(pieces.length === 0 ? '{' : ',', planner.key(key, level, path))
    const here = [...path, key]
    if (name === '__typename') pieces.push(`"${type.name}"`)
    else if (name === 'cursor') pieces.push('"', cursorText(level.source.order, level.places()), '"')
    else {
      const make = (): Piece[] =>
        name === 'node'
          ? planner.object(planner.objectType(target.name), level.item, fieldNodes, here)
          : planner.field(type, level.edge(edge), name, fieldNodes, here)
      pieces.push(...planner.apart(type, fieldNodes[0], here, make))
    }
  }
  pieces.push(...planner.rowFor(columns, level.edge(edge), pieces.length === 0))
  return [...pieces, pieces.length === 0 ? '{}' : '}']
}

interface Turned {
  readonly size: number
  readonly backward: boolean
  readonly sides: readonly ('after' | 'before')[]
  /** The level of the rows it is a page for. */
  readonly above: Level | undefined
  readonly path: Path
}

function pageInfo(
  planner: Planner,
  level: Level,
  rows: (column: string, otherwise: string) => Piece,
  page: Turned,
  nodes: Nodes,
): Piece[] {
  const more = () =>
    rows(level.text(sql`case when count(*) > ${sql.lit(page.size)} then 'true' else 'false' end`), `'false'`)
  const cursorAt = (end: 'first' | 'last'): Piece => {
    // Of the rows in the order they are shown in, the last few may be there only to know whether there are more.
    const shown = sql`least(count(*), ${sql.lit(page.size)})`
    const at = page.backward
      ? end === 'last'
        ? sql`count(*)`
        : sql`count(*) - ${shown} + 1`
      : end === 'first'
        ? sql`1`
        : shown
    const values = level.places().map((value) => sql`(array_agg(${value}))[${at}]`)
    const cursor = cursorText(level.source.order, values)
    return rows(level.text(sql`case when ${shown} > 0 then '"' || ${cursor} || '"' end`), `'null'`)
  }
  const values: Readonly<Record<string, () => Piece>> = {
    hasNextPage: () => (page.backward ? String(page.sides.includes('before')) : more()),
    hasPreviousPage: () => (page.backward ? more() : String(page.sides.includes('after'))),
    startCursor: () => cursorAt('first'),
    endCursor: () => cursorAt('last'),
    __typename: () => '"PageInfo"',
  }
  const pieces: Piece[] = []
  for (const [key, [node]] of collectFields(planner.selection, planner.objectType('PageInfo'), nodes)) {
    const value = values[node.name.value]
    if (!value) throw new TypeError(`PageInfo has no field "${node.name.value}".`)
    pieces.push(pieces.length === 0 ? '{' : ',', planner.key(key, page.above, page.path), value())
  }
  return [...pieces, pieces.length === 0 ? '{}' : '}']
}
