// Fills the database from the catalogue's files and brings it up to date with them.
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import { type Dataset, readDataset } from './dataset.ts'
import { digestOf, rowsOf } from './load/dataset-rows.ts'
import { type Drafts, identityColumns, type LoadedTable, loadedTableNames } from './load/draft.ts'
import { asLoaded, type Existing, Ids, planLoad, type Row, type TablePlan } from './load/plan.ts'
import { lit } from './query.ts'
import type { Database } from './tables.ts'
import { tables } from './tables.ts'

export interface Counts {
  readonly inserted: number
  readonly updated: number
  readonly unchanged: number
  readonly deleted: number
}

/** What a load did to each table. */
export type LoadReport = ReadonlyMap<LoadedTable, Counts>

/** Any number does, as long as every instance takes the same. */
const LOAD_LOCK = 7_310_208_641

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

/** Runs a load in a transaction. Instances that start together load one after the other; the later ones find nothing to do. */
export function lockedForLoad<T>(
  db: Kysely<Database>,
  load: (transaction: Transaction<Database>) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (transaction) => {
    await sql`select set_config('statement_timeout', '0', true), pg_advisory_xact_lock(${sql.lit(LOAD_LOCK)})`.execute(
      transaction,
    )
    await sql`set constraints all deferred`.execute(transaction)
    return load(transaction)
  })
}

/** The planner knows nothing of new rows until someone looks at them, and an embedded database never does by itself. */
export async function analyze(db: Kysely<Database>, plans: readonly TablePlan[]): Promise<void> {
  const changed = plans.filter(isChange).map(({ table }) => sql.table(table))
  if (changed.length > 0) await sql`analyze ${sql.join([...changed, sql.table('place_closure')])}`.execute(db)
}

const isChange = ({ inserted, updated, deleted }: TablePlan): boolean =>
  inserted.length + updated.length + deleted.length > 0

/** What a load did: the plan of each table, and the rows that were there before. */
export interface Applied {
  readonly plans: readonly TablePlan[]
  readonly existing: Existing
}

/**
 * Puts the rows of a dataset into the database and takes down that it was loaded, where that changes anything. With
 * `keepHandmade`, rows that someone entered or changed since the last load stay as they are.
 */
export async function applyDataset(
  db: Transaction<Database>,
  dataset: Dataset,
  { keepHandmade = false } = {},
): Promise<Applied> {
  const drafts = rowsOf(dataset)
  const existing = await readExisting(db, drafts, keepHandmade)
  const plans = await applyDrafts(db, drafts, existing)
  if (plans.some(isChange)) {
    const { slug, version } = dataset.description
    const load = { slug, dataset_version: version, digest: digestOf(dataset) }
    await db.insertInto('dataset_loads').values(load).execute()
  }
  return { plans, existing }
}

async function applyDrafts(
  db: Transaction<Database>,
  drafts: Drafts,
  existing: Existing,
): Promise<readonly TablePlan[]> {
  const ids = new Ids()
  const plans = planLoad(drafts, existing, ids)
  await giveIds(db, plans, ids)
  for (const { table, deleted } of plans.toReversed()) {
    if (deleted.length > 0) await deleteRows(db, table, deleted)
  }
  for (const plan of plans) {
    if (plan.updated.length > 0) await updateRows(db, plan, ids)
    if (plan.inserted.length > 0) await insertRows(db, plan, ids)
  }
  return plans
}

const hasOwnId: ReadonlySet<string> = new Set(
  tables.filter(({ name, columns }) => 'id' in columns && name !== 'action_points').map(({ name }) => name),
)

/** Rows are identified by their id, or by their unique columns if they have none. */
const handleOf = (table: LoadedTable): readonly string[] => (hasOwnId.has(table) ? ['id'] : identityColumns(table))

