// Every field and argument there is, taken from the schema: values are those of the table, connections agree with
// themselves however they are asked.
import { type GraphQLObjectType, getNamedType, isLeafType, isObjectType, isUnionType } from 'graphql'
import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../server/db/tables.ts'
import { columnOf, type FieldDefinition, type ObjectDefinition } from '../server/relational/index.ts'
import { inChangeset } from './support/changeset.ts'
import { askAs, keyWith } from './support/changesets.ts'
import { makeChangesets } from './support/coverage-changes.ts'
import {
  argumentsOf,
  isReachable,
  isRow,
  type Json,
  nodeTypeOf,
  objectsOf,
  type Row,
} from './support/coverage-queries.ts'
import { definitions } from './support/definitions.ts'
import { enterPlans } from './support/plans.ts'
import { type Api, openApi, schema } from './support/server.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
  await inChangeset(api.db, giveMissingValues)
  await inChangeset(api.db, enterPlans)
  await makeChangesets(api)
})
afterAll(() => api[Symbol.asyncDispose]())

/** What the catalogue has no example of. */
async function giveMissingValues(db: Kysely<Database>): Promise<void> {
  await sql`insert into actor_identifiers (actor_id, scheme, value) select id, 'ROR', '0' || id from actors`.execute(db)
  await sql`update actor_memberships set role = 'Chair'`.execute(db)
  await sql`update place_names set language = 'es'`.execute(db)
  await sql`update action_points set gist = gist || ' (Changed.)' where id = 1`.execute(db)
  await sql`update citations set section = 'FOOTNOTE', footnote = id`.execute(db)
  await sql`update matrix_assessments set coverage = (array['PRIMARY', 'SECONDARY', 'NONE'])[1 + action_point_id % 3]`.execute(
    db,
  )
  for (const qualifier of ['EXACT', 'OVER', 'ABOUT', 'ALL'])
    await sql`update actors set stated_count = 3, count_qualifier = ${qualifier} where id in
      (select id from actors where is_group and count_qualifier is distinct from 'ABOUT' order by name limit 2)`.execute(
      db,
    )
}

/** The API as somebody with a key asks it: nobody else is a viewer. */
const asHolder: Pick<Api, 'data'> = {
  data: async (query, variables) => (await askAs(api, await keyWith(api, 'read'), query, variables ?? {})).body.data,
}

const isRoot = (type: GraphQLObjectType): boolean => type === schema.getQueryType()
const definitionOf = (type: GraphQLObjectType): ObjectDefinition | undefined =>
  definitions.objects.find(({ name }) => name === type.name)
const objectTypes = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter((type) => !type.name.startsWith('__') && isReachable(type.name))

/** Why a mutation made no changeset: only mutations say so, and the tests of changesets read what they say. */
const onlyOfMutations = ['ChangesetConflict', 'ChangesetRefused', 'FieldConflict', 'Forbidden']

describe('every type', () => {
  it('is reached from the root', () => {
    const all = Object.values(schema.getTypeMap()).filter(isObjectType)
    const roots = [schema.getMutationType(), schema.getSubscriptionType()]
    const lost = all.filter((type) => !type.name.startsWith('__') && !isReachable(type.name) && !roots.includes(type))
    expect(lost.map(({ name }) => name).toSorted()).toEqual(onlyOfMutations)
  })
})

/** All fields of a type, each as far as it shows that something is there. */
function everyField(type: GraphQLObjectType): string {
  const parts = Object.values(type.getFields()).map((field) => {
    const target = getNamedType(field.type)
    if (isLeafType(target)) return field.name
    const args = argumentsOf(type.name, field, nodeTypeOf(field) && !isRoot(type) ? 'first: 2' : undefined)
    if (nodeTypeOf(field))
      return `${field.name}${args} { totalCount nodes { __typename } edges { cursor node { __typename } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`
    if (isObjectType(target)) return `${field.name}${args} { __typename ${leaves(target)} }`
    if (isUnionType(target))
      return `${field.name} { __typename ${target
        .getTypes()
        .map((one) => `... on ${one.name} { id }`)
        .join(' ')} }`
    return `${field.name} { __typename }`
  })
  return parts.join('\n')
}

