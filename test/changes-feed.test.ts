// The feed of revisions: as pages of JSON, as server-sent events, as a subscription, and followed by the SDK.
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AbortedError, createClient, GraphQLError } from '../sdk/src/index.ts'
import { createApp } from '../server/http/app.ts'
import { Lifecycle } from '../server/http/lifecycle.ts'
import { createKey, revokeKey } from '../server/keys/keys.ts'
import { createLog } from '../server/log.ts'
import { createExecutor } from '../server/relational/index.ts'
import { revisions } from '../server/revision/queries.ts'
import { change } from './support/change.ts'
import { catalogueDatabase, catalogueSettings } from './support/database.ts'
import { nextIds, openEvents } from './support/events.ts'
import { startProcess } from './support/process.ts'
import { type Api, databaseOf, note, openApi, schema } from './support/server.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
  await renamed('Renamed once')
})
afterAll(() => api[Symbol.asyncDispose]())

/** Makes a revision: the actor iom has another description. */
const renamed = (description: string, db = api.db): Promise<number> =>
  change(
    db,
    (transaction) => transaction.updateTable('actors').set({ description }).where('slug', '=', 'iom').execute(),
    `Its description: ${description}.`,
  )

const head = async (): Promise<number> => Object(await (await fetch(`${api.url}/changes?since=2147483646`)).json()).head

describe('/changes', () => {
  it('gives the revisions after a number, with who made each, when, why and what it changed', async () => {
    const response = await fetch(`${api.url}/changes?since=1`)
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(await response.json()).toEqual({
      since: 1,
      head: 2,
      next: null,
      revisions: [
        {
          revision: 2,
          committedAt: expect.stringMatching(/^\d{4}-.*Z$/),
          author: 'test',
          reason: 'Its description: Renamed once.',
          changeCount: 1,
          subjects: [
            {
              operation: 'UPDATE',
              type: 'Actor',
              key: 'iom',
              name: 'International Organization for Migration',
              id: Buffer.from('Actor:iom').toString('base64url'),
            },
          ],
        },
      ],
    })
  })

  it('goes on from page to page, and lists the first fifty subjects of a large revision', async () => {
    const page = Object(await (await fetch(`${api.url}/changes?first=1`)).json())
    expect(page).toMatchObject({ since: 0, head: 2, next: '/changes?since=1&first=1', revisions: [{ revision: 1 }] })
    expect(page.revisions[0].subjects).toHaveLength(50)
    expect(page.revisions[0].changeCount).toBeGreaterThan(1000)
    const next = Object(await (await fetch(api.url + page.next)).json())
    expect(next).toMatchObject({ since: 1, next: null, revisions: [{ revision: 2 }] })
  })

  it('is empty where nothing came after, and unchanged until something does', async () => {
    const empty = await fetch(`${api.url}/changes?since=99`)
    expect(await empty.json()).toMatchObject({ since: 99, next: null, revisions: [] })
    const etag = empty.headers.get('etag') ?? ''
    expect((await fetch(`${api.url}/changes?since=99`, { headers: { 'if-none-match': etag } })).status).toBe(304)
  })

  it.each(['since=-1', 'since=x', 'since=9999999999', 'first=0', 'first=51', 'first=1e1'])(
    'refuses %s',
    async (bad) => {
      const response = await fetch(`${api.url}/changes?${bad}`)
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
    },
  )

  it('can only be read', async () => {
    const response = await fetch(`${api.url}/changes`, { method: 'POST', body: '{}' })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
  })

  it('asks for keys where the API does', async () => {
    await using closed = await openApi({ requireKey: true, database: databaseOf(api) })
    const as = async (scope: 'read' | 'propose', accept: string) => {
      const token = await createKey(closed.db, { name: `${scope} ${accept}`, scopes: [scope] })
      const headers = { authorization: `Bearer ${token}`, accept }
      const response = await fetch(`${closed.url}/changes?since=0`, { headers })
      await response.body?.cancel()
      return response.status
    }
    for (const accept of ['application/json', 'text/event-stream']) {
      expect((await fetch(`${closed.url}/changes`, { headers: { accept } })).status).toBe(401)
      expect(await as('read', accept)).toBe(200)
      expect(await as('propose', accept)).toBe(403)
    }
    const token = await createKey(closed.db, { name: 'subscriber', scopes: ['propose'] })
    await using stream = await subscribe(closed.url, '{ revisions(since: 0) { number } }', token)
    expect((await stream.next())?.data).toContain('FORBIDDEN')
  })
})

