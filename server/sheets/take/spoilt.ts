// What spreadsheets do to texts of CSV that look like something else, told in sentences.
import type { Value } from '../own/values.ts'

/** A day as spreadsheets write it: `09/01/07`, `4.3.2025`, `Sep-07`, `1-Mar`. */
const day = /^(\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\p{L}{3,4}\.?-\d\d|\d{1,2}-\p{L}{3,4}\.?)$/u

/** Counts what was probably not meant. */
export class Spoilt {
  readonly #kinds = new Map<'zeros' | 'day', { count: number; readonly example: string }>()

  /** Codes got their first zeros back. */
  zeros(short: string, code: string): void {
    this.#count('zeros', `${code} for ${short}`)
  }

  /** Counts a change of a cell that is likely to be none: a day that stands where something like one stood. */
  change(before: Value, after: Value): void {
    if (
      typeof before === 'string' &&
      typeof after === 'string' &&
      /\d/.test(before) &&
      !day.test(before) &&
      day.test(after)
    )
      this.#count('day', `${after} for ${before}`)
  }

  #count(kind: 'zeros' | 'day', example: string): void {
    const known = this.#kinds.get(kind)
    if (known) known.count += 1
    else this.#kinds.set(kind, { count: 1, example })
  }

  get notes(): readonly string[] {
    const [zeros, days] = [this.#kinds.get('zeros'), this.#kinds.get('day')]
    return [
      ...(zeros
        ? [
            `Codes were read with the zeros in front that spreadsheets take away: ${zeros.count}, such as ${zeros.example}.`,
          ]
        : []),
      ...(days
        ? [
            `Cells look as if a spreadsheet had made days of them: ${days.count}, such as ${days.example}. If nobody meant that, export a workbook and edit that.`,
          ]
        : []),
    ]
  }
}
