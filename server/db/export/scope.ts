// Which rows belong to a dataset: those whose citation is of its document. What cites nothing, such as the countries of
// the world, and what cites a document that is no dataset's, belongs to the first dataset.
import { type Kysely, type SelectQueryBuilder, sql } from 'kysely'
import type { Database } from '../tables.ts'

/** One dataset of the database. */
export interface Scope {
  /** Of a dataset that is not in the database yet, 0; so is the document, where that is not there either. */
  readonly datasetId: number
  readonly documentId: number
  /** Whether it is the first dataset of the database. */
  readonly isFirst: boolean
}

type Query<T extends keyof Database> = SelectQueryBuilder<Database, T, object>

/** A dataset, whether it is in the database or not. */
export async function scopeOf(db: Kysely<Database>, slug: string, document: string): Promise<Scope> {
  const datasets = await db.selectFrom('datasets').select(['id', 'slug', 'document_id']).orderBy('id').execute()
  const found = datasets.find((dataset) => dataset.slug === slug)
  const isFirst = datasets.length === 0 || found === datasets[0]
  if (found) return { datasetId: found.id, documentId: found.document_id, isFirst }
  const own = await db.selectFrom('documents').select('id').where('slug', '=', document).executeTakeFirst()
  return { datasetId: 0, documentId: own?.id ?? 0, isFirst }
}

/** The documents of the other datasets. */
const othersOwn = (db: Kysely<Database>, { datasetId }: Scope) =>
  db.selectFrom('datasets').select('document_id').where('id', '!=', datasetId)

/** The citations that make what cites them part of a dataset. */
export const citationsOf = (db: Kysely<Database>, scope: Scope) =>
  scope.isFirst
    ? db.selectFrom('citations').select('id').where('document_id', 'not in', othersOwn(db, scope))
    : db.selectFrom('citations').select('id').where('document_id', '=', scope.documentId)

/** The places of a dataset. */
export function placesOf(db: Kysely<Database>, scope: Scope): Query<'places'> {
  const places = db.selectFrom('places')
  const citations = citationsOf(db, scope)
  return scope.isFirst
    ? places.where((eb) => eb.or([eb('citation_id', 'is', null), eb('citation_id', 'in', citations)]))
    : places.where('citation_id', 'in', citations)
}

/** The documents that initiatives of one document alone refer to; all that belong to no dataset count as the first one's. */
const referredByOne = (db: Kysely<Database>) =>
  db
    .selectFrom('initiative_references as r')
    .innerJoin('initiatives as i', 'i.id', 'r.initiative_id')
    .innerJoin('citations as c', 'c.id', 'i.citation_id')
    .leftJoin('datasets as d', 'd.document_id', 'c.document_id')
    .select(({ ref }) => sql<number>`${ref('r.document_id')}`.as('id'))
    .where('r.document_id', 'is not', null)
    .groupBy('r.document_id')
    .having(sql`count(distinct coalesce(d.document_id, 0))`, '=', 1)

/**
 * The documents of a dataset: its own, and those that its initiatives alone refer to. All that would belong to none or to
 * several datasets are the first one's.
 */
export function documentsOf(db: Kysely<Database>, scope: Scope): Query<'documents'> {
  const others = othersOwn(db, scope)
  const documents = db.selectFrom('documents')
  if (scope.isFirst) {
    const byOthers = referredByOne(db).having(sql`min(d.document_id)`, 'in', others)
    return documents.where('id', 'not in', others).where('id', 'not in', byOthers)
  }
  const byItself = referredByOne(db).having(sql`min(d.document_id)`, '=', scope.documentId)
  return documents.where((eb) =>
    eb.or([eb('id', '=', scope.documentId), eb.and([eb('id', 'in', byItself), eb('id', 'not in', others)])]),
  )
}

/** The plans of a dataset: those for its initiatives, and in the first one those for places. */
export function plansOf(db: Kysely<Database>, scope: Scope): Query<'implementation_plans'> {
  const initiatives = db.selectFrom('initiatives').select('id').where('citation_id', 'in', citationsOf(db, scope))
  return db
    .selectFrom('implementation_plans')
    .where((eb) =>
      eb.or([eb('initiative_id', 'in', initiatives), ...(scope.isFirst ? [eb('place_id', 'is not', null)] : [])]),
    )
}
