// A slug that a thing gives up leads on to it. What is renamed says so by itself; what is merged into another says so by
// whoever merges it. A slug in use leads nowhere else.
import { type Kysely, sql } from 'kysely'

const kinds = ['documents', 'places', 'actors', 'initiatives'] as const

const redirects = `create table slug_redirects (
  kind text collate "C" not null check (kind in (${kinds.map((kind) => `'${kind}'`).join(', ')})),
  old_slug text collate "C" not null check (old_slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  target_id integer not null,
  primary key (kind, old_slug))`

const functions = (home: string): readonly string[] => [
  // After rows were given slugs, which then belong to them, and maybe gave up others.
  `create function lead_slugs_on() returns trigger language plpgsql set search_path = ${home}, pg_temp as $$
declare
  taken text;
begin
  delete from slug_redirects r using new_rows n where r.kind = tg_table_name and r.old_slug = n.slug and r.target_id = n.id;
  select n.slug into taken from slug_redirects r join new_rows n on r.old_slug = n.slug where r.kind = tg_table_name limit 1;
  if taken is not null then
    raise exception 'The slug % leads to another of the % already.', taken, tg_table_name using errcode = 'unique_violation', table = tg_table_name;
  end if;
  if tg_op = 'UPDATE' then
    execute format('insert into slug_redirects (kind, old_slug, target_id)
      select $1, o.slug, o.id from old_rows o join new_rows n on n.id = o.id and n.slug <> o.slug
      where not exists (select from %I used where used.slug = o.slug)', tg_table_name) using tg_table_name;
  end if;
  return null;
end $$`,
  // What is gone is led to no more.
  `create function end_redirects() returns trigger language plpgsql set search_path = ${home}, pg_temp as $$
begin
  delete from slug_redirects r using old_rows o where r.kind = tg_table_name and r.target_id = o.id;
  return null;
end $$`,
  // A redirect leads from a slug that is free to a thing that is there.
  `create function check_redirect() returns trigger language plpgsql set search_path = ${home}, pg_temp as $$
declare
  is_taken boolean;
  is_there boolean;
begin
  execute format('select exists (select from %1$I where slug = $1), exists (select from %1$I where id = $2)', new.kind)
    into is_taken, is_there using new.old_slug, new.target_id;
  if is_taken then
    raise exception 'The slug % is in use.', new.old_slug using errcode = 'unique_violation', table = tg_table_name;
  end if;
  if not is_there then
    raise exception 'The slug % would lead to nothing.', new.old_slug using errcode = 'foreign_key_violation', table = tg_table_name;
  end if;
  return null;
end $$`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  const { rows } = await sql<{ home: string }>`select quote_ident(current_schema()) as home`.execute(db)
  await run(redirects)
  // Serves the way from a thing to the slugs that lead to it.
  await run('create index slug_redirects_target on slug_redirects (kind, target_id)')
  for (const statement of functions(rows[0]?.home ?? 'public')) await run(statement)
  for (const kind of kinds) {
    // Transition tables and lists of columns do not go together.
    await run(`create trigger slugs_insert after insert on ${kind} referencing new table as new_rows
      for each statement execute function lead_slugs_on()`)
    await run(`create trigger slugs_update after update on ${kind} referencing old table as old_rows new table as new_rows
      for each statement execute function lead_slugs_on()`)
    await run(`create trigger slugs_delete after delete on ${kind} referencing old table as old_rows
      for each statement execute function end_redirects()`)
  }
  await run(
    `create trigger target after insert or update on slug_redirects for each row execute function check_redirect()`,
  )
  await run(`select keep_history('slug_redirects')`)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  for (const kind of kinds)
    for (const event of ['insert', 'update', 'delete']) await run(`drop trigger slugs_${event} on ${kind}`)
  await run(`select forget_history('slug_redirects')`)
  await run('drop table slug_redirects')
  await run('drop function lead_slugs_on, end_redirects, check_redirect')
}
