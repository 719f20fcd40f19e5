// How a newer dataset reaches a database that holds an older one, and what it leaves alone.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, it, vi } from 'vitest'
import { readConfig } from '../server/config.ts'
import type { Connection } from '../server/db/connect.ts'
import { migrateDown, migrateToLatest } from '../server/db/migrate.ts'
import { headRevision } from '../server/db/revisions.ts'
import { updateCatalogue } from '../server/db/update.ts'
import { createLog, type Log } from '../server/log.ts'
import { start } from '../server/start.ts'
import { type CatalogueCopy, copyOfCatalogue } from './support/catalogue-copy.ts'
import { inChangeset } from './support/changeset.ts'
import { catalogueDatabase, freshDatabase } from './support/database.ts'
import { everyRow } from './support/rows.ts'

const gefm = 'initiatives/gefm.json'

/** A copy of the catalogue whose version is another one. */
async function copyOfVersion(version: string): Promise<CatalogueCopy> {
  const copy = await copyOfCatalogue()
  await copy.put('dataset.json', 'version', version)
  return copy
}

const backgroundOf = async ({ db }: Connection, slug: string): Promise<string | null | undefined> =>
  (await db.selectFrom('initiatives').select('background').where('slug', '=', slug).executeTakeFirst())?.background

/** What the log of a start holds: the words of each line, and what stands beside them. */
function listening(): { readonly log: Log; readonly lines: [unknown, unknown][] } {
  const log = createLog('silent')
  const lines: [unknown, unknown][] = []
  const take = (beside: unknown, message?: unknown) => lines.push([message, beside])
  vi.spyOn(log, 'info').mockImplementation(take)
  vi.spyOn(log, 'warn').mockImplementation(take)
  return { log, lines }
}

