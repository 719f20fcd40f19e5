// The catalogue's tables, their constraints and indexes. Text columns that are compared or ordered use the "C" collation,
// so that every server, embedded or not, gives the same order.
import { type Kysely, type RawBuilder, sql } from 'kysely'

const basis = ['STATED', 'EDITORIAL']
const populations = [
  'REFUGEES',
  'ASYLUM_SEEKERS',
  'MIGRANTS',
  'IRREGULAR_MIGRANTS',
  'REJECTED_ASYLUM_SEEKERS',
  'INTERNALLY_DISPLACED',
  'STATELESS',
  'TRAFFICKED_PERSONS',
  'CHILDREN',
  'WOMEN',
  'PEOPLE_WITH_SPECIFIC_NEEDS',
  'HOST_COMMUNITIES',
  'DIASPORAS',
  'OTHER',
]
const precisions = ['DAY', 'MONTH', 'YEAR']
const nameKinds = ['OFFICIAL', 'ACRONYM', 'ALIAS', 'SOURCE_FORM', 'FORMER']

/** A text column that holds one of the given values. */
function oneOf(column: string, values: readonly string[], more = 'not null'): RawBuilder<unknown> {
  const list = sql.join(values.map((value) => sql.lit(value)))
  return sql`${sql.ref(column)} text collate "C" ${sql.raw(more)} check (${sql.ref(column)} in (${list}))`
}

const id = sql`id integer generated always as identity primary key`
const key = sql`key text collate "C" not null unique default gen_random_uuid()::text check (key ~ '^[A-Za-z0-9._/-]+$')`
const slug = sql`slug text collate "C" not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$')`
const name = sql`name text collate "C" not null check (name <> '')`
const citation = sql`citation_id integer not null references citations`
const row = sql`created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version integer not null default 1`
const period = sql`
  period_text text collate "C", period_edtf text collate "C",
  starts_on date, ${oneOf('start_precision', precisions, 'null')}, ends_on date, ${oneOf('end_precision', precisions, 'null')},
  ongoing boolean not null default false,
  start_year integer generated always as (extract(year from starts_on)::integer) stored,
  end_year integer generated always as (extract(year from ends_on)::integer) stored,
  check (ends_on >= starts_on), check (not (ongoing and ends_on is not null)),
  check ((starts_on is null) = (start_precision is null)), check ((ends_on is null) = (end_precision is null))`

