// Opens a file of tables, whatever its format.
import { stat } from 'node:fs/promises'
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
        ending === '.xls'
          ? 'The old .xls format cannot be read. Save the file as .xlsx.'
          : `Files that end in ${ending === '' ? 'nothing' : ending} cannot be read. Use one of ${fileEndings.join(', ')}.`,
      )
  }
}
