// What clients were told of the changes they sent, written to a file before anything else is done with it.
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'

/** How a request ended for its client: the answer came, or never. */
export type Ending = 'acknowledged' | 'refused' | 'unknown'

export interface Entry {
  readonly name: string
  readonly ending: Ending | 'sent'
  readonly revision?: number | null
}

export class Journal {
  readonly #path: string
  readonly #file: number

  constructor(path: string) {
    this.#path = path
    this.#file = openSync(path, 'a')
  }

  note(entry: Entry): void {
    writeSync(this.#file, `${JSON.stringify(entry)}\n`)
    fsyncSync(this.#file)
  }

  /** The last that is known of each request. */
  read(): ReadonlyMap<string, Entry> {
    const entries = new Map<string, Entry>()
    for (const line of readFileSync(this.#path, 'utf8').split('\n')) {
      if (line === '') continue
      const entry: Entry = JSON.parse(line)
      entries.set(entry.name, entry.ending === 'sent' ? { ...entry, ending: 'unknown' } : entry)
    }
    return entries
  }

  close(): void {
    closeSync(this.#file)
  }
}
