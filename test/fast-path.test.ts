// The fast path: requests for a known document are answered without most of Yoga. A client may notice only the time.
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import persistedDocuments from '../server/http/persisted-documents.json' with { type: 'json' }
import { inChangeset } from './support/changeset.ts'
import { type Api, openApi } from './support/server.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api[Symbol.asyncDispose]())

interface Asked {
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
  readonly path?: string
}

/** Everything a client sees of an answer, but for what differs from one request to the next. */
async function answered({ body, headers = {}, path = '/graphql' }: Asked) {
  const response = await fetch(`${api.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })
  const { 'x-request-id': id, date: _, ...told } = Object.fromEntries(response.headers)
  expect(id).toBeTruthy()
  return { status: response.status, headers: told, text: await response.text() }
}

const query = (text: string, more: object = {}): string => JSON.stringify({ query: text, ...more })
const name = (alias: string) => `query Name($slug: String!) { ${alias}: initiative(slug: $slug) { name } }`
const mexico = { variables: { slug: 'mexico-plan-of-action' } }

/** Whether the fast path gave the last answer, as the log has it. */
const tookFastPath = (): boolean => api.lines.at(-1)?.['fastPath'] === true

describe('the fast path', () => {
  const json = 'application/json'
  const graphqlResponse = 'application/graphql-response+json'
  it.each<[string, Readonly<Record<string, string>>]>([
    ['for any type', {}],
    ['for JSON', { accept: json }],
    ['for a GraphQL response', { accept: graphqlResponse }],
    ['of the SDK', { accept: `${graphqlResponse}, ${json};q=0.9` }],
    ['of Apollo Client', { accept: `multipart/mixed;deferSpec=20220824,${graphqlResponse},${json};q=0.9` }],
    [
      'of urql',
      { accept: `${graphqlResponse}, application/graphql+json, ${json}, text/event-stream, multipart/mixed` },
    ],
    ['of graphql-request', { accept: `${graphqlResponse}; charset=utf-8, ${json}; charset=utf-8` }],
    ['of a browser that takes compressed answers', { accept: '*/*', 'accept-encoding': 'gzip, deflate, br, zstd' }],
    ['of a page of another origin', { origin: 'https://dashboard.example' }],
    ['with a charset', { 'content-type': 'Application/JSON; charset=UTF-8' }],
  ])('is taken by a request %s, from the second time on', async (how, headers) => {
    const text = name(`f${how.replace(/\W/g, '')}`)
    await answered({ body: query(text, mexico), headers })
    expect(tookFastPath()).toBe(false)
    for (let time = 0; time < 2; time += 1) {
      await answered({ body: query(text, mexico), headers })
      expect(tookFastPath()).toBe(true)
    }
  })

  it('is taken by documents named by their hash, of the SDK and registered ones', async () => {
    const text = name('registered')
    const sha256Hash = createHash('sha256').update(text).digest('hex')
    const extensions = { persistedQuery: { version: 1, sha256Hash } }
    await answered({ body: query(text, { ...mexico, extensions }) })
    expect(tookFastPath()).toBe(false)
    for (const body of [
      query(text, { ...mexico, extensions }),
      JSON.stringify({ extensions, ...mexico }),
      JSON.stringify({ documentId: `sha256:${sha256Hash}`, ...mexico }),
    ]) {
      await answered({ body })
      expect(tookFastPath()).toBe(true)
    }
  })

  it.each<[string, object, Readonly<Record<string, string>>]>([
    ['with errors in its variables', { variables: { slug: 1 } }, {}],
    ['with extensions', { ...mexico, extensions: { a: 1 } }, {}],
    ['for another operation', { ...mexico, operationName: 'Other' }, {}],
    ['for a stream', mexico, { accept: 'text/event-stream' }],
    ['that is a form', mexico, { 'content-type': 'application/x-www-form-urlencoded' }],
  ])('is not taken by a request %s', async (_, more, headers) => {
    await answered({ body: query(name('left'), mexico) })
    await answered({ body: query(name('left'), mexico) })
    expect(tookFastPath()).toBe(true)
    await answered({ body: query(name('left'), more), headers })
    expect(tookFastPath()).toBe(false)
  })
})

describe('an answer is the same once the document is known', () => {
  it.each([
    ['plainly', {}],
    ['for Accept */*', { accept: '*/*' }],
    ['for JSON', { accept: 'application/json' }],
    ['for a GraphQL response', { accept: 'application/graphql-response+json' }],
    ['for either', { accept: 'application/graphql-response+json, application/json;q=0.9' }],
    ['for types in another order', { accept: 'application/json, application/graphql-response+json' }],
    ['for what cannot be had', { accept: 'text/csv' }],
    ['to a page of another origin', { origin: 'https://dashboard.example' }],
    ['with a charset', { 'content-type': 'application/json; charset=utf-8' }],
    ['with another content type', { 'content-type': 'application/graphql+json' }],
  ])('%s', async (how, headers) => {
    const text = name(`a${how.replace(/\W/g, '')}`)
    const first = await answered({ body: query(text, mexico), headers })
    expect(await answered({ body: query(text, mexico), headers })).toEqual(first)
  })

  it.each([
    ['with a variable missing', {}],
    ['with a variable of another type', { variables: { slug: 1 } }],
    ['with variables that are none', { variables: [] }],
    ['with another operation', { ...mexico, operationName: 'Other' }],
    ['with its own operation', { ...mexico, operationName: 'Name' }],
    ['with an operation that is no name', { ...mexico, operationName: 1 }],
    ['with extensions', { ...mexico, extensions: { a: 1 } }],
    ['with a hash of nothing', { ...mexico, extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }],
    ['with members of no meaning', { ...mexico, other: 1 }],
    ['with signs that JSON must escape', { variables: { slug: '"\\\n\u2028😀' } }],
    ['with a NUL', { variables: { slug: 'a\0' } }],
  ])('%s', async (how, more) => {
    const text = name(`b${how.replace(/\W/g, '')}`)
    const first = await answered({ body: query(text, more) })
    await answered({ body: query(text, mexico) })
    expect(await answered({ body: query(text, more) })).toEqual(first)
  })

  it('of a document asked for by its hash', async () => {
    const entry = Object.entries(persistedDocuments).find(([, text]) => text.includes('query Catalogue'))
    const body = JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: entry?.[0] } } })
    const first = await answered({ body })
    expect(first.status).toBe(200)
    expect(await answered({ body })).toEqual(first)
  })

  it('of a body that is too long, or nests too deep', async () => {
    const text = 'query Long($where: InitiativeWhere) { initiatives(where: $where) { totalCount } }'
    await answered({ body: query(text) })
    let where: object = {}
    for (let depth = 0; depth < 100; depth += 1) where = { not: where }
    const headers = { accept: 'application/graphql-response+json' }
    expect(await answered({ body: query(text, { variables: { where } }), headers })).toMatchObject({
      status: 400,
      text: expect.stringContaining('QUERY_TOO_COMPLEX'),
    })
    const long = query(text, { variables: { where: { name: { eq: 'x'.repeat(100_000) } } } })
    expect(await answered({ body: long })).toMatchObject({ status: 413 })
  })
})

it('changes with the data at once', async () => {
  const text = name('changing')
  const slug = 'budapest-process'
  await answered({ body: query(text, { variables: { slug } }) })
  await inChangeset(api.db, (db) =>
    db.updateTable('initiatives').set({ name: 'Renamed' }).where('slug', '=', slug).execute(),
  )
  expect((await answered({ body: query(text, { variables: { slug } }) })).text).toContain('Renamed')
})

describe('a response key', () => {
  const actorId = Buffer.from('Actor:iom').toString('base64url')
  it.each(['__typename', '__proto__', 'constructor', 'toString', 'then', 'toJSON', 'hasOwnProperty', 'length', 'data'])(
    'may be %s, whether the statement or resolvers answer',
    async (key) => {
      const fields = `
        ${key}: nodes(ids: ["${actorId}", "none"]) { ${key}: id ... on Actor { ${key}2: name } }
        node(id: "${actorId}") { ${key}: id }
        search(query: "iom", first: 2) { nodes { ${key}: subject { ... on Actor { ${key}: slug } } } }
        actor(slug: "iom") { ${key}: name initiatives(first: 1) { nodes { ${key}: slug ... on Cited { citation { ${key}: pageStart } } } } }`
      const whole = JSON.parse((await answered({ body: query(`{ ${fields.replace(', "none"', '')} }`) })).text)
      const resolved = JSON.parse((await answered({ body: query(`{ ${fields} __schema { __typename } }`) })).text)
      expect(whole.errors).toBeUndefined()
      expect(resolved.errors).toMatchObject([{ path: [key, 1], extensions: { code: 'BAD_ID' } }])
      const { __schema: _, ...data } = resolved.data
      expect(Object.entries(data)).toEqual(
        Object.entries(whole.data).map(([name, value]) => [name, name === key ? [...Object(value), null] : value]),
      )
    },
  )
})
