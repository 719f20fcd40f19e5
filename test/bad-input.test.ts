// Invalid requests: each error has a stable code and the path, and never the status 500.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, openApi } from './support/server.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api[Symbol.asyncDispose]())

const id = (text: string) => Buffer.from(text).toString('base64url')

/** There are no data at all. Unless it is a matter of a list's items, of which there may be none, nothing was run. */
async function refused(query: string, variables?: object) {
  api.statements.length = 0
  const { status, body } = await api.ask(query, variables)
  expect(body.data ?? null).toBeNull()
  const [error] = body.errors ?? []
  if (!error?.path?.some((key) => typeof key === 'number')) expect(api.statements).toEqual([])
  return { status, code: error?.extensions?.['code'], path: error?.path, message: error?.message }
}

/** The only error of an answer whose fields are all null. */
async function missing(query: string, variables?: object) {
  const { status, body } = await api.ask(query, variables)
  expect(status).toBe(200)
  expect(Object.values(body.data ?? {})).toEqual([null])
  expect(body.errors).toHaveLength(1)
  const [error] = body.errors ?? []
  return { code: error?.extensions?.['code'], path: error?.path }
}

describe('something unknown', () => {
  it('is null for a slug, a code or a number nobody has', async () => {
    const query =
      '{ initiative(slug: "no-such") { name } actor(slug: "") { name } place(code: "ZZ") { name } actionPoint(number: 11) { title } document(slug: "no") { title } }'
    expect(await api.data(query)).toEqual({
      initiative: null,
      actor: null,
      place: null,
      actionPoint: null,
      document: null,
    })
  })

  it('is null for an id of something that is not there', async () => {
    const data = await api.data(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id } node(id: "SW5pdGlhdGl2ZTpub25l") { id } }',
      {
        ids: [id('Initiative:none'), id('Actor:unhcr')],
      },
    )
    expect(data).toEqual({ node: null, nodes: [null, { id: id('Actor:unhcr') }] })
  })
})

describe('a bad id', () => {
  it.each(['', 'nonsense', id('Nothing:x'), id('Initiative'), `${id('Actor:unhcr')}=`])(
    '%j is refused',
    async (bad) => {
      expect(await missing('query ($id: ID!) { again: node(id: $id) { id } }', { id: bad })).toEqual({
        code: 'BAD_ID',
        path: ['again'],
      })
      expect(await missing(`{ node(id: ${JSON.stringify(bad)}) { id } }`)).toEqual({
        code: 'BAD_ID',
        path: ['node'],
      })
    },
  )

  it('of another type is refused where one type is meant', async () => {
    expect(await missing(`{ action(id: "${id('Actor:unhcr')}") { summary } }`)).toEqual({
      code: 'BAD_ID',
      path: ['action'],
    })
  })

  it('among many leaves the others standing, and more than a hundred are too many', async () => {
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }'
    const unhcr = { id: id('Actor:unhcr') }
    for (const ids of [
      ['bad', unhcr.id, id('Actor:no-such'), ''],
      [unhcr.id, 'bad', '', unhcr.id],
    ]) {
      const { status, body } = await api.ask(query, { ids })
      expect(status).toBe(200)
      expect(body.data).toEqual({ nodes: ids.map((asked) => (asked === unhcr.id ? unhcr : null)) })
      const wrong = ids.flatMap((asked, index) => (asked === 'bad' || asked === '' ? [index] : []))
      expect(body.errors).toMatchObject(
        wrong.map((index) => ({ path: ['nodes', index], extensions: { code: 'BAD_ID' } })),
      )
    }
    expect(await refused(query, { ids: Array(101).fill(id('Actor:unhcr')) })).toMatchObject({
      status: 400,
      code: 'BAD_PAGE_SIZE',
    })
  })
})

