// Every filter there is, taken from the schema: what a filtered list gives is what the test itself picks from the whole
// list by the values the API answers.
import {
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  getNamedType,
  isEnumType,
  isInputObjectType,
} from 'graphql'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inChangeset } from './support/changeset.ts'
import {
  comparisonsOf,
  declared,
  holds,
  inputType,
  isRow,
  type Json,
  nodeTypeOf,
  objectType,
  type Row,
  selectionOf,
  type Where,
} from './support/coverage-queries.ts'
import { enterPlans } from './support/plans.ts'
import { type Api, openApi, schema } from './support/server.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
  // No initiative is taken from a footnote alone; here one is.
  await inChangeset(api.db, (db) =>
    sql`update citations set section = 'FOOTNOTE', footnote = 7
    where id = (select citation_id from initiatives order by id limit 1)`.execute(db),
  )
  await inChangeset(api.db, enterPlans)
})
afterAll(() => api[Symbol.asyncDispose]())

const inputs = Object.values(schema.getTypeMap()).filter(isInputObjectType)
/** Filters that are made of fields; others have tests of their own. */
const filters = inputs.filter((input) => input.name.endsWith('Where') && 'and' in input.getFields())
const typeOf = (filter: GraphQLInputObjectType): GraphQLObjectType => objectType(filter.name.replace(/Where$/, ''))
const conditionsOf = (filter: GraphQLInputObjectType) =>
  Object.values(filter.getFields()).filter(({ name }) => !['and', 'or', 'not'].includes(name))

/** A list whose rows a filter of some type can be put to, and how that filter is said in the list's own. */
interface Host {
  readonly type: GraphQLObjectType
  readonly open: string
  readonly field: string
  readonly wrap: (where: Where) => Where
  /** The objects of the filter's type in a row of the list. */
  readonly inside: (row: Row) => Json[]
}

const query = schema.getQueryType()
const roots = Object.values(query?.getFields() ?? {}).filter(
  (field) =>
    nodeTypeOf(field) &&
    field.args.every(({ type }) => !String(type).endsWith('!')) &&
    field.args.some(({ name }) => name === 'where'),
)

/** For each type that can be filtered: a list of its own, or else the shortest way to it from one. */
function hostsOf(): ReadonlyMap<string, Host> {
  const hosts = new Map<string, Host>()
  for (const field of roots) {
    const type = nodeTypeOf(field)
    if (type && !hosts.has(type.name))
      hosts.set(type.name, { type, open: '', field: field.name, wrap: (where) => where, inside: (row) => [row] })
  }
  // The points have no connection at the root; an initiative that serves all of them stands in for it.
  hosts.set('ActionPoint', {
    type: objectType('ActionPoint'),
    open: 'initiative(slug: "mexico-plan-of-action")',
    field: 'actionPoints',
    wrap: (where) => where,
    inside: (row) => [row],
  })
  for (const [name, host] of hosts) {
    const filter = schema.getType(`${name}Where`)
    if (!isInputObjectType(filter)) continue
    for (const { name: step, type } of conditionsOf(filter)) {
      const operand = getNamedType(type)
      const [, many, one] = /^(.*)ListFilter$|^(.*)Where$/.exec(operand.name) ?? []
      const target = many ?? one
      if (target === undefined || hosts.has(target)) continue
      hosts.set(target, {
        ...host,
        wrap: (where) => host.wrap({ [step]: many === undefined ? where : { some: where } }),
        inside: (row) => host.inside(row).flatMap((inner) => (isRow(inner) ? relatedIn(inner[step]) : [])),
      })
    }
  }
  return hosts
}

const relatedIn = (value: Json | undefined): readonly Json[] => {
  if (isRow(value) && Array.isArray(value['nodes'])) return value['nodes']
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
}

const hosts = hostsOf()

/** What tells the objects of a type apart: revisions have numbers. */
const idOf = (type: GraphQLObjectType): string => (type.getFields()['id'] ? 'id' : 'id: number')

