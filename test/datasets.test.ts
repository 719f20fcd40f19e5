// A second dataset beside the catalogue, of a document of its own: both stand in one matrix, and neither touches the other.
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Kysely } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changesOf } from '../server/db/changes/recorded.ts'
import { catalogueFolder, DatasetError } from '../server/db/dataset.ts'
import { datasetFiles } from '../server/db/export/dataset-files.ts'
import { type FolderOutcome, importFolder } from '../server/db/files/import.ts'
import { migrateToLatest } from '../server/db/migrate.ts'
import { headRevision } from '../server/db/revisions.ts'
import type { Database } from '../server/db/tables.ts'
import { updateCatalogue } from '../server/db/update.ts'
import { copyOfCatalogue } from './support/catalogue-copy.ts'
import {
  named,
  newActor,
  newInitiative,
  newParticipation,
  remove,
  stateOf,
  submit,
  to,
  update,
} from './support/changes.ts'
import { catalogueDatabase, freshDatabase } from './support/database.ts'
import { emptyFolder, filesIn, secondDataset, secondInitiative, secondSlug } from './support/second-dataset.ts'
import { type Api, openApi } from './support/server.ts'

const chapter = '10-point-plan-in-action-chapter-1'

const take = (db: Kysely<Database>, folder: string, more: object = {}): Promise<FolderOutcome> =>
  importFolder(db, folder, { reason: 'A test', author: 'tester', publish: true, dryRun: false, ...more })

/** Imports a folder that must be taken. */
async function taken(db: Kysely<Database>, folder: string): Promise<number> {
  const outcome = await take(db, folder)
  if (outcome.is !== 'changeset' || outcome.revision === null) throw new Error(JSON.stringify(outcome, null, 2))
  return outcome.revision
}

