// Reads files of tables in tests, all at once.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SheetError } from '../../server/sheets/read/error.ts'
import { type OpenOptions, openTables } from '../../server/sheets/read/open.ts'
import { type HeaderOptions, tableOf } from '../../server/sheets/read/table.ts'

/** A folder for files, gone when disposed of. */
export async function folderOf(): Promise<
  { path(name: string): string; put(name: string, content: string | Buffer): Promise<string> } & AsyncDisposable
> {
  const folder = await mkdtemp(join(tmpdir(), 'tenpoint-sheets-'))
  const path = (name: string): string => join(folder, name)
  return {
    path,
    async put(name, content) {
      await writeFile(path(name), content)
      return path(name)
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}

/** The cells of one sheet, row by row: the number of the row, and each value by its column's letters. */
export async function cellsOf(path: string, options?: OpenOptions, sheet = 0) {
  await using source = await openTables(path, options)
  const rows: (readonly [number, Readonly<Record<string, unknown>>])[] = []
  for await (const { number, cells } of source.sheets[sheet]?.rows() ?? [])
    rows.push([
      number,
      Object.fromEntries(
        [...cells].map(([column, cell]) => [column, cell.is === 'unusable' ? cell.reason : cell.value]),
      ),
    ])
  const { delimiter, guesses, badRecords } = source
  return {
    rows,
    delimiter,
    guesses,
    badRecords: [...badRecords],
    sheets: source.sheets.map(({ name, isHidden }) => ({ name, isHidden })),
  }
}

/** A sheet by the names of its columns. */
export async function tableIn(path: string, options?: HeaderOptions, sheet = 0) {
  await using source = await openTables(path)
  const first = source.sheets[sheet]
  if (first === undefined) throw new Error('There is no sheet.')
  const table = await tableOf(first, options)
  const rows: unknown[] = []
  for await (const { number, cells } of table.rows)
    rows.push({ number, ...Object.fromEntries([...cells].map(([name, cell]) => [name, cell.value])) })
  return { columns: table.columns.map(({ name, tag }) => (tag === undefined ? name : `${name} ${tag}`)), rows }
}

/** The code of what reading a file throws. */
export async function codeOf(reading: Promise<unknown>): Promise<string> {
  try {
    await reading
  } catch (error) {
    if (error instanceof SheetError) return error.code
    throw error
  }
  throw new Error('It was read.')
}
