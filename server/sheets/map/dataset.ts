// The dataset that a mapped file becomes: its document, and its own row, which no mutation makes.
import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Value as CellValue, RowChange } from '../../db/changes/change.ts'
import type { Database } from '../../db/tables.ts'
import type { RowEntry, Sheeted } from '../entry.ts'
import type { Shapes } from '../own/shapes.ts'
import type { Value } from '../own/values.ts'
import type { Mapping } from './schema.ts'

/** What is said of the pages of a table. */
const pages = 'A table has no pages: the page of a citation is the number of the row.'

/** The document that everything in the file cites. */
export function documentEntry({ dataset: { document } }: Mapping, shapes: Shapes, sheet: Sheeted): RowEntry {
  const { note, ...rest } = document
  const values = new Map<string, Value>(Object.entries(rest))
  values.set('note', note === undefined ? pages : `${note} ${pages}`)
  return {
    is: 'row',
    shape: shapes.ofType('Document'),
    place: { sheet, row: 0 },
    id: undefined,
    version: undefined,
    values,
    fillsOnly: true,
  }
}

const columns = {
  name: 'name',
  version: 'dataset_version',
  asOf: 'as_of',
  licence: 'licence',
  attribution: 'attribution',
  method: 'method',
} as const

/** The change of the dataset's own row; none where it is as the mapping says. */
export async function datasetChanges(db: Kysely<Database>, { dataset }: Mapping): Promise<readonly RowChange[]> {
  const { slug, document } = dataset
  const at = { change: 0, path: [] }
  const own: Record<string, CellValue> = Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [column, String(Reflect.get(dataset, name))]),
  )
  const { rows } = await sql<Readonly<Record<string, CellValue>>>`
    select ${sql.join(Object.values(columns).map((column) => sql.ref(column)))} from datasets where slug = ${slug}`.execute(
    db,
  )
  const [held] = rows
  if (held === undefined) {
    const digest = createHash('sha256').update(JSON.stringify(dataset)).digest('hex')
    const row = { ...own, slug, digest, document_id: { row: { table: 'documents', name: document.slug } as const } }
    return [{ kind: 'insert', table: 'datasets', name: slug, row, at }]
  }
  const set = Object.fromEntries(Object.entries(own).filter(([column, value]) => held[column] !== value))
  if (Object.keys(set).length === 0) return []
  return [{ kind: 'update', table: 'datasets', target: { table: 'datasets', name: slug }, set, at }]
}
