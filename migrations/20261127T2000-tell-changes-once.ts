// What each revision changed, of every table of the catalogue: rows without a number of their own, too, and the sets that are
// part of a row. One way of reading it serves revisions, the history of an object, and changesets.
import { type Kysely, sql } from 'kysely'
import * as before from './20261127T1040-show-changes.ts'

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

const functions = (home: string): readonly string[] => {
  const prefix = home === 'public' ? '' : `${home}_`
  const [history, versions] = [literal(`${prefix}history`), literal(`${prefix}versions`)]
  const path = `${quoted(home)}, pg_temp`
  return [
    // The permanent identity of a row as one text, which sorts as its numbers do: an expression over the alias v.
    `create function handle_expression(table_name text) returns text language sql stable set search_path = ${path} as $$
      select 'concat_ws('' '', ' || string_agg(case when a.atttypid = 'integer'::regtype
          then format('lpad(v.%I::text, 10, ''0'')', a.attname) else format('v.%I::text', a.attname) end, ', ' order by n) || ')'
      from pg_index x, unnest(x.indkey) with ordinality k (num, n), pg_attribute a
      where x.indrelid = table_name::regclass and x.indisprimary and a.attrelid = x.indrelid and a.attnum = k.num
    $$`,
    // The condition that a row v has a handle. Every primary key begins with a number, which an index finds.
    `create function handle_condition(table_name text, handle text) returns text language sql stable set search_path = ${path} as $$
      select format('v.%I = %L::integer and %s = %L', a.attname, left(handle, 10), handle_expression(table_name), handle)
      from pg_index x, pg_attribute a
      where x.indrelid = table_name::regclass and x.indisprimary and a.attrelid = x.indrelid and a.attnum = x.indkey[0]
    $$`,
    `create function revision_changes(tables text[], revision integer)
returns table (table_name text, row_id integer, handle text, operation text)
language plpgsql stable rows 100 security definer set search_path = ${path} as $$
declare
  one text;
  same text;
  id text;
begin
  if revision > last_visible_revision() then return; end if;
  foreach one in array tables loop
    select string_agg(format('p.%1$I = v.%1$I', a.attname), ' and '),
        case when bool_and(a.attname = 'id') then 'v.id' else 'null::integer' end into same, id
      from pg_index x join pg_attribute a on a.attrelid = x.indrelid and a.attnum = any (x.indkey)
      where x.indrelid = one::regclass and x.indisprimary;
    return query execute format('select $1, %6$s, %4$s, case when exists (
          select from %1$I.%3$I p where %5$s and p.revision_to = v.revision_from) then ''UPDATE'' else ''CREATE'' end
        from %2$I.%3$I v where v.revision_from = $2
      union all select $1, %6$s, %4$s, ''DELETE'' from %1$I.%3$I v where v.revision_to = $2
        and not exists (select from %2$I.%3$I p where %5$s and p.revision_from = v.revision_to)',
      ${history}, ${versions}, one, handle_expression(one), same, id) using one, revision;
  end loop;
end $$`,
    // Another row as people name it: a citation by its spot, others by slug, code or key as of a revision.
    `create function named_row(target text, row_id integer, revision integer) returns text
language plpgsql stable security definer set search_path = ${path} as $$
declare
  own text;
  named text;
begin
  if row_id is null then return null; end if;
  if target = 'citations' then
    execute format('select d.slug || '', page '' || c.page_start
        || case when c.page_end > c.page_start then ''-'' || c.page_end else '''' end || '', '' || c.section
        || case when c.footnote is null then '''' else '' '' || c.footnote end
      from %1$I.citations c join %1$I.documents d on d.id = c.document_id where c.id = $1
      order by c.revision_from desc, d.revision_from desc limit 1', ${versions}) into named using row_id;
  else
    select attname into own from pg_attribute where attrelid = target::regclass and attname in ('slug', 'key', 'code')
      and not attisdropped order by attname limit 1;
    if own is not null then
      execute format('select %I::text from %I.%I where id = $1 order by revision_from <= $2 desc,
          case when revision_from <= $2 then -revision_from else revision_from end limit 1', own, ${versions}, target)
        into named using row_id, revision;
    end if;
  end if;
  return coalesce(named, row_id::text);
end $$`,
    // A row as a revision made it, or, where the column is named that ends versions, as it was until then. Without what is
    // computed; other rows are named.
    `create function row_version(table_name text, handle text, bound text, revision integer) returns jsonb
language plpgsql stable security definer set search_path = ${path} as $$
declare
  version jsonb;
  one record;
begin
  execute format('select to_jsonb(v) from %I.%I v where %s and v.%I = $1', ${versions}, table_name,
    handle_condition(table_name, handle), bound) into version using revision;
  if version is null then return null; end if;
  select version - array_agg(attname::text) into version from pg_attribute
    where attrelid = table_name::regclass and (attgenerated <> ''
      or attname in ('id', 'created_at', 'updated_at', 'loaded_at', 'revision_from', 'revision_to'));
  for one in
    select a.attname::text as name, t.relname::text as target from pg_constraint c
      join pg_class t on t.oid = c.confrelid
      join pg_attribute k on k.attrelid = c.confrelid and k.attnum = any (c.confkey) and k.attname = 'id'
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[array_position(c.confkey, k.attnum)]
      where c.conrelid = table_name::regclass and c.contype = 'f'
  loop
    continue when jsonb_typeof(version -> one.name) is distinct from 'number';
    version := jsonb_set(version, array[one.name],
      to_jsonb(named_row(one.target, (version ->> one.name)::integer, revision)));
  end loop;
  return version;
end $$`,
    // The sets that are part of a row and changed in a revision, before and after it, each as a list of its items. A set is
    // given as its table, the column of the owner, and the columns that tell its items apart, with spaces between.
    `create function changed_sets(sets text[], table_name text, row_id integer, revision integer) returns jsonb
language plpgsql stable security definer set search_path = ${path} as $$
declare
  one text[];
  is_changed boolean;
  item text;
  lists record;
  answer jsonb;
begin
  for one in select string_to_array(given, ' ') from unnest(sets) given
    where exists (select from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
      where c.conrelid = split_part(given, ' ', 1)::regclass and c.confrelid = table_name::regclass and c.contype = 'f'
        and a.attname = split_part(given, ' ', 2))
  loop
    execute format('select exists (select from %I.%I v where v.%I = $1 and (v.revision_from = $2 or v.revision_to = $2))',
      ${versions}, one[1], one[2]) into is_changed using row_id, revision;
    continue when not is_changed;
    select 'concat_ws('' '', ' || string_agg(case when target is null then format('v.%I::text', name)
        else format('named_row(%L, v.%I, $2)', target, name) end, ', ' order by n) || ')' into item
      from (select name, n, (select t.relname from pg_constraint c join pg_class t on t.oid = c.confrelid
          join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
          where c.conrelid = one[1]::regclass and c.contype = 'f' and array_length(c.conkey, 1) = 1 and a.attname = name) as target
        from unnest(one[3:]) with ordinality columns (name, n)) columns;
    execute format('select string_agg(item, '', '' order by item) filter (where revision_from < $2 and revision_to >= $2) as before,
        string_agg(item, '', '' order by item) filter (where revision_from <= $2 and revision_to > $2) as after
      from (select %s collate "C" as item, v.revision_from, v.revision_to from %I.%I v
        where v.%I = $1 and v.revision_from <= $2 and v.revision_to >= $2) items', item, ${versions}, one[1], one[2])
      into lists using row_id, revision;
    answer := jsonb_build_object(
      'before', coalesce(answer -> 'before', '{}') || jsonb_build_object(one[1], lists.before),
      'after', coalesce(answer -> 'after', '{}') || jsonb_build_object(one[1], lists.after));
  end loop;
  return answer;
end $$`,
  ]
}

export async function up(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ home: string }>`select current_schema() as home`.execute(db)
  await sql`drop function row_version, revision_changes`.execute(db)
  for (const statement of functions(rows[0]?.home ?? 'public')) await sql.raw(statement).execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop function changed_sets, row_version, named_row, revision_changes, handle_condition, handle_expression,
    row_changes, gone_row, last_visible_revision`.execute(db)
  await before.up(db)
}
