import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import schema from '../server/db/catalogue/schema.json' with { type: 'json' }
import type { Connection } from '../server/db/connect.ts'
import { readSpan } from '../server/db/dataset/period.ts'
import { type Dataset, readDataset } from '../server/db/dataset.ts'
import { isEmpty, type LoadReport, loadCatalogue } from '../server/db/load.ts'
import { migrateDown, migrateToLatest } from '../server/db/migrate.ts'
import type { tables } from '../server/db/tables.ts'
import { copyOfCatalogue } from './support/catalogue-copy.ts'
import { inChangeset } from './support/changeset.ts'
import { catalogueDatabase, freshDatabase } from './support/database.ts'
import { everyRow } from './support/rows.ts'

/** The tables a load changed, with how. */
function changesOf(report: LoadReport): Record<string, string> {
  const changed = [...report].filter(([, { inserted, updated, deleted }]) => inserted + updated + deleted > 0)
  return Object.fromEntries(
    changed.map(([table, { inserted, updated, deleted }]) => [table, `+${inserted} ~${updated} -${deleted}`]),
  )
}

describe('the catalogue', () => {
  let connection: Connection
  let dataset: Dataset
  beforeAll(async () => {
    connection = await catalogueDatabase()
    dataset = await readDataset()
  })
  afterAll(() => connection.close())

  it('is in the database, row for row', async () => {
    const count = async (table: (typeof tables)[number]['name']) => {
      const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(
        connection.db,
      )
      return rows[0]?.count
    }
    const sum = (of: (initiative: Dataset['initiatives'][number]) => readonly unknown[] | undefined) =>
      dataset.initiatives.reduce((total, initiative) => total + (of(initiative)?.length ?? 0), 0)
    expect(await count('documents')).toBe(dataset.lists.find(({ table }) => table === 'documents')?.entries.length)
    expect(await count('places')).toBe(dataset.places.length)
    expect(await count('actors')).toBe(dataset.actors.length)
    expect(await count('initiatives')).toBe(dataset.initiatives.length)
    expect(await count('guidance')).toBe(dataset.guidance.length)
    expect(await count('action_points')).toBe(10)
    expect(await count('participations')).toBe(sum(({ participations }) => participations))
    expect(await count('actions')).toBe(sum(({ actions }) => actions))
    expect(await count('action_actors')).toBe(sum(({ actions }) => actions?.flatMap(({ actors }) => actors)))
    expect(await count('action_classifications')).toBe(
      sum(({ actions }) => actions?.flatMap(({ actionPoints }) => actionPoints)),
    )
    expect(await count('outcomes')).toBe(sum(({ outcomes }) => outcomes))
  })

  it('says when, where and on which page', async () => {
    const row = await connection.db
      .selectFrom('initiatives')
      .innerJoin('citations', 'citations.id', 'initiatives.citation_id')
      .innerJoin('actors', 'actors.id', 'initiatives.acts_as_id')
      .where('initiatives.slug', '=', 'somalia-mixed-migration-task-force')
      .select([
        'starts_on',
        'start_precision',
        'ends_on',
        'end_precision',
        'ongoing',
        'start_year',
        'as_of',
        'page_start',
        'citations.section',
        'actors.kind',
      ])
      .executeTakeFirstOrThrow()
    expect(row).toEqual({
      starts_on: '2007-04-01',
      start_precision: 'MONTH',
      ends_on: null,
      end_precision: null,
      ongoing: true,
      start_year: 2007,
      as_of: '2011-02',
      page_start: 26,
      section: 'BACKGROUND',
      kind: 'MECHANISM',
    })
  })

  it('is not touched by a second load', async () => {
    const before = await everyRow(connection)
    const report = await loadCatalogue(connection.db)
    expect(changesOf(report)).toEqual({})
    expect(await everyRow(connection)).toEqual(before)
  })

  it('shares a citation among facts printed in the same spot', async () => {
    const { rows } =
      await sql`select from citations group by document_id, page_start, page_end, section, footnote having count(*) > 1`.execute(
        connection.db,
      )
    expect(rows).toEqual([])
  })
})

