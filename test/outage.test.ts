// The database going away and coming back, seen by a client. Only a server can go away; the embedded database cannot.
import { connect as connectTcp, createServer, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../server/config.ts'
import { createLog } from '../server/log.ts'
import { type Running, start } from '../server/start.ts'
import { databaseKind, databaseOnServer } from './support/database.ts'

/** A wire between the API and Postgres that can be cut. */
class Wire {
  readonly #sockets = new Set<Socket>()
  readonly #target: URL
  #server: Server | undefined
  port = 0

  constructor(target: URL) {
    this.#target = new URL(target)
  }

  join(): Promise<void> {
    const server = createServer((socket) => {
      const other = connectTcp(Number(this.#target.port || 5432), this.#target.hostname)
      for (const [from, to] of [
        [socket, other],
        [other, socket],
      ] as const) {
        this.#sockets.add(from)
        from.on('error', () => to.destroy()).on('close', () => to.destroy())
        from.pipe(to)
      }
    })
    this.#server = server
    return new Promise((resolve) =>
      server.listen(this.port, '127.0.0.1', () => {
        const address = server.address()
        if (address !== null && typeof address === 'object') this.port = address.port
        resolve()
      }),
    )
  }

  cut(): Promise<void> {
    const closed = new Promise<void>((resolve) => (this.#server ? this.#server.close(() => resolve()) : resolve()))
    for (const socket of this.#sockets) socket.destroy()
    this.#sockets.clear()
    return closed
  }
}

describe.skipIf(databaseKind === 'embedded')('while the database is away', () => {
  let database: Awaited<ReturnType<typeof databaseOnServer>>
  let wire: Wire
  let running: Running
  const query = () =>
    fetch(`${running.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: JSON.stringify({ query: '{ actionPoint(number: 1) { number } }' }),
    })

  beforeAll(async () => {
    database = await databaseOnServer()
    const target = new URL(database.url)
    wire = new Wire(target)
    await wire.join()
    target.host = `127.0.0.1:${wire.port}`
    running = await start(readConfig({ DATABASE_URL: target.href, PORT: '0' }), createLog('silent'))
  })
  afterAll(async () => {
    await running.close()
    await wire.cut()
    await database[Symbol.asyncDispose]()
  })

  it('readiness says no, requests get a clear error, and service returns by itself', async () => {
    expect((await query()).status).toBe(200)
    await wire.cut()

    const ready = await fetch(`${running.url}/health/ready`)
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { status: 'unavailable', reason: 'The database does not answer.' },
    ])
    expect((await fetch(`${running.url}/health/live`)).status).toBe(200)
    const refused = await query()
    expect(refused.status).toBe(503)
    expect(refused.headers.get('retry-after')).toBe('1')
    expect(await refused.json()).toEqual({
      errors: [
        {
          message: 'The database cannot be reached at the moment. Try again later.',
          extensions: { code: 'DATABASE_UNAVAILABLE' },
        },
      ],
    })

    await wire.join()
    await expect.poll(async () => (await query()).status, { timeout: 10_000 }).toBe(200)
    expect((await fetch(`${running.url}/health/ready`)).status).toBe(200)
  })
})
