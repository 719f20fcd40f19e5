import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Connection } from '../server/db/connect.ts'
import { inChangeset } from './support/changeset.ts'
import { catalogueDatabase } from './support/database.ts'

const check = '23514'
const foreignKey = '23503'
const unique = '23505'
const notNull = '23502'
const past = '25006'
const notSupported = '0A000'
const noChangeset = '55000'

const first = (table: string, where = 'true') => `(select min(id) from ${table} where ${where})`
const action = first('actions', `status <> 'RECOMMENDED'`)

/** What would be half-true, the state the database answers with, and the statement that tries. */
const halfTruths: readonly (readonly [string, string, string])[] = [
  ['a recommendation not recommended', check, `update actions set nature = 'RECOMMENDATION' where id = ${action}`],
  ['an action recommended', check, `update actions set status = 'RECOMMENDED' where id = ${action}`],
  ['an action that is part of itself', check, `update actions set parent_id = id where id = ${action}`],
  [
    'an action in another’s phase',
    foreignKey,
    `update actions set phase_id = ${first('phases')} where phase_id is null`,
  ],
  ['an action in another’s action', foreignKey, `update actions set parent_id = ${action} where id <> ${action}`],
  [
    'a section of another point',
    foreignKey,
    `update action_classifications set sub_point_id = ${first('sub_points', 'action_point_id = 2')} where action_point_id = 1`,
  ],
  ['a reading without its reason', check, `update action_classifications set basis = 'EDITORIAL', rationale = null`],
  ['a tie more readings made than there are', check, `update action_classifications set agreement = 4`],
  ['a tie no reading made', check, `update action_classifications set agreement = 0`],
  [
    'a STATED member of a region without a citation',
    check,
    `update place_members set basis = 'STATED', citation_id = null`,
  ],
  ['a member read in without a reason', check, `update place_members set basis = 'EDITORIAL', rationale = null`],
  [
    'guidance that introduces a section of another point',
    foreignKey,
    `update guidance set sub_point_id = ${first('sub_points', 'action_point_id = 2')}`,
  ],
  ['a judgment without its reason', check, `update matrix_assessments set basis = 'EDITORIAL', rationale = null`],
  ['an eleventh point', check, `insert into action_points (id, slug, title, gist) values (11, 'x', 'X', 'X')`],
  ['a word that is in no vocabulary', check, `update participations set role = 'BOSS'`],
  [
    'an end before the beginning',
    check,
    `update initiatives set starts_on = ends_on + 1, start_precision = 'DAY' where ends_on is not null`,
  ],
  ['an open end of what does not go on', check, `update actions set ongoing = true where status <> 'ONGOING'`],
  ['a date of unknown precision', check, `update initiatives set start_precision = null where starts_on is not null`],
  ['a full entry without background', check, `update initiatives set background = null where coverage = 'FULL'`],
  ['two initiatives acting as one actor', unique, `update initiatives set acts_as_id = ${first('actors')}`],
  ['an initiative related to itself', check, `update initiative_relations set to_id = from_id`],
  [
    'a participation twice',
    unique,
    `insert into participations (initiative_id, actor_id, phase_id, role, certainty, listed, citation_id)
      select initiative_id, actor_id, phase_id, role, certainty, listed, citation_id from participations where phase_id is null limit 1`,
  ],
  ['a count of what is no group', check, `update actors set stated_count = 3 where not is_group`],
  ['a parent nobody vouches for', check, `update actors set parent_basis = null where parent_id is not null`],
  ['a group in itself', check, `update actor_memberships set member_id = group_id`],
  ['a slug with capitals', check, `update actors set slug = 'UNHCR' where slug = 'unhcr'`],
  ['a key with a quotation mark', check, `update actions set key = 'a"b' where id = ${action}`],
  ['a country without its codes', check, `update places set iso3 = null where code = 'SO'`],
  ['a place inside itself', check, `update places set parent_id = id where code = 'SO'`],
  ['a footnote number elsewhere', check, `update citations set footnote = 1 where section = 'ACTIONS'`],
  ['pages that run backwards', check, `update citations set page_end = page_start - 1`],
  ['a reference to nothing', check, `update initiative_references set label = null, document_id = null, url = null`],
  ['a fact without a source', notNull, `update objectives set citation_id = null`],
  ...(
    [
      ['actors', 'parent_', 'parent_id is not null'],
      ['place_members', '', 'true'],
      ['action_classifications', '', 'true'],
      ['matrix_assessments', '', 'true'],
    ] as const
  ).map(
    ([table, prefix, where]) =>
      [
        `a judgment in ${table} with blanks for a reason`,
        check,
        `update ${table} set ${prefix}basis = 'EDITORIAL', ${prefix}rationale = E' \\n' where ${where}`,
      ] as const,
  ),
  ...['objectives', 'participations', 'outcomes'].map(
    (table) =>
      [
        `one of the ${table} in another’s phase`,
        foreignKey,
        `update ${table} t set phase_id = (select min(id) from phases p where p.initiative_id <> t.initiative_id)
          where id = (select min(id) from ${table})`,
      ] as const,
  ),
  ...['phases', 'actions', 'outcomes'].map(
    (table) =>
      [
        `one of the ${table} that ends before it begins`,
        check,
        `update ${table} set starts_on = '2009-01-02', start_precision = 'DAY', ends_on = '2009-01-01',
          end_precision = 'DAY' where id = (select min(id) from ${table})`,
      ] as const,
  ),
  [
    'a citation of a page that its document does not have',
    check,
    `do $$ begin
      update documents d set last_page = (select max(page_end) from citations c where c.document_id = d.id) where slug ~ 'chapter-1$';
      update citations c set page_end = page_end + 1 where (document_id, page_end) = (select id, last_page from documents where slug ~ 'chapter-1$');
    end $$`,
  ],
  [
    'a document that loses pages which are cited',
    check,
    `update documents d set first_page = (select min(page_start) + 1 from citations c where c.document_id = d.id), last_page = null
      where slug ~ 'chapter-1$'`,
  ],
  ['an old slug that leads to another than has it', unique, `insert into slug_redirects values ('actors', 'unhcr', 1)`],
  ['an old slug that leads nowhere', foreignKey, `insert into slug_redirects values ('actors', 'nowhere', 0)`],
  [
    'a slug that leads to another already',
    unique,
    `do $$ begin
      update actors set slug = 'unhcr-now' where slug = 'unhcr';
      update actors set slug = 'unhcr' where slug = 'iom';
    end $$`,
  ],
  ['another past, through the parent', past, `update versions.actors set name = 'Other'`],
  ['another past, through its table', past, `delete from history.actors`],
  [
    'another past, through the view',
    past,
    `do $$ begin
      perform set_config('tenpoint.revision', '1', true);
      update as_of.actors set name = 'Other';
    end $$`,
  ],
  ['another record of who changed what', past, `update revisions set author = 'somebody else'`],
  ['the loss of a table at once', notSupported, `truncate actors cascade`],
  ['the loss of a document that is cited', foreignKey, `delete from documents where slug ~ 'chapter-1$'`],
]

describe('the database', () => {
  let connection: Connection
  beforeAll(async () => {
    connection = await catalogueDatabase()
  })
  afterAll(() => connection.close())

  it.each([
    `update actors set name = 'Other' where slug = 'unhcr'`,
    `delete from actor_names`,
    `insert into slug_redirects values ('actors', 'free', 1)`,
    `insert into place_closure values (1, 1)`,
  ])('refuses a write outside of a changeset: %s', async (statement) => {
    await expect(sql.raw(statement).execute(connection.db)).rejects.toMatchObject({ code: noChangeset })
  })

  it.each(halfTruths)('refuses %s, whoever writes it', async (_what, code, statement) => {
    await expect(inChangeset(connection.db, (db) => sql.raw(statement).execute(db))).rejects.toMatchObject({ code })
  })
})