describe('a bad page', () => {
  it.each([
    ['first: -1', {}],
    ['first: 101', {}],
    ['last: -1', {}],
    ['last: 101', {}],
    ['first: 1, last: 1', {}],
    ['first: $n', { n: 101 }],
    ['first: $n, last: 3', { n: 3 }],
  ])('%s is refused where it stands', async (args, variables) => {
    const top = 'n' in variables ? 'query ($n: Int)' : ''
    expect(await refused(`${top} { initiatives(${args}) { nodes { name } } }`, variables)).toMatchObject({
      status: 400,
      code: 'BAD_PAGE_SIZE',
      path: ['initiatives'],
    })
    expect(
      await refused(`${top} { initiatives { nodes { whom: actors(${args}) { totalCount } } } }`, variables),
    ).toMatchObject({
      status: 400,
      code: 'BAD_PAGE_SIZE',
      path: ['initiatives', 'nodes', 0, 'whom'],
    })
  })

  it.each([
    '',
    'x',
    id('[]'),
    id('["name ASC,id ASC","A"]'),
    id('["name ASC,id ASC",1,1]'),
    id('["id ASC",1]'),
    id('{"a":1}'),
  ])('the cursor %j is refused', async (after) => {
    expect(
      await refused('query ($after: String) { initiatives(after: $after) { nodes { name } } }', { after }),
    ).toMatchObject({ status: 400, code: 'BAD_CURSOR', path: ['initiatives'] })
    expect(await refused(`{ initiatives(before: ${JSON.stringify(after)}) { nodes { name } } }`)).toMatchObject({
      status: 400,
      code: 'BAD_CURSOR',
    })
  })

  it('a cursor of one order is refused by another', async () => {
    const data = await api.data('{ initiatives(first: 1) { pageInfo { endCursor } } }')
    const { endCursor } = (data as { initiatives: { pageInfo: { endCursor: string } } }).initiatives.pageInfo
    expect(
      await refused(`{ initiatives(after: "${endCursor}", orderBy: [{field: START_YEAR}]) { nodes { name } } }`),
    ).toMatchObject({ status: 400, code: 'BAD_CURSOR' })
    expect(await refused(`{ actions(after: "${endCursor}") { nodes { summary } } }`)).toMatchObject({
      status: 400,
      code: 'BAD_CURSOR',
    })
  })
})

