// How the database counts revisions and keeps what was before, whoever writes.
import { type Kysely, sql, type Transaction } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Connection } from '../server/db/connect.ts'
import { loadCatalogue } from '../server/db/load.ts'
import { catalogueSchema, companionSchemas, headRevision, openChangeset } from '../server/db/revisions.ts'
import { type Database, tables } from '../server/db/tables.ts'
import { inChangeset } from './support/changeset.ts'
import { catalogueDatabase, databaseKind } from './support/database.ts'
import { asOf, change, document } from './support/past.ts'

/** SQLSTATEs. */
const noChangeset = '55000'
const isPast = '25006'
const notSupported = '0A000'
const noRevision = /^(42704|22P02)$/

/** Tables whose rows are of a revision. */
const kept = tables.filter(({ columns }) => 'revision_from' in columns).map(({ name }) => name)

const open = (transaction: Transaction<Database>): Promise<number> =>
  openChangeset(transaction, { author: 'test', reason: 'For this test.' })

let connection: Connection
let db: Kysely<Database>
beforeAll(async () => {
  connection = await catalogueDatabase()
  ;({ db } = connection)
})
afterAll(() => connection.close())

describe('a revision', () => {
  it('is first what the program loaded', async () => {
    await using fresh = await catalogueDatabase()
    expect(await headRevision(fresh.db)).toBe(1)
    const changeset = await fresh.db.selectFrom('changesets').selectAll().executeTakeFirstOrThrow()
    expect(changeset).toMatchObject({ status: 'PUBLISHED', origin: 'PROGRAM', author: 'tenpoint', revision: 1 })
    const revision = await fresh.db.selectFrom('revisions').selectAll().executeTakeFirstOrThrow()
    expect(revision).toMatchObject({ revision: 1, author: 'tenpoint', changeset: changeset.number })
    expect(revision.reason).toMatch(/10-point-plan-in-action-chapter-1, version \d{4}\.\d+/)
    const load = await fresh.db.selectFrom('dataset_loads').select('revision').executeTakeFirstOrThrow()
    expect(load.revision).toBe(1)
    await loadCatalogue(fresh.db)
    expect(await headRevision(fresh.db)).toBe(1)
  })

  it('has the next number and no earlier time than the one before, and none where its changeset is rolled back', async () => {
    const before = await headRevision(db)
    await expect(
      db.transaction().execute(async (transaction) => {
        expect(await open(transaction)).toBe(before + 1)
        await sql.raw(document('rolled-back')).execute(transaction)
        throw new Error('Enough.')
      }),
    ).rejects.toThrow('Enough.')
    expect(await headRevision(db)).toBe(before)
    expect(await change(db, document('next'))).toBe(before + 1)
    expect(await change(db)).toBe(before + 2)
    const { rows } = await sql`
      select from (select revision, lag(revision) over times as last, committed_at, lag(committed_at) over times as earlier
        from revisions window times as (order by revision)) r where revision <> last + 1 or committed_at < earlier`.execute(
      db,
    )
    expect(rows).toEqual([])
  })

  it.runIf(databaseKind === 'postgres')('is given to one writer after the other', async () => {
    const before = await headRevision(db)
    const first = Promise.withResolvers<void>()
    const order: string[] = []
    const held = db.transaction().execute(async (transaction) => {
      const revision = await open(transaction)
      order.push('first opens')
      await first.promise
      order.push('first commits')
      return revision
    })
    await expect.poll(() => order.length).toBe(1)
    const waiting = db.transaction().execute(async (transaction) => {
      const revision = await open(transaction)
      order.push('second opens')
      return revision
    })
    await expect
      .poll(
        async () =>
          (
            await sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
              db,
            )
          ).rows.length,
      )
      .toBe(1)
    first.resolve()
    expect(await Promise.all([held, waiting])).toEqual([before + 1, before + 2])
    expect(order).toEqual(['first opens', 'first commits', 'second opens'])
  })
})

describe('every table of the catalogue', () => {
  it('keeps its history, and has a view of every revision', async () => {
    const home = await catalogueSchema(db)
    const { history, versions, asOf: views } = companionSchemas(home)
    const { rows } = await sql<{ schema: string; names: string[] }>`
      select nspname as schema, array_agg(relname::text order by relname) as names from pg_class
      join pg_namespace on pg_namespace.oid = relnamespace
      where nspname in (${history}, ${versions}, ${views}) and relkind in ('r', 'v') and relname <> 'column_changes'
      group by 1 order by 1`.execute(db)
    const expected = [...kept].sort()
    expect(rows).toEqual([history, views, versions].sort().map((schema) => ({ schema, names: expected })))
    // Rows of no revision belong to no catalogue: loads, revisions, changesets, keys, and queries that are cited.
    expect(
      tables
        .filter(({ columns }) => !('revision_from' in columns))
        .map(({ name }) => name)
        .sort(),
    ).toEqual([
      'api_keys',
      'changeset_parts',
      'changesets',
      'dataset_loads',
      'revision_head',
      'revisions',
      'stored_queries',
    ])
  })

  it('has in all its forms the same columns, and in its history the same indexes', async () => {
    const { rows: columns } = await sql`select table_name, name from history.column_changes
      where (not was or type is null or is_retyped or is_recomputed) and table_name = any(${kept}::text[])`.execute(db)
    expect(columns).toEqual([])
    const { rows: indexes } = await sql`
      select c.relname as index from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
      where t.relnamespace = 'public'::regnamespace and t.relname = any(${kept}::text[]) and not exists (
        select from pg_class past where past.relnamespace = 'history'::regnamespace and past.relname = c.relname)`.execute(
      db,
    )
    expect(indexes).toEqual([])
  })

  it.each(kept)('%s refuses writes without a changeset, and to be emptied', async (table) => {
    const refused = async (statement: string, code: string) =>
      expect(sql.raw(statement).execute(db), statement).rejects.toMatchObject({ code })
    await refused(`delete from ${table}`, noChangeset)
    await refused(`update ${table} set revision_to = 1`, noChangeset)
    await refused(`insert into ${table} default values`, noChangeset)
    await expect(change(db, `truncate ${table} cascade`)).rejects.toMatchObject({ code: notSupported })
  })
})