/** The whole list, with all a filter reads, page by page; so are the connections in its rows. */
async function whole({ type, open, field }: Host, selection: string): Promise<Row[]> {
  const rows: Row[] = []
  const inner = `${idOf(type)} ${selection}`
  for (let after: string | null = null, more = true; more; ) {
    const list: string = `${field}(first: 100, after: $after) { nodes { ${inner} } pageInfo { hasNextPage endCursor } }`
    const data = (await api.data(`query ($after: String) { ${open ? `${open} { ${list} }` : list} }`, { after })) as Row
    const page = ((open ? Object.values(data)[0] : data) as Row)[field] as unknown as {
      nodes: Row[]
      pageInfo: { hasNextPage: boolean; endCursor: string }
    }
    for (const row of page.nodes) rows.push(await completed(type, row, selection))
    after = page.pageInfo.endCursor
    more = page.pageInfo.hasNextPage
  }
  return rows
}

/** A row with the rest of each connection in it that is longer than a page. */
async function completed(type: GraphQLObjectType, row: Row, selection: string): Promise<Row> {
  const made: Record<string, Json> = { ...row }
  for (const [name, value] of Object.entries(row)) {
    if (!isRow(value) || !Array.isArray(value['nodes'])) continue
    const nodes: Json[] = [...value['nodes']]
    let cursor = (value['pageInfo'] as Row)['endCursor']
    while (nodes.length < Number(value['totalCount'])) {
      const following = selection.replace(`${name}(first: 100)`, `${name}(first: 100, after: $after)`)
      const data = (await api.data(
        `query ($id: ID!, $after: String) { node(id: $id) { ... on ${type.name} { ${following} } } }`,
        { id: row['id'], after: cursor },
      )) as { node: Row }
      const page = data.node[name] as Row
      nodes.push(...(page['nodes'] as Json[]))
      cursor = (page['pageInfo'] as Row)['endCursor']
    }
    made[name] = { ...value, nodes }
  }
  return made
}

/** Asks with each filter, and holds what comes against the whole list. Gives how many rows each filter took. */
async function prove(
  host: Host,
  selecting: Where,
  asked: (rows: readonly Row[]) => readonly Where[],
): Promise<number[]> {
  const rows = await whole(host, selectionOf(host.type, host.wrap(selecting)))
  expect(rows.length, `rows of ${host.field}`).toBeGreaterThan(1)
  const given = asked(rows).map(host.wrap)
  const variables = Object.fromEntries(given.map((where, index) => [`${host.type.name}Where_${index}`, where]))
  const lists = Object.keys(variables)
    .map(
      (name, index) =>
        `q${index}: ${host.field}(first: 100, where: $${name}) { totalCount nodes { ${idOf(host.type)} } }`,
    )
    .join('\n')
  const body = host.open ? `${host.open} { ${lists} }` : lists
  const data = (await api.data(`query ${declared(body, variables)} { ${body} }`, variables)) as Row
  const answers = (host.open ? Object.values(data)[0] : data) as Row
  return given.map((where, index) => {
    const { totalCount, nodes } = answers[`q${index}`] as unknown as { totalCount: number; nodes: Row[] }
    const expected = rows.filter((row) => holds(where, row)).map(({ id }) => id)
    expect(
      nodes.map(({ id }) => id),
      JSON.stringify(where),
    ).toEqual(expected.slice(0, 100))
    expect(totalCount, JSON.stringify(where)).toBe(expected.length)
    return expected.length
  })
}

/** A condition on one value of a type, and where that value is found. */
function plainOf(filter: GraphQLInputObjectType): { readonly name: string; readonly filter: GraphQLInputObjectType } {
  const plain = conditionsOf(filter).map(({ name, type }) => ({ name, filter: inputType(getNamedType(type).name) }))
  const found =
    plain.find((one) => isEnumType(getNamedType(one.filter.getFields()['eq']?.type))) ??
    plain.find((one) => one.filter.getFields()['eq'])
  if (!found) throw new TypeError(`${filter.name} has no plain condition.`)
  return found
}

