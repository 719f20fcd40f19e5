// Tables go out, through LibreOffice, and come in again: what nobody edited changes nothing, and five edited cells are five
// changed cells.
import { readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allEditable } from '../server/changeset/inputs.ts'
import { exportTables } from '../server/export/tables.ts'
import { keyWith } from './support/changesets.ts'
import { csvRows, download, xlsxRows } from './support/exports.ts'
import { published, reportOf } from './support/imports.ts'
import { inOffice, type OfficeEdit, type OfficeFormat, officeFormats, officeVersion } from './support/office.ts'
import { type Api, openApi, schema } from './support/server.ts'
import { folderOf } from './support/tables.ts'

if (officeVersion === undefined) {
  const message = 'LibreOffice is not installed: no table goes through it.'
  // Under CI a program that is missing is a failure.
  if (process.env['CI'] === 'true') throw new Error(message)
  console.warn(message)
}

/** Texts that a program may take for something else. */
const hard = [
  '=SUM(A1:A9)',
  '+41 22 739 81 11',
  '@office',
  "'quoted'",
  '2025-03-04',
  '3/4',
  'MAR1',
  '12%',
  'TRUE',
  '#N/A',
  'one\ntwo, "three"; four',
  'سوريا 🙂 a\u00a0b',
  '_x0041_',
]
/** Texts that are numbers to whatever opens CSV. Only a workbook says that they are none. */
const harder = ['0012', '12345678901234567890', '1e5']

const { xlsx, csv, germanCsv } = officeFormats
/** What a table is opened as, and saved as. */
const ways = {
  'a workbook': { from: xlsx, to: xlsx },
  CSV: { from: csv, to: csv },
  'CSV that became a workbook': { from: csv, to: xlsx },
  'a workbook that became the CSV of a German speaker': { from: xlsx, to: germanCsv },
} as const satisfies Readonly<Record<string, { readonly from: OfficeFormat; readonly to: OfficeFormat }>>

/** What somebody types, by the slug of the actor and the column. */
const typed = {
  xlsx: [
    ['iom', 'acronym', '007'],
    ['unhcr', 'name', 'March 2011'],
    ['drc', 'isGroup', 'true'],
    ['hard-2', 'citation.pageStart', '21'],
    ['hard-1', 'description', null],
  ],
  csv: [
    ['iom', 'acronym', 'I.O.M.'],
    ['unhcr', 'name', 'The Office of the High Commissioner'],
    ['drc', 'isGroup', 'true'],
    ['hard-2', 'citation.pageStart', '21'],
    ['hard-1', 'description', null],
  ],
} as const

describe.skipIf(officeVersion === undefined)('a table that LibreOffice opened and saved', () => {
  let api: Api
  let key: string
  let folder: Awaited<ReturnType<typeof folderOf>>
  const names = [...exportTables(schema, allEditable()).values()].flatMap((table) =>
    table.isEditable ? [table.name] : [],
  )
  const saved = (way: string, name: string, { ending }: OfficeFormat) => folder.path(`${way} ${name}.${ending}`)

  beforeAll(async () => {
    api = await openApi()
    key = await keyWith(api, 'publish')
    folder = await folderOf()
    await addHard('hard', hard)
    await exportAll('csv')
    await addHard('harder', harder)
    await exportAll('xlsx')
    const edits: OfficeEdit[] = []
    for (const name of names)
      for (const [way, { from, to }] of Object.entries(ways))
        edits.push({ from: folder.path(`${name}.${from.ending}`), as: from, to: saved(way, name, to), saveAs: to })
    for (const format of [xlsx, csv] as const) {
      const path = folder.path(`actors.${format.ending}`)
      edits.push({
        from: path,
        as: format,
        type: await cells(typed[format.ending]),
        to: `${path}.edited`,
        saveAs: format,
      })
    }
    await inOffice(edits)
  })
  afterAll(async () => {
    await api[Symbol.asyncDispose]()
    await folder[Symbol.asyncDispose]()
  })

  async function exportAll(format: 'csv' | 'xlsx'): Promise<void> {
    for (const name of names) {
      const { bytes } = await download(api.url, `/export/${name}.${format}`)
      await writeFile(folder.path(`${name}.${format}`), bytes)
    }
  }

  /** Actors with these names, blanks around them in their descriptions. They come as JSON, which has no signs of its own. */
  async function addHard(slug: string, texts: readonly string[]): Promise<void> {
    const citation = { document: '10-point-plan-in-action-chapter-1', pageStart: 20, section: 'ACTORS' }
    const rows = texts.map((name, n) => ({
      slug: `${slug}-${n}`,
      name,
      kind: 'OTHER',
      description: ` ${name} `,
      citation,
    }))
    expect((await published(api, key, { 'actors.json': JSON.stringify(rows) })).problems).toEqual([])
  }

  /** The cells of the exported table that these are, by their names in a spreadsheet. */
  async function cells(list: (typeof typed)['xlsx' | 'csv']): Promise<Readonly<Record<string, string | null>>> {
    const ending = list === typed.xlsx ? 'xlsx' : 'csv'
    const bytes = await readFile(folder.path(`actors.${ending}`))
    const slugs = (ending === 'xlsx' ? await xlsxRows(bytes) : csvRows(String(bytes))).map((row) => row['slug'])
    const [head = ''] = String(await readFile(folder.path('actors.csv'))).split('\r\n')
    const columns = head.split(',')
    return Object.fromEntries(
      list.map(([slug, column, value]) => [
        `${String.fromCharCode(65 + columns.indexOf(column))}${slugs.indexOf(slug) + 2}`,
        value,
      ]),
    )
  }

  it.each(Object.entries(ways))('changes nothing, as %s', async (way, { to }) => {
    // As many as a form has at most.
    for (let begin = 0; begin < names.length; begin += 5) {
      const some = names.slice(begin, begin + 5)
      const files = await Promise.all(
        some.map(async (name) => [`${name}.${to.ending}`, await readFile(saved(way, name, to))] as const),
      )
      const { outcome, rows, problems } = await reportOf(api, key, Object.fromEntries(files))
      expect([some, outcome, rows, problems]).toEqual([some, 'UNCHANGED', [], []])
    }
  })

  it.each([xlsx, csv])('changes the five cells that somebody typed into, in $ending', async ({ ending }) => {
    const name = `actors.${ending}`
    const files = { [name]: await readFile(`${folder.path(name)}.edited`) }
    const { outcome, rows, problems } = await reportOf(api, key, files)
    expect([outcome, problems]).toEqual(['TRIED', []])
    const changes = rows.flatMap(({ name, cells }) => cells.map(({ column, after }) => [name, column, String(after)]))
    expect(changes.toSorted()).toEqual(typed[ending].map((cell) => cell.map(String)).toSorted())
  })

  it('has five such cells taken, and nothing more to do the second time', async () => {
    const files = { 'actors.xlsx': await readFile(`${folder.path('actors.xlsx')}.edited`) }
    expect(await published(api, key, files)).toMatchObject({ outcome: 'DONE', problems: [], counts: { update: 5 } })
    expect(await published(api, key, files)).toMatchObject({ outcome: 'UNCHANGED' })
    expect(
      await api.data(
        '{ unhcr: actor(slug: "unhcr") { name } actor(slug: "hard-2") { citation { pageStart pageEnd } } }',
      ),
    ).toEqual({ unhcr: { name: 'March 2011' }, actor: { citation: { pageStart: 21, pageEnd: 21 } } })
  })
})
