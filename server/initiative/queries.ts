// Initiatives that have to do with each other.
import { integer } from '../db/columns.ts'
import { selectFrom } from '../db/query.ts'
import type { Relation } from '../relational/index.ts'

const relation = { own_id: integer() }

/** Initiatives related to an initiative, in either direction, once each. */
export const relatedTo: Relation<'id', typeof relation, Record<never, never>> = {
  keys: ['id'],
  edgeColumns: relation,
  edges: selectFrom('initiative_relations')
    .select(['from_id as parent_id', 'to_id as target_id'])
    .unionAll(selectFrom('initiative_relations').select(['to_id as parent_id', 'from_id as target_id'])),
  rows: ({ id }) =>
    selectFrom('initiative_relations')
      .select(['to_id as target_id', 'from_id as own_id'])
      .where('from_id', '=', id)
      .union(
        selectFrom('initiative_relations').select(['from_id as target_id', 'to_id as own_id']).where('to_id', '=', id),
      ),
}

/** The relations between two initiatives. */
export const relationsBetween: Relation<'own_id' | 'target_id', Record<never, never>, Record<never, never>> = {
  keys: ['own_id', 'target_id'],
  rows: ({ own_id: own, target_id: other }) =>
    selectFrom('initiative_relations')
      .select('id as target_id')
      .where((eb) =>
        eb.or([
          eb.and([eb('from_id', '=', own), eb('to_id', '=', other)]),
          eb.and([eb('from_id', '=', other), eb('to_id', '=', own)]),
        ]),
      ),
}

/** All relations an initiative is an end of. */
export const relationsOf: Relation<'id', Record<never, never>, Record<never, never>> = {
  keys: ['id'],
  edges: selectFrom('initiative_relations')
    .select(['from_id as parent_id', 'id as target_id'])
    .unionAll(selectFrom('initiative_relations').select(['to_id as parent_id', 'id as target_id'])),
  rows: ({ id }) =>
    selectFrom('initiative_relations')
      .select('id as target_id')
      .where('from_id', '=', id)
      .unionAll(selectFrom('initiative_relations').select('id as target_id').where('to_id', '=', id)),
}
