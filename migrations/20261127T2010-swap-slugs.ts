// Things can swap their slugs in one changeset, or take what another one gives up in it: whether a value is unique is known
// once all of the changeset is written.
import { type Kysely, sql } from 'kysely'

const uniques: readonly (readonly [table: string, column: string])[] = [
  ['documents', 'slug'],
  ['places', 'slug'],
  ['places', 'iso2'],
  ['places', 'iso3'],
  ['places', 'm49'],
  ['actors', 'slug'],
  ['initiatives', 'slug'],
  ['initiatives', 'acts_as_id'],
]

async function remake(db: Kysely<unknown>, when: string): Promise<void> {
  for (const [table, column] of uniques) {
    const name = sql.ref(`${table}_${column}_key`)
    await sql`alter table ${sql.table(table)} drop constraint ${name},
      add constraint ${name} unique (${sql.ref(column)}) ${sql.raw(when)}`.execute(db)
  }
}

export const up = (db: Kysely<unknown>): Promise<void> => remake(db, 'deferrable')
export const down = (db: Kysely<unknown>): Promise<void> => remake(db, 'not deferrable')
