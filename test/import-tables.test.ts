// Tables of the catalogue's own format over HTTP: what a row creates and changes, and where in the file a problem stands.
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { headRevision } from '../server/db/revisions.ts'
import { stateOf } from './support/changes.ts'
import { keyWith } from './support/changesets.ts'
import { csvOf, post, problemsIn, published, reportOf } from './support/imports.ts'
import { type Api, openApi } from './support/server.ts'
import { folderOf } from './support/tables.ts'
import { writeWorkbook } from './support/workbook.ts'

let api: Api
let proposer: string
let publisher: string
let reader: string
beforeAll(async () => {
  api = await openApi()
  proposer = await keyWith(api, 'propose')
  publisher = await keyWith(api, 'publish')
  reader = await keyWith(api, 'read')
})
afterAll(() => api[Symbol.asyncDispose]())

const chapter = '10-point-plan-in-action-chapter-1'
const source = ['citation.document', 'citation.pageStart', 'citation.section']
const cited = [chapter, 20, 'ACTORS']

/** All actors as a table, in the words of the API. */
async function allActors(): Promise<readonly (readonly (string | number | boolean | null)[])[]> {
  const fields =
    'id slug version name acronym kind isGroup description country { code } citation { document { slug } pageStart pageEnd section footnote }'
  const { actors } = (await api.data(`{ actors(first: 100) { nodes { ${fields} } } }`)) as {
    actors: { nodes: Record<string, never>[] }
  }
  const paths = [
    'id',
    'slug',
    'version',
    'name',
    'acronym',
    'kind',
    'isGroup',
    'description',
    'country.code',
    'citation.document.slug',
    'citation.pageStart',
    'citation.pageEnd',
    'citation.section',
    'citation.footnote',
  ]
  const names = paths.map((path) => path.replace('country.code', 'country').replace('document.slug', 'document'))
  const at = (node: unknown, path: string) =>
    path.split('.').reduce<unknown>((value, name) => Reflect.get(Object(value), name), node)
  const plain = (value: unknown) =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
  return [names, ...actors.nodes.map((node) => paths.map((path) => plain(at(node, path))))]
}

describe('a table that nobody edited', () => {
  it('changes nothing, as CSV, as a workbook, as JSON and as JSON Lines', async () => {
    const rows = await allActors()
    await using folder = await folderOf()
    await writeWorkbook(folder.path('a.xlsx'), {
      sheets: [
        { name: 'actors', rows },
        { name: 'about', rows: [['table', 'actors']] },
      ],
    })
    const [names = [], ...data] = rows
    const objects = data.map((row) => Object.fromEntries(row.map((value, index) => [String(names[index]), value])))
    for (const [name, content] of [
      ['actors.csv', csvOf(rows)],
      ['anything.xlsx', await readFile(folder.path('a.xlsx'))],
      ['actors.json', JSON.stringify(objects)],
      ['actors.jsonl', objects.map((row) => JSON.stringify(row)).join('\n')],
    ] as const) {
      const { outcome, counts, rows: changed, problems } = await reportOf(api, proposer, { [name]: content })
      expect([name, outcome, changed, problems]).toEqual([name, 'UNCHANGED', [], []])
      expect(counts).toEqual({ create: 0, update: 0, unchanged: data.length, refused: 0 })
    }
  })
})

