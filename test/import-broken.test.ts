// Files as they come from people's disks: of the wrong kind, saved by another program, damaged, or made to do harm. Each is
// read, or refused with what would be right, on the command line and over HTTP alike.
import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportReport } from '../server/sheets/report.ts'
import { keyWith } from './support/changesets.ts'
import { tenpoint } from './support/command.ts'
import { catalogueDirectory } from './support/database.ts'
import { reportOf } from './support/imports.ts'
import { type Api, openApi } from './support/server.ts'
import { folderOf } from './support/tables.ts'
import { type TestSheet, writeWorkbook } from './support/workbook.ts'

let api: Api
let key: string
let folder: Awaited<ReturnType<typeof folderOf>>
let DATA_DIR: string
beforeAll(async () => {
  api = await openApi()
  key = await keyWith(api, 'propose')
  folder = await folderOf()
  DATA_DIR = folder.path('data')
  await catalogueDirectory(DATA_DIR)
})
afterAll(async () => {
  await folder[Symbol.asyncDispose]()
  await api[Symbol.asyncDispose]()
})

const chapter = '10-point-plan-in-action-chapter-1'
const header = ['slug', 'name', 'kind', 'statedCount', 'citation.document', 'citation.pageStart', 'citation.section']
const row = (slug: string, name: string, count: string | number | null = null) =>
  [slug, name, 'NGO', count, chapter, 20, 'ACTORS'] as const
const lines = (delimiter: string, ...rows: readonly (readonly (string | number | null)[])[]): string =>
  [header, ...rows].map((cells) => cells.map((cell) => cell ?? '').join(delimiter)).join('\r\n')

const workbook = async (name: string, sheet: Omit<TestSheet, 'name'>): Promise<Buffer> => {
  await writeWorkbook(folder.path(name), { sheets: [{ name: 'actors', ...sheet }] })
  return readFile(folder.path(name))
}
const cell = (ref: string, xml: string): string => `<c r="${ref}" ${xml}</c>`
const text = (ref: string, value: string): string => cell(ref, `t="inlineStr"><is><t>${value}</t></is>`)
const letters = 'ABCDEFG'
const xmlRow = (number: number, cells: readonly (string | number | null)[]): string =>
  `<row r="${number}">${cells.map((value, at) => (value === null ? '' : text(`${letters[at]}${number}`, String(value)))).join('')}</row>`

/** What was said of a file: the problems as cell, column, code and message, and the notes. */
const saidOf = ({ problems, notes, counts }: ImportReport, file: string) => ({
  problems: problems
    .filter((problem) => problem.file === file)
    .map(({ cell: at, row: number, column, value, code, message }) =>
      [at ?? number ?? '-', column ?? '-', value?.slice(0, 20) ?? '-', code, message].join(' | '),
    ),
  notes: notes.filter((note) => note.startsWith(file)),
  create: counts.create,
})

/** Each file with what is said of it. */
const refused: [what: string, file: string, make: () => Promise<Buffer | string>, wanted: RegExp][] = [
  [
    'decimal commas in a semicolon file',
    'actors.csv',
    async () => lines(';', row('comma-1', 'Comma', '12,5')),
    /^D2 \| statedCount \| 12,5 \| BAD_CELL \| The value must be a whole number/,
  ],
  [
    'a quotation mark that is never closed',
    'actors.csv',
    async () => `${lines(',', row('quote-1', 'Quote'))}\r\nquote-2,"Quote`,
    /^3 \| - \| - \| BAD_RECORD \| Line 3: .*never closed/,
  ],
  [
    'a cell of 10 MB',
    'actors.csv',
    async () => lines(',', row('long-1', 'x'.repeat(10_000_000))),
    /BAD_RECORD \| Line 2: The record has more than 1000000 characters/,
  ],
  [
    'a character that no text has',
    'actors.csv',
    async () => lines(',', row('nul-1', 'A\u0000B')),
    /^B2 \| name \| A.B \| \w+ \| .*(character|NUL)/,
  ],
  [
    'a number too long for a spreadsheet',
    'actors.xlsx',
    () => workbook('actors.xlsx', { rows: [header, [...row('digits-1', 'Digits', 2 ** 60)]] }),
    /^D2 \| statedCount \| 1152921504606847000 \| BAD_CELL \| .*more than 15 digits/,
  ],
  [
    'a formula without its result, and one that failed',
    'actors.xlsx',
    () =>
      workbook('actors.xlsx', {
        xml: `${xmlRow(1, header)}<row r="2">${text('A2', 'formula-1')}${cell('B2', '><f>A1</f>')}${text('C2', 'NGO')}</row>
          <row r="3">${text('A3', 'formula-2')}${cell('B3', 't="e"><f>1/0</f><v>#DIV/0!</v>')}${text('C3', 'NGO')}</row>`,
      }),
    /^B2 \| name \| {2}\| BAD_CELL \| The formula has no stored result.*^B3 \| name \| #DIV\/0! \| BAD_CELL \| The cell shows the error/ms,
  ],
  [
    'a cell of 10 MB',
    'actors.xlsx',
    () => workbook('actors.xlsx', { xml: `<row r="1">${text('A1', 'x'.repeat(10_000_000))}</row>` }),
    /CELL_TOO_LONG \| A text of the sheet is too long: a cell has at most 32767 characters/,
  ],
  [
    'a bomb: 300 MB in a few kilobytes',
    'actors.xlsx',
    () =>
      workbook('actors.xlsx', {
        part: function* () {
          yield '<worksheet><sheetData>'
          for (let n = 0; n < 300; n += 1) yield `<row r="${n + 1}"><c r="A1"><v>${'1'.repeat(1_000_000)}</v></c></row>`
        },
      }),
    /(TOO_BIG|CELL_TOO_LONG) \| /,
  ],
  [
    'nothing in it',
    'actors.xlsx',
    () => workbook('actors.xlsx', { rows: [] }),
    /NO_HEADER \| The sheet actors has no row with the names of its columns/,
  ],
  ['nothing in it', 'actors.csv', async () => '', /NO_HEADER \| /],
  [
    'a password, or the old format',
    'actors.xlsx',
    async () => Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    /OLD_OR_LOCKED \| .*Save it as .xlsx, without a password/,
  ],
  ['the old format', 'actors.xls', async () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), /UNKNOWN_FORMAT \| .*[.]xls/],
  [
    'the old format under another name',
    'actors.csv',
    async () => Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    /UNKNOWN_FORMAT \| The file is called [.]csv, but is a workbook of the old [.]xls format/,
  ],
  ['a PDF under another name', 'actors.csv', async () => '%PDF-1.7\n', /UNKNOWN_FORMAT \| .*but is a PDF/],
  ['a PDF under another name', 'actors.xlsx', async () => '%PDF-1.7\n', /NOT_ZIP \| .*but is a PDF/],
  ['a web page, saved as a table', 'actors.csv', async () => '<html><table>', /UNKNOWN_FORMAT \| .*a web page/],
  ['a file that is packed', 'actors.csv', async () => gzipSync('slug'), /UNKNOWN_FORMAT \| .*Unpack it first/],
  [
    'a workbook called a text',
    'actors.csv',
    () => workbook('other.xlsx', { rows: [header] }),
    /UNKNOWN_FORMAT \| .*Name it [.]xlsx/,
  ],
  [
    'a workbook of which half is there',
    'actors.xlsx',
    async () => (await workbook('whole.xlsx', { rows: [header] })).subarray(0, 500),
    /BAD_ZIP \| The workbook is damaged/,
  ],
  [
    'a text called a workbook',
    'actors.xlsx',
    async () => lines(',', row('a-1', 'A')),
    /NOT_ZIP \| .*not an [.]xlsx workbook/,
  ],
  [
    'a spreadsheet of another office program',
    'actors.ods',
    async () => 'x',
    /UNKNOWN_FORMAT \| .*Save the file as [.]xlsx/,
  ],
  ['JSON that ends in the middle', 'actors.json', async () => '[{"slug":', /BAD_JSON \| The file is not JSON/],
]

