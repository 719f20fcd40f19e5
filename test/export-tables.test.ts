// Exports: the tables have what the API answers, in every format, and can be read back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allEditable } from '../server/changeset/inputs.ts'
import { exportTables } from '../server/export/tables.ts'
import { change } from './support/change.ts'
import { csvRows, download, flat, jsonLines, xlsxRows } from './support/exports.ts'
import { raw } from './support/raw.ts'
import { type Api, openApi, schema } from './support/server.ts'
import { readXlsx, rowsOf } from './support/xlsx.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api[Symbol.asyncDispose]())

const tables = exportTables(schema, allEditable())
const names = [...tables.keys()]
const get = (target: string) => download(api.url, target)
const lines = async (target: string) => jsonLines((await get(target)).text)
const at = (object: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, name) => (Object(value) === value ? Reflect.get(Object(value), name) : undefined),
    object,
  )
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

describe('the tables', () => {
  it('are those that were promised, and one for every type and set that can be edited', () => {
    expect(names).toEqual(
      expect.arrayContaining([
        ...['initiatives', 'actors', 'participations', 'actions', 'outcomes', 'places', 'matrix', 'gaps', 'network'],
        ...['action-credits', 'action-classifications', 'initiative-relations', 'action-populations', 'plan-items'],
      ]),
    )
    const sets = [...allEditable().values()].flatMap(({ fields }) => fields.filter(({ is }) => is === 'set'))
    expect([...tables.values()].filter(({ isEditable }) => isEditable)).toHaveLength(allEditable().size + sets.length)
  })

  it.each(names)('have the fields that mutations take, each once: %s', (name) => {
    const table = tables.get(name)
    if (!table) throw new Error(name)
    const columns = table.columns.map((column) => column.name)
    expect(new Set(columns).size).toBe(columns.length)
    // In JSON what has a dot stands inside an object, which no other column can be.
    for (const column of columns) expect(columns.some((other) => other.startsWith(`${column}.`))).toBe(false)
    for (const { meaning, values = [] } of table.columns) {
      expect(meaning).not.toBe('')
      for (const value of values) expect(value.meaning).not.toBe('')
    }
    const taken = table.isSet ? [] : (allEditable().get(table.type)?.fields ?? [])
    for (const field of taken) {
      const shown = columns.filter((column) => column === field.name || column.startsWith(`${field.name}.`))
      expect(shown.length > 0, field.name).toBe(field.is !== 'set')
    }
  })

  it.each(names)('say the same in every format: %s', async (name) => {
    const json = await lines(`/export/${name}.jsonl`)
    const csv = csvRows((await get(`/export/${name}.csv`)).text)
    const { bytes } = await get(`/export/${name}.xlsx`)
    expect(csv).toEqual(flat(json))
    expect(await xlsxRows(bytes)).toEqual(flat(json))
    // As JSON the network is a graph.
    if (name === 'network') return
    const whole: unknown = JSON.parse((await get(`/export/${name}.json`)).text)
    expect(at(whole, 'rows')).toEqual(json)
    expect(at(whole, 'licence')).not.toBe('')
  })

  it('hold as many rows as the catalogue has objects', async () => {
    const catalogue = at(
      await api.data(
        '{ catalogue { initiativeCount actorCount participationCount actionCount outcomeCount documentCount placeCount } }',
      ),
      'catalogue',
    )
    for (const kind of ['initiative', 'actor', 'participation', 'action', 'outcome', 'document', 'place'])
      expect(await lines(`/export/${kind}s.jsonl`), kind).toHaveLength(Number(at(catalogue, `${kind}Count`)))
  })

  it('have what the API answers: initiatives, with the slug and page of what they cite', async () => {
    const asked = at(
      await api.data(
        '{ initiatives(first: 100) { nodes { id slug version name acronym kind level region status background asOf actsAs { slug name } period { text edtf start startPrecision end endPrecision } startYear endYear ongoing section coverage citation { document { slug } pageStart pageEnd section footnote } } } }',
      ),
      'initiatives',
      'nodes',
    )
    const expected = list(asked).map((node) => {
      const period = at(node, 'period')
      return {
        ...Object(node),
        actsAs: at(node, 'actsAs', 'slug') ?? null,
        actsAsName: at(node, 'actsAs', 'name') ?? null,
        period: period ?? { text: null, edtf: null, start: null, startPrecision: null, end: null, endPrecision: null },
        citation: { ...Object(at(node, 'citation')), document: at(node, 'citation', 'document', 'slug') },
        address: `${api.url}/export/initiatives.json?id=${at(node, 'id')}&revision=1`,
      }
    })
    expect(await lines('/export/initiatives.jsonl')).toEqual(expected)
  })

  it('have each fact once, with the keys of what it belongs to: credits, relations, sets', async () => {
    const asked = at(
      await api.data(
        '{ initiatives(first: 100) { nodes { slug relations { id from { slug } to { slug } } actions(first: 100) { nodes { id populations credits { id actor { slug } role citation: action { citation { pageStart } } } } } } } }',
      ),
      'initiatives',
      'nodes',
    )
    const actions = list(asked).flatMap((initiative) => list(at(initiative, 'actions', 'nodes')))
    const keyOf = (id: unknown) => Buffer.from(String(id), 'base64url').toString().replace(/^\w+:/, '')
    const sorted = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).toSorted()

    const credits = await lines('/export/action-credits.jsonl')
    expect(credits.length).toBeGreaterThan(100)
    expect(
      sorted(
        credits.map((row) => [at(row, 'id'), at(row, 'action'), at(row, 'actor'), at(row, 'citation', 'pageStart')]),
      ),
    ).toEqual(
      sorted(
        actions.flatMap((action) =>
          list(at(action, 'credits')).map((credit) => [
            at(credit, 'id'),
            keyOf(at(action, 'id')),
            at(credit, 'actor', 'slug'),
            at(credit, 'citation', 'citation', 'pageStart'),
          ]),
        ),
      ),
    )
    const relations = await lines('/export/initiative-relations.jsonl')
    const related = list(asked).flatMap((initiative) => list(at(initiative, 'relations')))
    expect(relations.length).toBe(new Set(related.map((relation) => at(relation, 'id'))).size)
    expect(new Set(relations.map((row) => at(row, 'id')))).toEqual(new Set(related.map((row) => at(row, 'id'))))

    const populations = await lines('/export/action-populations.jsonl')
    expect(sorted(populations.map((row) => [at(row, 'action'), at(row, 'population')]))).toEqual(
      sorted(
        actions.flatMap((action) => list(at(action, 'populations')).map((value) => [keyOf(at(action, 'id')), value])),
      ),
    )
  })

  it('have every part of an object, however many there are', async () => {
    await using other = await openApi()
    await change(other.db, async (db) => {
      const { id, citation_id } = await db
        .selectFrom('initiatives')
        .select(['id', 'citation_id'])
        .where('slug', '=', 'berne-initiative')
        .executeTakeFirstOrThrow()
      const rows = Array.from({ length: 250 }, (_, index) => ({
        key: `berne-initiative/many-${index}`,
        initiative_id: id,
        ordinal: index + 100,
        kind: 'WEB_ADDRESS' as const,
        url: `https://example.org/${index}`,
        citation_id,
      }))
      await db.insertInto('initiative_references').values(rows).execute()
    })
    const references = jsonLines((await download(other.url, '/export/references.jsonl')).text)
    const many = references.filter((row) => String(at(row, 'key')).startsWith('berne-initiative/many-'))
    expect(many.map((row) => at(row, 'url'))).toEqual(
      Array.from({ length: 250 }, (_, index) => `https://example.org/${index}`),
    )
  })

  it('find each row again by its address', async () => {
    for (const name of names) {
      const [row] = await lines(`/export/${name}.jsonl`)
      const address = at(row, 'address')
      if (row === undefined) continue
      const { pathname, search } = new URL(String(address))
      const found: unknown = JSON.parse((await get(pathname + search)).text)
      const { isSet, isEditable } = tables.get(name) ?? {}
      if (isSet) expect(list(at(found, 'rows')), name).toContainEqual(row)
      else if (isEditable) expect(at(found, 'rows'), name).toEqual([row])
      else expect(list(at(found, 'rows')), name).toHaveLength(1)
    }
  })

  it('tell apart why cells of the matrix are empty', async () => {
    const gaps = await lines('/export/gaps.jsonl')
    const matrix = await lines('/export/matrix.jsonl')
    expect(gaps).toEqual(matrix.filter((cell) => at(cell, 'isGap')))
    const kinds = new Set(gaps.map((gap) => at(gap, 'empty')))
    expect(kinds).toEqual(new Set(['NONE_STATED', 'NOT_ASSESSED', 'NOT_COVERED', null]))
    for (const gap of gaps) {
      const assessed = at(gap, 'assessment', 'coverage')
      const empty = at(gap, 'empty')
      if (empty === 'NONE_STATED') expect(assessed).toBe('NONE')
      // Editors found the point addressed, or there are actions of a kind that is not counted.
      else if (empty === null) expect(['PRIMARY', 'SECONDARY', null]).toContain(assessed ?? null)
      else expect(assessed ?? null).toBeNull()
    }
    // An action that the parameters leave out is still there.
    const stated = await lines('/export/gaps.jsonl?basis=STATED')
    expect(stated.filter((gap) => at(gap, 'empty') === null).length).toBeGreaterThan(
      gaps.filter((gap) => at(gap, 'empty') === null).length,
    )
    const places = await lines('/export/matrix.jsonl?by=COUNTRY')
    expect(places.every((cell) => at(cell, 'place') !== null)).toBe(true)
  })
})

