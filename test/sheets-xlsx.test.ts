// Workbooks as programs write them, and as attackers do: what is read, what is refused, and that little memory is needed.
import { readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readLimits, uploadLimits } from '../server/sheets/read/limits.ts'
import { cellsOf, codeOf, folderOf, tableIn } from './support/tables.ts'
import { type TestWorkbook, writeWorkbook } from './support/workbook.ts'

let folder: Awaited<ReturnType<typeof folderOf>>
beforeAll(async () => {
  folder = await folderOf()
})
afterAll(() => folder[Symbol.asyncDispose]())

async function made(name: string, workbook: TestWorkbook): Promise<string> {
  const path = folder.path(name)
  await writeWorkbook(path, workbook)
  return path
}

/** One column of cells, each by its XML. */
const column = (cells: readonly string[]): string =>
  cells.map((cell, index) => `<row r="${index + 1}">${cell.replace('<c', `<c r="A${index + 1}"`)}</row>`).join('')

const styles = `<numFmts count="3"><numFmt numFmtId="164" formatCode="[$-40C]d\\ mmmm\\ yyyy"/><numFmt numFmtId="165" formatCode="0.0&quot; days&quot;"/><numFmt numFmtId="166" formatCode="[Red]0.00;[Blue]\\-0.00"/></numFmts>
  <cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs>
  <cellXfs count="7"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="10"/><xf numFmtId="166"/><xf numFmtId="22"/></cellXfs>`
const strings = () => [
  '<sst><si><t>shared</t></si><si><r><t xml:space="preserve">rich </t></r><r><rPr><b/></rPr><t>text</t></r></si>',
  '<si><t>漢字</t><rPh sb="0" eb="2"><t>カンジ</t></rPh></si><si><t>a_x000D_b _x005F_x0041_</t></si></sst>',
]
const kinds: readonly (readonly [what: string, cell: string, value: unknown])[] = [
  ['a date of a built-in format', '<c s="1"><v>44197</v></c>', '2021-01-01'],
  ['a date of a French format', '<c s="2"><v>44197</v></c>', '2021-01-01'],
  ['a moment', '<c s="6"><v>44197.5208333333</v></c>', '2021-01-01T12:30:00'],
  ['days as a number', '<c s="3"><v>44197</v></c>', 44197],
  ['a coloured number', '<c s="5"><v>12.5</v></c>', 12.5],
  ['a percentage', '<c s="4"><v>0.25</v></c>', 0.25],
  ['a date that programs do not agree on', '<c s="1"><v>59</v></c>', expect.stringContaining('March 1900')],
  ['a date in ISO 8601', '<c t="d"><v>2021-01-01T00:00:00</v></c>', '2021-01-01'],
  ['a boolean', '<c t="b"><v>1</v></c>', true],
  ['a shared text', '<c t="s"><v>0</v></c>', 'shared'],
  ['a text in pieces', '<c t="s"><v>1</v></c>', 'rich text'],
  ['a text with its pronunciation', '<c t="s"><v>2</v></c>', '漢字'],
  ['escaped characters', '<c t="s"><v>3</v></c>', 'a\rb _x0041_'],
  ['a text in its place', '<c t="inlineStr"><is><t xml:space="preserve"> in &amp; out </t></is></c>', ' in & out '],
  ['the same in pieces', '<c t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c>', 'inline'],
  ['the result of a formula', '<c><f>1+1</f><v>2</v></c>', 2],
  ['a boolean as LibreOffice writes it', '<c t="b"><f>TRUE()</f><v>1</v></c>', true],
  ['a formula without a result', '<c><f>1+1</f></c>', expect.stringContaining('no stored result')],
  ['an error', '<c t="e"><v>#N/A</v></c>', expect.stringContaining('#N/A')],
  ['a number that was rounded', '<c><v>12345678901234567890</v></c>', expect.stringContaining('15 digits')],
  ['a fraction', '<c><v>0.30000000000000004</v></c>', 0.30000000000000004],
  ['an exponent', '<c><v>1E-3</v></c>', 0.001],
]

