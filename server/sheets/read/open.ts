// Opens a file of tables, whatever its format.
import { open, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { type CsvOptions, openCsv, tableName } from './csv.ts'
import { SheetError } from './error.ts'
import { openJson, openJsonLines } from './json.ts'
import { type ReadLimits, readLimits } from './limits.ts'
import { Reached, type Source } from './source.ts'
import { openWorkbook } from './xlsx/workbook.ts'
import { openXml } from './xml.ts'

export interface OpenOptions extends CsvOptions {
  readonly limits?: ReadLimits
}

/** The endings of files that can be read. */
export const fileEndings = ['.xlsx', '.csv', '.tsv', '.txt', '.json', '.jsonl', '.ndjson', '.xml'] as const

/** What files of other programs begin with, where somebody may have changed the ending of their name. */
const signatures: readonly { readonly begin: readonly number[]; readonly what: string }[] = [
  { begin: [0x25, 0x50, 0x44, 0x46], what: 'a PDF. Ask for the table that it was made from' },
  { begin: [0x50, 0x4b, 0x03, 0x04], what: 'a workbook or another zip file. Name it .xlsx if it is one' },
  {
    begin: [0xd0, 0xcf, 0x11, 0xe0],
    what: 'a workbook of the old .xls format, or one with a password. Save it as .xlsx',
  },
  { begin: [0x1f, 0x8b], what: 'packed with gzip. Unpack it first' },
  { begin: [0x3c, 0x68, 0x74, 0x6d, 0x6c], what: 'a web page. Download the file itself' },
  { begin: [0x3c, 0x21, 0x44, 0x4f, 0x43], what: 'a web page. Download the file itself' },
]

/** What a file is by its first bytes, in place of what its name says. */
async function foundIn(path: string): Promise<string | undefined> {
  await using file = await open(path)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0)
  const bytes = buffer.subarray(0, bytesRead)
  return signatures.find(({ begin }) => begin.every((byte, index) => bytes[index] === byte))?.what
}

/** Opens a file by the ending of its name. Throws SheetError. */
export async function openTables(path: string, options: OpenOptions = {}): Promise<Source> {
  const { limits = readLimits, ...csv } = options
  const ending = extname(path).toLowerCase()
  const found = await stat(path)
  // A pipe would be waited for, and a device read, without end.
  if (!found.isFile()) throw new SheetError('UNKNOWN_FORMAT', 'It is not a file.')
  const most = ending === '.json' ? limits.jsonBytes : limits.fileBytes
  if (found.size > most)
    throw new SheetError('TOO_BIG', `The file has ${found.size} bytes; at most ${most} can be read in this format.`)
  const isWorkbook = ending === '.xlsx' || ending === '.xlsm'
  // XML may begin as web pages do.
  const other = ending === '.xml' ? undefined : await foundIn(path)
  if (other !== undefined && !(isWorkbook && /workbook/.test(other)))
    throw new SheetError(isWorkbook ? 'NOT_ZIP' : 'UNKNOWN_FORMAT', `The file is called ${ending}, but is ${other}.`)
  const reached = new Reached(found.size)
  switch (ending) {
    case '.xlsx':
    case '.xlsm':
      return openWorkbook(path, limits)
    case '.csv':
    case '.tsv':
    case '.txt':
      return openCsv(path, limits, csv, reached)
    case '.json':
      return openJson(path, tableName(csv.name ?? path), reached)
    case '.jsonl':
    case '.ndjson':
      return openJsonLines(path, tableName(csv.name ?? path), limits, reached)
    case '.xml':
      return openXml(path, tableName(csv.name ?? path), limits, reached)
    default:
      throw new SheetError(
        'UNKNOWN_FORMAT',
        ending === '.xls' || ending === '.ods'
          ? `Files of the format ${ending} cannot be read. Save the file as .xlsx.`
          : `Files that end in ${ending === '' ? 'nothing' : ending} cannot be read. Use one of ${fileEndings.join(', ')}.`,
      )
  }
}
