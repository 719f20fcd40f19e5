// Clients that leave, or are slow to speak or to read: what they hold is bounded, and given back.
import { once } from 'node:events'
import type { Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { pino } from 'pino'
import { afterEach, describe, expect, it } from 'vitest'
import { createApp } from '../server/http/app.ts'
import { Lifecycle, type Limits } from '../server/http/lifecycle.ts'
import type { Executor } from '../server/relational/index.ts'
import { catalogueDatabase, databaseKind } from './support/database.ts'
import { noDatabase } from './support/no-database.ts'
import { openApi, schema } from './support/server.ts'

const answerBytes = 24_000_000
const text = `{"actionPoint":{"title":"${'x'.repeat(answerBytes)}"}}`
/** Whether nothing is answered before its client has left. */
let isStuck = false
let stuck = 0
/** Answers everything with the same long text. */
const executor: Executor = {
  relationalOperation: ({ definitions: [operation] }) =>
    operation?.kind === 'OperationDefinition' ? operation : undefined,
  text: async (_document, _operation, _variables, signal) => {
    if (isStuck && signal && !signal.aborted) {
      stuck += 1
      await once(signal, 'abort')
    }
    signal?.throwIfAborted()
    return { text, reading: {} }
  },
  refusal: () => undefined,
  settle: async () => {},
  newestRevision: async () => undefined,
  relational: { data: async () => ({}), load: async () => [] },
}

const body = JSON.stringify({ query: '{ actionPoint(number: 1) { title } }' })
const post = (content = body) =>
  `POST /graphql HTTP/1.1\r\nhost: here\r\ncontent-type: application/json\r\ncontent-length: ${content.length}\r\n\r\n${content}`

let server: Server | undefined
let lines: Record<string, unknown>[] = []
const sockets: Socket[] = []
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  server?.closeAllConnections()
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)))
  server = undefined
  lines = []
})

/** A server with these limits, and its port. */
async function listen(limits: Partial<Limits>): Promise<number> {
  const log = pino({ base: undefined }, { write: (line) => lines.push(JSON.parse(line)) })
  const health = async () => ({ state: 'ready', waiting: 0 }) as const
  const lifecycle = new Lifecycle(log, limits)
  const off = { playground: false, introspection: false, trustedDocuments: false }
  const made = createApp({ schema, executor, db: noDatabase, log, health, lifecycle, ...off })
  server = made
  made.listen(0, '127.0.0.1')
  await once(made, 'listening')
  const address: AddressInfo | string | null = made.address()
  if (address === null || typeof address === 'string') throw new TypeError('No port.')
  return address.port
}

interface Client {
  readonly socket: Socket
  readonly isClosed: () => boolean
  /** Bytes that were read. */
  readonly read: () => number
}

/** A client that reads nothing until its socket is resumed. */
async function client(port: number): Promise<Client> {
  const socket = connect(port, '127.0.0.1')
  sockets.push(socket)
  let isClosed = false
  let read = 0
  socket.pause()
  socket.on('data', (data) => {
    read += data.length
  })
  socket
    .on('error', () => undefined)
    .on('close', () => {
      isClosed = true
    })
  await once(socket, 'connect')
  return { socket, isClosed: () => isClosed, read: () => read }
}

describe('a client that does not read', () => {
  // The first request for a document takes another way through the server than the next ones.
  it.each(['first', 'known'])('is cut off after a while: a %s document', async (kind) => {
    const port = await listen({ unreadMs: 300 })
    if (kind === 'known') await (await fetch(`http://127.0.0.1:${port}/graphql`, request)).arrayBuffer()
    const { socket } = await client(port)
    socket.write(post())
    // An unread socket does not notice its own end; the server does.
    await expect.poll(() => connections()).toBeGreaterThan(kind === 'known' ? 1 : 0)
    await expect.poll(() => connections()).toBe(kind === 'known' ? 1 : 0)
  })

  it('is cut off at once where too much waits already, the one that has waited longest first', async () => {
    const port = await listen({ unreadBytes: 2.5 * answerBytes })
    await (await fetch(`http://127.0.0.1:${port}/graphql`, request)).arrayBuffer()
    const clients: Client[] = []
    for (let index = 0; index < 6; index++) {
      const next = await client(port)
      next.socket.write(post())
      clients.push(next)
      await expect.poll(() => requests()).toBe(index + 2)
    }
    const cut = () => lines.filter(({ msg }) => String(msg).startsWith('an answer was cut off')).length
    // Some of each answer is on its way: what the system keeps for each connection is not counted.
    await expect.poll(cut).toBeGreaterThanOrEqual(3)
    for (const { socket } of clients) socket.resume()
    await expect.poll(() => clients.map(({ read }) => read() > answerBytes).slice(-2)).toEqual([true, true])
    await expect.poll(() => clients.slice(0, cut()).every(({ isClosed }) => isClosed())).toBe(true)
    expect(clients.slice(0, cut()).some(({ read }) => read() > answerBytes)).toBe(false)
  })

  it('gets its answer where it reads slowly but reads', async () => {
    const port = await listen({ unreadMs: 1000 })
    const { socket, read, isClosed } = await client(port)
    socket.write(post())
    while (read() <= answerBytes && !isClosed()) {
      socket.resume()
      await pause(5)
      socket.pause()
      await pause(60)
    }
    expect(read()).toBeGreaterThan(answerBytes)
  })
})

