// What serves an action point.
import type { Expression } from 'kysely'
import { all, integerParameter, selectFrom, textParameter } from '../db/query.ts'
import type { Input, QueryContext } from '../relational/index.ts'
import type { Basis, ValueOf } from '../vocabulary.ts'

/** What ties between actions and points can be chosen by. */
export type TieScope = {
  /** A basis. */
  readonly basis?: Input | undefined
  /** The least agreement, 1 to 3. */
  readonly minAgreement?: Input | undefined
}

/** Ties `c` of actions to points, those that are followed. */
const ties = ({ scope: { basis, minAgreement } }: QueryContext<TieScope>) =>
  selectFrom('action_classifications as c').where((eb) =>
    all(
      basis && !basis.isNull() ? eb('c.basis', '=', textParameter<ValueOf<typeof Basis>>(basis.param())) : undefined,
      minAgreement && !minAgreement.isNull()
        ? eb('c.agreement', '>=', integerParameter(minAgreement.param()))
        : undefined,
    ),
  )

/** Initiatives with at least one action that serves a point. */
export const initiativesOf = (point: Expression<number>, context: QueryContext<TieScope>) =>
  ties(context)
    .innerJoin('actions as a', 'a.id', 'c.action_id')
    .where('c.action_point_id', '=', point)
    .select('a.initiative_id as target_id')
    .distinct()

/** Actors credited with at least one action that serves a point. */
export const actorsOf = (point: Expression<number>, context: QueryContext<TieScope>) =>
  ties(context)
    .innerJoin('action_actors as a', 'a.action_id', 'c.action_id')
    .where('c.action_point_id', '=', point)
    .select('a.actor_id as target_id')
    .distinct()

/** Points that at least one action of an initiative serves. */
export const pointsOfInitiative = (initiative: Expression<number>, context: QueryContext<TieScope>) =>
  ties(context)
    .innerJoin('actions as a', 'a.id', 'c.action_id')
    .where('a.initiative_id', '=', initiative)
    .select('c.action_point_id as target_id')
    .distinct()

const pointsOfInitiatives = selectFrom('actions as a').innerJoin('action_classifications as c', 'c.action_id', 'a.id')

/** The same for all initiatives, points and actors at once, for filters. */
export const edgesFromInitiativeToPoint = pointsOfInitiatives.select([
  'a.initiative_id as parent_id',
  'c.action_point_id as target_id',
])
export const edgesFromPointToInitiative = pointsOfInitiatives.select([
  'c.action_point_id as parent_id',
  'a.initiative_id as target_id',
])
export const edgesFromPointToActor = selectFrom('action_classifications as c')
  .innerJoin('action_actors as a', 'a.action_id', 'c.action_id')
  .select(['c.action_point_id as parent_id', 'a.actor_id as target_id'])