const read: [what: string, file: string, make: () => Promise<Buffer | string>, note: RegExp | undefined][] = [
  [
    'Windows-1252, with a word of warning',
    'actors.csv',
    async () => Buffer.from(lines(';', row('latin-1', 'Société d’Études'.replace('’', "'"))), 'latin1'),
    /read as windows-1252/,
  ],
  [
    'UTF-16 with its mark',
    'actors.csv',
    async () => Buffer.from(`\uFEFF${lines('\t', row('wide-1', 'Écoles'))}`, 'utf16le'),
    undefined,
  ],
  [
    'a title above the header, merged over all columns',
    'actors.xlsx',
    () =>
      workbook('actors.xlsx', {
        xml: `<row r="1">${text('A1', 'Actors of the region, as of today')}</row>${xmlRow(3, header)}${xmlRow(4, row('title-1', 'Title'))}`,
      }),
    undefined,
  ],
  [
    'formulas with their results',
    'actors.xlsx',
    () =>
      workbook('actors.xlsx', {
        xml: `${xmlRow(1, header)}<row r="2">${text('A2', 'result-1')}${cell('B2', 't="str"><f>"A"&amp;"B"</f><v>AB</v>')}${text('C2', 'NGO')}${text('E2', chapter)}${cell('F2', '><f>19+1</f><v>20</v>')}${text('G2', 'ACTORS')}</row>`,
      }),
    undefined,
  ],
]

describe('a file with', () => {
  it.each(refused)('%s is refused, with what would be right: %s', async (_what, file, make, wanted) => {
    const report = await reportOf(api, key, { [file]: await make() })
    expect(report.outcome).toBe('REFUSED')
    expect(saidOf(report, file).problems.join('\n')).toMatch(wanted)
  })

  it.each(read)('%s is read: %s', async (_what, file, make, note) => {
    const report = await reportOf(api, key, { [file]: await make() })
    expect(saidOf(report, file)).toEqual({
      problems: [],
      notes: note === undefined ? [] : [expect.stringMatching(note)],
      create: 1,
    })
  })
})

it('the command line says the same of many files at once, and changes nothing', async () => {
  const paths: string[] = []
  // One after the other: workbooks are written to the same file.
  for (const [at, [, file, make]] of refused.entries()) paths.push(await folder.put(`${at}-${file}`, await make()))
  const { code, err, out } = await tenpoint(
    { DATA_DIR },
    ...['import', ...paths, '--table', 'actors', '--reason', 'A test.', '--json'],
  )
  expect([code, err]).toEqual([1, ''])
  const report: ImportReport = JSON.parse(out)
  expect(report).toMatchObject({ outcome: 'REFUSED', changeset: null })
  for (const [at, [what, file, , wanted]] of refused.entries())
    expect(`${what}: ${saidOf(report, `${at}-${file}`).problems.join('\n')}`).toMatch(
      new RegExp(wanted.source.replace(/^\^/, ''), wanted.flags),
    )
})
