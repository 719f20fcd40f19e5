// One table of everything that can be searched, kept by triggers: words by their stems and without accents for whole
// words, trigrams for misspelt ones.
import { type Kysely, sql } from 'kysely'

const configuration = [
  // Folds accents before stemming, so that "Soderkoping" and "Söderköping" are one word, in highlights too.
  'create text search configuration tenpoint (copy = english)',
  'alter text search configuration tenpoint alter mapping for hword, hword_part, word with unaccent, english_stem',
  // unaccent() itself may change with its rules file and is not immutable for Postgres; within one version of it, it is.
  `create function fold(value text) returns text language sql immutable strict parallel safe
    return lower(public.unaccent('public.unaccent'::regdictionary, value))`,
]

const table = `create table search_entries (
  id integer generated always as identity primary key,
  kind text collate "C" not null check (kind in ('INITIATIVE', 'ACTOR', 'ACTION', 'OUTCOME', 'GUIDANCE', 'REFERENCE')),
  row_id integer not null,
  title text collate "C" not null,
  acronym text collate "C",
  names text collate "C",
  body text collate "C",
  folded text collate "C" not null generated always as (
    fold(coalesce(acronym, '') || ' ' || title || ' ' || coalesce(names, '') || ' ' || coalesce(body, ''))) stored,
  words tsvector not null generated always as (
    setweight(to_tsvector('public.tenpoint', coalesce(acronym, '') || ' ' || title), 'A') ||
    setweight(to_tsvector('public.tenpoint', coalesce(names, '')), 'B') ||
    setweight(to_tsvector('public.tenpoint', coalesce(body, '')), 'C')) stored,
  unique (kind, row_id))`

const indexes = [
  // search: whole words by their stems, and misspelt ones
  'create index search_entries_words on search_entries using gin (words)',
  'create index search_entries_folded on search_entries using gin (folded gin_trgm_ops)',
]

const source = `create view search_source as
  select 'INITIATIVE' as kind, i.id as row_id, i.name as title, i.acronym, i.background as body,
    (select string_agg(n.name, ' · ' order by n.name) from initiative_names n where n.initiative_id = i.id) as names from initiatives i
  union all select 'ACTOR', a.id, a.name, a.acronym, a.description,
    (select string_agg(n.name, ' · ' order by n.name) from actor_names n where n.actor_id = a.id) from actors a
  union all select 'ACTION', a.id, a.summary, null, null, null from actions a
  union all select 'OUTCOME', o.id, o.text, null, null, null from outcomes o
  union all select 'GUIDANCE', g.id, g.text, null, null, null from guidance g
  union all select 'REFERENCE', r.id, coalesce(d.title, r.label, r.url),
    case when d.title is not null then r.label end, r.note, case when coalesce(d.title, r.label) is not null then r.url end
    from initiative_references r left join documents d on d.id = r.document_id`

// Told by its arguments of which kind the changed rows are and in which column they name what is searched.
const refresh = `create function refresh_search() returns trigger language plpgsql as $$
declare
  ids integer[];
begin
  execute format('select array_agg(distinct %I) from changed', tg_argv[1]) into ids;
  if ids is not null then
    delete from search_entries where kind = tg_argv[0] and row_id = any(ids);
    insert into search_entries (kind, row_id, title, acronym, names, body)
      select s.kind, s.row_id, s.title, s.acronym, s.names, s.body from search_source s
      where s.kind = tg_argv[0] and s.row_id = any(ids);
  end if;
  return null;
end $$`

/** What is searched: the table, the kind of its entries, and the column that names the row an entry is of. */
const searched = [
  ['initiatives', 'INITIATIVE', 'id'],
  ['initiative_names', 'INITIATIVE', 'initiative_id'],
  ['actors', 'ACTOR', 'id'],
  ['actor_names', 'ACTOR', 'actor_id'],
  ['actions', 'ACTION', 'id'],
  ['outcomes', 'OUTCOME', 'id'],
  ['guidance', 'GUIDANCE', 'id'],
  ['initiative_references', 'REFERENCE', 'id'],
] as const

const events = { insert: 'new', update: 'new', delete: 'old' } as const

export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  for (const statement of [...configuration, table, ...indexes, source, refresh]) await run(statement)
  await run(`insert into search_entries (kind, row_id, title, acronym, names, body)
    select kind, row_id, title, acronym, names, body from search_source`)
  for (const [name, kind, column] of searched) {
    for (const [event, rows] of Object.entries(events)) {
      await run(`create trigger search_${event} after ${event} on ${name} referencing ${rows} table as changed
        for each statement execute function refresh_search('${kind}', '${column}')`)
    }
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  for (const [name] of searched) {
    for (const event of Object.keys(events)) await run(`drop trigger search_${event} on ${name}`)
  }
  await run('drop function refresh_search')
  await run('drop view search_source')
  await run('drop table search_entries')
  await run('drop function fold')
  await run('drop text search configuration tenpoint')
}
