// Single statements that read: what stays prepared for them, how many run and wait, and what ends them.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { charactersPerConnection, maximumPrepared, preparedPerConnection } from '../server/db/postgres/prepared.ts'
import { change } from './support/change.ts'
import { catalogueDatabase, databaseKind, databaseOnServer, freshDatabase, open } from './support/database.ts'

const onServer = databaseKind === 'postgres'
const nameOf = (text: string) => `tenpoint_${createHash('sha256').update(text).digest('hex').slice(0, 40)}`

interface Prepared {
  readonly name: string
  readonly statement: string
}

describe('what stays prepared on a connection', () => {
  const prepared = async ({ db }: Awaited<ReturnType<typeof freshDatabase>>) =>
    (await sql<Prepared>`select name, statement from pg_prepared_statements order by prepare_time`.execute(db)).rows

  it.runIf(onServer)('is named after its text, whoever prepares it', async () => {
    await using connection = await freshDatabase({ poolSize: 1 })
    const text = 'select $1::integer + 1 as sum'
    expect(await connection.read(text, [1])).toEqual([{ sum: 2 }])
    expect(await connection.read(text, [2])).toEqual([{ sum: 3 }])
    expect(await prepared(connection)).toEqual([{ name: nameOf(text), statement: text }])
  })

  it('is little however many texts pass by', async () => {
    await using connection = await freshDatabase({ poolSize: 1 })
    const usual = 'select 1 as usual'
    for (let index = 0; index < 150; index++) {
      await connection.read(usual, [])
      // Some small, some large, some too large to be prepared at all.
      const filler = ' '.repeat([10, 1000, maximumPrepared - 100, maximumPrepared][index % 4] ?? 0)
      expect(await connection.read(`select ${index} as number${filler}`, [])).toEqual([{ number: index }])
      const now = await prepared(connection)
      expect(now.length).toBeLessThanOrEqual(preparedPerConnection)
      expect(now.reduce((sum, { statement }) => sum + statement.length, 0)).toBeLessThanOrEqual(charactersPerConnection)
      // What is used again and again is not pushed out, and later texts are prepared as the first ones were.
      if (onServer) {
        const texts = now.map(({ statement }) => statement)
        expect(texts).toContain(usual)
        expect(texts.some((text) => text.startsWith(`select ${index} as`))).toBe(index % 4 !== 3)
      } else expect(now).toEqual([])
    }
    for (let index = 0; index < 2 * preparedPerConnection; index++) await connection.read(`select ${index} as one`, [])
    expect((await prepared(connection)).length).toBe(onServer ? preparedPerConnection : 0)
  })

  it.runIf(onServer)('is prepared anew where a migration elsewhere has changed what it gives', async () => {
    await using database = await databaseOnServer()
    await using connection = await open({ databaseUrl: database.url, poolSize: 1 })
    await using other = await open({ databaseUrl: database.url, poolSize: 1 })
    await sql`create table things (a integer)`.execute(connection.db)
    await sql`insert into things values (1)`.execute(connection.db)
    const read = () => connection.read('select * from things', [])
    expect(await read()).toEqual([{ a: 1 }])
    await sql`alter table things add b integer default 2`.execute(other.db)
    expect(await read()).toEqual([{ a: 1, b: 2 }])
    expect(await read()).toEqual([{ a: 1, b: 2 }])
    expect((await prepared(connection)).map(({ statement }) => statement)).toContain('select * from things')
  })

  it.runIf(onServer)('may be gone, or there already, without harm to the answer', async () => {
    await using connection = await freshDatabase({ poolSize: 1 })
    const text = 'select 41 + 1 as answer'
    expect(await connection.read(text, [])).toEqual([{ answer: 42 }])
    await sql`deallocate all`.execute(connection.db)
    expect(await connection.read(text, [])).toEqual([{ answer: 42 }])
    await using other = await freshDatabase({ poolSize: 1 })
    await sql.raw(`prepare ${nameOf(text)} as select 'of another' as answer`).execute(other.db)
    expect(await other.read(text, [])).toEqual([{ answer: 42 }])
    expect(await other.read(text, [])).toEqual([{ answer: 42 }])
  })
})

