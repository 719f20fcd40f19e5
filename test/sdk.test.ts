// The SDK against the API: every ready-made operation, queries of one's own, pages, errors, repetition.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest'
import { graphql, type ResultOf } from '../sdk/src/graphql.ts'
import {
  AbortedError,
  type Client,
  createClient,
  GraphQLError,
  HttpError,
  type InitiativeKind,
  NetworkError,
  TenpointError,
  TimeoutError,
} from '../sdk/src/index.ts'
import { type Api, openApi } from './support/server.ts'

let api: Api
let client: Client
beforeAll(async () => {
  api = await openApi()
  client = createClient({ endpoint: `${api.url}/graphql` })
})
afterAll(() => api[Symbol.asyncDispose]())

describe('ready-made operations', () => {
  it('give one thing, or null where there is none', async () => {
    const initiative = await client.initiative({ slug: 'mexico-plan-of-action' })
    expect(initiative).toMatchObject({
      name: expect.stringContaining('Mexico'),
      ongoing: true,
      citation: { pageStart: 30 },
    })
    expect(initiative?.actions.nodes).toHaveLength(initiative?.actions.totalCount ?? -1)
    expectTypeOf(initiative?.kind).toEqualTypeOf<InitiativeKind | undefined>()
    expect(await client.initiative({ slug: 'nobody' })).toBeNull()
    expect((await client.actor({ slug: 'iom' }))?.partners.edges[0]?.node.acronym).toBe('UNHCR')
    expect(await client.actor({ slug: 'nobody' })).toBeNull()
    expect((await client.actionPoint({ number: 7 }))?.title).toBe('Solutions for refugees')
    expect((await client.place({ code: 'SO' }))?.initiatives.totalCount).toBeGreaterThan(0)
    expect((await client.catalogue()).initiativeCount).toBeGreaterThan(30)
  })

  it('give lists page by page', async () => {
    const page = await client.initiatives({
      where: { level: { eq: 'REGIONAL' } },
      orderBy: { field: 'NAME' },
      first: 3,
    })
    expect(page.nodes).toHaveLength(3)
    expect(page.pageInfo.hasNextPage).toBe(true)
    const next = await client.initiatives({
      where: { level: { eq: 'REGIONAL' } },
      orderBy: { field: 'NAME' },
      first: 3,
      after: page.pageInfo.endCursor,
    })
    expect(next.nodes.map(({ slug }) => slug)).not.toContain(page.nodes[2]?.slug)
    expect((await client.actors()).nodes).toHaveLength(20)
    expect((await client.actions({ search: 'training' })).totalCount).toBeGreaterThan(0)
    expect((await client.places({ where: { kind: { eq: 'WORLD' } } })).nodes).toEqual([
      expect.objectContaining({ code: '001' }),
    ])
    expect(await client.actionPoints()).toHaveLength(10)
    expect((await client.search({ query: 'Soderkoping' })).nodes[0]?.snippet).toContain('**Söderköping**')
    expect((await client.matrixCells({ rows: 'LEVEL', first: 10 })).nodes).toHaveLength(10)
    expect((await client.matrix({ rows: 'INITIATIVE', first: 2 })).rows.nodes.map(({ cells }) => cells.length)).toEqual(
      [10, 10],
    )
    expect((await client.actorNetwork({ around: 'drc' })).nodes.nodes[0]?.actor.slug).toBe('drc')
  })

  it('are sent by their hash, which the server knows', async () => {
    const sent: unknown[] = []
    const watched = createClient({
      endpoint: `${api.url}/graphql`,
      fetch: (url, init) => {
        sent.push(JSON.parse(String(init?.body)))
        return fetch(url, init)
      },
    })
    await watched.catalogue()
    expect(sent).toEqual([
      { extensions: { persistedQuery: { version: 1, sha256Hash: expect.stringMatching(/^[0-9a-f]{64}$/) } } },
    ])
  })
})

