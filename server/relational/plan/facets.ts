// Facets of a connection: how many of its rows, on all pages, have which value of something.
import type { GraphQLObjectType } from 'graphql'
import { sql } from 'kysely'
import { integer, text } from '../../db/columns.ts'
import type { Links, ObjectDefinition, Sql } from '../definition/definition.ts'
import { type Path, RequestError } from '../request/errors.ts'
import { collectFields } from '../request/selection.ts'
import type { Level, Scope } from '../sql/level.ts'
import { concat, type Piece } from '../sql/text.ts'
import { type Nodes, type Planner, unknownField } from './planner.ts'

/** The values a facet is expected to have at most: countries and years have tens. */
const expectedBuckets = 50

const bucketColumns = { value: text(), label: text(), count: integer() }

/** The JSON text of the facets asked for, each counted by a set of its own over the rows of `level`. */
export function facets(
  planner: Planner,
  connectionType: GraphQLObjectType,
  scope: Scope,
  level: Level,
  nodes: Nodes,
  path: Path,
): Piece[] {
  const { target, links } = level.source
  const pieces: Piece[] = ['[']
  for (const name of asked(planner, connectionType, target, nodes, path)) {
    if (pieces.length > 1) pieces.push(',')
    pieces.push(...facet(planner, name, { connectionType, scope, level, target, links }, nodes, path))
  }
  return [...pieces, ']']
}

/** The facets a request names, or all there are. Throws RequestError BAD_USER_INPUT where the type has none of a name. */
function asked(
  planner: Planner,
  connectionType: GraphQLObjectType,
  { name, facets = {} }: ObjectDefinition,
  nodes: Nodes,
  path: Path,
): readonly string[] {
  const all = Object.keys(facets)
  const input = planner.argument(connectionType, nodes[0], 'fields', path)
  if (!input || input.isNull()) return all
  const wanted = input.decide((value) => (Array.isArray(value) ? value : [value]).map(String))
  const unknown = wanted.find((facet) => !all.includes(facet))
  if (unknown !== undefined)
    throw new RequestError('BAD_USER_INPUT', `${name} has no facet ${unknown}. It has ${all.join(', ')}.`, path)
  return [...new Set(wanted)]
}

interface Counted {
  readonly connectionType: GraphQLObjectType
  readonly scope: Scope
  readonly level: Level
  readonly target: ObjectDefinition
  readonly links: Links
}

function facet(planner: Planner, name: string, counted: Counted, nodes: Nodes, path: Path): Piece[] {
  const type = planner.fieldType(counted.connectionType, nodes[0])
  const pieces: Piece[] = []
  for (const [key, fieldNodes] of collectFields(planner.selection, type, nodes)) {
    pieces.push(pieces.length === 0 ? '{' : ',', planner.key(key, counted.scope.level, path))
    const field = fieldNodes[0].name.value
    if (field === '__typename') pieces.push(`"${type.name}"`)
    else if (field === 'field') pieces.push(JSON.stringify(name))
    else if (field !== 'buckets') throw unknownField(type, field)
    else pieces.push(...buckets(planner, name, { ...counted, facetType: type }, fieldNodes, [...path, key]))
  }
  return [...pieces, pieces.length === 0 ? '{}' : '}']
}

function buckets(
  planner: Planner,
  name: string,
  { facetType, scope, level, target, links }: Counted & { readonly facetType: GraphQLObjectType },
  nodes: Nodes,
  path: Path,
) {
  const type = planner.fieldType(facetType, nodes[0])
  const values = target.facets?.[name]
  if (!values) throw new TypeError(`${target.name} has no facet ${name}.`)
  const keys = links.keys.map((_, index) => `k${index}`)
  const grouped = (): Sql => {
    const kept = keys.map((key) => sql.ref(`m.${key}`))
    return sql`select ${sql.join([...kept, sql`v.value, v.label, count(distinct m.id)::integer as count`])}
      from ${sql.ref(level.matching())} m join (${values()}) v on v.id = m.id
      where v.value is not null group by ${sql.join([...kept, sql`v.value, v.label`])}`
  }
  const bucket: ObjectDefinition = {
    ...planner.definitions.object(type.name),
    identity: ['value'],
    source: {
      name: 'facet',
      columns: { ...bucketColumns, ...Object.fromEntries(keys.map((key) => [key, integer()])) },
      query: grouped,
    },
  }
  const order = planner.sortings(bucket, { keys: [] }, [
    { column: 'count', direction: 'DESC' },
    { column: 'value', direction: 'ASC' },
  ])
  const source = { target: bucket, links: { keys: links.keys, by: keys }, scope: {}, where: [], order, reverse: false }
  const set = planner.level(scope, { ...source, limit: undefined, expected: expectedBuckets }, path)
  const text = set.text(set.list(concat(planner.object(type, set.item, nodes, path))))
  set.finish()
  return ['[', planner.attach(scope, links, set.aggregate)(text, `''`), ']']
}
