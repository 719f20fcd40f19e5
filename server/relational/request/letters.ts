// Normal forms of texts, so that values from requests compare equal to what the database stores.
import type { Column } from '../../db/columns.ts'

/** Letters with their accents in one character, in texts and lists of them; other values as they are. */
export function composed(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC')
  return Array.isArray(value) ? value.map(composed) : value
}

/** A to Z in lower case, in texts and lists of them, as lower() of the collation "C" has it. */
export function lowerAscii(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
  return Array.isArray(value) ? value.map(lowerAscii) : value
}

/** A value in the letter case of a column of slugs or codes; unchanged for other columns. */
export const inLetters =
  ({ letters }: Pick<Column, 'letters'>) =>
  (value: unknown): unknown => {
    if (letters === undefined) return value
    if (Array.isArray(value)) return value.map(inLetters({ letters }))
    if (typeof value !== 'string') return value
    const text = value.normalize('NFKC')
    return letters === 'lower' ? text.toLowerCase() : text.toUpperCase()
  }
