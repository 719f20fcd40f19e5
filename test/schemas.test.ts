// The catalogue in any schema of a database that others use, too.
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Connection } from '../server/db/connect.ts'
import { loadCatalogue } from '../server/db/load.ts'
import { migrateDown, migrateToLatest } from '../server/db/migrate.ts'
import { catalogueDatabase, databaseKind, databaseOnServer, freshDatabase, open } from './support/database.ts'
import { openApi } from './support/server.ts'

/** A database after some statements, and whose sessions have a search path. */
async function prepared(path: string, statements: readonly string[]): Promise<Connection> {
  if (databaseKind === 'embedded') {
    const connection = await freshDatabase()
    for (const statement of [...statements, `set search_path = ${path}`])
      await sql.raw(statement).execute(connection.db)
    return connection
  }
  const database = await databaseOnServer()
  {
    await using connection = await open({ databaseUrl: database.url })
    for (const statement of statements) await sql.raw(statement).execute(connection.db)
  }
  const options = encodeURIComponent(`-c search_path=${path.replaceAll(' ', '\\ ')}`)
  const connection = await open({ databaseUrl: `${database.url}?options=${options}` })
  const close = async () => {
    await connection.close()
    await database[Symbol.asyncDispose]()
  }
  return { ...connection, close, [Symbol.asyncDispose]: close }
}

const otherProgram = [
  'create schema other',
  'create table other.kysely_migration (name varchar(255) primary key, timestamp varchar(255) not null)',
  `insert into other.kysely_migration values ('0001-theirs', '2020-01-01T00:00:00.000Z')`,
  'create table other.kysely_migration_lock (id varchar(255) primary key, is_locked integer not null default 0)',
  `insert into other.kysely_migration_lock values ('migration_lock', 0)`,
]

const extensions = [
  'create schema extensions',
  'create extension pg_trgm schema extensions',
  'create extension unaccent schema extensions',
]

const surroundings = {
  'tables in a schema of their own': { path: 'tenpoint', statements: ['create schema tenpoint'] },
  'tables in a schema whose name needs quotes': {
    path: '"Ten Point"',
    statements: ['create schema "Ten Point"'],
  },
  'extensions in a schema of their own': { path: 'public, extensions', statements: extensions },
  'tables and extensions in two schemas, none of them public': {
    path: 'tenpoint, extensions',
    statements: ['create schema tenpoint', ...extensions],
  },
  "another program's migrations in a schema further on": { path: 'public, other', statements: otherProgram },
  "another program's migrations in a schema before": {
    path: 'tenpoint, other, extensions',
    statements: ['create schema tenpoint', ...otherProgram, ...extensions],
  },
}

const questions = [
  '{ search(query: "maurtania -unhcr", first: 100) { nodes { title snippet relevance } } }',
  '{ search(query: "SODERKOPING") { nodes { title snippet relevance } } }',
  '{ initiatives(first: 100, search: "migration") { edges { cursor node { name actors(first: 3) { nodes { name } } } } facets { field buckets { value count } } } }',
  '{ actors(where: { name: { contains: "RED CROSS" } }) { edges { cursor node { name } } } }',
  '{ matrix(by: COUNTRY) { rows(first: 50) { nodes { label } } } places(first: 100) { nodes { name within { nodes { code } } } } }',
]

const answersOf = async (database: () => Promise<Connection>): Promise<unknown[]> => {
  await using api = await openApi({ database })
  const answers: unknown[] = []
  for (const question of questions) answers.push(await api.data(question))
  return answers
}

describe('a database with', () => {
  let expected: unknown[]
  beforeAll(async () => {
    expected = await answersOf(catalogueDatabase)
  })

  it.each(Object.entries(surroundings))('%s starts and answers like any other', async (_, { path, statements }) => {
    const answers = await answersOf(async () => {
      const connection = await prepared(path, statements)
      expect((await migrateToLatest(connection.db)).length).toBeGreaterThan(4)
      expect(await migrateToLatest(connection.db)).toEqual([])
      await loadCatalogue(connection.db)
      return connection
    })
    expect(answers).toEqual(expected)
  })

  it('tables in another schema keeps them in step for a session with another search path, and goes down again', async () => {
    await using connection = await prepared('tenpoint, extensions', ['create schema tenpoint', ...extensions])
    const { db } = connection
    const ran = await migrateToLatest(db)
    await loadCatalogue(db)
    const found = await db.connection().execute(async (session) => {
      const { rows: paths } = await sql<{ path: string }>`select current_setting('search_path') as path`.execute(
        session,
      )
      await sql`set search_path = extensions`.execute(session)
      const written = [
        'begin',
        `select tenpoint.open_changeset('test', 'For this test.')`,
        `update tenpoint.actors set description = 'Once met in Zanzibar.' where slug = 'unhcr'`,
        `update tenpoint.places set parent_id = null where code = 'X-PUNTLAND'`,
        'commit',
      ]
      for (const statement of written) await sql.raw(statement).execute(session)
      const { rows } = await sql<{
        n: number
      }>`select count(*)::integer as n from tenpoint.search_entries where body like '%Zanzibar%'`.execute(session)
      await sql`select set_config('search_path', ${paths[0]?.path}, false)`.execute(session)
      return rows[0]?.n
    })
    expect(found).toBe(1)
    expect(await migrateDown(db, { all: true })).toEqual([...ran].reverse())
    const { rows } = await sql<{ name: string }>`
      select relname as name from pg_class where relnamespace in ('tenpoint'::regnamespace, 'public'::regnamespace) and relname !~ '^kysely_'
        and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e')`.execute(
      db,
    )
    expect(rows).toEqual([])
  })
})