describe('iteration', () => {
  const counted = () => {
    let requests = 0
    const watched = createClient({
      endpoint: `${api.url}/graphql`,
      fetch: (url, init) => {
        requests += 1
        return fetch(url, init)
      },
    })
    return { watched, requests: () => requests }
  }

  it('gives every object once, in order, page by page', async () => {
    const { watched, requests } = counted()
    const slugs: string[] = []
    for await (const actor of watched.actors.all({ first: 50 })) slugs.push(actor.slug)
    const { totalCount } = await client.actors({ first: 0 })
    expect(new Set(slugs).size).toBe(totalCount)
    expect(slugs).toHaveLength(totalCount)
    expect(requests()).toBe(Math.ceil(totalCount / 50))
  })

  it('asks for nothing more once it is left, and stops at once when given up', async () => {
    const { watched, requests } = counted()
    for await (const _ of watched.actors.all({ first: 5 })) break
    expect(requests()).toBe(1)
    const controller = new AbortController()
    const walk = (async () => {
      for await (const _ of watched.actors.all({ first: 1 }, { signal: controller.signal }))
        if (requests() > 3) controller.abort('enough')
    })()
    await expect(walk).rejects.toMatchObject({ name: 'AbortedError', cause: 'enough' })
    expect(requests()).toBeLessThan(7)
  })

  it('goes over a list inside a query of one’s own', async () => {
    const document = graphql(`query Actions($after: String) {
      initiative(slug: "somalia-mixed-migration-task-force") { actions(first: 4, after: $after) { nodes { ordinal } pageInfo { hasNextPage endCursor } } } }`)
    const ordinals: number[] = []
    for await (const { ordinal } of client.paginate(document, {}, ({ initiative }) => initiative?.actions))
      ordinals.push(ordinal)
    expect(ordinals).toEqual(ordinals.toSorted((a, b) => a - b))
    expect(ordinals).toHaveLength(
      (await client.initiative({ slug: 'somalia-mixed-migration-task-force' }))?.actions.totalCount ?? -1,
    )
  })
})

describe('a query of one’s own', () => {
  const Cited = graphql('fragment Cited on Citation { pageStart section }')
  const document = graphql(
    `query Own($slug: String!, $first: Int) {
      initiative(slug: $slug) { name period { start } citation { ...Cited } actors(first: $first) { edges { roles node { slug kind } } } }
    }`,
    [Cited],
  )

  it('has the types its text says', async () => {
    const { initiative } = await client.query(document, { slug: 'bali-process', first: 1 })
    expect(initiative).toMatchObject({
      name: 'Bali Process',
      period: null,
      citation: { pageStart: 39, section: 'INTRODUCTION' },
    })
    expectTypeOf(initiative?.name).toEqualTypeOf<string | undefined>()
    expectTypeOf<
      NonNullable<ResultOf<typeof document>['initiative']>['citation']['pageStart']
    >().toEqualTypeOf<number>()
    expect(await client.query(graphql('{ actionPoint(number: 1) { number } }'))).toEqual({ actionPoint: { number: 1 } })
  })

  it('does not compile where it is wrong', () => {
    const wrong = () => [
      // @ts-expect-error a variable is missing
      client.query(document, { first: 1 }),
      // @ts-expect-error a variable has the wrong type
      client.query(document, { slug: 1 }),
      // @ts-expect-error all variables are missing
      client.query(document),
      // @ts-expect-error there is no such level
      client.initiatives({ where: { level: { eq: 'NOWHERE' } } }),
      // @ts-expect-error the slug is missing
      client.initiative({}),
      // @ts-expect-error there is no such field
      client.catalogue().then(({ nothing }) => nothing),
      client.query(graphql('{ actionPoint(number: 1) { nothing } }')).then(({ actionPoint }) => {
        // @ts-expect-error there is no such field, so nothing can be done with it
        return actionPoint?.nothing.length
      }),
    ]
    expect(wrong).toBeTypeOf('function')
  })
})

