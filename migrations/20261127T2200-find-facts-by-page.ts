// An index for each kind of fact that can be found by the printed page it comes from.
import { type Kysely, sql } from 'kysely'

const tables = [
  'actors',
  'guidance',
  'initiative_places',
  'initiative_populations',
  'initiative_references',
  'initiative_relations',
  'objectives',
  'outcomes',
  'participations',
  'phases',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of tables)
    await sql`create index ${sql.ref(`${table}_citation`)} on ${sql.table(table)} (citation_id)`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of tables) await sql`drop index ${sql.ref(`${table}_citation`)}`.execute(db)
}
