// Fills the database from the catalogue's files and brings it up to date with them.
import { type Kysely, sql, type Transaction } from 'kysely'
import { deleteRows, drawIds, drawsIds, insertRows, updateRows } from './changes/write.ts'
import { type Dataset, readDataset } from './dataset.ts'
import { digestOf, rowsOf } from './load/dataset-rows.ts'
import { type Drafts, type LoadedTable, loadedTableNames } from './load/draft.ts'
import { handleOf, readEveryRow, readLoadedRows, readPointers, readUsed } from './load/existing.ts'
import { type Existing, Ids, keepUsed, planTable, type Row, type TablePlan } from './load/plan.ts'
import { lit } from './query.ts'
import { catalogueSchema, companionSchemas, holdHead, openChangeset } from './revisions.ts'
import type { Database } from './tables.ts'

export interface Counts {
  readonly inserted: number
  readonly updated: number
  readonly unchanged: number
  readonly deleted: number
}

/** What a load did to each table. */
export type LoadReport = ReadonlyMap<LoadedTable, Counts>

/** Whose the changesets are that load the dataset of the program. */
const author = 'tenpoint'

/** Whether nothing was ever loaded or entered. */
export async function isEmpty(db: Kysely<Database>): Promise<boolean> {
  const { holds } = await db
    .selectNoFrom(({ exists, or, selectFrom }) =>
      or(
        (['datasets', 'documents', 'actors', 'initiatives'] as const).map((table) =>
          exists(selectFrom(table).select(lit(1).as('one'))),
        ),
      ).as('holds'),
    )
    .executeTakeFirstOrThrow()
  return !holds
}

/**
 * Makes the catalogue in the database the one in the files: in one transaction, all or nothing. A row keeps its id as
 * long as its natural key stays; rows that are as the files say are not touched, rows the files do not have go. Throws a
 * DatasetError, before anything is changed, where the files are wrong.
 */
export async function loadCatalogue(db: Kysely<Database>, folder?: string): Promise<LoadReport> {
  const dataset = await readDataset(folder)
  const { plans } = await lockedForLoad(db, (transaction) => applyDataset(transaction, dataset))
  await analyze(db, plans)
  return reportOf(plans)
}

/**
 * Runs a load in a transaction, with nobody else changing the catalogue. Instances that start together load one after the
 * other; the later ones find nothing to do.
 */
export function lockedForLoad<T>(
  db: Kysely<Database>,
  load: (transaction: Transaction<Database>) => Promise<T>,
): Promise<T> {
  const transaction = db.transaction().setIsolationLevel('read committed')
  return transaction.execute(async (transaction) => {
    await sql`select set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true)`.execute(
      transaction,
    )
    await holdHead(transaction)
    await sql`set constraints all deferred`.execute(transaction)
    return load(transaction)
  })
}

/**
 * The planner knows nothing of new rows until someone looks at them, and an embedded database never does by itself. Of
 * tables and their histories together no database does.
 */
export async function analyze(db: Kysely<Database>, plans: readonly TablePlan[]): Promise<void> {
  const changed = plans.filter(isChange).map(({ table }) => table)
  if (changed.length === 0) return
  const { history, versions } = companionSchemas(await catalogueSchema(db))
  const ended = plans.filter(({ updated, deleted }) => updated.length + deleted.length > 0).map(({ table }) => table)
  const named = [
    ...[...changed, 'place_closure'].map((table) => sql.id(table)),
    ...ended.map((table) => sql.id(history, table)),
    ...[...changed, 'place_closure', 'search_entries'].map((table) => sql.id(versions, table)),
  ]
  await sql`analyze ${sql.join(named)}`.execute(db)
}

const isChange = ({ inserted, updated, deleted }: TablePlan): boolean =>
  inserted.length + updated.length + deleted.length > 0

/** What a load did: the plan of each table, and the rows it compared. */
export interface Applied {
  readonly plans: readonly TablePlan[]
  readonly existing: Existing
}

/**
 * Puts the rows of a dataset into the database as a changeset, and takes down that it was loaded, where that changes
 * anything. With `keepHandmade`, rows that someone entered or changed since the last load stay as they are.
 */
