// Text is kept in one form of Unicode (NFC), so that a letter with its accent is one value however it was typed. Parts of
// texts are found without regard to the case of A to Z by an index that a database's language has no say in.
import { type Kysely, sql } from 'kysely'

/** Columns that are filtered by a part of their text, by table. */
const filtered = {
  initiatives: ['slug', 'name', 'acronym', 'section', 'background'],
  actors: ['slug', 'name', 'acronym'],
  actor_names: ['name', 'language'],
  participations: ['note'],
  actions: ['summary'],
  places: ['code', 'slug', 'name', 'iso2', 'iso3', 'm49'],
  initiative_names: ['name', 'language'],
  initiative_populations: ['note'],
  phases: ['name'],
  objectives: ['text'],
  outcomes: ['text'],
  initiative_references: ['label', 'url', 'note'],
  documents: ['slug', 'title', 'language', 'publisher'],
} as const

/** Every column of free text, by table. */
const free: Readonly<Record<string, readonly string[]>> = {
  documents: ['title', 'language', 'issued', 'publisher', 'url', 'note'],
  datasets: ['name', 'dataset_version', 'as_of', 'licence', 'attribution'],
  places: ['name'],
  place_names: ['name', 'language'],
  action_points: ['title', 'gist'],
  action_point_titles: ['language', 'title'],
  sub_points: ['code', 'title'],
  actors: ['name', 'acronym', 'parent_rationale', 'description'],
  actor_names: ['name', 'language'],
  actor_identifiers: ['scheme', 'value'],
  actor_memberships: ['role'],
  initiatives: ['name', 'acronym', 'section', 'background', 'period_text', 'period_edtf', 'as_of'],
  initiative_names: ['name', 'language'],
  initiative_populations: ['note'],
  phases: ['name', 'summary', 'period_text', 'period_edtf'],
  objectives: ['text'],
  participations: ['note'],
  actions: ['summary', 'period_text', 'period_edtf'],
  action_classifications: ['rationale'],
  outcomes: ['text', 'period_text', 'period_edtf'],
  initiative_references: ['label', 'url', 'note'],
  initiative_relations: ['note'],
  guidance: ['text'],
  matrix_assessments: ['summary', 'rationale'],
}

const index = (expression: (column: string) => string): string[] =>
  Object.entries(filtered).map(
    ([table, columns]) =>
      `create index ${table}_text on ${table} using gin (${columns.map((column) => `${expression(column)} gin_trgm_ops`).join(', ')})`,
  )

const dropIndexes = Object.keys(filtered).map((table) => `drop index ${table}_text`)

/** Called with the names of the columns; runs only for rows that need it. */
const normalize = `
create function normalize_text() returns trigger language plpgsql as $$
begin
  return jsonb_populate_record(new, (
    select jsonb_object_agg(key, normalize(value, NFC)) from jsonb_each_text(to_jsonb(new))
    where key = any(tg_argv) and value is not null));
end $$`

const needed = (row: string, columns: readonly string[]): string =>
  columns.map((column) => `${row}${column} is not nfc normalized`).join(' or ')

async function run(db: Kysely<unknown>, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

export async function up(db: Kysely<unknown>): Promise<void> {
  const texts = Object.entries(free)
  await run(db, [
    normalize,
    ...texts.map(
      ([table, columns]) => `create trigger normalize before insert or update on ${table} for each row
        when (${needed('new.', columns)}) execute function normalize_text(${columns.join(', ')})`,
    ),
    // The new trigger composes the texts. The facts stay the same, so `touch` must not mark the rows as changed.
    ...texts.flatMap(([table, columns]) => {
      const [first = ''] = columns
      return [
        `alter table ${table} disable trigger touch`,
        `update ${table} set ${first} = ${first} where ${needed('', columns)}`,
        `alter table ${table} enable trigger touch`,
      ]
    }),
    ...dropIndexes,
    ...index((column) => `lower(${column})`),
  ])
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await run(db, [
    ...dropIndexes,
    ...index((column) => column),
    ...Object.keys(free).map((table) => `drop trigger normalize on ${table}`),
    'drop function normalize_text',
  ])
}
