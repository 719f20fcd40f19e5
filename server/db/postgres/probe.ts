// Checks whether the server answers, on a separate connection: a busy pool must not look like a server that is down.
import type pg from 'pg'

/** How long the server has to answer. A check that hangs counts as failed. */
const timeoutMs = 2000

export class Probe {
  readonly #open: () => Promise<pg.Client>
  #client: Promise<pg.Client> | undefined
  #pending: Promise<boolean> | undefined

  /** The connection is opened by the first check, kept for the next ones, and opened anew once it failed. */
  constructor(open: () => Promise<pg.Client>) {
    this.#open = open
  }

  /** Whether the server answers within two seconds. Simultaneous checks share one query. Never rejects. */
  answers(): Promise<boolean> {
    this.#pending ??= this.#check().finally(() => {
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

  async #check(): Promise<boolean> {
    const client = this.#client ?? this.#connect()
    const late = Promise.withResolvers<boolean>()
    const timer = setTimeout(() => late.resolve(false), timeoutMs)
    const ping = client
      .then((open) => open.query('select 1'))
      .then(
        () => true,
        () => false,
      )
    const answers = await Promise.race([ping, late.promise])
    clearTimeout(timer)
    if (!answers) this.#drop(client)
    return answers
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
