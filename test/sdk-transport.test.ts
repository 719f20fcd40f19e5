// How the SDK speaks to a server: what it sends, what it repeats and when, and which error comes of what.
import { createServer, type Server } from 'node:http'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import {
  CatalogueDocument,
  createClient,
  GraphQLError,
  HttpError,
  NetworkError,
  PlacesDocument,
  ResponseError,
  TimeoutError,
  type TypedText,
} from '../sdk/src/index.ts'
import { against, answer, data, problem, thrown } from './support/scripted-server.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('a server at fault', () => {
  it.each([408, 429, 502, 503, 504])('is asked again after status %i', async (status) => {
    const { client, sent } = against([answer('busy', status), answer('busy', status), answer(data)])
    expect(await client.catalogue()).toMatchObject({ initiativeCount: 1 })
    expect(sent).toHaveLength(3)
  })

  it('is asked again where the API itself says that it is busy', async () => {
    const { client, sent } = against([answer(problem('DATABASE_UNAVAILABLE'), 503), answer(data)])
    await client.catalogue()
    expect(sent).toHaveLength(2)
  })

  it.each([
    ['BAD_USER_INPUT', 400],
    ['INTERNAL_SERVER_ERROR', 500],
    ['QUERY_TIMEOUT', 504],
  ])('is not asked again where the API says %s', async (code, status) => {
    const { client, sent } = against([answer(problem(code), status)])
    await expect(client.catalogue()).rejects.toMatchObject({ codes: [code], status })
    expect(sent).toHaveLength(1)
  })

  it('is not asked again without end, and not at all where the caller does not want it', async () => {
    const down = against([answer('<html>down</html>', 503)])
    const error = await thrown(down.client.catalogue())
    expect(error).toBeInstanceOf(HttpError)
    expect(error).toMatchObject({ status: 503, body: '<html>down</html>' })
    expect(down.sent).toHaveLength(3)
    const once = against([answer('down', 503)], { retry: false })
    await expect(once.client.catalogue()).rejects.toBeInstanceOf(HttpError)
    expect(once.sent).toHaveLength(1)
  })

  it('is never asked twice to change something', async () => {
    const { client, sent } = against([answer('busy', 503)])
    const change = 'mutation M { change }' as TypedText<object, Record<never, never>>
    await expect(client.query(change)).rejects.toBeInstanceOf(HttpError)
    expect(sent).toHaveLength(1)
  })

  it('is left alone for longer each time, by chance', async () => {
    vi.useFakeTimers()
    vi.spyOn(Math, 'random').mockReturnValue(0.5)
    const { client, sent } = against([answer('busy', 503)], { retry: { attempts: 4, delay: 100, maximumDelay: 150 } })
    const asked = thrown(client.catalogue())
    const moments: number[] = []
    const began = Date.now()
    for (let known = 0; sent.length < 4; await vi.advanceTimersByTimeAsync(1))
      for (; known < sent.length; known += 1) moments.push(Date.now() - began)
    moments.push(Date.now() - began)
    expect(await asked).toBeInstanceOf(HttpError)
    const waits = moments.slice(1).map((moment, index) => moment - (moments[index] ?? 0))
    for (const [index, wait] of [50, 100, 150].entries()) expect(Math.abs((waits[index] ?? 0) - wait)).toBeLessThan(5)
  })

  it.each([
    ['seconds', () => '2'],
    ['a date', () => new Date(Date.now() + 2000).toUTCString()],
  ])('is left alone for as long as it asks, in %s', async (_, retryAfter) => {
    vi.useFakeTimers({ now: 1_800_000_000_000 })
    const { client, sent } = against([answer('busy', 503, { 'retry-after': retryAfter() }), answer(data)])
    const asked = client.catalogue()
    await vi.advanceTimersByTimeAsync(1990)
    expect(sent).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(20)
    expect(sent).toHaveLength(2)
    await asked
  })

  it('is not asked again where it asks to be left alone for longer than the caller would wait', async () => {
    const { client, sent } = against([answer('busy', 429, { 'retry-after': '3600' }), answer(data)])
    await expect(client.catalogue()).rejects.toMatchObject({ status: 429 })
    expect(sent).toHaveLength(1)
  })

  it('keeps nobody waiting who gives up', async () => {
    const controller = new AbortController()
    const { client, sent } = against([answer('busy', 503, { 'retry-after': '5' })], { signal: controller.signal })
    const asked = thrown(client.catalogue())
    await vi.waitFor(() => expect(sent).toHaveLength(1))
    controller.abort('enough')
    expect(await asked).toMatchObject({ name: 'AbortedError', cause: 'enough' })
    expect(sent).toHaveLength(1)
  })

  it('may answer in part, and the part has the type of the document', async () => {
    const { client } = against([
      answer({ data: { catalogue: null }, errors: [{ message: 'half', path: ['catalogue'] }] }),
    ])
    const error = await thrown(client.catalogue())
    if (!(error instanceof GraphQLError)) throw error
    expect(error).toMatchObject({ message: 'half', errors: [{ path: ['catalogue'] }], codes: [] })
    expect(error.dataOf(CatalogueDocument)).toEqual({ catalogue: null })
    expect(error.dataOf(PlacesDocument)).toBeUndefined()
  })

  it.each([
    ...['', 'null', '[]', '{}', '{"errors":[]}', '{"errors":[null]}', '{"data"', '<html>'],
    ...['{"data":null}', '{"data":1}', '{"data":"text"}', '{"data":null,"errors":[]}'],
  ])('that answers %j has not answered with GraphQL', async (body) => {
    await expect(against([answer(body)]).client.catalogue()).rejects.toBeInstanceOf(HttpError)
  })

  it.each([
    ['GraphQL', problem('BAD_USER_INPUT'), 400, GraphQLError],
    ['a page of a proxy', '<html>', 418, HttpError],
  ])('says with an error of %s under which id its log has the request', async (_, body, status, kind) => {
    const headers = { 'x-request-id': 'abc', 'x-ratelimit-remaining': '0' }
    const error = await thrown(against([answer(body, status, headers)]).client.catalogue())
    expect(error).toBeInstanceOf(kind)
    if (!(error instanceof ResponseError)) throw error
    expect(error.status).toBe(status)
    expect(error.requestId).toBe('abc')
    expect(error.headers.get('x-ratelimit-remaining')).toBe('0')
    const silent = await thrown(against([answer(body, status)]).client.catalogue())
    expect(silent instanceof ResponseError && silent.requestId).toBeUndefined()
  })
})

