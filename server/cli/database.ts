// Opens the database of the configuration for a command, and closes it afterwards.
import { readConfig } from '../config.ts'
import { type Connection, connect } from '../db/connect.ts'
import { migrateToLatest } from '../db/migrate.ts'

/**
 * Runs something on the database that the environment names, brought up to date with this program. Commands may take as
 * long as they need, so statements have no time limit. Throws ConfigError and DatabaseError.
 */
export async function withDatabase<T>(run: (connection: Connection) => Promise<T>): Promise<T> {
  await using connection = await connect({ ...readConfig(process.env), statementTimeoutMs: 0 })
  await migrateToLatest(connection.db)
  return await run(connection)
}