export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (statement: RawBuilder<unknown>) => statement.execute(db)
  const table = (name: string, ...parts: RawBuilder<unknown>[]) =>
    run(sql`create table ${sql.table(name)} (${sql.join([...parts, row])})`)

  await run(sql`create extension if not exists pg_trgm`)
  await run(sql`create extension if not exists unaccent`)

  await table(
    'documents',
    id,
    slug,
    sql`title text collate "C" not null check (title <> '')`,
    oneOf('kind', [
      'COMPILATION',
      'ANNEX',
      'REPORT',
      'STUDY',
      'FRAMEWORK',
      'TERMS_OF_REFERENCE',
      'DECLARATION',
      'CONCEPT_NOTE',
      'CONFERENCE_MATERIAL',
      'LEGISLATION',
      'WEB_PAGE',
      'OTHER',
    ]),
    sql`language text collate "C", issued text collate "C", publisher text collate "C", url text collate "C", note text collate "C"`,
  )

  await table(
    'citations',
    id,
    sql`document_id integer not null references documents`,
    sql`page_start integer not null check (page_start > 0), page_end integer not null`,
    oneOf('section', [
      'BACKGROUND',
      'ACTORS',
      'ACTIONS',
      'REVIEW',
      'FURTHER_INFORMATION',
      'INTRODUCTION',
      'GUIDANCE',
      'CONTENTS',
      'FOOTNOTE',
    ]),
    sql`footnote integer check (footnote > 0)`,
    sql`check (page_end >= page_start), check ((footnote is not null) = (section = 'FOOTNOTE'))`,
    sql`unique nulls not distinct (document_id, page_start, page_end, section, footnote)`,
  )

  await table(
    'datasets',
    id,
    slug,
    name,
    sql`dataset_version text collate "C" not null, digest text collate "C" not null`,
    sql`as_of text collate "C" not null, document_id integer not null references documents`,
    sql`licence text collate "C" not null, attribution text collate "C" not null, loaded_at timestamptz not null default now()`,
  )

  await table(
    'places',
    id,
    sql`code text collate "C" not null unique check (code ~ '^[A-Z0-9-]+$')`,
    slug,
    name,
    oneOf('kind', ['WORLD', 'REGION', 'COUNTRY', 'CUSTOM_REGION', 'SUBNATIONAL', 'LOCALITY']),
    sql`iso2 text collate "C" unique check (iso2 ~ '^[A-Z]{2}$'), iso3 text collate "C" unique check (iso3 ~ '^[A-Z]{3}$')`,
    sql`m49 text collate "C" unique check (m49 ~ '^[0-9]{3}$'), parent_id integer references places`,
    sql`citation_id integer references citations, check (parent_id <> id)`,
    sql`check (kind <> 'COUNTRY' or (iso2 is not null and iso3 is not null)), check (kind <> 'REGION' or m49 is not null)`,
  )
  await table(
    'place_names',
    sql`place_id integer not null references places on delete cascade`,
    name,
    oneOf('kind', nameKinds),
    sql`language text collate "C", primary key (place_id, name)`,
  )
  await table(
    'place_members',
    sql`place_id integer not null references places on delete cascade`,
    sql`member_id integer not null references places, primary key (place_id, member_id), check (place_id <> member_id)`,
  )
  await run(sql`create table place_closure (
    ancestor_id integer not null references places on delete cascade, descendant_id integer not null references places on delete cascade,
    primary key (ancestor_id, descendant_id))`)
  // Serves the way from a place up to the regions that contain it.
  await run(sql`create index place_closure_descendant on place_closure (descendant_id, ancestor_id)`)

  await table(
    'action_points',
    sql`id integer primary key check (id between 1 and 10), number integer not null generated always as (id) stored unique`,
    slug,
    sql`title text collate "C" not null, gist text collate "C" not null`,
  )
  await table(
    'action_point_titles',
    id,
    sql`action_point_id integer not null references action_points`,
    oneOf('edition', ['E2006', 'E2007', 'E2011', 'E2016']),
    sql`language text collate "C" not null, title text collate "C" not null`,
    sql`unique (action_point_id, edition, language)`,
  )
  await table(
    'sub_points',
    id,
    sql`action_point_id integer not null references action_points, code text collate "C" not null unique`,
    sql`title text collate "C" not null, page integer, parent_id integer references sub_points, unique (id, action_point_id)`,
  )

  await table(
    'actors',
    id,
    slug,
    name,
    sql`acronym text collate "C"`,
    oneOf('kind', [
      'STATE',
      'GOVERNMENT_BODY',
      'SUBNATIONAL_AUTHORITY',
      'UN_ENTITY',
      'INTERGOVERNMENTAL',
      'REGIONAL_BODY',
      'INTERSTATE_PROCESS',
      'RED_CROSS_RED_CRESCENT',
      'INTERNATIONAL_NGO',
      'NATIONAL_NGO',
      'NGO',
      'CIVIL_SOCIETY_NETWORK',
      'ACADEMIC',
      'PRIVATE_SECTOR',
      'MANDATE_HOLDER',
      'MECHANISM',
      'INDIVIDUALS',
      'OTHER',
    ]),
    sql`country_id integer references places, parent_id integer references actors check (parent_id <> id)`,
    oneOf('parent_basis', basis, 'null'),
    sql`parent_rationale text collate "C"`,
    sql`is_group boolean not null default false, stated_count integer check (stated_count > 0)`,
    oneOf('count_qualifier', ['EXACT', 'OVER', 'ABOUT', 'ALL'], 'null'),
    sql`description text collate "C"`,
    citation,
    sql`check (is_group or (stated_count is null and count_qualifier is null))`,
    sql`check ((parent_id is null) = (parent_basis is null)), check (parent_basis <> 'EDITORIAL' or parent_rationale is not null)`,
  )
  await table(
    'actor_names',
    sql`actor_id integer not null references actors on delete cascade`,
    name,
    oneOf('kind', nameKinds),
    sql`language text collate "C", primary key (actor_id, name)`,
  )
  await table(
    'actor_identifiers',
    sql`actor_id integer not null references actors on delete cascade, scheme text collate "C" not null`,
    sql`value text collate "C" not null, primary key (actor_id, scheme, value)`,
  )
  await table(
    'actor_memberships',
    id,
    sql`group_id integer not null references actors, member_id integer not null references actors`,
    sql`role text collate "C"`,
    oneOf('basis', basis),
    citation,
    sql`unique (group_id, member_id), check (group_id <> member_id)`,
  )

  await table(
    'initiatives',
    id,
    slug,
    name,
    sql`acronym text collate "C"`,
    oneOf('kind', [
      'PROJECT',
      'PROGRAMME',
      'TASK_FORCE',
      'THEMATIC_GROUP',
      'CONSULTATIVE_PROCESS',
      'CONFERENCE',
      'PLAN_OF_ACTION',
      'NETWORK',
      'COMMITTEE',
      'FRAMEWORK',
      'SERVICE',
      'CAMPAIGN',
      'STUDY',
      'OTHER',
    ]),
    oneOf('level', ['LOCAL', 'NATIONAL', 'REGIONAL', 'INTERREGIONAL', 'GLOBAL']),
    oneOf('region', ['AMERICAS', 'ASIA_AND_PACIFIC', 'EUROPE', 'GULF_OF_ADEN'], 'null'),
    sql`section text collate "C"`,
    oneOf('coverage', ['FULL', 'BRIEF', 'MENTION']),
    oneOf('status', ['PLANNED', 'ONGOING', 'COMPLETED', 'DORMANT', 'UNKNOWN']),
    sql`background text collate "C"`,
    period,
    sql`as_of text collate "C", acts_as_id integer unique references actors`,
    citation,
    sql`check (coverage = 'MENTION' or background is not null)`,
  )
  await table(
    'initiative_names',
    sql`initiative_id integer not null references initiatives on delete cascade`,
    name,
    oneOf('kind', nameKinds),
    sql`language text collate "C", primary key (initiative_id, name)`,
  )
  await table(
    'initiative_places',
    id,
    sql`initiative_id integer not null references initiatives, place_id integer not null references places`,
    oneOf('role', ['COVERAGE', 'VENUE', 'ORIGIN', 'TRANSIT', 'DESTINATION', 'TARGET']),
    citation,
    sql`unique (initiative_id, place_id, role)`,
  )
  await table(
    'initiative_populations',
    id,
    sql`initiative_id integer not null references initiatives`,
    oneOf('population', populations),
    sql`note text collate "C"`,
    citation,
    sql`unique (initiative_id, population)`,
  )

  await table(
    'phases',
    id,
    key,
    sql`initiative_id integer not null references initiatives, parent_id integer, ordinal integer not null`,
    oneOf('kind', ['PHASE', 'COMPONENT', 'PROGRAMME', 'WORKING_GROUP']),
    name,
    sql`summary text collate "C"`,
    period,
    sql`duration_months integer check (duration_months > 0)`,
    oneOf('status', ['PLANNED', 'ONGOING', 'COMPLETED', 'UNKNOWN']),
    citation,
    sql`unique (id, initiative_id), unique (initiative_id, ordinal) deferrable, check (parent_id <> id)`,
    sql`foreign key (parent_id, initiative_id) references phases (id, initiative_id)`,
  )
  const inPhase = sql`phase_id integer, foreign key (phase_id, initiative_id) references phases (id, initiative_id)`

  await table(
    'objectives',
    id,
    key,
    sql`initiative_id integer not null references initiatives, ordinal integer not null, text text collate "C" not null`,
    inPhase,
    citation,
    sql`unique (initiative_id, ordinal) deferrable`,
  )
  await table(
    'participations',
    id,
    key,
    sql`initiative_id integer not null references initiatives, actor_id integer not null references actors`,
    inPhase,
    oneOf('role', [
      'LEAD',
      'CHAIR',
      'CO_CHAIR',
      'CONVENOR',
      'SECRETARIAT',
      'COORDINATOR',
      'MEMBER',
      'OBSERVER',
      'PARTNER',
      'IMPLEMENTING_PARTNER',
      'FUNDER',
      'HOST',
      'AUSPICES',
      'SUPPORTER',
      'PARTICIPANT',
      'LIAISON',
      'UNSPECIFIED',
    ]),
    oneOf('certainty', ['STATED', 'PLANNED', 'SOUGHT']),
    sql`listed boolean not null, note text collate "C"`,
    citation,
    sql`unique nulls not distinct (initiative_id, actor_id, phase_id, role)`,
  )

  await table(
    'actions',
    id,
    key,
    sql`initiative_id integer not null references initiatives, parent_id integer, ordinal integer not null`,
    inPhase,
    sql`summary text collate "C" not null check (summary <> '')`,
    oneOf('nature', ['ACTION', 'RECOMMENDATION', 'AGENDA_TOPIC']),
    oneOf('kind', [
      'TRAINING',
      'TECHNICAL_ASSISTANCE',
      'COORDINATION',
      'DIALOGUE',
      'POLICY_LEGISLATION',
      'DIRECT_ASSISTANCE',
      'LEGAL_AID',
      'CASE_MANAGEMENT',
      'RESEARCH_DATA',
      'INFORMATION_AWARENESS',
      'ADVOCACY',
      'INSTITUTION_BUILDING',
      'EQUIPMENT',
      'RETURN',
      'RESETTLEMENT',
      'LIVELIHOODS',
      'FUNDRAISING',
      'OTHER',
    ]),
    oneOf('status', ['DONE', 'ONGOING', 'PLANNED', 'RECOMMENDED', 'DELAYED', 'UNKNOWN']),
    period,
    citation,
    sql`check ((nature = 'RECOMMENDATION') = (status = 'RECOMMENDED')), check (parent_id <> id)`,
    sql`unique (id, initiative_id), unique (initiative_id, ordinal) deferrable`,
    sql`foreign key (parent_id, initiative_id) references actions (id, initiative_id)`,
  )
  await table(
    'action_actors',
    id,
    sql`action_id integer not null references actions on delete cascade, actor_id integer not null references actors`,
    oneOf('role', [
      'PERFORMER',
      'COLLABORATOR',
      'COORDINATOR',
      'SUPPORTER',
      'FUNDER',
      'BENEFICIARY',
      'ADDRESSEE',
      'LIAISON',
    ]),
    oneOf('attribution', ['NAMED', 'COLLECTIVE']),
    sql`unique (action_id, actor_id, role)`,
  )
  await table(
    'action_classifications',
    id,
    sql`action_id integer not null references actions on delete cascade`,
    sql`action_point_id integer not null references action_points, sub_point_id integer`,
    oneOf('basis', basis),
    sql`rationale text collate "C"`,
    sql`unique (action_id, action_point_id), check (basis = 'STATED' or rationale is not null)`,
    sql`foreign key (sub_point_id, action_point_id) references sub_points (id, action_point_id)`,
  )
  await table(
    'action_places',
    sql`action_id integer not null references actions on delete cascade`,
    sql`place_id integer not null references places, primary key (action_id, place_id)`,
  )
  await table(
    'action_populations',
    sql`action_id integer not null references actions on delete cascade`,
    oneOf('population', populations),
    sql`primary key (action_id, population)`,
  )

  await table(
    'outcomes',
    id,
    key,
    sql`initiative_id integer not null references initiatives, ordinal integer not null`,
    inPhase,
    oneOf('kind', ['OUTCOME', 'OUTPUT', 'CHALLENGE', 'GAP', 'LESSON', 'NEXT_STEP', 'CONTEXT']),
    sql`text text collate "C" not null`,
    period,
    citation,
    sql`unique (initiative_id, ordinal) deferrable`,
  )
  await table(
    'outcome_actors',
    sql`outcome_id integer not null references outcomes on delete cascade`,
    sql`actor_id integer not null references actors, primary key (outcome_id, actor_id)`,
  )
  await table(
    'outcome_places',
    sql`outcome_id integer not null references outcomes on delete cascade`,
    sql`place_id integer not null references places, primary key (outcome_id, place_id)`,
  )

  await table(
    'initiative_references',
    id,
    key,
    sql`initiative_id integer not null references initiatives, ordinal integer not null`,
    oneOf('kind', ['ANNEX', 'WEB_ADDRESS', 'DOCUMENT', 'FOOTNOTE']),
    sql`label text collate "C", document_id integer references documents`,
    sql`url text collate "C", note text collate "C"`,
    citation,
    sql`unique (initiative_id, ordinal) deferrable, check (num_nonnulls(label, document_id, url) > 0)`,
  )
  await table(
    'initiative_relations',
    id,
    key,
    sql`from_id integer not null references initiatives, to_id integer not null references initiatives`,
    oneOf('kind', [
      'PART_OF',
      'BUILDS_ON',
      'COMPLEMENTS',
      'REPLICATED_AS',
      'ESTABLISHED',
      'CONVENED',
      'SUPPORTS',
      'SUCCEEDED_BY',
      'SERIES',
      'CONTRIBUTES_TO',
      'LIAISES_WITH',
      'COMMISSIONED',
      'PARALLEL_TO',
    ]),
    sql`note text collate "C"`,
    citation,
    sql`unique (from_id, to_id, kind), check (from_id <> to_id)`,
  )

  await table(
    'guidance',
    id,
    key,
    sql`action_point_id integer not null references action_points`,
    oneOf('audience', ['STAKEHOLDERS', 'UNHCR_SUPPORT']),
    sql`ordinal integer not null, text text collate "C" not null`,
    citation,
    sql`unique (action_point_id, audience, ordinal) deferrable`,
  )
  await table(
    'matrix_assessments',
    sql`initiative_id integer not null references initiatives, action_point_id integer not null references action_points`,
    oneOf('coverage', ['PRIMARY', 'SECONDARY', 'NONE']),
    sql`summary text collate "C" not null`,
    oneOf('basis', basis),
    sql`rationale text collate "C"`,
    sql`primary key (initiative_id, action_point_id), check (basis = 'STATED' or rationale is not null)`,
  )

  for (const statement of indexes) await run(sql.raw(statement))
  await run(sql.raw(touch))
  for (const name of [...tables].reverse()) {
    if (name === 'place_closure') continue
    await run(sql`create trigger touch before update on ${sql.table(name)} for each row execute function touch_row()`)
  }
  for (const statement of closure) await run(sql.raw(statement))
  await run(sql.raw(deferrable))
}

