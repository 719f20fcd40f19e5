// Reads JSON (a list of objects, or an object of such lists) and JSON Lines (an object a line).
import { readFile } from 'node:fs/promises'
import type { Cell, RawRow } from './cell.ts'
import { textOf } from './encoding.ts'
import { SheetError } from './error.ts'
import type { ReadLimits } from './limits.ts'
import { type BadRecord, MOST_BAD_RECORDS, type Reached, type Sheet, type Source } from './source.ts'

/** How deep objects may lie inside a row. */
const mostNested = 4

const nothing = async (): Promise<void> => {}

/** Opens a JSON file, which is read whole. Throws SheetError. */
export async function openJson(path: string, name: string, reached: Reached): Promise<Source> {
  let content: unknown
  try {
    content = JSON.parse((await readFile(path, 'utf8')).replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new SheetError('BAD_JSON', `The file is not JSON: ${error instanceof Error ? error.message : ''}`, {
      cause: error,
    })
  }
  const lists: readonly (readonly [string, unknown])[] = Array.isArray(content)
    ? [[name, content]]
    : Object.entries(isObject(content) ? content : {})
  // All rows are gone through twice.
  const count = 2 * lists.reduce((sum, [, rows]) => sum + (Array.isArray(rows) ? rows.length : 0), 0)
  const onRow = (): void => reached.addOneOf(count)
  const sheets = lists.flatMap(([name, rows]) => (isRows(rows) ? [sheetOf(name, () => ofList(rows, onRow))] : []))
  if (sheets.length === 0) throw new SheetError('BAD_JSON', 'The file holds no list of objects.')
  return {
    format: 'JSON',
    sheets,
    guesses: [],
    badRecords: [],
    share: () => reached.share,
    [Symbol.asyncDispose]: nothing,
  }
}

/** Opens a file of JSON Lines. */
export function openJsonLines(path: string, name: string, limits: ReadLimits, reached: Reached): Source {
  const badRecords: BadRecord[] = []
  const sheet = sheetOf(name, () => {
    badRecords.length = 0
    // All lines are gone through twice.
    return linesOf(path, limits, badRecords, (bytes) => reached.add(bytes / 2))
  })
  return {
    format: 'JSONL',
    sheets: [sheet],
    guesses: [],
    badRecords,
    share: () => reached.share,
    [Symbol.asyncDispose]: nothing,
  }
}

/** A row as an object, and its number. */
export interface Numbered {
  readonly number: number
  readonly value: object
}

/** A sheet of objects. Names of members become columns as they turn up: the first row of the sheet is never the last word. */
export const sheetOf = (name: string, objects: () => AsyncIterable<Numbered>): Sheet => ({
  name,
  isHidden: false,
  hasHeaderRow: false,
  rows: () => rowsOf(objects),
})

async function* rowsOf(objects: () => AsyncIterable<Numbered>): AsyncGenerator<RawRow> {
  const columns = new Map<string, number>()
  // The names of all members come first, so the objects are gone through twice.
  for await (const { value } of objects())
    for (const [name] of membersOf(value)) if (!columns.has(name)) columns.set(name, columns.size)
  yield { number: 0, cells: new Map([...columns].map(([value, index]) => [index, { is: 'text', value }])) }
  for await (const { number, value } of objects()) {
    const cells = new Map<number, Cell>()
    for (const [name, member] of membersOf(value)) {
      const column = columns.get(name)
      if (column !== undefined) cells.set(column, cellOf(member))
    }
    yield { number, cells }
  }
}

async function* ofList(rows: readonly object[], onRow: () => void): AsyncGenerator<Numbered> {
  for (const [index, value] of rows.entries()) {
    onRow()
    yield { number: index + 1, value }
  }
}

async function* linesOf(
  path: string,
  limits: ReadLimits,
  bad: BadRecord[],
  onBytes: (bytes: number) => void,
): AsyncGenerator<Numbered> {
  let rest = ''
  let number = 0
  const read = (line: string): readonly Numbered[] => {
    number += 1
    if (number > limits.rows) throw new SheetError('TOO_MANY_ROWS', `The file has more than ${limits.rows} rows.`)
    if (line.trim() === '') return []
    const value = objectIn(line)
    if (value !== undefined) return [{ number, value }]
    const isKnown = bad.some((each) => each.line === number)
    if (!isKnown && bad.length < MOST_BAD_RECORDS) bad.push({ line: number, reason: 'The line is no JSON object.' })
    return []
  }
  for await (const piece of textOf(path, 'utf-8', onBytes)) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > limits.recordBytes)
      throw new SheetError('CELL_TOO_LONG', `Line ${number + 1} has more than ${limits.recordBytes} characters.`)
    for (const line of lines) yield* read(line)
  }
  if (rest !== '') yield* read(rest)
}

function objectIn(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isRows = (value: unknown): value is readonly object[] => Array.isArray(value) && value.every(isObject)

/** The members of an object, those of objects inside it by their paths, as in `citation.pageStart`. */
function membersOf(value: object, prefix = '', depth = 0): readonly (readonly [string, unknown])[] {
  return Object.entries(value).flatMap(([name, member]): readonly (readonly [string, unknown])[] =>
    isObject(member) && depth < mostNested
      ? membersOf(member, `${prefix}${name}.`, depth + 1)
      : [[`${prefix}${name}`, member]],
  )
}

function cellOf(value: unknown): Cell {
  switch (typeof value) {
    case 'string':
      return { is: 'text', value }
    case 'number':
      return { is: 'number', value }
    case 'boolean':
      return { is: 'boolean', value }
    default:
      // That a member is null says something: the field is empty.
      return value === null || value === undefined
        ? { is: 'text', value: '' }
        : {
            is: 'unusable',
            value: JSON.stringify(value).slice(0, 100),
            reason: 'A cell holds one value, no list and no object.',
          }
  }
}
