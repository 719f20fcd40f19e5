// Facets of a connection: counts of its rows on all pages, by value.
import { sql } from 'kysely'
import { integer, text } from '../../db/columns.ts'
import type { ObjectDefinition } from '../definition/definition.ts'
import { RequestError } from '../request/errors.ts'
import { collectFields } from '../request/selection.ts'
import { sortKeys } from '../sql/order.ts'
import { keyColumn } from '../sql/row-columns.ts'
import type { RowSet } from '../sql/row-set.ts'
import { concat, type Piece } from '../sql/text.ts'
import { type FieldContext, unknownField } from './context.ts'
import type { Planner } from './planner.ts'

/** The most values expected for a facet: countries and years have tens. */
const expectedBuckets = 50

const bucketColumns = { value: text(), label: text(), count: integer() }

/** The JSON text of the facets selected, each counted by a set of its own over the rows of `set`. */
export function facets(planner: Planner, context: FieldContext, set: RowSet): Piece[] {
  const texts = facetNames(planner, context, set.source.target).map((name) => facet(planner, context, set, name))
  return ['[', ...texts.flatMap((pieces, index) => (index === 0 ? pieces : [',', ...pieces])), ']']
}

/** The facets a request names, or all. Throws RequestError BAD_USER_INPUT if the type has no facet of a name. */
function facetNames(
  planner: Planner,
  context: FieldContext,
  { name, facets = {} }: ObjectDefinition,
): readonly string[] {
  const all = Object.keys(facets)
  const input = planner.argument(context, 'fields')
  if (!input || input.isNull()) return all
  const names = input.decide((value) => (Array.isArray(value) ? value : [value]).map(String))
  const unknown = names.find((facet) => !all.includes(facet))
  if (unknown !== undefined)
    throw new RequestError('BAD_USER_INPUT', `${name} has no facet ${unknown}. It has ${all.join(', ')}.`, context.path)
  return [...new Set(names)]
}

function facet(planner: Planner, context: FieldContext, set: RowSet, facetName: string): Piece[] {
  const { scope, nodes, path } = context
  const type = planner.fieldType(context)
  const fields = collectFields(planner.selection, type, nodes)
  return planner.objectText(fields, { type, set: scope.set, path }, (name, part) => {
    if (name === 'field') return [JSON.stringify(facetName)]
    if (name === 'buckets') return buckets(planner, { ...part, parent: type, scope, field: undefined }, set, facetName)
    throw unknownField(type, name)
  })
}

function buckets(planner: Planner, context: FieldContext, set: RowSet, facetName: string): Piece[] {
  const { target, relation } = set.source
  const type = planner.fieldType(context)
  const values = target.facets?.[facetName]
  if (!values) throw new TypeError(`${target.name} has no facet ${facetName}.`)
  const keys = relation.keys.map((_, index) => keyColumn(index))
  const kept = keys.map((key) => sql.ref(`matching.${key}`))
  const grouped = sql`select ${sql.join([...kept, sql`facet.value, facet.label, count(distinct matching.id)::integer as count`])}
      from ${sql.ref(set.matching())} matching join (${values()}) facet on facet.id = matching.id
      where facet.value is not null group by ${sql.join([...kept, sql`facet.value, facet.label`])}`
  const bucket: ObjectDefinition = {
    ...planner.definitions.object(type.name),
    identity: ['value'],
    source: {
      name: 'facet',
      columns: { ...bucketColumns, ...Object.fromEntries(keys.map((key) => [key, integer()])) },
      query: () => grouped,
    },
  }
  const order = sortKeys(bucket, { keys: [] }, [
    { column: 'count', direction: 'DESC' },
    { column: 'value', direction: 'ASC' },
  ])
  const source = {
    target: bucket,
    relation: { keys: relation.keys, by: keys },
    args: {},
    where: [],
    order,
    reverse: false,
    limit: undefined,
    expected: expectedBuckets,
  }
  return planner.list(source, context, ({ item }) => concat(planner.object(type, { ...context, scope: item })))
}
