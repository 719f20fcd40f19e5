// Compares a folder of files with the database: the changes that make the rows of the dataset what the files say.
import { type Kysely, sql } from 'kysely'
import type { RowChange } from '../changes/change.ts'
import { readDataset } from '../dataset.ts'
import { type Scope, scopeOf } from '../export/scope.ts'
import { rowsOf } from '../load/dataset-rows.ts'
import { type Drafts, type LoadedTable, loadedTableNames, Ref } from '../load/draft.ts'
import { type Existing, Ids, planTable, type Row, type TablePlan } from '../load/plan.ts'
import { headRevision } from '../revisions.ts'
import type { Database } from '../tables.ts'
import { changedColumns, makeChanges } from './changes.ts'
import { readKnown } from './known.ts'
import { readRows } from './rows.ts'

/** A folder held against the database. */
export interface Comparison {
  readonly slug: string
  /** The revision that the files were compared with. */
  readonly revision: number
  /** None where the files say what the database does. */
  readonly changes: readonly RowChange[]
  readonly plans: readonly TablePlan[]
}

/**
 * What the files compute from themselves. A catalogue that is edited does not compute it anew, so a difference in these
 * alone is none.
 */
const computed: Readonly<Partial<Record<LoadedTable, readonly string[]>>> = {
  datasets: ['digest', 'method'],
  action_classifications: ['agreement'],
  initiatives: ['as_of'],
}

/** Compares a folder with the database, all of it as of one moment. Throws DatasetError where the files are wrong. */
export function compareFolder(db: Kysely<Database>, folder: string): Promise<Comparison> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (transaction) => {
      let scope: Scope | undefined
      const dataset = await readDataset(folder, async ({ slug, document }) => {
        scope = await scopeOf(transaction, slug, document)
        return readKnown(transaction, scope)
      })
      if (scope === undefined) throw new TypeError('A dataset was read without its description.')
      const revision = await headRevision(transaction)
      const drafts = rowsOf(dataset, !scope.isFirst)
      if (!scope.isFirst) await keepOrdinals(transaction, drafts)
      const ids = await readNames(transaction)
      const { plans, existing } = await plan(transaction, scope, drafts, ids)
      const changes = plans.some((table) => isDifference(table, ids))
        ? makeChanges({ plans, drafts, ids, existing, orphans: await orphansOf(transaction, plans, ids) })
        : []
      return { slug: dataset.description.slug, revision, changes, plans }
    })
}

/** The ids by which files name rows of any dataset. */
async function readNames(db: Kysely<Database>): Promise<Ids> {
  const ids = new Ids()
  const named = { documents: 'slug', places: 'code', sub_points: 'code', actors: 'slug', initiatives: 'slug' } as const
  for (const table of ['documents', 'places', 'sub_points', 'actors', 'initiatives'] as const) {
    const { rows } = await sql<{ id: number; name: string }>`
      select id, ${sql.ref(named[table])} as name from ${sql.table(table)}`.execute(db)
    for (const { id, name } of rows) ids.set(table, name, id)
  }
  for (const { id } of await db.selectFrom('action_points').select('id').execute())
    ids.set('action_points', String(id), id)
  return ids
}

interface Planned {
  readonly plans: readonly TablePlan[]
  readonly existing: Existing
}

async function plan(db: Kysely<Database>, scope: Scope, drafts: Drafts, ids: Ids): Promise<Planned> {
  const existing: Partial<Record<LoadedTable, readonly Row[]>> = {}
  const plans: TablePlan[] = []
  for (const table of loadedTableNames) {
    const columns = Object.keys(drafts.of(table).values().next().value ?? {})
    const rows =
      table === 'citations' ? await readCitations(db, drafts, ids) : await readRows(db, table, scope, columns)
    existing[table] = rows
    plans.push(planTable(table, drafts.of(table), rows, ids))
  }
  return { plans, existing }
}

/** The citations of all documents that the files cite. */
async function readCitations(db: Kysely<Database>, drafts: Drafts, ids: Ids): Promise<readonly Row[]> {
  const cited = [...drafts.of('citations').values()].map((draft) => ids.resolve(draft)['document_id'])
  const { rows } = await sql<Row>`
    select id, document_id, page_start, page_end, section, footnote from citations
    where document_id = any (${[...new Set(cited)]}::integer[])`.execute(db)
  return rows
}

/** The first number that guidance of a dataset beside the first one has in its list, where that leaves room. */
const firstOrdinal = 1001

/** Lists of guidance are numbered across datasets. What is there keeps its number, and what is new comes last. */
async function keepOrdinals(db: Kysely<Database>, drafts: Drafts): Promise<void> {
  const rows = await db.selectFrom('guidance').select(['key', 'action_point_id', 'audience', 'ordinal']).execute()
  const known = new Map(rows.map(({ key, ordinal }) => [key, ordinal]))
  const last = new Map<string, number>()
  for (const { action_point_id, audience, ordinal } of rows) {
    const list = `${action_point_id} ${audience}`
    last.set(list, Math.max(last.get(list) ?? firstOrdinal - 1, ordinal))
  }
  const guidance = drafts.of('guidance')
  for (const [name, draft] of guidance) {
    const { key, action_point_id, audience } = draft
    const list = `${action_point_id instanceof Ref ? action_point_id.name : ''} ${String(audience)}`
    const next = (last.get(list) ?? firstOrdinal - 1) + 1
    const ordinal = known.get(String(key)) ?? next
    if (ordinal === next) last.set(list, next)
    guidance.set(name, { ...draft, ordinal })
  }
}

/** Whether a plan changes what files say. Citations come and go with what cites them. */
function isDifference({ table, inserted, updated, deleted }: TablePlan, ids: Ids): boolean {
  if (table === 'citations') return false
  if (inserted.length + deleted.length > 0) return true
  const own = computed[table] ?? []
  return updated.some((row) => changedColumns(row, ids).some((column) => !own.includes(column)))
}

/** The citations that nothing may be left to use: of rows that change, and of documents that do. */
async function orphansOf(db: Kysely<Database>, plans: readonly TablePlan[], ids: Ids): Promise<readonly number[]> {
  const touched = plans.flatMap(({ table, updated, deleted }) =>
    [...updated.map(({ before }) => before), ...deleted].map((row) => ({ table, row })),
  )
  const idsOf = (values: readonly unknown[]) => values.filter((value) => typeof value === 'number')
  const cited = idsOf(touched.map(({ table, row }) => (table === 'citations' ? undefined : row['citation_id'])))
  const documents = idsOf(touched.flatMap(({ table, row }) => (table === 'documents' ? [row['id']] : [])))
  if (cited.length + documents.length === 0) return []
  const { rows } = await sql<{ id: number }>`
    select id from citations where id = any (${cited}::integer[]) or document_id = any (${documents}::integer[])
    order by id`.execute(db)
  const kept = new Set(ids.all('citations'))
  return rows.map(({ id }) => id).filter((id) => !kept.has(id))
}
