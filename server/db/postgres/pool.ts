// A pool of connections to a Postgres server, or to a pooler before one.
import type { PostgresPool } from 'kysely'
import pg from 'pg'
import { DatabaseError } from '../errors.ts'
import { readSession, sessionSettings } from './session.ts'
import { valueTypes } from './values.ts'

export const connectionTimeoutMs = 5000
/** A server that vanishes without a word is noticed on idle connections after this long and nine probes of the system. */
const keepAliveDelayMs = 10_000

export interface PoolOptions {
  readonly connectionString: string
  /** Settings for each session that the address itself asks for. */
  readonly sessionOptions: string
  readonly poolSize: number
  readonly statementTimeoutMs: number
  readonly onConnectionLost?: ((error: Error) => void) | undefined
  /** Called once if the server allows no settings per session, as poolers that share sessions do. */
  readonly onSettingsRefused?: (() => void) | undefined
}

export interface Pool extends PostgresPool {
  connect(): Promise<pg.PoolClient>
  end(): Promise<void>
  /** Opens a connection beside the pool, with no settings but those of the address. Its loss is reported like any other. */
  openClient(): Promise<pg.Client>
  /** Whether the server itself cancels statements of this connection in time. */
  isTimed(client: pg.ClientBase): boolean
}

/** Opens a pool. No connection is made before it is needed, and a lost one is replaced by the next. */
export function openPool(options: PoolOptions): Pool {
  const { connectionString, sessionOptions, poolSize, statementTimeoutMs, onConnectionLost, onSettingsRefused } =
    options
  const timed = new WeakSet<pg.ClientBase>()
  let refusesSettings = false

  /** A client whose errors are handled during its whole life, whoever uses it. */
  class HeardClient extends pg.Client {
    constructor(config?: pg.ClientConfig) {
      super(refusesSettings ? { ...config, options: '' } : config)
      let lost = false
      this.on('error', (error) => {
        // A socket that breaks says so several times.
        if (!lost) onConnectionLost?.(error)
        lost = true
      })
    }
  }

  const config = {
    connectionString,
    connectionTimeoutMillis: connectionTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveDelayMs,
    application_name: 'tenpoint',
    types: valueTypes(),
  }
  const pool = new pg.Pool({
    ...config,
    Client: HeardClient,
    options: sessionSettings(statementTimeoutMs, sessionOptions),
    max: poolSize,
    onConnect: async (client) => {
      const session = await readSession(client)
      if (session.timeoutMs > 0 && session.timeoutMs <= statementTimeoutMs) timed.add(client)
    },
  })
  // The pool repeats errors that its clients have reported already.
  pool.on('error', () => {})

  const connect = async (): Promise<pg.PoolClient> => {
    const withSettings = !refusesSettings
    try {
      return await pool.connect()
    } catch (error) {
      if (!withSettings || !isRefusal(error)) throw error
      if (sessionOptions !== '') {
        throw new DatabaseError(
          'POOLER_REFUSES_OPTIONS',
          'The pooler refuses the options of the database address. Set them on the role or the database instead (alter role ... set ...).',
          { cause: error },
        )
      }
      if (!refusesSettings) onSettingsRefused?.()
      refusesSettings = true
      return pool.connect()
    }
  }
  let ended: Promise<void> | undefined
  return {
    Client: pg.Client,
    options: pool.options,
    connect,
    async openClient() {
      const client = new HeardClient({ ...config, options: sessionOptions })
      await client.connect()
      return client
    },
    isTimed: (client) => timed.has(client),
    end: () => (ended ??= pool.end()),
  }
}

/** What poolers answer to a session that brings settings: pgbouncer names the parameter, others call it unsupported. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof pg.DatabaseError)) return false
  return (
    (error.code === '08P01' || error.code === '0A000') && /options|startup parameter|command.line/i.test(error.message)
  )
}