const mostFrequent = (values: readonly Json[]): Json => {
  const counts = new Map<Json, number>()
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? null
}

const valuesIn = (rows: readonly Json[], name: string): Json[] =>
  rows.flatMap((row) => (isRow(row) ? relatedIn(row[name]) : []))

describe.each(filters.map((filter) => [filter.name, filter] as const))('%s', (_, filter) => {
  const type = typeOf(filter)
  const host = hosts.get(type.name)
  if (!host) throw new TypeError(`No list can be filtered by ${filter.name}.`)
  const objects = (rows: readonly Row[]) => rows.flatMap(host.inside)

  it.each(
    conditionsOf(filter).map(({ name, type: operand }) => [name, inputType(getNamedType(operand).name)] as const),
  )('by %s', async (name, operand) => {
    const fields = operand.getFields()
    if (fields['some']) {
      const element = inputType(getNamedType(fields['some'].type).name)
      const ofValues = !element.name.endsWith('Where')
      const plain = ofValues ? undefined : plainOf(element)
      const counts = await prove(host, { [name]: { some: plain ? { [plain.name]: {} } : {} } }, (rows) => {
        const related = valuesIn(objects(rows), name)
        const value = mostFrequent(plain ? valuesIn(related, plain.name) : related)
        expect(value, `a value of ${type.name}.${name}`).not.toBeNull()
        const wanted = plain ? { [plain.name]: { eq: value } } : { eq: value }
        const each = ['some', 'none', 'every'].map((quantifier) => ({ [name]: { [quantifier]: wanted } }))
        return [...each, { [name]: { some: {} } }, { [name]: { none: {} } }, { not: { [name]: { some: wanted } } }]
      })
      expect(counts[0]).toBeGreaterThan(0)
    } else if (operand.name.endsWith('Where')) {
      const plain = plainOf(operand)
      const counts = await prove(host, { [name]: { [plain.name]: {} } }, (rows) => {
        const value = mostFrequent(valuesIn(valuesIn(objects(rows), name), plain.name))
        expect(value, `a value of ${type.name}.${name}`).not.toBeNull()
        const wanted = { [name]: { [plain.name]: { eq: value } } }
        return [wanted, { not: wanted }, { [name]: {} }, { [name]: { not: { [plain.name]: { eq: value } } } }]
      })
      expect(counts[0]).toBeGreaterThan(0)
    } else {
      const asked: Where[] = []
      const counts = await prove(host, { [name]: {} }, (rows) => {
        asked.push(...comparisonsOf(operand, valuesIn(objects(rows), name)).map((one) => ({ [name]: one })))
        return asked
      })
      const taken = (test: (operators: Where) => boolean) =>
        asked.reduce((sum, where, index) => sum + (test(where[name] as Where) ? (counts[index] ?? 0) : 0), 0)
      // A moment is compared by what comes before and after it, and no two are expected to be equal.
      expect(taken(({ eq, gte }) => eq !== undefined || gte !== undefined)).toBeGreaterThan(0)
      // All values of an enumeration together, and what has none, are the whole.
      const values = isEnumType(getNamedType(fields['eq']?.type))
      if (values && host.inside({}).length === 1 && host.wrap({})[name] === undefined)
        expect(taken(({ eq, isNull }) => eq !== undefined || isNull === true)).toBe(
          taken(({ isNull }) => isNull !== undefined),
        )
    }
  })

  it('by and, or, not', async () => {
    const { name } = plainOf(filter)
    await prove(host, { [name]: {} }, (rows) => {
      const values = valuesIn(objects(rows), name)
      const one = { [name]: { eq: mostFrequent(values) } }
      const other = { [name]: { ne: values.find((value) => value !== mostFrequent(values)) ?? mostFrequent(values) } }
      return [
        { and: [one, other] },
        { or: [one, other] },
        { not: one },
        { and: [] },
        { or: [] },
        { or: [one, { not: one }] },
      ]
    })
  })
})
