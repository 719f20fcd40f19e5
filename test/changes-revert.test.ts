// Undoing revisions, and actors that become one or several.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { revertRevision } from '../server/db/changes/revert.ts'
import type { Connection } from '../server/db/connect.ts'
import { headRevision } from '../server/db/revisions.ts'
import {
  type Change,
  insert,
  named,
  newActor,
  newInitiative,
  newParticipation,
  page,
  problemsOf,
  remove,
  revisionOf,
  stateOf,
  submit,
  to,
  update,
} from './support/changes.ts'
import { catalogueDatabase } from './support/database.ts'

let connection: Connection
beforeAll(async () => {
  connection = await catalogueDatabase({ statementTimeoutMs: 0 })
})
afterAll(() => connection.close())

const make = async (...changes: Change[]) => revisionOf(await submit(connection.db, changes))
const revert = (revision: number) => revertRevision(connection.db, revision, 'Undo', { author: 'tester' })
const merge = (into: string, ...from: string[]): Change => ({
  kind: 'mergeActors',
  into: named('actors', into),
  from: from.map((slug) => named('actors', slug)),
})

describe('reverting', () => {
  test('gives back what a revision deleted, with its parts and its id', async () => {
    await make(
      newActor('lost'),
      insert('actor_names', 'lost Gone', { actor_id: to('actors', 'lost'), name: 'Gone', kind: 'ALIAS' }),
    )
    const before = await stateOf(connection.db)
    revisionOf(await revert(await make(remove('actors', 'lost'))))
    expect(await stateOf(connection.db)).toEqual(before)
  })

  test('leaves alone what later revisions changed in other fields', async () => {
    await make(newActor('edited', { acronym: 'A' }))
    const revision = await make(update('actors', 'edited', { acronym: 'B' }))
    await make(update('actors', 'edited', { name: 'Later' }))
    revisionOf(await revert(revision))
    const { rows } = await sql`select name, acronym from actors where slug = 'edited'`.execute(connection.db)
    expect(rows).toEqual([{ name: 'Later', acronym: 'A' }])
  })

  test('of a rename gives the first slug back, and the other one leads on for ever', async () => {
    await make(newActor('named-first'))
    const before = await stateOf(connection.db)
    const revision = await make(update('actors', 'named-first', { slug: 'named-second' }))
    const again = revisionOf(await revert(revision))
    expect(await stateOf(connection.db)).toEqual(before)
    const redirects = async () =>
      (
        await sql`select old_slug, slug from slug_redirects join actors on actors.id = target_id
          where slug_redirects.kind = 'actors' and old_slug like 'named-%'`.execute(connection.db)
      ).rows
    expect(await redirects()).toEqual([{ old_slug: 'named-second', slug: 'named-first' }])
    // Whoever noted it in between finds the same thing, and no other.
    const noted = await submit(connection.db, [update('actors', 'named-second', { acronym: 'N' })], { dryRun: true })
    expect(noted).toMatchObject({ is: 'changeset', changes: [{ key: 'named-first' }] })
    expect(problemsOf(await submit(connection.db, [newActor('named-second')]))).toEqual(['0 slug DUPLICATE'])
    // The same after the revert is reverted, and after the thing was deleted and came back.
    revisionOf(await revert(again))
    expect(await redirects()).toEqual([{ old_slug: 'named-first', slug: 'named-second' }])
    const deleted = await make(remove('actors', 'named-second'))
    expect(await redirects()).toEqual([])
    revisionOf(await revert(deleted))
    expect(await redirects()).toEqual([{ old_slug: 'named-first', slug: 'named-second' }])
  })

  test('of a merge gives each its slug back, and the slugs that led to it before', async () => {
    await make(newActor('merged-into'), newActor('merged-first'))
    await make(update('actors', 'merged-first', { slug: 'merged-second' }))
    const revision = await make(merge('merged-into', 'merged-second'))
    const redirects = async () =>
      (
        await sql`select old_slug, slug from slug_redirects r join actors a on a.id = r.target_id
          where r.kind = 'actors' and old_slug like 'merged-%' order by 1`.execute(connection.db)
      ).rows
    expect(await redirects()).toEqual([
      { old_slug: 'merged-first', slug: 'merged-into' },
      { old_slug: 'merged-second', slug: 'merged-into' },
    ])
    revisionOf(await revert(revision))
    expect(await redirects()).toEqual([{ old_slug: 'merged-first', slug: 'merged-second' }])
  })

  test('is a conflict where a later revision changed the same field', async () => {
    await make(newActor('stood-on', { acronym: 'A' }))
    const revision = await make(update('actors', 'stood-on', { acronym: 'B' }))
    await make(update('actors', 'stood-on', { acronym: 'C' }))
    expect(await revert(revision)).toMatchObject({
      is: 'conflict',
      conflicts: [{ key: 'stood-on', field: 'acronym', base: 'B', theirs: 'C', yours: 'A' }],
    })
  })

  test('does not delete what later revisions use', async () => {
    const revision = await make(newActor('used'))
    await make(newInitiative('user'), newParticipation('user', 'used', 'LEAD'))
    expect(problemsOf(await revert(revision))).toEqual(['0 STILL_USED'])
  })

  test('is refused for a revision there is not', async () => {
    expect(problemsOf(await revert((await headRevision(connection.db)) + 1))).toEqual(['0 REVISION_UNKNOWN'])
    expect(problemsOf(await revert(0))).toEqual(['0 REVISION_UNKNOWN'])
  })
})

