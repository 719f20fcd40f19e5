// The value of a cell: what a column of its kind makes of it, or why it makes nothing.
import { type Cell, cellText } from '../read/cell.ts'
import type { ValueKind } from './shapes.ts'
import type { Value } from './value.ts'

export type { Value } from './value.ts'

/** A value, or a sentence that says what would be right. */
export type Read = { readonly value: Value; readonly problem?: undefined } | { readonly problem: string }

const words: ReadonlyMap<string, boolean> = new Map([
  ...['true', '1', 'yes', 'wahr', 'vrai', 'verdadero', 'vero', 'sí', 'oui', 'ja'].map((word) => [word, true] as const),
  ...['false', '0', 'no', 'falsch', 'faux', 'falso', 'non', 'nein'].map((word) => [word, false] as const),
])

/** The largest number that the API can hold in a field. */
const largestInteger = 2_147_483_647

/** Reads a cell. Nothing but blanks is nothing. */
export function readValue(cell: Cell | undefined, kind: ValueKind, values?: readonly string[]): Read {
  if (cell === undefined) return { value: null }
  if (cell.is === 'unusable') return { problem: cell.reason }
  const text = cellText(cell).trim()
  if (text === '') return { value: null }
  switch (kind) {
    case 'integer':
      return readInteger(cell, text)
    case 'boolean': {
      const value = words.get(text.toLowerCase())
      return value === undefined ? { problem: 'The value must be true or false.' } : { value }
    }
    case 'date':
      return /^\d{4}-\d\d-\d\d$/.test(text) && isDay(text)
        ? { value: text }
        : { problem: 'The value must be a day, as in 2026-03-04.' }
    case 'text':
      return values === undefined ? { value: cellText(cell).replace(/\r\n?/g, '\n') } : readOne(text, values)
  }
}

function readInteger(cell: Cell, text: string): Read {
  const value = cell.is === 'number' ? cell.value : /^[+-]?\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  if (!Number.isInteger(value)) return { problem: 'The value must be a whole number.' }
  return Math.abs(value) > largestInteger ? { problem: `The number must be at most ${largestInteger}.` } : { value }
}

const isDay = (text: string): boolean => {
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** One of some values, in any letter case. */
function readOne(text: string, values: readonly string[]): Read {
  const wanted = text.toUpperCase().replace(/[\s-]+/g, '_')
  const value = values.find((each) => each === wanted)
  return value === undefined ? { problem: `The value must be one of ${values.join(', ')}.` } : { value }
}

/** Whether two values say the same: blanks around texts, and how line breaks and accents are written, do not count. */
export const isSame = (one: Value, other: Value): boolean => comparable(one) === comparable(other)

/** The same for all values that say the same. */
export const comparable = (value: Value): Value =>
  typeof value === 'string' ? value.replace(/\r\n?/g, '\n').trim().normalize('NFC') || null : value
