// Compares the rows a dataset makes with the rows that are there: what to insert, update and delete.
import {
  type Draft,
  type Drafts,
  identityColumns,
  type LoadedTable,
  loadedTableNames,
  Ref,
  type Value,
} from './draft.ts'

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

/** Makes a plan for each table, in the order in which rows point at each other. Learns the ids of rows that are there. */
export function planLoad(drafts: Drafts, existing: Existing, ids: Ids): readonly TablePlan[] {
  const plans = loadedTableNames.map((table) => planTable(table, drafts.of(table), existing[table] ?? [], ids))
  return keepUsed(plans, drafts)
}

/** What rows kept by hand point at is not deleted under them. */
function keepUsed(plans: readonly TablePlan[], drafts: Drafts): readonly TablePlan[] {
  const targets = new Map(
    plans.map(({ table }) => [
      table,
      new Map(
        [...drafts.of(table).values()].flatMap((draft) =>
          Object.entries(draft).flatMap(([column, value]) =>
            value instanceof Ref ? [[column, value.table] as const] : [],
          ),
        ),
      ),
    ]),
  )
  const used = new Map<LoadedTable, Set<unknown>>()
  const visit = (table: LoadedTable, row: Row): void => {
    for (const [column, target] of targets.get(table) ?? []) {
      const ids = used.get(target) ?? new Set()
      if (typeof row[column] !== 'number' || ids.has(row[column])) continue
      used.set(target, ids.add(row[column]))
      const deleted = plans.find((plan) => plan.table === target)?.deleted.find(({ id }) => id === row[column])
      if (deleted) visit(target, deleted)
    }
  }
  for (const { table, kept } of plans) for (const { row } of kept) visit(table, row)
  const isUsed = (table: LoadedTable, { id }: Row): boolean => used.get(table)?.has(id) ?? false
  return plans.map((plan) => {
    const { table, deleted, kept } = plan
    const saved = deleted.filter((row) => isUsed(table, row))
    if (saved.length === 0) return plan
    const because = 'used by what was entered by hand'
    return {
      ...plan,
      deleted: deleted.filter((row) => !isUsed(table, row)),
      kept: [...kept, ...saved.map((row) => ({ row, because }) as const)],
    }
  })
}

function planTable(
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