describe('merging actors', () => {
  test('makes all that points at one point at the other, keeps its names, and is undone', async () => {
    await make(
      newActor('kept', { name: 'Kept' }),
      newActor('gone', { name: 'Gone', acronym: 'GN' }),
      newActor('child', { parent_id: to('actors', 'gone'), parent_basis: 'STATED' }),
      insert('actor_identifiers', 'gone wikidata Q1', {
        actor_id: to('actors', 'gone'),
        scheme: 'wikidata',
        value: 'Q1',
      }),
      newInitiative('shared-work'),
      newParticipation('shared-work', 'kept', 'LEAD'),
      newParticipation('shared-work', 'gone', 'LEAD'),
      newParticipation('shared-work', 'gone', 'FUNDER'),
    )
    const before = await stateOf(connection.db)
    const revision = await make(merge('kept', 'gone'))
    const { rows } = await sql`
      select (select array_agg(role order by role) from participations p where p.actor_id = a.id) as roles,
        (select array_agg(name order by name) from actor_names n where n.actor_id = a.id) as names,
        (select array_agg(value) from actor_identifiers i where i.actor_id = a.id) as identifiers,
        (select array_agg(slug) from actors c where c.parent_id = a.id) as children
      from actors a where slug = 'kept'`.execute(connection.db)
    expect(rows).toEqual([
      { roles: ['FUNDER', 'LEAD'], names: ['GN', 'Gone'], identifiers: ['Q1'], children: ['child'] },
    ])
    const redirect = await sql`select old_slug from slug_redirects where kind = 'actors' and old_slug = 'gone'`.execute(
      connection.db,
    )
    expect(redirect.rows).toHaveLength(1)
    // The slug leads on, for changes too.
    const renamed = await submit(connection.db, [update('actors', 'gone', { acronym: 'KPT' })], { dryRun: true })
    expect(renamed).toMatchObject({ is: 'changeset', changes: [{ key: 'kept' }] })
    expect(revisionOf(await revert(revision))).toBeGreaterThan(revision)
    expect(await stateOf(connection.db)).toEqual(before)
  })

  test('follows one merge after another', async () => {
    await make(newActor('m-a'), newActor('m-b'), newActor('m-c'))
    await make(merge('m-b', 'm-a'))
    await make(merge('m-c', 'm-b'))
    const { rows } = await sql`select old_slug, slug from slug_redirects r join actors a on a.id = r.target_id
      where r.kind = 'actors' and old_slug like 'm-_' order by 1`.execute(connection.db)
    expect(rows).toEqual([
      { old_slug: 'm-a', slug: 'm-c' },
      { old_slug: 'm-b', slug: 'm-c' },
    ])
  })

  test('is refused for an actor with itself', async () => {
    expect(problemsOf(await submit(connection.db, [merge('unhcr', 'unhcr')]))).toEqual(['0 from.0 BAD_VALUE'])
  })
})

