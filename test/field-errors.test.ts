// What stands of an answer when a field of it is wrong: the others, whichever way the answer is put together.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, type Api, openApi } from './support/server.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api[Symbol.asyncDispose]())

const id = (text: string) => Buffer.from(text).toString('base64url')
const unhcr = id('Actor:unhcr')

/** An answer as clients see it, errors by path and code only. */
const seen = ({ status, body }: Answer) => ({
  status,
  data: body.data,
  errors: body.errors?.map(({ path, extensions }) => ({ path, code: extensions?.['code'] })),
})

/** Asks twice, so that the document is known the second time, and once more beside a question about the schema. */
async function answers(query: string, variables?: object) {
  const first = seen(await api.ask(query, variables))
  expect(seen(await api.ask(query, variables))).toEqual(first)
  const beside = seen(await api.ask(query.replace(/\}\s*$/, ' __schema { queryType { name } } }'), variables))
  const data = first.data && { ...first.data, __schema: { queryType: { name: 'Query' } } }
  expect(beside).toEqual({ ...first, data })
  return first
}

describe('an error of a field that may be null', () => {
  it('leaves the other fields standing', async () => {
    expect(await answers('{ catalogue { actorCount } node(id: "nonsense") { id } }')).toEqual({
      status: 200,
      data: { catalogue: { actorCount: 209 }, node: null },
      errors: [{ path: ['node'], code: 'BAD_ID' }],
    })
  })

  it('names the path of each wrong field, wherever its value comes from', async () => {
    const query = `query ($id: ID!, $slug: String!) {
      written: node(id: "nonsense") { id } brought: node(id: $id) { id } good: node(id: "${unhcr}") { id }
      initiative(slug: $slug) { name } ids: nodes(ids: ["nonsense", "${unhcr}", $id]) { id } }`
    expect(await answers(query, { id: 'other', slug: 'a\0' })).toEqual({
      status: 200,
      data: { written: null, brought: null, good: { id: unhcr }, initiative: null, ids: [null, { id: unhcr }, null] },
      errors: expect.arrayContaining([
        { path: ['written'], code: 'BAD_ID' },
        { path: ['brought'], code: 'BAD_ID' },
        { path: ['initiative'], code: 'BAD_USER_INPUT' },
        { path: ['ids', 0], code: 'BAD_ID' },
        { path: ['ids', 2], code: 'BAD_ID' },
      ]),
    })
  })

  it('makes null of the nearest object that may be null, in each item that has one', async () => {
    const query = `query ($first: Int) { actors(first: 40) { nodes {
      name country { code initiatives(first: $first) { totalCount } } } } }`
    const right = await answers(query, { first: 1 })
    expect(right.errors).toBeUndefined()
    const { status, data, errors } = await answers(query, { first: 101 })
    const nodes = (right.data as { actors: { nodes: { name: string; country: object | null }[] } }).actors.nodes
    expect(status).toBe(200)
    expect(data).toEqual({ actors: { nodes: nodes.map(({ name }) => ({ name, country: null })) } })
    expect(errors).toEqual(
      nodes.flatMap(({ country }, index) =>
        country ? [{ path: ['actors', 'nodes', index, 'country', 'initiatives'], code: 'BAD_PAGE_SIZE' }] : [],
      ),
    )
    expect(errors?.length).toBeGreaterThan(0)
  })

  it('is no error where there is nothing to have the field', async () => {
    const query = 'query ($first: Int) { actor(slug: "no-such") { initiatives(first: $first) { totalCount } } }'
    expect(await answers(query, { first: 101 })).toEqual({ status: 200, data: { actor: null } })
  })
})

describe('an error of a field that must not be null', () => {
  it.each([
    ['a page', '{ catalogue { actorCount } actors(first: 101) { totalCount } }', ['actors'], 'BAD_PAGE_SIZE'],
    ['a cursor', '{ actors(after: "x") { totalCount } catalogue { actorCount } }', ['actors'], 'BAD_CURSOR'],
    ['a text', '{ search(query: " ") { totalCount } }', ['search'], 'BAD_USER_INPUT'],
    ['a facet', '{ actors { facets(fields: [BASIS]) { field } } }', ['actors', 'facets'], 'BAD_USER_INPUT'],
    [
      'a filter handed down',
      '{ matrix(by: LEVEL, where: { name: null }) { rows { totalCount } } }',
      ['matrix'],
      'BAD_USER_INPUT',
    ],
  ])('leaves no data: %s', async (_, query, path, code) => {
    expect(await answers(query)).toEqual({ status: 400, data: null, errors: [{ path, code }] })
  })

  it('is one error of the list around it, however many items have it', async () => {
    const query =
      '{ initiatives(first: 100) { nodes { actions(first: 100) { nodes { actors(last: 101) { totalCount } } } } } }'
    const { status, data, errors } = await answers(query)
    expect({ status, data }).toEqual({ status: 400, data: null })
    expect(errors?.length).toBe(1)
    expect(errors?.[0]?.code).toBe('BAD_PAGE_SIZE')
  })
})

