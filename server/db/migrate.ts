// Brings the database to the state this version of the server expects, and back.
import { type Kysely, sql } from 'kysely'
import { type Migration, type MigrationResultSet, Migrator, NO_MIGRATIONS } from 'kysely/migration'
import { migrations } from '../../migrations/index.ts'
import { DatabaseError } from './errors.ts'
import { homeSchema, inSchema } from './home-schema.ts'

/** Migrations before this one were written for the schema `public`; what has landed is not edited. */
const schemaNeutral = '20261126'

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

/** Any number does, as long as every instance takes the same. */
const MIGRATION_LOCK = 7_310_208_640

async function migrate<DB>(
  db: Kysely<DB>,
  run: (migrator: Migrator) => Promise<MigrationResultSet>,
): Promise<readonly string[]> {
  // One transaction for all of it, the lock included: what is set for a session would stay with a pooler's backend.
  const transaction = db.transaction().setIsolationLevel('read committed')
  return transaction.execute(async (transaction) => {
    // Waiting for another instance's migration, or building an index, may take longer than any query should.
    await sql`select set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true)`.execute(
      transaction,
    )
    await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(transaction)
    const home = await homeSchema(transaction, Object.keys(migrations))
    // What is created without a schema's name goes into the first one.
    await sql`select set_config('search_path', concat_ws(', ', quote_ident(${home}), nullif(current_setting('search_path'), '')), true)`.execute(
      transaction,
    )
    const provider = { getMigrations: async () => migrationsIn(home) }
    return namesOf(await run(new Migrator({ db: transaction, provider, migrationTableSchema: home })))
  })
}

const migrationsIn = (home: string): Record<string, Migration> =>
  Object.fromEntries(
    Object.entries(migrations).map(([name, migration]) => [
      name,
      name < schemaNeutral ? inSchema(migration, home) : migration,
    ]),
  )

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
