// Brings the database to the state this version of the server expects, and back.
import { type Kysely, sql } from 'kysely'
import { type MigrationResultSet, Migrator, NO_MIGRATIONS } from 'kysely/migration'
import { migrations } from '../../migrations/index.ts'
import { DatabaseError } from './errors.ts'

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
    const { rows } = await sql<{ statement_timeout: string }>`show statement_timeout`.execute(connection)
    const timeout = rows[0]?.statement_timeout ?? '0'
    await sql`set statement_timeout = 0`.execute(connection)
    try {
      return namesOf(
        await run(new Migrator({ db: connection, provider: { getMigrations: async () => ({ ...migrations }) } })),
      )
    } finally {
      await sql`set statement_timeout = ${sql.lit(timeout)}`.execute(connection)
    }
  })
}

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
