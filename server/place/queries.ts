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

/**
 * Whether an action takes a place from its initiative, by the role of that place. An action is where it says itself; one
 * that names no place is where its initiative covers.
 */
export const takesPlace = (action: Expression<number>, role: Expression<ValueOf<typeof PlaceRole>>) =>
  eb.and([
    eb(role, '=', lit('COVERAGE')),
    eb.not(eb.exists(selectFrom('action_places as own').select(lit(1).as('one')).where('own.action_id', '=', action))),
  ])

/** The countries a place stands for: itself, those inside it, and the one it lies in. */
export const countries = selectFrom('place_closure as c')
  .innerJoin('places as p', 'p.id', 'c.descendant_id')
  .where('p.kind', '=', lit('COUNTRY'))
  .select(['c.descendant_id as country_id', 'c.ancestor_id as place_id'])
  .union(
    selectFrom('place_closure as c')
      .innerJoin('places as p', 'p.id', 'c.ancestor_id')
      .where('p.kind', '=', lit('COUNTRY'))
      .select(['c.ancestor_id as country_id', 'c.descendant_id as place_id']),
  )

/** Actions at a place. */
export const actionsOf = (place: Expression<number>) =>
  selectFrom('action_places as a')
    .select('a.action_id as target_id')
    .where('a.place_id', 'in', related(place))
    .union(
      selectFrom('initiative_places as p')
        .innerJoin('actions as a', 'a.initiative_id', 'p.initiative_id')
        .select('a.id as target_id')
        .where('p.place_id', 'in', related(place))
        .where(({ ref }) => takesPlace(ref('a.id'), ref('p.role'))),
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
        .where(({ ref }) => takesPlace(ref('a.id'), ref('p.role'))),
    ),
  within: selectFrom('place_closure').select(['descendant_id as parent_id', 'ancestor_id as target_id']),
  contains: selectFrom('place_closure').select(['ancestor_id as parent_id', 'descendant_id as target_id']),
}
