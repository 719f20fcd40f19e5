// Connections to the database that break, at every moment a connection has: the process lives on and answers again.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseKind, databaseOnServer } from './support/database.ts'
import { type ServerProcess, startProcess } from './support/process.ts'
import { type Break, type Moment, Wire } from './support/wire.ts'

const moments: readonly (Moment | 'idle')[] = ['connecting', 'idle', 'sending', 'receiving']
const breaks: readonly Break[] = ['reset', 'close']

describe.skipIf(databaseKind === 'embedded')('a connection to the database that breaks', () => {
  let database: Awaited<ReturnType<typeof databaseOnServer>>
  let wire: Wire
  let server: ServerProcess
  let url: string

  beforeAll(async () => {
    database = await databaseOnServer()
    wire = new Wire(database.url)
    await wire.join()
    server = startProcess({ DATABASE_URL: wire.url, LOG_LEVEL: 'warn' })
    url = await server.listening()
  })
  afterAll(async () => {
    server.child.kill('SIGKILL')
    await wire.cut()
    await database[Symbol.asyncDispose]()
  })

  const query = async (): Promise<unknown> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: JSON.stringify({
        query: '{ initiatives(first: 50) { nodes { slug background actions { totalCount } } } }',
      }),
    })
    const { errors } = await response.json()
    return errors?.[0]?.extensions.code ?? response.status
  }

  it.each(moments.flatMap((moment) => breaks.map((how) => [moment, how] as const)))(
    '%s, by a %s, costs the requests it served and nothing else',
    async (moment, how) => {
      // As many at once as open every connection of the pool.
      expect(await Promise.all(Array.from({ length: 6 }, query))).toEqual(Array.from({ length: 6 }, () => 200))
      const before = wire.broken
      if (moment === 'idle') wire.breakAll(how)
      else {
        // Only new connections meet what happens while connecting.
        if (moment === 'connecting') wire.breakAll(how)
        wire.breakWhen(moment, how)
        const answers = await Promise.all([...Array.from({ length: 6 }, query), fetch(`${url}/health/ready`)])
        expect(answers.slice(0, 6)).toEqual(Array.from({ length: 6 }, () => 'DATABASE_UNAVAILABLE'))
        wire.breakWhen()
      }
      expect(wire.broken).toBeGreaterThan(before)
      await expect.poll(query).toBe(200)
      expect((await fetch(`${url}/health/ready`)).status).toBe(200)
      expect([server.child.exitCode, server.child.signalCode]).toEqual([null, null])
    },
  )

  it('is logged', () => {
    const lines = server.output().split('\n')
    expect(lines.filter((line) => line.includes('"a database connection was lost"')).length).toBeGreaterThan(4)
    expect(server.output()).not.toMatch(/Unhandled|uncaught/i)
  })
})
