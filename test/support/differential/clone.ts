// Rows that come and go while someone reads: copies of rows, alike in all but what makes a row unique.
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../../server/db/tables.ts'
import { inChangeset } from '../changeset.ts'

/** Tables whose rows can be copied, with what a copy must not share; `$n` stands for its number. */
const unique: Readonly<Record<string, string>> = {
  initiatives: `'slug', 'copy-' || $n, 'acts_as_id', null`,
  actors: `'slug', 'copy-' || $n`,
  actions: `'key', 'copy/' || $n, 'ordinal', 1000 + $n`,
  outcomes: `'key', 'copy/' || $n, 'ordinal', 1000 + $n`,
  guidance: `'key', 'copy/' || $n, 'ordinal', 1000 + $n`,
  initiative_references: `'key', 'copy/' || $n, 'ordinal', 1000 + $n`,
  documents: `'slug', 'copy-' || $n`,
  places: `'slug', 'copy-' || $n, 'code', 'X-COPY-' || $n, 'iso2', null, 'iso3', null, 'm49', null, 'kind', 'LOCALITY'`,
}

export const isClonable = (table: string): boolean => table in unique

/** Copies and their end. */
export class Clones {
  readonly #db: Kysely<Database>
  #last = 5_000

  constructor(db: Kysely<Database>) {
    this.#db = db
  }

  /** Puts a copy of each row of the table in that is none itself and whose id is `part` modulo three. Gives their ids. */
  async insert(table: string, part: number): Promise<readonly number[]> {
    const columns = await sql<{ name: string }>`
      select column_name as name from information_schema.columns
      where table_name = ${table} and table_schema = current_schema() and is_generated = 'NEVER'`.execute(this.#db)
    const list = sql.join(columns.rows.map(({ name }) => sql.ref(name)))
    const copied = sql.join(columns.rows.map(({ name }) => sql.ref(`copied.${name}`)))
    const from = this.#last
    const changes = sql.raw((unique[table] ?? '').replaceAll('$n', 'numbered.n'))
    const insert = sql<{ id: number }>`
      insert into ${sql.table(table)} (${list}) overriding system value
      select ${copied} from (select t.id, ${from}::integer + row_number() over (order by t.id) as n from ${sql.table(table)} t
          where t.id <= 5000 and t.id % 3 = ${part}::integer) numbered
        cross join lateral (select r.* from ${sql.table(table)} o, jsonb_populate_record(null::${sql.table(table)},
          to_jsonb(o) || jsonb_build_object('id', numbered.n, ${changes})) r where o.id = numbered.id) copied
      returning id`
    const { rows } = await inChangeset(this.#db, (db) => insert.execute(db))
    this.#last += rows.length
    return rows.map(({ id }) => id)
  }

  async remove(table: string, ids: readonly number[]): Promise<void> {
    await inChangeset(this.#db, (db) =>
      sql`delete from ${sql.table(table)} where id = any(${ids}::integer[])`.execute(db),
    )
  }

  async removeAll(table: string): Promise<void> {
    await inChangeset(this.#db, (db) => sql`delete from ${sql.table(table)} where id > 5000`.execute(db))
  }
}
