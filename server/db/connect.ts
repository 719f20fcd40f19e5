// Connects to the database: a Postgres server if an address is set, else Postgres embedded in this process.
import type { PGlite } from '@electric-sql/pglite'
import { type Dialect, Kysely, PGliteDialect } from 'kysely'
import { lockDataDirectory } from './data-directory.ts'
import { openEmbedded } from './embedded.ts'
import { Gate } from './gate.ts'
import { isUnknown, Past, unknownRevision } from './past.ts'
import { readDatabaseUrl } from './postgres/address.ts'
import { PooledPostgresDialect } from './postgres/dialect.ts'
import { openPool } from './postgres/pool.ts'
import { Probe } from './postgres/probe.ts'
import { Reader } from './postgres/reader.ts'
import { PostgresWatch } from './postgres/watch.ts'
import { askReadiness, type Readiness } from './readiness.ts'
import type { Database } from './tables.ts'
import { type RevisionWatch, watchEmbedded } from './watch.ts'
import { limitWriters } from './writers.ts'

export interface ConnectOptions {
  /** The address of a Postgres 15 or later. Without it the database is embedded. */
  readonly databaseUrl?: string | undefined
  /** The directory of the embedded database; without it, it lives in memory. */
  readonly dataDir?: string | undefined
  /** How many connections to a server reads use at most; the changeset at work has one more. The embedded database has one. */
  readonly poolSize: number
  /** After how long a server cancels a statement; 0 is never. The embedded database cannot interrupt one. */
  readonly statementTimeoutMs: number
  /** How many reads wait for a connection at most, and how many changesets for their turn; further ones are refused. */
  readonly queueSize?: number
  /** Called when a connection breaks, idle or not; the next statement has another one. */
  readonly onConnectionLost?: (error: Error) => void
  /** Called once if a pooler allows no settings per session. */
  readonly onSettingsRefused?: () => void
  /** Called with every statement once it has run, failed ones included. */
  readonly onStatement?: ((text: string, durationMs: number) => void) | undefined
  /** A query whose column `ready` says whether the database holds what the program needs, where that is a question. */
  readonly readyQuery?: string
  /** What an embedded database dumped, for one in memory to begin with. */
  readonly snapshot?: Blob | undefined
}

type Row = Readonly<Record<string, unknown>>

/** The state of the database: it answers, it is overloaded, it lacks what the program needs, or it does not answer. */
export interface Health {
  readonly state: 'ready' | 'busy' | 'bare' | 'away'
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
   *
   * With a revision, the rows as they were then. Rejects with DatabaseError REVISION_UNKNOWN where there is none of that
   * number.
   */
  read(sql: string, parameters: readonly unknown[], signal?: AbortSignal, revision?: number): Promise<readonly Row[]>
  /** How the database is, within two seconds. Does not wait for any query. */
  health(): Promise<Health>
  /** Calls back whenever the catalogue may have a new revision, of whatever instance. The result ends that. */
  readonly watch: RevisionWatch['watch']
  readonly kind: 'postgres' | 'embedded'
  /** Where it is, for people and logs; without a password. */
  readonly describe: string
  close(): Promise<void>
}

/** Reads that wait at most where nothing else is set. */
export const defaultQueueSize = 500

/** Opens the database. A server is contacted by the first statement only, so it may be down for a while. */
export async function connect(options: ConnectOptions): Promise<Connection> {
  return options.databaseUrl === undefined ? connectEmbedded(options) : connectPostgres(options.databaseUrl, options)
}

async function connectEmbedded(options: ConnectOptions): Promise<Connection> {
  const { dataDir, snapshot } = options
  const directory = dataDir === undefined ? undefined : await lockDataDirectory(dataDir)
  try {
    const pglite = await openEmbedded({ directory: directory?.database, snapshot })
    const past = new Past(async (text) => (await pglite.query<Row>(text)).rows)
    const revisionWatch = watchEmbedded(pglite, (error) => options.onConnectionLost?.(asError(error)))
    return connection(
      options,
      { size: 1, pastSize: 1 },
      {
        dialect: new PGliteDialect({ pglite }),
        kind: 'embedded',
        describe: dataDir === undefined ? 'embedded database in memory' : `embedded database in ${dataDir}`,
        // Unnamed, so that it replaces the statement before it: the memory of this database never shrinks.
        read: async (sql, parameters) => (await pglite.query<Row>(sql, [...parameters], { rowMode: 'object' })).rows,
        readPast: async (sql, parameters, revision) => {
          const { text, values } = await past.settings(revision)
          return pglite.transaction(async (transaction) => {
            const [settings] = (await transaction.query<Row>(text, values)).rows
            if (isUnknown(settings)) throw unknownRevision()
            return (await transaction.query<Row>(sql, [...parameters], { rowMode: 'object' })).rows
          })
        },
        asks: (query) => askInside(pglite, query),
        watch: revisionWatch.watch,
        async closed() {
          // Kysely closes what it has used, which it may not have come to.
          if (!pglite.closed) await pglite.close()
          await directory?.release()
        },
      },
    )
  } catch (error) {
    await directory?.release()
    throw error
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))