describe('a stream that needs a key', () => {
  it.each(['/changes', 'the subscription'])(
    'of %s ends once the key is taken back, before it tells anything more',
    async (which) => {
      await using closed = await openApi({ requireKey: true })
      const token = await createKey(closed.db, { name: 'follower', scopes: ['read'] })
      await using stream =
        which === '/changes'
          ? await openEvents(`${closed.url}/changes`, { headers: { authorization: `Bearer ${token}` } })
          : await subscribe(closed.url, '{ revisions(since: 1) { number } }', token)
      await renamed('While the key works', closed.db)
      expect((await stream.next())?.data).toMatch(/"(number|revision)":2/)
      await revokeKey(closed.db, 'follower')
      await renamed('Afterwards', closed.db)
      const last = await stream.next()
      expect(last?.event === 'complete' ? undefined : last).toBeUndefined()
    },
  )
})

describe('the stream of /changes', () => {
  it('begins after a number and goes on with each revision as it is committed', async () => {
    const last = await head()
    await using stream = await openEvents(`${api.url}/changes?since=${last - 1}`)
    expect(stream.response.headers.get('cache-control')).toBe('no-store')
    const event = await stream.next()
    expect(event).toMatchObject({ id: String(last), event: 'revision' })
    expect(JSON.parse(event?.data ?? '')).toMatchObject({ revision: last, author: 'test', changeCount: 1 })
    await renamed('And again')
    await renamed('And once more')
    expect(await nextIds(stream, 2)).toEqual([last + 1, last + 2])
  })

  it('tells only what is yet to come where it is given no number, and nothing of what is rolled back', async () => {
    const last = await head()
    await using stream = await openEvents(`${api.url}/changes`)
    await expect(
      api.db.transaction().execute(async (transaction) => {
        await sql`select open_changeset('test', 'Never to be.')`.execute(transaction)
        throw new Error('rolled back')
      }),
    ).rejects.toThrow('rolled back')
    await renamed('To be')
    expect(await nextIds(stream, 1)).toEqual([last + 1])
  })

  it('continues after the last event received, whatever the address says', async () => {
    const last = await head()
    await using stream = await openEvents(`${api.url}/changes?since=0`, {
      headers: { 'last-event-id': String(last - 1) },
    })
    expect(await nextIds(stream, 1)).toEqual([last])
    const bad = await fetch(`${api.url}/changes`, {
      headers: { accept: 'text/event-stream', 'last-event-id': 'the last one' },
    })
    expect(bad.status).toBe(400)
  })

  it('loses and doubles nothing for clients that connect again and again while others write', async () => {
    const first = await head()
    const count = 40
    const writing = (async () => {
      for (let index = 0; index < count; index += 1) await renamed(`Number ${index}`)
    })()
    const follow = async (atOnce: number) => {
      const seen: number[] = []
      while (seen.length < count) {
        await using stream = await openEvents(`${api.url}/changes?since=${seen.at(-1) ?? first}`)
        seen.push(...(await nextIds(stream, Math.min(atOnce, count - seen.length))))
      }
      return seen
    }
    const wanted = Array.from({ length: count }, (_, index) => first + 1 + index)
    const followers = await Promise.all([1, 2, 3, 7, count].map(follow))
    for (const seen of followers) expect(seen).toEqual(wanted)
    await writing
  })

  it('ends at once for HEAD', async () => {
    for (let count = 0; count < 3; count += 1) {
      const response = await fetch(`${api.url}/changes`, { method: 'HEAD', headers: { accept: 'text/event-stream' } })
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream'])
    }
  })

  it('cuts off a client that does not read, which then continues where it was', async () => {
    await using connection = await catalogueDatabase()
    const { db, watch, read, health } = connection
    const log = createLog('silent')
    const executor = createExecutor({ schema, db, read, revisions })
    const off = { playground: false, introspection: false }
    const lifecycle = new Lifecycle(log, { unreadMs: 500 })
    const server = createApp({ schema, executor, db, watch, log, health, lifecycle, ...off }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = Object(server.address())
    const connections = promisify(server.getConnections.bind(server))
    const socket = connect(port, '127.0.0.1').on('error', () => {})
    try {
      socket.pause().write('GET /changes?since=1 HTTP/1.1\r\nhost: here\r\naccept: text/event-stream\r\n\r\n')
      await expect.poll(() => connections()).toBe(1)
      // More than the system takes for a client that does not read.
      const count = 12
      for (let index = 0; index < count; index += 1)
        await change(db, async () => {}, `${index} ${'x'.repeat(1_000_000)}`)
      await expect.poll(() => connections()).toBe(0)
      await using stream = await openEvents(`http://127.0.0.1:${port}/changes?since=1`)
      expect(await nextIds(stream, count)).toEqual(Array.from({ length: count }, (_, index) => index + 2))
    } finally {
      socket.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  })

  it('has a limited number of listeners, and takes others when some have left', async () => {
    await using other = await openApi()
    const streams = await Promise.all(Array.from({ length: 500 }, () => openEvents(`${other.url}/changes`)))
    const refused = await fetch(`${other.url}/changes`, { headers: { accept: 'text/event-stream' } })
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'TOO_MANY_FOLLOWERS' } }] })
    await using subscription = await subscribe(other.url, '{ revisions { number } }')
    expect((await subscription.next())?.data).toContain('TOO_MANY_FOLLOWERS')
    for (const stream of streams) await stream[Symbol.asyncDispose]()
    const status = async () => {
      await using stream = await openEvents(`${other.url}/changes`)
      return stream.response.status
    }
    await expect.poll(status).toBe(200)
  })
})

