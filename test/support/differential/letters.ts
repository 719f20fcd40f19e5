// What makes texts the same, and which of two people look for first, in plain TypeScript.
import type { Value } from './store.ts'

/** Accents taken from their letters are left out, and so is what takes no room. */
const isLeftOut = (sign: string): boolean => {
  const code = sign.codePointAt(0) ?? 0
  return (code >= 0x300 && code <= 0x36f) || [0xad, 0x200b, 0x200c, 0x200d, 0x2060, 0xfeff].includes(code)
}

/** Signs, not letters, of the blocks that hold punctuation. */
const isSpaced = (sign: string): boolean => {
  const code = sign.codePointAt(0) ?? 0
  const blocks = [
    [0xa0, 0xbf],
    [0x2000, 0x206f],
    [0x2e00, 0x2e7f],
    [0x3000, 0x303f],
  ] as const
  return blocks.some(([from, to]) => code >= from && code <= to)
}

const alike: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ς: 'σ', ø: 'o', ł: 'l', đ: 'd', ð: 'd', ħ: 'h', ı: 'i', ŧ: 't', ŋ: 'n' },
  ...Object.fromEntries([...'“”„«»'].map((sign) => [sign, '"'])),
  ...Object.fromEntries([...'‘’‚'].map((sign) => [sign, "'"])),
  ...Object.fromEntries([...'‐‒–—―−'].map((sign) => [sign, '-'])),
}

/** A text as it sorts: its letters without accents and capitals. */
export function sorted(text: string): string {
  const letters = [...text.normalize('NFKD')].filter((sign) => !isLeftOut(sign)).join('')
  return [...letters.toLowerCase()].map((sign) => alike[sign] ?? (isSpaced(sign) ? ' ' : sign)).join('')
}

const readable = new Set(['name', 'title', 'acronym', 'label'])

/** Whether people look for the values of a column in the order of the alphabet. */
export const isReadable = (column: string): boolean => readable.has(column)

/** The value of a column by which its rows are ordered: of texts people read, as they sort. */
export const sortValue = (column: string, value: Value): Value =>
  typeof value === 'string' && isReadable(column) ? sorted(value) : value

const small = new Set(['slug'])
const capital = new Set(['code', 'iso2', 'iso3', 'm49'])

/** A value as the rows of a column would have it: slugs in small letters, codes in capitals, letters composed. */
export function asKept(column: string, table: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => asKept(column, table, one))
  if (typeof value !== 'string') return value
  if (small.has(column)) return value.normalize('NFKC').toLowerCase()
  if (capital.has(column) && table === 'places') return value.normalize('NFKC').toUpperCase()
  return value.normalize('NFC')
}
