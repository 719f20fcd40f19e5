// A copy of a file of tables with the refused cells marked, and what is wrong with each in a comment.
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { type Cell, columnLetters } from '../read/cell.ts'
import { SheetError } from '../read/error.ts'
import { type OpenOptions, openTables } from '../read/open.ts'
import type { Sheet, Source } from '../read/source.ts'
import type { CellProblem } from '../report.ts'
import { escaped, type Note } from './comments.ts'
import { type Package, readPackage } from './package.ts'
import { addComments, MarkedStyles, markCells } from './sheet.ts'

/** The longest comment. */
const mostText = 2_000

export interface Marked {
  /** How many cells are marked. */
  readonly cells: number
  /** How many of these have a comment of their own, which stays. */
  readonly kept: number
}

/**
 * Writes a workbook with the problems of a file in their cells; a problem of a whole row stands in its first cell. A workbook
 * keeps everything else byte for byte; of another format a plain workbook is made. Throws SheetError.
 */
export async function markFile(
  path: string,
  output: string,
  problems: readonly CellProblem[],
  options: OpenOptions = {},
): Promise<Marked> {
  await using source = await openTables(path, options)
  const isWorkbook = source.format === 'XLSX'
  const plain = `${output}.part`
  if (!isWorkbook) await writePlain(source, plain)
  try {
    const workbook = await readPackage(isWorkbook ? path : plain)
    const marked = mark(workbook, problems, source.sheets[0]?.name ?? '')
    await workbook.write(output)
    return marked
  } finally {
    await rm(plain, { force: true })
  }
}

function mark(workbook: Package, problems: readonly CellProblem[], first: string): Marked {
  const { styles, sheets } = workbook.layout
  const styled = styles === undefined ? undefined : workbook.text(styles)
  if (styles === undefined || styled === undefined)
    throw new SheetError('BAD_XML', 'The workbook has no styles, so its cells cannot be marked.')
  const marks = new MarkedStyles(styled)
  let cells = 0
  let kept = 0
  for (const [sheet, own] of Map.groupBy(problems, (problem) => (sheets.has(problem.sheet) ? problem.sheet : first))) {
    const part = sheets.get(sheet)
    const xml = part === undefined ? undefined : workbook.text(part)
    const notes = notesOf(own)
    if (part === undefined || xml === undefined || notes.length === 0) continue
    workbook.put(part, markCells(xml, notes, marks))
    kept += addComments(workbook, part, notes)
    cells += notes.length
  }
  workbook.put(styles, marks.part)
  return { cells, kept }
}

/** One note a cell. */
function notesOf(problems: readonly CellProblem[]): readonly Note[] {
  const byCell = Map.groupBy(problems, ({ cell, row }) => cell ?? `A${Math.max(row ?? 1, 1)}`)
  return [...byCell].map(([cell, own]) => ({
    cell,
    text: own
      .map(({ message }) => message)
      .join('\n')
      .slice(0, mostText),
  }))
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaging = 'http://schemas.openxmlformats.org/package/2006'
const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const documentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Writes the sheets of a file as a workbook without any dress; every value is text, as it stands in the file. */
async function writePlain({ sheets }: Source, path: string): Promise<void> {
  const zip = new ZipFile()
  const add = (name: string, text: string): void => zip.addBuffer(Buffer.from(xmlHead + text), name)
  add(
    '[Content_Types].xml',
    `<Types xmlns="${packaging}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${documentType}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${documentType}.styles+xml"/>${sheets.map((_, index) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${documentType}.worksheet+xml"/>`).join('')}</Types>`,
  )
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`
  add(
    '_rels/.rels',
    `<Relationships xmlns="${packaging}/relationships">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
  )
  add(
    'xl/workbook.xml',
    `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.map(({ name }, index) => `<sheet name="${escaped(sheetName(name))}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
  )
  add(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${packaging}/relationships">${sheets.map((_, index) => relation(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`)).join('')}${relation('rIdStyles', 'styles', 'styles.xml')}</Relationships>`,
  )
  add(
    'xl/styles.xml',
    `<styleSheet xmlns="${main}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  )
  for (const [index, sheet] of sheets.entries())
    zip.addReadStreamLazy(`xl/worksheets/sheet${index + 1}.xml`, {}, (take) =>
      take(null, Readable.from(sheetXml(sheet), { objectMode: false })),
    )
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
}

/** A sheet has at most 31 characters in its name, and none of these signs. */
const sheetName = (name: string): string => name.replace(/[[\]:*?/\\]/g, '-').slice(0, 31)

async function* sheetXml(sheet: Sheet): AsyncGenerator<string> {
  yield `${xmlHead}<worksheet xmlns="${main}"><sheetData>`
  for await (const { number, cells } of sheet.rows()) {
    // The header that was made of the members of JSON objects stands in no row.
    const row = sheet.hasHeaderRow ? number : number + 1
    yield `<row r="${row}">${[...cells].map(([column, cell]) => cellXml(cell, `${columnLetters(column)}${row}`)).join('')}</row>`
  }
  yield '</sheetData></worksheet>'
}

const cellXml = ({ value }: Cell, reference: string): string =>
  `<c r="${reference}" s="0" t="inlineStr"><is><t xml:space="preserve">${escaped(String(value))}</t></is></c>`
