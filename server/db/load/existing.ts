// Reads the rows a load has to compare with: those the dataset names, and those earlier loads made and the files may have
// dropped. What people entered is left where it is, however much that may be.
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import { asRecords, drawsIds, portionsOf } from '../changes/write.ts'
import type { Columns } from '../columns.ts'
import { type Database, tables } from '../tables.ts'
import { type Drafts, identityColumns, type LoadedTable, loadedTableNames } from './draft.ts'
import { asLoaded, type Ids, identitiesOf, type Row, type TablePlan, type Used } from './plan.ts'

/** Rows are identified by their id, or by their unique columns if they have none. */
export const handleOf = (table: LoadedTable): readonly string[] => (drawsIds(table) ? ['id'] : identityColumns(table))

/** How many rows of a table that were entered by hand a report names at most. */
const mostNamed = 50

/** Rows bear the revision and the time of the load that wrote them; of loads before there were revisions, the time tells. */
const isAsLoaded = sql<boolean>`(t.revision_from, t.updated_at) in (select revision, loaded_at from dataset_loads)`

const columnsOf: ReadonlyMap<string, Columns> = new Map(tables.map(({ name, columns }) => [name, columns]))

interface Reading {
  readonly table: LoadedTable
  readonly drafts: Drafts
  readonly ids: Ids
}

/** Every row of a table: with all that a load compares if the dataset names it, else only with what tells it apart. */
export async function readEveryRow(db: Transaction<Database>, reading: Reading): Promise<readonly Row[]> {
  const { table } = reading
  const columns = [...new Set([...handleOf(table), ...identityColumns(table)])]
  const all = await sql<Row>`select ${listOf(columns)} from ${sql.table(table)} t`.execute(db)
  if (all.rows.length === 0) return []
  const named = await readNamed(db, reading, listOf(comparedColumns(reading)), sql`true`)
  return joined(table, named, all.rows)
}

/**
 * The rows of a table that loads made, those that the dataset names, and a few of the others, for the report. Each says
 * whether it is as a load left it.
 */
export async function readLoadedRows(db: Transaction<Database>, reading: Reading): Promise<readonly Row[]> {
  const { table } = reading
  const list = sql`${listOf(comparedColumns(reading))}, ${isAsLoaded} as ${sql.ref(asLoaded)}`
  const loaded = await sql<Row>`select ${list} from ${sql.table(table)} t where ${isAsLoaded}`.execute(db)
  const edited = await readNamed(db, reading, list, sql`not ${isAsLoaded}`)
  const entered = await sql<Row>`
    select ${list} from ${sql.table(table)} t where not ${isAsLoaded} limit ${edited.length + mostNamed}`.execute(db)
  return joined(table, [...loaded.rows, ...edited], entered.rows)
}

const listOf = (columns: readonly string[]): RawBuilder<unknown> =>
  sql.join(columns.map((column) => sql`t.${sql.ref(column)}`))

function comparedColumns({ table, drafts }: Reading): readonly string[] {
  const draft = drafts.of(table).values().next().value ?? {}
  return [...new Set([...handleOf(table), ...identityColumns(table), ...Object.keys(draft)])]
}

/** The rows that the dataset names. What they point at must be known. */
async function readNamed(
  db: Transaction<Database>,
  { table, drafts, ids }: Reading,
  list: RawBuilder<unknown>,
  condition: RawBuilder<unknown>,
): Promise<readonly Row[]> {
  const found: Row[] = []
  // Equality alone finds rows by an index.
  const same = sql.join(
    identityColumns(table).map((column) =>
      columnsOf.get(table)?.[column]?.nullable
        ? sql`t.${sql.ref(column)} is not distinct from given.${sql.ref(column)}`
        : sql`t.${sql.ref(column)} = given.${sql.ref(column)}`,
    ),
    sql` and `,
  )
  for (const batch of portionsOf(identitiesOf(table, drafts.of(table), ids))) {
    const { rows } = await sql<Row>`
      select ${list} from ${asRecords(table, batch)} given join ${sql.table(table)} t on ${same} where ${condition}`.execute(
      db,
    )
    for (const row of rows) found.push(row)
  }
  return found
}

/** Adds to rows those that are not among them, told apart by their handle. */
function joined(table: LoadedTable, rows: readonly Row[], more: readonly Row[]): readonly Row[] {
  const handle = handleOf(table)
  const handleText = (row: Row) => JSON.stringify(handle.map((column) => row[column]))
  const there = new Set(rows.map(handleText))
  return [...rows, ...more.filter((row) => !there.has(handleText(row)))]
}

/** A column by which rows of a table point at rows of another, by their ids. */
export interface Pointer {
  readonly table: string
  readonly column: string
  readonly target: LoadedTable
}

const isLoaded = (name: string): name is LoadedTable => loadedTableNames.some((table) => table === name)

/** Every such column, as the foreign keys of the database have it. */
export async function readPointers(db: Kysely<Database>): Promise<readonly Pointer[]> {
  const { rows } = await sql<{ table: string; column: string; target: string }>`
    select own.relname as table, attname as column, target.relname as target
    from pg_constraint
    join pg_class own on own.oid = conrelid
    join pg_class target on target.oid = confrelid,
    unnest(conkey, confkey) as pair (here, there)
    join pg_attribute on attnum = here
    where contype = 'f' and attrelid = conrelid and connamespace = (select relnamespace from pg_class where oid = to_regclass('revisions'))
      and exists (select from pg_attribute named where named.attrelid = confrelid and named.attnum = there and named.attname = 'id')`.execute(
    db,
  )
  return rows.flatMap(({ table, column, target }) => (isLoaded(target) ? [{ table, column, target }] : []))
}

/** Which of the rows that a load would delete are pointed at by rows that were entered or changed by hand. */
export async function readUsed(
  db: Transaction<Database>,
  plans: readonly TablePlan[],
  pointers: readonly Pointer[],
): Promise<Used> {
  const used = new Map<LoadedTable, Set<unknown>>()
  for (const { table: target, deleted } of plans) {
    const ids = deleted.flatMap(({ id }) => (typeof id === 'number' ? [id] : []))
    if (ids.length === 0) continue
    const found = new Set<unknown>()
    used.set(target, found)
    for (const { table, column } of pointers.filter((pointer) => pointer.target === target)) {
      if (columnsOf.get(table)?.['updated_at'] === undefined) continue
      const { rows } = await sql<{ id: number }>`
        select distinct t.${sql.ref(column)} as id from ${sql.table(table)} t
        where t.${sql.ref(column)} = any(${ids}::integer[]) and not ${isAsLoaded}`.execute(db)
      for (const { id } of rows) found.add(id)
    }
  }
  return used
}