// Each index names the filter, order or relation of the API it serves.
const indexes = [
  // initiatives: the default order by name; filters and orders by kind, level, region, coverage, status, years; text filters
  'create index initiatives_name on initiatives (name, id)',
  'create index initiatives_kind on initiatives (kind, id)',
  'create index initiatives_level on initiatives (level, name, id)',
  'create index initiatives_region on initiatives (region, name, id)',
  'create index initiatives_coverage on initiatives (coverage, id)',
  'create index initiatives_status on initiatives (status, id)',
  'create index initiatives_acronym on initiatives (acronym, id)',
  'create index initiatives_start_year on initiatives (start_year, id)',
  'create index initiatives_start_year_desc on initiatives (start_year desc nulls last, id desc)',
  'create index initiatives_end_year on initiatives (end_year, id)',
  'create index initiatives_end_year_desc on initiatives (end_year desc nulls last, id desc)',
  'create index initiatives_name_text on initiatives using gin (name gin_trgm_ops)',
  // actors: likewise; country and parent lead back from places and parents
  'create index actors_name on actors (name, id)',
  'create index actors_acronym on actors (acronym, id)',
  'create index actors_acronym_desc on actors (acronym desc nulls last, id desc)',
  'create index actors_kind on actors (kind, name, id)',
  'create index actors_country on actors (country_id, id)',
  'create index actors_parent on actors (parent_id, id)',
  'create index actors_name_text on actors using gin (name gin_trgm_ops)',
  'create index actor_memberships_member on actor_memberships (member_id, group_id)',
  // participations: the unique key serves initiative to actors; this one the way back, and the role filter
  'create index participations_actor on participations (actor_id, initiative_id)',
  'create index participations_role on participations (role, actor_id)',
  'create index participations_phase on participations (phase_id)',
  // actions: an initiative's actions in its order; filters; parent and phase; text filters
  'create index actions_initiative on actions (initiative_id, ordinal, id)',
  'create index actions_kind on actions (kind, id)',
  'create index actions_nature on actions (nature, id)',
  'create index actions_status on actions (status, id)',
  'create index actions_start_year on actions (start_year, id)',
  'create index actions_start_year_desc on actions (start_year desc nulls last, id desc)',
  'create index actions_parent on actions (parent_id, ordinal, id)',
  'create index actions_phase on actions (phase_id, id)',
  'create index actions_summary_text on actions using gin (summary gin_trgm_ops)',
  'create index action_actors_actor on action_actors (actor_id, action_id)',
  'create index action_classifications_point on action_classifications (action_point_id, action_id)',
  'create index action_places_place on action_places (place_id, action_id)',
  'create index action_populations_population on action_populations (population, action_id)',
  // places: order and code filters; where initiatives are
  'create index places_name on places (name, id)',
  'create index places_kind on places (kind, name, id)',
  'create index places_parent on places (parent_id, id)',
  'create index place_members_member on place_members (member_id, place_id)',
  'create index initiative_places_place on initiative_places (place_id, initiative_id)',
  'create index initiative_populations_population on initiative_populations (population, initiative_id)',
  // what hangs on an initiative, and the ways back
  'create index outcomes_kind on outcomes (kind, id)',
  'create index outcomes_phase on outcomes (phase_id)',
  'create index objectives_phase on objectives (phase_id)',
  'create index outcome_actors_actor on outcome_actors (actor_id, outcome_id)',
  'create index outcome_places_place on outcome_places (place_id, outcome_id)',
  'create index initiative_references_document on initiative_references (document_id, id)',
  'create index initiative_references_kind on initiative_references (kind, id)',
  'create index initiative_relations_to on initiative_relations (to_id, id)',
  'create index documents_title on documents (title, id)',
  'create index matrix_assessments_point on matrix_assessments (action_point_id, initiative_id)',
]

