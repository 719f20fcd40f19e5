// What the database holds beside a dataset, for the checks of its files.
import { type Kysely, sql } from 'kysely'
import type { Known } from '../dataset/names.ts'
import type { Scope } from '../export/scope.ts'
import { plainLists } from '../lists.ts'
import type { Database, LoadedTable } from '../tables.ts'
import { isOfDataset } from './rows.ts'

/** Reads the names of everything that belongs to other datasets. */
export async function readKnown(db: Kysely<Database>, scope: Scope): Promise<Known> {
  const other = (table: LoadedTable) =>
    sql`${sql.table(table)} as t where (${isOfDataset(db, table, scope)}) is not true`
  const places = await sql<{ code: string; name: string; kind: Database['places']['kind'] }>`
    select t.code, t.name, t.kind from ${other('places')}`.execute(db)
  const documents = await sql<{ slug: string; first: number | null; last: number | null }>`
    select t.slug, t.first_page as first, t.last_page as last from ${other('documents')}`.execute(db)
  const actions = await sql<{ slug: string; key: string }>`
    select i.slug, t.key from (select t.* from ${other('actions')}) as t join initiatives i on i.id = t.initiative_id`.execute(
    db,
  )
  const sections = await sql<{ code: string; point: number }>`
    select t.code, t.action_point_id as point from ${other('sub_points')}`.execute(db)
  const byTable = new Map<LoadedTable, ReadonlySet<string>>([['places', new Set(places.rows.map(({ code }) => code))]])
  for (const table of ['actors', 'initiatives', ...plainLists.map(({ table }) => table)] as const) {
    const { rows } = await sql<{ slug: string }>`select t.slug from ${other(table)}`.execute(db)
    byTable.set(table, new Set(rows.map(({ slug }) => slug)))
  }
  return {
    isBeside: !scope.isFirst,
    byTable,
    places: new Map(places.rows.map((place) => [place.code, place])),
    documents: new Map(
      documents.rows.map(({ slug, first, last }) => [slug, { first: first ?? undefined, last: last ?? undefined }]),
    ),
    actions: new Set(actions.rows.map(({ slug, key }) => `${slug}/${key.slice(key.lastIndexOf('/') + 1)}`)),
    sections: new Map(sections.rows.map(({ code, point }) => [code, point])),
  }
}