const leaves = (type: GraphQLObjectType): string =>
  Object.values(type.getFields())
    .filter((field) => isLeafType(getNamedType(field.type)))
    .map(({ name }) => name)
    .join(' ')

type Columns = readonly (readonly [field: string, column: string, kind: string])[]

/** The fields of a type that are columns, by the column. */
function columnsOf({ fields, source }: ObjectDefinition): Columns {
  const named = Object.entries(fields).flatMap(([name, field]) =>
    field.is === 'column' ? [[name, field.column] as const] : [],
  )
  return named.map(([name, column]) => [name, column, columnOf(source?.columns ?? {}, column).kind] as const)
}

const textOf = (columns: Columns, row: Row): string =>
  JSON.stringify(
    columns.map(([name, , kind]) => (kind === 'timestamp' ? new Date(String(row[name])).getTime() : row[name])),
  )

/** The rows of a type's table, with the values its fields should have. */
async function stored({ source }: ObjectDefinition, columns: Columns): Promise<Row[]> {
  const list = columns.map(([name, column]) => sql`${sql.ref(column)} as ${sql.ref(name)}`)
  const { rows } = await sql<{
    row: Row
  }>`select to_json(r) as row from (select ${sql.join(list)} from ${sql.table(source?.name ?? '')}) r`.execute(api.db)
  return rows.map(({ row }) => row)
}

describe('every field', () => {
  it.each(objectTypes.filter((type) => !isRoot(type)).map((type) => [type.name, type] as const))(
    'of %s',
    async (_, type) => {
      const objects = await objectsOf(type.name === 'Viewer' ? asHolder : api, type.name, everyField(type))
      expect(objects.length).toBeGreaterThan(0)
      for (const field of Object.values(type.getFields())) {
        const values = objects.map((object) => object[field.name])
        expect(
          values.every((value) => value !== undefined),
          field.name,
        ).toBe(true)
        // A field nothing is ever in would prove nothing. Rows that are initiatives have no actor or place; only what is gone
        // was merged, and the history of what is there has none of that: changeset.test.ts has.
        const here = `${type.name}.${field.name}`
        if (['MatrixCell.actor', 'MatrixCell.place', 'RecordedChange.mergedInto'].includes(here)) continue
        expect(values.some(isSomething), `something in ${type.name}.${field.name}`).toBe(true)
        const target = nodeTypeOf(field)
        if (target) for (const value of values) expectConnection(value, target.name)
      }
      const definition = definitionOf(type)
      if (!definition?.source || 'query' in definition.source) return
      if (definition.source.name === 'embedded') return
      const columns = columnsOf(definition)
      const known = new Set((await stored(definition, columns)).map((row) => textOf(columns, row)))
      expect(objects.map((object) => textOf(columns, object)).filter((text) => !known.has(text))).toEqual([])
    },
  )
})

const isSomething = (value: Json | undefined): boolean =>
  isRow(value) && 'totalCount' in value
    ? Number(value['totalCount']) > 0
    : Array.isArray(value)
      ? value.length > 0
      : value !== null

function expectConnection(value: Json | undefined, typeName: string): void {
  const { nodes, edges, totalCount, pageInfo } = value as {
    nodes: Row[]
    edges: { cursor: string; node: Row }[]
    totalCount: number
    pageInfo: Row
  }
  expect(edges.map(({ node }) => node)).toEqual(nodes)
  expect(nodes.every(({ __typename }) => __typename === typeName)).toBe(true)
  expect(nodes.length).toBe(Math.min(totalCount, nodes.length))
  expect(pageInfo).toEqual({
    hasNextPage: totalCount > nodes.length,
    hasPreviousPage: false,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  })
}

