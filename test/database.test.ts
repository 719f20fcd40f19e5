import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrations } from '../migrations/index.ts'
import type { Column, Columns } from '../server/db/columns.ts'
import type { Connection } from '../server/db/connect.ts'
import { loadedTableNames } from '../server/db/load/draft.ts'
import { migrateDown, migrateToLatest } from '../server/db/migrate.ts'
import { tables } from '../server/db/tables.ts'
import { valuesOf } from '../server/vocabulary.ts'
import { inChangeset } from './support/changeset.ts'
import { catalogueDatabase, databaseKind, databaseOnServer, freshDatabase, open } from './support/database.ts'

/** Everything in the database, schema by schema, that is not an extension's or the migrator's own. */
async function objectsIn({ db }: Connection): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    with own as (
      select 'pg_class'::regclass as catalogue, oid, relnamespace as schema, relkind::text || ' ' || relname as name from pg_class
      union all select 'pg_proc'::regclass, oid, pronamespace, 'function ' || proname from pg_proc
      union all select 'pg_type'::regclass, oid, typnamespace, 'type ' || typname from pg_type where typcategory <> 'A'
      union all select 'pg_namespace'::regclass, oid, oid, 'schema' from pg_namespace where nspname <> 'public')
    select nspname || ' ' || name as name from own join pg_namespace on pg_namespace.oid = schema
    where nspname !~ '^(pg_|information_schema$)' and name !~ 'kysely_migration'
      and not exists (select from pg_depend where classid = own.catalogue and objid = own.oid and deptype = 'e') order by 1`.execute(
    db,
  )
  return rows.map(({ name }) => name)
}

describe('migrations', () => {
  it('go up, down without a trace, and up again', async () => {
    await using connection = await freshDatabase()
    const ran = await migrateToLatest(connection.db)
    const first = await objectsIn(connection)
    expect(first.length).toBeGreaterThan(100)
    expect(await migrateDown(connection.db, { all: true })).toEqual([...ran].reverse())
    expect(await objectsIn(connection)).toEqual([])
    expect(await migrateToLatest(connection.db)).toEqual(ran)
    expect(await objectsIn(connection)).toEqual(first)
    expect(await migrateToLatest(connection.db)).toEqual([])
  })

  it('go down one step at a time', async () => {
    await using connection = await freshDatabase()
    const ran = await migrateToLatest(connection.db)
    expect(await migrateDown(connection.db)).toEqual(ran.slice(-1))
  })

  it('run once where several ask at the same time', async () => {
    await using connection = await freshDatabase()
    const runs = await Promise.all([1, 2, 3].map(() => migrateToLatest(connection.db)))
    expect(runs.filter((names) => names.length > 0)).toHaveLength(1)
  })

  it.runIf(databaseKind === 'postgres')('run once where several instances start on an empty database', async () => {
    await using database = await databaseOnServer()
    const instances = await Promise.all(
      Array.from({ length: 6 }, () => open({ databaseUrl: database.url, statementTimeoutMs: 200 })),
    )
    const runs = await Promise.all(instances.map(({ db }) => migrateToLatest(db)))
    expect(runs.filter((names) => names.length > 0)).toHaveLength(1)
    await Promise.all(instances.map(({ close }) => close()))
  })

  it('bring a database of the first ones to the state of a new one, its rows included', async () => {
    await using connection = await freshDatabase()
    const { db } = connection
    const landed = Object.entries(migrations).filter(([name]) => name < '20261126')
    const provider = { getMigrations: async () => Object.fromEntries(landed) }
    const { error } = await new Migrator({ db, provider }).migrateToLatest()
    expect(error).toBeUndefined()
    // Made by an early form of a migration, before it had this index.
    await sql`drop index initiative_relations_ends`.execute(db)
    await sql`insert into documents (slug, title, kind) values ('a', ${'Re\u0301sume\u0301'}, 'OTHER')`.execute(db)
    await sql`insert into citations (document_id, page_start, page_end, section) select id, 1, 1, 'BACKGROUND' from documents`.execute(
      db,
    )
    const initiative = (slug: string, status: string, ends: string | null, ongoing: boolean) =>
      sql`
      insert into initiatives (slug, name, kind, level, coverage, status, ongoing, ends_on, end_precision, citation_id)
      select ${slug}, 'ÉCOLE', 'PROJECT', 'LOCAL', 'MENTION', ${status}, ${ongoing}, ${ends}::date,
        ${ends === null ? null : 'DAY'}, id from citations`.execute(db)
    await initiative('under-way', 'ONGOING', null, false)
    await initiative('ends-later', 'ONGOING', '2011-12-31', false)
    await initiative('open', 'UNKNOWN', null, true)
    await initiative('over', 'COMPLETED', null, false)

    expect((await migrateToLatest(db)).length).toBe(Object.keys(migrations).length - landed.length)
    expect(await db.selectFrom('documents').select(['title', 'title_sort', 'revision_from']).execute()).toEqual([
      { title: 'Résumé', title_sort: 'resume', revision_from: 1 },
    ])
    const rows = await db
      .selectFrom('initiatives')
      .select(['slug', 'status', 'ongoing', 'name_sort'])
      .orderBy('id')
      .execute()
    expect(rows).toEqual([
      { slug: 'under-way', status: 'ONGOING', ongoing: true, name_sort: 'ecole' },
      { slug: 'ends-later', status: 'ONGOING', ongoing: true, name_sort: 'ecole' },
      { slug: 'open', status: 'ONGOING', ongoing: true, name_sort: 'ecole' },
      { slug: 'over', status: 'COMPLETED', ongoing: false, name_sort: 'ecole' },
    ])
    await using other = await freshDatabase()
    await migrateToLatest(other.db)
    expect(await objectsIn(connection)).toEqual(await objectsIn(other))
  })

  it('name the migration that fails and change nothing', async () => {
    await using connection = await freshDatabase()
    await sql`create table actions (id integer)`.execute(connection.db)
    const before = await objectsIn(connection)
    await expect(migrateToLatest(connection.db)).rejects.toMatchObject({
      code: 'MIGRATION_FAILED',
      message: expect.stringMatching(/create-catalogue failed: relation "actions" already exists/),
    })
    expect(await objectsIn(connection)).toEqual(before)
  })
})

describe('the migrated database', () => {
  let connection: Connection
  beforeAll(async () => {
    connection = await catalogueDatabase()
  })
  afterAll(() => connection.close())

  it('has the columns tables.ts declares, of the same type, null where they say so', async () => {
    const types = {
      integer: 'integer',
      text: 'text',
      boolean: 'boolean',
      date: 'date',
      timestamp: 'timestamp with time zone',
      json: 'json',
      tsvector: 'tsvector',
      internal: 'internal',
    }
    const { rows } = await sql<{ column: string; is: string }>`
      select table_name || '.' || column_name as column,
        case when data_type in ('bytea', 'ARRAY', 'jsonb', 'xid8') then 'internal' else data_type end || case is_nullable when 'YES' then ' null' else '' end as is
      from information_schema.columns where table_schema = 'public' and table_name !~ '^(kysely_|search_source$)'`.execute(
      connection.db,
    )
    const declared = columnsOf().map(({ name, column }) => [
      name,
      `${types[column.kind]}${column.nullable ? ' null' : ''}`,
    ])
    expect(Object.fromEntries(rows.map(({ column, is }) => [column, is]))).toEqual(Object.fromEntries(declared))
  })

  it('allows in each column the values of its vocabulary and no others', async () => {
    const checks = await checksByColumn(connection)
    for (const { name, column } of columnsOf()) {
      if (column.vocabulary === undefined) continue
      const allowed = (checks.get(name) ?? []).flatMap((check) =>
        [...check.matchAll(/'(\w+)'/g)].map(([, value]) => value),
      )
      expect([...new Set(allowed)].sort(), name).toEqual([...valuesOf(column.vocabulary)].sort())
    }
  })

  it('keeps text that is declared JSON-safe free of what JSON would escape', async () => {
    const checks = await checksByColumn(connection)
    for (const { name, column } of columnsOf()) {
      if (column.kind !== 'text' || !column.jsonSafe || column.vocabulary) continue
      const own = checks.get(name) ?? []
      // A check that lists all values, or else one that has a pattern for them.
      const listed = own.flatMap((check) => (check.includes('= ANY (ARRAY[') ? [...check.matchAll(/'([^']*)'/g)] : []))
      for (const [, value] of listed) expect(JSON.stringify(value), name).toBe(`"${value}"`)
      if (listed.length > 0) continue
      const pattern = own.flatMap((check) => check.match(/~ '(\^.*\$)'/)?.[1] ?? [])[0]
      expect(pattern, name).toBeDefined()
      for (const value of ['"', 'a"b', 'a\\b', 'a\nb', 'ab\n'])
        expect(new RegExp(pattern ?? '').test(value), `${name} ${value}`).toBe(false)
    }
  })

  it('lets a load change rows that point at each other in any order', async () => {
    const { rows } = await sql`
      select conrelid::regclass::text as table, conname from pg_constraint
      where contype = 'f' and connamespace = 'public'::regnamespace and not condeferrable and confdeltype <> 'c'`.execute(
      connection.db,
    )
    expect(rows).toEqual([])
  })

  it('composes the letters of every free text that is written', async () => {
    const { rows } = await sql<{ column: string }>`
      select relname || '.' || attname as column from pg_class join pg_attribute on attrelid = pg_class.oid
      where relkind = 'r' and relnamespace = 'public'::regnamespace and attnum > 0 and attgenerated = ''
        and not exists (select from pg_trigger where tgrelid = pg_class.oid and tgname = 'normalize'
          and position(quote_literal(attname) in pg_get_triggerdef(pg_trigger.oid)) > 0)`.execute(connection.db)
    const left = new Set(rows.map(({ column }) => column))
    const loaded = new Set<string>(loadedTableNames)
    const free = tables.flatMap(({ name: table, columns }: { name: string; columns: Columns }) =>
      Object.entries(columns).flatMap(([name, { kind, jsonSafe }]) =>
        kind === 'text' && !jsonSafe && loaded.has(table) ? [`${table}.${name}`] : [],
      ),
    )
    expect(free.filter((column) => left.has(column))).toEqual([])
  })

  it('says of a row in which revision it changed last, and when', async () => {
    const read = () =>
      connection.db
        .selectFrom('actors')
        .select(['revision_from', 'created_at', 'updated_at'])
        .where('slug', '=', 'unhcr')
        .executeTakeFirstOrThrow()
    const before = await read()
    await inChangeset(connection.db, (db) =>
      db.updateTable('actors').set({ description: 'Changed.' }).where('slug', '=', 'unhcr').execute(),
    )
    const after = await read()
    expect(after.revision_from).toBe(before.revision_from + 1)
    expect(after.created_at).toEqual(before.created_at)
    expect(after.updated_at.getTime()).toBeGreaterThan(before.updated_at.getTime())
  })

  it('keeps what lies inside a place, through parents and members', async () => {
    const inside = async (code: string) => {
      const rows = await connection.db
        .selectFrom('place_closure')
        .innerJoin('places as above', 'above.id', 'ancestor_id')
        .innerJoin('places as below', 'below.id', 'descendant_id')
        .where('above.code', '=', code)
        .select('below.code')
        .execute()
      return rows.map((row) => row.code)
    }
    expect(await inside('SO')).toEqual(expect.arrayContaining(['SO', 'X-PUNTLAND', 'X-SOMALILAND']))
    expect(await inside('002')).toContain('X-PUNTLAND')
    const member = await inChangeset(connection.db, (db) =>
      db
        .insertInto('place_members')
        .columns(['place_id', 'member_id', 'basis', 'rationale'])
        .expression((eb) =>
          eb
            .selectFrom(['places as region', 'places as country'])
            .where('region.code', '=', '202')
            .where('country.code', '=', 'CO')
            .select((of) => [
              'region.id as place_id',
              'country.id as member_id',
              of.val('EDITORIAL').as('basis'),
              of.val('For this test.').as('rationale'),
            ]),
        )
        .returning('place_id')
        .executeTakeFirstOrThrow(),
    )
    expect(await inside('002')).toContain('CO')
    await inChangeset(connection.db, (db) =>
      db.deleteFrom('place_members').where('place_id', '=', member.place_id).execute(),
    )
    expect(await inside('002')).not.toContain('CO')
  })
})

function columnsOf(): readonly { readonly name: string; readonly column: Column }[] {
  return tables.flatMap((table) => {
    const columns: Columns = table.columns
    return Object.entries(columns).map(([name, column]) => ({ name: `${table.name}.${name}`, column }))
  })
}

/** The check constraints that concern one column alone, by table and column. */
async function checksByColumn({ db }: Connection): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ column: string; checks: string[] }>`
    select conrelid::regclass || '.' || attname as column, json_agg(pg_get_constraintdef(pg_constraint.oid)) as checks
    from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[1]
    where contype = 'c' and cardinality(conkey) = 1 group by 1`.execute(db)
  return new Map(rows.map(({ column, checks }) => [column, checks]))
}
