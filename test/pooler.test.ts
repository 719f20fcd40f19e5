// Behind a pooler that shares its backends by transaction: every statement may run on another backend, and other
// instances use the same ones.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../server/config.ts'
import { createLog } from '../server/log.ts'
import { type Running, start } from '../server/start.ts'
import { change } from './support/change.ts'
import { databaseKind, databaseOnServer, open } from './support/database.ts'
import { openPooler, type Pooler, poolerKnowsStatements, poolerVersion } from './support/pooler.ts'

const isPossible = databaseKind === 'postgres' && poolerVersion !== undefined
if (databaseKind === 'postgres' && !poolerVersion) {
  const message = 'pgbouncer is not installed: nothing is tested behind a pooler.'
  if (process.env['CI'] === 'true') throw new Error(message)
  console.warn(message)
}

/** A query for each number, all with statements of their own: each would be wrong as the answer to another one. */
const queries = Array.from(
  { length: 60 },
  (_, index) => `{ ${index % 2 ? 'actors' : 'initiatives'}(first: ${(index % 7) + 1}) {
    totalCount nodes { name x${index}: slug ${index % 3 ? 'kind' : 'acronym'} citation { pageStart } } } }`,
)

async function ask(url: string, query: string): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  return response.json()
}

describe.skipIf(!isPossible).each(poolerKnowsStatements ? [0, 100] : [0])(
  'behind a pooler that keeps %i prepared statements',
  (preparedStatements) => {
    let database: Awaited<ReturnType<typeof databaseOnServer>>
    let pooler: Pooler
    let instances: readonly Running[]
    const settings = (databaseUrl: string) => readConfig({ DATABASE_URL: databaseUrl, PORT: '0' })

    beforeAll(async () => {
      database = await databaseOnServer()
      pooler = await openPooler(database.url, preparedStatements)
      // Two instances that start on an empty database at the same time, with one lock between them.
      instances = await Promise.all([0, 1].map(() => start(settings(pooler.url), createLog('silent'))))
    })
    afterAll(async () => {
      await Promise.all(instances.map(({ close }) => close()))
      await pooler[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
    })

    it('instances that start together migrate and load once, and leave no lock or setting behind', async () => {
      await using direct = await open({ databaseUrl: database.url })
      await using through = await open({ databaseUrl: pooler.url })
      const { rows } = await sql<{ loads: number; locks: number }>`
        select (select count(*) from datasets) as loads, (select count(*) from pg_locks
          where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())) as locks`.execute(
        direct.db,
      )
      expect(rows).toEqual([{ loads: 1, locks: 0 }])
      const usual = (await sql`show statement_timeout`.execute(direct.db)).rows
      expect(usual).toEqual([{ statement_timeout: '20s' }])
      for (let backend = 0; backend < 6; backend++) {
        const setting = await through.read(
          `select current_setting('statement_timeout') = reset_val || case when reset_val = '0' then '' else unit end as same
          from pg_settings where name = 'statement_timeout'`,
          [],
        )
        expect(setting).toEqual([{ same: true }])
      }
    })

    it('two instances answer every query as one without a pooler does', async () => {
      const direct = await start(settings(database.url), createLog('silent'))
      try {
        const expected = new Map<string, unknown>()
        for (const query of queries) expected.set(query, await ask(direct.url, query))
        expect(new Set([...expected.values()].map((answer) => JSON.stringify(answer))).size).toBe(queries.length)
        const [one, other] = instances
        // Each in an order of its own, so that what is first in one is not first in the other.
        const orders = [
          { url: one?.url ?? '', order: [...queries, ...queries] },
          { url: other?.url ?? '', order: [...queries, ...queries].reverse() },
        ]
        let compared = 0
        await Promise.all(
          orders.map(async ({ url, order }) => {
            for (let from = 0; from < order.length; from += 4) {
              await Promise.all(
                order.slice(from, from + 4).map(async (query) => {
                  expect(await ask(url, query), query).toEqual(expected.get(query))
                  compared += 1
                }),
              )
            }
          }),
        )
        expect(compared).toBe(4 * queries.length)
      } finally {
        await direct.close()
      }
    })

    it('gives up a statement that takes too long, and one nobody waits for', async () => {
      await using direct = await open({ databaseUrl: database.url })
      const sleepers = async () =>
        (
          await sql<{ pid: number }>`select pid from pg_stat_activity
            where state = 'active' and query ~ 'pg_sleep' and pid <> pg_backend_pid()`.execute(direct.db)
        ).rows.length
      await using hasty = await open({ databaseUrl: pooler.url, statementTimeoutMs: 200 })
      await expect(hasty.read('select pg_sleep(60)', [])).rejects.toMatchObject({ code: '57014' })
      const leaving = new AbortController()
      const waiting = hasty.read('select pg_sleep(60)', [], leaving.signal)
      await expect.poll(sleepers).toBe(1)
      leaving.abort(new Error('gone'))
      await expect(waiting).rejects.toThrow('gone')
      await expect.poll(sleepers).toBe(0)
      expect(await hasty.read('select 1 as one', [])).toEqual([{ one: 1 }])
    })

    it('reads now and as of revisions in turns, each what it should, and gives the past up in time', async () => {
      await using direct = await open({ databaseUrl: database.url })
      const slug = 'mexico-plan-of-action'
      const names = new Map<number | undefined, string>()
      const { name } = await direct.db
        .selectFrom('initiatives')
        .select('name')
        .where('slug', '=', slug)
        .executeTakeFirstOrThrow()
      names.set(1, name)
      for (const newName of ['Second Name', 'Third Name']) {
        const revision = await change(direct.db, (db) =>
          db.updateTable('initiatives').set({ name: newName }).where('slug', '=', slug).execute(),
        )
        names.set(revision, newName).set(undefined, newName)
      }
      await using through = await open({ databaseUrl: pooler.url })
      const read = (revision: number | undefined) =>
        through.read('select name from initiatives where slug = $1', [slug], undefined, revision)
      for (let round = 0; round < 10; round += 1)
        await Promise.all(
          [...names].map(async ([revision, expected]) => {
            expect(await read(revision), `as of ${revision}`).toEqual([{ name: expected }])
          }),
        )
      await expect(read(99)).rejects.toMatchObject({ code: 'REVISION_UNKNOWN' })
      await using hasty = await open({ databaseUrl: pooler.url, statementTimeoutMs: 200 })
      await expect(hasty.read('select pg_sleep(60)', [], undefined, 1)).rejects.toMatchObject({ code: '57014' })
      const leaving = new AbortController()
      const waiting = through.read('select pg_sleep(60)', [], leaving.signal, 1)
      setTimeout(() => leaving.abort(new Error('gone')), 100)
      await expect(waiting).rejects.toThrow('gone')
      expect(await read(1)).toEqual([{ name }])
    })

    it('finds the tables where the database or the role says they are', async () => {
      await using direct = await open({ databaseUrl: database.url })
      await sql`create schema elsewhere`.execute(direct.db)
      await sql`alter role current_user in database ${sql.ref(new URL(database.url).pathname.slice(1))} set search_path = elsewhere, public`.execute(
        direct.db,
      )
      await using fresh = await openPooler(database.url, preparedStatements)
      await using through = await open({ databaseUrl: fresh.url })
      expect(await through.read('select current_schema() as schema', [])).toEqual([{ schema: 'elsewhere' }])
      await sql`alter role current_user in database ${sql.ref(new URL(database.url).pathname.slice(1))} reset search_path`.execute(
        direct.db,
      )
    })

    it('lets many connections open at once, and says once that it takes no settings', async () => {
      let refusals = 0
      await using connection = await open({ databaseUrl: pooler.url, onSettingsRefused: () => (refusals += 1) })
      const answers = await Promise.all(Array.from({ length: 8 }, () => connection.read('select 1 as one', [])))
      expect(answers).toEqual(Array.from({ length: 8 }, () => [{ one: 1 }]))
      expect(refusals).toBe(1)
    })

    it('says that it cannot pass on the options of an address, instead of leaving them out', async () => {
      const url = new URL(pooler.url)
      url.searchParams.set('options', '-c search_path=elsewhere')
      await using connection = await open({ databaseUrl: url.href })
      await expect(connection.read('select 1', [])).rejects.toMatchObject({ code: 'POOLER_REFUSES_OPTIONS' })
    })
  },
)