describe('errors', () => {
  it('of the API come with codes and paths', async () => {
    const error = await client.initiatives({ first: 1000 }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(GraphQLError)
    expect(error).toBeInstanceOf(TenpointError)
    expect(error).toMatchObject({
      status: 400,
      codes: ['BAD_PAGE_SIZE'],
      errors: [{ path: ['initiatives'] }],
      data: undefined,
    })
  })

  it('of a client that gives up say why', async () => {
    await expect(client.catalogue({ signal: AbortSignal.abort('no longer needed') })).rejects.toMatchObject({
      name: 'AbortedError',
      cause: 'no longer needed',
    })
    const controller = new AbortController()
    const asked = client.catalogue({ signal: controller.signal })
    controller.abort()
    await expect(asked).rejects.toBeInstanceOf(AbortedError)
  })
})

describe('a server at fault', () => {
  type Behaviour = (request: IncomingMessage, response: ServerResponse, n: number) => void
  const data = JSON.stringify({ data: { catalogue: { initiativeCount: 1 } } })
  const servers: Server[] = []
  afterAll(() => {
    for (const server of servers) {
      server.closeAllConnections()
      server.close()
    }
  })

  async function faulty(behave: Behaviour) {
    let requests = 0
    const bodies: string[] = []
    const server = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += String(chunk)
      bodies.push(body)
      requests += 1
      behave(request, response, requests)
    })
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    return { endpoint: `http://127.0.0.1:${port}`, requests: () => requests, bodies, server }
  }

  it.each([429, 502, 503, 504])('is asked again after status %i', async (status) => {
    const { endpoint, requests } = await faulty((_, response, n) =>
      response.writeHead(n < 3 ? status : 200).end(n < 3 ? 'busy' : data),
    )
    expect(await createClient({ endpoint, retry: { delay: 1 } }).catalogue()).toMatchObject({ initiativeCount: 1 })
    expect(requests()).toBe(3)
  })

  it('is waited for as long as it asks', async () => {
    const { endpoint } = await faulty((_, response, n) =>
      response.writeHead(n === 1 ? 503 : 200, { 'retry-after': '1' }).end(n === 1 ? '' : data),
    )
    const began = Date.now()
    await createClient({ endpoint, retry: { delay: 1 } }).catalogue()
    expect(Date.now() - began).toBeGreaterThanOrEqual(990)
  })

  it('is not asked again where that cannot help, nor without end', async () => {
    const bad = await faulty((_, response) =>
      response.writeHead(400).end(JSON.stringify({ errors: [{ message: 'no', extensions: { code: 'BAD_REQUEST' } }] })),
    )
    await expect(createClient({ endpoint: bad.endpoint, retry: { delay: 1 } }).catalogue()).rejects.toMatchObject({
      codes: ['BAD_REQUEST'],
    })
    expect(bad.requests()).toBe(1)
    const down = await faulty((_, response) => response.writeHead(503).end('<html>down</html>'))
    const error = await createClient({ endpoint: down.endpoint, retry: { delay: 1 } })
      .catalogue()
      .catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(HttpError)
    expect(error).toMatchObject({ status: 503, body: '<html>down</html>' })
    expect(down.requests()).toBe(3)
    await expect(createClient({ endpoint: down.endpoint, retry: false }).catalogue()).rejects.toBeInstanceOf(HttpError)
    expect(down.requests()).toBe(4)
  })

  it('that does not answer is given up in time', async () => {
    const { endpoint } = await faulty(() => undefined)
    await expect(createClient({ endpoint, timeout: 30, retry: false }).catalogue()).rejects.toMatchObject({
      name: 'TimeoutError',
      timeout: 30,
    })
    await expect(createClient({ endpoint, retry: false }).catalogue({ timeout: 30 })).rejects.toBeInstanceOf(
      TimeoutError,
    )
  })

  it('that breaks the connection or is not there is a network at fault', async () => {
    const { endpoint, requests } = await faulty((request) => request.socket.destroy())
    await expect(createClient({ endpoint, retry: { delay: 1 } }).catalogue()).rejects.toBeInstanceOf(NetworkError)
    expect(requests()).toBe(3)
    await expect(createClient({ endpoint: 'http://127.0.0.1:1', retry: false }).catalogue()).rejects.toMatchObject({
      cause: expect.anything(),
    })
  })

  it('may answer in part', async () => {
    const { endpoint } = await faulty((_, response) =>
      response.end(JSON.stringify({ data: { catalogue: null }, errors: [{ message: 'half', path: ['catalogue'] }] })),
    )
    const error = await createClient({ endpoint })
      .catalogue()
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'GraphQLError', data: { catalogue: null }, errors: [{ path: ['catalogue'] }] })
  })

  it('that knows no hashes is sent the documents from then on', async () => {
    const { endpoint, bodies } = await faulty((_, response, n) =>
      response.end(
        n === 1
          ? JSON.stringify({ errors: [{ message: 'what?', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] })
          : data,
      ),
    )
    const unknowing = createClient({ endpoint, retry: false })
    await unknowing.catalogue()
    await unknowing.catalogue()
    expect(bodies.map((body) => 'query' in JSON.parse(body))).toEqual([false, true, true])
  })

  it('is sent the key and the headers', async () => {
    const seen: (string | undefined)[] = []
    const { endpoint } = await faulty((request, response) => {
      seen.push(request.headers.authorization, String(request.headers['x-a']), String(request.headers['x-b']))
      response.end(data)
    })
    await createClient({ endpoint, apiKey: 'key', headers: async () => ({ 'x-a': '1', 'x-b': '1' }) }).catalogue({
      headers: { 'x-b': '2' },
    })
    expect(seen).toEqual(['Bearer key', '1', '2'])
  })
})