describe('a workbook', () => {
  it('has types, a frozen header, a filter, lists of values, and a sheet that explains it', async () => {
    const { bytes } = await get('/export/actions.xlsx?level=NATIONAL')
    const { parts, sheets } = await readXlsx(bytes)
    expect([...sheets.keys()]).toEqual(['actions', 'about'])
    const sheet = parts.get('xl/worksheets/sheet1.xml') ?? ''
    expect(sheet).toContain('ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"')
    const range = /<autoFilter ref="([A-Z]+)1:([A-Z]+)(\d+)"\/>/.exec(sheet)
    expect(range?.[3]).toBe(String(sheets.get('actions')?.length))
    // Without the hidden name, programs drop the filter.
    expect(parts.get('xl/workbook.xml')).toContain(
      `name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'actions'!$A$1:$${range?.[2]}$${range?.[3]}<`,
    )
    expect(sheet).toMatch(/<dataValidation type="list"[^>]*><formula1>"[A-Z_,]+"<\/formula1>/)

    const about = sheets.get('about') ?? []
    const start = about.findIndex((row) => row.get('A')?.text === 'column')
    const said = new Map(about.slice(0, start).map((row) => [row.get('A')?.text, row.get('B')?.text]))
    expect(said.get('revision')).toBe('1')
    expect(said.get('address')).toBe(`${api.url}/export/actions.xlsx?level=NATIONAL&revision=1`)
    expect(said.get('licence')).not.toBe('')
    expect(said.get('attribution')).not.toBe('')
    const explained = rowsOf(about.slice(start))
    expect(explained.map(({ column }) => column)).toEqual(
      [...(sheets.get('actions')?.[0]?.values() ?? [])].map(({ text }) => text),
    )
    const status = explained.find(({ column }) => column === 'status')
    expect(status?.['values']).toContain('RECOMMENDED: ')
    expect(status?.['import']).toBe('required')
  })

  it('and CSV keep every text as it is, and no text is a formula', async () => {
    await using other = await openApi()
    const texts = [
      '=1+1',
      "'=1+1",
      '+41 22',
      '-5',
      '@SUM(A1)',
      '007',
      '1e5',
      "it's",
      'a "b", c',
      '_x0041_',
      'x\u0001y',
      'a\nb',
      '＝1',
    ]
    await change(other.db, async (db) => {
      const { citation_id } = await db.selectFrom('actors').select('citation_id').limit(1).executeTakeFirstOrThrow()
      const rows = texts.map((text, index) => ({
        slug: `text-${index}`,
        name: `Text ${index}`,
        kind: 'NGO' as const,
        description: text,
        citation_id,
      }))
      await db.insertInto('actors').values(rows).execute()
    })
    const where = encodeURIComponent('{"slug":{"startsWith":"text-"}}')
    const csv = await download(other.url, `/export/actors.csv?where=${where}`)
    const byName = <Row extends Readonly<Record<string, string>>>(rows: readonly Row[]) =>
      rows.toSorted((a, b) => Number(a['slug']?.slice(5)) - Number(b['slug']?.slice(5)))
    expect(byName(csvRows(csv.text)).map((row) => row['description'])).toEqual(texts)
    expect(csv.text).toContain(",'=1+1,")
    expect(csv.text).toContain(",''=1+1,")
    expect(csv.text).not.toMatch(/[,\n][=+@]/)
    expect(csv.text).not.toMatch(/,-5,/)
    const { bytes } = await download(other.url, `/export/actors.xlsx?where=${where}`)
    expect(byName(await xlsxRows(bytes)).map((row) => row['description'])).toEqual(texts)
    const { parts, sheets } = await readXlsx(bytes)
    expect(parts.get('xl/worksheets/sheet1.xml')).not.toContain('<f>')
    const column = [...(sheets.get('actors')?.[0] ?? [])].find(([, cell]) => cell.text === 'description')?.[0] ?? ''
    for (const row of sheets.get('actors')?.slice(1) ?? []) expect(row.get(column)?.type).toBe('inlineStr')
  })
})

