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
  for (const table of tables) {
    await sql`select release_history(${table})`.execute(db)
    await sql`create index ${sql.ref(`${table}_citation`)} on ${sql.table(table)} (citation_id)`.execute(db)
    await sql`select keep_history(${table})`.execute(db)
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ home: string }>`select current_schema() as home`.execute(db)
  const home = rows[0]?.home ?? 'public'
  const history = home === 'public' ? 'history' : `${home}_history`
  for (const table of tables) {
    const index = `${table}_citation`
    await sql`drop index ${sql.table(index)}, ${sql.table(`${history}.${index}`)}`.execute(db)
  }
}
