// Codes whose first zeros a spreadsheet took away: opened as CSV, `002` is a number to it, and `2` is saved in its place.
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../db/tables.ts'
import type { Spoilt } from './spoilt.ts'

/** Finds the codes of the catalogue that were meant. */
export class LostZeros {
  readonly #db: Kysely<Database>
  readonly #spoilt: Spoilt
  readonly #codes = new Map<string, Promise<ReadonlyMap<string, string>>>()

  constructor(db: Kysely<Database>, spoilt: Spoilt) {
    this.#db = db
    this.#spoilt = spoilt
  }

  /** The only value of a column that a spreadsheet shows as this text, where the text is none itself; else the text. */
  async found(table: string, column: string, text: string): Promise<string> {
    if (!/^\d+$/.test(text)) return text
    const known = this.#codes.get(`${table}.${column}`) ?? this.#read(table, column)
    this.#codes.set(`${table}.${column}`, known)
    const code = (await known).get(text)
    if (code === undefined) return text
    this.#spoilt.zeros(text, code)
    return code
  }

  async #read(table: string, column: string): Promise<ReadonlyMap<string, string>> {
    const [from, code] = [sql.table(table), sql.ref(`t.${column}`)]
    const { rows } = await sql<{ short: string; code: string }>`
      select short, min(code) as code
      from (select ${code} as code, coalesce(nullif(ltrim(${code}, '0'), ''), '0') as short from ${from} as t
        where ${code} ~ '^0[0-9]+$') as zeros
      where not exists (select from ${from} as t where ${code} = short)
      group by short having count(*) = 1`.execute(this.#db)
    return new Map(rows.map((row) => [row.short, row.code]))
  }
}
