// Runs single statements that only read, now or as of a revision: prepared, cancelled when their caller aborts, and limited
// in time.
import pg from 'pg'
import { isUnknown, Past, type Settings, unknownRevision } from '../past.ts'
import { cancelStatement } from './cancel.ts'
import type { Pool } from './pool.ts'
import {
  deallocate,
  forgetParsed,
  isNameOfNoUse,
  isNameOfOthers,
  PreparedStatements,
  StatementNames,
} from './prepared.ts'

/** How much later than the server this side cancels a statement, so that the server's error comes first. */
const serverFirstMs = 2000
/** How long a cancelled statement has to end before its connection is cut. */
const cancelledMs = 5000

export interface ReaderOptions {
  readonly pool: Pool
  /** After how long a statement is cancelled, in milliseconds; 0 is never. */
  readonly statementTimeoutMs: number
}

type Row = Readonly<Record<string, unknown>>
type Send = (client: pg.Client, statement: Statement) => Promise<readonly Row[]>

interface Statement {
  readonly text: string
  readonly values: unknown[]
  /** The name it is prepared under. */
  readonly name?: string | undefined
}

type NamedSettings = Settings & Pick<Statement, 'name'>

export class Reader {
  readonly #pool: Pool
  readonly #timeoutMs: number
  readonly #past = new Past((text) => this.read(text, []))
  readonly #names = new StatementNames()
  readonly #prepared = new WeakMap<pg.Client, PreparedStatements>()

  constructor({ pool, statementTimeoutMs }: ReaderOptions) {
    this.#pool = pool
    this.#timeoutMs = statementTimeoutMs
  }

  /** The rows of a statement outside any transaction. It must only read: it may be sent twice. */
  read(text: string, values: readonly unknown[], signal?: AbortSignal): Promise<readonly Row[]> {
    return this.#read(text, values, signal, send)
  }

  /** The rows of a statement as of a revision. Throws DatabaseError REVISION_UNKNOWN. It may be sent twice, too. */
  async readPast(
    text: string,
    values: readonly unknown[],
    revision: number,
    signal?: AbortSignal,
  ): Promise<readonly Row[]> {
    const settings = await this.#past.settings(revision)
    return this.#read(this.#past.textOf(text), values, signal, (client, query) =>
      this.#sendPast(client, settings, query),
    )
  }

  async #read(
    text: string,
    values: readonly unknown[],
    signal: AbortSignal | undefined,
    send: Send,
  ): Promise<readonly Row[]> {
    const client = await this.#pool.connect()
    const end = this.#watch(client, signal)
    let broken = false
    try {
      signal?.throwIfAborted()
      return await this.#run(client, text, [...values], send)
    } catch (error) {
      if (signal?.aborted) throw signal.reason
      throw error
    } finally {
      // A late cancel request must not hit the next statement on the same connection.
      broken = await end()
      client.release(broken)
    }
  }

  async #run(client: pg.Client, text: string, values: unknown[], send: Send): Promise<readonly Row[]> {
    const name = this.#names.nameOf(text)
    if (name === undefined) return send(client, { text, values })
    this.#use(client, name, text)
    try {
      return await send(client, { text, values, name })
    } catch (error) {
      if (!isNameOfNoUse(error)) throw error
      if (isNameOfOthers(error)) {
        this.#names.pause()
        forgetParsed(client.connection, name)
      } else deallocate(client, name)
      this.#preparedOn(client).forget(name)
      return send(client, { text, values })
    }
  }

  /** Sends a statement of the past. Its settings are prepared where it is. */
  async #sendPast(client: pg.Client, settings: Settings, statement: Statement): Promise<readonly Row[]> {
    const name = statement.name === undefined ? undefined : this.#names.nameOf(settings.text)
    if (name === undefined) return sendWith(client, settings, { ...statement, name })
    const named = { ...settings, name }
    try {
      // The driver notes only of the statement what is parsed, so the settings are sent by themselves once.
      if (!this.#preparedOn(client).has(name)) await send(client, named)
      this.#use(client, name, settings.text)
      return await sendWith(client, named, statement)
    } catch (error) {
      // Whichever of the two it was: both are sent without a name then.
      if (isNameOfNoUse(error) && isNameOfOthers(error)) {
        forgetParsed(client.connection, name)
        this.#preparedOn(client).forget(name)
      }
      throw error
    }
  }

  /** Notes that a connection uses a prepared statement, and makes room for it. */
  #use(client: pg.Client, name: string, text: string): void {
    for (const gone of this.#preparedOn(client).use(name, text)) deallocate(client, gone)
  }

  #preparedOn(client: pg.Client): PreparedStatements {
    const existing = this.#prepared.get(client)
    if (existing) return existing
    const prepared = new PreparedStatements()
    this.#prepared.set(client, prepared)
    return prepared
  }

  /**
   * Cancels what runs on the client when the signal aborts or the time is over, and cuts the connection where that does
   * not help. The function it gives ends that, and tells whether the connection was cut.
   */
  #watch(client: pg.Client, signal: AbortSignal | undefined): () => Promise<boolean> | boolean {
    let cancelling: Promise<void> | undefined
    let cut = false
    let timer: NodeJS.Timeout | undefined
    const cancel = () => {
      if (cancelling) return
      cancelling = cancelStatement(client)
      clearTimeout(timer)
      timer = setTimeout(() => {
        cut = true
        client.connection.stream.destroy()
      }, cancelledMs)
    }
    if (this.#timeoutMs > 0) {
      timer = setTimeout(cancel, this.#timeoutMs + (this.#pool.isTimed(client) ? serverFirstMs : 0))
    }
    signal?.addEventListener('abort', cancel, { once: true })
    return () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', cancel)
      return cancelling ? cancelling.then(() => cut) : cut
    }
  }
}

/** Sends a query without the copy that the driver makes of a config: a small statement takes a thirtieth less by that. */
const send: Send = (client, statement) =>
  new Promise((resolve, reject) => {
    client.query(
      queryOf(statement)
        .on('end', ({ rows }) => resolve(rows))
        .on('error', reject),
    )
  })

const queryOf = ({ text, values, name }: Statement) => Object.assign(new pg.Query<Row>(text, values), { name })

/**
 * Sends a query with the settings it needs, everything before one Sync. That is one transaction by itself, with no begin or
 * commit that would each be answered: the settings end with it, behind a pooler it has one backend, and where they fail the
 * server skips the query.
 */
const sendWith = (client: pg.Client, settings: NamedSettings, statement: Statement): Promise<readonly Row[]> =>
  new Promise((resolve, reject) => {
    // Without a name or values the driver would send it in the simple protocol, where this is no transaction.
    const query = Object.assign(queryOf(statement), { queryMode: 'extended' })
    const { submit } = query
    query.submit = (connection) => {
      const { stream } = connection
      stream.cork()
      if (settings.name === undefined) connection.parse({ name: '', text: settings.text, types: [] }, true)
      connection.bind({ statement: settings.name, values: settings.values }, true)
      connection.describe({ type: 'P' }, true)
      connection.execute(null, true)
      const refused = submit.call(query, connection)
      stream.uncork()
      return refused
    }
    // The first row is that of the settings.
    const rows: Row[] = []
    query
      .on('row', (row) => rows.push(row))
      .on('end', () => (isUnknown(rows[0]) ? reject(unknownRevision()) : resolve(rows.slice(1))))
      .on('error', (error) => reject(isUnknown(rows[0]) ? unknownRevision() : error))
    client.query(query)
  })
