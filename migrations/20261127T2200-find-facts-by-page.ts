// An index for each kind of fact that can be found by the printed page it comes from, and for the kinds of relations.
import { type Kysely, sql } from 'kysely'

const indexes: Readonly<Record<string, readonly string[]>> = {
  actors: ['citation'],
  guidance: ['citation'],
  initiative_places: ['citation'],
  initiative_populations: ['citation'],
  initiative_references: ['citation'],
  initiative_relations: ['citation', 'kind'],
  objectives: ['citation'],
  outcomes: ['citation'],
  participations: ['citation'],
  phases: ['citation'],
}

/** The column of an index. */
const columnOf = (name: string): string => (name === 'citation' ? 'citation_id' : name)

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [table, names] of Object.entries(indexes)) {
    await sql`select release_history(${table})`.execute(db)
    for (const name of names)
      await sql`create index ${sql.ref(`${table}_${name}`)} on ${sql.table(table)} (${sql.ref(columnOf(name))})`.execute(
        db,
      )
    await sql`select keep_history(${table})`.execute(db)
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ home: string }>`select current_schema() as home`.execute(db)
  const home = rows[0]?.home ?? 'public'
  const history = home === 'public' ? 'history' : `${home}_history`
  for (const [table, names] of Object.entries(indexes))
    for (const name of names) {
      const index = `${table}_${name}`
      await sql`drop index ${sql.table(index)}, ${sql.table(`${history}.${index}`)}`.execute(db)
    }
}
