// Compares the rows a dataset makes with the rows that are there: what to insert, update and delete.
import { type Draft, identityColumns, type LoadedTable, loadedTableNames, Ref, type Value } from './draft.ts'

export type Row = Readonly<Record<string, Value>>
export type Existing = Readonly<Partial<Record<LoadedTable, readonly Row[]>>>

/** Why a row is not as the files have it. */
export type KeptBecause = 'entered by hand' | 'changed by hand' | 'used by what was entered by hand'

export interface TablePlan {
  readonly table: LoadedTable
  /** The columns to write, the id that the database gives not among them. */
  readonly columns: readonly string[]
  readonly inserted: readonly { readonly name: string; readonly draft: Draft }[]
  /** Changed rows, each with the row it replaces. */
  readonly updated: readonly { readonly draft: Draft; readonly before: Row }[]
  readonly deleted: readonly Row[]
  /** Rows that stay as they are although the files say otherwise. */
  readonly kept: readonly { readonly row: Row; readonly because: KeptBecause }[]
  readonly unchanged: number
}

/** The ids of rows by their name in the dataset. */
export class Ids {
  readonly #ids = new Map<LoadedTable, Map<string, number>>(loadedTableNames.map((name) => [name, new Map()]))
  #placeholders = 0

  set(table: LoadedTable, name: string, id: number): void {
    this.#ids.get(table)?.set(name, id)
  }

  /** The ids of a table that are known. */
  all(table: LoadedTable): readonly number[] {
    return [...(this.#ids.get(table)?.values() ?? [])]
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

/** The column of an existing row that says whether it is as a load left it; without it, every row counts as such. */
export const asLoaded = 'as_loaded'

/** Whether the rows that point at a deleted one by hand keep it: the ids of each table that are used so. */
export type Used = ReadonlyMap<LoadedTable, ReadonlySet<unknown>>

/**
 * What stays although the files dropped it, because rows entered or changed by hand point at it: by `used` directly, or
 * through another row that stays. `pointers` are the columns by which a row of a table points at others.
 */
export function keepUsed(
  plans: readonly TablePlan[],
  used: Used,
  pointers: (table: LoadedTable) => readonly { readonly column: string; readonly target: LoadedTable }[],
): readonly TablePlan[] {
  const deleted = new Map(
    plans.map((plan) => [plan.table, new Map<unknown, Row>(plan.deleted.map((row) => [row['id'], row]))]),
  )
  const saved = new Map<LoadedTable, Set<unknown>>()
  const visit = (table: LoadedTable, id: unknown): void => {
    const row = deleted.get(table)?.get(id)
    const ids = saved.get(table) ?? new Set()
    if (row === undefined || typeof id !== 'number' || ids.has(id)) return
    saved.set(table, ids.add(id))
    for (const { column, target } of pointers(table)) visit(target, row[column])
  }
  for (const [table, ids] of used) for (const id of ids) visit(table, id)
  return plans.map((plan) => {
    const ids = saved.get(plan.table)
    if (ids === undefined) return plan
    const because = 'used by what was entered by hand'
    return {
      ...plan,
      deleted: plan.deleted.filter(({ id }) => !ids.has(id)),
      kept: [...plan.kept, ...plan.deleted.filter(({ id }) => ids.has(id)).map((row) => ({ row, because }) as const)],
    }
  })
}

/** The values by which rows of a table are told apart, of each draft in turn. Those of rows that point at it are known by then. */
export function identitiesOf(table: LoadedTable, drafts: ReadonlyMap<string, Draft>, ids: Ids): readonly Row[] {
  const identity = identityColumns(table)
  return [...drafts.values()].map((draft) =>
    ids.resolve(Object.fromEntries(identity.map((column) => [column, draft[column] ?? null]))),
  )
}

/** Compares the rows of one table, those it points at before. Learns the ids of rows that are there. */
export function planTable(
  table: LoadedTable,
  drafts: ReadonlyMap<string, Draft>,
  existing: readonly Row[],
  ids: Ids,
): TablePlan {
  const identity = identityColumns(table)
  const identityOf = (row: Row) => JSON.stringify(identity.map((column) => row[column]))
  const there = new Map(existing.map((row) => [identityOf(row), row]))
  const first = drafts.values().next().value ?? {}
  const columns = Object.keys(first)
  const inserted: { name: string; draft: Draft }[] = []
  const updated: { draft: Draft; before: Row }[] = []
  const kept: { row: Row; because: KeptBecause }[] = []
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
    else if (match.before[asLoaded] === false) kept.push({ row: match.before, because: 'changed by hand' })
    else updated.push(match)
  }
  const left = [...there.values()]
  kept.push(
    ...left.filter((row) => row[asLoaded] === false).map((row) => ({ row, because: 'entered by hand' }) as const),
  )
  return { table, columns, inserted, updated, deleted: left.filter((row) => row[asLoaded] !== false), kept, unchanged }
}