describe('parameters', () => {
  it.each([
    ['level=NATIONAL', '{ level: { eq: NATIONAL } }'],
    ['level=NATIONAL,GLOBAL', '{ level: { in: [NATIONAL, GLOBAL] } }'],
    ['level=NATIONAL&level=GLOBAL&status=ONGOING', '{ level: { in: [NATIONAL, GLOBAL] }, status: { eq: ONGOING } }'],
    ['point=9', '{ actionPoints: { some: { number: { eq: 9 } } } }'],
    ['actsAs=unhcr', '{ actsAs: { slug: { eq: "unhcr" } } }'],
    ['actors=unhcr', '{ actors: { some: { slug: { eq: "unhcr" } } } }'],
    [
      `where=${encodeURIComponent('{"startYear":{"gte":2008}}')}&level=REGIONAL`,
      '{ startYear: { gte: 2008 }, level: { eq: REGIONAL } }',
    ],
  ])('choose initiatives as filters do: %s', async (parameters, where) => {
    const asked = at(
      await api.data(`{ initiatives(where: ${where}, first: 100) { nodes { slug } } }`),
      'initiatives',
      'nodes',
    )
    const rows = await lines(`/export/initiatives.jsonl?${parameters}`)
    expect(rows.map((row) => at(row, 'slug'))).toEqual(list(asked).map((node) => at(node, 'slug')))
  })

  it('name a country as the API does: with what is inside it and the regions around it', async () => {
    for (const code of ['SO', 'YE', 'MA']) {
      const place = at(
        await api.data(
          `{ place(code: "${code}") { initiatives(first: 100) { nodes { slug } } actions(first: 100) { totalCount } } }`,
        ),
        'place',
      )
      const slugs = list(at(place, 'initiatives', 'nodes')).map((node) => at(node, 'slug'))
      expect(slugs.length).toBeGreaterThan(0)
      const rows = await lines(`/export/initiatives.jsonl?country=${code}`)
      expect(rows.map((row) => at(row, 'slug'))).toEqual(slugs)
      expect(await lines(`/export/actions.jsonl?country=${code}`)).toHaveLength(
        Number(at(place, 'actions', 'totalCount')),
      )
      const participations = await lines(`/export/participations.jsonl?country=${code}`)
      for (const row of participations) expect(slugs).toContain(at(row, 'initiative'))
    }
  })

  it.each([
    ['initiatives.csv?lvl=NATIONAL', /unknown parameter.*level/],
    ['initiatives.csv?level=NATIONWIDE', /level must be one of .*NATIONAL/],
    ['initiatives.csv?startYear=soon', /startYear must be a whole number/],
    ['initiatives.csv?ongoing=1', /ongoing must be true or false/],
    ['initiatives.csv?where=[]', /where must be a JSON object.*InitiativeWhere/],
    ['initiatives.csv?where={', /where must be a JSON object/],
    ['initiatives.csv?where={"levle":{}}', /levle.*level/],
    ['initiatives.csv?revision=first', /revision must be the number/],
    ['initiatives.csv?revision=1&revision=1', /revision may be given once/],
    ['initiatives.json?hxl=1', /csv or xlsx/],
    ['initiatives.xlsx?bom=1', /byte order mark/],
    ['initiatives.csv?bom=maybe', /bom must be 1 or 0/],
    ['matrix.csv?by=MOON', /by must be one of/],
    ['matrix.csv?minAgreement=9', /from 1 to 3/],
    ['gaps.csv?level=NATIONAL&level=MOON', /level must be one of/],
    ['initiatives.csv?search=the', /common words/, 'SEARCH_TOO_COMMON'],
    ['initiatives.csv?revision=99', /no such revision/, 'REVISION_UNKNOWN'],
    ['initiatives.csv?id=moon', /global id of Initiative/, 'BAD_ID'],
    ['matrix.csv?id=moon', /takes no id/, 'BAD_ID'],
  ])('that are wrong are refused with what would be right: %s', async (target, message, code = 'BAD_USER_INPUT') => {
    const { status, text, headers } = await raw(api.url, { target: `/export/${target}` })
    const error = at(JSON.parse(text), 'errors', '0')
    expect([status, at(error, 'extensions', 'code')]).toEqual([400, code])
    expect(at(error, 'message')).toMatch(message)
    expect(headers['content-disposition']).toBeUndefined()
  })

  it.each([
    ['moons.csv', /The tables are: .*initiatives/],
    ['initiatives.pdf', /csv, xlsx, json, jsonl/],
    [`initiatives.csv?id=${Buffer.from('Initiative:moon').toString('base64url')}`, /no such Initiative/],
  ])('and addresses that lead nowhere say so: %s', async (target, message) => {
    const { status, text } = await raw(api.url, { target: `/export/${target}` })
    expect(status).toBe(404)
    expect(at(JSON.parse(text), 'errors', '0', 'message')).toMatch(message)
  })

  it('add a byte order mark, and a row of tags', async () => {
    const { bytes } = await get('/export/initiatives.csv?bom=1')
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const [, tags] = (await get('/export/participations.csv?hxl=1')).text.split('\r\n')
    for (const tag of tags?.split(',') ?? []) expect(tag).toMatch(/^#[a-z][a-z0-9_]*(\+[a-z0-9_]+)*$/)
    expect(tags).toContain('#org+code+actor')
    const { sheets, parts } = await readXlsx((await get('/export/participations.xlsx?hxl=1')).bytes)
    expect([...(sheets.get('participations')?.[1]?.values() ?? [])].map(({ text }) => text).join()).toBe(tags)
    expect(parts.get('xl/worksheets/sheet1.xml')).toContain('ySplit="2"')
  })
})