describe('reads as of a revision', () => {
  const slug = 'mexico-plan-of-action'
  const names = 'select name from initiatives where slug = $1'

  async function renamed() {
    const connection = await catalogueDatabase({ poolSize: 1 })
    const [before] = await connection.read(names, [slug])
    await change(connection.db, (db) =>
      db.updateTable('initiatives').set({ name: 'Renamed' }).where('slug', '=', slug).execute(),
    )
    const now = (revision?: number) => connection.read(names, [slug], undefined, revision)
    return { connection, now, before }
  }

  it('leave nothing behind for what comes next on their connection, however they end', async () => {
    const { connection, now, before } = await renamed()
    await using _ = connection
    const settings = () =>
      connection.read(
        `select current_setting('search_path') as path, nullif(current_setting('tenpoint.revision', true), '') as revision,
          current_setting('transaction_read_only') as read_only, current_setting('jit') as jit,
          current_setting('max_parallel_workers_per_gather') as workers, txid_current_if_assigned() as transaction`,
        [],
      )
    const untouched = await settings()
    expect(untouched).toMatchObject([{ revision: null, read_only: 'off', transaction: null }])
    const leaving = new AbortController()
    const ends: Readonly<Record<string, () => Promise<unknown>>> = {
      'with rows': () => now(1),
      'with rows of a text too long to prepare': () =>
        connection.read(names + ' '.repeat(maximumPrepared), [slug], undefined, 1),
      'without values': () => connection.read('select 1 as one', [], undefined, 1),
      'at no such revision': () => expect(now(99)).rejects.toMatchObject({ code: 'REVISION_UNKNOWN' }),
      'at no such revision, whatever is read': () =>
        expect(connection.read('select 1', [], undefined, 99)).rejects.toMatchObject({ code: 'REVISION_UNKNOWN' }),
      'by an error while they run': () =>
        expect(connection.read('select 1 / $1::integer', [0], undefined, 1)).rejects.toMatchObject({ code: '22012' }),
      'by an error before they run': () =>
        expect(connection.read('select nothing', [], undefined, 1)).rejects.toMatchObject({ code: '42703' }),
      'by an attempt to write': () =>
        expect(connection.read(`delete from public.stored_queries`, [], undefined, 1)).rejects.toMatchObject({
          code: '25006',
        }),
      ...(onServer && {
        'because nobody waits for them': async () => {
          const sleeping = connection.read('select pg_sleep(60)', [], leaving.signal, 1)
          setTimeout(() => leaving.abort(new Error('gone')), 50)
          await expect(sleeping).rejects.toThrow('gone')
        },
      }),
    }
    for (const [how, read] of Object.entries(ends)) {
      await read()
      expect(await settings(), how).toEqual(untouched)
      expect(await now(), how).toEqual([{ name: 'Renamed' }])
      expect(await now(1), how).toEqual([before])
    }
  })

  it.runIf(onServer)('may find what they prepared gone, or there already, without harm to the answer', async () => {
    const { connection, now, before } = await renamed()
    await using _ = connection
    expect(await now(1)).toEqual([before])
    const { rows } = await sql<Prepared>`select name, statement from pg_prepared_statements
      where statement ~ 'as of a revision|set_config'`.execute(connection.db)
    expect(rows).toHaveLength(2)
    await sql`deallocate all`.execute(connection.db)
    expect(await now(1)).toEqual([before])
    expect(await now()).toEqual([{ name: 'Renamed' }])
    for (const { name, statement } of rows) {
      const other = await renamed()
      await using __ = other.connection
      await sql.raw(`prepare ${name} as select 'of another' as name`).execute(other.connection.db)
      for (const time of ['first', 'again']) expect(await other.now(1), `${statement}, ${time}`).toEqual([before])
    }
  })
})

describe('reads', () => {
  it('wait for their turn in a queue with an end, and leave it when nobody waits for them', async () => {
    await using connection = await freshDatabase({ poolSize: 1, queueSize: 2 })
    await sql`create table things (a integer)`.execute(connection.db)
    const held = Promise.withResolvers<void>()
    const release = Promise.withResolvers<void>()
    await using other = onServer ? await another(connection) : connection
    const holding = other.db.transaction().execute(async (transaction) => {
      await sql`lock table things in access exclusive mode`.execute(transaction)
      held.resolve()
      await release.promise
    })
    await held.promise
    const read = (signal?: AbortSignal) => connection.read('select count(*) as count from things', [], signal)
    const leaving = new AbortController()
    const running = read()
    const left = read(leaving.signal)
    const waiting = read()
    await expect(read()).rejects.toMatchObject({ code: 'DATABASE_BUSY' })
    expect(await connection.health()).toEqual({ state: 'busy', waiting: 2 })

    leaving.abort(new Error('gone'))
    await expect(left).rejects.toThrow('gone')
    const inItsPlace = read()
    await expect(read()).rejects.toMatchObject({ code: 'DATABASE_BUSY' })
    await expect(read(AbortSignal.abort(new Error('never')))).rejects.toThrow('never')
    release.resolve()
    await holding
    expect(await Promise.all([running, waiting, inItsPlace])).toEqual(Array.from({ length: 3 }, () => [{ count: 0 }]))
    expect(await connection.health()).toEqual({ state: 'ready', waiting: 0 })
  })

  it.runIf(onServer)('are given up by the server when nobody waits for them, and the next one is not', async () => {
    await using connection = await freshDatabase({ poolSize: 1 })
    for (let round = 0; round < 20; round++) {
      const leaving = new AbortController()
      const sleeping = connection.read('select pg_sleep(60)', [], leaving.signal)
      // At once, or while it runs.
      if (round % 2) await new Promise((resolve) => setTimeout(resolve, 20))
      leaving.abort(new Error('gone'))
      const next = connection.read('select pg_sleep(0.005), 1 as one', [])
      await expect(sleeping).rejects.toThrow('gone')
      expect(await next).toMatchObject([{ one: 1 }])
    }
  })

  async function another(connection: Awaited<ReturnType<typeof freshDatabase>>) {
    const [row] = await connection.read('select current_database() as name', [])
    const url = new URL(process.env['TEST_DATABASE_URL'] || process.env['DATABASE_URL'] || '')
    url.pathname = `/${row?.['name']}`
    return open({ databaseUrl: url.href })
  }
})
