// Implementation plans: what somebody means to do in a place or an initiative, item by item under the ten points. A plan is
// its author's own, so it cites no page; its links lead to actions, which do.
import { type Kysely, type RawBuilder, sql } from 'kysely'

/** A text column that holds one of the given values. */
function oneOf(column: string, values: readonly string[], more = 'not null'): RawBuilder<unknown> {
  const list = sql.join(values.map((value) => sql.lit(value)))
  return sql`${sql.ref(column)} text collate "C" ${sql.raw(more)} check (${sql.ref(column)} in (${list}))`
}

const id = sql`id integer generated always as identity primary key`
const row = sql`created_at timestamptz not null default now(), updated_at timestamptz not null default now()`
const precisions = ['DAY', 'MONTH', 'YEAR']
const period = (table: string) => sql`
  period_text text collate "C", period_edtf text collate "C",
  starts_on date, ${oneOf('start_precision', precisions, '')}, ends_on date, ${oneOf('end_precision', precisions, '')},
  ongoing boolean not null default false,
  start_year integer generated always as (extract(year from starts_on)::integer) stored,
  end_year integer generated always as (extract(year from ends_on)::integer) stored,
  constraint ${sql.id(`${table}_ends`)} check (ends_on >= starts_on),
  constraint ${sql.id(`${table}_open`)} check (not (ongoing and ends_on is not null)),
  constraint ${sql.id(`${table}_start`)} check ((starts_on is null) = (start_precision is null)),
  constraint ${sql.id(`${table}_end`)} check ((ends_on is null) = (end_precision is null))`

const tables = ['implementation_plans', 'plan_items', 'plan_item_actors', 'plan_item_actions'] as const

const free = {
  implementation_plans: ['name', 'author', 'summary', 'period_text', 'period_edtf'],
  plan_items: [
    'objective',
    'existing_measures',
    'gap',
    'activity',
    'indicator',
    'resources',
    'remarks',
    'period_text',
    'period_edtf',
  ],
} as const

async function createTables(db: Kysely<unknown>): Promise<void> {
  await sql`create table implementation_plans (
    ${id},
    slug text collate "C" not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name text collate "C" not null check (name <> ''),
    name_sort text collate "C" not null generated always as (fold(name)) stored,
    ${oneOf('status', ['DRAFT', 'ADOPTED', 'ARCHIVED'])},
    place_id integer references places deferrable,
    initiative_id integer references initiatives deferrable,
    author text collate "C" not null check (author <> ''),
    author_actor_id integer references actors deferrable,
    document_id integer references documents deferrable,
    summary text collate "C" check (summary <> ''),
    ${period('implementation_plans')},
    ${row},
    constraint implementation_plans_subject check (num_nonnulls(place_id, initiative_id) = 1))`.execute(db)
  const text = (column: string) => sql`${sql.ref(column)} text collate "C" check (${sql.ref(column)} <> '')`
  await sql`create table plan_items (
    ${id},
    key text collate "C" not null unique default gen_random_uuid()::text check (key ~ '^[A-Za-z0-9._/-]+$'),
    plan_id integer not null references implementation_plans on delete cascade deferrable,
    ordinal integer not null check (ordinal > 0),
    action_point_id integer not null references action_points deferrable,
    activity text collate "C" not null check (activity <> ''),
    ${sql.join(['objective', 'existing_measures', 'gap', 'indicator', 'resources', 'remarks'].map(text))},
    ${oneOf('status', ['PLANNED', 'ONGOING', 'DONE', 'DELAYED', 'DROPPED'])},
    ${oneOf('priority', ['HIGH', 'MEDIUM', 'LOW'], '')},
    ${period('plan_items')},
    ${row},
    unique (plan_id, ordinal) deferrable)`.execute(db)
  await sql`create table plan_item_actors (
    ${id},
    plan_item_id integer not null references plan_items on delete cascade deferrable,
    actor_id integer not null references actors deferrable,
    ${oneOf('role', ['RESPONSIBLE', 'SUPPORTING', 'FUNDING'])},
    ${row},
    unique (plan_item_id, actor_id, role))`.execute(db)
  await sql`create table plan_item_actions (
    plan_item_id integer not null references plan_items on delete cascade deferrable,
    action_id integer not null references actions deferrable,
    ${row},
    primary key (plan_item_id, action_id))`.execute(db)
}

const texts = (table: string, ...columns: readonly string[]): string =>
  `create index ${table}_text on ${table} using gin (${columns.map((column) => `lower(${column}) gin_trgm_ops`).join(', ')})`

// Each serves a filter, an order or a relation of the API.
const indexes = [
  'create index implementation_plans_name on implementation_plans (name_sort, id)',
  'create index implementation_plans_place on implementation_plans (place_id, name_sort, id)',
  'create index implementation_plans_initiative on implementation_plans (initiative_id, name_sort, id)',
  'create index implementation_plans_status on implementation_plans (status, id)',
  'create index implementation_plans_author on implementation_plans (author_actor_id, id)',
  'create index implementation_plans_document on implementation_plans (document_id, id)',
  'create index implementation_plans_start_year on implementation_plans (start_year, id)',
  'create index implementation_plans_start_year_desc on implementation_plans (start_year desc nulls last, id desc)',
  'create index implementation_plans_end_year on implementation_plans (end_year, id)',
  'create index implementation_plans_end_year_desc on implementation_plans (end_year desc nulls last, id desc)',
  texts('implementation_plans', 'slug', 'name', 'author', 'summary'),
  'create index plan_items_point on plan_items (action_point_id, plan_id, ordinal, id)',
  'create index plan_items_ordinal on plan_items (ordinal, id)',
  'create index plan_items_status on plan_items (status, id)',
  'create index plan_items_priority on plan_items (priority, id)',
  'create index plan_items_start_year on plan_items (start_year, id)',
  'create index plan_items_start_year_desc on plan_items (start_year desc nulls last, id desc)',
  'create index plan_items_end_year on plan_items (end_year, id)',
  texts('plan_items', 'activity', 'objective', 'existing_measures', 'gap', 'indicator', 'resources', 'remarks'),
  'create index plan_item_actors_actor on plan_item_actors (actor_id, plan_item_id)',
  'create index plan_item_actors_role on plan_item_actors (role, plan_item_id)',
  'create index plan_item_actions_action on plan_item_actions (action_id, plan_item_id)',
]