describe('a client that does not finish its request', () => {
  it.each([
    ['head', 'POST /graphql HTTP/1.1\r\nhost: he'],
    ['body', post().slice(0, -5)],
  ])('is cut off in the %s', async (_, begun) => {
    const port = await listen({ headersMs: 200, requestMs: 400 })
    const { socket, isClosed } = await client(port)
    socket.resume()
    socket.write(begun)
    await expect.poll(isClosed).toBe(true)
    expect((await fetch(`http://127.0.0.1:${port}/health/live`)).status).toBe(200)
  })

  it('leaves room for others: there are so many connections and no more', async () => {
    const port = await listen({ connections: 3 })
    const clients = [await client(port), await client(port), await client(port)]
    await expect.poll(() => connections()).toBe(3)
    const fourth = await client(port)
    fourth.socket.resume()
    await expect.poll(fourth.isClosed).toBe(true)
    clients[0]?.socket.destroy()
    await expect.poll(() => connections()).toBe(2)
    expect((await fetch(`http://127.0.0.1:${port}/health/live`)).status).toBe(200)
  })

  it('keeps a quiet connection longer than a proxy does', async () => {
    await listen({})
    for (const seconds of [60, 75]) {
      expect(server?.keepAliveTimeout).toBeGreaterThan(seconds * 1000)
      expect(server?.headersTimeout).toBeGreaterThan(seconds * 1000)
    }
  })
})

describe('a client that leaves', () => {
  it.each(['first', 'known'])('is logged as one that left, not as a failure: a %s document', async (kind) => {
    const port = await listen({})
    if (kind === 'known') await (await fetch(`http://127.0.0.1:${port}/graphql`, request)).arrayBuffer()
    isStuck = true
    try {
      const { socket } = await client(port)
      const before = stuck
      socket.write(post())
      await expect.poll(() => stuck).toBe(before + 1)
      socket.destroy()
      await expect.poll(() => lines.filter(({ status }) => status === 499)).toHaveLength(1)
      expect(lines.filter(({ level }) => Number(level) > 30)).toEqual([])
    } finally {
      isStuck = false
    }
  })
})

describe.skipIf(databaseKind === 'embedded')('the query of a client that leaves', () => {
  it.each([
    ['known', '{ initiatives { nodes { slug } } }'],
    ['deferred', '{ catalogue { documentCount: initiativeCount } ... @defer { initiatives { nodes { slug } } } }'],
  ])('is given up by the server: a %s one', async (kind, query) => {
    let url = ''
    await using api = await openApi({
      database: async (options) => {
        const connection = await catalogueDatabase(options)
        const [row] = await connection.read('select current_database() as name', [])
        url = String(row?.['name'])
        return connection
      },
    })
    if (kind === 'known') await api.ask(query)
    await using other = await catalogueDatabase()
    const running = async () => {
      const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity
        where datname = ${url} and wait_event_type = 'Lock'`.execute(other.db)
      return rows.length
    }
    const leaving = new AbortController()
    await api.db.transaction().execute(async (transaction) => {
      await sql`lock table initiatives in access exclusive mode`.execute(transaction)
      const asked = fetch(`${api.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'multipart/mixed, application/json' },
        body: JSON.stringify({ query }),
        signal: leaving.signal,
      }).then((response) => response.text())
      await expect.poll(running).toBeGreaterThan(0)
      leaving.abort()
      await expect(asked).rejects.toThrow()
      await expect.poll(running).toBe(0)
    })
    expect((await api.ask('{ initiatives { totalCount } }')).status).toBe(200)
  })
})

const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body }
const requests = () => lines.filter(({ msg }) => msg === 'request').length
const connections = () =>
  new Promise<number>((resolve, reject) => {
    if (!server) return resolve(0)
    server.getConnections((error, count) => (error ? reject(error) : resolve(count)))
  })
