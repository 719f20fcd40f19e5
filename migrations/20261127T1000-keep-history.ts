// Every change of the catalogue belongs to a revision, and what was before stays. A table of the catalogue holds the rows
// of now; `history` holds, under the same name, the versions that ended; an empty table in `versions` is the parent of
// both, so that one name reads all versions; and a view in `as_of` shows the rows of one revision. The database does all
// of this by itself, so that no writer can pass by it. For a catalogue in another schema than `public`, the three schemas
// begin with its name.
import { type Kysely, sql } from 'kysely'

/** Every table of the catalogue, those included that the database derives. */
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
  'search_entries',
] as const

/** Tables whose rows count their versions, which their revisions do better. */
const counted = tables.filter((name) => name !== 'place_closure' && name !== 'search_entries')

/** The schemas' names. */
interface Schemas {
  readonly home: string
  readonly history: string
  readonly versions: string
  readonly asOf: string
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

const longestName = 63

async function schemasOf(db: Kysely<unknown>): Promise<Schemas> {
  const { rows } = await sql<{ home: string }>`select current_schema() as home`.execute(db)
  const home = rows[0]?.home ?? 'public'
  const prefix = home === 'public' ? '' : `${home}_`
  if (Buffer.byteLength(`${prefix}versions`) > longestName)
    throw new Error(`The name of the schema ${home} is too long: the names of its companions would be cut off.`)
  return { home, history: `${prefix}history`, versions: `${prefix}versions`, asOf: `${prefix}as_of` }
}

const companionsOf = ({ history, versions, asOf }: Schemas): readonly string[] => [history, versions, asOf]

const revisions = (home: string, asOf: string): readonly string[] => [
  `create table revisions (
    revision integer primary key,
    transaction_id xid8 default pg_current_xact_id(),
    committed_at timestamptz(3) not null,
    author text collate "C" not null check (author <> ''),
    reason text collate "C" not null check (reason <> ''),
    changeset integer)`,
  // Leads from a time to the revision that was the last one then.
  'create index revisions_committed_at on revisions (committed_at, revision)',
  // One row, the number of the last revision. Who opens a changeset holds it until the changeset is committed, so that
  // numbers have no gaps and come in the order of commits.
  `create table revision_head (
    only_row boolean primary key default true check (only_row),
    revision integer not null default 0)`,
  'insert into revision_head default values',
  // The revision that this transaction makes. A transaction's number alone might be one of another server, from which the
  // database was copied.
  `create function open_revision() returns integer language sql stable security definer set search_path = ${home}, pg_temp
    return (select r.revision from revision_head h join revisions r on r.revision = h.revision
      where r.transaction_id = pg_current_xact_id_if_assigned() and r.committed_at >= date_trunc('milliseconds', now()))`,
  `create function open_changeset(author text, reason text, changeset integer default null) returns integer
language plpgsql security definer set search_path = ${home}, pg_temp as $$
declare
  opened integer;
begin
  if open_revision() is not null then
    raise exception 'This transaction has opened its changeset already.' using errcode = 'object_not_in_prerequisite_state';
  end if;
  update revision_head set revision = revision_head.revision + 1 returning revision_head.revision into opened;
  insert into revisions (revision, committed_at, author, reason, changeset)
    select opened, greatest(clock_timestamp(), max(last.committed_at)), open_changeset.author, open_changeset.reason,
      open_changeset.changeset
    from (select committed_at from revisions order by committed_at desc limit 1) last;
  return opened;
end $$`,
  'revoke execute on function open_changeset from public',
  `create function require_changeset() returns trigger language plpgsql security definer set search_path = ${home}, pg_temp as $$
begin
  if tg_op = 'TRUNCATE' then
    raise exception 'The table % keeps its history and cannot be truncated.', tg_table_name using errcode = 'feature_not_supported';
  end if;
  if open_revision() is null then
    raise exception 'The catalogue is changed in changesets only: call open_changeset(author, reason) first, in the same transaction.'
      using errcode = 'object_not_in_prerequisite_state';
  end if;
  return null;
end $$`,
  // Whatever the writer says, a row is of the revision it is written in. Last of the triggers before by its name.
  `create function stamp_row() returns trigger language plpgsql security definer as $$
begin
  select revision into new.revision_from from ${home}.revision_head;
  new.revision_to := 2147483647;
  return new;
end $$`,
  `create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'Past revisions cannot be changed.' using errcode = 'read_only_sql_transaction';
end $$`,
  'create trigger refuse before update or delete or truncate on revisions for each statement execute function refuse_change()',
  'create trigger refuse before delete or truncate on revision_head for each statement execute function refuse_change()',
  // Fails where no revision is set, instead of answering what is now.
  `create function ${asOf}.revision() returns integer language sql stable parallel safe
    return current_setting('tenpoint.revision')::integer`,
]

/** Functions of migrations, by which a table keeps its history. */
const keeping = ({ home, history, versions, asOf }: Schemas): readonly string[] => [
  // Where a column of one of a table's three tables differs from the others.
  `create view ${quoted(history)}.column_changes as
    select coalesce(now.table_name, past.table_name) as table_name, quote_ident(coalesce(now.attname, past.attname)) as name,
      now.attnum as number, past.attname is not null as was, now.generated is distinct from past.generated as is_recomputed,
      now.type, now.generated, now.type is distinct from past.type as is_retyped,
      coalesce(past.attnotnull and not now.attnotnull, false) as is_optional
    from (${columnsIn(home)}) now full join (${columnsIn(versions)}) past using (table_name, attname)`,
  `create function keep_history(table_name text) returns void language plpgsql set search_path = ${quoted(home)}, pg_temp as $keep$
declare
  now_name constant text := format('%I.%I', ${literal(home)}, table_name);
  past_name constant text := format('%I.%I', ${literal(history)}, table_name);
  all_name constant text := format('%I.%I', ${literal(versions)}, table_name);
  keeps constant text := format('%I.%I', ${literal(history)}, 'keep_' || table_name);
  one record;
  shown text;
  written text;
begin
  if not exists (select from pg_attribute where attrelid = now_name::regclass and attname = 'revision_from') then
    execute format('alter table %s add column revision_from integer not null default %s,
      add column revision_to integer not null default 2147483647 check (revision_to = 2147483647)',
      now_name, greatest(coalesce(open_revision(), (select revision from revision_head)), 1));
    execute format('create index %I on %s (revision_from)', table_name || '_revision_from', now_name);
  end if;

  if to_regclass(all_name) is null then
    select string_agg(quote_ident(attname), ', ' order by n) into shown
      from pg_index, unnest(indkey::smallint[]) with ordinality columns (number, n), pg_attribute
      where indrelid = now_name::regclass and indisprimary and attrelid = indrelid and attnum = number;
    -- Not INHERITS in the definitions: Postgres 15 refuses it where a column is generated in both.
    execute format('create table %s (like %s including generated)', all_name, now_name);
    execute format('create table %s (like %s including generated, check (revision_from < revision_to),
      primary key (%s, revision_from))', past_name, now_name, shown);
    execute format('create index %I on %s (revision_to)', table_name || '_revision_to', past_name);
    -- Past rows could be written through the parent, and so through its view. Only the triggers below put versions in.
    execute format('create trigger refuse before insert or update or delete or truncate on %s
      for each statement execute function refuse_change()', all_name);
    execute format('create trigger refuse before update or delete or truncate on %s
      for each statement execute function refuse_change()', past_name);
    execute format('create trigger refuse_insert before insert on %s
      for each statement when (pg_trigger_depth() = 0) execute function refuse_change()', past_name);
  end if;
  -- What changed while the table was released: columns that went, then those that came, those that are computed last.
  for one in select all_or_past, name from ${quoted(history)}.column_changes c, unnest(array[all_name, past_name]) all_or_past
    where c.table_name = keep_history.table_name and was and (type is null or is_recomputed) loop
    execute format('alter table %s drop column if exists %s cascade', one.all_or_past, one.name);
  end loop;
  for one in select c.*, all_or_past from ${quoted(history)}.column_changes c, unnest(array[all_name, past_name]) all_or_past
    where c.table_name = keep_history.table_name and (not was or is_retyped or is_optional)
    order by generated is not null, number loop
    if not one.was then
      execute format('alter table %s add column %s %s%s', one.all_or_past, one.name, one.type,
        ' generated always as (' || one.generated || ') stored');
    elsif one.is_retyped then
      execute format('alter table %s alter column %s type %s', one.all_or_past, one.name, one.type);
    else
      execute format('alter table %s alter column %s drop not null', one.all_or_past, one.name);
    end if;
  end loop;
  -- The indexes of the table, not unique, with the end of a version last: a list in their order finds where it ends.
  for one in
    select pg_get_indexdef(i.indexrelid) as definition from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = now_name::regclass and not i.indisprimary and not exists (
      select from pg_index past join pg_class named on named.oid = past.indexrelid
      where past.indrelid = past_name::regclass and named.relname = c.relname)
  loop
    execute regexp_replace(
      replace(replace(replace(one.definition, 'CREATE UNIQUE INDEX', 'CREATE INDEX'), ' NULLS NOT DISTINCT', ''),
        ' ON ' || now_name || ' USING', ' ON ' || past_name || ' USING'),
      '( USING btree \\(.*?)\\)( INCLUDE \\(.*\\)| WHERE .*)?$', '\\1, revision_to)\\2');
  end loop;

  execute format('alter table %s inherit %s', past_name, all_name);
  execute format('alter table %s inherit %s', now_name, all_name);
  select string_agg(quote_ident(attname), ', ' order by attnum),
    string_agg(quote_ident(attname), ', ' order by attnum) filter (where attgenerated = '' and attname !~ '^revision_(from|to)$')
    into shown, written
    from pg_attribute where attrelid = now_name::regclass and attnum > 0 and not attisdropped;
  execute format('create view %1$I.%2$I as select %3$s from %4$s where revision_from <= %1$I.revision() and revision_to > %1$I.revision()',
    ${literal(asOf)}, table_name, shown, all_name);
  execute format($make$create or replace function %1$s() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $function$
    declare
      closing_revision constant integer := %2$I.open_revision();
    begin
      insert into %3$s (%4$s, revision_from, revision_to)
        select %4$s, revision_from, closing_revision from old_rows where revision_from < closing_revision;
      return null;
    end $function$ $make$, keeps, ${literal(home)}, past_name, written);
  execute format('create or replace trigger changeset before insert or update or delete or truncate on %s
    for each statement execute function require_changeset()', now_name);
  execute format('create or replace trigger zz_stamp before insert or update on %s
    for each row execute function stamp_row()', now_name);
  execute format('create or replace trigger history_update after update on %s referencing old table as old_rows
    for each statement execute function %s()', now_name, keeps);
  execute format('create or replace trigger history_delete after delete on %s referencing old table as old_rows
    for each statement execute function %s()', now_name, keeps);
end $keep$`,
  // Before a migration changes the columns or indexes of a table; keep_history() follows.
  `create function release_history(table_name text) returns void language plpgsql set search_path = ${quoted(home)}, pg_temp as $$
begin
  execute format('drop view %I.%I', ${literal(asOf)}, table_name);
  execute format('alter table %I.%I no inherit %I.%2$I', ${literal(home)}, table_name, ${literal(versions)});
  execute format('alter table %I.%I no inherit %I.%2$I', ${literal(history)}, table_name, ${literal(versions)});
end $$`,
  // Before a table is dropped, with all that it was.
  `create function forget_history(table_name text) returns void language plpgsql set search_path = ${quoted(home)}, pg_temp as $$
begin
  perform release_history(table_name);
  execute format('drop function %I.%I cascade', ${literal(history)}, 'keep_' || table_name);
  execute format('drop table %I.%I, %I.%2$I', ${literal(history)}, table_name, ${literal(versions)});
  execute format('drop trigger changeset on %1$I.%2$I; drop trigger zz_stamp on %1$I.%2$I', ${literal(home)}, table_name);
  execute format('alter table %I.%I drop column revision_from, drop column revision_to', ${literal(home)}, table_name);
end $$`,
]

/** A query for the columns of every table of a schema. */
function columnsIn(schema: string): string {
  return `select relname::text as table_name, attname, attnum, attnotnull,
      case when attgenerated <> '' then pg_get_expr(adbin, adrelid) end as generated,
      format_type(atttypid, atttypmod) || coalesce(' collate ' || quote_ident(nspname) || '.' || quote_ident(collname), '') as type
    from pg_class join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
      left join pg_attrdef on adrelid = attrelid and adnum = attnum
      left join pg_collation on pg_collation.oid = attcollation
      left join pg_namespace on pg_namespace.oid = collnamespace
    where relkind = 'r' and relnamespace = ${literal(quoted(schema))}::regnamespace`
}

/** What is derived changes only where it differs, or every write would end versions of rows that stay the same. */
const derived = (path: string): readonly string[] => [
  `create or replace function rebuild_place_closure() returns trigger language plpgsql set search_path = ${path} as $$
begin
  with recursive up (ancestor_id, descendant_id) as (
    select id, id from places
    union
    select edge.above, up.descendant_id from up join (
      select id as below, parent_id as above from places where parent_id is not null
      union all select member_id, place_id from place_members
    ) edge on edge.below = up.ancestor_id
  ), gone as (
    delete from place_closure c where not exists (
      select from up where up.ancestor_id = c.ancestor_id and up.descendant_id = c.descendant_id)
  )
  insert into place_closure (ancestor_id, descendant_id)
    select ancestor_id, descendant_id from up where not exists (
      select from place_closure c where c.ancestor_id = up.ancestor_id and c.descendant_id = up.descendant_id);
  return null;
end $$`,
  `create or replace function refresh_search() returns trigger language plpgsql set search_path = ${path} as $$
declare
  ids integer[];
begin
  execute format('select array_agg(distinct %I) from changed', tg_argv[1]) into ids;
  if ids is not null then
    if tg_op <> 'INSERT' then
      delete from search_entries e where e.kind = tg_argv[0] and e.row_id = any(ids)
        and not exists (select from search_source s where s.kind = tg_argv[0] and s.row_id = e.row_id);
    end if;
    insert into search_entries as e (kind, row_id, title, acronym, names, body)
      select s.kind, s.row_id, s.title, s.acronym, s.names, s.body from search_source s
      where s.kind = tg_argv[0] and s.row_id = any(ids)
      on conflict (kind, row_id) do update
        set title = excluded.title, acronym = excluded.acronym, names = excluded.names, body = excluded.body
        where (e.title, e.acronym, e.names, e.body) is distinct from (excluded.title, excluded.acronym, excluded.names, excluded.body);
  end if;
  return null;
end $$`,
]

/** How they were before. */
const derivedAnew = (path: string): readonly string[] => [
  `create or replace function rebuild_place_closure() returns trigger language plpgsql set search_path = ${path} as $$
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
  `create or replace function refresh_search() returns trigger language plpgsql set search_path = ${path} as $$
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
end $$`,
]

async function run(db: Kysely<unknown>, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

/** The search path of functions that read tables, whatever path their caller has. */
async function pathOf(db: Kysely<unknown>): Promise<string> {
  const { rows } = await sql<{ path: string }>`
    select string_agg(quote_ident(name), ', ' order by n) || ', pg_temp' as path
    from unnest(current_schemas(false)) with ordinality path (name, n)`.execute(db)
  return rows[0]?.path ?? 'public, pg_temp'
}

const touch = (counts: string): string => `create or replace function touch_row() returns trigger language plpgsql as $$
begin
  new.updated_at := now();${counts}
  return new;
end $$`

export async function up(db: Kysely<unknown>): Promise<void> {
  const schemas = await schemasOf(db)
  for (const name of companionsOf(schemas)) {
    // Someone else may have made it, for a role that may make none.
    const { rows } = await sql`select from pg_namespace where nspname = ${name}`.execute(db)
    if (rows.length === 0) await sql`create schema ${sql.id(name)}`.execute(db)
  }
  await run(db, revisions(quoted(schemas.home), quoted(schemas.asOf)))
  await run(db, keeping(schemas))
  await run(db, derived(await pathOf(db)))
  await sql`alter table dataset_loads add column revision integer references revisions deferrable`.execute(db)
  await countWhatIsThere(db)
  await run(db, [touch(''), ...counted.map((name) => `alter table ${name} drop column version`)])
  for (const name of tables) await sql`select keep_history(${name})`.execute(db)
}

/** Rows from before are of the first revision. */
async function countWhatIsThere(db: Kysely<unknown>): Promise<void> {
  const some = sql.join(
    counted.map((name) => sql`exists (select from ${sql.table(name)})`),
    sql` or `,
  )
  const { rows } = await sql`select where ${some}`.execute(db)
  if (rows.length === 0) return
  await sql`update revision_head set revision = 1`.execute(db)
  await sql`insert into revisions (revision, transaction_id, committed_at, author, reason)
    values (1, null, clock_timestamp(), 'tenpoint', 'What was there before revisions were counted.')`.execute(db)
  await sql`update dataset_loads set revision = 1`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  const schemas = await schemasOf(db)
  for (const name of tables.toReversed()) await sql`select forget_history(${name})`.execute(db)
  await run(db, [
    ...counted.map((name) => `alter table ${name} add column version integer not null default 1`),
    touch('\n  new.version := old.version + 1;'),
    ...derivedAnew(await pathOf(db)),
    'alter table dataset_loads drop column revision',
    'drop function keep_history, release_history, forget_history, open_changeset, require_changeset, stamp_row, open_revision',
    `drop view ${quoted(schemas.history)}.column_changes`,
    'drop table revision_head, revisions',
    'drop function refuse_change',
    `drop function ${quoted(schemas.asOf)}.revision`,
  ])
  for (const name of companionsOf(schemas)) {
    const { rows } =
      await sql`select from pg_class where relnamespace = to_regnamespace(quote_ident(${name})) limit 1`.execute(db)
    if (rows.length === 0) await sql`drop schema ${sql.id(name)}`.execute(db)
  }
}
