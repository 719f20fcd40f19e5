// Kysely's Postgres without its lock for migrations: that belongs to a session, and a pooler that shares backends by
// transaction would take it on one backend and give it back on another. `migrate.ts` has a lock of its own.
import { PostgresAdapter, PostgresDialect } from 'kysely'

class LocklessAdapter extends PostgresAdapter {
  override async acquireMigrationLock(): Promise<void> {}

  override async releaseMigrationLock(): Promise<void> {}
}

export class PooledPostgresDialect extends PostgresDialect {
  override createAdapter(): PostgresAdapter {
    return new LocklessAdapter()
  }
}
