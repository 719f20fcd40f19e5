// Writes a dataset of the database as the files it would be loaded from. What was loaded and not changed comes out byte
// for byte as it went in.
import type { Kysely } from 'kysely'
import type { Dataset } from '../dataset/contents.ts'
import { printJson } from '../dataset/print.ts'
import { plainLists } from '../lists.ts'
import type { Database } from '../tables.ts'
import { initiativeEntries } from './initiatives.ts'
import {
  actionPointEntries,
  actorEntries,
  codingRuleEntries,
  guidanceEntries,
  placeEntries,
  readingEntries,
} from './lists.ts'
import { type Naming, readNaming } from './naming.ts'
import { citationsOf, type Scope } from './scope.ts'

export interface DatasetFile {
  /** Its path in the folder, with slashes. */
  readonly path: string
  readonly text: string
}

/** How many initiatives are in memory at once. */
const batchSize = 200

/** The slugs of the datasets in the database, the first one first. */
export async function datasetSlugs(db: Kysely<Database>): Promise<readonly string[]> {
  const rows = await db.selectFrom('datasets').select('slug').orderBy('id').execute()
  return rows.map(({ slug }) => slug)
}

/**
 * The files of a dataset, one after the other. Read them inside one transaction that is `repeatable read`, so that they
 * fit together. Yields nothing if the database has no such dataset.
 */
export async function* datasetFiles(db: Kysely<Database>, slug: string): AsyncGenerator<DatasetFile> {
  const datasets = await db.selectFrom('datasets').selectAll().orderBy('id').execute()
  const dataset = datasets.find((row) => row.slug === slug)
  if (dataset === undefined) return
  const scope: Scope = {
    datasetId: dataset.id,
    documentId: dataset.document_id,
    isFirst: dataset === datasets[0],
  }
  const naming = await readNaming(db, scope.documentId)
  const description: Dataset['description'] = {
    slug,
    name: dataset.name,
    version: dataset.dataset_version,
    asOf: dataset.as_of,
    document: naming.of('documents', dataset.document_id),
    licence: dataset.licence,
    attribution: dataset.attribution,
  }
  yield { path: 'dataset.json', text: printJson(description) }
  for await (const [path, entries] of listsOf(db, scope, naming, slug)) {
    // A dataset beside the first one has only the files that it has something for.
    if (scope.isFirst || entries.length > 0) yield { path, text: printJson(entries) }
  }
  yield* initiativeFiles(db, scope, naming)
}

async function* listsOf(
  db: Kysely<Database>,
  scope: Scope,
  naming: Naming,
  slug: string,
): AsyncGenerator<readonly [path: string, entries: readonly unknown[]]> {
  if (scope.isFirst) yield ['action-points.json', await actionPointEntries(db, naming)]
  yield ['actors.json', await actorEntries(db, scope, naming)]
  yield ['coding-rules.json', await codingRuleEntries(db, scope)]
  yield ['guidance.json', await guidanceEntries(db, scope, naming, slug)]
  yield ['places.json', await placeEntries(db, scope, naming)]
  yield ['readings.json', await readingEntries(db, scope)]
  for (const list of plainLists) yield [list.file, await list.entriesOf(db, scope, naming)]
}

async function* initiativeFiles(db: Kysely<Database>, scope: Scope, naming: Naming): AsyncGenerator<DatasetFile> {
  const rows = await db
    .selectFrom('initiatives')
    .select('id')
    .where('citation_id', 'in', citationsOf(db, scope))
    .orderBy('id')
    .execute()
  for (let start = 0; start < rows.length; start += batchSize) {
    const ids = rows.slice(start, start + batchSize).map(({ id }) => id)
    for (const entry of await initiativeEntries(db, ids, naming))
      yield { path: `initiatives/${entry.slug}.json`, text: printJson(entry) }
  }
}
