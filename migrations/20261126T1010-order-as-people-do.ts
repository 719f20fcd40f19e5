// What lists are ordered by, for texts people read: the text without capitals and accents, compared byte by byte. The
// same on every server, whatever its collations and their versions.
import { type Kysely, sql } from 'kysely'

/** Columns that clients or lists order by, by table. */
const sorted = {
  initiatives: ['name', 'acronym'],
  initiative_names: ['name'],
  initiative_references: ['label'],
  actors: ['name', 'acronym'],
  actor_names: ['name'],
  places: ['name'],
  place_names: ['name'],
  documents: ['title'],
  action_points: ['title'],
} as const

/** Indexes that served the order by bytes, by name: what they are on now, and what they were on. */
const indexes = {
  initiatives_name_sort: 'initiatives (name_sort, id)',
  initiatives_level: 'initiatives (level, name_sort, id)',
  initiatives_region: 'initiatives (region, name_sort, id)',
  initiatives_acronym_sort: 'initiatives (acronym_sort, id)',
  initiatives_acronym_sort_desc: 'initiatives (acronym_sort desc nulls last, id desc)',
  actors_name_sort: 'actors (name_sort, id)',
  actors_kind: 'actors (kind, name_sort, id)',
  actors_acronym_sort: 'actors (acronym_sort, id)',
  actors_acronym_sort_desc: 'actors (acronym_sort desc nulls last, id desc)',
  places_name_sort: 'places (name_sort, id)',
  places_kind: 'places (kind, name_sort, id)',
  documents_title_sort: 'documents (title_sort, id)',
  initiative_references_label_sort: 'initiative_references (label_sort, id)',
} as const

const replaced = {
  initiatives_level: 'initiatives (level, name, id)',
  initiatives_region: 'initiatives (region, name, id)',
  initiatives_acronym_desc: 'initiatives (acronym desc nulls last, id desc)',
  actors_kind: 'actors (kind, name, id)',
  actors_acronym_desc: 'actors (acronym desc nulls last, id desc)',
  places_kind: 'places (kind, name, id)',
} as const

const create = (definitions: Readonly<Record<string, string>>): string[] =>
  Object.entries(definitions).map(([name, on]) => `create index ${name} on ${on}`)

const drop = (definitions: Readonly<Record<string, string>>): string[] =>
  Object.keys(definitions).map((name) => `drop index ${name}`)

const alter = (change: (column: string) => string): string[] =>
  Object.entries(sorted).map(([table, columns]) => `alter table ${table} ${columns.map(change).join(', ')}`)

async function run(db: Kysely<unknown>, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await run(db, [
    ...drop(replaced),
    ...alter(
      (column) =>
        `add column ${column}_sort text collate "C" generated always as (fold(${column})) stored${/name|title/.test(column) ? ' not null' : ''}`,
    ),
    ...create(indexes),
  ])
}

export async function down(db: Kysely<unknown>): Promise<void> {
  // Indexes go with the columns they are on.
  await run(db, [...alter((column) => `drop column ${column}_sort`), ...create(replaced)])
}
