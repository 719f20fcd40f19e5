// Names for prepared statements: the same text gets the same name on every connection.

const MOST_STATEMENTS = 500
/** The longest text that is prepared, in characters: all texts together take 10 MB of memory at most. */
const LONGEST_STATEMENT = 20_000

/** Every prepared statement costs memory on each connection, so only the first texts get a name; later ones run without. */
export class StatementNames {
  readonly #names = new Map<string, string>()
  #given = 0

  /** The name to prepare a text under; none for texts that only pass by. */
  nameOf(text: string): string | undefined {
    const known = this.#names.get(text)
    if (known !== undefined) return known
    if (this.#names.size >= MOST_STATEMENTS || text.length > LONGEST_STATEMENT || !isRead(text)) return undefined
    this.#given += 1
    const name = `tenpoint_${this.#given}`
    this.#names.set(text, name)
    return name
  }

  /** Gives the text a new name next time, where what was prepared under the old one no longer fits. */
  forget(text: string): void {
    this.#names.delete(text)
  }
}

function isRead(text: string): boolean {
  return /^\s*(select|with)\b/i.test(text)
}
