// The data of one operation whose fields are resolved one by one, some of them deferred.
import { setImmediate } from 'node:timers/promises'
import { GraphQLError } from 'graphql'
import { refuseLonger } from '../plan/answer.ts'

type Data = Readonly<Record<string, unknown>>

/** The result of a part's statement, and how to parse it into the data of its fields. */
export interface Part {
  readonly text: string
  readonly read: (text: string) => Data
}

/**
 * The statements of one operation. They run one after the other, so that no client uses more of the database at once than
 * another. Their answers together are limited to the bytes of one statement's answer.
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
      // The embedded database does not yield to the event loop, which would report that the client has disconnected.
      if (this.#parts.size > 1) await setImmediate()
      if (signal?.aborted) throw new GraphQLError('The client has disconnected.')
      const { text, read } = await run()
      this.#bytes += Buffer.byteLength(text)
      refuseLonger(this.#bytes)
      return read(text)
    })
    this.#last = pending.catch(() => {
      // The caller of that part gets its error; the next part runs all the same.
    })
    this.#parts.set(key, pending)
    return pending
  }
}