describe('what is wrong with the request itself', () => {
  it.each([
    [
      'a variable of another type',
      'query ($n: Int) { actors(first: $n) { totalCount } }',
      { n: 'x' },
      'BAD_USER_INPUT',
    ],
    ['a variable that is missing', 'query ($slug: String!) { actor(slug: $slug) { name } }', {}, 'BAD_USER_INPUT'],
    [
      'more than is answered at once',
      '{ initiatives(first: 100) { nodes { actors(first: 100) { nodes { initiatives(first: 100) { nodes { actions(first: 100) { nodes { summary } } } } } } } } }',
      {},
      'QUERY_TOO_COMPLEX',
    ],
  ])('refuses all of it: %s', async (_, query, variables, code) => {
    api.statements.length = 0
    const { status, data, errors } = await answers(query, variables)
    expect({ status, data }).toEqual({ status: 400 })
    expect(errors?.map((error) => error.code)).toEqual([code])
    expect(api.statements).toEqual([])
  })

  it('lists no more errors of variables than anybody reads', async () => {
    const query = 'query ($slugs: [String!]!) { actorsBySlug(slugs: $slugs) { slug } }'
    const { errors } = await answers(query, { slugs: Array(5000).fill(1) })
    expect(errors?.length).toBeLessThanOrEqual(51)
  })
})

describe('null where a variable has a default and the place must not be null', () => {
  const none = { status: 400, data: null }
  it.each([
    [
      'in a list of filters',
      'query ($s: ActorWhere = { slug: { eq: "unhcr" } }) { actors(where: { or: [$s, { slug: { eq: "iom" } }] }) { totalCount } }',
      'actors',
    ],
    [
      'in a list of values',
      'query ($s: String = "x") { actors(where: { acronym: { in: [$s, "UNHCR"] } }) { totalCount } }',
      'actors',
    ],
    [
      'in a list of values not wanted',
      'query ($s: String = "x") { actors(where: { acronym: { notIn: [$s, "UNHCR"] } }) { totalCount } }',
      'actors',
    ],
    ['in a list of slugs', 'query ($s: String = "x") { actorsBySlug(slugs: [$s, "unhcr"]) { slug } }', 'actorsBySlug'],
    ['as an argument', 'query ($s: MatrixRows = LEVEL) { matrix(by: $s) { rows { totalCount } } }', 'matrix'],
    ['as a list', 'query ($s: [ID!] = []) { nodes(ids: $s) { id } }', 'nodes'],
  ])('is an error of the field: %s', async (_, query, field) => {
    expect((await answers(query, {})).errors).toBeUndefined()
    expect(await answers(query, { s: null })).toEqual({ ...none, errors: [{ path: [field], code: 'BAD_USER_INPUT' }] })
  })

  it('is an error of the object that has the field', async () => {
    const query = `query ($s: Boolean = true) {
      catalogue { actorCount } actor(slug: "unhcr") { slug name @include(if: $s) } other: actor(slug: "iom") { ... @skip(if: $s) { slug } } }`
    expect((await answers(query, {})).errors).toBeUndefined()
    expect(await answers(query, { s: null })).toEqual({
      status: 200,
      data: { catalogue: { actorCount: 209 }, actor: null, other: null },
      errors: [
        { path: ['actor'], code: 'BAD_USER_INPUT' },
        { path: ['other'], code: 'BAD_USER_INPUT' },
      ],
    })
  })

  it('leaves no data where it decides on a field of the root', async () => {
    const query = 'query ($s: Boolean = true) { catalogue @include(if: $s) { actorCount } }'
    const { status, data, errors } = await answers(query, { s: null })
    expect({ status, data }).toEqual(none)
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }])
  })
})

describe('an error in a part that comes later', () => {
  it('has its code and path, and leaves the others standing', async () => {
    const query = `query ($rows: MatrixRows = LEVEL) {
      catalogue { actorCount } ... @defer { node(id: "nonsense") { id } } ... @defer { matrix(by: $rows) { rows { totalCount } } } }`
    const response = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'multipart/mixed' },
      body: JSON.stringify({ query, variables: { rows: null } }),
    })
    const parts = (await response.text()).split('\r\n').filter((line) => line.startsWith('{'))
    const [first, ...later] = parts.map((part) => JSON.parse(part))
    expect(first.data).toEqual({ catalogue: { actorCount: 209 } })
    const errors = later.flatMap(({ incremental = [] }) => incremental).flatMap((part) => part.errors ?? [])
    expect(errors.map(({ path, extensions }) => ({ path, extensions }))).toEqual(
      expect.arrayContaining([
        { path: ['node'], extensions: { code: 'BAD_ID' } },
        { path: ['matrix'], extensions: { code: 'BAD_USER_INPUT' } },
      ]),
    )
  })
})
