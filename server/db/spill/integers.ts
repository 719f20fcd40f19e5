// Lists of whole numbers outside of the heap: a hundred thousand rows are known by a few bytes each.

/** Whole numbers of up to 32 bits, one after the other. */
export class Integers {
  #values = new Int32Array(64)
  #length = 0

  get length(): number {
    return this.#length
  }

  /** Adds a number; answers its place. */
  push(value: number): number {
    this.#reach(this.#length + 1)
    this.#values[this.#length] = value
    this.#length += 1
    return this.#length - 1
  }

  /** The number at a place; 0 where none was set. */
  at(index: number): number {
    return this.#values[index] ?? 0
  }

  /** Sets the number at a place, which may lie behind the last one. */
  set(index: number, value: number): void {
    this.#reach(index + 1)
    this.#values[index] = value
    this.#length = Math.max(this.#length, index + 1)
  }

  *[Symbol.iterator](): Generator<number> {
    for (let index = 0; index < this.#length; index += 1) yield this.at(index)
  }

  #reach(length: number): void {
    if (length <= this.#values.length) return
    const values = new Int32Array(Math.max(length, this.#values.length * 2))
    values.set(this.#values)
    this.#values = values
  }
}