/** Subscribes over server-sent events. */
const subscribe = (url: string, selection: string, token?: string) =>
  openEvents(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query: `subscription ${selection}` }),
  })

describe('the subscription', () => {
  it('brings each revision with all that can be selected of it, as of then', async () => {
    const last = await head()
    const selection = `{ revisions(since: ${last - 1}) { number reason changes { nodes { key subject { ... on Actor { description } } } } } }`
    await using stream = await subscribe(api.url, selection)
    const event = await stream.next()
    const { data } = Object(JSON.parse(event?.data ?? ''))
    expect(data).toMatchObject({ revisions: { number: last, changes: { nodes: [{ key: 'iom' }] } } })
    note(`subscription ${selection}`, {}, data)
    for (const description of ['In the stream', 'In the stream, later']) {
      const number = await renamed(description)
      expect(JSON.parse((await stream.next())?.data ?? '')).toMatchObject({
        data: { revisions: { number, changes: { nodes: [{ subject: { description } }] } } },
      })
    }
  })

  it('refuses a number that no revision can have', async () => {
    await using stream = await subscribe(api.url, '{ revisions(since: -1) { number } }')
    expect((await stream.next())?.data).toContain('BAD_USER_INPUT')
  })
})

describe('the SDK', () => {
  it('follows through broken connections, without a loss', async () => {
    const first = await head()
    let connections = 0
    const client = createClient({
      endpoint: `${api.url}/graphql`,
      retry: { delay: 1 },
      // Each stream breaks after a few events; every other connection fails altogether.
      fetch: async (endpoint, init) => {
        connections += 1
        if (connections % 2 === 0) throw new TypeError('The network is gone.')
        const response = await fetch(endpoint, init)
        return new Response(response.body?.pipeThrough(breaking(2)) ?? null, response)
      },
    })
    const seen: number[] = []
    const writing = (async () => {
      for (let index = 0; index < 9; index += 1) await renamed(`For the SDK ${index}`)
    })()
    for await (const { number, reason } of client.revisions({ since: first, follow: true })) {
      expect(reason).toMatch(/^Its description/)
      seen.push(number)
      if (seen.length === 9) break
    }
    expect(seen).toEqual(Array.from({ length: 9 }, (_, index) => first + 1 + index))
    expect(connections).toBeGreaterThan(3)
    await writing
  })

  it('begins with what is yet to come, and ends when it is cancelled', async () => {
    const client = createClient({ endpoint: `${api.url}/graphql` })
    const leaving = new AbortController()
    const following = client.revisions({ follow: true }, { signal: leaving.signal })
    let first: number | undefined
    const next = following.next().then(({ value }) => {
      first = Object(value).number
    })
    const before = await head()
    // It may not follow yet: what is committed from some moment on is what it sees.
    while (first === undefined) {
      await renamed('While it begins')
      await pause(5)
    }
    await next
    expect(first).toBeGreaterThan(before)
    leaving.abort()
    await expect(following.next()).rejects.toBeInstanceOf(AbortedError)
  })

  it('passes on what the API refuses', async () => {
    const client = createClient({ endpoint: `${api.url}/graphql`, retry: { delay: 1 } })
    const refused = await client
      .revisions({ since: -1, follow: true })
      .next()
      .catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(GraphQLError)
    expect(Object(refused).codes).toEqual(['BAD_USER_INPUT'])
  })

  it('still lists revisions page by page', async () => {
    const client = createClient({ endpoint: `${api.url}/graphql` })
    const { nodes } = await client.revisions({ since: 0, first: 2 })
    expect(nodes.map(({ number }) => number)).toEqual([1, 2])
  })
})

/** Breaks a stream after so many chunks that hold data. */
function breaking(after: number): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let count = 0
  return new TransformStream({
    transform(chunk, controller) {
      if (Buffer.from(chunk).includes('data: {')) count += 1
      controller.enqueue(chunk)
      if (count >= after) controller.error(new TypeError('The connection broke.'))
    },
  })
}

describe('a server that stops', () => {
  it('ends the streams in order', async () => {
    await using database = await catalogueSettings()
    await using server = startProcess({ ...database.settings, STOP_GRACE_MS: '0' })
    const url = await server.listening()
    const changes = await openEvents(`${url}/changes?since=0`)
    const subscription = await subscribe(url, '{ revisions(since: 0) { number } }')
    expect((await changes.next())?.id).toBe('1')
    expect((await subscription.next())?.data).toContain('"number":1')
    server.child.kill('SIGTERM')
    expect(await changes.next()).toBeUndefined()
    expect((await subscription.next())?.event).toBe('complete')
    expect(await server.ended).toBe(0)
  })
})