describe('what was before', () => {
  const read = (slug: string) =>
    `select title, version from (select title, revision_from as version from documents where slug = '${slug}') d`

  it('is read as of any revision, by the statements that read what is now', async () => {
    const made = await change(db, document('told'))
    const told = await change(db, `update documents set title = 'B' where slug = 'told'`)
    const gone = await change(db, `delete from documents where slug = 'told'`)
    const again = await change(db, document('told'))
    const states = await Promise.all(
      [made - 1, made, told, gone, again].map((revision) => asOf(db, revision, read('told'))),
    )
    expect(states).toEqual([
      [],
      [{ title: 'A', version: made }],
      [{ title: 'B', version: told }],
      [],
      [{ title: 'A', version: again }],
    ])
    expect((await sql.raw(read('told')).execute(db)).rows).toEqual([{ title: 'A', version: again }])
  })

  it('is one version for each changeset, however often that changes a row', async () => {
    const made = await change(db, document('often'), `update documents set title = 'B' where slug = 'often'`)
    const next = await change(
      db,
      `update documents set title = 'C' where slug = 'often'`,
      `delete from documents where slug = 'often'`,
      document('often'),
      `update documents set title = 'D' where slug = 'often'`,
    )
    const { rows } =
      await sql`select title, revision_from, revision_to from versions.documents where slug = 'often' order by 2`.execute(
        db,
      )
    expect(rows).toEqual([
      { title: 'B', revision_from: made, revision_to: next },
      { title: 'D', revision_from: next, revision_to: 2147483647 },
    ])
  })

  it('includes what goes with something else', async () => {
    const actor = `(select id from actors where slug = 'short-lived')`
    const made = await change(
      db,
      `insert into actors (slug, name, kind, citation_id) select 'short-lived', 'Short-lived', 'OTHER', min(id) from citations`,
      `insert into actor_names (actor_id, name, kind) values (${actor}, 'Another name', 'ALIAS')`,
    )
    const gone = await change(db, `delete from actors where slug = 'short-lived'`)
    const names = `select n.name from actor_names n join actors a on a.id = actor_id where slug = 'short-lived'`
    const entries = `select names from search_entries where kind = 'ACTOR' and title = 'Short-lived'`
    expect(await asOf(db, made, names)).toEqual([{ name: 'Another name' }])
    expect(await asOf(db, made, entries)).toEqual([{ names: 'Another name' }])
    expect(await asOf(db, gone, names)).toEqual([])
    expect(await asOf(db, gone, entries)).toEqual([])
  })

  it('ends in derived tables only where they change', async () => {
    const count = async () =>
      (
        await sql`select (select count(*) from history.place_closure) as closure, (select count(*) from history.search_entries) as search`.execute(
          db,
        )
      ).rows
    const before = await count()
    await change(
      db,
      `update places set name = name || '!' where code = 'SO'`,
      `update places set parent_id = parent_id`,
      `update actions set status = 'UNKNOWN' where status = 'DONE'`,
    )
    expect(await count()).toEqual(before)
    const moved = await change(db, `update places set parent_id = null where code = 'X-PUNTLAND'`)
    const inside = `select count(*) as n from place_closure join places on places.id = descendant_id where code = 'X-PUNTLAND'`
    const [above] = await asOf<{ n: number }>(db, moved - 1, inside)
    expect((await asOf<{ n: number }>(db, moved, inside))[0]?.n).toBeLessThan(above?.n ?? 0)
  })

  it('is not what is now where no revision is set', async () => {
    const home = await catalogueSchema(db)
    const reading = db.transaction().execute(async (transaction) => {
      await sql`set local search_path = ${sql.id(companionSchemas(home).asOf)}, ${sql.id(home)}, pg_temp`.execute(
        transaction,
      )
      await sql`select count(*) from actors`.execute(transaction)
    })
    await expect(reading).rejects.toMatchObject({ code: expect.stringMatching(noRevision) })
  })

  it.each([
    ['its table', `update history.documents set title = 'B'`],
    ['its table, by a deletion', 'delete from history.documents'],
    ['its table, by an invention', `insert into history.documents select * from history.documents`],
    ['the parent of all versions', `update versions.documents set title = 'B'`],
    ['the parent, by an insertion', `insert into versions.documents (id) values (1)`],
    ['the parent, emptied', 'truncate versions.documents cascade'],
    ['a view', `update as_of.documents set title = 'B'`],
    ['a view, by a deletion', 'delete from as_of.documents'],
    ['the record of revisions', `update revisions set author = 'somebody else'`],
    ['the record of revisions, by a deletion', 'delete from revisions'],
  ])('cannot be changed through %s', async (_, statement) => {
    const changed = inChangeset(db, async (transaction) => {
      await sql`select set_config('tenpoint.revision', '1', true)`.execute(transaction)
      await sql.raw(statement).execute(transaction)
    })
    await expect(changed).rejects.toMatchObject({ code: expect.stringMatching(`${isPast}|428C9|${notSupported}`) })
  })
})