test('splitting an actor moves what is its own to the new one', async () => {
  await make(newActor('whole'), newInitiative('halves'), newParticipation('halves', 'whole', 'LEAD'))
  await make(newParticipation('halves', 'whole', 'FUNDER'))
  const before = await stateOf(connection.db)
  const revision = await make({
    kind: 'splitActor',
    from: named('actors', 'whole'),
    name: 'part',
    row: { name: 'Part', kind: 'NGO', citation_id: page(20) },
    move: [named('participations', 'halves/whole/FUNDER')],
  })
  const { rows } = await sql`select slug, role from participations p join actors a on a.id = actor_id
    where key like 'halves/%' order by slug`.execute(connection.db)
  expect(rows).toEqual([
    { slug: 'part', role: 'FUNDER' },
    { slug: 'whole', role: 'LEAD' },
  ])
  revisionOf(await revert(revision))
  expect(await stateOf(connection.db)).toEqual(before)
})

/** Numbers that look random and are the same for the same seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

test.each([1, 2, 3])(
  'any changesets, reverted from the last to the first, leave what was there (%i)',
  async (seed) => {
    const random = numbers(seed)
    const first = await stateOf(connection.db)
    const actors = [`g${seed}-0`]
    const made = [await make(newActor(`g${seed}-0`), newInitiative(`g${seed}`))]
    const roles = ['LEAD', 'FUNDER', 'HOST', 'MEMBER', 'OBSERVER']
    const pick = <T>(list: readonly T[]): T => {
      const item = list[random(list.length)]
      if (item === undefined) throw new Error('There is nothing to pick from.')
      return item
    }
    for (let step = 1; step <= 25; step += 1) {
      const slug = `g${seed}-${step}`
      const one = actors.length === 0 ? slug : pick(actors)
      const other = actors.length === 0 ? slug : pick(actors)
      const changes: readonly Change[][] = [
        [newActor(slug), newParticipation(`g${seed}`, slug, pick(roles))],
        [update('actors', one, { acronym: `A${step}`, kind: pick(['NGO', 'ACADEMIC', 'OTHER']) })],
        [
          {
            kind: 'replace',
            table: 'actor_names',
            owner: { column: 'actor_id', target: named('actors', one) },
            rows: Array.from({ length: random(3) }, (_, n) => ({ name: `Name ${step} ${n}`, kind: 'ALIAS' })),
          },
        ],
        [newParticipation(`g${seed}`, one, pick(roles), { note: String(step) })],
        one === other ? [newActor(slug)] : [merge(one, other)],
        [remove('actors', other)],
      ]
      const outcome = await submit(connection.db, actors.length === 0 ? [newActor(slug)] : pick(changes))
      if (outcome.is !== 'changeset') continue
      made.push(revisionOf(outcome))
      for (const { table, key, operation } of outcome.changes) {
        if (table !== 'actors') continue
        if (operation === 'CREATE') actors.push(key)
        if (operation === 'DELETE') actors.splice(actors.indexOf(key), 1)
      }
    }
    expect(made.length).toBeGreaterThan(10)
    for (const revision of made.toReversed()) revisionOf(await revert(revision))
    expect(await stateOf(connection.db)).toEqual(first)
  },
  120_000,
)
