// What an answer may cost: bytes estimated before anything runs, bytes as they come, and statements that stay in proportion.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  maximumAnswer,
  maximumBytes,
  maximumItems,
  maximumJoins,
  maximumLists,
  maximumRows,
  maximumSearches,
  maximumValues,
} from '../server/relational/index.ts'
import { type Api, openApi } from './support/server.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api[Symbol.asyncDispose]())

const times = (count: number, make: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => make(n)).join(' ')

const refusal = async (query: string, variables?: object) => {
  api.statements.length = 0
  const { status, body } = await api.ask(query, variables)
  return { status, statements: api.statements.length, data: body.data, ...body.errors?.[0]?.extensions }
}
const tooComplex = { status: 400, data: undefined, code: 'QUERY_TOO_COMPLEX' }

describe('an answer', () => {
  const initiatives = (fields: string) => `{ initiatives(first: 100) { nodes { ${fields} } } }`

  it('that may be too long by its keys alone is refused before anything runs', async () => {
    const long = 'a'.repeat(45_000)
    const inside: Readonly<Record<string, string>> = {
      'a field': `nodes { partners(first: 100) { nodes { ${long}: slug } } }`,
      'a cursor': `nodes { partners(first: 100) { edges { ${long}: cursor } } }`,
      'a page': `nodes { partners(first: 100) { nodes { partners(first: 1) { pageInfo { ${long}: hasNextPage } } } } }`,
      'a count': `nodes { partners(first: 100) { nodes { partners { ${long}: totalCount } } } }`,
      'a list': `nodes { partners(first: 100) { nodes { ${long}: partners { totalCount } } } }`,
      'a facet': `nodes { partners(first: 100) { nodes { partners { facets { ${long}: field } } } } }`,
      'a count of a facet': `nodes { partners { facets { buckets { ${long}: count } } } }`,
    }
    for (const [what, fields] of Object.entries(inside))
      expect(await refusal(`{ actors(first: 100) { ${fields} } }`), what).toMatchObject({
        ...tooComplex,
        statements: 0,
        maximum: maximumBytes,
        cost: expect.any(Number),
      })
  })

  it('that turns out to be too long is not sent, and the server goes on', async () => {
    const query = initiatives(times(4900, (n) => `a${n}: background`))
    const whole = await refusal(query)
    expect(whole).toMatchObject({ ...tooComplex, statements: 1, maximum: maximumAnswer })
    // The resolvers' way has the same bound.
    const resolved = await refusal(query.replace('{', '{ __schema { description }'))
    expect(resolved).toMatchObject({ code: 'QUERY_TOO_COMPLEX', maximum: maximumAnswer })
    expect(await api.data('{ actionPoint(number: 1) { number } }')).toEqual({ actionPoint: { number: 1 } })
  })

  it('of several megabytes is sent', async () => {
    const data = (await api.data(initiatives(times(900, (n) => `a${n}: background`)))) as {
      initiatives: { nodes: object[] }
    }
    expect(JSON.stringify(data).length).toBeGreaterThan(5_000_000)
    expect(data.initiatives.nodes.every((node) => Object.keys(node).length === 900)).toBe(true)
  })

  it('costs as many rows as keys or ids are given', async () => {
    const inside = 'partners(first: 100) { nodes { partners(first: 100) { nodes { names { name } } } } }'
    const bySlug = `query ($slugs: [String!]!) { actorsBySlug(slugs: $slugs) { ${inside} } }`
    const byId = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Actor { ${inside} } } }`
    const id = Buffer.from('Actor:none').toString('base64url')
    for (const [query, variables] of [
      [bySlug, { slugs: Array(100).fill('none') }],
      [byId, { ids: Array(100).fill(id) }],
    ] as const)
      expect(await refusal(query, variables)).toMatchObject({ ...tooComplex, statements: 0, maximum: maximumRows })
    expect(await api.data(bySlug, { slugs: Array(10).fill('none') })).toEqual({ actorsBySlug: Array(10).fill(null) })
    expect(await api.data(byId, { ids: Array(10).fill(id) })).toEqual({ nodes: Array(10).fill(null) })
  })
})

describe('related objects', () => {
  const actors = (fields: string) => `{ actors(first: 100) { nodes { ${fields} } } }`

  it('are answered up to as many as there may be, beside and inside each other', async () => {
    const beside = await api.data(actors(times(maximumJoins, (n) => `a${n}: parent { slug }`)))
    expect(beside).toHaveProperty(`actors.nodes.0.a${maximumJoins - 1}`)
    const inside = times(12, (n) => `a${n}: ${'parent { '.repeat(10)} slug ${'}'.repeat(10)}`)
    expect(await api.data(actors(inside))).toHaveProperty('actors.nodes.0.a11')
  })

  it.each([
    ['beside each other', times(maximumJoins + 1, (n) => `a${n}: parent { slug }`)],
    ['inside each other', times(13, (n) => `a${n}: ${'parent { '.repeat(10)} slug ${'}'.repeat(10)}`)],
    [
      'in lists',
      `participations(first: 1) { nodes { ${times(maximumJoins + 1, (n) => `a${n}: initiative { slug }`)} } }`,
    ],
  ])('beyond that are refused before anything runs: %s', async (_, fields) => {
    expect(await refusal(actors(fields))).toMatchObject({ ...tooComplex, statements: 0, maximum: maximumJoins })
  })

  it('of a union count as many as it has members', async () => {
    const hits = times(maximumJoins, (n) => `a${n}: subject { __typename }`)
    expect(await refusal(`{ search(query: "iom") { nodes { ${hits} } } }`)).toMatchObject({
      ...tooComplex,
      maximum: maximumJoins,
    })
  })
})

describe('texts to search for', () => {
  it.each([
    ['anything', (n: number) => `search(query: "iom ${n}") { totalCount }`],
    ['objects of one type', (n: number) => `actors(search: "iom ${n}") { totalCount }`],
    ['objects inside others', (n: number) => `actor(slug: "iom") { actions(search: "border ${n}") { totalCount } }`],
  ])('may be as many as one query may have: for %s', async (_, field) => {
    const query = (count: number) => `{ ${times(count, (n) => `a${n}: ${field(n)}`)} }`
    expect(await api.data(query(maximumSearches))).toHaveProperty(`a${maximumSearches - 1}`)
    expect(await refusal(query(maximumSearches + 1))).toMatchObject({
      ...tooComplex,
      statements: 0,
      maximum: maximumSearches,
    })
  })
})

describe('a variable that many arguments use', () => {
  const used = (count: number, field: (n: number) => string) => times(count, (n) => `a${n}: ${field(n)}`)

  it.each([
    ['conditions', '[ActorWhere!]', Array(1000).fill({}), () => 'actors(where: { or: $list }) { totalCount }'],
    ['orders', '[ActorOrder!]', Array(1000).fill({ field: 'NAME' }), () => 'actors(orderBy: $list) { totalCount }'],
    ['facets', '[FacetField!]', Array(1000).fill('KIND'), () => 'actors { facets(fields: $list) { field } }'],
    ['ids', '[ID!]!', Array(100).fill('QWN0b3I6bm9uZQ'), () => 'nodes(ids: $list) { id }'],
  ])('is read so often as there may be items: a list of %s', async (_, type, list, field) => {
    const query = `query ($list: ${type}) { ${used(240, field)} }`
    expect(await refusal(query, { list })).toMatchObject({ ...tooComplex, statements: 0, maximum: maximumItems })
  })

  it('has so many characters as a statement may be run with', async () => {
    const conditions = times(300, () => '{ slug: { in: $list } }')
    const query = `query ($list: [String!]) { actors(where: { or: [${conditions}] }) { totalCount } }`
    const long = { list: Array(1000).fill('a'.repeat(80)) }
    const expected = { ...tooComplex, statements: 0, maximum: maximumValues }
    expect(await refusal(query, long)).toMatchObject(expected)
    // A kept plan has the same bound as a new one.
    expect(await api.data(query, { list: ['iom'] })).toEqual({ actors: { totalCount: 1 } })
    expect(await refusal(query, long)).toMatchObject(expected)
  })
})

describe('the statement of a query with as many lists as there may be', () => {
  const list = `initiatives(first: 3) { totalCount edges { cursor node { id slug name } } nodes { id } pageInfo { endCursor } }`
  const query = `{ ${times(maximumLists, (n) => `a${n}: ${list}`)} }`

  it('gives what each list gives by itself', async () => {
    const { initiatives } = (await api.data(`{ ${list} }`)) as { initiatives: unknown }
    const data = (await api.data(query)) as Record<string, unknown>
    expect(Object.keys(data)).toHaveLength(maximumLists)
    for (const value of Object.values(data)) expect(value).toEqual(initiatives)
  })

  it('puts no text together piece by piece, and has no part merged into another', async () => {
    api.statements.length = 0
    await api.data(query)
    const [statement = ''] = api.statements
    expect(mostJoined(statement)).toBeLessThanOrEqual(4)
    const parts = statement.match(/"[a-z]+\d+" as (materialized )?\(/g) ?? []
    expect(parts.length).toBeGreaterThan(2 * maximumLists)
    expect(parts.filter((part) => !part.includes('materialized'))).toEqual([])
  })

  it('of a few lists leaves it to Postgres what to merge', async () => {
    api.statements.length = 0
    await api.data(`{ ${list} }`)
    expect(api.statements[0]).not.toContain('materialized')
  })
})

/** How many texts are joined one after the other at most, each join copying what was joined before. */
function mostJoined(statement: string): number {
  const joins = [0]
  let most = 0
  for (const [token] of statement.matchAll(/'(?:[^']|'')*'|\(|\)|\|\|/g)) {
    if (token === '(') joins.push(0)
    else if (token === ')') joins.pop()
    else if (token === '||') joins[joins.length - 1] = (joins.at(-1) ?? 0) + 1
    most = Math.max(most, joins.at(-1) ?? 0)
  }
  return most
}
