// Revisions, the history of objects, what is left of deleted ones, and where former slugs lead.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { change } from './support/change.ts'
import { type Api, openApi } from './support/server.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
  const { db } = api
  const { citation_id } = await db
    .selectFrom('actors')
    .select('citation_id')
    .where('slug', '=', 'iom')
    .executeTakeFirstOrThrow()
  const added = { kind: 'NGO', citation_id } as const
  await change(
    db,
    (transaction) =>
      transaction
        .insertInto('actors')
        .values([
          { ...added, slug: 'first-name', name: 'First Name' },
          { ...added, slug: 'short-lived', name: 'Short Lived' },
        ])
        .execute(),
    'Two actors more.',
  )
  await change(db, (transaction) =>
    transaction
      .updateTable('actors')
      .set({
        slug: 'second-name',
        name: 'Second Name',
        country_id: (eb) => eb.selectFrom('places').select('id').where('code', '=', 'MX'),
      })
      .where('slug', '=', 'first-name')
      .execute(),
  )
  await change(
    db,
    (transaction) => transaction.deleteFrom('actors').where('slug', '=', 'short-lived').execute(),
    'It was a mistake.',
  )
})
afterAll(() => api[Symbol.asyncDispose]())

const idOf = (type: string, key: string) => Buffer.from(`${type}:${key}`).toString('base64url')

describe('revisions', () => {
  it('are listed with who made them, when and why, the newest first', async () => {
    expect(await api.data('{ revisions(first: 2) { totalCount nodes { number author reason } } }')).toEqual({
      revisions: {
        totalCount: 4,
        nodes: [
          { number: 4, author: 'test', reason: 'It was a mistake.' },
          { number: 3, author: 'test', reason: 'A change of a test.' },
        ],
      },
    })
  })

  it('come in the order they were made after a number', async () => {
    const page = '{ revisions(since: 1, first: 2) { nodes { number } pageInfo { endCursor hasNextPage } } }'
    const { revisions } = Object(await api.data(page))
    expect(revisions).toMatchObject({ nodes: [{ number: 2 }, { number: 3 }], pageInfo: { hasNextPage: true } })
    const next = page.replace('first: 2', `first: 2, after: "${revisions.pageInfo.endCursor}"`)
    expect(await api.data(next)).toMatchObject({
      revisions: { nodes: [{ number: 4 }], pageInfo: { hasNextPage: false } },
    })
  })

  it('are found by their number', async () => {
    expect(
      await api.data('{ revision(number: 2) { reason committedAt } none: revision(number: 99) { reason } }'),
    ).toEqual({
      revision: { reason: 'Two actors more.', committedAt: expect.stringMatching(/Z$/) },
      none: null,
    })
  })

  it('end with the one that is read', async () => {
    expect(
      await api.data(
        'query Q @asOf(revision: 3) { revisions { totalCount nodes { number } } revision(number: 4) { number } }',
      ),
    ).toEqual({ revisions: { totalCount: 3, nodes: [{ number: 3 }, { number: 2 }, { number: 1 }] }, revision: null })
  })

  it('say what they changed', async () => {
    expect(
      await api.data(`{ revision(number: 3) { changes { totalCount nodes { operation type subjectId key name subject { ... on Actor { slug } }
        revision { number } fields { name before after } } } } }`),
    ).toEqual({
      revision: {
        changes: {
          totalCount: 1,
          nodes: [
            {
              operation: 'UPDATE',
              type: 'Actor',
              subjectId: idOf('Actor', 'second-name'),
              key: 'second-name',
              name: 'Second Name',
              subject: { slug: 'second-name' },
              revision: { number: 3 },
              fields: [
                { name: 'country', before: null, after: 'MX' },
                { name: 'name', before: 'First Name', after: 'Second Name' },
                { name: 'slug', before: 'first-name', after: 'second-name' },
              ],
            },
          ],
        },
      },
    })
  })

  it('say so page by page, under other names, and of the first one too', async () => {
    const page = (after: string) =>
      api.data(`query Page { r: revision(number: 1) { c: changes(first: 3${after}) { n: nodes { o: operation t: type k: key
        f: fields { x: name } } pageInfo { endCursor } } } }`)
    const first = Object(await page(''))
    expect(first.r.c.n).toHaveLength(3)
    expect(first.r.c.n[0]).toMatchObject({
      o: 'CREATE',
      t: 'ActionCredit',
      f: expect.arrayContaining([{ x: 'actor' }]),
    })
    const second = Object(await page(`, after: "${first.r.c.pageInfo.endCursor}"`))
    expect(second.r.c.n).toHaveLength(3)
    expect(second.r.c.n).not.toEqual(first.r.c.n)
  })
})

