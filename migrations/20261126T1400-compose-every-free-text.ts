// Composes the letters of free texts that came after the trigger was made, or were left out of it.
import { type Kysely, sql } from 'kysely'

const before: Readonly<Record<string, readonly string[]>> = {
  action_point_titles: ['language', 'title'],
  datasets: ['name', 'dataset_version', 'as_of', 'licence', 'attribution'],
}
const after: Readonly<Record<string, readonly string[]>> = {
  action_point_titles: ['edition', 'language', 'title'],
  datasets: ['name', 'dataset_version', 'as_of', 'licence', 'attribution', 'digest', 'method'],
  place_members: ['rationale'],
}

async function replace(
  db: Kysely<unknown>,
  old: Readonly<Record<string, readonly string[]>>,
  next: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  for (const table of Object.keys(old)) await sql`drop trigger normalize on ${sql.table(table)}`.execute(db)
  for (const [table, columns] of Object.entries(next)) {
    const isLeft = columns.map((column) => sql`new.${sql.ref(column)} is not nfc normalized`)
    await sql`create trigger normalize before insert or update on ${sql.table(table)} for each row
      when (${sql.join(isLeft, sql` or `)}) execute function normalize_text(${sql.join(columns.map((column) => sql.lit(column)))})`.execute(
      db,
    )
  }
}

export const up = (db: Kysely<unknown>): Promise<void> => replace(db, before, after)

export const down = (db: Kysely<unknown>): Promise<void> => replace(db, after, before)