export async function applyDataset(
  db: Transaction<Database>,
  dataset: Dataset,
  { keepHandmade = false } = {},
): Promise<Applied> {
  const drafts = rowsOf(dataset)
  const ids = new Ids()
  const { plans, existing } = await compare(db, { drafts, ids, keepHandmade })
  if (!plans.some(isChange)) return { plans, existing }
  const { slug, name, version } = dataset.description
  const revision = await openPublished(db, `Loaded the dataset ${slug}, version ${version}: ${name}.`)
  const load = { slug, dataset_version: version, digest: digestOf(dataset), revision }
  await db.insertInto('dataset_loads').values(load).execute()
  await applyPlans(db, plans, ids)
  return { plans, existing }
}

/** Opens a changeset of the program's own, which is published as it is. */
async function openPublished(db: Transaction<Database>, reason: string): Promise<number> {
  const { number } = await db
    .insertInto('changesets')
    .values({ reason, origin: 'PROGRAM', author })
    .returning('number')
    .executeTakeFirstOrThrow()
  const revision = await openChangeset(db, { author, reason, changeset: number })
  await db
    .updateTable('changesets')
    .set({ status: 'PUBLISHED', decided_at: sql`now()`, decided_by: author, revision })
    .where('number', '=', number)
    .execute()
  return revision
}

interface Comparison {
  readonly drafts: Drafts
  readonly ids: Ids
  readonly keepHandmade: boolean
}

/** Makes a plan for each table, in the order in which rows point at each other. */
async function compare(db: Transaction<Database>, { drafts, ids, keepHandmade }: Comparison): Promise<Applied> {
  const existing: Partial<Record<LoadedTable, readonly Row[]>> = {}
  const plans: TablePlan[] = []
  for (const table of loadedTableNames) {
    const reading = { table, drafts, ids }
    const rows = await (keepHandmade ? readLoadedRows(db, reading) : readEveryRow(db, reading))
    existing[table] = rows
    plans.push(planTable(table, drafts.of(table), rows, ids))
  }
  if (!keepHandmade || !plans.some(({ deleted }) => deleted.length > 0)) return { plans, existing }
  const pointers = await readPointers(db)
  const used = await readUsed(db, plans, pointers)
  return { plans: keepUsed(plans, used, (table) => pointers.filter((pointer) => pointer.table === table)), existing }
}

async function applyPlans(db: Transaction<Database>, plans: readonly TablePlan[], ids: Ids): Promise<void> {
  await giveIds(db, plans, ids)
  for (const { table, deleted } of plans.toReversed()) await deleteRows(db, table, handleOf(table), deleted)
  for (const plan of plans) {
    const { table, columns } = plan
    await updateRows(db, table, handleOf(table), columns, updatedRows(plan, ids))
    await insertRows(db, table, drawsIds(table) ? ['id', ...columns] : columns, insertedRows(plan, ids))
  }
}

/** Gives all new rows their ids, so that rows can point at each other before they are there. */
async function giveIds(db: Transaction<Database>, plans: readonly TablePlan[], ids: Ids): Promise<void> {
  for (const { table, inserted } of plans) {
    if (table === 'action_points') for (const { name } of inserted) ids.set(table, name, Number(name))
  }
  const wanting = plans.filter(({ table }) => drawsIds(table))
  const drawn = await drawIds(db, new Map(wanting.map(({ table, inserted }) => [table, inserted.length])))
  for (const { table, inserted } of wanting) {
    const own = drawn.get(table)?.values()
    for (const { name } of inserted) ids.set(table, name, own?.next().value ?? ids.of({ table, name }))
  }
}

function updatedRows({ table, updated }: TablePlan, ids: Ids): readonly Row[] {
  return updated.map(({ draft, before }) => ({
    ...(drawsIds(table) && { id: before['id'] ?? null }),
    ...ids.resolve(draft),
  }))
}

function insertedRows({ table, inserted }: TablePlan, ids: Ids): readonly Row[] {
  return inserted.map(({ name, draft }) => ({
    ...(drawsIds(table) && { id: ids.of({ table, name }) }),
    ...ids.resolve(draft),
  }))
}

/** How many rows of each table a load wrote, and left. */
export function reportOf(plans: readonly TablePlan[]): LoadReport {
  return new Map(
    plans.map(({ table, inserted, updated, deleted, unchanged }) => [
      table,
      { inserted: inserted.length, updated: updated.length, unchanged, deleted: deleted.length },
    ]),
  )
}
