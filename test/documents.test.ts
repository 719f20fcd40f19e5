// Documents made to take long, and what the server makes of them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, type Api, openApi } from './support/server.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api[Symbol.asyncDispose]())

/** Sends a query. Not through `api.ask`, which opens all fragments to note what was reached. */
async function ask(query: string, variables?: object): Promise<Answer> {
  const response = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query, variables }),
  })
  return { status: response.status, body: await response.json() }
}

/** Far more than any of these takes, and far less than what is exponential. */
const hang = { timeout: 120_000 }

const filled = (size: number, piece: (index: number) => string): string => {
  let text = ''
  for (let index = 0; text.length < size; index += 1) text += piece(index)
  return text
}

/** Fragments, each of which spreads the next twice. */
const chain = (length: number, last: string, on = 'Query', mark = '') =>
  Array.from(
    { length },
    (_, n) => `fragment F${n} on ${on} { ${n + 1 < length ? `...F${n + 1} ${mark} ...F${n + 1} ${mark}` : last} }`,
  ).join(' ')

describe('fragments that spread each other again and again', () => {
  it.each([40, 55])('are opened once each: %i levels', hang, async (levels) => {
    const query = `{ ...F0 } ${chain(levels, 'catalogue { actorCount }')}`
    for (let time = 0; time < 2; time += 1)
      expect(await ask(query)).toMatchObject({ status: 200, body: { data: { catalogue: { actorCount: 209 } } } })
  })

  it('are opened once for each object they are spread on', hang, async () => {
    const query = `{ a: actor(slug: "unhcr") { ...F0 } b: actor(slug: "iom") { ...F0 ...F1 } } ${chain(40, 'slug', 'Actor')}`
    expect(await ask(query)).toMatchObject({
      status: 200,
      body: { data: { a: { slug: 'unhcr' }, b: { slug: 'iom' } } },
    })
  })

  const beside = `{ __schema { queryType { name } } ...F0 } ${chain(40, 'catalogue { actorCount }')}`
  const deferred = [
    `{ ...F0 } ${chain(40, 'catalogue { actorCount }', 'Query', '@defer')}`,
    `{ catalogue { ...F0 } } ${chain(40, 'actorCount', 'Catalogue', '@defer')}`,
  ]

  it('are not opened at all by the usual executor where that takes too long', hang, async () => {
    expect(await ask(beside)).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'QUERY_TOO_COMPLEX' } }] },
    })
    for (const query of deferred) {
      const response = await fetch(`${api.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'multipart/mixed' },
        body: JSON.stringify({ query }),
      })
      expect(await response.text()).toContain('QUERY_TOO_COMPLEX')
    }
  })

  it('are opened once each for a client that takes no parts', hang, async () => {
    for (const query of deferred)
      expect(await ask(query)).toMatchObject({ status: 200, body: { data: { catalogue: { actorCount: 209 } } } })
  })

  it('may ask for no more than a query may, opened', hang, async () => {
    const fragments = Array.from(
      { length: 20 },
      (_, n) =>
        `fragment G${n} on Place { ${n < 19 ? `a: parent { ...G${n + 1} } b: parent { ...G${n + 1} }` : 'code'} }`,
    )
    expect(await ask(`{ place(code: "YE") { ...G0 } } ${fragments.join(' ')}`)).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'QUERY_TOO_COMPLEX' } }] },
    })
  })
})

describe('a field named many times over', () => {
  it('is one field', hang, async () => {
    const query = `{ ${'catalogue { actorCount actorCount } '.repeat(100)} }`
    expect(await ask(query)).toMatchObject({ status: 200, body: { data: { catalogue: { actorCount: 209 } } } })
  })
})

const size = 94_000
const documents: Readonly<Record<string, string>> = {
  'one name': `{ catalogue { ${'name '.repeat(size / 5)} } }`,
  'one field with a selection': `{ ${filled(size, () => 'catalogue { name } ')} }`,
  'fields to be merged, inside each other': `{ ${filled(size, () => 'actors { nodes { country { name } country { code } } } ')} }`,
  'fields that conflict': `{ ${filled(size, (n) => `a: actors(first: ${n}) { totalCount } `)} }`,
  'conflicts far below': `{ ${filled(size, (n) => `actors { nodes { country { a${n % 9}: ${n % 2 ? 'name' : 'code'} } } } `)} }`,
  aliases: `{ ${filled(size, (n) => `a${n}: catalogue { name } `)} }`,
  'misspelt fields': `{ ${filled(size, (n) => `initiativ${n} `)} }`,
  'long misspelt fields': `{ ${filled(size, (n) => `${'x'.repeat(900)}${n} `)} }`,
  'misspelt types': `{ ${filled(size, (n) => `... on Initiativ${n} { x } `)} }`,
  'fragments in a row': `{ ...F0 } ${filled(size, (n) => `fragment F${n} on Query { catalogue { name } ...F${n + 1} } `)}`,
  'fragments beside each other': `{ ${filled(size / 4, (n) => `...F${n} `)} } ${filled((size * 3) / 4, (n) => `fragment F${n} on Query { catalogue { name } } `)}`,
  'operations that share a fragment': `fragment F on Query { ${filled(size / 2, (n) => `a${n}: actors(first: $v${n}) { totalCount } `)} } ${filled(size / 2, (n) => `query Q${n} { ...F } `)}`,
  variables: `query (${filled(size, (n) => `$v${n}: Int `)}) { __typename }`,
  'unknown variables in a long name': `query ${'Q'.repeat(size / 2)} { ${filled(size / 2, (n) => `a${n}: actors(first: $v${n}) { totalCount } `)} }`,
  directives: `{ __typename ${filled(size, (n) => `@d${n} `)} }`,
  'one directive': `{ __typename ${filled(size, () => '@include(if: true) ')} }`,
  'one argument': `{ actors(${filled(size, (n) => `first: ${n} `)}) { totalCount } }`,
  'unknown fields of an input': `{ actors(where: { ${filled(size, (n) => `nam${n}: 1 `)} }) { totalCount } }`,
  'wrong values': `{ actors(where: { name: { in: [${filled(size, () => '1 ')}] } }) { totalCount } }`,
  'misspelt values': `{ actors(where: { kind: { in: [${filled(size, (n) => `UN_ENTIT${n} `)}] } }) { totalCount } }`,
  text: `{ actor(slug: "${'x'.repeat(size)}") { name } }`,
  'signs that are none': '\u0007'.repeat(size / 6),
}

describe('95 kB', () => {
  it.each(Object.entries(documents))('of %s are refused, in a short answer', hang, async (_, query) => {
    const { status, body } = await ask(query)
    expect(status).toBeLessThan(500)
    expect(body.errors?.length).toBeGreaterThan(0)
    for (const { extensions } of body.errors ?? [])
      expect(extensions?.['code']).toMatch(/^(QUERY_TOO_COMPLEX|GRAPHQL_(PARSE|VALIDATION)_FAILED|BAD_USER_INPUT)$/)
    expect(JSON.stringify(body).length).toBeLessThan(100_000)
  })

  it('of variables are refused in a short answer too', hang, async () => {
    const query = 'query ($where: ActorWhere) { actors(where: $where) { totalCount } }'
    const wheres = [
      { name: { in: Array(size / 4).fill(1) } },
      { kind: { in: Array.from({ length: size / 20 }, (_, n) => `UN_ENTIT${n}`) } },
      Object.fromEntries(Array.from({ length: size / 20 }, (_, n) => [`nam${n}`, 1])),
      { name: { eq: ['x'.repeat(size - 1000)] } },
      { and: Array.from({ length: 1000 }, () => ({ name: 'x'.repeat(80) })) },
    ]
    for (const where of wheres) {
      const { status, body } = await ask(query, { where })
      expect({ status, code: body.errors?.[0]?.extensions?.['code'] }).toEqual({ status: 400, code: 'BAD_USER_INPUT' })
      expect(JSON.stringify(body).length).toBeLessThan(100_000)
    }
  })
})