const touch = `
create function touch_row() returns trigger language plpgsql as $$
begin
  new.updated_at := now();
  new.version := old.version + 1;
  return new;
end $$`

// Kept by triggers, so that no writer can leave the roll-up out of date. Every place is its own ancestor.
const closure = [
  `create function rebuild_place_closure() returns trigger language plpgsql as $$
begin
  delete from place_closure;
  insert into place_closure (ancestor_id, descendant_id)
  with recursive up (ancestor_id, descendant_id) as (
    select id, id from places
    union
    select edge.above, up.descendant_id from up join (
      select id as below, parent_id as above from places where parent_id is not null
      union all select member_id, place_id from place_members
    ) edge on edge.below = up.ancestor_id
  )
  select ancestor_id, descendant_id from up;
  return null;
end $$`,
  'create trigger closure after insert or delete or update of parent_id on places for each statement execute function rebuild_place_closure()',
  'create trigger closure after insert or update or delete on place_members for each statement execute function rebuild_place_closure()',
]

// A load may take a row away before it changes the rows that point at it, and moves ordinals about. Foreign keys and
// ordinals can be checked at the end of a transaction that asks for it; all others see no difference.
const deferrable = `
do $$
declare
  key record;
begin
  for key in
    select conrelid::regclass as owner, conname from pg_constraint
    where contype = 'f' and confdeltype = 'a' and connamespace = current_schema()::regnamespace
  loop
    execute format('alter table %s alter constraint %I deferrable', key.owner, key.conname);
  end loop;
end $$`

const tables = [
  'documents',
  'citations',
  'datasets',
  'places',
  'place_names',
  'place_members',
  'place_closure',
  'action_points',
  'action_point_titles',
  'sub_points',
  'actors',
  'actor_names',
  'actor_identifiers',
  'actor_memberships',
  'initiatives',
  'initiative_names',
  'initiative_places',
  'initiative_populations',
  'phases',
  'objectives',
  'participations',
  'actions',
  'action_actors',
  'action_classifications',
  'action_places',
  'action_populations',
  'outcomes',
  'outcome_actors',
  'outcome_places',
  'initiative_references',
  'initiative_relations',
  'guidance',
  'matrix_assessments',
]

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const name of [...tables].reverse()) await sql`drop table ${sql.table(name)}`.execute(db)
  await sql`drop function rebuild_place_closure(), touch_row()`.execute(db)
}
