// The settings a session is opened with, and what the server made of them.
import type pg from 'pg'
import { DatabaseError } from '../errors.ts'

const OLDEST_SERVER = 15

/**
 * Settings for the start of a session, where they cost nothing later. Statements here take milliseconds; compiling them to
 * machine code would take longer than running them.
 */
export const sessionSettings = (statementTimeoutMs: number, more: string): string =>
  `-c jit=off -c statement_timeout=${statementTimeoutMs} ${more}`.trim()

export interface Session {
  /** After how long the server cancels a statement, in milliseconds; 0 is never. */
  readonly timeoutMs: number
}

/** Reads the settings of a new session. Throws DatabaseError UNSUPPORTED_SERVER. */
export async function readSession(client: pg.ClientBase): Promise<Session> {
  const { rows } = await client.query<{ version: string; timeout: string }>(
    `select current_setting('server_version') as version,
      (extract(epoch from current_setting('statement_timeout')::interval) * 1000)::integer::text as timeout`,
  )
  const [row] = rows
  refuseOldServer(row?.version ?? 'of unknown version')
  return { timeoutMs: Number(row?.timeout ?? 0) }
}

/** Throws where a server is too old, by the version it reports. */
export function refuseOldServer(version: string): void {
  if (Number.parseInt(version, 10) >= OLDEST_SERVER) return
  throw new DatabaseError(
    'UNSUPPORTED_SERVER',
    `The database server is Postgres ${version}; ${OLDEST_SERVER} or later is needed.`,
  )
}