describe('a newer dataset', () => {
  it('reaches a database that holds an older one, and says what changed', async () => {
    await using connection = await catalogueDatabase()
    await using copy = await copyOfVersion('2999.1')
    await copy.put(gefm, 'background', 'Corrected.')
    await copy.put('actors.json', '0.names', [{ name: 'A Name of Its Own', kind: 'ALIAS' }])
    const { slug } = JSON.parse(await copy.read('actors.json'))[0]
    const before = await updateCatalogue(connection.db)
    expect(before.is).toBe('current')
    const update = await updateCatalogue(connection.db, copy.folder)
    expect(update).toMatchObject({
      is: 'updated',
      held: before.files,
      files: { version: '2999.1' },
      changed: { initiatives: ['gefm'], actors: [slug] },
      kept: [],
    })
    expect(await backgroundOf(connection, 'gefm')).toBe('Corrected.')
    const after = await everyRow(connection)
    expect((await updateCatalogue(connection.db, copy.folder)).is).toBe('current')
    expect(await everyRow(connection)).toEqual(after)
  })

  it('reaches it under the same version, too', async () => {
    await using connection = await catalogueDatabase()
    await using copy = await copyOfCatalogue()
    await copy.put(gefm, 'background', 'Corrected.')
    expect((await updateCatalogue(connection.db, copy.folder)).is).toBe('updated')
    expect(await backgroundOf(connection, 'gefm')).toBe('Corrected.')
  })

  it('is loaded by one of several instances that start at once', async () => {
    await using connection = await catalogueDatabase()
    await using copy = await copyOfVersion('2999.1')
    const updates = await Promise.all([1, 2, 3].map(() => updateCatalogue(connection.db, copy.folder)))
    expect(updates.map((update) => update.is).sort()).toEqual(['current', 'current', 'updated'])
  })

  it('fills an empty database, and none that holds data of another origin', async () => {
    await using empty = await freshDatabase()
    await migrateToLatest(empty.db)
    await inChangeset(empty.db, (db) =>
      sql`insert into documents (slug, title, kind) values ('ours', 'Ours', 'OTHER')`.execute(db),
    )
    expect((await updateCatalogue(empty.db)).is).toBe('foreign')
    await inChangeset(empty.db, (db) => sql`delete from documents`.execute(db))
    expect((await updateCatalogue(empty.db)).is).toBe('loaded')
  })

  it('leaves what was entered or changed by hand, what that stands on included, and names it', async () => {
    await using connection = await catalogueDatabase()
    await using copy = await copyOfVersion('2999.1')
    const { db } = connection
    // Two documents of older files that the new ones lack; a reference made by hand points at one of them.
    await using older = await copyOfVersion('2998.1')
    const documents = JSON.parse(await older.read('documents.json'))
    const dropped = ['gone', 'used'].map((slug) => ({ slug, title: 'Gone', kind: 'OTHER' }))
    await older.write('documents.json', JSON.stringify([...documents, ...dropped]))
    await updateCatalogue(db, older.folder)
    await copy.put(gefm, 'background', 'Corrected.')
    await copy.put('initiatives/bali-process.json', 'background', 'Corrected, too.')
    await inChangeset(db, async (changes) => {
      await changes.updateTable('initiatives').set({ background: 'By hand.' }).where('slug', '=', 'gefm').execute()
      await sql`insert into documents (slug, title, kind) values ('ours', 'Ours', 'OTHER')`.execute(changes)
      await sql`insert into initiative_references (initiative_id, ordinal, kind, document_id, citation_id)
        select i.id, 99, 'DOCUMENT', d.id, i.citation_id from initiatives i, documents d where i.slug = 'gefm' and d.slug = 'used'`.execute(
        changes,
      )
    })
    const update = await updateCatalogue(db, copy.folder)
    expect(update).toMatchObject({ is: 'updated', changed: { initiatives: ['bali-process'], documents: ['gone'] } })
    expect(update.is === 'updated' ? update.kept : []).toEqual(
      expect.arrayContaining([
        { table: 'initiatives', name: 'gefm', because: 'changed by hand' },
        { table: 'documents', name: 'ours', because: 'entered by hand' },
        { table: 'initiative_references', name: 'gefm', because: 'entered by hand' },
        { table: 'documents', name: 'used', because: 'used by what was entered by hand' },
      ]),
    )
    expect(await backgroundOf(connection, 'gefm')).toBe('By hand.')
    expect(await backgroundOf(connection, 'bali-process')).toBe('Corrected, too.')
    const left = await db
      .selectFrom('documents')
      .select('slug')
      .where('slug', 'in', ['ours', 'gone', 'used'])
      .orderBy('slug')
      .execute()
    expect(left.map(({ slug }) => slug)).toEqual(['ours', 'used'])
  })

  it('tells by their times what was entered by hand before there were revisions', async () => {
    await using connection = await catalogueDatabase()
    await using copy = await copyOfVersion('2999.1')
    const { db } = connection
    for (let back: readonly string[] = []; !back.includes('20261127T1000-keep-history'); ) back = await migrateDown(db)
    await db.updateTable('initiatives').set({ background: 'By hand.' }).where('slug', '=', 'gefm').execute()
    await migrateToLatest(db)
    const { revision, reason } = await db.selectFrom('revisions').selectAll().executeTakeFirstOrThrow()
    expect({ revision, reason }).toEqual({ revision: 1, reason: 'What was there before revisions were counted.' })
    const kept = [{ table: 'initiatives', name: 'gefm', because: 'changed by hand' }]
    // What later migrations made room for, such as the readings of every action, comes with the next load.
    await using next = await copyOfVersion('2999.0')
    expect(await updateCatalogue(db, next.folder)).toMatchObject({ is: 'updated', kept })
    await copy.put(gefm, 'background', 'Corrected.')
    await copy.put('initiatives/bali-process.json', 'background', 'Corrected, too.')
    expect(await updateCatalogue(db, copy.folder)).toMatchObject({
      is: 'updated',
      changed: { initiatives: ['bali-process'] },
      kept,
    })
    expect(await headRevision(db)).toBe(3)
  })

  it('that contradicts what was entered by hand changes nothing, and says what to change', async () => {
    await using connection = await catalogueDatabase()
    await using copy = await copyOfVersion('2999.1')
    const places: { code: string; slug: string }[] = JSON.parse(await copy.read('places.json'))
    await copy.write(
      'places.json',
      JSON.stringify([...places, { code: 'X-NEW', slug: 'taken', name: 'New', kind: 'CUSTOM_REGION' }]),
    )
    await inChangeset(connection.db, (db) =>
      sql`insert into places (code, slug, name, kind) values ('X-OURS', 'taken', 'Ours', 'CUSTOM_REGION')`.execute(db),
    )
    const before = await everyRow(connection)
    await expect(updateCatalogue(connection.db, copy.folder)).rejects.toMatchObject({
      code: 'CATALOGUE_CONFLICT',
      message: expect.stringMatching(/places.*taken.*Change that entry and start again/),
    })
    expect(await everyRow(connection)).toEqual(before)
  })
})

