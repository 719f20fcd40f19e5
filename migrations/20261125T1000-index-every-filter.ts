// An index for every filter and order that had none, so that none of them reads a large table from end to end.
import { type Kysely, sql } from 'kysely'

/** Text filters of a table: parts of a text, its beginning, and, however long it is, the whole of it. */
const texts = (table: string, ...columns: string[]): string =>
  `create index ${table}_text on ${table} using gin (${columns.map((column) => `${column} gin_trgm_ops`).join(', ')})`

/** Indexes of one text column, which those of all text columns of their table replace. */
const replaced = {
  initiatives_name_text: 'initiatives using gin (name gin_trgm_ops)',
  actors_name_text: 'actors using gin (name gin_trgm_ops)',
  actions_summary_text: 'actions using gin (summary gin_trgm_ops)',
} as const

// Each index names the filter, order or relation of the API it serves.
const indexes = [
  // initiatives: filters and orders by acronym, region, section; filters by citation and by any text
  'create index initiatives_acronym_desc on initiatives (acronym desc nulls last, id desc)',
  'create index initiatives_region_order on initiatives (region, id)',
  'create index initiatives_region_desc on initiatives (region desc nulls last, id desc)',
  'create index initiatives_section on initiatives (section, id)',
  'create index initiatives_citation on initiatives (citation_id)',
  texts('initiatives', 'slug', 'name', 'acronym', 'section', 'background'),
  // actors: by stated size, by any text and by their other names
  'create index actors_stated_count on actors (stated_count, id)',
  texts('actors', 'slug', 'name', 'acronym'),
  texts('actor_names', 'name', 'language'),
  'create index actor_names_kind on actor_names (kind, actor_id)',
  // participations: filters and orders by role and certainty; their notes
  'create index participations_role_order on participations (role, id)',
  'create index participations_certainty on participations (certainty, id)',
  texts('participations', 'note'),
  // actions: orders by place in the text and last year; filters by citation, credit and section of a point
  'create index actions_ordinal on actions (ordinal, id)',
  'create index actions_end_year on actions (end_year, id)',
  'create index actions_citation on actions (citation_id)',
  texts('actions', 'summary'),
  'create index action_actors_role on action_actors (role, action_id)',
  'create index action_classifications_sub_point on action_classifications (sub_point_id, action_id)',
  // places: codes and names
  texts('places', 'code', 'slug', 'name', 'iso2', 'iso3', 'm49'),
  'create index initiative_places_role on initiative_places (role, initiative_id)',
  // what hangs on an initiative
  texts('initiative_names', 'name', 'language'),
  'create index initiative_names_kind on initiative_names (kind, initiative_id)',
  texts('initiative_populations', 'note'),
  'create index phases_kind on phases (kind, id)',
  'create index phases_status on phases (status, id)',
  'create index phases_duration on phases (duration_months, id)',
  'create index phases_parent on phases (parent_id, ordinal)',
  texts('phases', 'name'),
  'create index objectives_ordinal on objectives (ordinal, id)',
  texts('objectives', 'text'),
  'create index outcomes_ordinal on outcomes (ordinal, id)',
  texts('outcomes', 'text'),
  'create index initiative_references_label on initiative_references (label, id)',
  texts('initiative_references', 'label', 'url', 'note'),
  // both ends of a relation from the second one, as the unique key gives them from the first
  'create index initiative_relations_ends on initiative_relations (to_id, from_id)',
  // documents: orders and filters; citations by page, for filters by citation
  'create index documents_kind on documents (kind, id)',
  'create index documents_issued on documents (issued, id)',
  'create index documents_issued_desc on documents (issued desc nulls last, id desc)',
  'create index documents_publisher on documents (publisher, id)',
  texts('documents', 'slug', 'title', 'language', 'publisher'),
  'create index citations_page_start on citations (page_start)',
  'create index citations_page_end on citations (page_end)',
  'create index citations_section on citations (section)',
  'create index citations_footnote on citations (footnote)',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const name of Object.keys(replaced)) await sql.raw(`drop index ${name}`).execute(db)
  for (const statement of indexes) await sql.raw(statement).execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const statement of indexes) {
    const [, name = ''] = /^create index (\S+)/.exec(statement) ?? []
    await sql.raw(`drop index ${name}`).execute(db)
  }
  for (const [name, on] of Object.entries(replaced)) await sql.raw(`create index ${name} on ${on}`).execute(db)
}
