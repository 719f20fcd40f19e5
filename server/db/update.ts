// Updates a database to a newer dataset, and keeps what was entered by hand.
import type { Kysely, Transaction } from 'kysely'
import { type Dataset, readDataset } from './dataset.ts'
import { DatabaseError } from './errors.ts'
import { changedEntities, type Kept, keptEntities } from './load/changes.ts'
import { digestOf } from './load/dataset-rows.ts'
import { analyze, applyDataset, isEmpty, type LoadReport, lockedForLoad, reportOf } from './load.ts'
import type { Database } from './tables.ts'

/** A dataset by its version and the checksum of its content. */
export interface DatasetState {
  readonly version: string
  readonly digest: string
}

export type CatalogueUpdate =
  /** The database was empty and holds the dataset now. */
  | { readonly is: 'loaded'; readonly files: DatasetState }
  /** The database holds this dataset. */
  | { readonly is: 'current'; readonly files: DatasetState }
  /** The database holds data of another origin alone. */
  | { readonly is: 'foreign'; readonly files: DatasetState }
  /** The files are older than what the database holds, which stays. */
  | { readonly is: 'older'; readonly files: DatasetState; readonly held: DatasetState }
  | {
      readonly is: 'updated'
      readonly files: DatasetState
      readonly held: DatasetState
      readonly report: LoadReport
      /** The names of entities that changed, or that have a part that did, by table. */
      readonly changed: Readonly<Record<string, readonly string[]>>
      /** What stays as it is although the files say otherwise. */
      readonly kept: readonly Kept[]
    }

/**
 * Brings the database up to the dataset in the files. A higher version is loaded, and so is another content of the same
 * version, unless the database held it before. Instances that start together do so one after the other. Throws a
 * DatasetError where the files are wrong, and a DatabaseError CATALOGUE_CONFLICT where they contradict what was entered by
 * hand; nothing is changed then.
 */
export async function updateCatalogue(db: Kysely<Database>, folder?: string): Promise<CatalogueUpdate> {
  const dataset = await readDataset(folder)
  const files = { version: dataset.description.version, digest: digestOf(dataset) }
  if ((await heldIn(db, dataset))?.digest === files.digest) return { is: 'current', files }
  try {
    const { update, plans } = await lockedForLoad(db, (transaction) => updateIn(transaction, dataset, files))
    await analyze(db, plans)
    return update
  } catch (error) {
    throw conflictOf(error) ?? error
  }
}

async function updateIn(db: Transaction<Database>, dataset: Dataset, files: DatasetState) {
  // Another instance may have loaded while this one waited.
  const held = await heldIn(db, dataset)
  const nothing = (update: CatalogueUpdate) => ({ update, plans: [] })
  if (held === undefined) {
    if (!(await isEmpty(db))) return nothing({ is: 'foreign', files })
    return { update: { is: 'loaded', files } as const, plans: (await applyDataset(db, dataset)).plans }
  }
  if (held.digest === files.digest) return nothing({ is: 'current', files })
  const order = compareVersions(files.version, held.version)
  if (order < 0 || (order === 0 && (await wasLoaded(db, dataset, files)))) return nothing({ is: 'older', files, held })
  const { plans, existing } = await applyDataset(db, dataset, { keepHandmade: true })
  const update = {
    is: 'updated',
    files,
    held,
    report: reportOf(plans),
    changed: changedEntities(plans, existing),
    kept: keptEntities(plans, existing),
  } as const
  return { update, plans }
}

async function heldIn(db: Kysely<Database>, { description }: Dataset): Promise<DatasetState | undefined> {
  return db
    .selectFrom('datasets')
    .select(['dataset_version as version', 'digest'])
    .where('slug', '=', description.slug)
    .executeTakeFirst()
}

async function wasLoaded(db: Kysely<Database>, { description }: Dataset, { digest }: DatasetState): Promise<boolean> {
  const load = await db
    .selectFrom('dataset_loads')
    .select('id')
    .where('slug', '=', description.slug)
    .where('digest', '=', digest)
    .executeTakeFirst()
  return load !== undefined
}

/** Part by part, numbers by size: 2026.10 comes after 2026.9. */
function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.'), b.split('.')]
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const order = (left[index] ?? '').localeCompare(right[index] ?? '', 'en', { numeric: true })
    if (order !== 0) return order
  }
  return 0
}

/** SQLSTATE class 23: integrity constraint violations. */
function conflictOf(error: unknown): DatabaseError | undefined {
  if (!(error instanceof Error)) return undefined
  const [code, detail, table] = ['code', 'detail', 'table'].map((name): unknown => Reflect.get(error, name))
  if (typeof code !== 'string' || !code.startsWith('23')) return undefined
  const where = typeof table === 'string' ? ` in ${table}` : ''
  const what = typeof detail === 'string' ? detail : error.message
  return new DatabaseError(
    'CATALOGUE_CONFLICT',
    `The newer catalogue contradicts what was entered by hand${where}: ${what} Change that entry and start again; nothing was changed.`,
    { cause: error },
  )
}
