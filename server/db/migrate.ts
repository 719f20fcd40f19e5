// Brings the database to the state this version of the server expects, and back.
import { type Kysely, sql } from 'kysely'
import { type Migration, type MigrationResultSet, Migrator, NO_MIGRATIONS } from 'kysely/migration'
import { migrations } from '../../migrations/index.ts'
import { DatabaseError } from './errors.ts'
import { homeSchema, inSchema } from './home-schema.ts'

/** Landed with `public.` written in; what has landed is not edited. */
const namesPublic = '20261124T1000-add-search'

/**
 * Runs what is missing, all or nothing. Instances that start together wait for each other: the first one migrates, the
 * others find nothing left to do. Answers the names of the migrations it ran.
 */
export function migrateToLatest<DB>(db: Kysely<DB>): Promise<readonly string[]> {
  return migrate(db, (migrator) => migrator.migrateToLatest())
}

/** Takes back the last migration, or all of them. Answers the names of those taken back. */
export function migrateDown<DB>(db: Kysely<DB>, { all = false } = {}): Promise<readonly string[]> {
  return migrate(db, (migrator) => (all ? migrator.migrateTo(NO_MIGRATIONS) : migrator.migrateDown()))
}

async function migrate<DB>(
  db: Kysely<DB>,
  run: (migrator: Migrator) => Promise<MigrationResultSet>,
): Promise<readonly string[]> {
  return db.connection().execute(async (connection) => {
    // Waiting for another instance's migration, or building an index, may take longer than any query should.
    const { rows } = await sql<{ timeout: string; path: string }>`
      select current_setting('statement_timeout') as timeout, current_setting('search_path') as path`.execute(
      connection,
    )
    const { timeout = '0', path = 'public' } = rows[0] ?? {}
    const set = (name: string, value: string) => sql`select set_config(${name}, ${value}, false)`.execute(connection)
    const home = await homeSchema(connection, Object.keys(migrations))
    await set('statement_timeout', '0')
    // What is created without a schema's name goes into the first one.
    await sql`select set_config('search_path', concat_ws(', ', quote_ident(${home}), nullif(${path}, '')), false)`.execute(
      connection,
    )
    const provider = { getMigrations: async () => migrationsIn(home) }
    try {
      return namesOf(await run(new Migrator({ db: connection, provider, migrationTableSchema: home })))
    } finally {
      await set('search_path', path)
      await set('statement_timeout', timeout)
    }
  })
}

const migrationsIn = (home: string): Record<string, Migration> => ({
  ...migrations,
  ...Object.fromEntries(
    Object.entries(migrations)
      .filter(([name]) => name === namesPublic)
      .map(([name, migration]) => [name, inSchema(migration, home)]),
  ),
})

function namesOf({ error, results = [] }: MigrationResultSet): readonly string[] {
  if (error !== undefined) {
    if (error instanceof DatabaseError) throw error
    const failed = results.find(({ status }) => status === 'Error')?.migrationName
    const reason = error instanceof Error ? error.message : String(error)
    throw new DatabaseError('MIGRATION_FAILED', `${failed ? `Migration ${failed}` : 'Migrating'} failed: ${reason}`, {
      cause: error,
    })
  }
  return results.map(({ migrationName }) => migrationName)
}