describe('a server out of reach', () => {
  const servers: Server[] = []
  afterAll(() => {
    for (const server of servers) {
      server.closeAllConnections()
      server.close()
    }
  })

  async function listening(server: Server): Promise<string> {
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    if (address === null || typeof address === 'string') throw new TypeError('No port.')
    return `http://127.0.0.1:${address.port}`
  }

  it('that does not answer is given up in time, or not at all', async () => {
    const endpoint = await listening(createServer(() => undefined))
    await expect(createClient({ endpoint, timeout: 30, retry: false }).catalogue()).rejects.toMatchObject({
      name: 'TimeoutError',
      timeout: 30,
    })
    const patient = createClient({ endpoint, timeout: 0, retry: false })
    await expect(patient.catalogue({ timeout: 30 })).rejects.toBeInstanceOf(TimeoutError)
    const controller = new AbortController()
    const asked = thrown(patient.catalogue({ signal: controller.signal }))
    controller.abort()
    expect(await asked).toMatchObject({ name: 'AbortedError' })
  })

  it('that stops in the middle of its answer is given up in time', async () => {
    const endpoint = await listening(createServer((_, response) => response.writeHead(200).write('{"data":')))
    await expect(createClient({ endpoint, timeout: 50, retry: false }).catalogue()).rejects.toBeInstanceOf(TimeoutError)
  })

  it('that breaks the connection or is not there is a network at fault', async () => {
    let requests = 0
    const endpoint = await listening(
      createServer((request) => {
        requests += 1
        request.socket.destroy()
      }),
    )
    await expect(createClient({ endpoint, retry: { delay: 1 } }).catalogue()).rejects.toBeInstanceOf(NetworkError)
    expect(requests).toBe(3)
    await expect(createClient({ endpoint: 'http://127.0.0.1:1', retry: false }).catalogue()).rejects.toMatchObject({
      name: 'NetworkError',
      cause: expect.anything(),
    })
  })
})

describe('what is sent', () => {
  const hashed = { extensions: { persistedQuery: { version: 1, sha256Hash: expect.stringMatching(/^[0-9a-f]{64}$/) } } }

  it('is a hash for a ready-made operation, and the text for a query of one’s own', async () => {
    const { client, sent } = against([answer(data)])
    await client.catalogue()
    await client.query(CatalogueDocument)
    expect(sent).toEqual([hashed, { query: CatalogueDocument }])
  })

  it('is the text from then on where the server does not know a hash', async () => {
    const { client, sent } = against([answer(problem('PERSISTED_QUERY_NOT_FOUND'), 400), answer(data)], {
      retry: false,
    })
    await client.catalogue()
    await client.catalogue()
    expect(sent).toEqual([hashed, { query: CatalogueDocument }, { query: CatalogueDocument }])
  })

  it('is the text where nothing can hash, as on pages that came without encryption', async () => {
    vi.stubGlobal('crypto', {})
    const { client, sent } = against([answer(data)])
    await client.catalogue()
    expect(sent).toEqual([{ query: CatalogueDocument }])
  })

  it('has the key and the headers, the nearer ones first', async () => {
    const { client, headers } = against([answer(data)], {
      apiKey: 'key',
      headers: async () => ({ 'x-a': '1', 'x-b': '1' }),
    })
    await client.catalogue({ headers: { 'x-b': '2' } })
    expect(Object.fromEntries(headers[0] ?? [])).toMatchObject({ authorization: 'Bearer key', 'x-a': '1', 'x-b': '2' })
  })

  it('is nothing where the caller’s own headers fail, and that failure stays what it is', async () => {
    const failure = new Error('no token')
    const { client, sent } = against([answer(data)], { headers: () => Promise.reject(failure) })
    expect(await thrown(client.catalogue())).toBe(failure)
    expect(sent).toEqual([])
  })
})
