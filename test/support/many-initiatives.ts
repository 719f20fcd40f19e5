// Many more initiatives in the database of a test: copies of those that have an entry, with their actions and ties.
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../server/db/tables.ts'
import { inChangeset } from './changeset.ts'

/** Copies each initiative with an entry so many times; a copy has a number after its name. */
export async function copyInitiatives(db: Kysely<Database>, times: number): Promise<void> {
  await inChangeset(db, async (changes) => {
    await sql`
      insert into initiatives (slug, name, kind, level, region, section, coverage, status, period_text, starts_on, start_precision,
        ends_on, end_precision, as_of, citation_id)
      select slug || '-' || n, name || ' ' || n, kind, level, region, section, coverage, status, period_text, starts_on,
        start_precision, ends_on, end_precision, as_of, citation_id
      from initiatives, generate_series(1, ${times}::integer) n where coverage = 'FULL'`.execute(changes)
    await sql`
      insert into actions (key, initiative_id, ordinal, summary, nature, kind, status, ongoing, citation_id)
      select actions.key || '-' || n, copy.id, ordinal, summary, nature, actions.kind, actions.status, actions.ongoing, actions.citation_id
      from actions join initiatives original on original.id = initiative_id, generate_series(1, ${times}::integer) n, initiatives copy
      where parent_id is null and copy.slug = original.slug || '-' || n`.execute(changes)
    await sql`
      insert into action_classifications (action_id, action_point_id, basis, rationale, agreement)
      select copy.id, action_point_id, basis, rationale, agreement
      from action_classifications tie join actions original on original.id = tie.action_id, generate_series(1, ${times}::integer) n, actions copy
      where copy.key = original.key || '-' || n and tie.sub_point_id is null`.execute(changes)
  })
}