describe('a workbook', () => {
  it('gives every kind of cell as it was meant', async () => {
    const path = await made('kinds.xlsx', {
      sheets: [{ name: 'Data', xml: column(kinds.map(([, xml]) => xml)) }],
      strings,
      styles,
    })
    const { rows } = await cellsOf(path)
    expect(rows.map(([number, cells]) => [kinds[number - 1]?.[0], cells[0]])).toEqual(
      kinds.map(([what, , value]) => [what, value]),
    )
  })

  it('counts days from 1904 where it says so', async () => {
    const xml = column(['<c s="1"><v>42735</v></c>'])
    const path = await made('1904.xlsx', { sheets: [{ name: 'Data', xml }], styles, from1904: true })
    expect((await cellsOf(path)).rows).toEqual([[1, { 0: '2021-01-01' }]])
  })

  it('is read where all tags have a prefix, and cells do not say where they are', async () => {
    const part = () => [
      '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row>',
      '<x:c t="inlineStr"><x:is><x:t>no place</x:t></x:is></x:c><x:c><x:v>7</x:v></x:c></x:row>',
      '<x:row r="40"><x:c r="AB40"><x:v>1</x:v></x:c></x:row><x:row r="5000"><x:c r="A5000" s="1"/></x:row></x:sheetData></x:worksheet>',
    ]
    const path = await made('prefixed.xlsx', { sheets: [{ name: 'Data', part }] })
    expect((await cellsOf(path)).rows).toEqual([
      [1, { 0: 'no place', 1: 7 }],
      [40, { 27: 1 }],
    ])
  })

  it('tells hidden sheets from others, and reads an empty one', async () => {
    const rows = [['a'], ['1']]
    const path = await made('sheets.xlsx', {
      sheets: [
        { name: 'Shown', rows: [] },
        { name: 'Hidden', state: 'hidden', rows },
        { name: 'Very', state: 'veryHidden', rows },
      ],
    })
    const { sheets, rows: none } = await cellsOf(path)
    expect(sheets).toEqual([
      { name: 'Shown', isHidden: false },
      { name: 'Hidden', isHidden: true },
      { name: 'Very', isHidden: true },
    ])
    expect(none).toEqual([])
    expect(await codeOf(tableIn(path))).toBe('NO_HEADER')
  })

  it('has its header above the HXL tags, in two rows with merged cells, or where it is said', async () => {
    const rows = [
      ['Who does what', null, null, null],
      [null, 'Reached', null, 'Place'],
      ['Actor', 'Women', 'Men', 'District'],
      ['# org', '#reached +f', '#reached+m', null],
      ['A', 1, 2, 'North'],
    ]
    const path = await made('headers.xlsx', { sheets: [{ name: 'Data', rows }] })
    expect(await tableIn(path, { rows: 2 })).toEqual({
      columns: ['Actor #org', 'Reached / Women #reached+f', 'Reached / Men #reached+m', 'Place / District'],
      rows: [{ number: 5, Actor: 'A', 'Reached / Women': 1, 'Reached / Men': 2, 'Place / District': 'North' }],
    })
    expect((await tableIn(path)).columns).toEqual(['Actor #org', 'Women #reached+f', 'Men #reached+m', 'District'])
    expect((await tableIn(path, { row: 2 })).columns).toEqual([
      '#org #org',
      'Reached #reached+f',
      '#reached+m #reached+m',
      'Place',
    ])
  })

  it('says which columns have one name, and in which cells of a row there is none', async () => {
    const path = await made('same.xlsx', {
      sheets: [
        {
          name: 'Data',
          rows: [
            ['a', 'b', 'a'],
            [1, 2, 3, 4],
          ],
        },
      ],
    })
    await expect(tableIn(path)).rejects.toThrow('two columns called a: A and C')
  })
})

const head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
const tail = '</sheetData></worksheet>'
const blanks = Buffer.alloc(2 ** 20, 0x20)

/** A text that unpacks to many megabytes, in one cell. */
function* hugeCell(megabytes: number) {
  yield `${head}<row r="1"><c r="A1" t="inlineStr"><is><t>`
  for (let n = 0; n < megabytes; n += 1) yield blanks
  yield `</t></is></c></row>${tail}`
}

