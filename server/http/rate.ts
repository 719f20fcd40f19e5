// Limits how often someone may do something in a minute, on this instance.
import { LRUCache } from 'lru-cache'

const windowMs = 60_000
/** Those who are remembered; the ones longest silent are forgotten first. */
const maximumNames = 10_000

export class Rate {
  readonly #most: number
  readonly #counts = new LRUCache<string, { count: number }>({ max: maximumNames, ttl: windowMs, noUpdateTTL: true })

  constructor(most: number) {
    this.#most = most
  }

  /** Counts once more; false where that is too often. */
  take(name: string): boolean {
    const entry = this.#counts.get(name) ?? { count: 0 }
    entry.count += 1
    this.#counts.set(name, entry)
    return entry.count <= this.#most
  }
}
