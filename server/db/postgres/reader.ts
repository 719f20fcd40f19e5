// Runs single statements that only read, now or as of a revision: prepared, cancelled when their caller aborts, and limited
// in time.
import pg from 'pg'
import { type Past, pastText, type Settings, unknownRevision } from '../past.ts'
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
  /** Makes every statement read the past; the connections of the pool are pipelined then. */
  readonly past?: Past
}

type Row = Readonly<Record<string, unknown>>
type Send = (client: pg.Client, query: Statement) => Promise<pg.QueryResult<Row>>

interface Statement {
  readonly text: string
  readonly values: unknown[]
  /** The name it is prepared under. */
  readonly name?: string
}

export class Reader {
  readonly #pool: Pool
  readonly #timeoutMs: number
  readonly #past: Past | undefined
  readonly #names = new StatementNames()
  readonly #prepared = new WeakMap<pg.Client, PreparedStatements>()

  constructor({ pool, statementTimeoutMs, past }: ReaderOptions) {
    this.#pool = pool
    this.#past = past
    this.#timeoutMs = statementTimeoutMs
  }

  /** The rows of a statement outside any transaction. It must only read: it may be sent twice. */
  read(text: string, values: readonly unknown[], signal?: AbortSignal): Promise<readonly Row[]> {
    return this.#read(text, values, signal, send)
  }

  /**
   * The rows of a statement as of a revision. Throws DatabaseError REVISION_UNKNOWN. Only for readers of the past.
   */
  async readPast(
    text: string,
    values: readonly unknown[],
    revision: number,
    signal?: AbortSignal,
  ): Promise<readonly Row[]> {
    if (!this.#past) throw new TypeError('This reader reads what is now.')
    const settings = await this.#past.settings(revision)
    return this.#read(pastText(text), values, signal, (client, query) => this.#sendPast(client, settings, query))
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
      const { rows } = await this.#run(client, text, [...values], send)
      return rows
    } catch (error) {
      if (signal?.aborted) throw signal.reason
      throw error
    } finally {
      // A late cancel request must not hit the next statement on the same connection.
      broken = await end()
      client.release(broken)
    }
  }

  async #run(client: pg.Client, text: string, values: unknown[], send: Send): Promise<pg.QueryResult<Row>> {
    const name = this.#names.nameOf(text)
    if (name === undefined) return send(client, { text, values })
    const prepared = this.#preparedOn(client)
    for (const gone of prepared.use(name, text)) deallocate(client, gone)
    try {
      return await send(client, { text, values, name })
    } catch (error) {
      if (!isNameOfNoUse(error)) throw error
      if (isNameOfOthers(error)) {
        this.#names.pause()
        forgetParsed(client.connection, name)
      } else deallocate(client, name)
      prepared.forget(name)
      return send(client, { text, values })
    }
  }

  /** Sends a statement of the past. Its settings are prepared where it is. */
  async #sendPast(client: pg.Client, { text, values }: Settings, query: Statement): Promise<pg.QueryResult<Row>> {
    const name = query.name === undefined ? undefined : this.#names.nameOf(text)
    if (name === undefined) return inTransaction(client, { text, values: [...values] }, query)
    const prepared = this.#preparedOn(client)
    for (const gone of prepared.use(name, text)) deallocate(client, gone)
    try {
      return await inTransaction(client, { text, values: [...values], name }, query)
    } catch (error) {
      // Whichever of the two it was: both are sent without a name then.
      if (isNameOfNoUse(error)) {
        forgetParsed(client.connection, name)
        prepared.forget(name)
      }
      throw error
    }
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
const send: Send = (client, { text, values, name }) =>
  new Promise((resolve, reject) => {
    const query = Object.assign(new pg.Query<Row>(text, values), { name })
    client.query(query.on('end', resolve).on('error', reject))
  })

/**
 * Runs a query in a transaction with settings, all sent at once: one round trip, and one backend behind a pooler. Each
 * message is answered by itself, so the query runs even if the settings fail; its rows count only if they did not.
 */
async function inTransaction(client: pg.Client, settings: Statement, query: Statement): Promise<pg.QueryResult<Row>> {
  const { stream } = client.connection
  stream.cork()
  const opened = client.query('begin read only')
  const set = send(client, settings)
  const answer = send(client, query)
  const ended = client.query('commit')
  stream.uncork()
  // All of them, before the first failure is thrown: nothing may run on the connection when it goes back to the pool.
  await Promise.allSettled([opened, set, answer, ended])
  await opened
  if ((await set).rowCount === 0) throw unknownRevision()
  await ended
  return answer
}
