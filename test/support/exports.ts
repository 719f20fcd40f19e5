// Exports as their users read them: by parsers of the formats, not by what wrote them.
import { parse } from 'csv-parse/sync'
import { type RawAnswer, raw } from './raw.ts'
import { readXlsx, rowsOf } from './xlsx.ts'

export type Flat = Readonly<Record<string, string>>

/** Fetches an export. Fails where the answer is none. */
export async function download(url: string, target: string): Promise<RawAnswer> {
  const answer = await raw(url, { target })
  if (answer.status !== 200) throw new Error(`${target}: ${answer.status} ${answer.text}`)
  return answer
}

/** The rows of CSV as texts by column; what is empty is left out. */
export function csvRows(text: string): readonly Flat[] {
  const [head = [], ...rows] = parse(text, { bom: true, record_delimiter: '\r\n' })
  return rows.map((row) =>
    present(Object.fromEntries(head.map((name: string, index: number) => [name, withoutGuard(row[index] ?? '')]))),
  )
}

/** As the description of the format says. */
const withoutGuard = (text: string): string => (/^'+[=+\-@\t\r\n＝＋－＠]/.test(text) ? text.slice(1) : text)

export const jsonLines = (text: string): readonly unknown[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line))

/** Objects as CSV would have them. */
export const flat = (objects: readonly unknown[]): readonly Flat[] =>
  objects.map((object) => present(Object.fromEntries(entriesOf(object, ''))))

function entriesOf(value: unknown, path: string): readonly (readonly [string, string])[] {
  if (value === null || value === undefined) return []
  if (typeof value !== 'object') return [[path, String(value)]]
  return Object.entries(value).flatMap(([name, member]) => entriesOf(member, path === '' ? name : `${path}.${name}`))
}

const present = (row: Flat): Flat => Object.fromEntries(Object.entries(row).filter(([, text]) => text !== ''))

/** The rows of the first sheet of a workbook as texts by column: booleans and dates as CSV has them. */
export async function xlsxRows(bytes: Buffer): Promise<readonly Flat[]> {
  const { sheets, parts } = await readXlsx(bytes)
  const [sheet = []] = sheets.values()
  const dateStyle = [...(parts.get('xl/styles.xml') ?? '').matchAll(/<xf numFmtId="(\d+)"/g)].findIndex(
    ([, format]) => format === '164',
  )
  const [head = new Map(), ...rows] = sheet
  return rowsOf([
    head,
    ...rows.map(
      (row) =>
        new Map(
          [...row].map(([column, cell]) => {
            if (cell.type === 'b') return [column, { ...cell, text: cell.text === '1' ? 'true' : 'false' }]
            const isDate = cell.type === 'n' && cell.style === dateStyle
            return [column, isDate ? { ...cell, text: dayOf(Number(cell.text)) } : cell]
          }),
        ),
    ),
  ])
}

/** Days since 30 December 1899. */
const dayOf = (serial: number): string =>
  new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10)
