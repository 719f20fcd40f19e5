// Listens for revisions on one connection beside the pools. Behind a pooler that shares its backends nothing would arrive:
// there, the number of the last revision is read at an interval.
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { Listeners, type RevisionWatch, revisionChannel } from '../watch.ts'

/** How often to look where no message can come. */
export const pollMs = 1000
/** How often to look all the same where messages come: a connection can be dead for a while before that shows. */
const safetyMs = 30_000
/** How long to wait before a lost connection is opened again. */
const reconnectMs = 1000

export class PostgresWatch implements RevisionWatch {
  readonly #open: () => Promise<pg.Client>
  readonly #closing = new AbortController()
  readonly #listeners = new Listeners(() => {
    this.#running = this.#run()
  })
  #running: Promise<void> | undefined
  #client: pg.Client | undefined

  /** The connection is opened for the first who wants to hear, kept, and opened anew once it is lost. */
  constructor(open: () => Promise<pg.Client>) {
    this.#open = open
  }

  readonly watch = (look: () => void): (() => void) => this.#listeners.add(look)

  async close(): Promise<void> {
    this.#closing.abort()
    await this.#client?.end().catch(() => {})
    await this.#running
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing
    let every = safetyMs
    const look = () => {
      this.#listeners.tell()
      timer = setTimeout(look, every).unref()
    }
    let timer = setTimeout(look, every).unref()
    while (!signal.aborted && every === safetyMs) {
      // The loss of a connection is reported by the pool that opened it.
      const heard = await this.#listen().catch(() => 'lost' as const)
      if (heard === 'pooled') every = pollMs
      else await pause(reconnectMs, undefined, { signal }).catch(() => {})
    }
    clearTimeout(timer)
    if (signal.aborted) return
    look()
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true })
  }

  /** Listens until the connection ends; or says that a pooler stands between, and no message would come. */
  async #listen(): Promise<'lost' | 'pooled'> {
    const client = await this.#open()
    const ended = new Promise<void>((resolve) => client.once('end', () => resolve()))
    this.#client = client
    try {
      if (this.#closing.signal.aborted) return 'lost'
      if (await isPooled(client)) return 'pooled'
      client.on('notification', this.#listeners.tell)
      await client.query(`listen ${revisionChannel}`)
      // What was committed while nothing could be heard.
      this.#listeners.tell()
      await ended
      return 'lost'
    } finally {
      this.#client = undefined
      await client.end().catch(() => {})
    }
  }
}

/**
 * Whether another process answers than the one that greeted: a pooler gives each client a number of its own, and its
 * statements to whichever backend is free.
 */
async function isPooled(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const greeted: unknown = Reflect.get(client, 'processID')
  return rows[0]?.pid !== greeted
}
