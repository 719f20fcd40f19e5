// A page of what a revision changed takes as long as the page, wherever it begins: the indexes by revision hold the rows in
// their order, and what reads them goes table by table and stops when it has enough.
import { type Kysely, sql } from 'kysely'
import * as before from './20261127T2000-tell-changes-once.ts'

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

interface Schemas {
  readonly home: string
  readonly history: string
  readonly versions: string
}

async function schemasOf(db: Kysely<unknown>): Promise<Schemas> {
  const { rows } = await sql<{ home: string }>`select current_schema() as home`.execute(db)
  const home = rows[0]?.home ?? 'public'
  const prefix = home === 'public' ? '' : `${home}_`
  return { home, history: `${prefix}history`, versions: `${prefix}versions` }
}

/** The tables that keep their history. */
async function keptTables(db: Kysely<unknown>, { history }: Schemas): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select relname::text as name from pg_class where relkind = 'r' and relnamespace = to_regnamespace(quote_ident(${history}))
    order by relname`.execute(db)
  return rows.map(({ name }) => name)
}

const indexing = ({ home, history }: Schemas): readonly string[] => [
  `create function index_changes(table_name text) returns void language plpgsql set search_path = ${quoted(home)}, pg_temp as $$
declare
  keys text;
begin
  select string_agg(quote_ident(a.attname), ', ' order by k.n) into keys
    from pg_index x, unnest(x.indkey::smallint[]) with ordinality k (num, n), pg_attribute a
    where x.indrelid = table_name::regclass and x.indisprimary and a.attrelid = x.indrelid and a.attnum = k.num;
  execute format('drop index if exists %1$I.%3$I, %2$I.%3$I, %2$I.%4$I', ${literal(home)}, ${literal(history)},
    table_name || '_revision_from', table_name || '_revision_to');
  execute format('create index %I on %I.%I (revision_from, %s)', table_name || '_revision_from', ${literal(home)}, table_name, keys);
  execute format('create index %I on %I.%I (revision_from, %s)', table_name || '_revision_from', ${literal(history)}, table_name, keys);
  execute format('create index %I on %I.%I (revision_to, %s)', table_name || '_revision_to', ${literal(history)}, table_name, keys);
end $$`,
  `create or replace function keep_history(table_name text) returns void language plpgsql set search_path = ${quoted(home)}, pg_temp as $$
begin
  perform keep_versions(table_name);
  perform index_changes(table_name);
end $$`,
]

/** The condition that a row v has a handle: its whole primary key, as far as the handle tells where each part of it begins. */
const condition = ({ home }: Schemas): string => `
create or replace function handle_condition(table_name text, handle text) returns text
language sql stable set search_path = ${quoted(home)}, pg_temp as $$
  select string_agg(case when is_integer then format('v.%I = %L::integer', name, substr(handle, 11 * n - 10, 10))
      when is_last and texts = 1 then format('v.%I = %L', name, substr(handle, 11 * n - 10)) end, ' and ' order by n)
    || case when max(texts) > 1 then format(' and %s = %L', handle_expression(table_name), handle) else '' end
  from (select a.attname as name, k.n::integer as n, a.atttypid = 'integer'::regtype as is_integer, k.n = x.indnkeyatts as is_last,
      count(*) filter (where a.atttypid <> 'integer'::regtype) over () as texts
    from pg_index x, unnest(x.indkey::smallint[]) with ordinality k (num, n), pg_attribute a
    where x.indrelid = table_name::regclass and x.indisprimary and a.attrelid = x.indrelid and a.attnum = k.num) columns
$$`

/**
 * What a revision changed, in the order of tables and handles or backwards; at most so many rows, after the one that is
 * named. A handle is the primary key as one text, and in its order as long as at most the last of its columns is text.
 */
const changes = ({ home, history, versions }: Schemas): string => `
create function revision_changes(tables text[], revision integer, after_table text default null, after_handle text default null,
  most integer default null, backward boolean default false)
returns table (table_name text, row_id integer, handle text, operation text)
language plpgsql stable rows 100 security definer set search_path = ${quoted(home)}, pg_temp as $$
declare
  one text;
  same text;
  id text;
  is_ordered boolean;
  columns text[];
  bounds text[];
  form text;
  seek text;
  way constant text := case when backward then 'desc' else 'asc' end;
  beyond constant text := case when backward then '<' else '>' end;
  wanted integer := most;
  given integer;
