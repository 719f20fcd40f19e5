// Where the pages of a document begin and end, as far as that is known. A citation outside of them is refused.
import { type Kysely, sql } from 'kysely'

const outside = 'c.page_start < d.first_page or c.page_end > d.last_page'

const functions = (home: string): readonly string[] => [
  `create function check_pages() returns trigger language plpgsql set search_path = ${home}, pg_temp as $$
declare
  found record;
begin
  if tg_table_name = 'citations' then
    select c.page_start, c.page_end, d.slug, d.first_page, d.last_page into found
      from changed c join documents d on d.id = c.document_id where ${outside} limit 1;
  else
    select c.page_start, c.page_end, d.slug, d.first_page, d.last_page into found
      from changed d join citations c on d.id = c.document_id where ${outside} limit 1;
  end if;
  if found.slug is not null then
    raise exception 'Pages % to % are outside the document %, which has %.', found.page_start, found.page_end, found.slug,
      concat_ws(' and ', 'first page ' || found.first_page, 'last page ' || found.last_page)
      using errcode = 'check_violation', table = tg_table_name, constraint = 'citations_in_document';
  end if;
  return null;
end $$`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  const { rows } = await sql<{ home: string }>`select quote_ident(current_schema()) as home`.execute(db)
  await run(`select release_history('documents')`)
  await run(`alter table documents add column first_page integer check (first_page > 0), add column last_page integer,
    add constraint documents_pages check (last_page >= coalesce(first_page, 1))`)
  await run(`select keep_history('documents')`)
  for (const statement of functions(rows[0]?.home ?? 'public')) await run(statement)
  for (const [table, events] of [
    ['citations', ['insert', 'update']],
    ['documents', ['update']],
  ] as const)
    for (const event of events)
      await run(`create trigger pages_${event} after ${event} on ${table} referencing new table as changed
        for each statement execute function check_pages()`)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run('drop trigger pages_insert on citations')
  await run('drop trigger pages_update on citations')
  await run('drop trigger pages_update on documents')
  await run('drop function check_pages')
  await run(`select release_history('documents')`)
  await run('alter table documents drop column first_page, drop column last_page')
  await run(`select keep_history('documents')`)
}