async function exported(db: Kysely<Database>, slug: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>()
  for await (const { path, text } of datasetFiles(db, slug)) files.set(path, text)
  return new Map([...files].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** Writes what was exported into a folder. */
async function inFolder(files: ReadonlyMap<string, string>) {
  const made = await emptyFolder()
  for (const [path, text] of files) {
    await mkdir(dirname(join(made.folder, path)), { recursive: true })
    await writeFile(join(made.folder, path), text)
  }
  return made
}

/** The lines of a refusal: file, spot and reason. */
async function problemsOf(db: Kysely<Database>, folder: string): Promise<readonly string[]> {
  const outcome: unknown = await take(db, folder).catch((error: unknown) => error)
  if (outcome instanceof DatasetError)
    return outcome.problems.map(({ file, path, reason }) => `${file} ${path}: ${reason}`)
  throw new Error(`It was not refused: ${JSON.stringify(outcome)}`)
}

describe('a second dataset', () => {
  let api: Api
  beforeAll(async () => {
    api = await openApi()
    await using second = await secondDataset()
    await taken(api.db, second.folder)
  })
  afterAll(() => api[Symbol.asyncDispose]())

  it('is listed beside the first, with its document, licence and attribution', async () => {
    expect(
      await api.data(`{
        datasets { slug datasetVersion asOf licence attribution document { slug firstPage lastPage } }
        catalogue { document { slug } }
      }`),
    ).toMatchObject({
      datasets: [
        { slug: chapter, document: { slug: chapter, firstPage: 18, lastPage: 39 } },
        {
          slug: secondSlug,
          datasetVersion: '2026.1',
          asOf: '2020',
          licence: 'CC0, as nothing in it is a fact.',
          attribution: 'Invented for the tests of this API.',
          document: { slug: secondSlug, firstPage: 1, lastPage: 12 },
        },
      ],
      catalogue: { document: { slug: chapter } },
    })
  })

  it('stands in one matrix with the first, and each can be seen alone by its document', async () => {
    const matrix = (where: string) => `matrix(by: INITIATIVE${where}) { rows { totalCount } totals { actionCount } }`
    const of = (slug: string) => matrix(`, where: { citation: { document: { slug: { eq: "${slug}" } } } }`)
    const answer = await api.data(`{ all: ${matrix('')} first: ${of(chapter)} second: ${of(secondSlug)} }`)
    const { all, first, second } = answer as Record<
      'all' | 'first' | 'second',
      { rows: { totalCount: number }; totals: { actionCount: number }[] }
    >
    expect(second.rows.totalCount).toBe(1)
    expect(all.rows.totalCount).toBe(first.rows.totalCount + 1)
    expect(second.totals.map(({ actionCount }) => actionCount)).toEqual([1, 0, 0, 0, 0, 0, 1, 0, 0, 0])
    expect(all.totals.map(({ actionCount }) => actionCount)).toEqual(
      first.totals.map(({ actionCount }, index) => actionCount + (second.totals[index]?.actionCount ?? 0)),
    )
  })

  it('refers to actors, places and initiatives of the first, and is found from them', async () => {
    expect(
      await api.data(`{
        actor(slug: "iom") { participations(where: { initiative: { slug: { eq: "invented-test-forum" } } }) { totalCount } }
        place(code: "DZ") { initiatives(where: { slug: { eq: "invented-test-forum" } }) { totalCount } }
      }`),
    ).toEqual({ actor: { participations: { totalCount: 1 } }, place: { initiatives: { totalCount: 1 } } })
  })

  it('comes out of the database as it went in, and so does the first', async () => {
    await using second = await secondDataset()
    expect(await exported(api.db, secondSlug)).toEqual(await filesIn(second.folder))
    expect(await exported(api.db, chapter)).toEqual(await filesIn(catalogueFolder))
  })

  it('is no change when it is imported again, and makes no revision', async () => {
    await using second = await secondDataset()
    const before = await headRevision(api.db)
    expect(await take(api.db, second.folder)).toEqual({ is: 'unchanged' })
    expect(await take(api.db, catalogueFolder)).toEqual({ is: 'unchanged' })
    expect(await headRevision(api.db)).toBe(before)
  })
})

describe('the folder of a dataset', () => {
  it('becomes one changeset that changes only what differs', async () => {
    await using connection = await catalogueDatabase({ statementTimeoutMs: 0 })
    const { db } = connection
    await using second = await secondDataset()
    await taken(db, second.folder)
    await using changed = await secondDataset({
      ...secondInitiative({ name: 'Invented Test Forum, renamed', populations: undefined }),
      'guidance.json': undefined,
    })
    const revision = await taken(db, changed.folder)
    const changes = await changesOf(db, revision)
    const told = changes
      .filter(({ table }) => table !== 'citations')
      .map(({ table, key, operation, fields }) => [table, key, operation, fields.map(({ name }) => name).join()])
    expect(told).toEqual([
      ['datasets', secondSlug, 'UPDATE', 'digest'],
      ['guidance', `${secondSlug}/1/STAKEHOLDERS/1`, 'DELETE', expect.any(String)],
      ['guidance', `${secondSlug}/1/STAKEHOLDERS/2`, 'DELETE', expect.any(String)],
      ['initiative_populations', 'invented-test-forum REFUGEES', 'DELETE', expect.any(String)],
      ['initiatives', 'invented-test-forum', 'UPDATE', 'initiativePopulations,name'],
    ])
    expect(changes.filter(({ table }) => table === 'citations')).toMatchObject([
      { operation: 'DELETE', key: `${secondSlug} 9 9 GUIDANCE` },
    ])
    expect(await exported(db, secondSlug)).toEqual(await filesIn(changed.folder))
  })

  it('that is tried keeps nothing, and one that is proposed waits', async () => {
    await using connection = await catalogueDatabase({ statementTimeoutMs: 0 })
    const { db } = connection
    await using second = await secondDataset()
    const before = await stateOf(db)
    expect(await take(db, second.folder, { dryRun: true })).toMatchObject({ is: 'changeset', number: null })
    expect(await take(db, second.folder, { publish: false })).toMatchObject({ is: 'changeset', status: 'PROPOSED' })
    expect(await stateOf(db)).toEqual(before)
  })

  it('with wrong entries changes nothing, and all of them are told', async () => {
    await using connection = await catalogueDatabase({ statementTimeoutMs: 0 })
    const { db } = connection
    const before = await stateOf(db)
    await using wrong = await secondDataset({
      ...secondInitiative({ source: 'p13 BACKGROUND', status: 'FINISHED', relations: [] }),
      'actors.json': [{ slug: 'iom', name: 'Another IOM', kind: 'NGO', source: 'p2 ACTORS of nothing' }],
      'places.json': [{ code: 'X-NOWHERE', slug: 'nowhere', name: 'Nowhere', kind: 'CUSTOM_REGION' }],
      'action-points.json': [],
    })
    const problems = await problemsOf(db, wrong.folder)
    expect(problems).toEqual(
      expect.arrayContaining([
        expect.stringContaining('action-points.json $: the ten points are those of the first dataset'),
        expect.stringMatching(/^initiatives\/invented-test-forum.json \$.status: must be one of/),
        'actors.json $[0].slug: another actor has the same slug',
        'actors.json $[0].source: there is no document nothing',
        "places.json $[0]: must have the property 'source'",
      ]),
    )
    expect(await stateOf(db)).toEqual(before)
  })

  it('is held against the pages of its own document', async () => {
    await using connection = await catalogueDatabase({ statementTimeoutMs: 0 })
    await using wrong = await secondDataset(secondInitiative({ source: 'p13 BACKGROUND' }))
    expect(await problemsOf(connection.db, wrong.folder)).toEqual([
      `initiatives/invented-test-forum.json $.source: the document ${secondSlug} has pages 1 to 12`,
    ])
  })

  it('cannot take away what another dataset stands on', async () => {
    await using connection = await catalogueDatabase({ statementTimeoutMs: 0 })
    const { db } = connection
    await using second = await secondDataset()
    await taken(db, second.folder)
    await submit(db, [newParticipation('mexico-plan-of-action', 'invented-test-council', 'FUNDER', { listed: false })])
    await using without = await secondDataset({
      'actors.json': undefined,
      ...secondInitiative({ participations: undefined, actions: undefined }),
    })
    const outcome = await take(db, without.folder)
    expect(outcome).toMatchObject({
      is: 'refused',
      problems: [{ code: 'STILL_USED', path: ['actors.json', 'invented-test-council'] }],
    })
  })

  it('meets what others changed since as a conflict, if it says what it was written at', async () => {
    await using connection = await catalogueDatabase({ statementTimeoutMs: 0 })
    const { db } = connection
    await using second = await secondDataset()
    const base = await taken(db, second.folder)
    await submit(db, [update('initiatives', 'invented-test-forum', { name: 'By others' })])
    await using changed = await secondDataset(secondInitiative({ name: 'By the files' }))
    expect(await take(db, changed.folder, { baseRevision: base })).toMatchObject({
      is: 'conflict',
      conflicts: [
        {
          key: 'invented-test-forum',
          field: 'name',
          base: 'Invented Test Forum',
          theirs: 'By others',
          yours: 'By the files',
        },
      ],
    })
    await taken(db, changed.folder)
    expect((await exported(db, secondSlug)).get('initiatives/invented-test-forum.json')).toContain('By the files')
  })
})

describe('the catalogue that comes with the server', () => {
  it('is brought up to date without touching another dataset', async () => {
    await using connection = await catalogueDatabase({ statementTimeoutMs: 0 })
    const { db } = connection
    await using second = await secondDataset()
    await taken(db, second.folder)
    const before = await exported(db, secondSlug)
    await using copy = await copyOfCatalogue()
    await copy.put('dataset.json', 'version', '2099.1')
    await copy.put('initiatives/berne-initiative.json', 'name', 'Berne Initiative, renamed')
    // The second dataset refers to it.
    await copy.put('documents.json', '1.note', 'Changed.')
    expect(await updateCatalogue(db, copy.folder)).toMatchObject({
      is: 'updated',
      changed: { initiatives: ['berne-initiative'], documents: ['1951-convention'] },
    })
    expect(await exported(db, secondSlug)).toEqual(before)
  })
})

describe('a dataset that was edited', () => {
  it('comes out so that it goes into an empty database, and comes out of that as it was', async () => {
    await using connection = await catalogueDatabase({ statementTimeoutMs: 0 })
    const { db } = connection
    const outcome = await submit(db, [
      newActor('a-new-actor'),
      newInitiative('a-new-initiative', { acts_as_id: to('actors', 'a-new-actor') }),
      newParticipation('a-new-initiative', 'a-new-actor', 'LEAD'),
      newParticipation('mexico-plan-of-action', 'a-new-actor', 'FUNDER', {
        citation_id: {
          cite: {
            document: named('documents', 'brasilia-declaration'),
            pageStart: 3,
            pageEnd: 4,
            section: 'REVIEW',
            footnote: null,
          },
        },
      }),
      update('initiatives', 'berne-initiative', { slug: 'berne-process', name: 'Berne Process' }),
      remove('participations', 'gender-programme-morocco/morocco-un-theme-group-on-migration/PARTICIPANT'),
      { kind: 'mergeActors', into: named('actors', 'iom'), from: [named('actors', 'african-union')] },
    ])
    expect(outcome).toMatchObject({ is: 'changeset' })
    const files = await exported(db, chapter)
    await using folder = await inFolder(files)
    expect(await take(db, folder.folder)).toEqual({ is: 'unchanged' })

    await using empty = await freshDatabase({ statementTimeoutMs: 0 })
    await migrateToLatest(empty.db)
    await taken(empty.db, folder.folder)
    expect(await exported(empty.db, chapter)).toEqual(files)
  })
})