describe('a table', () => {
  it('creates what is new and changes the cells that differ, and says so before and afterwards', async () => {
    const before = await stateOf(api.db)
    const actors = csvOf([
      ['slug', 'name', 'kind', 'acronym', 'country', ...source],
      ['iom', 'International Organization for Migration', 'INTERGOVERNMENTAL', 'I.O.M.', null, chapter, 20, 'ACTORS'],
      ['sheet-council', "'=Council of Sheets", 'ngo', null, 'YE', ...cited],
    ])
    const participations = csvOf([
      ['initiative', 'actor', 'role', 'certainty', 'listed', ...source],
      ['berne-initiative', 'sheet-council', 'PARTICIPANT', 'STATED', 'WAHR', ...cited],
    ])
    const files = { 'participations.csv': participations, 'actors.csv': actors }
    const tried = await reportOf(api, proposer, files)
    expect(tried.problems).toEqual([])
    expect(tried).toMatchObject({ outcome: 'TRIED', changeset: null, revision: null })
    expect(tried.counts).toMatchObject({ create: 2, update: 1, refused: 0 })
    expect(tried.rows.map(({ table, row, operation, name }) => [table, row, operation, name])).toEqual([
      ['actors', 2, 'UPDATE', 'iom'],
      ['actors', 3, 'CREATE', 'sheet-council'],
      ['participations', 2, 'CREATE', null],
    ])
    expect(tried.rows[0]?.cells).toContainEqual({ column: 'acronym', before: 'IOM', after: 'I.O.M.' })
    expect(await stateOf(api.db)).toEqual(before)

    const done = await published(api, publisher, files)
    expect(done).toMatchObject({ outcome: 'DONE', counts: tried.counts, rows: tried.rows })
    expect(
      await api.data(
        '{ actor(slug: "sheet-council") { name country { code } participations { nodes { role listed } } } }',
      ),
    ).toEqual({
      actor: {
        name: '=Council of Sheets',
        country: { code: 'YE' },
        participations: { nodes: [{ role: 'PARTICIPANT', listed: true }] },
      },
    })
    const again = await published(api, publisher, files)
    expect(again).toMatchObject({ outcome: 'UNCHANGED', counts: { create: 0, update: 0, unchanged: 3 } })
    expect(await headRevision(api.db)).toBe(done.revision)
  })

  it('empties a field by an empty cell, and leaves what has no column', async () => {
    const name = {
      'actors.csv': csvOf([
        ['slug', 'acronym'],
        ['sheet-council', 'SC'],
      ]),
    }
    await published(api, publisher, name)
    const done = await published(api, publisher, {
      'actors.csv': csvOf([
        ['slug', 'acronym'],
        ['sheet-council', null],
      ]),
    })
    expect(done.rows.map(({ cells }) => cells)).toEqual([[{ column: 'acronym', before: 'SC', after: null }]])
    expect(await api.data('{ actor(slug: "sheet-council") { name acronym } }')).toEqual({
      actor: { name: '=Council of Sheets', acronym: null },
    })
  })

  it('makes the rows of an owner its whole set', async () => {
    const [key] = (
      (await api.data('{ actions(first: 1) { nodes { id } } }')) as { actions: { nodes: { id: string }[] } }
    ).actions.nodes.map(({ id }) => Buffer.from(id, 'base64url').toString().replace('Action:', ''))
    const file = (places: readonly string[]) => ({
      'action-places.csv': csvOf([['action', 'place'], ...places.map((place) => [String(key), place])]),
    })
    const done = await published(api, publisher, file(['YE', 'dz']))
    expect(done.rows).toMatchObject([
      { table: 'action-places', name: key, cells: [{ column: 'place', after: 'DZ, YE' }] },
    ])
    expect(await published(api, publisher, file(['DZ', 'YE']))).toMatchObject({ outcome: 'UNCHANGED', problems: [] })
    expect(problemsIn(await published(api, publisher, file(['YE', 'ye', 'XX', ''])))).toEqual([
      'B3 place SAME_ROW',
      'B5 place MISSING_VALUE',
      'B4 place UNKNOWN_REFERENCE',
    ])
  })

  it('that others edited since it was exported is a conflict in the cells that differ', async () => {
    const { actor } = (await api.data('{ actor(slug: "sheet-council") { version } }')) as { actor: { version: number } }
    const edit = (name: string, version: number | null) => ({
      'actors.csv': csvOf([
        ['slug', 'version', 'name'],
        ['sheet-council', version, name],
      ]),
    })
    await published(api, publisher, edit('Council of Tables', null))
    const report = await published(api, publisher, edit('Sheet Council', actor.version))
    expect(problemsIn(report)).toEqual(['C2 name CONFLICT'])
    expect(report.problems[0]?.message).toContain('"Council of Tables"')
  })
})