describe('a bad filter', () => {
  it.each([
    '{ initiatives(where: {kind: {eq: NO_SUCH}}) { totalCount } }',
    '{ initiatives(where: {nothing: {eq: "x"}}) { totalCount } }',
    '{ initiatives(where: {name: {like: "x"}}) { totalCount } }',
    '{ initiatives(where: {startYear: {eq: "2008"}}) { totalCount } }',
    '{ initiatives(orderBy: [{field: NOTHING}]) { totalCount } }',
    '{ initiatives { nodes { nothing } } }',
    '{ matrix(by: NOTHING) { columns { number } } }',
  ])('%s does not fit the schema', async (query) => {
    const { status, code } = await refused(query)
    expect({ status, code }).toEqual({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' })
  })

  it.each([
    [{ kind: { eq: 'NO_SUCH' } }],
    [{ nothing: { eq: 1 } }],
    [{ startYear: { eq: 'x' } }],
    [{ name: { in: ['a', null] } }],
    [7],
  ])('%j in a variable is refused', async (where) => {
    expect(
      await refused('query ($where: InitiativeWhere) { initiatives(where: $where) { totalCount } }', { where }),
    ).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' })
  })

  it('null, which would silently filter nothing, is refused', async () => {
    const query = 'query ($where: InitiativeWhere) { initiatives(where: $where) { totalCount } }'
    for (const where of [null, { name: null }, { name: { eq: null } }, { actors: { some: null } }, { and: null }]) {
      expect(await refused(query, { where })).toMatchObject({
        status: 400,
        code: 'BAD_USER_INPUT',
        path: ['initiatives'],
      })
    }
    expect(await refused('{ initiatives(where: {name: {eq: null}}) { totalCount } }')).toMatchObject({
      status: 400,
      code: 'BAD_USER_INPUT',
    })
  })

  it('a text no value is like is refused before it reaches the database, wherever it is compared', async () => {
    const long = 'x'.repeat(1001)
    const query = 'query ($where: InitiativeWhere) { initiatives(where: $where) { totalCount } }'
    for (const name of [
      { eq: long },
      { ne: long },
      { in: ['a', long] },
      { notIn: [long] },
      { contains: long },
      { startsWith: long },
    ])
      expect(await refused(query, { where: { actors: { some: { name } } } })).toMatchObject({
        status: 400,
        code: 'BAD_USER_INPUT',
        path: ['initiatives'],
        message: 'Comparison strings are limited to 1000 characters.',
      })
    expect(await refused(`{ actorsBySlug(slugs: ["unhcr", "${long}"]) { slug } }`)).toMatchObject({
      status: 400,
      code: 'BAD_USER_INPUT',
    })
    expect(await missing(`{ initiative(slug: "${long}") { slug } }`)).toMatchObject({ code: 'BAD_USER_INPUT' })
    expect(await api.data(query, { where: { name: { contains: 'x'.repeat(1000) } } })).toEqual({
      initiatives: { totalCount: 0 },
    })
  })

  it('more values than anybody lists are refused before they reach the database', async () => {
    const query =
      'query ($years: [Int!], $not: [Int!]) { initiatives(where: {startYear: {in: $years, notIn: $not}}) { totalCount } }'
    const years = Array.from({ length: 1001 }, (_, n) => 1000 + n)
    for (const variables of [{ years }, { not: years }])
      expect(await refused(query, variables)).toMatchObject({
        status: 400,
        code: 'BAD_USER_INPUT',
        path: ['initiatives'],
        message: 'A list of values is limited to 1000 values.',
      })
    expect(await api.data(query, { years: years.slice(0, 1000) })).toMatchObject({ initiatives: {} })
  })

  it('more conditions than anybody means are refused with their cost', async () => {
    const query = 'query ($or: [InitiativeWhere!]) { initiatives(where: {or: $or}) { totalCount } }'
    const or = Array.from({ length: 1000 }, () => ({ startYear: { gt: 1 } }))
    expect(await refused(query, { or })).toMatchObject({
      status: 400,
      code: 'QUERY_TOO_COMPLEX',
      path: ['initiatives'],
    })
    expect(await api.data(query, { or: or.slice(1) })).toMatchObject({ initiatives: {} })
  })

  it('wildcards, and what escapes them, are letters like others', async () => {
    const count = async (name: object) => {
      const query = 'query ($name: StringFilter) { initiatives(where: {name: $name}) { totalCount } }'
      return ((await api.data(query, { name })) as { initiatives: { totalCount: number } }).initiatives.totalCount
    }
    for (const text of ['%', '_', '\\', '%%', 'a%', '\\%', '*', '.', '^', '$$'])
      for (const name of [{ startsWith: text }, { contains: text }]) {
        const named = await api.data('{ initiatives(first: 100) { nodes { name } } }')
        const { nodes } = (named as { initiatives: { nodes: { name: string }[] } }).initiatives
        const having = nodes.filter(({ name: own }) => ('contains' in name ? own.includes(text) : own.startsWith(text)))
        expect(await count(name)).toBe(having.length)
      }
  })

  it.each(['', ' ', '\t\n', '\u00a0'])('the empty text %j is refused wherever it is searched for', async (text) => {
    for (const query of [
      'query ($text: String!) { search(query: $text) { totalCount } }',
      'query ($text: String) { initiatives(search: $text) { totalCount } }',
      'query ($text: String) { matrix(by: LEVEL) { columns { actors(search: $text) { totalCount } } } }',
      'query ($text: String) { actorNetwork(around: $text) { nodes { totalCount } } }',
    ])
      expect(await refused(query, { text })).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' })
  })

  it('over-long text is refused wherever it is searched for', async () => {
    for (const query of [
      'query ($text: String!) { search(query: $text) { totalCount } }',
      'query ($text: String) { outcomes(search: $text) { totalCount } }',
    ]) {
      expect(await refused(query, { text: 'x'.repeat(201) })).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' })
      expect(await api.ask(query, { text: 'x'.repeat(200) })).toMatchObject({ status: 200 })
    }
  })

  it('a NUL character is refused before it reaches the database', async () => {
    const query = 'query ($text: String) { initiatives(where: {name: {contains: $text}}) { totalCount } }'
    expect(await refused(query, { text: 'a\u0000b' })).toMatchObject({
      status: 400,
      code: 'BAD_USER_INPUT',
      path: ['initiatives'],
    })
    expect(
      await missing('query ($slug: String!) { initiative(slug: $slug) { name } }', { slug: '\u0000' }),
    ).toMatchObject({ code: 'BAD_USER_INPUT' })
  })

  it('a missing variable is refused', async () => {
    expect(await refused('query ($slug: String!) { initiative(slug: $slug) { name } }', {})).toMatchObject({
      status: 400,
      code: 'BAD_USER_INPUT',
    })
  })
})
