// Limits what runs at once and what waits: an unbounded queue would only delay all responses.
import { DatabaseError } from './errors.ts'

/** How long a read waits for its turn at most. */
const readsWaitMs = 5000

export interface GateOptions {
  /** How many may be inside at once. */
  readonly size: number
  /** How many may wait at once. */
  readonly queueSize: number
  /** How long one waits for its turn at most; 5 seconds where nothing else is set. */
  readonly maximumWaitMs?: number
}

const busy = () => new DatabaseError('DATABASE_BUSY', 'Too many queries wait for the database.')

/** Admits a limited number at once; the others wait in order of arrival. */
export class Gate {
  readonly #size: number
  readonly #queueSize: number
  readonly #maximumWaitMs: number
  readonly #queue = new Set<() => void>()
  #inside = 0

  constructor({ size, queueSize, maximumWaitMs = readsWaitMs }: GateOptions) {
    this.#size = size
    this.#queueSize = queueSize
    this.#maximumWaitMs = maximumWaitMs
  }

  get waiting(): number {
    return this.#queue.size
  }

  /** Whether the queue is at least half full. */
  get isCrowded(): boolean {
    return this.#queue.size * 2 > this.#queueSize
  }

  /**
   * Resolves when it is the caller's turn; who enters leaves again. Rejects with DatabaseError DATABASE_BUSY where the
   * queue is full or the turn does not come in time, or with the signal's reason where that aborts.
   */
  enter(signal?: AbortSignal): Promise<void> | undefined {
    if (this.#inside < this.#size) {
      this.#inside += 1
      return undefined
    }
    return this.#wait(signal)
  }

  leave(): void {
    const [next] = this.#queue
    if (next) next()
    else this.#inside -= 1
  }

  async #wait(signal: AbortSignal | undefined): Promise<void> {
    if (this.#queue.size >= this.#queueSize) throw busy()
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const turn = () => {
      this.#queue.delete(turn)
      resolve()
    }
    const giveUp = (reason: unknown) => {
      this.#queue.delete(turn)
      reject(reason)
    }
    const abort = () => giveUp(signal?.reason)
    const timer = setTimeout(() => giveUp(busy()), this.#maximumWaitMs)
    signal?.addEventListener('abort', abort, { once: true })
    this.#queue.add(turn)
    try {
      await promise
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
    }
  }
}
