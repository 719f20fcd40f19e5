// Changes by SQL, and what the past answers.
import { type Kysely, sql } from 'kysely'
import { catalogueSchema, companionSchemas, headRevision } from '../../server/db/revisions.ts'
import type { Database } from '../../server/db/tables.ts'
import { inChangeset } from './changeset.ts'

/** What a statement answers as of a revision. */
export async function asOf<Row>(db: Kysely<Database>, revision: number, statement: string): Promise<readonly Row[]> {
  const home = await catalogueSchema(db)
  return db.transaction().execute(async (transaction) => {
    await sql`set local search_path = ${sql.id(companionSchemas(home).asOf)}, ${sql.id(home)}, pg_temp`.execute(
      transaction,
    )
    await sql`select set_config('tenpoint.revision', ${String(revision)}, true)`.execute(transaction)
    return (await sql.raw<Row>(statement).execute(transaction)).rows
  })
}

/** Runs statements as a changeset; gives its revision. */
export const change = (db: Kysely<Database>, ...statements: readonly string[]): Promise<number> =>
  inChangeset(db, async (transaction) => {
    for (const statement of statements) await sql.raw(statement).execute(transaction)
    return headRevision(transaction)
  })

/** A statement that makes a document. */
export const document = (slug: string): string =>
  `insert into documents (slug, title, kind) values ('${slug}', 'A', 'OTHER')`
