// Maps of texts to whole numbers that hold no texts: each is known by its digest of 64 bits. The digest is keyed anew in each
// process, so that nobody can make two texts that are taken for one; by chance, it happens once in four billion times that
// there are a hundred thousand. An entry takes 12 bytes outside of the heap, and up to twice that with the room for more.
import { hash, randomBytes } from 'node:crypto'
import { Integers } from './integers.ts'

/** Two parts of a digest, and the number that belongs to it plus one. */
const width = 3

/** Numbers by texts. */
export class Digests {
  #slots = new Int32Array(width * 64)
  #size = 0

  get size(): number {
    return this.#size
  }

  get(text: string): number | undefined {
    takeDigest(text)
    const found = this.#slots[this.#slotOf(digest.high, digest.low) + 2] ?? 0
    return found === 0 ? undefined : (found - 1) >>> 0
  }

  has(text: string): boolean {
    return this.get(text) !== undefined
  }

  /** Gives a text a number from 0 to 4,294,967,294. */
  set(text: string, value: number): void {
    takeDigest(text)
    const slot = this.#slotOf(digest.high, digest.low)
    const isNew = this.#slots[slot + 2] === 0
    this.#put(slot, digest.high, digest.low, value + 1)
    if (!isNew) return
    this.#size += 1
    if (this.#size * width * 4 > this.#slots.length * 3) this.#grow()
  }

  /** Where a digest stands, or would. */
  #slotOf(high: number, low: number): number {
    const { length } = this.#slots
    let slot = ((high >>> 0) % (length / width)) * width
    while (this.#slots[slot + 2] !== 0 && (this.#slots[slot] !== high || this.#slots[slot + 1] !== low))
      slot = (slot + width) % length
    return slot
  }

  #put(slot: number, high: number, low: number, value: number): void {
    this.#slots[slot] = high
    this.#slots[slot + 1] = low
    this.#slots[slot + 2] = value
  }

  #grow(): void {
    const old = this.#slots
    this.#slots = new Int32Array(old.length * 2)
    for (let at = 0; at < old.length; at += width) {
      const [high = 0, low = 0, value = 0] = [old[at], old[at + 1], old[at + 2]]
      if (value !== 0) this.#put(this.#slotOf(high, low), high, low, value)
    }
  }
}

/** Keeps it unforeseen which texts have like digests. */
const key = randomBytes(16).toString('hex')

/** The digest that was taken last: an object for each would be more to clear away. */
const digest = { high: 0, low: 0 }

function takeDigest(text: string): void {
  const bytes = hash('sha256', key + text, 'buffer')
  digest.high = bytes.readInt32LE(0)
  digest.low = bytes.readInt32LE(4)
}

/** Several numbers by one text, in their order: 12 bytes more for each. */
export class DigestLists {
  readonly #lists = new Digests()
  readonly #firsts = new Integers()
  readonly #lasts = new Integers()
  readonly #values = new Integers()
  readonly #next = new Integers()

  /** How many texts have numbers. Those with the same text have the same list. */
  get size(): number {
    return this.#lists.size
  }

  /** Adds a number to those of a text; answers the number of the list. */
  add(text: string, value: number): number {
    const entry = this.#values.push(value)
    this.#next.push(-1)
    const known = this.#lists.get(text)
    if (known === undefined) {
      const list = this.#firsts.push(entry)
      this.#lists.set(text, list)
      this.#lasts.push(entry)
      return list
    }
    this.#next.set(this.#lasts.at(known), entry)
    this.#lasts.set(known, entry)
    return known
  }

  /** The numbers of a text. */
  get(text: string): readonly number[] {
    const list = this.#lists.get(text)
    return list === undefined ? [] : this.listAt(list)
  }

  /** The numbers of a list; lists are numbered as their texts came. */
  listAt(list: number): readonly number[] {
    const values: number[] = []
    for (let entry = this.#firsts.at(list); entry >= 0; entry = this.#next.at(entry))
      values.push(this.#values.at(entry))
    return values
  }
}