describe('a bad workbook is refused', () => {
  it.each([
    ['one that unpacks to more than the limit', 'TOO_BIG', uploadLimits],
    ['one with a cell without end', 'CELL_TOO_LONG', { ...uploadLimits, totalBytes: 1e9, partBytes: 1e9 }],
  ])('%s: %s', async (_what, code, limits) => {
    const path = await made('bomb.xlsx', { sheets: [{ name: 'S', part: () => hugeCell(300) }] })
    expect(await codeOf(cellsOf(path, { limits }))).toBe(code)
  })

  it('one whose directory lies about its size', async () => {
    const path = await made('lying.xlsx', { sheets: [{ name: 'S', part: () => hugeCell(20) }] })
    const bytes = await readFile(path)
    for (let at = bytes.indexOf('PK\u0001\u0002'); at >= 0; at = bytes.indexOf('PK\u0001\u0002', at + 1))
      if (bytes.toString('utf8', at + 46, at + 46 + bytes.readUInt16LE(at + 28)).includes('sheet1'))
        bytes.writeUInt32LE(1000, at + 24)
    await writeFile(path, bytes)
    expect(await codeOf(cellsOf(path))).toBe('BAD_ZIP')
  })

  it('one with too many shared texts', async () => {
    const shared = '<si><t>aaaaaaaaaaaaaaaaaaaaaaaaa</t></si>'.repeat(20_000)
    const path = await made('shared.xlsx', {
      sheets: [{ name: 'S', xml: '<row r="1"><c r="A1" t="s"><v>0</v></c></row>' }],
      strings: () => ['<sst>', ...Array.from({ length: 60 }, () => shared), '</sst>'],
    })
    expect(await codeOf(cellsOf(path, { limits: uploadLimits }))).toBe('TOO_BIG')
  })

  it.each([
    ['a cell in the last corner', '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', 'TOO_MANY_COLUMNS'],
    ['a row beyond the last', '<row r="1048577"><c r="A1048577"><v>1</v></c></row>', 'TOO_MANY_ROWS'],
    ['a row without a number', '<row r="x"><c r="A1"><v>1</v></c></row>', 'TOO_MANY_ROWS'],
    ['a shared text that is not there', '<row r="1"><c r="A1" t="s"><v>7</v></c></row>', 'BAD_XML'],
    ['a number that is none', '<row r="1"><c r="A1"><v>one</v></c></row>', 'BAD_XML'],
    [
      'a text longer than a cell',
      `<row r="1"><c r="A1" t="str"><v>${'a'.repeat(40_000)}</v></c></row>`,
      'CELL_TOO_LONG',
    ],
    ['XML that ends in the middle', '<row r="1"><c r="A1">', 'BAD_XML'],
  ])('one with %s', async (_what, xml, code) => {
    const path = await made('cell.xlsx', { sheets: [{ name: 'S', xml }] })
    expect(await codeOf(cellsOf(path))).toBe(code)
  })

  it('one with more cells than the limit', async () => {
    const rows = Array.from({ length: 50 }, () => Array.from({ length: 50 }, () => 1))
    const path = await made('cells.xlsx', { sheets: [{ name: 'S', rows }] })
    expect(await codeOf(cellsOf(path, { limits: { ...readLimits, cells: 2_499 } }))).toBe('TOO_MANY_CELLS')
  })

  it('one with entities of its own', async () => {
    const part = () => [
      `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>${head}<row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row>${tail}`,
    ]
    const path = await made('entity.xlsx', { sheets: [{ name: 'S', part }] })
    expect(await codeOf(cellsOf(path))).toBe('BAD_XML')
  })

  it('one with a password, one that is cut off, and files that are something else', async () => {
    const whole = await readFile(await made('whole.xlsx', { sheets: [{ name: 'S', rows: [[1]] }] }))
    const codes = await Promise.all(
      [
        await folder.put('password.xlsx', Buffer.from('d0cf11e0a1b11ae1', 'hex')),
        await folder.put('cut.xlsx', whole.subarray(0, whole.length / 2)),
        await folder.put('table.xlsx', 'a;b;c\n1;2;3\n'),
        await folder.put('empty.xlsx', ''),
        await folder.put('old.xls', 'x'),
        await folder.put('picture.png', 'x'),
      ].map((path) => codeOf(cellsOf(path))),
    )
    expect(codes).toEqual(['OLD_OR_LOCKED', 'BAD_ZIP', 'NOT_ZIP', 'NOT_ZIP', 'UNKNOWN_FORMAT', 'UNKNOWN_FORMAT'])
  })
})
