// Reads CSV: comma, semicolon, tab or bar, in any encoding that is found or said.
import { basename, extname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parse } from 'csv-parse'
import type { Cell, RawRow } from './cell.ts'
import { type Delimiter, delimiterOf } from './delimiter.ts'
import { encodingOf, textOf } from './encoding.ts'
import { SheetError } from './error.ts'
import type { ReadLimits } from './limits.ts'
import { type BadRecord, MOST_BAD_RECORDS, type Reached, type Source } from './source.ts'

export interface CsvOptions {
  /** What the file is called, where that is not the name it has on the disk. */
  readonly name?: string | undefined
  /** As the file's owner says; found where it is left out. */
  readonly encoding?: string | undefined
  readonly delimiter?: string | undefined
}

/** How many characters are looked at for the delimiter. */
const sampleLength = 65_536

/** The first line of files of some programs, which is no record: `sep=;`. */
const separatorLine = /^sep=(.)\r?\n/i

/** Opens a CSV file. Throws SheetError. */
export async function openCsv(path: string, limits: ReadLimits, said: CsvOptions, reached: Reached): Promise<Source> {
  const { label, isGuess } = await encodingOf(path, said.encoding)
  const sample = await firstText(path, label)
  const separator = separatorLine.exec(sample)
  const delimiter = said.delimiter ?? separator?.[1] ?? delimiterOf(sample)
  const badRecords: BadRecord[] = []
  const report = (bad: BadRecord): void => {
    if (badRecords.length < MOST_BAD_RECORDS) badRecords.push(bad)
  }
  const skipped = separator?.[0].length ?? 0
  return {
    format: 'CSV',
    sheets: [
      {
        name: tableName(said.name ?? path),
        isHidden: false,
        hasHeaderRow: true,
        rows: () => {
          badRecords.length = 0
          const text = textOf(path, label, (bytes) => reached.add(bytes))
          return recordsOf(withoutBegin(text, skipped), delimiter, limits, report)
        },
      },
    ],
    delimiter,
    guesses: isGuess
      ? [`The file does not say its encoding; it was read as ${label}. If letters look wrong, say which it is.`]
      : [],
    badRecords,
    share: () => reached.share,
    [Symbol.asyncDispose]: async () => {},
  }
}

/** What a file that is one table calls it. */
export const tableName = (file: string): string => basename(file, extname(file))

async function firstText(path: string, label: string): Promise<string> {
  let sample = ''
  for await (const text of textOf(path, label)) {
    sample += text
    if (sample.length >= sampleLength) break
  }
  return sample.slice(0, sampleLength)
}

async function* withoutBegin(pieces: AsyncIterable<string>, length: number): AsyncGenerator<string> {
  let left = length
  for await (const piece of pieces) {
    const cut = Math.min(left, piece.length)
    left -= cut
    if (cut < piece.length) yield piece.slice(cut)
  }
}

async function* recordsOf(
  text: AsyncIterable<string>,
  delimiter: Delimiter | string,
  limits: ReadLimits,
  report: (bad: BadRecord) => void,
): AsyncGenerator<RawRow> {
  let number = 0
  const parser = parse({
    delimiter,
    // The automatic one takes that of the first line for all.
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: limits.recordBytes,
    skip_records_with_error: true,
    on_skip: (error) => {
      number += 1
      const line = Number(Reflect.get(error ?? {}, 'lines') ?? 0)
      report({ line, reason: error === undefined ? 'The record cannot be read.' : reasonOf(error.code, limits) })
      return undefined
    },
  })
  const done = pipeline(Readable.from(text), parser)
  // It is awaited below; until then a failure also ends the iteration.
  done.catch(() => undefined)
  for await (const record of parser) {
    const fields: readonly string[] = record
    number += 1
    if (number > limits.rows) throw new SheetError('TOO_MANY_ROWS', `The file has more than ${limits.rows} rows.`)
    if (fields.length > limits.columns)
      throw new SheetError('TOO_MANY_COLUMNS', `Row ${number} has more than ${limits.columns} columns.`)
    const cells = new Map<number, Cell>()
    for (const [index, value] of fields.entries()) if (value !== '') cells.set(index, { is: 'text', value })
    if (cells.size > 0) yield { number, cells }
  }
  await done
}

function reasonOf(code: string, { recordBytes }: ReadLimits): string {
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'A quotation mark is opened and never closed; what follows it could not be read.'
    case 'CSV_MAX_RECORD_SIZE':
      return `The record has more than ${recordBytes} characters. Is a quotation mark not closed?`
    default:
      return 'The record cannot be read.'
  }
}
