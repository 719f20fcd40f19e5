// A pool of connections to a Postgres server that gives statements names, so that the server parses each text once.
import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import pg from 'pg'
import { DatabaseError } from './errors.ts'
import { StatementNames } from './statement-names.ts'

const OLDEST_SERVER = 15
const CONNECTION_TIMEOUT_MS = 5000

export interface Address {
  readonly connectionString: string
  /** Settings for each session that the address itself asks for. */
  readonly sessionOptions: string
}

export interface PoolOptions extends Address {
  readonly poolSize: number
  readonly statementTimeoutMs: number
  readonly onConnectionLost?: (error: Error) => void
}

/** Reads an address: what to connect to, and how to tell people of it without its password. */
export function readDatabaseUrl(databaseUrl: string): Address & { readonly describe: string } {
  const url = URL.parse(databaseUrl)
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw new DatabaseError(
      'BAD_DATABASE_URL',
      'The database address is not of the form postgres://user:password@host:port/database.',
    )
  }
  const host = url.searchParams.get('host') ?? url.host
  // pg lets options in the address replace those it is given, so they are taken out and joined with ours.
  const sessionOptions = url.searchParams.get('options') ?? ''
  url.searchParams.delete('options')
  return {
    connectionString: url.href,
    sessionOptions,
    describe: `Postgres database ${url.pathname.slice(1)} at ${host || 'localhost'}`,
  }
}

/** Opens a pool. No connection is made before the first statement, and a lost one is replaced by the next. */
export function openPool(options: PoolOptions): PostgresPool & { end(): Promise<void> } {
  const { connectionString, sessionOptions, poolSize, statementTimeoutMs, onConnectionLost } = options
  const pool = new pg.Pool({
    connectionString,
    // Statements here take milliseconds; compiling them to machine code would take longer than running them.
    options: `-c jit=off -c statement_timeout=${statementTimeoutMs} ${sessionOptions}`.trim(),
    max: poolSize,
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    keepAlive: true,
    application_name: 'tenpoint',
    types: valueTypes(),
    onConnect: async (client) => {
      const { rows } = await client.query<{ server_version: string }>('show server_version')
      refuseOldServer(rows[0]?.server_version ?? 'of unknown version')
    },
  })
  // Without a listener, a server that restarts would take this process down with it.
  pool.on('error', (error) => onConnectionLost?.(error))

  const names = new StatementNames()
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  let ended: Promise<void> | undefined
  return {
    Client: pg.Client,
    options: pool.options,
    async connect() {
      const client = await pool.connect()
      const known = clients.get(client)
      if (known) return known
      const named = new NamingClient(client, names)
      clients.set(client, named)
      return named
    },
    end: () => (ended ??= pool.end()),
  }
}

/** Throws where a server is too old, by the version it tells. */
export function refuseOldServer(version: string): void {
  if (Number.parseInt(version, 10) >= OLDEST_SERVER) return
  throw new DatabaseError(
    'UNSUPPORTED_SERVER',
    `The database server is Postgres ${version}; ${OLDEST_SERVER} or later is needed.`,
  )
}

/** What the embedded database gives too: numbers as numbers and dates as text. */
function valueTypes(): pg.CustomTypesConfig {
  const { INT8, NUMERIC, DATE } = pg.types.builtins
  const INT8_ARRAY = 1016
  const NUMERIC_ARRAY = 1231
  const DATE_ARRAY = 1182
  const types = new pg.TypeOverrides()
  const numbers = (value: string) => itemsOf(value).map((item) => (item === null ? null : Number(item)))
  types.setTypeParser(INT8, Number)
  types.setTypeParser(NUMERIC, Number)
  types.setTypeParser(DATE, (value) => value)
  types.setTypeParser(INT8_ARRAY, numbers)
  types.setTypeParser(NUMERIC_ARRAY, numbers)
  types.setTypeParser(DATE_ARRAY, itemsOf)
  return types
}

/** The items of an array of numbers or dates: `{1,NULL,2}`. They hold nothing that is quoted. */
function itemsOf(array: string): (string | null)[] {
  return array === '{}'
    ? []
    : array
        .slice(1, -1)
        .split(',')
        .map((item) => (item === 'NULL' ? null : item))
}

/** A client that prepares what it reads with. Writes and DDL go unnamed: they are rare, and a plan kept for them is waste. */
class NamingClient implements PostgresPoolClient {
  readonly #client: pg.PoolClient
  readonly #names: StatementNames

  constructor(client: pg.PoolClient, names: StatementNames) {
    this.#client = client
    this.#names = names
  }

  query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>
  query(sql: unknown): never
  query<R>(sql: unknown, parameters: readonly unknown[] = []): Promise<PostgresQueryResult<R>> {
    if (typeof sql !== 'string') throw new TypeError('Cursors are not supported.')
    return this.#run<R>(sql, [...parameters])
  }

  async #run<R>(text: string, values: unknown[]): Promise<PostgresQueryResult<R>> {
    const name = this.#names.nameOf(text)
    try {
      return resultOf(await this.#client.query<R & pg.QueryResultRow>({ text, values, ...(name && { name }) }))
    } catch (error) {
      if (!name || !isStalePlan(error)) throw error
      // Another instance has migrated meanwhile. Outside a transaction nothing was lost: ask again, prepared anew.
      this.#names.forget(text)
      if (this.#client.getTransactionStatus() !== 'I') throw error
      return resultOf(await this.#client.query<R & pg.QueryResultRow>({ text, values }))
    }
  }

  get processID(): number | undefined {
    const id: unknown = Reflect.get(this.#client, 'processID')
    return typeof id === 'number' ? id : undefined
  }

  release(destroy?: boolean): void {
    this.#client.release(destroy)
  }
}

/** Postgres refuses to run a prepared statement whose columns a migration has changed. */
function isStalePlan(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '0A000' && error.routine === 'RevalidateCachedQuery'
}

type Command = PostgresQueryResult<unknown>['command']

const commands: ReadonlySet<string> = new Set<Command>(['INSERT', 'UPDATE', 'DELETE', 'MERGE', 'COMMIT', 'ROLLBACK'])
const isCommand = (command: string): command is Command => commands.has(command)

function resultOf<R>({ command, rowCount, rows }: pg.QueryResult<R & pg.QueryResultRow>): PostgresQueryResult<R> {
  // Kysely asks only for those that change something; to it all others are reads.
  return { command: isCommand(command) ? command : 'SELECT', rowCount: rowCount ?? 0, rows }
}
