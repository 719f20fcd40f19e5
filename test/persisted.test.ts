// Documents by their hash: automatic persisted queries as clients speak them, documentId, and trusted documents.
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { maxRegisteredBytes } from '../server/http/document-store.ts'
import persistedDocuments from '../server/http/persisted-documents.json' with { type: 'json' }
import { contentOf, keyWith } from './support/changesets.ts'
import { type Api, openApi } from './support/server.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api[Symbol.asyncDispose]())

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const byHash = (text: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: sha256(text) } } })
const json = 'application/json'
const graphqlResponse = 'application/graphql-response+json'

async function read(response: Response) {
  const body: { data?: unknown; errors?: { message: string; extensions: { code: string } }[] } = await response.json()
  const [error] = body.errors ?? []
  return { status: response.status, data: body.data, message: error?.message, code: error?.extensions.code }
}

const post = async (body: object, { accept = graphqlResponse, url = api.url } = {}) =>
  read(
    await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': json, accept },
      body: JSON.stringify(body),
    }),
  )

const get = async (parameters: Readonly<Record<string, unknown>>) => {
  const search = new URLSearchParams(
    Object.entries(parameters).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  )
  return read(await fetch(`${api.url}/graphql?${search}`, { headers: { accept: graphqlResponse } }))
}

let count = 0
/** A document that no other test has sent. */
const newDocument = (): string => `query Point($number: Int!) { a${count++}: actionPoint(number: $number) { number } }`
const variables = { number: 3 }
const notFound = { message: 'PersistedQueryNotFound', code: 'PERSISTED_QUERY_NOT_FOUND' }

const sdkDocument = Object.entries(persistedDocuments).find(([, text]) => text.includes('query Catalogue{'))
if (!sdkDocument) throw new Error('The SDK has no query Catalogue.')
const [sdkHash, sdkText] = sdkDocument

describe('a document sent with its hash', () => {
  it.each([
    ['application/json', json, 200],
    ['application/graphql-response+json', graphqlResponse, 400],
  ])(
    'is asked for where the server does not know it, in the words clients wait for, as %s',
    async (_, accept, status) => {
      expect(await post({ ...byHash(newDocument()), variables }, { accept })).toMatchObject({ ...notFound, status })
    },
  )

  it('is known by its hash from then on, to POST, to GET, and as documentId', async () => {
    const query = newDocument()
    const data = { [`a${count - 1}`]: { number: 3 } }
    expect(await post({ ...byHash(query), variables })).toMatchObject(notFound)
    expect(await post({ query, ...byHash(query), variables })).toMatchObject({ status: 200, data })
    expect(await post({ ...byHash(query), variables })).toMatchObject({ status: 200, data })
    expect(await get({ ...byHash(query), variables })).toMatchObject({ status: 200, data })
    expect(await post({ documentId: `sha256:${sha256(query)}`, variables })).toMatchObject({ status: 200, data })
    expect(await get({ documentId: `sha256:${sha256(query)}`, variables })).toMatchObject({ status: 200, data })
    expect(await post({ documentId: sha256(query), variables })).toMatchObject({ status: 200, data })
  })

  it('may be registered with GET', async () => {
    const query = newDocument()
    expect(await get({ query, ...byHash(query), variables })).toMatchObject({ status: 200 })
    expect(await get({ ...byHash(query), variables })).toMatchObject({ status: 200 })
  })

  it('may say that it was missed, as urql does', async () => {
    const query = newDocument()
    const extensions = { persistedQuery: { version: 1, sha256Hash: sha256(query), miss: true } }
    expect(await post({ query, extensions, variables })).toMatchObject({ status: 200 })
    expect(await post({ ...byHash(query), variables })).toMatchObject({ status: 200 })
  })

  it.each([
    ['before that document is known', false],
    ['after it', true],
  ])('that is the hash of another document is refused, %s', async (_, isKnown) => {
    const query = newDocument()
    const other = newDocument()
    if (isKnown) await post({ query: other, ...byHash(other), variables })
    expect(await post({ query, ...byHash(other), variables })).toMatchObject({
      status: 400,
      code: 'PERSISTED_QUERY_MISMATCH',
    })
    expect(await post({ ...byHash(other), variables })).toMatchObject(isKnown ? { status: 200 } : notFound)
    expect(await post({ ...byHash(query), variables })).toMatchObject(notFound)
  })

  it.each([
    ['is not GraphQL', '{ nothing('],
    ['does not fit the schema', '{ nothing }'],
    ['nests too deeply', `${'{ a '.repeat(100)}${'}'.repeat(100)}`],
  ])('is not kept where it %s', async (_, query) => {
    expect((await post({ query, ...byHash(query) })).status).toBe(400)
    expect(await post(byHash(query))).toMatchObject(notFound)
  })

  it('is kept while there is room, and the longest unused goes first', async () => {
    const size = 90_000
    const long = (index: number): string => `{ a${index}: __typename } #${'x'.repeat(size)}`
    const [first, second] = [long(0), long(1)]
    await post({ query: first, ...byHash(first) })
    await post({ query: second, ...byHash(second) })
    const room = Math.floor(maxRegisteredBytes / (2 * size))
    for (let index = 2; index < room + 1; index += 1) {
      expect((await post({ query: long(index), ...byHash(long(index)) })).status).toBe(200)
      expect((await post(byHash(first))).status).toBe(200)
    }
    expect(await post(byHash(second))).toMatchObject(notFound)
    expect(await post({ documentId: sdkHash })).toMatchObject({ status: 200 })
  })
})