/** Every row of every table, in one statement. */
async function readExisting(db: Transaction<Database>, drafts: Drafts, keepHandmade: boolean): Promise<Existing> {
  // All rows a load writes bear the time of its transaction.
  const handmade = keepHandmade
    ? sql`, updated_at in (select loaded_at from dataset_loads) as ${sql.ref(asLoaded)}`
    : sql``
  const parts = loadedTableNames.flatMap((table) => {
    const draft = drafts.of(table).values().next().value ?? {}
    const columns = new Set([...handleOf(table), ...identityColumns(table), ...Object.keys(draft)])
    const list = sql.join([...columns].map((column) => sql.ref(column)))
    return [
      sql.lit(table),
      sql`(select coalesce(json_agg(row), '[]') from (select ${list}${handmade} from ${sql.table(table)}) row)`,
    ]
  })
  const { rows } = await sql<{ existing: Existing }>`select json_build_object(${sql.join(parts)}) as existing`.execute(
    db,
  )
  return rows[0]?.existing ?? {}
}

/** Draws the ids of all new rows at once, so that rows can point at each other before they are there. */
async function giveIds(db: Transaction<Database>, plans: readonly TablePlan[], ids: Ids): Promise<void> {
  for (const { table, inserted } of plans) {
    if (table === 'action_points') for (const { name } of inserted) ids.set(table, name, Number(name))
  }
  const wanting = plans.filter(({ table, inserted }) => hasOwnId.has(table) && inserted.length > 0)
  if (wanting.length === 0) return
  const wanted = JSON.stringify(wanting.map(({ table, inserted }) => ({ name: table, count: inserted.length })))
  const { rows } = await sql<{ name: string; ids: number[] }>`
    select wanted.name, json_agg(nextval(pg_get_serial_sequence(wanted.name, 'id'))) as ids
    from json_to_recordset(${wanted}::json) as wanted (name text, count integer), generate_series(1, wanted.count)
    group by wanted.name`.execute(db)
  const idsByTable = new Map(rows.map((row) => [row.name, row.ids]))
  for (const { table, inserted } of wanting) {
    const tableIds = idsByTable.get(table) ?? []
    for (const [index, { name }] of inserted.entries()) {
      const id = tableIds[index]
      if (id === undefined) throw new Error(`The database gave too few ids for ${table}.`)
      ids.set(table, name, id)
    }
  }
}

/** Rows sent as one JSON parameter, however many, and read back as rows of their table. */
function asRecords(table: LoadedTable, rows: readonly Row[]): RawBuilder<unknown> {
  return sql`json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)`
}

function onHandle(table: LoadedTable): RawBuilder<unknown> {
  return sql.join(
    handleOf(table).map((column) => sql`${sql.table(table)}.${sql.ref(column)} = given.${sql.ref(column)}`),
    sql` and `,
  )
}

async function deleteRows(db: Transaction<Database>, table: LoadedTable, rows: readonly Row[]): Promise<void> {
  await sql`delete from ${sql.table(table)} using ${asRecords(table, rows)} as given where ${onHandle(table)}`.execute(
    db,
  )
}

async function updateRows(db: Transaction<Database>, { table, columns, updated }: TablePlan, ids: Ids): Promise<void> {
  const rows = updated.map(({ draft, before }) => ({
    ...(hasOwnId.has(table) && { id: before['id'] ?? null }),
    ...ids.resolve(draft),
  }))
  const changes = columns.map((column) => sql`${sql.ref(column)} = given.${sql.ref(column)}`)
  if (table === 'datasets') changes.push(sql`loaded_at = now()`)
  await sql`update ${sql.table(table)} set ${sql.join(changes)} from ${asRecords(table, rows)} as given where ${onHandle(table)}`.execute(
    db,
  )
}

async function insertRows(db: Transaction<Database>, { table, columns, inserted }: TablePlan, ids: Ids): Promise<void> {
  const insertsId = hasOwnId.has(table)
  const rows = inserted.map(({ name, draft }) => ({
    ...(insertsId && { id: ids.of({ table, name }) }),
    ...ids.resolve(draft),
  }))
  const list = sql.join([...(insertsId ? ['id'] : []), ...columns].map((column) => sql.ref(column)))
  const overriding = insertsId ? sql`overriding system value` : sql``
  await sql`insert into ${sql.table(table)} (${list}) ${overriding} select ${list} from ${asRecords(table, rows)}`.execute(
    db,
  )
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
