// A connection: one page of related rows, its edges, and what is beyond it.
import type { GraphQLObjectType } from 'graphql'
import { sql } from 'kysely'
import { integer } from '../db/columns.ts'
import type { Compiler, Nodes } from './compile.ts'
import type { ConnectionField, ObjectDefinition } from './definition.ts'
import { type Path, RequestError } from './errors.ts'
import { facets } from './facets.ts'
import { condition } from './filter.ts'
import { type Input, refuseBadText, searchText } from './input.ts'
import type { Level, Scope } from './level.ts'
import { beyond, cursorText, requestedOrder, type Sorting } from './order.ts'
import { page } from './page.ts'
import { collectFields } from './selection.ts'
import { concat, type Piece } from './text.ts'

/** The JSON text of a connection that hangs on a scope, or stands at the root. */
export function connection(
  compiler: Compiler,
  parent: GraphQLObjectType,
  scope: Scope,
  field: ConnectionField,
  nodes: Nodes,
  path: Path,
): Piece[] {
  const { links } = field
  const argument = (name: string) => compiler.argument(parent, nodes[0], name, path)
  const target = compiler.registry.object(field.type)
  const where = target.filters.length > 0 ? argument('where') : undefined
  if (where?.isNull())
    throw new RequestError('BAD_USER_INPUT', '"where" is null, which filters nothing. Leave it out.', path)
  const orderBy = argument('orderBy')
  const search = searched(compiler, target, argument('search'), path)
  const order = [
    ...(search && (orderBy === undefined || orderBy.isNull()) ? [search.relevance] : []),
    ...compiler.sortings(target, links, requestedOrder(target, orderBy, field.order)),
  ]
  const { size, backward, cursors } = page(
    { first: argument('first'), last: argument('last'), after: argument('after'), before: argument('before') },
    path,
  )
  const from = cursors.map(({ cursor, side }) => beyond(cursor, order, side))

  const type = compiler.fieldType(parent, nodes[0])
  const asked = [...collectFields(compiler.selection, type, nodes)]
  const beyondAsked = asked.some(
    ([, [node, ...more]]) =>
      node.name.value === 'pageInfo' &&
      [...collectFields(compiler.selection, compiler.objectType('PageInfo'), [node, ...more]).values()].some(
        ([info]) => info.name.value === (backward ? 'hasPreviousPage' : 'hasNextPage'),
      ),
  )

  const level = compiler.level(
    scope,
    {
      target,
      links,
      order,
      reverse: backward,
      scope: compiler.arguments(parent, field, nodes[0], scope, path),
      where: where ? [condition(compiler.filters, target, 't', where)] : [],
      found: search?.found,
      beyond: from.length === 0 ? undefined : sql.join(from, sql` and `),
      limit: beyondAsked ? size + 1 : size,
    },
    path,
  )
  if (beyondAsked) level.shown = size
  const rows = compiler.attach(scope, links, level.aggregate)

  const part = (fieldNodes: Nodes, here: Path): Piece[] => {
    switch (fieldNodes[0].name.value) {
      case '__typename':
        return [`"${type.name}"`]
      case 'totalCount':
        return [sql`${compiler.attach(scope, links, level.count())('n', '0')}::text`]
      case 'nodes': {
        const item = compiler.object(compiler.objectType(target.name), level.item, fieldNodes, here)
        return ['[', rows(level.text(level.list(concat(item))), `''`), ']']
      }
      case 'edges': {
        const edge = edgeText(compiler, compiler.fieldType(type, fieldNodes[0]), level, target, field, fieldNodes, here)
        return ['[', rows(level.text(level.list(concat(edge))), `''`), ']']
      }
      case 'facets':
        return facets(compiler, type, scope, level, fieldNodes, here)
      case 'pageInfo':
        return pageInfo(
          compiler,
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
    if (pieces.length > 1) pieces.push(',')
    const here = [...path, key]
    pieces.push(compiler.key(key, scope.level, path))
    pieces.push(...compiler.apart(type, fieldNodes[0], here, () => part(fieldNodes, here)))
  }
  level.finish()
  return [...pieces, '}']
}

/** What a text asks of the rows, and the order it puts them in where the request asks for none. */
function searched(compiler: Compiler, target: ObjectDefinition, text: Input | undefined, path: Path) {
  if (!target.search || !text || text.isNull()) return undefined
  compiler.cost.search(path)
  refuseBadText(text, path, target.search.unsearchable)
  const value = searchText(text)
  const relevance: Sorting = {
    name: 'search.relevance',
    column: integer(),
    expression: target.search.relevance(value, sql.ref('t.id')),
    direction: 'DESC',
  }
  // A set of its own, found once for the page, the count and the facets.
  const found = compiler.statement.name('found')
  compiler.statement.add(found, sql`select row_id from (${target.search.matching(value)}) f (row_id)`)
  return { relevance, found }
}

function edgeText(
  compiler: Compiler,
  type: GraphQLObjectType,
  level: Level,
  target: ObjectDefinition,
  field: ConnectionField,
  nodes: Nodes,
  path: Path,
): Piece[] {
  const edge: ObjectDefinition = {
    name: type.name,
    description: '',
    interfaces: [],
    filters: [],
    orders: [],
    fields: field.edge ?? {},
    source: { name: 'links', columns: field.links.edge ?? {} },
  }
  const pieces: Piece[] = []
  for (const [key, fieldNodes] of collectFields(compiler.selection, type, nodes)) {
    pieces.push(pieces.length === 0 ? '{' : ',', compiler.key(key, level, path))
    const name = fieldNodes[0].name.value
    const here = [...path, key]
    if (name === '__typename') pieces.push(`"${type.name}"`)
    else if (name === 'cursor') pieces.push('"', cursorText(level.source.order, level.places()), '"')
    else {
      const make = (): Piece[] =>
        name === 'node'
          ? compiler.object(compiler.objectType(target.name), level.item, fieldNodes, here)
          : compiler.field(type, level.edge(edge), name, fieldNodes, here)
      pieces.push(...compiler.apart(type, fieldNodes[0], here, make))
    }
  }
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
  compiler: Compiler,
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
  for (const [key, [node]] of collectFields(compiler.selection, compiler.objectType('PageInfo'), nodes)) {
    const value = values[node.name.value]
    if (!value) throw new TypeError(`PageInfo has no field "${node.name.value}".`)
    pieces.push(pieces.length === 0 ? '{' : ',', compiler.key(key, page.above, page.path), value())
  }
  return [...pieces, pieces.length === 0 ? '{}' : '}']
}
