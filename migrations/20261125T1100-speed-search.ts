// What search compares with every match is folded once, when it is written; and each list that is searched by itself has
// an index of its own words.
import { type Kysely, sql } from 'kysely'

/** Serves the argument `search` of initiatives, actors, actions and outcomes; search over everything has an index already. */
const kinds = ['INITIATIVE', 'ACTOR', 'ACTION', 'OUTCOME']

export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`alter table search_entries
    add column folded_title text collate "C" not null generated always as (fold(title)) stored,
    add column folded_acronym text collate "C" generated always as (fold(acronym)) stored`)
  for (const kind of kinds)
    await run(
      `create index search_entries_words_${kind.toLowerCase()} on search_entries using gin (words) where kind = '${kind}'`,
    )
}

export async function down(db: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  for (const kind of kinds) await run(`drop index search_entries_words_${kind.toLowerCase()}`)
  await run('alter table search_entries drop column folded_title, drop column folded_acronym')
}