describe('a request that names its document badly', () => {
  it.each([
    ['no hash', { extensions: { persistedQuery: { version: 1 } } }, 'BAD_REQUEST'],
    ['another version', { extensions: { persistedQuery: { version: 2, sha256Hash: sdkHash } } }, 'BAD_REQUEST'],
    ['no object', { extensions: { persistedQuery: sdkHash } }, 'BAD_REQUEST'],
    ['a documentId that is no string', { documentId: 1 }, 'BAD_REQUEST'],
    ['two documents', { documentId: sdkHash, ...byHash('{ __typename }') }, 'BAD_REQUEST'],
    ['an identifier of another kind', { documentId: 'x-own:abc' }, 'PERSISTED_QUERY_NOT_FOUND'],
    ['an empty identifier', { documentId: '' }, 'PERSISTED_QUERY_NOT_FOUND'],
  ])('is refused: %s', async (_, body, code) => {
    expect(await post(body)).toMatchObject({ status: 400, code })
  })

  it('needs no hash for extensions of another kind', async () => {
    expect(await post({ query: '{ __typename }', extensions: { tracing: true } })).toMatchObject({ status: 200 })
  })
})

describe('a server of trusted documents', () => {
  let trusted: Api
  beforeAll(async () => {
    trusted = await openApi({ trustedDocuments: true })
  })
  afterAll(() => trusted[Symbol.asyncDispose]())

  const required = { status: 403, code: 'PERSISTED_QUERY_REQUIRED' }
  const ask = (body: object) => post(body, { url: trusted.url })

  it('answers the documents it knows', async () => {
    const answer = { status: 200, data: { catalogue: expect.anything() } }
    for (let time = 0; time < 2; time += 1) {
      expect(await ask({ extensions: { persistedQuery: { version: 1, sha256Hash: sdkHash } } })).toMatchObject(answer)
      expect(await ask({ documentId: `sha256:${sdkHash}` })).toMatchObject(answer)
      expect(await ask({ documentId: sdkHash, query: sdkText })).toMatchObject(answer)
    }
  })

  it('makes the changes of the mutations it knows, and of no others', async () => {
    const key = await keyWith(trusted, 'publish')
    const [hash, text] =
      Object.entries(persistedDocuments).find(([, one]) => /^mutation SubmitChangeset\b/.test(one)) ?? []
    const mutation = async (body: object) =>
      read(
        await fetch(`${trusted.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': json, accept: graphqlResponse, authorization: `Bearer ${key}` },
          body: JSON.stringify(body),
        }),
      )
    const changes = [{ updateActor: { slug: 'iom', set: { acronym: 'TRUSTED' } } }]
    const variables = { input: { reason: 'A test.', publish: true, changes } }
    const before = await contentOf(trusted)
    const other = `${text} # Another text.`
    const own = 'mutation Own($input: SubmitChangesetInput!) { submitChangeset(input: $input) { __typename } }'
    for (const query of [other, own])
      for (const body of [{ query }, { query, ...byHash(query) }, byHash(query), { documentId: sha256(query), query }])
        expect((await mutation({ ...body, variables })).status).toBeGreaterThanOrEqual(400)
    expect(await mutation({ query: other, variables })).toMatchObject(required)
    expect(await mutation({ documentId: hash, query: own, variables })).toMatchObject({ status: 400 })
    expect(await contentOf(trusted)).toBe(before)
    const forbidden = await ask({ documentId: hash, variables })
    expect(forbidden).toMatchObject({ status: 200, data: { submitChangeset: { __typename: 'Forbidden' } } })
    expect(await contentOf(trusted)).toBe(before)
    expect(await mutation({ documentId: hash, variables })).toMatchObject({
      status: 200,
      data: { submitChangeset: { __typename: 'Changeset' } },
    })
    expect(await contentOf(trusted)).not.toBe(before)
  })

  it('refuses every other text, with its hash and without, again and again', async () => {
    for (const query of [newDocument(), '{ __schema { types { name } } }', sdkText]) {
      for (let time = 0; time < 2; time += 1) {
        expect(await ask({ query, variables })).toMatchObject(required)
        if (query !== sdkText) expect(await ask({ query, ...byHash(query), variables })).toMatchObject(required)
      }
      if (query !== sdkText) expect(await ask(byHash(query))).toMatchObject(required)
    }
    expect(await ask({ documentId: sdkHash, query: newDocument() })).toMatchObject({
      status: 400,
      code: 'PERSISTED_QUERY_MISMATCH',
    })
    expect(await ask({})).toMatchObject(required)
  })
})
