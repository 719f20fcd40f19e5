// The answer to one operation whose fields are resolved one by one, some of them later than others.
import { setImmediate } from 'node:timers/promises'
import { GraphQLError } from 'graphql'
import { refuseLonger } from '../plan/answer.ts'

type Data = Readonly<Record<string, unknown>>

/** What the statement of a part gave, and how it becomes the data of its fields. */
export interface Part {
  readonly text: string
  readonly read: (text: string) => Data
}

/**
 * The statements of one operation, which run one after the other: one client has no more of the database at once than another.
 * Their answers together have no more bytes than that of one statement may have.
 */
export class Parts {
  readonly #parts = new Map<string | undefined, Promise<Data>>()
  #last: Promise<unknown> = Promise.resolve()
  #bytes = 0

  /**
   * The data of one part, by its response key; undefined is the only part of all. Nothing more runs once `signal` is aborted.
   * Rejects with what `run` throws, and with RequestError QUERY_TOO_COMPLEX.
   */
  data(key: string | undefined, run: () => Promise<Part>, signal: AbortSignal | undefined): Promise<Data> {
    const started = this.#parts.get(key)
    if (started) return started
    const pending = this.#last.then(async (): Promise<Data> => {
      // The embedded database gives nothing else a turn by itself, not even the news that the client is gone.
      if (this.#parts.size > 1) await setImmediate()
      if (signal?.aborted) throw new GraphQLError('The client has disconnected.')
      const { text, read } = await run()
      this.#bytes += Buffer.byteLength(text)
      refuseLonger(this.#bytes)
      return read(text)
    })
    this.#last = pending.catch(() => {
      // Whoever waits for that part gets its error; the next one runs all the same.
    })
    this.#parts.set(key, pending)
    return pending
  }
}
