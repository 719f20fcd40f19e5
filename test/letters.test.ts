// Which texts are the same, and in which order people find them.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Connection } from '../server/db/connect.ts'
import { migrateToLatest } from '../server/db/migrate.ts'
import { inChangeset } from './support/changeset.ts'
import { foreignDatabase } from './support/database.ts'
import { sorted } from './support/differential/letters.ts'
import { type Api, openApi } from './support/server.ts'

/** Names as people enter them: with accents, in one sign or two, in capitals, with signs that are no letters. */
const names = [
  'Zürich Process',
  'ASEAN Working Group',
  'African Union Task Force',
  'A\u0301frica Network',
  'Ådalen Forum',
  'Ađa Čapek Group',
  'Co-operation Board',
  'Cooperation Board',
  'İstanbul Process',
  'ISTANBUL PROCESS',
  'Istanbul process',
  '“Quoted” Group',
  'Ærø Meeting',
  'Łódź Consultations',
  'Straße Committee',
  'STRASSE COMMITTEE',
  'Ελληνική ΟΔΟΣ',
  'Женева Group',
  'na\u00efve list',
  'NAI\u0308VE LIST',
  'e\u0323\u0301 marks',
  '  leading spaces',
  '10 Points',
  '9 Points',
]

let connection: Connection
let api: Api
beforeAll(async () => {
  api = await openApi({
    database: async (options) => {
      connection = await foreignDatabase(options)
      await migrateToLatest(connection.db)
      await inChangeset(connection.db, async (db) => {
        await sql`insert into documents (slug, title, kind) values ('source', 'Source', 'OTHER')`.execute(db)
        await sql`insert into citations (document_id, page_start, page_end, section) select id, 1, 1, 'BACKGROUND' from documents`.execute(
          db,
        )
        for (const [index, name] of names.entries())
          await sql`insert into actors (slug, name, acronym, kind, citation_id)
          select ${`actor-${index}`}, ${name}, ${name.slice(0, 3)}, 'OTHER', id from citations`.execute(db)
      })
      return connection
    },
  })
})
afterAll(() => api[Symbol.asyncDispose]())

interface Actors {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly name: string } }[]
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean }
}

const actors = async (variables: object): Promise<Actors> => {
  const data = await api.data(
    `query ($where: ActorWhere, $orderBy: [ActorOrder!], $first: Int, $after: String) {
      actors(where: $where, orderBy: $orderBy, first: $first, after: $after) {
        edges { cursor node { name } } pageInfo { endCursor hasNextPage } } }`,
    { where: {}, first: 100, ...variables },
  )
  return (data as { actors: Actors }).actors
}

const found = async (where: object): Promise<string[]> =>
  (await actors({ where })).edges.map(({ node }) => node.name).sort()

describe('a letter with its accent', () => {
  it('is one however it is typed, in what is stored and in what is given', async () => {
    for (const name of names) {
      const composed = name.normalize('NFC')
      for (const form of ['NFC', 'NFD'] as const) {
        const typed = name.normalize(form)
        const part = typed.slice(0, 5)
        expect(await found({ name: { eq: typed } })).toEqual([composed])
        expect(await found({ name: { in: [typed] } })).toEqual([composed])
        expect(await found({ name: { notIn: [typed] } })).toHaveLength(names.length - 1)
        expect(await found({ name: { ne: typed } })).toHaveLength(names.length - 1)
        expect(await found({ name: { contains: typed } })).toContain(composed)
        expect(await found({ name: { startsWith: typed } })).toContain(composed)
        // Half of a letter that two signs make is no part of it.
        if (composed.startsWith(part.normalize('NFC')))
          expect(await found({ name: { startsWith: part } })).toContain(composed)
      }
    }
  })

  it('is kept as one sign, by an update too', async () => {
    const { db } = connection
    await inChangeset(db, (changes) =>
      changes.updateTable('actors').set({ description: 'Re\u0301union' }).where('slug', '=', 'actor-0').execute(),
    )
    const { description } = await db
      .selectFrom('actors')
      .select('description')
      .where('slug', '=', 'actor-0')
      .executeTakeFirstOrThrow()
    expect(description).toBe('R\u00e9union')
  })
})

describe('the order by name', () => {
  it('is that of the alphabet, without regard to capitals and accents', async () => {
    const listed = (await actors({})).edges.map(({ node }) => node.name)
    expect(listed.map(sorted)).toEqual(
      names.map(sorted).toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
    )
    const english = new Intl.Collator('en', { sensitivity: 'base' })
    const latin = listed.filter((name) => /^\p{Script=Latin}/u.test(name) && !/^[ÆĐ]|^Ađ|^e\u0323/iu.test(name))
    expect(latin).toEqual(latin.toSorted(english.compare))
    expect(listed.indexOf('African Union Task Force')).toBeLessThan(listed.indexOf('ASEAN Working Group'))
  })

  it.each([
    [[{ field: 'NAME' }]],
    [[{ field: 'NAME', direction: 'DESC' }]],
    [[{ field: 'ACRONYM', direction: 'DESC' }, { field: 'NAME' }]],
  ])('has pages that joined are the whole: %j', async (orderBy) => {
    const whole = (await actors({ orderBy })).edges.map(({ node }) => node.name)
    const joined: string[] = []
    for (let after: string | null = null, more = true; more; ) {
      const page: Actors = await actors({ orderBy, first: 5, after })
      joined.push(...page.edges.map(({ node }) => node.name))
      after = page.pageInfo.endCursor
      more = page.pageInfo.hasNextPage
    }
    expect(joined).toEqual(whole)
  })

  it('refuses a cursor of the order by signs that was before; those of other orders stay good', async () => {
    const cursor = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url')
    const query =
      'query ($after: String, $orderBy: [ActorOrder!]) { actors(after: $after, orderBy: $orderBy) { totalCount } }'
    const { body } = await api.ask(query, { after: cursor('name ASC,id ASC', 'ASEAN', 1) })
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_CURSOR' })
    const kind = { after: cursor('kind ASC,id ASC', 'OTHER', 1), orderBy: [{ field: 'KIND' }] }
    expect(await api.data(query, kind)).toEqual({ actors: { totalCount: names.length } })
  })
})
