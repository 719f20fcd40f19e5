// The way to the database: a Postgres server where an address is given, else Postgres embedded in this process.
import { type Dialect, Kysely, PGliteDialect, PostgresDialect } from 'kysely'
import { lockDataDirectory } from './data-directory.ts'
import { openEmbedded } from './embedded.ts'
import { openPool, readDatabaseUrl } from './postgres.ts'
import type { Database } from './tables.ts'

export interface ConnectOptions {
  /** The address of a Postgres 15 or later. Without it the database is embedded. */
  readonly databaseUrl?: string | undefined
  /** The directory of the embedded database; without it, it lives in memory. */
  readonly dataDir?: string | undefined
  /** How many connections to a server are open at most. The embedded database has one. */
  readonly poolSize: number
  /** After how long a server gives a statement up; 0 is never. The embedded database cannot interrupt one. */
  readonly statementTimeoutMs: number
  /** Told when an idle connection breaks; the pool replaces it by itself. */
  readonly onConnectionLost?: (error: Error) => void
  /** Told of every statement once it has run, failed ones too. */
  readonly onStatement?: ((text: string, durationMs: number) => void) | undefined
  /** What an embedded database dumped, for one in memory to begin with. */
  readonly snapshot?: Blob | undefined
}

/**
 * An open database. On both kinds a row holds the same JavaScript values: `int8` and `numeric` as numbers, `date` as
 * `YYYY-MM-DD`, `timestamptz` as a `Date`, `json` parsed.
 */
export interface Connection extends AsyncDisposable {
  readonly db: Kysely<Database>
  readonly kind: 'postgres' | 'embedded'
  /** Where it is, for people and logs; without a password. */
  readonly describe: string
  close(): Promise<void>
}

/** Opens the database. A server is first spoken to by the first statement, so that it may be down for a while. */
export async function connect(options: ConnectOptions): Promise<Connection> {
  return options.databaseUrl === undefined ? connectEmbedded(options) : connectPostgres(options.databaseUrl, options)
}

async function connectEmbedded({ dataDir, snapshot, onStatement }: ConnectOptions): Promise<Connection> {
  const directory = dataDir === undefined ? undefined : await lockDataDirectory(dataDir)
  try {
    const pglite = await openEmbedded({ directory: directory?.database, snapshot })
    return connection(new PGliteDialect({ pglite }), onStatement, {
      kind: 'embedded',
      describe: dataDir === undefined ? 'embedded database in memory' : `embedded database in ${dataDir}`,
      async closed() {
        // Kysely closes what it has used, which it may not have come to.
        if (!pglite.closed) await pglite.close()
        await directory?.release()
      },
    })
  } catch (error) {
    await directory?.release()
    throw error
  }
}

function connectPostgres(databaseUrl: string, options: ConnectOptions): Connection {
  const { describe, ...address } = readDatabaseUrl(databaseUrl)
  const pool = openPool({ ...options, ...address })
  return connection(new PostgresDialect({ pool }), options.onStatement, {
    kind: 'postgres',
    describe,
    closed: () => pool.end(),
  })
}

interface ConnectionParts extends Pick<Connection, 'kind' | 'describe'> {
  closed(): Promise<void>
}

function connection(
  dialect: Dialect,
  onStatement: ConnectOptions['onStatement'],
  { closed, ...parts }: ConnectionParts,
): Connection {
  const db = new Kysely<Database>({
    dialect,
    ...(onStatement && { log: ({ query, queryDurationMillis }) => onStatement(query.sql, queryDurationMillis) }),
  })
  let closing: Promise<void> | undefined
  const close = () => (closing ??= db.destroy().then(closed))
  return { db, ...parts, close, [Symbol.asyncDispose]: close }
}
