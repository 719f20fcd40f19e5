// Draws the values of generated rows.
import * as words from '../../../server/vocabulary.ts'
import type { Random } from './random.ts'
import { oddText } from './text.ts'

export type DatasetRow = Readonly<Record<string, string | number | boolean | null>>
export type Tables = Record<string, readonly DatasetRow[]>

/** Draws rows: few different values, so that many are the same. */
export class Draw {
  readonly random: Random
  readonly #texts: readonly string[]

  constructor(random: Random) {
    this.random = random
    this.#texts = Array.from({ length: 14 }, () => oddText(random))
  }

  text(): string {
    return this.random.chance(0.5) ? this.random.pick(this.#texts) : oddText(this.random)
  }

  /** A text that is not blank. */
  reason(): string {
    return `since ${this.text()}`
  }

  /** Often nothing, sometimes no letters. */
  maybeText(): string | null {
    return this.random.chance(0.45) ? null : this.random.chance(0.15) ? '' : this.text()
  }

  maybe<T>(value: T, probability = 0.5): T | null {
    return this.random.chance(probability) ? value : null
  }

  /** Mostly one of the first few values of a vocabulary. */
  of(vocabulary: words.Vocabulary): string {
    const values = words.valuesOf(vocabulary)
    return this.random.pick(this.random.chance(0.8) ? values.slice(0, 4) : values)
  }

  id(rows: readonly DatasetRow[]): number {
    return Number(this.random.pick(rows)['id'])
  }

  /** So many rows, their ids in no order. */
  rows(count: number, make: (id: number, index: number) => DatasetRow): DatasetRow[] {
    const ids = this.random.shuffled(Array.from({ length: count }, (_, index) => index + 1))
    return ids.map((id, index) => ({ id, ...make(id, index) }))
  }

  /** Rows of which each combination of some columns is there once. */
  once(columns: readonly string[], rows: readonly DatasetRow[]): DatasetRow[] {
    const known = new Map(rows.map((row) => [JSON.stringify(columns.map((column) => row[column])), row]))
    return [...known.values()].map((row, index) => ('id' in row ? { ...row, id: index + 1 } : row))
  }

  /** Dates, and of what has no status of its own whether it goes on. */
  period(): DatasetRow {
    const dates = this.dates()
    return { ...dates, ongoing: dates['ends_on'] === null && this.random.chance(0.5) }
  }

  dates(): DatasetRow {
    const { random } = this
    const starts = this.maybe(random.pick(['1996-01-01', '2004-01-01', '2008-02-29', '2008-06-01', '0987-05-03']), 0.6)
    const ends = this.maybe(random.pick(['2009-12-31', '2011-12-31', '2010-01-01']), 0.5)
    return {
      period_text: this.maybeText(),
      period_edtf: this.maybe('2004/..'),
      starts_on: starts,
      start_precision: starts === null ? null : this.of(words.DatePrecision),
      ends_on: ends,
      end_precision: ends === null ? null : this.of(words.DatePrecision),
    }
  }
}
