// Which styles of a workbook show a number as a date or as a percentage.
import type { Parts } from './parts.ts'
import { eachTag } from './xml.ts'

export type NumberKind = 'number' | 'date' | 'percent'

/** The most bytes of the styles. */
const most = 50e6

/** The built-in formats of dates and times, those of East Asian locales included. */
const builtInDates: ReadonlySet<number> = new Set([
  ...[14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47],
  ...[27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58],
])
const builtInPercents: ReadonlySet<number> = new Set([9, 10])

/** What each style makes of a number, by its position. */
export async function readStyles(parts: Parts, name: string | undefined): Promise<readonly NumberKind[]> {
  const formats = new Map<number, string>()
  const used: number[] = []
  let isInCells = false
  if (name !== undefined)
    await eachTag(
      parts,
      name,
      {
        open: (tag, attributes) => {
          if (tag === 'numFmt') formats.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '')
          if (tag === 'cellXfs') isInCells = true
          if (tag === 'xf' && isInCells) used.push(Number(attributes['numFmtId'] ?? 0))
        },
        close: (tag) => {
          if (tag === 'cellXfs') isInCells = false
        },
      },
      most,
    )
  return used.map((id) => {
    const format = formats.get(id)
    if (format === undefined ? builtInDates.has(id) : isDateFormat(format)) return 'date'
    return format === undefined
      ? builtInPercents.has(id)
        ? 'percent'
        : 'number'
      : format.includes('%')
        ? 'percent'
        : 'number'
  })
}

/** Whether a format shows a date: it has a letter of one, outside quotes, escapes and brackets; `[h]` is elapsed time. */
function isDateFormat(format: string): boolean {
  const [positive = ''] = format.split(';')
  const bare = positive
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi, '')
    .replace(/general|e[+-]0+/gi, '')
  return /[dmyhs]/i.test(bare)
}
