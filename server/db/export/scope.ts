// Which rows belong to a dataset: those whose citation is of its document. What cites nothing, such as the countries of
// the world, belongs to the first dataset.
import type { Kysely, SelectQueryBuilder } from 'kysely'
import type { Database } from '../tables.ts'

/** One dataset of the database. */
export interface Scope {
  readonly datasetId: number
  readonly documentId: number
  /** Whether it is the first dataset of the database. */
  readonly isFirst: boolean
}

type Query<T extends keyof Database> = SelectQueryBuilder<Database, T, object>

/** The citations of a dataset's document. */
export const citationsOf = (db: Kysely<Database>, { documentId }: Scope) =>
  db.selectFrom('citations').select('id').where('document_id', '=', documentId)

/** The places of a dataset. */
export function placesOf(db: Kysely<Database>, scope: Scope): Query<'places'> {
  const places = db.selectFrom('places')
  const citations = citationsOf(db, scope)
  return scope.isFirst
    ? places.where((eb) => eb.or([eb('citation_id', 'is', null), eb('citation_id', 'in', citations)]))
    : places.where('citation_id', 'in', citations)
}

/** The documents of a dataset: its own, those its initiatives refer to, and in the first one all that belong to no other. */
export function documentsOf(db: Kysely<Database>, scope: Scope): Query<'documents'> {
  const citations = citationsOf(db, scope)
  const referred = db
    .selectFrom('initiative_references')
    .select('document_id')
    .where('document_id', 'is not', null)
    .$narrowType<{ document_id: number }>()
  const byOthers = referred.where('citation_id', 'not in', citations)
  const byItself = referred.where('citation_id', 'in', citations)
  const othersOwn = db.selectFrom('datasets').select('document_id').where('id', '!=', scope.datasetId)
  return db
    .selectFrom('documents')
    .where((eb) =>
      eb.or([
        eb('id', '=', scope.documentId),
        eb('id', 'in', byItself),
        ...(scope.isFirst ? [eb.and([eb('id', 'not in', othersOwn), eb('id', 'not in', byOthers)])] : []),
      ]),
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
