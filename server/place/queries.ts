// How initiatives, actors and actions are found by place. What covers a region shows on each country in it, and what is
// in a country shows on the region.
import type { Expression } from 'kysely'
import { all, eb, lit, selectFrom, textsParameter } from '../db/query.ts'
import type { Input, QueryContext } from '../relational/index.ts'
import type { PlaceRole, ValueOf } from '../vocabulary.ts'

/** The places whose facts show on a place: all inside it, and all that contain it. */
const related = (place: Expression<number>) =>
  selectFrom('place_closure')
    .select('descendant_id as place_id')
    .where('ancestor_id', '=', place)
    .union(selectFrom('place_closure').select('ancestor_id as place_id').where('descendant_id', '=', place))

/** What ties between initiatives and places can be filtered by. */
export type RolesScope = {
  /** A list of roles of places. */
  readonly roles?: Input | undefined
}

/** Initiatives tied to a place, in one of the requested roles. */
export const initiativesOf = (place: Expression<number>, { scope: { roles } }: QueryContext<RolesScope>) =>
  selectFrom('initiative_places as p')
    .select('p.initiative_id as target_id')
    .distinct()
    .where('p.place_id', 'in', related(place))
    .where(({ eb, fn }) =>
      all(
        roles && !roles.isNull()
          ? eb('p.role', '=', fn.any(textsParameter<ValueOf<typeof PlaceRole>>(roles.param())))
          : undefined,
      ),
    )

/** Actors that take part in initiatives tied to a place. */
export const actorsOf = (place: Expression<number>, context: QueryContext<RolesScope>) =>
  selectFrom('participations as a')
    .select('a.actor_id as target_id')
    .distinct()
    .where('a.initiative_id', 'in', initiativesOf(place, context))

/** Whether an action names places itself. */
const namesPlaces = (action: Expression<number>) =>
  eb.exists(selectFrom('action_places as own').select(lit(1).as('one')).where('own.action_id', '=', action))

/** Actions at a place: where the action itself names places, by those, else by what its initiative covers. */
export const actionsOf = (place: Expression<number>) =>
  selectFrom('action_places as a')
    .select('a.action_id as target_id')
    .where('a.place_id', 'in', related(place))
    .union(
      selectFrom('initiative_places as p')
        .innerJoin('actions as a', 'a.initiative_id', 'p.initiative_id')
        .select('a.id as target_id')
        .where('p.role', '=', lit('COVERAGE'))
        .where('p.place_id', 'in', related(place))
        .where((eb) => eb.not(namesPlaces(eb.ref('a.id')))),
    )

/** Places that contain a place, itself included. */
export const containing = (place: Expression<number>) =>
  selectFrom('place_closure').select('ancestor_id as target_id').where('descendant_id', '=', place)

/** Places inside a place, itself included. */
export const inside = (place: Expression<number>) =>
  selectFrom('place_closure').select('descendant_id as target_id').where('ancestor_id', '=', place)

/** Each two places of which one contains the other. */
export const near = selectFrom('place_closure')
  .select(['ancestor_id as parent_id', 'descendant_id as place_id'])
  .unionAll(selectFrom('place_closure').select(['descendant_id as parent_id', 'ancestor_id as place_id']))
  .as('n')

const initiativesNear = selectFrom(near).innerJoin('initiative_places as p', 'p.place_id', 'n.place_id')

/** The edges of the same relations for all places at once, for filters. */
export const edges = {
  initiatives: initiativesNear.select(['n.parent_id', 'p.initiative_id as target_id']),
  actors: initiativesNear
    .innerJoin('participations as a', 'a.initiative_id', 'p.initiative_id')
    .select(['n.parent_id', 'a.actor_id as target_id']),
  actions: selectFrom(near)
    .innerJoin('action_places as a', 'a.place_id', 'n.place_id')
    .select(['n.parent_id', 'a.action_id as target_id'])
    .unionAll(
      initiativesNear
        .innerJoin('actions as a', 'a.initiative_id', 'p.initiative_id')
        .select(['n.parent_id', 'a.id as target_id'])
        .where('p.role', '=', lit('COVERAGE'))
        .where((eb) => eb.not(namesPlaces(eb.ref('a.id')))),
    ),
  within: selectFrom('place_closure').select(['descendant_id as parent_id', 'ancestor_id as target_id']),
  contains: selectFrom('place_closure').select(['ancestor_id as parent_id', 'descendant_id as target_id']),
}
