// The feed of revisions where several instances share a database on a server.
import { type Kysely, sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../server/config.ts'
import type { Database } from '../server/db/tables.ts'
import { createLog } from '../server/log.ts'
import { type Running, start } from '../server/start.ts'
import { change } from './support/change.ts'
import { databaseKind, databaseOnServer, open } from './support/database.ts'
import { nextIds, openEvents } from './support/events.ts'
import { openPooler, poolerVersion } from './support/pooler.ts'

const instance = (databaseUrl: string): Promise<Running> =>
  start(readConfig({ DATABASE_URL: databaseUrl, PORT: '0' }), createLog('silent'))

/** Makes a revision. */
const renamed = (db: Kysely<Database>, description: string): Promise<number> =>
  change(db, (transaction) =>
    transaction.updateTable('actors').set({ description }).where('slug', '=', 'iom').execute(),
  )

/** The connections that listen. */
const listening = `from pg_stat_activity where datname = current_database() and query like 'listen %'`

describe.skipIf(databaseKind !== 'postgres')('instances on a server', () => {
  it('tell of what any of them commits, each on one connection, and lose nothing where that breaks', async () => {
    await using database = await databaseOnServer()
    const [one, other] = [await instance(database.url), await instance(database.url)]
    await using connection = await open({ databaseUrl: database.url })
    const { db } = connection
    const count = async (): Promise<number | undefined> => {
      const { rows } = await sql<{ count: number }>`select count(*)::integer as count ${sql.raw(listening)}`.execute(db)
      return rows[0]?.count
    }
    try {
      const urls = [one.url, one.url, other.url]
      const streams = await Promise.all(urls.map((url) => openEvents(`${url}/changes`)))
      const each = (wanted: number) => Promise.all(streams.map((stream) => nextIds(stream, wanted)))
      await expect.poll(count).toBe(2)
      await renamed(db, 'From elsewhere')
      expect(await each(1)).toEqual(urls.map(() => [2]))
      // Both lose the connection that they listen on; what is committed meanwhile comes once they have another one.
      await sql`select pg_terminate_backend(pid) ${sql.raw(listening)}`.execute(db)
      await renamed(db, 'While nobody hears')
      await renamed(db, 'And another')
      expect(await each(2)).toEqual(urls.map(() => [3, 4]))
      await expect.poll(count).toBe(2)
      await renamed(db, 'Heard again')
      expect(await each(1)).toEqual(urls.map(() => [5]))
      for (const stream of streams) await stream[Symbol.asyncDispose]()
    } finally {
      await Promise.all([one.close(), other.close()])
    }
    expect(await count()).toBe(0)
  })

  it.skipIf(poolerVersion === undefined)('look for themselves behind a pooler, where no message comes', async () => {
    await using database = await databaseOnServer()
    await using pooler = await openPooler(database.url, 0)
    const pooled = await instance(pooler.url)
    await using connection = await open({ databaseUrl: database.url })
    try {
      await using stream = await openEvents(`${pooled.url}/changes`)
      for (const number of [2, 3]) {
        await renamed(connection.db, `Number ${number}`)
        expect(await nextIds(stream, 1)).toEqual([number])
      }
      const { rows } = await sql`select 1 ${sql.raw(listening)}`.execute(connection.db)
      expect(rows).toEqual([])
    } finally {
      await pooled.close()
    }
  })
})