async function keepInForm(db: Kysely<unknown>): Promise<void> {
  for (const table of tables)
    await sql`create trigger touch before update on ${sql.table(table)} for each row execute function touch_row()`.execute(
      db,
    )
  for (const [table, columns] of Object.entries(free)) {
    const isLeft = columns.map((column) => sql`new.${sql.ref(column)} is not nfc normalized`)
    await sql`create trigger normalize before insert or update on ${sql.table(table)} for each row
      when (${sql.join(isLeft, sql` or `)}) execute function normalize_text(${sql.join(columns.map((column) => sql.lit(column)))})`.execute(
      db,
    )
  }
}

const searchedBefore = ['INITIATIVE', 'ACTOR', 'ACTION', 'OUTCOME', 'GUIDANCE', 'REFERENCE']
const searched = { implementation_plans: 'IMPLEMENTATION_PLAN', plan_items: 'PLAN_ITEM' } as const

const sourceBefore = `select 'INITIATIVE' as kind, i.id as row_id, i.name as title, i.acronym, i.background as body,
    (select string_agg(n.name, ' · ' order by n.name) from initiative_names n where n.initiative_id = i.id) as names from initiatives i
  union all select 'ACTOR', a.id, a.name, a.acronym, a.description,
    (select string_agg(n.name, ' · ' order by n.name) from actor_names n where n.actor_id = a.id) from actors a
  union all select 'ACTION', a.id, a.summary, null, null, null from actions a
  union all select 'OUTCOME', o.id, o.text, null, null, null from outcomes o
  union all select 'GUIDANCE', g.id, g.text, null, null, null from guidance g
  union all select 'REFERENCE', r.id, coalesce(d.title, r.label, r.url),
    case when d.title is not null then r.label end, r.note, case when coalesce(d.title, r.label) is not null then r.url end
    from initiative_references r left join documents d on d.id = r.document_id`

const source = `${sourceBefore}
  union all select 'IMPLEMENTATION_PLAN', p.id, p.name, null, concat_ws(' · ', p.author, p.summary), null from implementation_plans p
  union all select 'PLAN_ITEM', i.id, i.activity, null,
    concat_ws(' · ', i.objective, i.gap, i.existing_measures, i.indicator, i.resources, i.remarks), null from plan_items i`

/** What search entries can be of, and where they come from. */
const searchStatements = (kinds: readonly string[], view: string): readonly string[] => [
  `alter table search_entries drop constraint search_entries_kind_check,
    add constraint search_entries_kind_check check (kind in (${kinds.map((kind) => `'${kind}'`).join(', ')}))`,
  `create or replace view search_source as ${view}`,
]

const slugKindsBefore = ['documents', 'places', 'actors', 'initiatives']

const slugStatement = (kinds: readonly string[]): string =>
  `alter table slug_redirects drop constraint slug_redirects_kind_check,
    add constraint slug_redirects_kind_check check (kind in (${kinds.map((kind) => `'${kind}'`).join(', ')}))`

/** Slugs that plans give up lead on to them. */
const slugTriggers = [
  `create trigger slugs_insert after insert on implementation_plans referencing new table as new_rows
    for each statement execute function lead_slugs_on()`,
  `create trigger slugs_update after update on implementation_plans referencing old table as old_rows new table as new_rows
    for each statement execute function lead_slugs_on()`,
  `create trigger slugs_delete after delete on implementation_plans referencing old table as old_rows
    for each statement execute function end_redirects()`,
]

const events = { insert: 'new', update: 'new', delete: 'old' } as const

const searchTriggers = Object.entries(searched).flatMap(([table, kind]) =>
  Object.entries(events).map(
    ([event, rows]) => `create trigger search_${event} after ${event} on ${table} referencing ${rows} table as changed
      for each statement execute function refresh_search('${kind}', 'id')`,
  ),
)

async function run(db: Kysely<unknown>, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await createTables(db)
  await run(db, indexes)
  await keepInForm(db)
  for (const table of tables) await sql`select keep_history(${table})`.execute(db)
  await run(db, [
    ...searchStatements([...searchedBefore, ...Object.values(searched)], source),
    ...searchTriggers,
    slugStatement([...slugKindsBefore, 'implementation_plans']),
    ...slugTriggers,
  ])
}

export async function down(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql`select from implementation_plans limit 1`.execute(db)
  if (rows.length > 0) throw new Error('There are implementation plans, which would be lost. Delete them first.')
  await run(db, [...searchStatements(searchedBefore, sourceBefore), slugStatement(slugKindsBefore)])
  for (const table of tables.toReversed()) {
    await sql`select forget_history(${table})`.execute(db)
    await sql`drop table ${sql.table(table)}`.execute(db)
  }
}
