// What stands in a cell, whatever the format of the file.

export type Cell =
  | { readonly is: 'text'; readonly value: string }
  | { readonly is: 'number'; readonly value: number; readonly isPercent?: true }
  | { readonly is: 'boolean'; readonly value: boolean }
  /** A day as `2026-03-04`, or a moment as `2026-03-04T10:30:00`. */
  | { readonly is: 'date'; readonly value: string }
  /** Something that no value can be read from; `value` is what the cell shows, `reason` a sentence. */
  | { readonly is: 'unusable'; readonly value: string; readonly reason: string }

/** A row as it stands in the file. */
export interface RawRow {
  /** Its number as a spreadsheet shows it, from 1 on. */
  readonly number: number
  /** The cells with something in them, by the position of their column, from 0 on. */
  readonly cells: ReadonlyMap<number, Cell>
}

/** The cell as text: numbers without a thousands separator, booleans as `true` and `false`. */
export const cellText = (cell: Cell | undefined): string => (cell === undefined ? '' : String(cell.value))

/** The letters of a column: 0 is A, 26 is AA. */
export function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter
}

/** The position of the column that a reference such as `AB12` begins with; -1 where it begins with none. */
export function columnIndex(reference: string): number {
  let index = 0
  for (const letter of reference) {
    const value = letter.charCodeAt(0) & ~32
    if (value < 65 || value > 90) break
    index = index * 26 + value - 64
  }
  return index - 1
}

/** From here on a spreadsheet keeps only 15 digits, so that a longer number is not the one that was typed. */
const longest = 1e15

/** The cell of a number; unusable where the file cannot have kept it. */
export const numberCell = (value: number, isPercent = false): Cell =>
  Number.isInteger(value) && Math.abs(value) >= longest
    ? {
        is: 'unusable',
        value: String(value),
        reason:
          'The number has more than 15 digits, so the spreadsheet rounded it. Format the cell as text, and type it again.',
      }
    : { is: 'number', value, ...(isPercent && { isPercent: true as const }) }