begin
  if revision > last_visible_revision() then return; end if;
  for one in select t from unnest(tables) t
    where after_table is null or (t collate "C" = after_table collate "C")
      or (t collate "C" > after_table collate "C") <> backward
    order by case when backward then null else t collate "C" end, t collate "C" desc
  loop
    select string_agg(format('p.%1$I = v.%1$I', a.attname), ' and ' order by k.n),
        case when bool_and(a.attname = 'id') then 'v.id' else 'null::integer' end,
        bool_and(a.atttypid = 'integer'::regtype or k.n = x.indnkeyatts),
        array_agg(format('v.%I', a.attname) order by k.n),
        array_agg(case when a.atttypid = 'integer'::regtype then format('substr($3, %s, 10)::bigint', 11 * k.n - 10)
          else format('substr($3, %s)', 11 * k.n - 10) end order by k.n),
        '^' || string_agg(case when a.atttypid = 'integer'::regtype then '[0-9]{10}' else '.*' end, ' ' order by k.n) || '$'
      into same, id, is_ordered, columns, bounds, form
      from pg_index x, unnest(x.indkey::smallint[]) with ordinality k (num, n), pg_attribute a
      where x.indrelid = one::regclass and x.indisprimary and a.attrelid = x.indrelid and a.attnum = k.num;
    seek := case
      when one is distinct from after_table or after_handle is null then ''
      -- The index begins where the page does; a text of another form, which no row has, is only compared.
      when is_ordered and after_handle ~ form then format(' and (%s) %s (%s)', array_to_string(columns, ', '), beyond,
        array_to_string(bounds, ', '))
      else format(' and %s collate "C" %s $3 collate "C"', handle_expression(one), beyond) end;
    if not is_ordered then columns := array[columns[1], handle_expression(one) || ' collate "C"']; end if;
    return query execute format('select $1, found.id, found.handle, found.operation from (
        (select %5$s as id, %6$s as handle, case when exists (
            select from %1$I.%3$I p where %4$s and p.revision_to = v.revision_from) then ''UPDATE'' else ''CREATE'' end as operation
          from %2$I.%3$I v where v.revision_from = $2%7$s order by %8$s limit $4)
        union all
        (select %5$s, %6$s, ''DELETE'' from %1$I.%3$I v where v.revision_to = $2%7$s
          and not exists (select from %2$I.%3$I p where %4$s and p.revision_from = v.revision_to) order by %8$s limit $4)) found
      order by found.handle collate "C" %9$s limit $4',
      ${literal(history)}, ${literal(versions)}, one, same, id, handle_expression(one), seek,
      array_to_string(columns, ' ' || way || ', ') || ' ' || way, way) using one, revision, after_handle, wanted;
    get diagnostics given = row_count;
    wanted := wanted - given;
    exit when wanted <= 0;
  end loop;
end $$`

/** Gives a function another name. Its body says its name, too, so that it is written again. */
async function rename(db: Kysely<unknown>, from: string, to: string): Promise<void> {
  const { rows } = await sql<{ definition: string }>`
    select pg_get_functiondef(${`${from}(text)`}::regprocedure) as definition`.execute(db)
  await sql.raw((rows[0]?.definition ?? '').replaceAll(from, to)).execute(db)
}

export async function up(db: Kysely<unknown>): Promise<void> {
  const schemas = await schemasOf(db)
  await rename(db, 'keep_history', 'keep_versions')
  for (const statement of indexing(schemas)) await sql.raw(statement).execute(db)
  for (const table of await keptTables(db, schemas)) await sql`select index_changes(${table})`.execute(db)
  await sql`drop function revision_changes`.execute(db)
  await sql.raw(changes(schemas)).execute(db)
  await sql.raw(condition(schemas)).execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  const schemas = await schemasOf(db)
  await rename(db, 'keep_versions', 'keep_history')
  await sql`drop function keep_versions, index_changes`.execute(db)
  for (const table of await keptTables(db, schemas)) {
    const [now, past] = [sql.table(table), sql.table(`${schemas.history}.${table}`)]
    const [from, to] = [`${table}_revision_from`, `${table}_revision_to`]
    await sql`drop index ${sql.table(from)}, ${sql.table(`${schemas.history}.${from}`)}, ${sql.table(`${schemas.history}.${to}`)}`.execute(
      db,
    )
    await sql`create index ${sql.ref(from)} on ${now} (revision_from)`.execute(db)
    await sql`create index ${sql.ref(from)} on ${past} (revision_from, revision_to)`.execute(db)
    await sql`create index ${sql.ref(to)} on ${past} (revision_to)`.execute(db)
  }
  await before.down(db)
  await before.up(db)
}
