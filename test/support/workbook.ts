// Workbooks for tests, written by hand: whatever some program may write, and what none should.
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaging = 'http://schemas.openxmlformats.org/package/2006'

/** A sheet: its name, and its rows, or the XML of them. */
export interface TestSheet {
  readonly name: string
  readonly state?: 'hidden' | 'veryHidden'
  readonly rows?: readonly (readonly (string | number | boolean | null)[])[]
  /** What stands inside `sheetData`, in place of rows. */
  readonly xml?: string
  /** All of the part, piece by piece, in place of anything else. */
  readonly part?: () => Iterable<string | Buffer>
}

export interface TestWorkbook {
  readonly sheets: readonly TestSheet[]
  readonly from1904?: boolean
  /** The XML of the shared texts, piece by piece. */
  readonly strings?: () => Iterable<string>
  /** What stands inside `styleSheet`. */
  readonly styles?: string
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

const letters = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : letters(Math.floor(index / 26) - 1) + String.fromCharCode(65 + (index % 26))

const cellXml = (value: string | number | boolean | null, ref: string): string => {
  if (value === null) return ''
  if (typeof value === 'number') return `<c r="${ref}"><v>${value}</v></c>`
  if (typeof value === 'boolean') return `<c r="${ref}" t="b"><v>${Number(value)}</v></c>`
  return `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`
}

const rowsXml = (rows: NonNullable<TestSheet['rows']>): string =>
  rows
    .map((row, index) => {
      const cells = row.map((value, column) => cellXml(value, `${letters(column)}${index + 1}`))
      return `<row r="${index + 1}">${cells.join('')}</row>`
    })
    .join('')

const partOf = ({ rows = [], xml, part }: TestSheet): Iterable<string | Buffer> =>
  part?.() ?? [`<worksheet xmlns="${main}"><sheetData>${xml ?? rowsXml(rows)}</sheetData></worksheet>`]

/** Writes a workbook. */
export async function writeWorkbook(path: string, workbook: TestWorkbook): Promise<void> {
  const { sheets, from1904 = false, strings, styles } = workbook
  const zip = new ZipFile()
  const add = (name: string, text: string): void => zip.addBuffer(Buffer.from(text), name)
  const addStream = (name: string, pieces: Iterable<string | Buffer>): void =>
    zip.addReadStreamLazy(name, { compressionLevel: 9 }, (take) =>
      take(null, Readable.from(pieces, { objectMode: false })),
    )
  add(
    '[Content_Types].xml',
    `<Types xmlns="${packaging}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`,
  )
  const relations = (targets: readonly (readonly [string, string])[]): string =>
    `<Relationships xmlns="${packaging}/relationships">${targets.map(([type, target], index) => `<Relationship Id="r${index}" Type="${office}/${type}" Target="${target}"/>`).join('')}</Relationships>`
  add('_rels/.rels', relations([['officeDocument', '/xl/workbook.xml']]))
  const listed = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${escaped(name)}" sheetId="${index + 1}"${state ? ` state="${state}"` : ''} r:id="r${index}"/>`,
  )
  add(
    'xl/workbook.xml',
    `<workbook xmlns="${main}" xmlns:r="${office}">${from1904 ? '<workbookPr date1904="1"/>' : ''}<sheets>${listed.join('')}</sheets></workbook>`,
  )
  add(
    'xl/_rels/workbook.xml.rels',
    relations([
      ...sheets.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const),
      ['styles', 'styles.xml'],
      ...(strings ? [['sharedStrings', 'sharedStrings.xml'] as const] : []),
    ]),
  )
  add(
    'xl/styles.xml',
    `<styleSheet xmlns="${main}">${styles ?? '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><cellXfs count="1"><xf numFmtId="0"/></cellXfs>'}</styleSheet>`,
  )
  if (strings) addStream('xl/sharedStrings.xml', strings())
  for (const [index, sheet] of sheets.entries()) addStream(`xl/worksheets/sheet${index + 1}.xml`, partOf(sheet))
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
}
