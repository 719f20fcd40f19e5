// What is wrong with a changeset: every rule has a sentence, all rules are held at once, and what only the database knows is
// told at the change and the field that it comes from.
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { meaningOf } from '../server/db/changes/meanings.ts'
import { texts } from '../server/db/changes/problems.ts'
import { structureOf } from '../server/db/changes/structure.ts'
import type { Connection } from '../server/db/connect.ts'
import { headRevision } from '../server/db/revisions.ts'
import {
  type Change,
  insert,
  messageOf,
  newActor,
  newInitiative,
  page,
  problemsOf,
  remove,
  revisionOf,
  submit,
  to,
  update,
} from './support/changes.ts'
import { catalogueDatabase } from './support/database.ts'

let connection: Connection
const statements: string[] = []
beforeAll(async () => {
  connection = await catalogueDatabase({ statementTimeoutMs: 0, onStatement: (text) => statements.push(text) })
})
afterAll(() => connection.close())

const take = (...changes: readonly Change[]) => submit(connection.db, changes)
const run = async (script: string) => {
  for (const statement of script.split(/;\n/)) await sql.raw(statement).execute(connection.db)
}

test('every rule of the database has a sentence of its own', async () => {
  const { tables } = await structureOf(connection.db)
  const rules = [...tables.values()].flatMap((fact) => fact.checks.map((rule) => ({ fact, rule })))
  const unsaid = rules.filter(
    ({ fact, rule }) => meaningOf(fact, rule).message === texts.constraint(fact.name, rule.name),
  )
  expect(unsaid.map(({ rule }) => `${rule.name}: ${rule.expression}`)).toEqual([])
  expect(rules.length).toBeGreaterThan(80)
})

describe('rules of the editors are held with all others', () => {
  const wrong = newActor('club', { kind: 'CLUB' })

  test('where a part serves what its whole does not', async () => {
    const { rows } = await sql<{ tie: number; part: string; point: string }>`
      select w.id as tie, part.key as part, p.slug as point from actions part
      join action_classifications c on c.action_id = part.id join action_points p on p.id = c.action_point_id
      join action_classifications w on w.action_id = part.parent_id and w.action_point_id = c.action_point_id
      order by w.id limit 1`.execute(connection.db)
    const [whole] = rows
    if (!whole) throw new Error('No part serves what its whole serves.')
    const target = { table: 'action_classifications', id: whole.tie } as const
    const untied = await take(wrong, { kind: 'delete', table: 'action_classifications', target })
    expect(problemsOf(untied)).toEqual(expect.arrayContaining(['0 kind BAD_VALUE', '1 NOT_SERVED_BY_WHOLE']))
    const action = (key: string, more = {}) =>
      insert('actions', key, {
        ...{ initiative_id: to('initiatives', 'tied'), summary: 'Meets', nature: 'ACTION', kind: 'DIALOGUE' },
        ...{ status: 'DONE', citation_id: page(20), ...more },
      })
    const tie = (key: string, point: string) =>
      insert('action_classifications', '', {
        ...{ action_id: to('actions', key), action_point_id: to('action_points', point), basis: 'STATED' },
      })
    const made = (...more: readonly Change[]) =>
      take(
        ...[wrong, newInitiative('tied'), action('tied/whole')],
        ...[action('tied/part', { parent_id: to('actions', 'tied/whole') }), tie('tied/part', whole.point), ...more],
      )
    expect(problemsOf(await made())).toEqual(['0 kind BAD_VALUE', '4 actionPoint NOT_SERVED_BY_WHOLE'])
    expect(problemsOf(await made(tie('tied/whole', whole.point)))).toEqual(['0 kind BAD_VALUE'])
    // What the whole serves is not known.
    expect(problemsOf(await made(tie('tied/whole', 'no-point')))).toEqual([
      '0 kind BAD_VALUE',
      '5 actionPoint UNKNOWN_REFERENCE',
    ])
  })

  test('where an assessment does not match the ties', async () => {
    const { rows } = await sql<{ action: string; point: string }>`
      select a.key as action, p.slug as point from matrix_assessments m join actions a on a.initiative_id = m.initiative_id
        and a.parent_id is null join action_points p on p.id = m.action_point_id
      where m.coverage = 'NONE' order by a.id, p.id limit 1`.execute(connection.db)
    const [free] = rows
    const cells = {
      ...{ action_id: to('actions', free?.action ?? ''), action_point_id: to('action_points', free?.point ?? '') },
      basis: 'STATED',
    }
    const tied = await take(wrong, insert('action_classifications', '', cells))
    expect(problemsOf(tied)).toEqual(['0 kind BAD_VALUE', '1 ASSESSED_OTHERWISE'])
    const primary = {
      ...{ initiative_id: to('initiatives', 'assessed'), action_point_id: to('action_points', free?.point ?? '') },
      ...{ coverage: 'PRIMARY', summary: 'Much.', basis: 'STATED' },
    }
    const assessed = await take(wrong, newInitiative('assessed'), insert('matrix_assessments', '', primary))
    expect(problemsOf(assessed)).toEqual(['0 kind BAD_VALUE', '2 coverage ASSESSED_OTHERWISE'])
  })

  test('where a thing would be part of itself', async () => {
    const parent = (slug: string) => ({ parent_id: to('actors', slug), parent_basis: 'STATED' })
    const circle = await take(wrong, newActor('yin', parent('yang')), newActor('yang', parent('yin')))
    expect(problemsOf(circle)).toEqual(['0 kind BAD_VALUE', '1 parent CIRCLE', '2 parent CIRCLE'])
  })
})