describe('an object', () => {
  it('has its history, the newest change first, and the version of the last one', async () => {
    expect(
      await api.data(
        `{ actor(slug: "second-name") { version history { totalCount nodes { operation revision { number } key } } } }`,
      ),
    ).toEqual({
      actor: {
        version: 3,
        history: {
          totalCount: 2,
          nodes: [
            { operation: 'UPDATE', revision: { number: 3 }, key: 'second-name' },
            { operation: 'CREATE', revision: { number: 2 }, key: 'first-name' },
          ],
        },
      },
    })
  })

  it('has the history and the version it had, as of a revision', async () => {
    expect(
      await api.data(
        `query Q @asOf(revision: 2) { actor(slug: "first-name") { version history { nodes { operation fields { name } } } } }`,
      ),
    ).toMatchObject({ actor: { version: 2, history: { nodes: [{ operation: 'CREATE' }] } } })
  })

  it('has it in lists, for several objects at once', async () => {
    const { initiatives } = Object(
      await api.data(
        '{ initiatives(first: 15) { nodes { version history(first: 2) { nodes { operation subject { id } } } id } } }',
      ),
    )
    expect(initiatives.nodes).toHaveLength(15)
    for (const { version, history, id } of initiatives.nodes) {
      expect(version).toBe(1)
      expect(history.nodes).toEqual([{ operation: 'CREATE', subject: { id } }])
    }
  })
})

describe('a deleted object', () => {
  const node = `node(id: "${idOf('Actor', 'short-lived')}") { __typename id
    ... on Actor { name } ... on Tombstone { type key name deletedIn { number author reason } } }`

  it('leaves what it was, and by whom, when and why it was deleted', async () => {
    const tombstone = {
      __typename: 'Tombstone',
      id: idOf('Actor', 'short-lived'),
      type: 'Actor',
      key: 'short-lived',
      name: 'Short Lived',
      deletedIn: { number: 4, author: 'test', reason: 'It was a mistake.' },
    }
    expect(await api.data(`{ ${node} }`)).toEqual({ node: tombstone })
    const ids = [idOf('Actor', 'iom'), idOf('Actor', 'short-lived'), idOf('Actor', 'never-was')]
    expect(await api.data(`{ nodes(ids: ${JSON.stringify(ids)}) { __typename } }`)).toEqual({
      nodes: [{ __typename: 'Actor' }, { __typename: 'Tombstone' }, null],
    })
  })

  it('is there as of a revision before', async () => {
    expect(await api.data(`query Q @asOf(revision: 3) { ${node} }`)).toMatchObject({
      node: { __typename: 'Actor', name: 'Short Lived' },
    })
    expect(await api.data(`query Q @asOf(revision: 1) { ${node} }`)).toEqual({ node: null })
  })
})

describe('a former slug', () => {
  const queries = `actor(slug: "FIRST-name") { slug } actorsBySlug(slugs: ["iom", "first-name"]) { slug }
    node(id: "${idOf('Actor', 'first-name')}") { id ... on Actor { slug } }`

  it('leads to the object', async () => {
    expect(await api.data(`{ ${queries} }`)).toEqual({
      actor: { slug: 'second-name' },
      actorsBySlug: [{ slug: 'iom' }, { slug: 'second-name' }],
      node: { id: idOf('Actor', 'second-name'), slug: 'second-name' },
    })
  })

  it('is the slug as of a revision before, and the later one is not', async () => {
    expect(
      await api.data(`query Q @asOf(revision: 2) { ${queries} later: actor(slug: "second-name") { slug } }`),
    ).toEqual({
      actor: { slug: 'first-name' },
      actorsBySlug: [{ slug: 'iom' }, { slug: 'first-name' }],
      node: { id: idOf('Actor', 'first-name'), slug: 'first-name' },
      later: null,
    })
  })

  it('is followed in one more statement for all keys of a query, and only where a key has no row', async () => {
    const document = `query Q($slug: String!) { a: actor(slug: $slug) { slug } b: actor(slug: $slug) { name } c: actor(slug: "iom") { b: description }
      missing: actor(slug: "unknown") { slug } node: initiative(slug: "first-name") { slug } }`
    const now = await api.data(document, { slug: 'first-name' })
    expect(now).toMatchObject({
      a: { slug: 'second-name' },
      b: { name: expect.any(String) },
      missing: null,
      node: null,
    })
    api.statements.length = 0
    expect(await api.data('{ c: actor(slug: "iom") { slug description } }')).toMatchObject({ c: { slug: 'iom' } })
    expect(api.statements).toHaveLength(1)
    expect(await api.data('{ c: actor(slug: "unknown") { slug } }')).toEqual({ c: null })
    expect(api.statements).toHaveLength(3)
    const many = Array.from({ length: 120 }, (_, index) => `a${index}: actor(slug: "unknown-${index}") { slug }`)
    expect(await api.data(`{ ${many.join(' ')} last: actor(slug: "first-name") { slug } }`)).toMatchObject({
      a0: null,
      a119: null,
      last: { slug: 'second-name' },
    })
    expect(api.statements, 'one statement for all keys, and the query again').toHaveLength(6)
  })

  it('of an object that was merged leads to the other one', async () => {
    await change(api.db, async (db) => {
      const { id } = await db.selectFrom('actors').select('id').where('slug', '=', 'iom').executeTakeFirstOrThrow()
      await db.deleteFrom('actors').where('slug', '=', 'second-name').execute()
      await db
        .insertInto('slug_redirects')
        .values(['first-name', 'second-name'].map((old_slug) => ({ kind: 'actors', old_slug, target_id: id })))
        .execute()
    })
    expect(await api.data(`{ ${queries} }`)).toEqual({
      actor: { slug: 'iom' },
      actorsBySlug: [{ slug: 'iom' }, { slug: 'iom' }],
      node: { id: idOf('Actor', 'iom'), slug: 'iom' },
    })
  })
})
