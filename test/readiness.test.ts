// Readiness of a server whose tables go, or are those of an earlier version, while it runs.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Connection } from '../server/db/connect.ts'
import { migrateDown, migrateToLatest } from '../server/db/migrate.ts'
import { readyQuery } from '../server/db/ready.ts'
import { createApp } from '../server/http/app.ts'
import { createLog } from '../server/log.ts'
import { createExecutor } from '../server/relational/index.ts'
import { revisions } from '../server/revision/queries.ts'
import { databaseKind, databaseOnServer, open } from './support/database.ts'
import { schema } from './support/server.ts'

let folder: string
let database: Awaited<ReturnType<typeof databaseOnServer>> | undefined
let connection: Connection
let url: string
let server: ReturnType<typeof createApp>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenpoint-ready-'))
  if (databaseKind === 'postgres') database = await databaseOnServer()
  connection = await open({ ...(database ? { databaseUrl: database.url } : { dataDir: folder }), readyQuery })
  const { db, read, health } = connection
  server = createApp({
    ...{ schema, db, health, log: createLog('silent'), executor: createExecutor({ schema, db, read, revisions }) },
    ...{ playground: false, introspection: true, trustedDocuments: false, requireKey: false },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('No port.')
  url = `http://127.0.0.1:${address.port}/health/ready`
})
afterAll(async () => {
  server.close()
  await connection.close()
  await database?.[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const ready = async () => {
  const response = await fetch(url)
  const body: { readonly status: string; readonly reason?: string } = await response.json()
  return [response.status, body.status, body.reason]
}
const isReady = [200, 'ready', undefined]
const isNot = [503, 'unavailable', 'The database does not hold the tables of this version.']

it('fails without tables, with those of an earlier version, and with one less; and passes once all are there', async () => {
  expect(await ready()).toEqual(isNot)
  await migrateToLatest(connection.db)
  expect(await ready()).toEqual(isReady)
  await migrateDown(connection.db)
  expect(await ready()).toEqual(isNot)
  await migrateToLatest(connection.db)
  expect(await ready()).toEqual(isReady)
  await sql`alter table actor_names rename to names_of_actors`.execute(connection.db)
  expect(await ready()).toEqual(isNot)
  await sql`alter table names_of_actors rename to actor_names`.execute(connection.db)
  expect(await ready()).toEqual(isReady)
  await migrateDown(connection.db, { all: true })
  expect(await ready()).toEqual(isNot)
})
