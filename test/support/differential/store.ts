// The tables as arrays in memory, and what the oracle reads of them.
import { type Kysely, sql } from 'kysely'
import { type Database, tables } from '../../../server/db/tables.ts'

export type Value = string | number | boolean | null | readonly string[]
export type Row = Readonly<Record<string, Value>>

/** Arguments of a field, handed down to the fields below it. */
export type Scope = Readonly<Record<string, unknown>>

/** A related row, with what the link to it says. */
export interface Link {
  readonly row: Row
  readonly link: Row
}

/** What relations may use: the rows, and what a filter of a type says of one of them. */
export interface Oracle {
  readonly store: Store
  readonly holds: (type: string, row: Row, where: unknown) => boolean
}

/** What two sets have in common. */
export const common = (a: ReadonlySet<Value>, b: ReadonlySet<Value>): Set<Value> =>
  new Set([...a].filter((value) => b.has(value)))

export class Store {
  readonly #tables: ReadonlyMap<string, readonly Row[]>
  readonly #indexes = new Map<string, Map<Value, Row[]>>()
  #above: ReadonlyMap<Value, ReadonlySet<Value>> | undefined

  constructor(rows: ReadonlyMap<string, readonly Row[]>) {
    this.#tables = rows
  }

  rows(table: string): readonly Row[] {
    const rows = this.#tables.get(table)
    if (!rows) throw new TypeError(`There is no table ${table}.`)
    return rows
  }

  /** Rows with that value in a column; of null there are none. */
  where(table: string, column: string, value: Value | undefined): readonly Row[] {
    if (value === null || value === undefined) return []
    const name = `${table}.${column}`
    let index = this.#indexes.get(name)
    if (!index) {
      index = new Map()
      for (const row of this.rows(table)) {
        const key = row[column] ?? null
        index.set(key, [...(index.get(key) ?? []), row])
      }
      this.#indexes.set(name, index)
    }
    return index.get(value) ?? []
  }

  byId(table: string, id: Value | undefined): Row | undefined {
    return this.where(table, 'id', id)[0]
  }

  /** Rows of a table by their ids, each once, in no particular order. */
  all(table: string, ids: Iterable<Value | undefined>): Row[] {
    return [...new Set(ids)].map((id) => this.byId(table, id)).filter((row) => row !== undefined)
  }

  /** The places that contain a place, itself included. */
  above(place: Value | undefined): ReadonlySet<Value> {
    this.#above ??= new Map(this.rows('places').map(({ id = null }) => [id, this.#climb(id)]))
    return this.#above.get(place ?? null) ?? new Set()
  }

  /** The places inside a place, itself included. */
  inside(place: Value | undefined): ReadonlySet<Value> {
    return new Set(this.rows('places').flatMap(({ id = null }) => (this.above(id).has(place ?? null) ? [id] : [])))
  }

  /** Places that contain it or lie in it. */
  around(place: Value | undefined): ReadonlySet<Value> {
    return new Set([...this.above(place), ...this.inside(place)])
  }

  #climb(place: Value): Set<Value> {
    const found = new Set<Value>()
    const waiting = [place]
    for (const next of waiting) {
      if (found.has(next)) continue
      found.add(next)
      const parent = this.byId('places', next)?.['parent_id'] ?? null
      if (parent !== null) waiting.push(parent)
      for (const { place_id = null } of this.where('place_members', 'member_id', next)) waiting.push(place_id)
    }
    return found
  }
}

/** Reads every table but those the database keeps of others. */
export async function readStore(db: Kysely<Database>): Promise<Store> {
  const kept = new Set(['place_closure', 'search_entries'])
  const read = new Map<string, readonly Row[]>()
  for (const { name } of tables) {
    if (kept.has(name)) continue
    const { rows } = await sql<{ all: Row[] }>`
      select coalesce(json_agg(to_json(t)), '[]') as all from ${sql.table(name)} t`.execute(db)
    read.set(name, rows[0]?.all ?? [])
  }
  return new Store(read)
}
