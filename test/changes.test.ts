// Changesets, without a door: what can be changed, and every way in which a change is refused.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MOST_CHANGES } from '../server/db/changes/problems.ts'
import { changesOf } from '../server/db/changes/recorded.ts'
import type { Connection } from '../server/db/connect.ts'
import { headRevision } from '../server/db/revisions.ts'
import {
  type Change,
  insert,
  messageOf,
  named,
  newActor,
  newInitiative,
  newParticipation,
  page,
  placed,
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

const take = (changes: readonly Change[], more = {}) => submit(connection.db, changes, more)
const actor = (slug: string) =>
  connection.db.selectFrom('actors').selectAll().where('slug', '=', slug).executeTakeFirst()

describe('a changeset', () => {
  test('makes things and the links between them, in any order, as one revision', async () => {
    const before = await headRevision(connection.db)
    const outcome = await take([
      newParticipation('made', 'maker', 'LEAD'),
      newActor('maker', { country_id: to('places', 'SO') }),
      newInitiative('made', { period_text: 'in 2008', period_edtf: '2008' }),
      insert('initiative_places', 'made SO COVERAGE', {
        initiative_id: to('initiatives', 'made'),
        place_id: to('places', 'SO'),
        role: 'COVERAGE',
        citation_id: page(20),
      }),
      insert('objectives', '', { initiative_id: to('initiatives', 'made'), text: 'One', citation_id: page(20) }),
      insert('objectives', '', { initiative_id: to('initiatives', 'made'), text: 'Two', citation_id: page(20) }),
    ])
    expect(revisionOf(outcome)).toBe(before + 1)
    const { rows } = await sql`
      select i.starts_on::text, i.ends_on::text, a.slug as actor, c.page_start as page,
        (select array_agg(ordinal order by ordinal) from objectives o where o.initiative_id = i.id) as ordinals
      from initiatives i join participations p on p.initiative_id = i.id join actors a on a.id = p.actor_id
      join citations c on c.id = p.citation_id where i.slug = 'made'`.execute(connection.db)
    expect(rows).toEqual([
      { starts_on: '2008-01-01', ends_on: '2008-12-31', actor: 'maker', page: 21, ordinals: [1, 2] },
    ])
  })

  test('says what it changed, in names', async () => {
    await take([newActor('told')])
    const revision = revisionOf(
      await take([update('actors', 'told', { kind: 'ACADEMIC', country_id: to('places', 'KE') })]),
    )
    expect(await changesOf(connection.db, revision)).toMatchObject([
      {
        table: 'actors',
        key: 'told',
        operation: 'UPDATE',
        fields: [
          { name: 'country', before: null, after: 'KE' },
          { name: 'kind', before: 'NGO', after: 'ACADEMIC' },
        ],
      },
    ])
  })

  test('swaps the slugs of two things, and gives a new one the slug that another gives up', async () => {
    await take([newActor('left', { acronym: 'L' }), newActor('right', { acronym: 'R' })])
    await take([update('actors', 'left', { slug: 'right' }), update('actors', 'right', { slug: 'left' })])
    expect([(await actor('left'))?.acronym, (await actor('right'))?.acronym]).toEqual(['R', 'L'])
    await take([update('actors', 'left', { slug: 'left-before' }), newActor('left', { acronym: 'N' })])
    expect([(await actor('left'))?.acronym, (await actor('left-before'))?.acronym]).toEqual(['N', 'R'])
    const { rows } = await sql`select old_slug from slug_redirects where old_slug in ('left', 'right')`.execute(
      connection.db,
    )
    expect(rows).toEqual([])
  })

  test('leaves keys and codes as they are: ids are made of them, and they lead nowhere else', async () => {
    await take([newInitiative('keyed'), newParticipation('keyed', 'unhcr', 'LEAD')])
    const outcome = await take([
      update('participations', 'keyed/unhcr/LEAD', { key: 'keyed/other' }),
      update('places', 'SO', { code: 'XX' }),
      update('places', 'KE', { code: 'KE', name: 'Kenya' }),
    ])
    expect(problemsOf(outcome)).toEqual(['0 key FIXED_NAME', '1 code FIXED_NAME'])
    expect(messageOf(outcome)).toContain('The code SO of a place cannot be changed.')
  })

  test('is held to what the checks of the files hold: dates, wholes and assessments', async () => {
    const { db } = connection
    const { rows } = await sql<{ action: string; point: string; tie: number }>`
      select a.key as action, p.slug as point, null::integer as tie from matrix_assessments m
      join actions a on a.initiative_id = m.initiative_id and a.parent_id is null join action_points p on p.id = m.action_point_id
      where m.coverage = 'NONE' order by a.id, p.id limit 1`.execute(db)
    const [free] = rows
    const { rows: wholes } = await sql<{ tie: number }>`
      select w.id as tie from actions part join action_classifications c on c.action_id = part.id
      join action_classifications w on w.action_id = part.parent_id and w.action_point_id = c.action_point_id
      order by w.id limit 1`.execute(db)
    await take([newInitiative('dated')])
    const dated = await take([update('initiatives', 'dated', { period_text: 'since 2004', period_edtf: '2004/..' })])
    expect(problemsOf(dated)).toEqual(['0 status STATUS_AGAINST_DATES'])
    const tied = await take([
      insert('action_classifications', '', {
        action_id: to('actions', free?.action ?? ''),
        action_point_id: to('action_points', free?.point ?? ''),
        basis: 'STATED',
      }),
    ])
    expect(problemsOf(tied)).toEqual(['0 ASSESSED_OTHERWISE'])
    const target = { table: 'action_classifications', id: wholes[0]?.tie ?? 0 } as const
    const untied = await take([{ kind: 'delete', table: 'action_classifications', target }])
    expect(problemsOf(untied)).toContain('0 NOT_SERVED_BY_WHOLE')
  })

  test('counts the agreement of a tie from the readings', async () => {
    const { rows } = await sql<{ id: number; action: string; point: string; basis: string; rationale: string | null }>`
      select c.id, a.key as action, p.slug as point, c.basis, c.rationale from action_classifications c
      join actions a on a.id = c.action_id join action_points p on p.id = c.action_point_id
      where c.agreement = 3 and a.parent_id is null and not exists (select from actions part where part.parent_id = a.id)
        and not exists (select from matrix_assessments m where m.initiative_id = a.initiative_id and m.action_point_id = p.id
          and m.coverage = 'PRIMARY') order by c.id limit 1`.execute(connection.db)
    const [tie] = rows
    if (!tie) throw new Error('No tie has all readings.')
    const target = { table: 'action_classifications', id: tie.id } as const
    revisionOf(await take([{ kind: 'delete', table: 'action_classifications', target }]))
    const { action, point, basis, rationale } = tie
    const again = insert('action_classifications', '', {
      ...{ action_id: to('actions', action), action_point_id: to('action_points', point), basis, rationale },
    })
    revisionOf(await take([again]))
    const { rows: made } =
      await sql`select c.agreement from action_classifications c join actions a on a.id = c.action_id
      join action_points p on p.id = c.action_point_id where a.key = ${action} and p.slug = ${point}`.execute(
        connection.db,
      )
    expect(made).toEqual([{ agreement: 3 }])
  })

  test('takes several changes of one row in their order', async () => {
    await take([newActor('twice')])
    await take([
      update('actors', 'twice', { name: 'First', acronym: 'F' }),
      update('actors', 'twice', { name: 'Second' }),
    ])
    expect(await actor('twice')).toMatchObject({ name: 'Second', acronym: 'F' })
  })

  test('replaces a set: what stays the same is not written again, and the owner has another version', async () => {
    await take([newActor('many-names')])
    const set = (names: readonly string[]): Change => ({
      kind: 'replace',
      table: 'actor_names',
      owner: { column: 'actor_id', target: named('actors', 'many-names') },
      rows: names.map((name) => ({ name, kind: 'ALIAS' })),
    })
    await take([set(['One', 'Two'])])
    const first = await actor('many-names')
    const revision = revisionOf(await take([set(['Two', 'Three'])]))
    const changes = await changesOf(connection.db, revision)
    expect(changes.map(({ operation, key }) => `${operation} ${key}`).toSorted()).toEqual([
      'CREATE many-names Three',
      'DELETE many-names One',
      'UPDATE many-names',
    ])
    expect(changes.find(({ key }) => key === 'many-names')?.fields).toEqual([
      { name: 'actorNames', before: 'One ALIAS, Two ALIAS', after: 'Three ALIAS, Two ALIAS' },
    ])
    expect((await actor('many-names'))?.revision_from).toBeGreaterThan(first?.revision_from ?? 0)
  })

  test('deletes a thing with its parts', async () => {
    await take([
      newActor('short-lived'),
      insert('actor_names', 'short-lived Also', { actor_id: to('actors', 'short-lived'), name: 'Also', kind: 'ALIAS' }),
    ])
    await take([remove('actors', 'short-lived')])
    expect(await actor('short-lived')).toBeUndefined()
  })

  test('changes nothing when it is only tried, and is told the same', async () => {
    const before = await stateOf(connection.db)
    const outcome = await take([newActor('tried')], { dryRun: true })
    expect(outcome).toMatchObject({ is: 'changeset', number: null, revision: null })
    expect(outcome.is === 'changeset' && outcome.changes.some(({ key }) => key === 'tried')).toBe(true)
    expect(await stateOf(connection.db)).toEqual(before)
  })

  test('warns of the likely twin of a new thing', async () => {
    const outcome = await take([newActor('unhcr-again', { name: 'United Nations High Commisioner for Refugees' })], {
      dryRun: true,
    })
    expect(outcome).toMatchObject({
      warnings: [{ change: 0, code: 'LIKELY_DUPLICATE', message: expect.stringContaining('(unhcr)') }],
    })
  })

  test('of ten thousand changes is made', async () => {
    const many = Array.from({ length: 5000 }, (_, n) => newActor(`bulk-${n}`, { name: `Bulk number ${n * 7919}` }))
    const more = Array.from({ length: 5000 }, (_, n) => newParticipation('made', `bulk-${n}`, 'MEMBER'))
    revisionOf(await take([...many, ...more]))
    const { rows } = await sql`select count(*)::integer as n from participations where role = 'MEMBER'
      and initiative_id = (select id from initiatives where slug = 'made')`.execute(connection.db)
    expect(rows).toEqual([{ n: 5000 }])
  }, 180_000)

  test('of more than the limit is refused before any work', async () => {
    const one = placed([newActor('one')])[0]
    if (one === undefined) throw new Error()
    const changes = Array.from({ length: 200_000 }, () => one)
    const outcome = await take([], { changes })
    expect(problemsOf(outcome)).toEqual(['0 TOO_MANY_CHANGES'])
    expect(messageOf(outcome)).toContain(String(MOST_CHANGES))
  })
})

describe('a changeset is refused', () => {
  const cases: readonly (readonly [what: string, changes: readonly Change[], problems: readonly string[]])[] = [
    ['without changes', [], ['0 EMPTY']],
    ['where it changes nothing', [update('actors', 'unhcr', { acronym: 'UNHCR' })], ['0 EMPTY']],
    ['for a fact without a citation', [newActor('x', { citation_id: null })], ['0 citation MISSING_CITATION']],
    ['for a missing value', [newActor('x', { name: null })], ['0 name MISSING_VALUE']],
    ['for a value outside its vocabulary', [newActor('x', { kind: 'CLUB' })], ['0 kind BAD_VALUE']],
    ['for a value of another type', [newActor('x', { stated_count: 'many' })], ['0 statedCount BAD_VALUE']],
    ['for a text with NUL', [newActor('x', { name: 'a\0b' })], ['0 name BAD_VALUE']],
    ['for a text too long', [newActor('x', { name: 'a'.repeat(501) })], ['0 name BAD_VALUE']],
    ['for a column there is not', [newActor('x', { colour: 'red' })], ['0 colour BAD_VALUE']],
    ['for a slug that is none', [newActor('No Slug')], ['0 slug BAD_VALUE']],
    ['for a slug that is taken', [newActor('unhcr')], ['0 slug DUPLICATE']],
    ['for two things of one slug', [newActor('x'), newActor('x')], ['1 slug DUPLICATE']],
    ['for a date that is none', [newInitiative('x', { period_edtf: 'spring' })], ['0 period.edtf BAD_PERIOD']],
    [
      'for an end before the beginning',
      [newInitiative('x', { period_edtf: '2009/2008' })],
      ['0 period.edtf ENDS_BEFORE_IT_BEGINS'],
    ],
    [
      'for an editorial judgement without a rationale',
      [newActor('x', { parent_id: to('actors', 'unhcr'), parent_basis: 'EDITORIAL' })],
      ['0 parentRationale MISSING_RATIONALE'],
    ],
    ['for a thing inside itself', [update('places', 'SO', { parent_id: to('places', 'SO') })], ['0 parent CONSTRAINT']],
    ['for what is still used', [remove('actors', 'unhcr')], ['0 STILL_USED']],
    ['for another broken rule', [newInitiative('x', { coverage: 'FULL' })], ['0 background CONSTRAINT']],
    [
      'for a change of what an earlier one deletes',
      [newActor('x'), remove('actors', 'x'), update('actors', 'x', { name: 'Y' })],
      ['2 UNKNOWN_REFERENCE'],
    ],
  ]
  test.each(cases)('%s', async (_, changes, problems) => {
    const before = await headRevision(connection.db)
    expect(problemsOf(await take(changes))).toEqual(problems)
    expect(await headRevision(connection.db)).toBe(before)
  })

  test('with the nearest names of what is not there', async () => {
    const message = messageOf(await take([update('actors', 'unhrc', { name: 'x' })]))
    expect(message).toContain('There is no actor unhrc.')
    expect(message).toContain('unhcr')
  })

  test('for a phase of another initiative', async () => {
    const { rows } = await sql<{ key: string }>`select key from phases limit 1`.execute(connection.db)
    await take([newInitiative('phaseless')])
    const change = newParticipation('phaseless', 'unhcr', 'HOST', { phase_id: to('phases', rows[0]?.key ?? '') })
    expect(problemsOf(await take([change]))).toEqual(['0 phase OTHER_INITIATIVE'])
  })

  test('for a role that the actor has', async () => {
    await take([newInitiative('led'), newParticipation('led', 'unhcr', 'LEAD')])
    const again = newParticipation('led', 'unhcr', 'LEAD')
    expect(problemsOf(await take([{ ...again, ...('name' in again && { name: 'other-key' }) }]))).toEqual([
      '0 role ROLE_TAKEN',
    ])
  })

  test('for a page that the document does not have', async () => {
    await take([insert('documents', 'thin', { title: 'Thin', kind: 'REPORT', first_page: 1, last_page: 9 })])
    const cite = (number: number) =>
      ({
        cite: {
          document: named('documents', 'thin'),
          pageStart: number,
          pageEnd: number,
          section: 'ACTORS',
          footnote: null,
        },
      }) as const
    expect(problemsOf(await take([newActor('x', { citation_id: cite(10) })]))).toEqual([
      '0 citation.page PAGE_OUTSIDE_DOCUMENT',
    ])
    revisionOf(await take([newActor('cites-thin', { citation_id: cite(9) })]))
    expect(problemsOf(await take([update('documents', 'thin', { last_page: 5, title: 'Thinner' })]))).toEqual([
      '0 lastPage PAGE_OUTSIDE_DOCUMENT',
    ])
  })

  test('for things that are part of each other', async () => {
    const parent = (slug: string) => ({ parent_id: to('actors', slug), parent_basis: 'STATED' })
    expect(problemsOf(await take([newActor('yin', parent('yang')), newActor('yang', parent('yin'))]))).toEqual([
      '0 parent CIRCLE',
      '1 parent CIRCLE',
    ])
  })

  test('with all of its problems at once', async () => {
    const outcome = await take([
      newActor('x', { kind: 'CLUB', citation_id: null }),
      update('actors', 'nobody', { name: 'x' }),
      remove('places', 'SO'),
      newActor('unhcr', { parent_id: to('actors', 'nothing'), parent_basis: 'EDITORIAL' }),
    ])
    expect(problemsOf(outcome)).toEqual([
      '0 citation MISSING_CITATION',
      '0 kind BAD_VALUE',
      '1 UNKNOWN_REFERENCE',
      '2 STILL_USED',
      '3 parent UNKNOWN_REFERENCE',
      '3 parentRationale MISSING_RATIONALE',
      '3 slug DUPLICATE',
    ])
  })
})

describe('a conflict', () => {
  test('shows what the caller read, what others made of it, and what the caller wants', async () => {
    const read = revisionOf(await take([newActor('fought-over', { acronym: 'A' })]))
    await take([update('actors', 'fought-over', { acronym: 'B' })])
    const expected = {
      is: 'conflict',
      conflicts: [{ change: 0, key: 'fought-over', field: 'acronym', base: 'A', theirs: 'B', yours: 'C' }],
    }
    expect(await take([update('actors', 'fought-over', { acronym: 'C' }, read)])).toMatchObject(expected)
    expect(await take([update('actors', 'fought-over', { acronym: 'C' })], { baseRevision: read })).toMatchObject(
      expected,
    )
  })

  test('is none where the caller read the row as it is', async () => {
    const read = revisionOf(await take([newActor('quiet')]))
    revisionOf(await take([update('actors', 'quiet', { acronym: 'Q' }, read)], { baseRevision: read }))
  })
})