/** How long a check waits for the embedded database, which does one thing after the other. */
const checkMs = 2000

/** Postgres in this process is there unless it fails; that it takes its time only says that it works. */
async function askInside(pglite: PGlite, query: string): Promise<Readiness> {
  const late = Promise.withResolvers<Readiness>()
  const timer = setTimeout(() => late.resolve('ready'), checkMs)
  const answer = await Promise.race([askReadiness(query, (text) => pglite.query(text)), late.promise])
  clearTimeout(timer)
  return answer
}

/** How many reads of the past run at once, as a share of all reads: one of so many. */
const pastShare = 2

function connectPostgres(databaseUrl: string, options: ConnectOptions): Connection {
  const { describe, ...address } = readDatabaseUrl(databaseUrl)
  // One more than reads use: the changeset at work may wait for that of another process, and keeps none of them waiting.
  const pool = openPool({ ...options, ...address, poolSize: options.poolSize + 1 })
  const reader = new Reader({ pool, statementTimeoutMs: options.statementTimeoutMs })
  const probe = new Probe(pool.openClient)
  const revisionWatch = new PostgresWatch(pool.openClient)
  return connection(
    options,
    { size: options.poolSize, pastSize: Math.ceil(options.poolSize / pastShare) },
    {
      dialect: new PooledPostgresDialect({ pool }),
      kind: 'postgres',
      describe,
      read: (sql, parameters, signal) => reader.read(sql, parameters, signal),
      readPast: (sql, parameters, revision, signal) => reader.readPast(sql, parameters, revision, signal),
      asks: (query) => probe.asks(query),
      watch: revisionWatch.watch,
      closed: async () => {
        await Promise.all([probe.close(), revisionWatch.close()])
        await pool.end()
      },
    },
  )
}

interface ConnectionParts extends Pick<Connection, 'kind' | 'describe' | 'watch'> {
  readonly dialect: Dialect
  read(sql: string, parameters: readonly unknown[], signal: AbortSignal | undefined): Promise<readonly Row[]>
  readPast(
    sql: string,
    parameters: readonly unknown[],
    revision: number,
    signal: AbortSignal | undefined,
  ): Promise<readonly Row[]>
  asks(query: string): Promise<Readiness>
  closed(): Promise<void>
}

function connection(
  { onStatement, queueSize = defaultQueueSize, readyQuery = 'select true as ready' }: ConnectOptions,
  { size, pastSize }: { readonly size: number; readonly pastSize: number },
  { dialect, read, readPast, asks, closed, ...parts }: ConnectionParts,
): Connection {
  const db = new Kysely<Database>({
    dialect,
    ...(onStatement && { log: ({ query, queryDurationMillis }) => onStatement(query.sql, queryDurationMillis) }),
  })
  limitWriters(db, queueSize)
  const gate = new Gate({ size, queueSize })
  // Before the other gate, so that reads of the past, which cost more, do not keep all places there.
  const pastGate = new Gate({ size: pastSize, queueSize })
  let closing: Promise<void> | undefined
  const close = () => (closing ??= db.destroy().then(closed))
  const admitted = async (
    sql: string,
    signal: AbortSignal | undefined,
    run: () => Promise<readonly Row[]>,
  ): Promise<readonly Row[]> => {
    signal?.throwIfAborted()
    await gate.enter(signal)
    const began = onStatement && performance.now()
    try {
      return await run()
    } finally {
      gate.leave()
      if (began !== undefined) onStatement?.(sql, performance.now() - began)
    }
  }
  const ofThePast = async <T>(signal: AbortSignal | undefined, run: () => Promise<T>): Promise<T> => {
    signal?.throwIfAborted()
    await pastGate.enter(signal)
    try {
      return await run()
    } finally {
      pastGate.leave()
    }
  }
  return {
    db,
    ...parts,
    read: (sql, parameters, signal, revision) =>
      revision === undefined
        ? admitted(sql, signal, () => read(sql, parameters, signal))
        : ofThePast(signal, () => admitted(sql, signal, () => readPast(sql, parameters, revision, signal))),
    async health() {
      const waiting = gate.waiting + pastGate.waiting
      const isCrowded = gate.isCrowded || pastGate.isCrowded
      const readiness = await asks(readyQuery)
      if (readiness !== 'ready') return { state: readiness ?? 'away', waiting }
      return { state: isCrowded ? 'busy' : 'ready', waiting }
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}
