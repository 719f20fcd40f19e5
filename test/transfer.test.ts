// How answers travel: content codings, entity tags, HEAD, and what they say to pages of others.
import { request } from 'node:http'
import { PassThrough } from 'node:stream'
import { createBrotliDecompress, createGunzip, createZstdDecompress } from 'node:zlib'
import { GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../server/http/app.ts'
import { createLog } from '../server/log.ts'
import type { Executor } from '../server/relational/index.ts'
import { inChangeset } from './support/changeset.ts'
import { noDatabase } from './support/no-database.ts'
import { type RawRequest, raw } from './support/raw.ts'
import { type Api, openApi } from './support/server.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api[Symbol.asyncDispose]())

const ask = (options?: RawRequest) => raw(api.url, options)
const body = (query: string, more: object = {}): string => JSON.stringify({ query, ...more })
const get = (query: string): string => `/graphql?query=${encodeURIComponent(query)}`
const codeOf = (text: string): unknown => JSON.parse(text).errors[0].extensions.code

/** An answer of some ten thousand bytes, by the fast path from the second time on. */
const long = '{ initiatives(first: 40) { nodes { slug name actions { nodes { summary } } } } }'
const short = '{ actionPoint(number: 1) { title } }'

describe('a content coding', () => {
  it.each([
    ['nothing', undefined, undefined],
    ['gzip', 'gzip', 'gzip'],
    ['deflate', 'deflate', 'deflate'],
    ['Brotli', 'br', 'br'],
    ['Zstandard', 'zstd', 'zstd'],
    ['all, like browsers', 'gzip, deflate, br, zstd', 'br'],
    ['anything', '*', 'br'],
    ['one rather than the other', 'br;q=0.5, gzip;q=0.9', 'gzip'],
    ['anything but one', 'br;q=0, *', 'zstd'],
    ['what there is not', 'compress', undefined],
    ['nothing rather than gzip', 'identity, gzip;q=0.5', undefined],
    ['an odd spelling', ' GZIP ;q=1.0', 'gzip'],
    ['the empty list', '', undefined],
  ])('is the best of those a client accepts: %s', async (_, accepted, coding) => {
    const headers = accepted === undefined ? {} : { 'accept-encoding': accepted }
    const plain = await ask({ body: body(long) })
    for (const answer of [
      await ask({ body: body(long), headers }),
      await ask({ body: body(long), headers }),
      await ask({ target: get(long), headers }),
    ]) {
      expect(answer.headers['content-encoding']).toBe(coding)
      expect(answer.headers.vary).toBe('Accept, Accept-Encoding')
      expect(answer.text).toBe(plain.text)
      expect(answer.headers['content-length']).toBe(String(answer.bytes.length))
      if (coding) expect(answer.bytes.length).toBeLessThan(plain.bytes.length / 2)
    }
  })

  it('is not used for answers that fit into one packet, unless the client takes nothing else', async () => {
    const headers = { 'accept-encoding': 'br' }
    expect((await ask({ body: body(short), headers })).headers['content-encoding']).toBeUndefined()
    const forced = await ask({ body: body(short), headers: { 'accept-encoding': 'br, identity;q=0' } })
    expect(forced.headers['content-encoding']).toBe('br')
    expect(JSON.parse(forced.text)).toHaveProperty('data.actionPoint')
  })

  it.each(['identity;q=0', '*;q=0', 'compress, identity;q=0'])(
    'cannot be had for %s, and nothing is run',
    async (accepted) => {
      api.statements.length = 0
      const answer = await ask({ body: body(short), headers: { 'accept-encoding': accepted } })
      expect([answer.status, codeOf(answer.text)]).toEqual([406, 'BAD_REQUEST'])
      expect(api.statements).toEqual([])
    },
  )

  it('is used for errors, the schema and introspection too', async () => {
    const headers = { 'accept-encoding': 'gzip' }
    const errors = await ask({ body: body(`{ ${'nothing '.repeat(100)} }`), headers })
    expect(errors.headers['content-encoding']).toBe('gzip')
    expect(codeOf(errors.text)).toBe('GRAPHQL_VALIDATION_FAILED')
    expect((await ask({ target: '/schema.graphql', headers })).headers['content-encoding']).toBe('gzip')
    const types = await ask({ body: body('{ __schema { types { name } } }'), headers })
    expect(types.headers['content-encoding']).toBe('gzip')
  })

  it('makes the playground a quarter of what it is, once for all', async () => {
    const { text } = await ask({ headers: { accept: 'text/html' } })
    const [, target = ''] = /src="([^"]+)"/.exec(text) ?? []
    const page = async (coding: string) => {
      const answer = await ask({ target, headers: { 'accept-encoding': coding } })
      expect(answer.headers['content-encoding']).toBe(coding === 'identity' ? undefined : coding)
      return answer
    }
    const whole = await page('identity')
    expect(whole.bytes.length).toBeGreaterThan(7_000_000)
    for (const coding of ['br', 'gzip', 'zstd']) {
      const [first, second] = [await page(coding), await page(coding)]
      expect(first.bytes.length).toBeLessThan(2_500_000)
      expect(first.text === whole.text && second.bytes.equals(first.bytes)).toBe(true)
    }
  })

  it.each([
    ['br', 'multipart/mixed', createBrotliDecompress],
    ['gzip', 'multipart/mixed', createGunzip],
    ['zstd', 'text/event-stream', createZstdDecompress],
    ['identity', 'text/event-stream', () => new PassThrough()],
  ])('holds back nothing of what comes in parts: %s, %s', async (coding, accept, decompress) => {
    const { url, release, close } = await slowApi()
    const { hostname, port } = new URL(url)
    const text = await new Promise<string>((resolve, reject) => {
      const outgoing = request({
        hostname,
        port,
        path: '/graphql',
        method: 'POST',
        headers: { 'content-type': 'application/json', accept, 'accept-encoding': coding },
      })
      outgoing.on('error', reject).on('response', async (response) => {
        expect(response.headers['content-encoding'] ?? 'identity').toBe(coding)
        let text = ''
        for await (const part of response.pipe(decompress())) {
          text += part
          // The second part is not ready before the first has come.
          if (text.includes('"hasNext":true')) release()
        }
        resolve(text)
      })
      outgoing.end(body('{ soon ... @defer { late } }'))
    })
    expect(text).toMatch(/"soon":"soon".*"late":"late".*"hasNext":false/s)
    await close()
  })
})

