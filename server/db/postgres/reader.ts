// Runs single statements that only read, now or as of a revision: prepared, cancelled when their caller aborts, and limited
// in time.
import type pg from 'pg'
import { Past, type Settings } from '../past.ts'
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
import { type Row, type Statement, send as sendQuery } from './read-query.ts'

/** How much later than the server this side cancels a statement, so that the server's error comes first. */
const serverFirstMs = 2000
/** How long a cancelled statement has to end before its connection is cut. */
const cancelledMs = 5000

export interface ReaderOptions {
  readonly pool: Pool
  /** After how long a statement is cancelled, in milliseconds; 0 is never. */
  readonly statementTimeoutMs: number
}

type Send = (client: pg.Client, statement: Statement) => Promise<readonly Row[]>

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
    return this.#read(text, values, signal, (client, statement) => this.#send(client, statement))
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
      return await this.#run(client, text, values, send)
    } catch (error) {
      if (signal?.aborted) throw signal.reason
      throw error
    } finally {
      // A late cancel request must not hit the next statement on the same connection.
      broken = await end()
      client.release(broken)
    }
  }

  async #run(client: pg.Client, text: string, values: readonly unknown[], send: Send): Promise<readonly Row[]> {
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

  /** Sends a statement, with the settings that it needs. */
  #send(
    client: pg.Client,
    statement: Statement,
    settings?: Settings & Pick<Statement, 'name'>,
  ): Promise<readonly Row[]> {
    const prepared = statement.name === undefined ? undefined : this.#preparedOn(client).find(statement.name)
    return sendQuery(client, { statement, settings, prepared })
  }

  /** Sends a statement of the past. Its settings are prepared where it is. */
  async #sendPast(client: pg.Client, settings: Settings, statement: Statement): Promise<readonly Row[]> {
    const name = statement.name === undefined ? undefined : this.#names.nameOf(settings.text)
    if (name === undefined) return this.#send(client, { ...statement, name }, { ...settings, name })
    const named = { ...settings, name }
    try {
      // The driver notes only of the statement what is parsed, so the settings are sent by themselves once.
      if (!this.#preparedOn(client).has(name)) await this.#send(client, named)
      this.#use(client, name, settings.text)
      return await this.#send(client, statement, named)
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
