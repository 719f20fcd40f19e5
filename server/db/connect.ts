// The way to the database: a Postgres server where an address is given, else Postgres embedded in this process.
import type { PGlite } from '@electric-sql/pglite'
import { type Dialect, Kysely, PGliteDialect } from 'kysely'
import { lockDataDirectory } from './data-directory.ts'
import { openEmbedded } from './embedded.ts'
import { Gate } from './gate.ts'
import { readDatabaseUrl } from './postgres/address.ts'
import { PooledPostgresDialect } from './postgres/dialect.ts'
import { openPool } from './postgres/pool.ts'
import { Probe } from './postgres/probe.ts'
import { Reader } from './postgres/reader.ts'
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
  /** How many reads wait for a connection at most; further ones are refused. */
  readonly queueSize?: number
  /** Called when a connection breaks, idle or not; the next statement has another one. */
  readonly onConnectionLost?: (error: Error) => void
  /** Called once where a pooler lets sessions have no settings of their own. */
  readonly onSettingsRefused?: () => void
  /** Told of every statement once it has run, failed ones too. */
  readonly onStatement?: ((text: string, durationMs: number) => void) | undefined
  /** What an embedded database dumped, for one in memory to begin with. */
  readonly snapshot?: Blob | undefined
}

type Row = Readonly<Record<string, unknown>>

/** How the database is: it answers, it answers and has more to do than it can, or it does not answer. */
export interface Health {
  readonly state: 'ready' | 'busy' | 'away'
  /** Reads that wait for their turn. */
  readonly waiting: number
}

/**
 * An open database. On both kinds a row holds the same JavaScript values: `int8` and `numeric` as numbers, `date` as
 * `YYYY-MM-DD`, `timestamptz` as a `Date`, `json` parsed.
 */
export interface Connection extends AsyncDisposable {
  readonly db: Kysely<Database>
  /**
   * The rows of one statement that only reads, prepared where that pays. Rejects with DatabaseError DATABASE_BUSY where
   * too many wait already, and with the signal's reason where that aborts: the server then gives the statement up.
   */
  read(sql: string, parameters: readonly unknown[], signal?: AbortSignal): Promise<readonly Row[]>
  /** How the database is, within two seconds. Does not wait for any query. */
  health(): Promise<Health>
  readonly kind: 'postgres' | 'embedded'
  /** Where it is, for people and logs; without a password. */
  readonly describe: string
  close(): Promise<void>
}

/** Reads that wait at most where nothing else is set. */
export const defaultQueueSize = 500

/** Opens the database. A server is first spoken to by the first statement, so that it may be down for a while. */
export async function connect(options: ConnectOptions): Promise<Connection> {
  return options.databaseUrl === undefined ? connectEmbedded(options) : connectPostgres(options.databaseUrl, options)
}

async function connectEmbedded(options: ConnectOptions): Promise<Connection> {
  const { dataDir, snapshot } = options
  const directory = dataDir === undefined ? undefined : await lockDataDirectory(dataDir)
  try {
    const pglite = await openEmbedded({ directory: directory?.database, snapshot })
    return connection(options, 1, {
      dialect: new PGliteDialect({ pglite }),
      kind: 'embedded',
      describe: dataDir === undefined ? 'embedded database in memory' : `embedded database in ${dataDir}`,
      // Unnamed, so that it replaces the statement before it: the memory of this database never shrinks.
      read: async (sql, parameters) => (await pglite.query<Row>(sql, [...parameters], { rowMode: 'object' })).rows,
      answers: () => answersInside(pglite),
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

/** How long a check waits for the embedded database, which does one thing after the other. */
const checkMs = 2000

/** Postgres in this process is there unless it fails; that it takes its time only says that it works. */
async function answersInside(pglite: PGlite): Promise<boolean> {
  const late = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => late.resolve(true), checkMs)
  const asked = pglite.query('select 1').then(
    () => true,
    () => false,
  )
  const answers = await Promise.race([asked, late.promise])
  clearTimeout(timer)
  return answers
}

function connectPostgres(databaseUrl: string, options: ConnectOptions): Connection {
  const { describe, ...address } = readDatabaseUrl(databaseUrl)
  const pool = openPool({ ...options, ...address })
  const reader = new Reader({ pool, statementTimeoutMs: options.statementTimeoutMs })
  const probe = new Probe(pool.openClient)
  return connection(options, options.poolSize, {
    dialect: new PooledPostgresDialect({ pool }),
    kind: 'postgres',
    describe,
    read: (sql, parameters, signal) => reader.read(sql, parameters, signal),
    answers: () => probe.answers(),
    closed: async () => {
      await probe.close()
      await pool.end()
    },
  })
}

interface ConnectionParts extends Pick<Connection, 'kind' | 'describe' | 'read'> {
  readonly dialect: Dialect
  answers(): Promise<boolean>
  closed(): Promise<void>
}

function connection(
  { onStatement, queueSize = defaultQueueSize }: ConnectOptions,
  size: number,
  { dialect, read, answers, closed, ...parts }: ConnectionParts,
): Connection {
  const db = new Kysely<Database>({
    dialect,
    ...(onStatement && { log: ({ query, queryDurationMillis }) => onStatement(query.sql, queryDurationMillis) }),
  })
  const gate = new Gate({ size, queueSize })
  let closing: Promise<void> | undefined
  const close = () => (closing ??= db.destroy().then(closed))
  return {
    db,
    ...parts,
    async read(sql, parameters, signal) {
      signal?.throwIfAborted()
      await gate.enter(signal)
      const began = onStatement && performance.now()
      try {
        return await read(sql, parameters, signal)
      } finally {
        gate.leave()
        if (began !== undefined) onStatement?.(sql, performance.now() - began)
      }
    },
    async health() {
      const { waiting, isCrowded } = gate
      if (!(await answers())) return { state: 'away', waiting }
      return { state: isCrowded ? 'busy' : 'ready', waiting }
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}
