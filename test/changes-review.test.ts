// Proposals, repeats, and changesets that come at the same time.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { publishChangeset, rejectChangeset, withdrawChangeset } from '../server/db/changes/review.ts'
import type { Connection } from '../server/db/connect.ts'
import { headRevision } from '../server/db/revisions.ts'
import { newActor, numberOf, problemsOf, revisionOf, stateOf, submit, update } from './support/changes.ts'
import { catalogueDatabase } from './support/database.ts'

let connection: Connection
beforeAll(async () => {
  connection = await catalogueDatabase({ statementTimeoutMs: 0 })
})
afterAll(() => connection.close())

const curator = { author: 'curator' }
const propose = (slug: string) => submit(connection.db, [newActor(slug)], { publish: false })
const statusOf = async (number: number) =>
  (await connection.db.selectFrom('changesets').select('status').where('number', '=', number).executeTakeFirst())
    ?.status

describe('a proposal', () => {
  test('changes nothing, and shows what it would change', async () => {
    const before = await stateOf(connection.db)
    const outcome = await propose('proposed')
    expect(outcome).toMatchObject({ is: 'changeset', status: 'PROPOSED', revision: null })
    expect(outcome.is === 'changeset' && outcome.changes.some(({ key }) => key === 'proposed')).toBe(true)
    expect(await stateOf(connection.db)).toEqual(before)
  })

  test('is published once, by its number, in the name of its author', async () => {
    const number = numberOf(await propose('published'))
    const revision = revisionOf(await publishChangeset(connection.db, number, curator, 'Fine'))
    const made = await connection.db
      .selectFrom('revisions')
      .select(['author', 'changeset'])
      .where('revision', '=', revision)
      .executeTakeFirst()
    expect(made).toEqual({ author: 'tester', changeset: number })
    expect(problemsOf(await publishChangeset(connection.db, number, curator))).toEqual(['0 NOT_PROPOSED'])
    expect(problemsOf(await rejectChangeset(connection.db, number, curator))).toEqual(['0 NOT_PROPOSED'])
  })

  test('is checked again against the catalogue of that moment, and stays a proposal where it is refused', async () => {
    const number = numberOf(await propose('raced'))
    revisionOf(await submit(connection.db, [newActor('raced')]))
    expect(problemsOf(await publishChangeset(connection.db, number, curator))).toEqual(['0 slug DUPLICATE'])
    expect(await statusOf(number)).toBe('PROPOSED')
  })

  test('is no conflict with what others changed in other fields, and one where they changed the same', async () => {
    revisionOf(await submit(connection.db, [newActor('shared', { acronym: 'A' })]))
    const change = (set: Record<string, string>) => [update('actors', 'shared', set)]
    const one = numberOf(await submit(connection.db, change({ acronym: 'B' }), { publish: false }))
    const two = numberOf(await submit(connection.db, change({ acronym: 'C' }), { publish: false }))
    revisionOf(await submit(connection.db, change({ name: 'Another name' })))
    revisionOf(await publishChangeset(connection.db, one, curator))
    expect(await publishChangeset(connection.db, two, curator)).toMatchObject({
      is: 'conflict',
      conflicts: [{ field: 'acronym', base: 'A', theirs: 'B', yours: 'C' }],
    })
  })

  test('is rejected by others and withdrawn by its author alone', async () => {
    const rejected = numberOf(await propose('rejected'))
    expect(await rejectChangeset(connection.db, rejected, curator, 'No')).toMatchObject({ status: 'REJECTED' })
    const withdrawn = numberOf(await propose('withdrawn'))
    expect(problemsOf(await withdrawChangeset(connection.db, withdrawn, curator))).toEqual(['0 NOT_AUTHOR'])
    expect(await withdrawChangeset(connection.db, withdrawn, { author: 'tester' })).toMatchObject({
      status: 'WITHDRAWN',
    })
    expect(problemsOf(await publishChangeset(connection.db, withdrawn, curator))).toEqual(['0 NOT_PROPOSED'])
  })
})

describe('an idempotency key', () => {
  const under = (idempotencyKey: string, requestHash: string, slug: string, more = {}) =>
    submit(connection.db, [newActor(slug)], { idempotencyKey, requestHash, ...more })

  test('gives a repeat the first result', async () => {
    const first = await under('k1', 'h1', 'repeated')
    expect(await under('k1', 'h1', 'repeated')).toEqual(first)
  })

  test('gives a repeated proposal the first result', async () => {
    const first = await under('k2', 'h2', 'proposed-twice', { publish: false })
    expect(await under('k2', 'h2', 'proposed-twice', { publish: false })).toEqual(first)
  })

  test('is not used for another request', async () => {
    await under('k3', 'h3', 'first-request')
    expect(problemsOf(await under('k3', 'h4', 'second-request'))).toEqual(['0 IDEMPOTENCY_KEY_REUSED'])
  })

  test('lets a refused request be sent again', async () => {
    expect(problemsOf(await under('k4', 'h5', 'unhcr'))).toEqual(['0 slug DUPLICATE'])
    revisionOf(await under('k4', 'h6', 'not-unhcr'))
  })

  test('makes one changeset of two that come at once', async () => {
    const both = await Promise.all([under('k5', 'h7', 'at-once'), under('k5', 'h7', 'at-once')])
    expect(both[0]).toEqual(both[1])
  })
})

test('changesets that come at once are made one after the other, and none is lost', async () => {
  const before = await headRevision(connection.db)
  revisionOf(await submit(connection.db, [newActor('counter', { is_group: true, stated_count: 1 })]))
  const slugs = Array.from({ length: 12 }, (_, n) => `same-time-${n}`)
  const outcomes = await Promise.all(slugs.map((slug) => submit(connection.db, [newActor(slug)])))
  expect(outcomes.map(revisionOf).toSorted((a, b) => a - b)).toEqual(slugs.map((_, n) => before + 2 + n))
  const read = revisionOf(await submit(connection.db, [update('actors', 'counter', { stated_count: 2 })]))
  const racing = await Promise.all(
    [3, 4, 5].map((count) => submit(connection.db, [update('actors', 'counter', { stated_count: count }, read)])),
  )
  expect(racing.map(({ is }) => is).toSorted()).toEqual(['changeset', 'conflict', 'conflict'])
  const { rows } = await sql`select count(*)::integer as n from actors where slug ~ '^same-time-'`.execute(
    connection.db,
  )
  expect(rows).toEqual([{ n: 12 }])
})
