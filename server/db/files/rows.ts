// The rows of a dataset in the database: those that stand in its files.
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { citationsOf, documentsOf, placesOf, plansOf, type Scope } from '../export/scope.ts'
import { plainLists } from '../lists.ts'
import { identityColumns, type LoadedTable } from '../load/draft.ts'
import { handleOf } from '../load/existing.ts'
import type { Row } from '../load/plan.ts'
import { type Database, tables } from '../tables.ts'

/** The columns by which a row stands in the entry of another one, the closest first. */
const owners = {
  plan_item_id: 'plan_items',
  plan_id: 'implementation_plans',
  from_id: 'initiatives',
  initiative_id: 'initiatives',
  action_id: 'actions',
  reading_id: 'action_readings',
  outcome_id: 'outcomes',
  group_id: 'actors',
  actor_id: 'actors',
  place_id: 'places',
} as const satisfies Readonly<Record<string, LoadedTable>>

/** Tables whose rows are entries of their own, and belong to a dataset by what they cite. */
const cited: ReadonlySet<LoadedTable> = new Set<LoadedTable>([
  'actors',
  'initiatives',
  'guidance',
  ...plainLists.map(({ table }) => table),
])

const columnsOf: ReadonlyMap<string, object> = new Map(tables.map(({ name, columns }) => [name, columns]))

/** The condition that a row `t` of a table belongs to a dataset. */
export function isOfDataset(db: Kysely<Database>, table: LoadedTable, scope: Scope): RawBuilder<unknown> {
  const columns = columnsOf.get(table) ?? {}
  switch (table) {
    case 'datasets':
      return sql`t.id = ${scope.datasetId}`
    case 'coding_rules':
      return sql`t.dataset_id = ${scope.datasetId}`
    case 'documents':
      return sql`t.id in (${documentsOf(db, scope).select('id')})`
    case 'places':
      return sql`t.id in (${placesOf(db, scope).select('id')})`
    case 'citations':
      return sql`t.id in (${citationsOf(db, scope)})`
    case 'implementation_plans':
      return sql`t.id in (${plansOf(db, scope).select('id')})`
    case 'action_points':
    case 'action_point_titles':
    case 'sub_points':
      return scope.isFirst ? sql`true` : sql`false`
  }
  if (cited.has(table) && 'citation_id' in columns) return sql`t.citation_id in (${citationsOf(db, scope)})`
  for (const [column, owner] of Object.entries(owners))
    if (column in columns) {
      const ofOwner = isOfDataset(db, owner, scope)
      return sql`t.${sql.ref(column)} in (select t.id from ${sql.table(owner)} as t where ${ofOwner})`
    }
  throw new TypeError(`No dataset has rows of ${table}.`)
}

/** The rows of a table that belong to a dataset, with some of their columns and those that tell them apart. */
export async function readRows(
  db: Kysely<Database>,
  table: LoadedTable,
  scope: Scope,
  columns: readonly string[],
): Promise<readonly Row[]> {
  const own = columnsOf.get(table) ?? {}
  const all = [
    ...new Set([
      ...handleOf(table),
      ...identityColumns(table),
      ...['slug', 'code', 'key', 'citation_id', ...Object.keys(owners)].filter((column) => column in own),
      ...columns,
    ]),
  ]
  const list = sql.join(all.map((column) => sql`t.${sql.ref(column)}`))
  const { rows } = await sql<Row>`
    select ${list} from ${sql.table(table)} as t where ${isOfDataset(db, table, scope)}`.execute(db)
  return rows
}
