// JSON in one form, so that the same data has the same checksum however it was written.
import { createHash } from 'node:crypto'

/** A value of JSON with the members of objects in the order of their names, as in RFC 8785. */
export const canonicalJson = (value: unknown): string => JSON.stringify(value, sorted)

const sorted = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value

/** The SHA-256 of a text, in hexadecimal digits. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
