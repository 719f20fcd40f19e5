// CSV, JSON and JSON Lines as they come: delimiters, encodings, bad records.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cellsOf, codeOf, folderOf, tableIn } from './support/tables.ts'

let folder: Awaited<ReturnType<typeof folderOf>>
beforeAll(async () => {
  folder = await folderOf()
})
afterAll(() => folder[Symbol.asyncDispose]())

const values = (rows: readonly (readonly [number, object])[]) =>
  rows.map(([number, cells]) => [number, ...Object.values(cells)])

describe('CSV', () => {
  it.each([
    [',', 'a,b\r\n1,"x;y;z"\r\n2,y\r\n'],
    [';', 'a;b\n1,5;x\n2,5;y\n'],
    ['\t', 'a\tb\n1\t"x,y"\n'],
    ['|', 'a|b\n1|x\n'],
    [';', 'sep=;\r\na;b\r\n1;2\r\n'],
    [',', 'only one column\nx\n'],
  ])('has the delimiter %j', async (delimiter, text) => {
    const { delimiter: found, rows } = await cellsOf(await folder.put('some.csv', text))
    expect(found).toBe(delimiter)
    expect(rows[0]?.[0]).toBe(1)
  })

  it.each([
    ['UTF-8', Buffer.from('größe,ş\n', 'utf8'), 0],
    ['UTF-8 with a mark', Buffer.from('\uFEFFgröße,ş\n', 'utf8'), 0],
    ['UTF-16 with a mark', Buffer.from('\uFEFFgröße,ş\n', 'utf16le'), 0],
    ['UTF-16 without one', Buffer.from('größe,ş\nabcd,efgh\n', 'utf16le'), 1],
  ])('in %s is found out', async (_name, bytes, guesses) => {
    const found = await cellsOf(await folder.put('some.csv', bytes))
    expect(found.rows[0]).toEqual([1, { 0: 'größe', 1: 'ş' }])
    expect(found.guesses).toHaveLength(guesses)
  })

  it('in another encoding is read as Windows-1252 with a word of warning, or as it is said', async () => {
    const path = await folder.put('some.csv', Buffer.from('gr\u00f6\u00dfe,\u00b6\n', 'latin1'))
    const guessed = await cellsOf(path)
    expect(guessed.rows[0]).toEqual([1, { 0: 'größe', 1: '¶' }])
    expect(guessed.guesses).toEqual([expect.stringContaining('windows-1252')])
    const said = await cellsOf(path, { encoding: 'windows-1250' })
    expect(said.rows[0]).toEqual([1, { 0: 'größe', 1: '¶' }])
    expect(said.guesses).toEqual([])
    expect(await codeOf(cellsOf(path, { encoding: 'utf-8' }))).toBe('BAD_ENCODING')
    expect(await codeOf(cellsOf(path, { encoding: 'ibm850' }))).toBe('BAD_ENCODING')
  })

  it.each([
    [
      'a quote inside a field',
      'a,b\nsay "hi",2\n',
      [
        [1, 'a', 'b'],
        [2, 'say "hi"', '2'],
      ],
    ],
    [
      'text after a closing quote',
      'a,b\n"x"y,2\n3,4\n',
      [
        [1, 'a', 'b'],
        [2, '"x"y', '2'],
        [3, '3', '4'],
      ],
    ],
    [
      'mixed line ends',
      'a,b\r\n1,2\n3,4\r5,6',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
        [3, '3', '4'],
        [4, '5', '6'],
      ],
    ],
    [
      'a line end inside quotes',
      'a,b\r\n"l1\r\nl2",2\r\n3,4\r\n',
      [
        [1, 'a', 'b'],
        [2, 'l1\r\nl2', '2'],
        [3, '3', '4'],
      ],
    ],
    [
      'rows of commas',
      'a,b\n,,\n1,2\n',
      [
        [1, 'a', 'b'],
        [3, '1', '2'],
      ],
    ],
  ])('with %s is read, each row with its number', async (_what, text, rows) => {
    expect(values((await cellsOf(await folder.put('some.csv', text))).rows)).toEqual(rows)
  })

  it('reports a quote that is never closed with its line, and keeps what came before', async () => {
    const { rows, badRecords } = await cellsOf(await folder.put('some.csv', 'a,b\n1,2\n"x,2\n3,4\n'))
    expect(values(rows)).toEqual([
      [1, 'a', 'b'],
      [2, '1', '2'],
    ])
    expect(badRecords).toEqual([{ line: expect.any(Number), reason: expect.stringContaining('never closed') }])
    expect(badRecords[0]?.line).toBeGreaterThanOrEqual(3)
  })
})

describe('JSON', () => {
  it('is a list of objects, or an object of such lists; members inside members are columns with dots', async () => {
    const rows = [{ a: 1, period: { text: '2004', edtf: null } }, { b: true }]
    const list = await folder.put('things.json', JSON.stringify(rows))
    const columns = ['a', 'period.text', 'period.edtf', 'b']
    const read = [
      { number: 1, a: 1, 'period.text': '2004', 'period.edtf': '' },
      { number: 2, b: true },
    ]
    expect(await tableIn(list)).toEqual({ columns, rows: read })
    expect(await tableIn(await folder.put('all.json', JSON.stringify({ things: rows, count: 2 })))).toEqual({
      columns,
      rows: read,
    })
    const lines = await folder.put('things.jsonl', `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`)
    expect(await tableIn(lines)).toEqual({ columns, rows: read })
  })

  it('that is none is refused; of lines, only those that are none', async () => {
    expect(await codeOf(cellsOf(await folder.put('cut.json', '[{"a":')))).toBe('BAD_JSON')
    expect(await codeOf(cellsOf(await folder.put('number.json', '7')))).toBe('BAD_JSON')
    const { rows, badRecords } = await cellsOf(await folder.put('some.jsonl', '{"a":1}\nnot\n[2]\n\n{"a":3}\n'))
    expect(values(rows)).toEqual([
      [0, 'a'],
      [1, 1],
      [5, 3],
    ])
    expect(badRecords.map(({ line }) => line)).toEqual([2, 3])
    expect(await codeOf(cellsOf(await folder.put('long.jsonl', `{"a":"${'x'.repeat(2e6)}"}`)))).toBe('CELL_TOO_LONG')
  })
})