describe('a table that went through a spreadsheet', () => {
  const tried = (name: string, rows: Parameters<typeof csvOf>[0]) => reportOf(api, proposer, { [name]: csvOf(rows) })

  it('has the zeros in front of its codes again, and says so', async () => {
    const rows = [
      ['code', 'name', 'm49', 'parent'],
      ['2', 'Africa', '2', '1'],
      ['DZ', 'Algeria', '12', '15'],
    ]
    const report = await tried('places.csv', rows)
    expect([report.outcome, report.rows, report.problems]).toEqual(['UNCHANGED', [], []])
    expect(report.notes).toEqual([expect.stringMatching(/zeros in front.*: 5, such as 002 for 2\./)])
    // In JSON a text is what it is.
    const exact = await reportOf(api, proposer, { 'places.json': JSON.stringify([{ code: 'DZ', parent: '15' }]) })
    expect(problemsIn(exact)).toEqual(['1 parent UNKNOWN_REFERENCE'])
  })

  it('says where cells have probably become days', async () => {
    const rows = [
      ['slug', 'period.text'],
      ['common-strategic-framework-on-migration-morocco', 'Sep-07'],
      ['puntland-migration-response-centre', '04/01/09'],
    ]
    const report = await tried('initiatives.csv', rows)
    expect(report.counts.update).toBe(2)
    expect(report.notes).toEqual([expect.stringMatching(/made days of them: 2, such as Sep-07 for September 2007/)])
  })

  it('has no apostrophe more where CSV became a workbook', async () => {
    await published(api, publisher, { 'actors.json': JSON.stringify([{ slug: 'sheet-council', acronym: '=SC' }]) })
    await using folder = await folderOf()
    const rows = [
      ['slug', 'acronym'],
      ['sheet-council', "'=SC"],
    ]
    await writeWorkbook(folder.path('a.xlsx'), { sheets: [{ name: 'actors', rows }] })
    const report = await reportOf(api, proposer, { 'actors.xlsx': await readFile(folder.path('a.xlsx')) })
    expect([report.outcome, report.rows]).toEqual(['UNCHANGED', []])
  })

  it('takes the last page along with the first where there was only one', async () => {
    const page = (start: number, end: number) => ({
      'actors.csv': csvOf([
        ['slug', 'citation.pageStart', 'citation.pageEnd'],
        ['sheet-council', start, end],
      ]),
    })
    expect(await published(api, publisher, page(21, 20))).toMatchObject({
      outcome: 'DONE',
      rows: [{ cells: [{ column: 'citation.pageStart', before: 20, after: 21 }] }],
    })
    expect(await published(api, publisher, page(21, 20))).toMatchObject({ outcome: 'UNCHANGED' })
    expect(problemsIn(await reportOf(api, proposer, page(25, 23)))).toEqual(['2 citation.document BAD_VALUE'])
    expect(await published(api, publisher, page(21, 23))).toMatchObject({ outcome: 'DONE' })
    expect(await api.data('{ actor(slug: "sheet-council") { citation { pageStart pageEnd } } }')).toEqual({
      actor: { citation: { pageStart: 21, pageEnd: 23 } },
    })
  })
})

