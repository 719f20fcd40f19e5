// Bounds how often an address may try keys that do not work.

import { isIPv6 } from 'node:net'
import { LRUCache } from 'lru-cache'

/** How many keys that do not work an address may send in a minute. */
export const mostFailures = 20
const minute = 60_000
/** How many addresses are remembered, and how many keys that worked. The oldest are forgotten first. */
const mostAddresses = 10_000
const mostKeys = 1000

/** Remembers the failures of each address for a minute, in a bounded memory. */
export class FailedKeys {
  readonly #failures: LRUCache<string, { count: number }>
  /** Hashes of keys that worked lately: their holders are not shut out by others behind the same address. */
  readonly #worked = new LRUCache<string, true>({ max: mostKeys })

  constructor({ ttlMs = minute, addresses = mostAddresses } = {}) {
    this.#failures = new LRUCache({ max: addresses, ttl: ttlMs })
  }

  /** Whether a key is refused without a look-up. */
  isShut(address: string, hash: string): boolean {
    const { count } = this.#failures.get(groupOf(address)) ?? { count: 0 }
    return count >= mostFailures && !this.#worked.has(hash)
  }

  failed(address: string, hash: string): void {
    this.#worked.delete(hash)
    const group = groupOf(address)
    const failures = this.#failures.get(group)
    if (failures) failures.count += 1
    else this.#failures.set(group, { count: 1 })
  }

  worked(hash: string): void {
    this.#worked.set(hash, true)
  }

  /** How many addresses are remembered. */
  get size(): number {
    return this.#failures.size
  }
}

/** One customer has a whole network of 64 bits of IPv6 addresses. */
const groupOf = (address: string): string =>
  isIPv6(address) && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address
