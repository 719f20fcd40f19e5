// A copy of a file of tables with the refused cells marked, and what is wrong with each in a comment.
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { cellText, columnLetters } from '../read/cell.ts'
import { SheetError } from '../read/error.ts'
import { type OpenOptions, openTables } from '../read/open.ts'
import type { Sheet, Source } from '../read/source.ts'
import type { CellProblem } from '../report.ts'
import { writeXlsx } from '../write/xlsx.ts'
import type { Note } from './comments.ts'
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
  try {
    if (!isWorkbook) await writePlain(source, plain)
    const workbook = await readPackage(isWorkbook ? path : plain)
    const marked = mark(workbook, await bySheet(source, problems))
    await workbook.write(output)
    return marked
  } finally {
    await rm(plain, { force: true })
  }
}

/** The problems of each sheet, by its name in the workbook. What is of none stands in the first. */
async function bySheet(
  { format, sheets }: Source,
  problems: readonly CellProblem[],
): Promise<ReadonlyMap<string, readonly CellProblem[]>> {
  const found = new Map<string, readonly CellProblem[]>()
  const names = new Set(sheets.map(({ name }) => name))
  for (const [index, sheet] of sheets.entries()) {
    const own = problems.filter(({ sheet: name }) => name === sheet.name || (index === 0 && !names.has(name)))
    found.set(format === 'XLSX' ? sheet.name : sheetName(sheet.name), await inWorkbook(sheet, own))
  }
  return found
}

function mark(workbook: Package, problems: ReadonlyMap<string, readonly CellProblem[]>): Marked {
  const { styles, sheets } = workbook.layout
  const styled = styles === undefined ? undefined : workbook.text(styles)
  if (styles === undefined || styled === undefined)
    throw new SheetError('BAD_XML', 'The workbook has no styles, so its cells cannot be marked.')
  const marks = new MarkedStyles(styled)
  let cells = 0
  let kept = 0
  for (const [sheet, own] of problems) {
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

/** The longest text of a cell; of a longer one the begin is shown. */
const mostInCell = 32_767

/** Writes the sheets of a file as a workbook without any dress; every value is text, as it stands in the file. */
async function writePlain({ sheets }: Source, path: string): Promise<void> {
  const plain = await Promise.all(
    sheets.map(async (sheet) => ({
      name: sheetName(sheet.name),
      columns: Array.from({ length: await widthOf(sheet) }, () => ({ name: '', kind: 'text' as const })),
      head: [],
      pages: pagesOf(sheet),
    })),
  )
  await pipeline(writeXlsx(plain), createWriteStream(path))
}

/** A sheet has at most 31 characters in its name, and none of these signs. */
const sheetName = (name: string): string => name.replace(/[[\]:*?/\\]/g, '-').slice(0, 31)

async function widthOf(sheet: Sheet): Promise<number> {
  let width = 1
  for await (const { cells } of sheet.rows()) for (const column of cells.keys()) width = Math.max(width, column + 1)
  return width
}

/** All rows, each where it stands in the file: the empty ones between them, too. */
async function* pagesOf(sheet: Sheet): AsyncGenerator<readonly (readonly string[])[]> {
  let last = 0
  for await (const { number, cells } of sheet.rows()) {
    const row = number + shiftOf(sheet)
    const texts: string[] = []
    for (const [column, { value }] of cells) texts[column] = String(value).slice(0, mostInCell)
    yield [...Array.from({ length: Math.max(row - last - 1, 0) }, () => []), texts]
    last = row
  }
}

/** How far rows move down: the header that was made of the members of JSON objects stands in no row of the file. */
const shiftOf = ({ hasHeaderRow }: Pick<Sheet, 'hasHeaderRow'>): number => (hasHeaderRow ? 0 : 1)

/** The problems of a sheet whose header stands in no row, where they stand in a workbook that was made of it. */
async function inWorkbook(sheet: Sheet, problems: readonly CellProblem[]): Promise<readonly CellProblem[]> {
  if (sheet.hasHeaderRow) return problems
  const header = await first(sheet.rows())
  const letters = new Map([...(header?.cells ?? [])].map(([index, cell]) => [cellText(cell), columnLetters(index)]))
  return problems.map((problem) => {
    if (problem.row === null) return problem
    const row = problem.row + shiftOf(sheet)
    return { ...problem, row, cell: `${letters.get(problem.column ?? '') ?? 'A'}${row}` }
  })
}

async function first<T>(items: AsyncIterable<T>): Promise<T | undefined> {
  for await (const item of items) return item
  return undefined
}