describe('a writer', () => {
  it('cannot say which revision a row is of', async () => {
    const made = await change(
      db,
      `insert into documents (slug, title, kind, revision_from, revision_to) values ('forged', 'A', 'OTHER', 1, 7)`,
    )
    const versions = async () =>
      (
        await sql`select revision_from, revision_to from versions.documents where slug = 'forged' order by 1`.execute(
          db,
        )
      ).rows
    expect(await versions()).toEqual([{ revision_from: made, revision_to: 2147483647 }])
    const next = await change(db, `update documents set revision_from = 1, revision_to = 7 where slug = 'forged'`)
    expect(await versions()).toEqual([
      { revision_from: made, revision_to: next },
      { revision_from: next, revision_to: 2147483647 },
    ])
  })

  it('has a changeset for one transaction, not for the next, and one alone', async () => {
    await change(db)
    await expect(sql.raw(document('too-late')).execute(db)).rejects.toMatchObject({ code: noChangeset })
    await expect(
      inChangeset(db, async (transaction) => {
        await open(transaction)
      }),
    ).rejects.toMatchObject({ code: noChangeset })
  })

  it('has none where the opening was rolled back to before', async () => {
    const writing = db.transaction().execute(async (transaction) => {
      await sql`savepoint before`.execute(transaction)
      await open(transaction)
      await sql`rollback to before`.execute(transaction)
      await sql.raw(document('unopened')).execute(transaction)
    })
    await expect(writing).rejects.toMatchObject({ code: noChangeset })
  })

  it.runIf(databaseKind === 'postgres')(
    'who does not own the tables neither opens a changeset unasked nor reads past versions',
    async () => {
      await db.transaction().execute(async (transaction) => {
        const role = `reader_${process.pid}`
        await sql`create role ${sql.id(role)}; grant usage on schema public, history, as_of to ${sql.id(role)};
        grant select on all tables in schema as_of to ${sql.id(role)}`.execute(transaction)
        await sql`set local role ${sql.id(role)}`.execute(transaction)
        await sql`select set_config('tenpoint.revision', '1', true)`.execute(transaction)
        await sql`select count(*) from as_of.actors`.execute(transaction)
        await sql`savepoint before`.execute(transaction)
        await expect(open(transaction)).rejects.toMatchObject({ code: '42501' })
        await sql`rollback to before`.execute(transaction)
        await expect(sql`select from history.actors`.execute(transaction)).rejects.toMatchObject({ code: '42501' })
        await sql`rollback to before`.execute(transaction)
        await sql`reset role; drop owned by ${sql.id(role)}; drop role ${sql.id(role)}`.execute(transaction)
      })
    },
  )
})

describe('a table that changes its columns', () => {
  it('tells its past with the columns of today', async () => {
    await using own = await catalogueDatabase()
    await change(own.db, document('shaped'))
    const told = await change(own.db, `update documents set title = 'B' where slug = 'shaped'`)
    for (const statement of [
      `select release_history('documents')`,
      'drop trigger normalize on documents',
      `alter table documents drop column publisher, add column pages integer, alter column kind drop not null,
        add column shouted text collate "C" generated always as (upper(title)) stored`,
      'create index documents_pages on documents (pages)',
      `select keep_history('documents')`,
    ])
      await sql.raw(statement).execute(own.db)
    const next = await change(own.db, `update documents set pages = 3, kind = null where slug = 'shaped'`)
    const read = `select kind, pages, shouted from documents where slug = 'shaped'`
    expect(await asOf(own.db, told - 1, read)).toEqual([{ kind: 'OTHER', pages: null, shouted: 'A' }])
    expect(await asOf(own.db, told, read)).toEqual([{ kind: 'OTHER', pages: null, shouted: 'B' }])
    expect(await asOf(own.db, next, read)).toEqual([{ kind: null, pages: 3, shouted: 'B' }])
    const { rows } =
      await sql`select from pg_indexes where schemaname = 'history' and indexname = 'documents_pages'`.execute(own.db)
    expect(rows).toHaveLength(1)
  })
})