describe('a load', () => {
  it('fills an empty database, and several at once fill it once', async () => {
    await using connection = await freshDatabase()
    await migrateToLatest(connection.db)
    expect(await isEmpty(connection.db)).toBe(true)
    const reports = await Promise.all([1, 2, 3].map(() => loadCatalogue(connection.db)))
    expect(reports.filter((report) => Object.keys(changesOf(report)).length > 0)).toHaveLength(1)
    expect(await isEmpty(connection.db)).toBe(false)
  })

  it('puts back what was changed, added and removed since', async () => {
    await using connection = await catalogueDatabase()
    const { db } = connection
    await inChangeset(db, async (changes) => {
      await changes.updateTable('initiatives').set({ name: 'Another name' }).where('slug', '=', 'gefm').execute()
      await changes.deleteFrom('guidance').where('ordinal', '=', 3).execute()
      await sql`insert into documents (slug, title, kind) values ('stray', 'Stray', 'OTHER')`.execute(changes)
    })
    expect(changesOf(await loadCatalogue(db))).toEqual({
      initiatives: '+0 ~1 -0',
      guidance: '+3 ~0 -0',
      documents: '+0 ~0 -1',
    })
    expect(changesOf(await loadCatalogue(db))).toEqual({})
  })

  it('follows its files: what stays keeps its id, what moves is moved, what goes is gone', async () => {
    await using connection = await catalogueDatabase()
    await using copy = await copyOfCatalogue()
    const actions = () =>
      connection.db
        .selectFrom('actions')
        .innerJoin('initiatives', 'initiatives.id', 'initiative_id')
        .where('initiatives.slug', '=', 'gulf-of-aden-regional-conference')
        .select(['actions.id', 'actions.key', 'actions.ordinal', 'actions.summary'])
        .orderBy('ordinal')
        .execute()
    const before = await actions()
    const file = 'initiatives/gulf-of-aden-regional-conference.json'
    const told = await readDataset(copy.folder)
    const entry = told.initiatives.find(({ slug }) => file.includes(slug))
    const turned = entry?.actions?.map(({ parent: _parent, ...action }) => action).toReversed()
    await copy.put(file, 'actions', turned)
    await copy.put(file, 'actions.0.summary', 'Told in other words.')
    const report = await loadCatalogue(connection.db, copy.folder)
    expect(report.get('actions')).toMatchObject({ inserted: 0, deleted: 0 })
    const after = await actions()
    expect(after.map(({ id, key }) => ({ id, key }))).toEqual(before.map(({ id, key }) => ({ id, key })).reverse())
    expect(after.map(({ ordinal }) => ordinal)).toEqual(before.map(({ ordinal }) => ordinal))
    expect(after[0]?.summary).toBe('Told in other words.')
  })

  it('brings up to date what was loaded before members of regions had a basis, and the introductions were guidance', async () => {
    await using connection = await catalogueDatabase()
    const { db } = connection
    const all = async (table: 'place_members' | 'guidance') =>
      db.selectFrom(table).select(db.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
    const whole = [await all('place_members'), await all('guidance')]
    for (let back: readonly string[] = []; !back.includes('20261126T1200-record-membership-basis'); )
      back = await migrateDown(db)
    await migrateToLatest(db)
    // Nothing is passed off as the source's word.
    expect(await db.selectFrom('place_members').select('basis').distinct().execute()).toEqual([{ basis: 'EDITORIAL' }])
    expect(await db.selectFrom('guidance').select('audience').distinct().orderBy('audience').execute()).toEqual([
      { audience: 'STAKEHOLDERS' },
      { audience: 'UNHCR_SUPPORT' },
    ])
    await loadCatalogue(db)
    expect([await all('place_members'), await all('guidance')]).toEqual(whole)
    expect(await db.selectFrom('place_members').select('basis').distinct().orderBy('basis').execute()).toEqual([
      { basis: 'EDITORIAL' },
      { basis: 'STATED' },
    ])
    expect(changesOf(await loadCatalogue(db))).toEqual({})
  })

  it('renames a thing everywhere at once, and takes it back', async () => {
    await using connection = await catalogueDatabase()
    await using copy = await copyOfCatalogue()
    const { initiatives } = await readDataset(copy.folder)
    for (const file of ['places.json', 'actors.json', ...initiatives.map(({ slug }) => `initiatives/${slug}.json`)]) {
      const text = await copy.read(file)
      await copy.write(
        file,
        text.replaceAll('"X-PUNTLAND"', '"X-PUNTLAND-AREA"').replaceAll('"unhcr"', '"un-refugee-agency"'),
      )
    }
    const report = await loadCatalogue(connection.db, copy.folder)
    expect(report.get('places')).toMatchObject({ inserted: 1, updated: 0, deleted: 1 })
    expect(report.get('actors')).toMatchObject({ inserted: 1, deleted: 1 })
    await loadCatalogue(connection.db)
    expect(changesOf(await loadCatalogue(connection.db))).toEqual({})
  })
})

describe('periods', () => {
  it.each([
    ['2008', '2008-01-01', 'YEAR', '2008-12-31', 'YEAR', false],
    ['2008-02', '2008-02-01', 'MONTH', '2008-02-29', 'MONTH', false],
    ['2004-11-16', '2004-11-16', 'DAY', '2004-11-16', 'DAY', false],
    ['2008/2009-06', '2008-01-01', 'YEAR', '2009-06-30', 'MONTH', false],
    ['2007-04/..', '2007-04-01', 'MONTH', null, null, true],
    ['../2009', null, null, '2009-12-31', 'YEAR', false],
    ['1996~/..', '1996-01-01', 'YEAR', null, null, true],
    ['2005/', '2005-01-01', 'YEAR', null, null, false],
  ])('%s is read to the day', (text, starts_on, start_precision, ends_on, end_precision, ongoing) => {
    expect(readSpan(text)).toEqual({ starts_on, start_precision, ends_on, end_precision, ongoing })
  })

  it.each(['2008-13', '2007-02-30', 'soon', ''])('"%s" is no date', (text) => expect(readSpan(text)).toBeUndefined())
})

it('describes to editors every file, property and list of the dataset in a sentence', () => {
  const undescribed: string[] = []
  const definitions: Readonly<Record<string, unknown>> = schema.$defs
  const visit = (value: unknown, path: string, isElement: boolean): void => {
    if (typeof value !== 'object' || value === null) return
    const { description, $ref, ...rest } = { description: undefined, $ref: undefined, ...value }
    if (isElement && !$ref && !/[.]$/.test(String(description))) undescribed.push(path)
    for (const [key, part] of Object.entries(rest)) {
      if (key === 'properties')
        for (const [name, property] of Object.entries(part ?? {})) visit(property, `${path}.${name}`, true)
      else if (key === 'items') visit(part, `${path}[]`, true)
    }
  }
  for (const [name, definition] of Object.entries(definitions)) visit(definition, name, true)
  expect(undescribed).toEqual([])
})
