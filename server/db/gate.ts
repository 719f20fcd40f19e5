// Limits what runs at once and what waits: an unbounded queue would only delay all responses.
import { Node, Yallist } from 'yallist'
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

interface Waiting {
  /** When it gives up, as `performance.now()` counts. */
  readonly until: number
  readonly turn: () => void
  readonly giveUp: (reason: unknown) => void
}

/** Admits a limited number at once; the others wait in order of arrival. */
export class Gate {
  readonly #size: number
  readonly #queueSize: number
  readonly #maximumWaitMs: number
  /**
   * The waiting reads, oldest first. A linked list, because a Set keeps garbage alive: when it grows, its old table points to
   * the new one, and an old table that has reached the old heap keeps all later ones with their items until a full
   * collection. With one entry per request, that was 4 kB a request.
   */
  readonly #queue = new Yallist<Waiting>()
  #isTimed = false
  #inside = 0

  constructor({ size, queueSize, maximumWaitMs = readsWaitMs }: GateOptions) {
    this.#size = size
    this.#queueSize = queueSize
    this.#maximumWaitMs = maximumWaitMs
  }

  get waiting(): number {
    return this.#queue.length
  }

  /** Whether the queue is at least half full. */
  get isCrowded(): boolean {
    return this.#queue.length * 2 > this.#queueSize
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
    const next = this.#queue.head
    if (next) next.value.turn()
    else this.#inside -= 1
  }

  async #wait(signal: AbortSignal | undefined): Promise<void> {
    if (this.#queue.length >= this.#queueSize) throw busy()
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const leave = (settle: () => void): void => {
      if (node.list !== this.#queue) return
      this.#queue.removeNode(node)
      settle()
    }
    const node = new Node<Waiting>({
      until: performance.now() + this.#maximumWaitMs,
      turn: () => leave(resolve),
      giveUp: (reason) => leave(() => reject(reason)),
    })
    const abort = () => node.value.giveUp(signal?.reason)
    signal?.addEventListener('abort', abort, { once: true })
    this.#queue.pushNode(node)
    this.#time()
    try {
      await promise
    } finally {
      signal?.removeEventListener('abort', abort)
    }
  }

  /** One timer for all, since all wait equally long: one for each would be set and cleared with every read. */
  #time(): void {
    const first = this.#queue.head
    if (this.#isTimed || !first) return
    this.#isTimed = true
    setTimeout(() => {
      this.#isTimed = false
      const now = performance.now()
      while (this.#queue.head && this.#queue.head.value.until <= now) this.#queue.head.value.giveUp(busy())
      this.#time()
    }, first.value.until - performance.now()).unref()
  }
}
