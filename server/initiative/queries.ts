// Initiatives that have to do with each other.
import { sql } from 'kysely'
import { integer } from '../db/columns.ts'
import type { Links } from '../relational/index.ts'

const relation = { own_id: integer() }

/** Initiatives related to an initiative, in either direction, once each. */
export const relatedTo: Links<'id', typeof relation, Record<never, never>> = {
  keys: ['id'],
  edge: relation,
  pairs: sql`
    select r.from_id as parent_id, r.to_id as target_id from initiative_relations r
    union all select r.to_id, r.from_id from initiative_relations r`,
  rows: ([id]) => sql`
    select r.to_id as target_id, r.from_id as own_id from initiative_relations r where r.from_id = ${id}
    union select r.from_id, r.to_id from initiative_relations r where r.to_id = ${id}`,
}

/** The relations between two initiatives. */
export const relationsBetween: Links<'own_id' | 'target_id', Record<never, never>, Record<never, never>> = {
  keys: ['own_id', 'target_id'],
  rows: ([own, other]) => sql`
    select r.id as target_id from initiative_relations r
    where (r.from_id = ${own} and r.to_id = ${other}) or (r.from_id = ${other} and r.to_id = ${own})`,
}

/** All relations an initiative is an end of. */
export const relationsOf: Links<'id', Record<never, never>, Record<never, never>> = {
  keys: ['id'],
  pairs: sql`
    select r.from_id as parent_id, r.id as target_id from initiative_relations r
    union all select r.to_id, r.id from initiative_relations r`,
  rows: ([id]) => sql`
    select r.id as target_id from initiative_relations r where r.from_id = ${id}
    union all select r.id from initiative_relations r where r.to_id = ${id}`,
}
