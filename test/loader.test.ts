import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import schema from '../server/db/catalogue/schema.json' with { type: 'json' }
import type { Connection } from '../server/db/connect.ts'
import { readSpan } from '../server/db/dataset/period.ts'
import { catalogueFolder, type Dataset, DatasetError, readDataset } from '../server/db/dataset.ts'
import { isEmpty, type LoadReport, loadCatalogue } from '../server/db/load.ts'
import { migrateToLatest } from '../server/db/migrate.ts'
import { tables } from '../server/db/tables.ts'
import { valuesOf, vocabularies } from '../server/vocabulary.ts'
import { catalogueDatabase, freshDatabase } from './support/database.ts'

const somalia = 'initiatives/somalia-mixed-migration-task-force.json'

/** Every row of every table, times and versions and ids included. */
async function everything({ db }: Connection): Promise<unknown> {
  const parts = tables.flatMap(({ name }) => [
    sql.lit(name),
    sql`(select json_agg(to_json(row) order by row::text) from ${sql.table(name)} row)`,
  ])
  const { rows } = await sql<{
    everything: unknown
  }>`select json_build_object(${sql.join(parts)}) as everything`.execute(db)
  return rows[0]?.everything
}

/** A catalogue's folder to change, gone when disposed of. */
async function copyOfCatalogue() {
  const folder = await mkdtemp(join(tmpdir(), 'tenpoint-catalogue-'))
  await cp(catalogueFolder, folder, { recursive: true })
  return {
    folder,
    // biome-ignore lint/suspicious/noExplicitAny: what a test breaks has no type.
    async edit(file: string, change: (content: any) => unknown) {
      const path = join(folder, file)
      const content: unknown = JSON.parse(await readFile(path, 'utf8'))
      const changed = change(content)
      await writeFile(path, JSON.stringify(changed === undefined ? content : changed))
    },
    write: (file: string, text: string) => writeFile(join(folder, file), text),
    remove: (file: string) => rm(join(folder, file)),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}

type Copy = Awaited<ReturnType<typeof copyOfCatalogue>>

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
    expect(await count('documents')).toBe(dataset.documents.length)
    expect(await count('places')).toBe(dataset.places.length)
    expect(await count('actors')).toBe(dataset.actors.length)
    expect(await count('initiatives')).toBe(dataset.initiatives.length)
    expect(await count('guidance')).toBe(17)
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
    const before = await everything(connection)
    const report = await loadCatalogue(connection.db)
    expect(changesOf(report)).toEqual({})
    expect(await everything(connection)).toEqual(before)
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
    await db.updateTable('initiatives').set({ name: 'Another name' }).where('slug', '=', 'gefm').execute()
    await db.deleteFrom('guidance').where('ordinal', '=', 3).execute()
    await sql`insert into documents (slug, title, kind) values ('stray', 'Stray', 'OTHER')`.execute(db)
    expect(changesOf(await loadCatalogue(db))).toEqual({
      initiatives: '+0 ~1 -0',
      guidance: '+2 ~0 -0',
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
    await copy.edit('initiatives/gulf-of-aden-regional-conference.json', (initiative) => {
      initiative.actions.reverse()
      for (const action of initiative.actions) delete action.parent
      initiative.actions[0].summary = 'Told in other words.'
    })
    const report = await loadCatalogue(connection.db, copy.folder)
    expect(report.get('actions')).toMatchObject({ inserted: 0, deleted: 0 })
    const after = await actions()
    expect(after.map(({ id, key }) => ({ id, key }))).toEqual(before.map(({ id, key }) => ({ id, key })).reverse())
    expect(after.map(({ ordinal }) => ordinal)).toEqual(before.map(({ ordinal }) => ordinal))
    expect(after[0]?.summary).toBe('Told in other words.')
  })

  it('renames a thing everywhere at once, and takes it back', async () => {
    await using connection = await catalogueDatabase()
    await using copy = await copyOfCatalogue()
    const original = await readFile(join(copy.folder, 'places.json'), 'utf8')
    for (const file of ['places.json', 'actors.json', ...(await initiativeFilesOf(copy))]) {
      const text = await readFile(join(copy.folder, file), 'utf8')
      await copy.write(
        file,
        text.replaceAll('"X-PUNTLAND"', '"X-PUNTLAND-AREA"').replaceAll('"unhcr"', '"un-refugee-agency"'),
      )
    }
    expect(await readFile(join(copy.folder, 'places.json'), 'utf8')).not.toBe(original)
    const report = await loadCatalogue(connection.db, copy.folder)
    expect(report.get('places')).toMatchObject({ inserted: 1, updated: 0, deleted: 1 })
    expect(report.get('actors')).toMatchObject({ inserted: 1, deleted: 1 })
    await loadCatalogue(connection.db)
    expect(changesOf(await loadCatalogue(connection.db))).toEqual({})
  })
})

