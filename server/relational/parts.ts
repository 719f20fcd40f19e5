// The answer to one operation whose fields are resolved one by one, some of them later than others.
import { setImmediate } from 'node:timers/promises'
import { GraphQLError } from 'graphql'
import { refuseLonger } from './answer.ts'

type Data = Readonly<Record<string, unknown>>

/**
 * The statements of one operation, which run one after the other: one client has no more of the database at once than another.
 * Their answers together have no more bytes than that of one statement may have.
 */
export class Parts {
  readonly #checked: Promise<unknown>
  readonly #known = new Map<string | undefined, Promise<Data>>()
  #last: Promise<unknown>
  #bytes = 0

  /** `check` throws where the operation as a whole is refused: then none of its statements runs. */
  constructor(check: () => unknown) {
    this.#last = this.#checked = (async () => check())()
  }

  /**
   * The data of one part, by its response key; undefined is the only part of all. Nothing more runs once `signal` is aborted.
   * Rejects with what the check or `run` throws, and with RequestError QUERY_TOO_COMPLEX.
   */
  data(key: string | undefined, run: () => Promise<string>, signal: AbortSignal | undefined): Promise<Data> {
    const known = this.#known.get(key)
    if (known) return known
    const begun = this.#last.then(async (): Promise<Data> => {
      await this.#checked
      // The embedded database gives nothing else a turn by itself, not even the news that the client is gone.
      if (this.#known.size > 1) await setImmediate()
      if (signal?.aborted) throw new GraphQLError('The client is gone.')
      const text = await run()
      this.#bytes += Buffer.byteLength(text)
      refuseLonger(this.#bytes)
      return JSON.parse(text)
    })
    this.#last = begun.catch(() => {
      // Whoever waits for that part gets its error; the next one runs all the same.
    })
    this.#known.set(key, begun)
    return begun
  }
}
