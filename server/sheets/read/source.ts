// A file of tables that is open for reading.
import type { RawRow } from './cell.ts'

/** A record that could not be read. The others are there all the same. */
export interface BadRecord {
  /** The line of the file where it ends. */
  readonly line: number
  readonly reason: string
}

/** One table of a file. */
export interface Sheet {
  /** The name of the sheet; of a file that is one table, the name of the file without its ending. */
  readonly name: string
  readonly isHidden: boolean
  /** The rows with something in them, in their order. Can be asked for again. */
  readonly rows: () => AsyncIterable<RawRow>
  /**
   * Whether the names of the columns stand in the first row. Otherwise, as in JSON, that row was made from the names of all
   * members.
   */
  readonly hasHeaderRow: boolean
}

export interface Source extends AsyncDisposable {
  readonly format: 'XLSX' | 'CSV' | 'JSON' | 'JSONL' | 'XML'
  readonly sheets: readonly Sheet[]
  /** What was found out about the file and may be wrong, such as its encoding, in sentences. */
  readonly guesses: readonly string[]
  /** Of CSV: what stands between fields. */
  readonly delimiter?: string
  /** How much of it was read so far, from 0 to 1, as far as can be told. */
  readonly share: () => number
  /** Records that could not be read, as far as the rows were asked for. */
  readonly badRecords: readonly BadRecord[]
}

/** Counts how far the reading of a file has come. */
export class Reached {
  readonly #total: number
  #done = 0

  /** Of so many bytes. */
  constructor(total: number) {
    this.#total = total
  }

  add(bytes: number): void {
    this.#done += bytes
  }

  /** Counts one of so many equal parts. */
  addOneOf(parts: number): void {
    this.#done += this.#total / parts
  }

  get share(): number {
    return this.#total === 0 ? 1 : Math.min(this.#done / this.#total, 1)
  }
}

/** The most records that are reported as bad. */
export const MOST_BAD_RECORDS = 100
