// Writes rows, many at once: what a changeset and a load of the dataset have in common.
import { type RawBuilder, sql, type Transaction } from 'kysely'
import { type Database, tables } from '../tables.ts'
import type { Values } from './change.ts'

const ownIds: ReadonlySet<string> = new Set(
  tables.filter(({ name, columns }) => 'id' in columns && name !== 'action_points').map(({ name }) => name),
)

/** Whether the database gives the rows of a table their ids. */
export const drawsIds = (table: string): boolean => ownIds.has(table)

/** Rows sent as one JSON parameter, however many, and read back as rows of their table. */
export function asRecords(table: string, rows: readonly Values[]): RawBuilder<unknown> {
  return sql`json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)`
}

/** Rows of one statement. */
const batchSize = 5000

/** Rows, or changes, in portions that fit into one statement. */
export function* portionsOf<T>(items: Iterable<T>, size = batchSize): Generator<readonly T[]> {
  let portion: T[] = []
  for (const item of items) {
    portion.push(item)
    if (portion.length < size) continue
    yield portion
    portion = []
  }
  if (portion.length > 0) yield portion
}

/** Draws ids for new rows of several tables at once, so that rows can point at each other before they are there. */
export async function drawIds(
  db: Transaction<Database>,
  wanted: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const counts = [...wanted].filter(([, count]) => count > 0).map(([name, count]) => ({ name, count }))
  if (counts.length === 0) return new Map()
  const { rows } = await sql<{ name: string; ids: number[] }>`
    select wanted.name, json_agg(nextval(pg_get_serial_sequence(wanted.name, 'id'))) as ids
    from json_to_recordset(${JSON.stringify(counts)}::json) as wanted (name text, count integer), generate_series(1, wanted.count)
    group by wanted.name`.execute(db)
  const drawn = new Map(rows.map(({ name, ids }) => [name, ids]))
  for (const { name, count } of counts)
    if (drawn.get(name)?.length !== count) throw new Error(`The database gave too few ids for ${name}.`)
  return drawn
}

/** The rows of a table and those given have the same values in these columns. */
function onHandle(table: string, handle: readonly string[]): RawBuilder<unknown> {
  return sql.join(
    handle.map((column) => sql`${sql.table(table)}.${sql.ref(column)} = given.${sql.ref(column)}`),
    sql` and `,
  )
}

/** Deletes the rows with the given values in the columns that tell them apart. */
export async function deleteRows(
  db: Transaction<Database>,
  table: string,
  handle: readonly string[],
  rows: readonly Values[],
): Promise<void> {
  for (const batch of portionsOf(rows))
    await sql`delete from ${sql.table(table)} using ${asRecords(table, batch)} as given where ${onHandle(table, handle)}`.execute(
      db,
    )
}

/** Sets columns of rows, each to what the row given for it has. */
export async function updateRows(
  db: Transaction<Database>,
  table: string,
  handle: readonly string[],
  columns: readonly string[],
  rows: readonly Values[],
): Promise<void> {
  const set = columns.map((column) => sql`${sql.ref(column)} = given.${sql.ref(column)}`)
  if (table === 'datasets') set.push(sql`loaded_at = now()`)
  for (const batch of portionsOf(rows))
    await sql`update ${sql.table(table)} set ${sql.join(set)} from ${asRecords(table, batch)} as given where ${onHandle(table, handle)}`.execute(
      db,
    )
}

/** Inserts rows; their ids, where they have some, are among their columns. */
export async function insertRows(
  db: Transaction<Database>,
  table: string,
  columns: readonly string[],
  rows: readonly Values[],
): Promise<void> {
  const list = sql.join(columns.map((column) => sql.ref(column)))
  const overriding = drawsIds(table) ? sql`overriding system value` : sql``
  for (const batch of portionsOf(rows))
    await sql`insert into ${sql.table(table)} (${list}) ${overriding} select ${list} from ${asRecords(table, batch)}`.execute(
      db,
    )
}