describe('what is wrong', () => {
  it('is told by file, sheet, row, column and value, all at once, and nothing is changed', async () => {
    const before = await stateOf(api.db)
    await using folder = await folderOf()
    const rows = [
      ['id', 'slug', 'name', 'kind', 'country', ...source, 'citation.pageEnd', 'statedCount', 'isGroup'],
      [null, 'bad-1', 'One', 'NGOS', 'YE', ...cited, null, null, null],
      [null, 'bad-2', 'Two', 'NGO', 'Libya', chapter, 99, 'ACTORS', null, null, null],
      [null, 'bad-3', null, 'NGO', null, chapter, 'twenty', 'ACTORS', null, 1.5, 'maybe'],
      ['nonsense', 'bad-4', 'Four', 'NGO', null, ...cited, null, null, null],
      [null, 'Bad Slug', 'Five', 'NGO', null, ...cited, null, null, null],
      [null, 'bad-1', 'Six', 'NGO', null, ...cited, null, null, null],
    ]
    await writeWorkbook(folder.path('a.xlsx'), { sheets: [{ name: 'actors', rows }] })
    const report = await published(api, publisher, { 'wrong.xlsx': await readFile(folder.path('a.xlsx')) })
    expect(report.outcome).toBe('REFUSED')
    expect(problemsIn(report).toSorted()).toEqual([
      'A5 id UNKNOWN_ROW',
      'B6 slug BAD_VALUE',
      'B7 slug SAME_ROW',
      'C4 name MISSING_VALUE',
      'D2 kind BAD_CELL',
      'E3 country UNKNOWN_REFERENCE',
      'G3 citation.pageStart PAGE_OUTSIDE_DOCUMENT',
      'G4 citation.pageStart BAD_CELL',
      'J4 statedCount BAD_CELL',
      'K4 isGroup BAD_CELL',
    ])
    expect(report.problems.find(({ cell }) => cell === 'D2')).toEqual({
      file: 'wrong.xlsx',
      sheet: 'actors',
      row: 2,
      column: 'kind',
      cell: 'D2',
      value: 'NGOS',
      code: 'BAD_CELL',
      message: expect.stringMatching(/one of STATE.*NGO/),
    })
    expect(await stateOf(api.db)).toEqual(before)
  })

  it.each([
    ['a column that there is not', 'actors.csv', 'slug,nmae\niom,x\n', 'B1 nmae UNKNOWN_COLUMN', /nearest: name/],
    ['a column without a name', 'actors.csv', 'slug,name\niom,IOM,extra\n', '2 - UNKNOWN_COLUMN', /Column C/],
    ['two columns of one name', 'actors.csv', 'slug,name,name\niom,x,y\n', '- - SAME_HEADER', /B and C/],
    ['a table that there is not', 'acters.csv', 'slug\niom\n', '- - UNKNOWN_TABLE', /nearest: actors/],
    ['a quote that is not closed', 'actors.csv', 'slug,name\niom,"x\n', '2 - BAD_RECORD', /never closed/],
    ['a file that is no workbook', 'actors.xlsx', 'slug\niom\n', '- - NOT_ZIP', /not an .xlsx/],
    ['a file of another kind', 'actors.pdf', 'slug\niom\n', '- - UNKNOWN_FORMAT', /\.xlsx/],
    ['a set without its owner', 'action-places.csv', 'place\nLY\n', '1 - MISSING_COLUMN', /column action/],
  ])('%s is said', async (_what, name, content, problem, message) => {
    const report = await reportOf(api, proposer, { [name]: content })
    expect(problemsIn(report)).toEqual([problem])
    expect(report.problems[0]?.message).toMatch(message)
  })
})

describe('POST /import', () => {
  const files = {
    'actors.csv': csvOf([
      ['slug', 'name'],
      ['iom', 'Another name'],
    ]),
  }
  const statusOf = async (key: string | undefined, sent: Parameters<typeof post>[2], fields?: Record<string, string>) =>
    (await post(api, key, sent, fields)).status

  it('is for those who may change the catalogue', async () => {
    expect(await statusOf(undefined, files)).toBe(401)
    expect(await statusOf(reader, files)).toBe(403)
    expect(await statusOf(proposer, files, { publish: 'true' })).toBe(403)
    expect(await reportOf(api, proposer, files, { dryRun: 'false', reason: 'A name.' })).toMatchObject({
      outcome: 'PROPOSED',
      changeset: expect.any(Number),
      revision: null,
    })
    expect(await api.data('{ actor(slug: "iom") { name } }')).toEqual({
      actor: { name: 'International Organization for Migration' },
    })
  })

  it('asks for keys as mutations do, also where all need one', async () => {
    await using closed = await openApi({ requireKey: true })
    const status = async (key: string | undefined) => (await post(closed, key, files)).status
    expect(await status(undefined)).toBe(401)
    expect(await status(await keyWith(closed, 'read'))).toBe(403)
    expect(await status(await keyWith(closed, 'propose'))).toBe(200)
  })

  it('refuses what is no form, lacks what it needs, or is too large, before any work', async () => {
    expect(await statusOf(proposer, {})).toBe(400)
    expect(await statusOf(proposer, files, { dryRun: 'false' })).toBe(400)
    expect(await statusOf(proposer, files, { dryRun: 'perhaps' })).toBe(400)
    expect(await statusOf(proposer, files, { unknown: 'field' })).toBe(400)
    expect(await statusOf(proposer, Object.fromEntries(Array.from({ length: 6 }, (_, n) => [`${n}.csv`, 'a'])))).toBe(
      413,
    )
    const as = (type: string, body: string) =>
      fetch(`${api.url}/import`, {
        method: 'POST',
        body,
        headers: { authorization: `Bearer ${proposer}`, 'content-type': type },
      })
    expect((await as('text/csv', 'slug')).status).toBe(415)
    expect(
      (
        await as(
          'multipart/form-data; boundary=x',
          '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nabc',
        )
      ).status,
    ).toBe(400)
    const read = await fetch(`${api.url}/import`)
    expect([read.status, read.headers.get('allow')]).toEqual([405, 'POST, OPTIONS'])
  })
})