const initiativeFilesOf = async (copy: Copy): Promise<string[]> => {
  const { initiatives } = await readDataset(copy.folder)
  return initiatives.map(({ slug }) => `initiatives/${slug}.json`)
}

describe('wrong files', () => {
  let connection: Connection
  let before: unknown
  beforeAll(async () => {
    connection = await catalogueDatabase()
    before = await everything(connection)
  })
  afterAll(() => connection.close())

  it.each<{ what: string; break: (copy: Copy) => Promise<void>; file: string; path: string; reason: RegExp }>([
    {
      what: 'text that is not JSON',
      break: (copy) => copy.write('actors.json', '[{'),
      file: 'actors.json',
      path: '$',
      reason: /is not JSON/,
    },
    {
      what: 'a missing file',
      break: (copy) => copy.remove('guidance.json'),
      file: 'guidance.json',
      path: '$',
      reason: /cannot be read/,
    },
    {
      what: 'a property nobody knows',
      file: somalia,
      path: '$.participations[0]',
      reason: /does not know: rôle/,
      break: (copy) => copy.edit(somalia, (initiative) => void (initiative.participations[0]['rôle'] = 'LEAD')),
    },
    {
      what: 'a value outside its vocabulary',
      file: somalia,
      path: '$.actions[1].status',
      reason: /must be one of DONE, ONGOING/,
      break: (copy) => copy.edit(somalia, (initiative) => void (initiative.actions[1].status = 'FINISHED')),
    },
    {
      what: 'a fact without its source',
      file: somalia,
      path: '$.objectives[0]',
      reason: /source/,
      break: (copy) => copy.edit(somalia, (initiative) => void delete initiative.objectives[0].source),
    },
    {
      what: 'a page the chapter does not have',
      file: somalia,
      path: '$.objectives[0].source',
      reason: /pages 18 to 40/,
      break: (copy) => copy.edit(somalia, (initiative) => void (initiative.objectives[0].source = 'p41 BACKGROUND')),
    },
    {
      what: 'pages that run backwards',
      file: somalia,
      path: '$.source',
      reason: /page 26 comes before page 27/,
      break: (copy) => copy.edit(somalia, (initiative) => void (initiative.source = 'p27-26 BACKGROUND')),
    },
    {
      what: 'an actor nobody knows',
      file: somalia,
      path: '$.actions[0].actors[0].actor',
      reason: /no actor nobody/,
      break: (copy) => copy.edit(somalia, (initiative) => void (initiative.actions[0].actors[0].actor = 'nobody')),
    },
    {
      what: 'a place nobody knows',
      file: somalia,
      path: '$.places[0].place',
      reason: /no place ZZ/,
      break: (copy) => copy.edit(somalia, (initiative) => void (initiative.places[0].place = 'ZZ')),
    },
    {
      what: 'a phase the initiative does not have',
      file: somalia,
      path: '$.objectives[0].phase',
      reason: /no phase first-phase/,
      break: (copy) => copy.edit(somalia, (initiative) => void (initiative.objectives[0].phase = 'first-phase')),
    },
    {
      what: 'a relation to nothing',
      file: somalia,
      path: '$.relations[0].to',
      reason: /no initiative nothing/,
      break: (copy) => copy.edit(somalia, (initiative) => void (initiative.relations[0].to = 'nothing')),
    },
    {
      what: 'the same key twice',
      file: somalia,
      path: '$.actions[1]',
      reason: /already at \[0\]/,
      break: (copy) => copy.edit(somalia, (initiative) => void (initiative.actions[1].key = initiative.actions[0].key)),
    },
    {
      what: 'an action without actors',
      file: somalia,
      path: '$.actions[0].actors',
      reason: /fewer than 1/,
      break: (copy) => copy.edit(somalia, (initiative) => void (initiative.actions[0].actors = [])),
    },
    {
      what: 'a reading without a reason',
      file: somalia,
      path: '$.actions[0].actionPoints[0]',
      reason: /rationale/,
      break: (copy) =>
        copy.edit(
          somalia,
          (initiative) => void (initiative.actions[0].actionPoints = [{ point: 1, basis: 'EDITORIAL' }]),
        ),
    },
    {
      what: 'a section of another action point',
      file: somalia,
      path: '$.actions[0].actionPoints[0].subPoint',
      reason: /belongs to action point 1, not 7/,
      break: (copy) =>
        copy.edit(
          somalia,
          (initiative) => void (initiative.actions[0].actionPoints = [{ point: 7, subPoint: '1.1', basis: 'STATED' }]),
        ),
    },
    {
      what: 'a recommendation that was done',
      file: somalia,
      path: '$.actions[0].status',
      reason: /RECOMMENDED/,
      break: (copy) =>
        copy.edit(
          somalia,
          (initiative) => void Object.assign(initiative.actions[0], { nature: 'RECOMMENDATION', status: 'DONE' }),
        ),
    },
    {
      what: 'a day that does not exist',
      file: somalia,
      path: '$.period.edtf',
      reason: /not a date/,
      break: (copy) => copy.edit(somalia, (initiative) => void (initiative.period.edtf = '2007-02-30')),
    },
    {
      what: 'an end before the beginning',
      file: somalia,
      path: '$.period.edtf',
      reason: /not a date|ends before/,
      break: (copy) => copy.edit(somalia, (initiative) => void (initiative.period.edtf = '2009/2007')),
    },
    {
      what: 'a file named after something else',
      file: 'initiatives/gefm.json',
      path: '$.slug',
      reason: /named after/,
      break: (copy) => copy.edit('initiatives/gefm.json', (initiative) => void (initiative.slug = 'gefm-mauritania')),
    },
    {
      what: 'a country with the code of another',
      file: 'places.json',
      path: '$[0].iso3',
      reason: /ISO 3166-1 gives SO the code SOM, not SDN/,
      break: (copy) =>
        copy.edit('places.json', (places) => [
          { ...places.find((place: { code: string }) => place.code === 'SO'), iso3: 'SDN' },
          ...places.filter((place: { code: string }) => place.code !== 'SO'),
        ]),
    },
    {
      what: 'a country in the wrong region',
      file: 'places.json',
      path: '$[0].parent',
      reason: /M49 puts Somalia into 014, not 015/,
      break: (copy) =>
        copy.edit('places.json', (places) => [
          { ...places.find((place: { code: string }) => place.code === 'SO'), parent: '015' },
          ...places.filter((place: { code: string }) => place.code !== 'SO'),
        ]),
    },
    {
      what: 'an actor that is part of itself',
      file: 'actors.json',
      path: '$[0].parent',
      reason: /part of itself/,
      break: (copy) =>
        copy.edit('actors.json', (actors) => void (actors[0].parent = { actor: actors[0].slug, basis: 'STATED' })),
    },
    {
      what: 'a character no database stores',
      file: 'actors.json',
      path: '$[0].description',
      reason: /cannot be stored/,
      break: (copy) => copy.edit('actors.json', (actors) => void (actors[0].description = 'a\0b')),
    },
  ])('are refused for $what, and nothing changes', async ({ break: breakIt, file, path, reason }) => {
    await using copy = await copyOfCatalogue()
    await breakIt(copy)
    const error: unknown = await loadCatalogue(connection.db, copy.folder).catch((reason: unknown) => reason)
    if (!(error instanceof DatasetError)) throw error
    expect(error.problems).toContainEqual({ file, path, reason: expect.stringMatching(reason) })
    expect(error.message).toContain(`${file} ${path}: `)
    expect(await everything(connection)).toEqual(before)
  })

  it('are all told of at once', async () => {
    await using copy = await copyOfCatalogue()
    await copy.edit(somalia, (initiative) => void (initiative.places[0].place = 'ZZ'))
    await copy.edit('initiatives/gefm.json', (initiative) => void (initiative.source = 'p99 REVIEW'))
    await copy.edit('guidance.json', (guidance) => void (guidance[2].source = 'p1 GUIDANCE'))
    await expect(readDataset(copy.folder)).rejects.toMatchObject({ problems: { length: 3 } })
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
  ])('%s is read to the day', (text, starts_on, start_precision, ends_on, end_precision, ongoing) => {
    expect(readSpan(text)).toEqual({ starts_on, start_precision, ends_on, end_precision, ongoing })
  })

  it.each(['2008-13', '2007-02-30', 'soon', ''])('"%s" is no date', (text) => expect(readSpan(text)).toBeUndefined())
})

it('means the same by a word in the files as in the API', () => {
  const definitions: Readonly<Record<string, unknown>> = schema.$defs
  for (const vocabulary of vocabularies) {
    expect(definitions[vocabulary.name], vocabulary.name).toMatchObject({
      enum: valuesOf(vocabulary),
      description: vocabulary.description,
    })
  }
})
