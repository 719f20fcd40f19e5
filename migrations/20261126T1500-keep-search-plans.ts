// Folds and parses the texts of searches in functions that Postgres keeps whole. It writes an SQL function such as fold()
// into each query that calls it and plans its body with it, which takes longer than the search itself. It also takes a
// list of unknown length for a long one, and then never keeps the plan of a search: these functions say that there is one.
import { type Kysely, sql } from 'kysely'

const functions = {
  'folded(text)': `create function folded(value text) returns text language plpgsql immutable parallel safe as $$
    begin
      return fold(value);
    end $$`,
  'search_words(text)': `create function search_words(query text) returns tsquery
    language plpgsql immutable parallel safe as $$
    begin
      return websearch_to_tsquery('tenpoint', fold(query));
    end $$`,
  'search_alternatives(text[], text[])': `create function search_alternatives(loose_texts text[], strict_texts text[])
    returns table (loose text, strict tsquery) language plpgsql immutable parallel safe rows 1 as $$
    begin
      return query select fold(u.a), websearch_to_tsquery('tenpoint', fold(u.b)) from unnest(loose_texts, strict_texts) u (a, b);
    end $$`,
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const definition of Object.values(functions)) await sql.raw(definition).execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const name of Object.keys(functions)) await sql.raw(`drop function ${name}`).execute(db)
}