describe('what only the database knows is told where it comes from', () => {
  // Rules that came after the program had read what rules there are, as those of an operator do.
  beforeEach(async () => {
    await structureOf(connection.db)
    await take(newActor('acronymed', { acronym: 'AAA' }))
  })
  const undo: string[] = []
  afterEach(async () => {
    for (const statement of undo.splice(0)) await run(statement)
  })
  const rule = async (make: string, remove: string) => {
    await run(make)
    undo.push(remove)
  }
  const many = (count: number, special: Readonly<Record<number, Change>>): readonly Change[] =>
    Array.from({ length: count }, (_, n) => special[n] ?? newActor(`many-${n}`, { name: `Number ${n}` }))
  const refused = async (changes: readonly Change[], problems: readonly string[]) => {
    const before = await headRevision(connection.db)
    const outcome = await take(...changes)
    expect(problemsOf(outcome)).toEqual(problems)
    expect(await headRevision(connection.db)).toBe(before)
    return messageOf(outcome)
  }

  test('a value that an index wants unique', async () => {
    await rule(`create unique index one_acronym on actors (acronym) where acronym = 'AAA'`, 'drop index one_acronym')
    const again = newActor('again', { acronym: 'AAA', description: 'Another.' })
    await refused(many(30, { 17: again }), ['17 acronym DUPLICATE'])
    await refused(many(30, { 3: update('actors', 'unhcr', { acronym: 'AAA', description: 'A text.' }) }), [
      '3 acronym DUPLICATE',
    ])
  })

  test('a value that an expression wants unique', async () => {
    await rule(`create unique index one_name on actors (lower(acronym)) where acronym ~* '^a+$'`, 'drop index one_name')
    await refused(many(30, { 21: newActor('again', { acronym: 'aaa' }) }), ['21 acronym DUPLICATE'])
  })

  test('a condition of a row', async () => {
    await rule(
      `alter table actors add constraint no_crowd check (stated_count < 1000000)`,
      'alter table actors drop constraint no_crowd',
    )
    const crowd = { is_group: true, stated_count: 2_000_000, acronym: 'C' }
    await refused(many(9, { 8: newActor('crowd', crowd) }), ['8 statedCount CONSTRAINT'])
    await refused(many(9, { 4: update('actors', 'unhcr', crowd) }), ['4 statedCount CONSTRAINT'])
  })

  test('what a trigger says, in few statements', async () => {
    await rule(
      `create function no_ghosts() returns trigger language plpgsql as $$ begin
        if exists (select from changed where name = 'Ghost') then raise exception 'No ghosts.'; end if; return null; end $$;
      create trigger no_ghosts after insert on actors referencing new table as changed for each statement execute function no_ghosts()`,
      'drop function no_ghosts cascade',
    )
    statements.length = 0
    const message = await refused(many(2000, { 1234: newActor('ghost', { name: 'Ghost' }) }), ['1234 CONSTRAINT'])
    expect(message).not.toContain('ghosts')
    expect(statements.length).toBeLessThan(120)
  })

  test('what a trigger says of one of the fields that change', async () => {
    await rule(
      `create function no_ghosts() returns trigger language plpgsql as $$ begin
        if new.name = 'Ghost' then raise exception 'No ghosts.'; end if; return new; end $$;
      create trigger no_ghosts before update on actors for each row execute function no_ghosts()`,
      'drop function no_ghosts cascade',
    )
    const ghost = update('actors', 'unhcr', { acronym: 'G', name: 'Ghost', description: 'White.' })
    await refused([update('actors', 'iom', { acronym: 'I' }), ghost], ['1 name CONSTRAINT'])
  })

  test('a row that another table than those of the catalogue uses', async () => {
    revisionOf(await take(newActor('noted'), newActor('unnoted')))
    await rule(
      `create table notes (actor_id integer references actors deferrable initially deferred);
      insert into notes select id from actors where slug = 'noted'`,
      'drop table notes',
    )
    await refused([remove('actors', 'unnoted'), remove('actors', 'noted')], ['1 STILL_USED'])
  })

  test('at the first change of the table where nothing says more', async () => {
    await rule(
      `create function never() returns trigger language plpgsql as $$ begin
        raise exception 'Never.' using table = tg_table_name; end $$;
      create constraint trigger never after insert on places deferrable initially deferred for each row execute function never()`,
      'drop function never cascade',
    )
    const place = insert('places', 'X-NEVER', { slug: 'never', name: 'Never', kind: 'LOCALITY' })
    await refused([newActor('before-never'), place], ['1 CONSTRAINT'])
  })
})