describe('an older dataset', () => {
  it.each([
    { of: 'a lower version', version: '2000.1' },
    { of: 'the same version, which the database held before,', version: undefined },
  ])('of $of does not replace a newer one', async ({ version }) => {
    await using connection = await catalogueDatabase()
    await using newer = await copyOfCatalogue()
    await newer.put(gefm, 'background', 'Corrected.')
    await updateCatalogue(connection.db, newer.folder)
    const before = await everyRow(connection)
    await using older = await copyOfCatalogue()
    if (version !== undefined) await older.put('dataset.json', 'version', version)
    expect(await updateCatalogue(connection.db, older.folder)).toMatchObject({ is: 'older' })
    expect(await everyRow(connection)).toEqual(before)
  })
})

describe('a start', () => {
  it('brings an older data directory up to date and logs what changed; of the same files it says nothing', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'tenpoint-'))
    await using copy = await copyOfVersion('2999.1')
    await copy.put(gefm, 'background', 'Corrected.')
    const config = { ...readConfig({ DATA_DIR: dataDir, PORT: '0' }), databaseUrl: undefined }
    const ask = async (catalogueDir: string | undefined) => {
      const { log, lines } = listening()
      const running = await start({ ...config, catalogueDir }, log)
      try {
        const response = await fetch(`${running.url}/graphql?query={initiative(slug:"gefm"){background}}`)
        const body: { data: { initiative: { background: string } } } = await response.json()
        return {
          background: body.data.initiative.background,
          lines: lines.filter(([message]) => String(message).includes('catalogue')),
        }
      } finally {
        await running.close()
      }
    }
    try {
      expect((await ask(undefined)).lines).toEqual([['the catalogue was loaded', expect.anything()]])
      const newer = await ask(copy.folder)
      expect(newer.background).toBe('Corrected.')
      expect(newer.lines).toEqual([
        [
          'the catalogue was brought up to date',
          expect.objectContaining({
            catalogue: expect.objectContaining({ version: '2999.1' }),
            rows: {
              datasets: { inserted: 0, updated: 1, deleted: 0 },
              initiatives: { inserted: 0, updated: 1, deleted: 0 },
            },
            changed: { initiatives: ['gefm'] },
          }),
        ],
      ])
      expect((await ask(copy.folder)).lines).toEqual([])
      const older = await ask(undefined)
      expect(older.background).toBe('Corrected.')
      expect(older.lines).toEqual([[expect.stringContaining('holds a newer catalogue'), expect.anything()]])
      await copy.write(gefm, '{')
      await expect(ask(copy.folder)).rejects.toThrow(
        /initiatives\/gefm\.json \$: is not JSON.*Correct the files and start again/s,
      )
    } finally {
      await rm(dataDir, { recursive: true, force: true })
    }
  })
})
