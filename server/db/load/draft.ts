// The rows a dataset makes, before they have ids: a row points at another by naming it.
import type { InsertType } from 'kysely'
import { type Database, type LoadedTable, tables } from '../tables.ts'

export type { LoadedTable } from '../tables.ts'

const identities: ReadonlyMap<LoadedTable, readonly string[]> = new Map(
  tables.flatMap((table) => ('identity' in table ? [[table.name, table.identity] as const] : [])),
)

/** The columns that tell a row of a table from all others. */
export function identityColumns(table: LoadedTable): readonly string[] {
  const columns = identities.get(table)
  if (columns === undefined) throw new TypeError(`No rows are loaded into ${table}.`)
  return columns
}

/** The tables a dataset fills, each after those it points at. */
export const loadedTableNames: readonly LoadedTable[] = [...identities.keys()]

/** Another row of the dataset, by its table and the name the dataset gives it. */
export class Ref {
  readonly table: LoadedTable
  readonly name: string

  constructor(table: LoadedTable, name: string) {
    this.table = table
    this.name = name
  }
}

export type Value = string | number | boolean | null
export type Draft = Readonly<Record<string, Value | Ref>>

type KeptByDatabase = 'created_at' | 'updated_at' | 'loaded_at'
type Written<Row> = {
  readonly [C in keyof Row as [InsertType<Row[C]>] extends [never] ? never : Exclude<C, KeptByDatabase>]:
    | Exclude<InsertType<Row[C]>, undefined>
    | (C extends `${string}_id` ? Ref : never)
}

/** A row of a table. Every column that is not the database's own must be given, so that none is forgotten. */
export type DraftOf<T extends LoadedTable> = Written<Database[T]> & Draft

/** Gathers rows. */
export class Drafts {
  readonly #tables = new Map<LoadedTable, Map<string, Draft>>(loadedTableNames.map((name) => [name, new Map()]))

  /** Adds a row under a name other rows can point at; the same name again is the same row. */
  add<T extends LoadedTable>(table: T, name: string, row: DraftOf<T>): Ref {
    this.of(table).set(name, row)
    return new Ref(table, name)
  }

  /** The rows of a table by name, in the order they were added. */
  of(table: LoadedTable): Map<string, Draft> {
    const rows = this.#tables.get(table)
    if (rows === undefined) throw new TypeError(`No rows are loaded into ${table}.`)
    return rows
  }
}
