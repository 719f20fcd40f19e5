// What serves an action point.
import { sql } from 'kysely'
import type { Input, LinkContext, Sql } from '../relational/index.ts'

/** What ties between actions and points can be chosen by. */
export type TieScope = {
  /** A basis. */
  readonly basis?: Input | undefined
  /** The least agreement, 1 to 3. */
  readonly minAgreement?: Input | undefined
}

/** Which ties `c` are followed. */
const ofTies = ({ scope: { basis, minAgreement } }: LinkContext<TieScope>): Sql => {
  const onBasis = basis && !basis.isNull() ? sql`and c.basis = ${basis.param()}::text` : sql``
  if (!minAgreement || minAgreement.isNull()) return onBasis
  return sql`${onBasis} and c.agreement >= ${minAgreement.param()}::integer`
}

const pairs = (parent: string, target: string): Sql => sql`
  select ${sql.ref(parent)} as parent_id, ${sql.ref(target)} as target_id
  from actions a join action_classifications c on c.action_id = a.id`

/** Initiatives with at least one action that serves a point. */
export const initiativesOf = (point: Sql, context: LinkContext<TieScope>): Sql => sql`
  select distinct a.initiative_id as target_id from action_classifications c join actions a on a.id = c.action_id
  where c.action_point_id = ${point} ${ofTies(context)}`

/** Actors credited with at least one action that serves a point. */
export const actorsOf = (point: Sql, context: LinkContext<TieScope>): Sql => sql`
  select distinct a.actor_id as target_id from action_classifications c join action_actors a on a.action_id = c.action_id
  where c.action_point_id = ${point} ${ofTies(context)}`

/** Points that at least one action of an initiative serves. */
export const pointsOfInitiative = (initiative: Sql, context: LinkContext<TieScope>): Sql => sql`
  select distinct c.action_point_id as target_id from actions a join action_classifications c on c.action_id = a.id
  where a.initiative_id = ${initiative} ${ofTies(context)}`

/** The same for all initiatives, points and actors at once, for filters. */
export const pairsOfInitiativeAndPoint = pairs('a.initiative_id', 'c.action_point_id')
export const pairsOfPointAndInitiative = pairs('c.action_point_id', 'a.initiative_id')
export const pairsOfPointAndActor = sql`
  select c.action_point_id as parent_id, a.actor_id as target_id
  from action_classifications c join action_actors a on a.action_id = c.action_id`
