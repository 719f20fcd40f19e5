// Texts that never change while the server runs. Each is encoded on first use, once for each coding, and cached.
import { createHash } from 'node:crypto'
import { compress } from './compression.ts'
import type { Coding } from './negotiation.ts'

export class KeptBody {
  readonly #bytes: Buffer
  /** A digest of the text. */
  readonly digest: string
  readonly #encoded = new Map<Coding, Promise<Buffer>>()

  constructor(text: string) {
    this.#bytes = Buffer.from(text)
    this.digest = digestOf(this.#bytes)
  }

  /** The text in a coding. Rejects where the compression fails; the next request tries again. */
  encoded(coding: Coding): Promise<Buffer> {
    const existing = this.#encoded.get(coding)
    if (existing) return existing
    const pending = coding === 'identity' ? Promise.resolve(this.#bytes) : compress(this.#bytes, coding, 'small')
    this.#encoded.set(coding, pending)
    pending.catch(() => this.#encoded.delete(coding))
    return pending
  }
}

/** A digest for entity tags: 128 bits of SHA-256. */
export const digestOf = (...parts: readonly (string | Buffer)[]): string => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('base64url').slice(0, 22)
}