/** An API with a field that is ready only once it is released. */
async function slowApi() {
  const { promise, resolve } = Promise.withResolvers<string>()
  const schema = new GraphQLSchema({
    query: new GraphQLObjectType({
      name: 'Query',
      fields: {
        soon: { type: GraphQLString, resolve: () => 'soon' },
        late: { type: GraphQLString, resolve: () => promise },
      },
    }),
  })
  const executor: Executor = {
    relationalOperation: () => undefined,
    text: () => Promise.resolve({ errors: [] }),
    refusal: () => undefined,
    settle: async () => {},
    newestRevision: async () => undefined,
    relational: { data: () => Promise.resolve({}), load: () => Promise.resolve([]) },
  }
  const server = createApp({
    schema,
    executor,
    db: noDatabase,
    log: createLog('silent'),
    health: () => Promise.resolve({ state: 'ready', waiting: 0 }),
    playground: false,
    introspection: false,
    trustedDocuments: false,
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('No port.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    release: () => resolve('late'),
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

describe('an entity tag', () => {
  it('lets a client keep what has not changed, for each coding of it', async () => {
    const tags = new Set<unknown>()
    for (const target of [get(long), '/schema.graphql']) {
      for (const coding of ['identity', 'br', 'gzip']) {
        const headers = { 'accept-encoding': coding }
        const first = await ask({ target, headers })
        expect(first.headers['cache-control']).toBe('no-cache')
        expect(first.headers.etag).toMatch(/^"[\w-]+"$/)
        tags.add(first.headers.etag)
        for (const known of [first.headers.etag, `W/${first.headers.etag}`, `"other", ${first.headers.etag}`, '*']) {
          const second = await ask({ target, headers: { ...headers, 'if-none-match': known } })
          expect([second.status, second.bytes.length]).toEqual([304, 0])
          expect(second.headers).toMatchObject({ etag: first.headers.etag, 'cache-control': 'no-cache' })
          expect(second.headers.vary).toBe(first.headers.vary)
          expect(second.headers['content-encoding']).toBeUndefined()
        }
        expect((await ask({ target, headers: { ...headers, 'if-none-match': '"other"' } })).status).toBe(200)
      }
    }
    expect(tags.size).toBe(6)
  })

  it('is another one for another media type, another answer, and after a change', async () => {
    const query = '{ initiative(slug: "bali-process") { name } }'
    const tag = async (accept: string, target = get(query)) => (await ask({ target, headers: { accept } })).headers.etag
    const tags = [
      await tag('application/json'),
      await tag('application/graphql-response+json'),
      await tag('application/json', get(short)),
    ]
    await inChangeset(api.db, (db) =>
      db.updateTable('initiatives').set({ name: 'Renamed' }).where('slug', '=', 'bali-process').execute(),
    )
    tags.push(await tag('application/json'))
    expect(new Set(tags).size).toBe(4)
  })

  it('spares the playground the way', async () => {
    const headers = { accept: 'text/html', 'accept-encoding': 'br' }
    const { etag } = (await ask({ headers })).headers
    const again = await ask({ headers: { ...headers, 'if-none-match': etag } })
    expect([again.status, again.bytes.length]).toEqual([304, 0])
  })

  it('is not on answers to POST, and errors and health are not to be kept', async () => {
    expect((await ask({ body: body(short) })).headers.etag).toBeUndefined()
    for (const target of ['/health/live', '/nothing', get('{'), get('{ nothing }')]) {
      const { headers } = await ask({ target, headers: { accept: 'application/graphql-response+json' } })
      expect([headers.etag, headers['cache-control']]).toEqual([undefined, 'no-store'])
    }
  })
})

describe('HEAD', () => {
  it.each([
    '/graphql?query={catalogue{initiativeCount}}',
    '/health/live',
    '/health/ready',
    '/schema.graphql',
    '/',
    '/nothing',
  ])('gives what GET gives, without its body: %s', async (target) => {
    const full = await ask({ target })
    const head = await ask({ target, method: 'HEAD' })
    expect([head.status, head.bytes.length]).toEqual([full.status, 0])
    const { 'x-request-id': _, date: __, connection: ___, ...same } = full.headers
    expect(head.headers).toMatchObject(same)
  })
})

describe('pages of other origins', () => {
  it('may read every answer', async () => {
    for (const options of [{ body: body(short) }, { target: get(short) }, { target: '/nothing' }, { body: '{' }]) {
      const { headers } = await ask({ ...options, headers: { origin: 'https://dashboard.example' } })
      expect(headers['access-control-allow-origin']).toBe('*')
      expect(headers['access-control-expose-headers']).toContain('x-request-id')
      expect(headers['access-control-allow-credentials']).toBeUndefined()
    }
  })

  it('need to ask only once in a while', async () => {
    const answer = await ask({
      method: 'OPTIONS',
      headers: {
        origin: 'https://dashboard.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization, content-type',
      },
    })
    expect(answer.status).toBe(204)
    expect(answer.headers).toMatchObject({
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-max-age': '7200',
      vary: 'Access-Control-Request-Headers',
    })
    expect(answer.headers['access-control-allow-methods']).toMatch('POST')
  })
})

it('every answer has its request id, and is what its type says', async () => {
  for (const options of [
    { body: body(short) },
    { body: '{' },
    { target: get(short) },
    { target: '/' },
    { target: '/nothing' },
    { target: '/health/live' },
    { target: '/schema.graphql' },
    { method: 'OPTIONS' },
    { method: 'PUT', body: '{}' },
    { headers: { accept: 'text/html' } },
    { headers: { host: 'a b' } },
  ]) {
    const { headers } = await ask({ ...options, headers: { 'x-request-id': 'mine', ...options.headers } })
    expect(headers).toMatchObject({ 'x-request-id': 'mine', 'x-content-type-options': 'nosniff' })
  }
})
