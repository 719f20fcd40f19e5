// Functions that read tables find them whatever search path their caller has; and an index that databases made by an
// early form of an older migration lack.
import { type Kysely, sql } from 'kysely'

const functions = ['rebuild_place_closure()', 'refresh_search()']

export async function up(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ path: string }>`
    select string_agg(quote_ident(name), ', ' order by n) as path
    from unnest(current_schemas(false)) with ordinality path (name, n)`.execute(db)
  const path = sql.raw(rows[0]?.path ?? 'public')
  for (const name of functions)
    await sql`alter function ${sql.raw(name)} set search_path = ${path}, pg_temp`.execute(db)
  await sql`create index if not exists initiative_relations_ends on initiative_relations (to_id, from_id)`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  // The index stays: it is one of the migration before, which drops it.
  for (const name of functions) await sql`alter function ${sql.raw(name)} reset search_path`.execute(db)
}
