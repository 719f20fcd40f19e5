// The database going away and coming back, seen by a client. Only a server can go away; the embedded database cannot.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../server/config.ts'
import { createLog } from '../server/log.ts'
import { type Running, start } from '../server/start.ts'
import { databaseKind, databaseOnServer } from './support/database.ts'
import { Wire } from './support/wire.ts'

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
    wire = new Wire(database.url)
    await wire.join()
    running = await start(readConfig({ DATABASE_URL: wire.url, PORT: '0' }), createLog('silent'))
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
    await expect.poll(async () => (await query()).status).toBe(200)
    expect((await fetch(`${running.url}/health/ready`)).status).toBe(200)
  })

  it('readiness says no in time where the database says nothing at all', async () => {
    expect((await fetch(`${running.url}/health/ready`)).status).toBe(200)
    wire.freeze()
    const ready = await Promise.all([0, 1, 2].map(() => fetch(`${running.url}/health/ready`)))
    expect(ready.map(({ status }) => status)).toEqual([503, 503, 503])
    await wire.cut()
    await wire.join()
    await expect.poll(async () => (await fetch(`${running.url}/health/ready`)).status).toBe(200)
  })

  it('readiness says yes again at once after the server has dropped its connections', async () => {
    expect((await fetch(`${running.url}/health/ready`)).status).toBe(200)
    wire.breakAll('close')
    await expect.poll(async () => (await query()).status).toBe(200)
    expect((await fetch(`${running.url}/health/ready`)).status).toBe(200)
  })
})