/** The fields of tables' types that lead to rows of another table by a column: of this row, or of the others. */
const relations = definitions.objects.flatMap((type) =>
  type.key?.length !== 1 || !type.source || 'query' in type.source
    ? []
    : Object.entries(type.fields).flatMap(([name, field]) => (isByColumn(field) ? [[type, name, field] as const] : [])),
)

type ByColumn = Extract<FieldDefinition, { is: 'one' | 'list' | 'connection' }>
function isByColumn(field: FieldDefinition): field is ByColumn {
  if (field.is === 'one') return true
  if (field.is !== 'list' && field.is !== 'connection') return false
  const { source } = definitions.object(field.type)
  return field.relation.rows === undefined && source !== undefined && !('query' in source)
}

describe('every relation by a column', () => {
  it.each(relations.map(([type, name, field]) => [`${type.name}.${name}`, type, name, field] as const))(
    '%s',
    async (_, type, name, field) => {
      const target = definitions.object(field.type)
      const [key, table, other] = [type.key?.[0]?.column ?? '', type.source?.name ?? '', target.source?.name ?? '']
      const keyField = Object.entries(type.fields).find(([, one]) => one.is === 'column' && one.column === key)?.[0]
      const inner = field.is === 'connection' ? '{ totalCount }' : target.key ? '{ id }' : '{ __typename }'
      const objects = await objectsOf(api, type.name, `id ${keyField ?? ''} ${name} ${inner}`)
      const counted =
        field.is === 'one'
          ? sql`(select count(*) from ${sql.table(other)} o where o.id = ${sql.ref(`t.${field.column}`)})`
          : sql`(select count(*) from ${sql.table(other)} o where ${sql.ref(`o.${field.relation.by?.[0] ?? ''}`)} = t.id)`
      const { rows } = await sql<{
        key: string
        n: number
      }>`select t.${sql.ref(key)}::text as key, ${counted} as n from ${sql.table(table)} t`.execute(api.db)
      const expected = new Map(rows.map((row) => [row.key, Number(row.n)]))
      for (const object of objects) {
        const own = Buffer.from(String(object['id']), 'base64url').toString().replace(/^\w+:/, '')
        const value = object[name]
        const count = isRow(value) ? Number(value['totalCount'] ?? 1) : Array.isArray(value) ? value.length : 0
        expect(count, `${type.name} ${own}`).toBe(expected.get(own))
      }
    },
  )
})

describe('lookups', () => {
  it('find what lists show, by id', async () => {
    const objects = (await api.data(
      '{ actions(first: 3) { nodes { id summary } } actors(first: 2) { nodes { id name } } }',
    )) as {
      actions: { nodes: Row[] }
      actors: { nodes: Row[] }
    }
    const all = [...objects.actions.nodes, ...objects.actors.nodes]
    const ids = all.map(({ id }) => id)
    const selection = '{ id ... on Action { summary } ... on Actor { name } }'
    expect(await api.data(`query ($ids: [ID!]!) { nodes(ids: $ids) ${selection} }`, { ids })).toEqual({ nodes: all })
    for (const [index, id] of ids.entries())
      expect(await api.data(`query ($id: ID!) { node(id: $id) ${selection} }`, { id })).toEqual({ node: all[index] })
    for (const action of objects.actions.nodes)
      expect(await api.data('query ($id: ID!) { action(id: $id) { id summary } }', { id: action['id'] })).toEqual({
        action,
      })
  })
})

