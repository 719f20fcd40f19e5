// Checks whether the server answers, on a separate connection: a busy pool must not look like a server that is down.
import type pg from 'pg'
import { askReadiness, type Readiness } from '../readiness.ts'

/** How long the server has to answer. A check that hangs counts as failed. */
const timeoutMs = 2000

export class Probe {
  readonly #open: () => Promise<pg.Client>
  #client: Promise<pg.Client> | undefined
  #pending: Promise<Readiness> | undefined

  /** The connection is opened by the first check, kept for the next ones, and opened anew once it failed. */
  constructor(open: () => Promise<pg.Client>) {
    this.#open = open
  }

  /** What the server answers within two seconds. Simultaneous checks share one query. Never rejects. */
  asks(query: string): Promise<Readiness> {
    this.#pending ??= this.#check(query).finally(() => {
      this.#pending = undefined
    })
    return this.#pending
  }

  async close(): Promise<void> {
    const client = this.#client
    this.#client = undefined
    await client?.then(
      (open) => open.end(),
      () => {},
    )
  }

  async #check(query: string): Promise<Readiness> {
    const client = this.#client ?? this.#connect()
    const late = Promise.withResolvers<undefined>()
    const timer = setTimeout(() => late.resolve(undefined), timeoutMs)
    const answer = await Promise.race([askReadiness(query, async (text) => (await client).query(text)), late.promise])
    clearTimeout(timer)
    if (answer === undefined) this.#drop(client)
    return answer
  }

  #connect(): Promise<pg.Client> {
    const client = this.#open()
    this.#client = client
    // An idle connection that ends does not mean that the server is down; the next check opens another one.
    const forget = () => {
      if (this.#client === client) this.#client = undefined
    }
    client.then((open) => open.once('end', forget), forget)
    return client
  }

  /** Drops a connection without waiting for it to close. */
  #drop(client: Promise<pg.Client>): void {
    if (this.#client === client) this.#client = undefined
    client.then(
      (open) => open.connection.stream.destroy(),
      () => {},
    )
  }
}
