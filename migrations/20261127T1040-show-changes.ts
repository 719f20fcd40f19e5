// What each revision changed, read from the versions of rows. The functions take the name of a table, so that they serve
// tables of later migrations, too. As of a revision they know of nothing later.
import { type Kysely, sql } from 'kysely'

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

const functions = (home: string): readonly string[] => {
  const prefix = home === 'public' ? '' : `${home}_`
  const [history, versions] = [literal(`${prefix}history`), literal(`${prefix}versions`)]
  const path = `${quoted(home)}, pg_temp`
  return [
    // The last revision that can be seen: the one the transaction reads, else the highest number there is.
    `create function last_visible_revision() returns integer language sql stable
      return coalesce(nullif(current_setting('tenpoint.revision', true), '')::integer, 2147483646)`,
    `create function row_changes(table_name text, row_id integer) returns table (revision integer, operation text)
language plpgsql stable rows 10 security definer set search_path = ${path} as $$
begin
  return query execute format('select v.revision_from, case when exists (
        select from %1$I.%3$I p where p.id = v.id and p.revision_to = v.revision_from) then ''UPDATE'' else ''CREATE'' end
      from %2$I.%3$I v where v.id = $1 and v.revision_from <= $2
    union all select h.revision_to, ''DELETE'' from %1$I.%3$I h where h.id = $1 and h.revision_to <= $2
      and not exists (select from %2$I.%3$I n where n.id = h.id and n.revision_from = h.revision_to)',
    ${history}, ${versions}, table_name) using row_id, last_visible_revision();
end $$`,
    `create function revision_changes(tables text[], revision integer)
returns table (table_name text, row_id integer, operation text)
language plpgsql stable rows 100 security definer set search_path = ${path} as $$
declare
  one text;
begin
  if revision > last_visible_revision() then return; end if;
  foreach one in array tables loop
    return query execute format('select $1, v.id, case when exists (
          select from %1$I.%3$I p where p.id = v.id and p.revision_to = v.revision_from) then ''UPDATE'' else ''CREATE'' end
        from %2$I.%3$I v where v.revision_from = $2
      union all select $1, h.id, ''DELETE'' from %1$I.%3$I h where h.revision_to = $2
        and not exists (select from %2$I.%3$I n where n.id = h.id and n.revision_from = h.revision_to)',
      ${history}, ${versions}, one) using one, revision;
  end loop;
end $$`,
    // A row as a revision made it, or, where a column of revisions is named that ends versions, as it was until then.
    // Without what is computed; another row is named as people name it.
    `create function row_version(table_name text, row_id integer, bound text, revision integer) returns jsonb
language plpgsql stable security definer set search_path = ${path} as $$
declare
  version jsonb;
  one record;
  named text;
begin
  execute format('select to_jsonb(v) from %I.%I v where v.id = $1 and v.%I = $2', ${versions}, table_name, bound)
    into version using row_id, revision;
  if version is null then return null; end if;
  select version - array_agg(attname::text) into version from pg_attribute
    where attrelid = table_name::regclass and (attgenerated <> ''
      or attname in ('id', 'created_at', 'updated_at', 'revision_from', 'revision_to'));
  for one in
    select a.attname as name, t.relname as target, (select k.attname from pg_attribute k
        where k.attrelid = t.oid and k.attname in ('slug', 'key', 'code') order by k.attname limit 1) as natural_key
      from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      join pg_class t on t.oid = c.confrelid
      where c.conrelid = table_name::regclass and c.contype = 'f' and array_length(c.conkey, 1) = 1
  loop
    continue when version -> one.name = 'null' or not version ? one.name::text;
    if one.target = 'citations' then
      execute format('select d.slug || '', page '' || c.page_start
          || case when c.page_end > c.page_start then ''-'' || c.page_end else '''' end || '', '' || c.section
        from %1$I.citations c join %1$I.documents d on d.id = c.document_id where c.id = $1
        order by c.revision_from desc, d.revision_from desc limit 1', ${versions})
        into named using (version ->> one.name)::integer;
    elsif one.natural_key is not null then
      execute format('select %I::text from %I.%I where id = $1 and revision_from <= $2 order by revision_from desc limit 1',
        one.natural_key, ${versions}, one.target) into named using (version ->> one.name)::integer, revision;
    else
      continue;
    end if;
    version := jsonb_set(version, array[one.name::text], coalesce(to_jsonb(named), version -> one.name));
  end loop;
  return version;
end $$`,
    // What had a key, and has gone, when it went last.
    `create function gone_row(table_name text, key_column text, key text)
returns table (row_id integer, revision integer, name text)
language plpgsql stable rows 1 security definer set search_path = ${path} as $$
begin
  return query execute format('select h.id, h.revision_to, coalesce(j ->> ''name'', j ->> ''title'', j ->> ''summary'',
      j ->> ''text'', j ->> ''label'', $1)
    from (select * from %1$I.%3$I h where h.%4$I::text = $1 and h.revision_to <= $2 order by h.revision_to desc limit 1) h,
      lateral to_jsonb(h) j
    where not exists (select from %2$I.%3$I n where n.id = h.id and n.revision_from = h.revision_to)',
    ${history}, ${versions}, table_name, key_column) using key, last_visible_revision();
end $$`,
  ]
}

export async function up(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ home: string }>`select current_schema() as home`.execute(db)
  for (const statement of functions(rows[0]?.home ?? 'public')) await sql.raw(statement).execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop function gone_row, row_version, revision_changes, row_changes, last_visible_revision`.execute(db)
}
