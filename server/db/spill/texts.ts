// Texts that are too many for the heap, in a temporary file. What a changeset holds of each of its hundred thousand rows is
// asked for in the middle of calculations that do not wait; a table of the transaction could only be asked by waiting, and
// with an embedded database it would be in the memory of this process again. A file can be read at once, and what was read
// or written lately is in the cache of the operating system.
//
// The file loses its name as soon as it is open, so that nothing of it is left, however the process ends.
import { randomUUID } from 'node:crypto'
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Integers } from './integers.ts'

/** What was written last is in memory. Fewer texts never make a file. */
const tailSize = 256 * 1024

/** How much is read at once: neighbours are often asked for one after the other. */
const pageSize = 16 * 1024

/** Texts take whole units, so that one that grows a little has its place still. */
const unit = 32

const roomOf = (length: number): number => Math.ceil(length / unit)

/** Closes files of texts that were forgotten. */
const forgotten = new FinalizationRegistry<number>((file) => closeSync(file))

/** Texts by numbers; of each, 8 bytes are held outside of the heap. */
export class SpilledTexts implements Disposable {
  /** Where each begins, in units, plus one. */
  readonly #places = new Integers()
  readonly #lengths = new Integers()
  #tail: Buffer | undefined = undefined
  /** Where the tail begins, in units. */
  #tailAt = 0
  #tailLength = 0
  #file: number | undefined = undefined
  /** What was read last, and where it begins. */
  #page = Buffer.alloc(0)
  #pageAt = 0
  #pageLength = 0

  get length(): number {
    return this.#places.length
  }

  has(index: number): boolean {
    return this.#places.at(index) > 0
  }

  /** Adds a text; answers its number. */
  push(text: string): number {
    this.set(this.length, text)
    return this.length - 1
  }

  /** Keeps a text under a number. */
  set(index: number, text: string): void {
    const length = Buffer.byteLength(text)
    const known = this.#places.at(index) - 1
    const fits = known >= 0 && roomOf(length) <= roomOf(this.#lengths.at(index))
    const place = fits ? known : this.#append(text, roomOf(length) * unit)
    if (fits) this.#overwrite(place, text)
    this.#places.set(index, place + 1)
    this.#lengths.set(index, length)
  }

  /** The text of a number. */
  get(index: number): string {
    const place = this.#places.at(index) - 1
    if (place < 0) throw new RangeError(`No text has the number ${index}.`)
    const length = this.#lengths.at(index)
    if (this.#tail !== undefined && place >= this.#tailAt)
      return textIn(this.#tail, (place - this.#tailAt) * unit, length)
    const from = place * unit
    if (from < this.#pageAt || from + length > this.#pageAt + this.#pageLength) this.#read(from, length)
    return textIn(this.#page, from - this.#pageAt, length)
  }

  [Symbol.dispose](): void {
    if (this.#file === undefined) return
    forgotten.unregister(this)
    closeSync(this.#file)
    this.#file = undefined
  }

  #append(text: string, room: number): number {
    if (this.#tail === undefined || this.#tailLength + room > this.#tail.length) {
      this.#flush()
      if (this.#tail === undefined || room > this.#tail.length) this.#tail = Buffer.alloc(Math.max(room, tailSize))
    }
    const place = this.#tailAt + this.#tailLength / unit
    this.#tail.write(text, this.#tailLength)
    this.#tailLength += room
    return place
  }

  #overwrite(place: number, text: string): void {
    if (this.#tail !== undefined && place >= this.#tailAt) {
      this.#tail.write(text, (place - this.#tailAt) * unit)
      return
    }
    writeAll(this.#opened(), Buffer.from(text), place * unit)
    this.#pageLength = 0
  }

  #flush(): void {
    if (this.#tail === undefined || this.#tailLength === 0) return
    writeAll(this.#opened(), this.#tail.subarray(0, this.#tailLength), this.#tailAt * unit)
    this.#tailAt += this.#tailLength / unit
    this.#tailLength = 0
  }

  #read(from: number, length: number): void {
    if (this.#page.length < length) this.#page = Buffer.allocUnsafeSlow(Math.max(pageSize, length))
    this.#pageLength = readSync(this.#opened(), this.#page, 0, this.#page.length, from)
    this.#pageAt = from
    if (this.#pageLength < length) throw new Error('A temporary file is shorter than what was written to it.')
  }

  #opened(): number {
    if (this.#file === undefined) {
      this.#file = openNameless()
      forgotten.register(this, this.#file, this)
    }
    return this.#file
  }
}

const textIn = (buffer: Buffer, from: number, length: number): string => buffer.toString('utf8', from, from + length)

/** Opens a file that is gone once it is closed. */
function openNameless(): number {
  const path = join(tmpdir(), `tenpoint-${randomUUID()}`)
  const file = openSync(path, 'wx+', 0o600)
  unlinkSync(path)
  return file
}

function writeAll(file: number, bytes: Buffer, at: number): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, at + done)
}