/** Where cells of the matrix are shown: the way to them, and the selection of the cells with arguments. */
const cellLists = [
  [
    'Query.matrix',
    'Query',
    (args: string) => `matrix(by: ACTOR${args && `, ${args}`}) { rows(first: 50) { nodes { cells CELL } } }`,
  ],
  [
    'Query.matrixCells',
    'Query',
    (args: string) => `matrixCells(by: ACTOR, first: 100${args && `, ${args}`}) { nodes CELL }`,
  ],
  [
    'ActionPoint.matrixCells',
    'ActionPoint',
    (args: string) => `matrixCells(first: 100${args && `, ${args}`}) { nodes CELL }`,
  ],
  ['Initiative.matrixCells', 'Initiative', (args: string) => `matrixCells${args && `(${args})`} CELL`],
  ['Actor.matrixCells', 'Actor', (args: string) => `matrixCells${args && `(${args})`} CELL`],
] as const

interface Cell {
  readonly actionCount: number
  readonly byStatus: Readonly<Record<string, number>>
  readonly byBasis: Readonly<Record<string, number>>
}

const cellsIn = (value: Json | undefined): Cell[] => {
  if (Array.isArray(value)) return value.flatMap(cellsIn)
  if (!isRow(value)) return []
  return 'actionCount' in value ? [value as unknown as Cell] : Object.values(value).flatMap(cellsIn)
}

describe('cells of the matrix', () => {
  it.each(cellLists)('in %s count as their arguments say', async (_, owner, list) => {
    const cell =
      '{ actionCount byStatus { done ongoing planned recommended delayed unknown } byBasis { stated editorial } }'
    const ask = async (args: string): Promise<Cell[]> =>
      cellsIn(await objectsOf(api, owner, list(args).replace('CELL', cell)))
    const counts = async (args: string) => (await ask(args)).map(({ actionCount }) => actionCount)
    const plain = await ask('')
    const plainCounts = plain.map(({ actionCount }) => actionCount)
    expect(plainCounts.some((count) => count > 0)).toBe(true)

    expect(await counts('basis: STATED')).toEqual(plain.map(({ byBasis }) => byBasis['stated']))
    expect(await counts('basis: EDITORIAL')).toEqual(plain.map(({ byBasis }) => byBasis['editorial']))
    for (const status of ['DONE', 'ONGOING', 'PLANNED', 'RECOMMENDED', 'DELAYED', 'UNKNOWN'])
      expect(await counts(`status: [${status}]`)).toEqual(plain.map(({ byStatus }) => byStatus[status.toLowerCase()]))

    const natures = [
      await counts('nature: [ACTION]'),
      await counts('nature: [RECOMMENDATION]'),
      await counts('nature: [AGENDA_TOPIC]'),
    ]
    expect(natures[0]).toEqual(plainCounts)
    const sums = plainCounts.map((_count, index) => natures.reduce((sum, each) => sum + (each[index] ?? 0), 0))
    expect(await counts('nature: [ACTION, RECOMMENDATION, AGENDA_TOPIC]')).toEqual(sums)

    const credited = await counts('includeGroupCredit: true')
    expect(credited.every((count, index) => count >= (plainCounts[index] ?? 0))).toBe(true)
    expect(await counts('includeGroupCredit: false')).toEqual(plainCounts)
  })

  it('carry each assessment there is', async () => {
    const rows = await objectsOf(
      api,
      'Initiative',
      'slug matrixCells { actionPoint { number } assessment { coverage } }',
    )
    const shown = rows.flatMap(({ slug, matrixCells }) =>
      (matrixCells as { actionPoint: Row; assessment: Row | null }[]).flatMap(({ actionPoint, assessment }) =>
        assessment ? [`${slug} ${actionPoint['number']} ${assessment['coverage']}`] : [],
      ),
    )
    const { rows: stored } = await sql<{
      text: string
    }>`select i.slug || ' ' || m.action_point_id || ' ' || m.coverage as text
      from matrix_assessments m join initiatives i on i.id = m.initiative_id`.execute(api.db)
    expect(shown.toSorted()).toEqual(stored.map(({ text }) => text).toSorted())
    expect(new Set(shown.map((text) => text.split(' ')[2])).size).toBe(3)
  })
})
