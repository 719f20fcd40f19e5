// Compares the rows a dataset makes with the rows that are there: what to insert, update and delete.
import { type Draft, type Drafts, type LoadedTable, loadedTableNames, loadedTables, Ref, type Value } from './draft.ts'

export type Row = Readonly<Record<string, Value>>
export type Existing = Readonly<Partial<Record<LoadedTable, readonly Row[]>>>

export interface TablePlan {
  readonly table: LoadedTable
  /** The columns to write, the id that the database gives not among them. */
  readonly columns: readonly string[]
  readonly inserted: readonly { readonly name: string; readonly draft: Draft }[]
  /** Changed rows, each with the row it replaces. */
  readonly updated: readonly { readonly draft: Draft; readonly before: Row }[]
  readonly deleted: readonly Row[]
  readonly unchanged: number
}

/** The ids of rows by their name in the dataset. */
export class Ids {
  readonly #ids = new Map<LoadedTable, Map<string, number>>(loadedTableNames.map((name) => [name, new Map()]))
  #placeholders = 0

  set(table: LoadedTable, name: string, id: number): void {
    this.#ids.get(table)?.set(name, id)
  }

  /** The id of a row; before it has one, a number that is the id of no row. */
  of({ table, name }: Pick<Ref, 'table' | 'name'>): number {
    const ids = this.#ids.get(table)
    const known = ids?.get(name)
    if (known !== undefined) return known
    this.#placeholders -= 1
    ids?.set(name, this.#placeholders)
    return this.#placeholders
  }

  /** A row with ids in place of names. */
  resolve(draft: Draft): Row {
    return Object.fromEntries(
      Object.entries(draft).map(([column, value]) => [column, value instanceof Ref ? this.of(value) : value]),
    )
  }
}

/** Makes a plan for each table, in the order in which rows point at each other. Learns the ids of rows that are there. */
export function planLoad(drafts: Drafts, existing: Existing, ids: Ids): readonly TablePlan[] {
  return loadedTableNames.map((table) => planTable(table, drafts.of(table), existing[table] ?? [], ids))
}

function planTable(
  table: LoadedTable,
  drafts: ReadonlyMap<string, Draft>,
  existing: readonly Row[],
  ids: Ids,
): TablePlan {
  const identity: readonly string[] = loadedTables[table]
  const identityOf = (row: Row) => JSON.stringify(identity.map((column) => row[column]))
  const there = new Map(existing.map((row) => [identityOf(row), row]))
  const first = drafts.values().next().value ?? {}
  const columns = Object.keys(first)
  const inserted: { name: string; draft: Draft }[] = []
  const updated: { draft: Draft; before: Row }[] = []
  let unchanged = 0
  const matches: { draft: Draft; before: Row }[] = []
  for (const [name, draft] of drafts) {
    const key = identityOf(ids.resolve(draft))
    const before = there.get(key)
    if (before === undefined) {
      inserted.push({ name, draft })
      continue
    }
    there.delete(key)
    if (typeof before['id'] === 'number') ids.set(table, name, before['id'])
    matches.push({ draft, before })
  }
  // Only now are the ids known of rows of the same table that others of it point at.
  for (const match of matches) {
    const after = ids.resolve(match.draft)
    if (columns.every((column) => after[column] === match.before[column])) unchanged += 1
    else updated.push(match)
  }
  return { table, columns, inserted, updated, deleted: [...there.values()], unchanged }
}
