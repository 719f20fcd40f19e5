// What of the catalogue counts for an implementation plan: the actions in its place or initiative, and where there are none.
import { type Expression, expressionBuilder } from 'kysely'
import { boolean, integer, nullable } from '../db/columns.ts'
import { all, arrayOf, asInteger, eb, lit, selectFrom, textParameter } from '../db/query.ts'
import { type Database, initiatives, places } from '../db/tables.ts'
import { actionsOf, near } from '../place/queries.ts'
import {
  type Condition,
  derived,
  type Input,
  inLetters,
  linkedAll,
  type Only,
  type QueryContext,
  type Relation,
} from '../relational/index.ts'
import type { PlanItemStatus, ValueOf } from '../vocabulary.ts'

/** What actions count for: the id of a place, or of an initiative; the other is null. */
interface Subject {
  readonly place_id: Expression<number>
  readonly initiative_id: Expression<number>
}

/** Ties `c` of actions `a` to points that count, as in the matrix: of actions only, and not of parts of others. */
const counting = selectFrom('action_classifications as c')
  .innerJoin('actions as a', 'a.id', 'c.action_id')
  .where('a.parent_id', 'is', null)
  .where('a.nature', '=', lit('ACTION'))
  .select(['c.action_point_id', 'a.id as action_id'])

/** The actions that count for a place or an initiative, once for each point they serve. */
const measuresOf = ({ place_id, initiative_id }: Subject, point?: Expression<number>) => {
  const chosen = point ? counting.where('c.action_point_id', '=', point) : counting
  return chosen
    .where('a.initiative_id', '=', initiative_id)
    .unionAll(chosen.innerJoin(actionsOf(place_id).as('here'), 'here.target_id', 'a.id'))
}

/** Builds expressions that read a subject `s` with its measures `m`. */
type Subjects = { readonly s: { readonly id: number; readonly place_id: number; readonly initiative_id: number } }
const subject = expressionBuilder<Subjects, 's'>()
const ofSubject: Subject = { place_id: subject.ref('s.place_id'), initiative_id: subject.ref('s.initiative_id') }

/** That a column has one of the only values that matter, where they are of that column. */
const within = (only: Only | undefined, column: string, value: Expression<number>): Condition | undefined =>
  only?.column === column ? eb(value, '=', eb.fn.any(arrayOf(only.values))) : undefined

export const itemCounts = {
  item_count: integer(),
  planned_count: integer(),
  ongoing_count: integer(),
  done_count: integer(),
  delayed_count: integer(),
  dropped_count: integer(),
}

/** Which points of a plan are there. */
export type ProgressScope = {
  /** Whether only gaps are there that no item meets. */
  readonly onlyGaps?: boolean | undefined
}

/** Builds expressions that read an item `i` of a plan. */
const item = expressionBuilder<{ i: Database['plan_items'] }, 'i'>()
const ofStatus = (status: ValueOf<typeof PlanItemStatus>) =>
  item.fn.countAll().filterWhere('i.status', '=', lit(status))

/** The items of each plan under each point, counted. */
const countedItems = (only: Only | undefined) =>
  selectFrom('plan_items as i')
    .where(({ ref }) =>
      all(within(only, 'plan_id', ref('i.plan_id')), within(only, 'action_point_id', ref('i.action_point_id'))),
    )
    .groupBy(['i.plan_id', 'i.action_point_id'])
    .select([
      'i.plan_id',
      'i.action_point_id',
      asInteger(item.fn.countAll()).as('item_count'),
      asInteger(ofStatus('PLANNED')).as('planned_count'),
      asInteger(ofStatus('ONGOING')).as('ongoing_count'),
      asInteger(ofStatus('DONE')).as('done_count'),
      asInteger(ofStatus('DELAYED')).as('delayed_count'),
      asInteger(ofStatus('DROPPED')).as('dropped_count'),
    ])

/** The actions that count for each plan under each point, counted. */
const countedMeasures = (only: Only | undefined) =>
  selectFrom('implementation_plans as s')
    .where(({ ref }) => all(within(only, 'plan_id', ref('s.id'))))
    .innerJoinLateral(measuresOf(ofSubject).as('m'), (join) => join.onTrue())
    .groupBy(['s.id', 'm.action_point_id'])
    .select(['s.id as plan_id', 'm.action_point_id', asInteger(eb.fn.countAll()).as('action_count')])

const zero = lit<number>(0)

/** Each plan under each of the ten points. */
export const planProgress = derived({
  name: 'plan_progress',
  columns: {
    plan_id: integer(),
    action_point_id: integer(),
    ...itemCounts,
    action_count: integer(),
    is_gap: boolean(),
    is_met: boolean(),
  },
  query: (_needed, { scope: { onlyGaps } }: QueryContext<ProgressScope>, only) =>
    selectFrom('implementation_plans as p')
      .crossJoin('action_points as point')
      .leftJoin(countedItems(only).as('i'), (join) =>
        join.onRef('i.plan_id', '=', 'p.id').onRef('i.action_point_id', '=', 'point.id'),
      )
      .leftJoin(countedMeasures(only).as('m'), (join) =>
        join.onRef('m.plan_id', '=', 'p.id').onRef('m.action_point_id', '=', 'point.id'),
      )
      .where(({ ref }) => all(within(only, 'plan_id', ref('p.id')), within(only, 'action_point_id', ref('point.id'))))
      .$if(onlyGaps === true, (query) =>
        query
          .where((eb) => eb(eb.fn.coalesce('m.action_count', zero), '=', zero))
          .where((eb) => eb(eb.fn.coalesce('i.item_count', zero), '=', eb.fn.coalesce('i.dropped_count', zero))),
      )
      .select((eb) => [
        'p.id as plan_id',
        'point.id as action_point_id',
        eb.fn.coalesce('i.item_count', zero).as('item_count'),
        eb.fn.coalesce('i.planned_count', zero).as('planned_count'),
        eb.fn.coalesce('i.ongoing_count', zero).as('ongoing_count'),
        eb.fn.coalesce('i.done_count', zero).as('done_count'),
        eb.fn.coalesce('i.delayed_count', zero).as('delayed_count'),
        eb.fn.coalesce('i.dropped_count', zero).as('dropped_count'),
        eb.fn.coalesce('m.action_count', zero).as('action_count'),
        eb(eb.fn.coalesce('m.action_count', zero), '=', zero).as('is_gap'),
        eb(eb.fn.coalesce('i.item_count', zero), '>', eb.fn.coalesce('i.dropped_count', zero)).as('is_met'),
      ]),
})

/** From a plan under a point to the actions that are counted there. */
export const measuresOfPlan: Relation<'plan_id' | 'action_point_id', Record<never, never>> = {
  keys: ['plan_id', 'action_point_id'],
  rows: ({ plan_id, action_point_id }) =>
    selectFrom('implementation_plans as s')
      .where('s.id', '=', plan_id)
      .innerJoinLateral(measuresOf(ofSubject, action_point_id).as('m'), (join) => join.onTrue())
      .select('m.action_id as target_id'),
}

/** What a plan is drafted for. */
export type DraftScope = {
  /** The code of a place. */
  readonly place?: Input | undefined
  /** The slug of an initiative. */
  readonly initiative?: Input | undefined
}

const none = eb.cast<number | null>(eb.lit(null), 'integer')
const given = (input: Input | undefined): Input | undefined => (input && !input.isNull() ? input : undefined)

/** The place and the initiative that are asked for, as far as they exist. */
const draftedFor = ({ scope }: QueryContext<DraftScope>) => {
  const named = (argument: Input | undefined, column: Parameters<typeof inLetters>[0]) => {
    const input = given(argument)
    return input ? textParameter<string>(input.param(inLetters(column))) : eb.cast<string>(eb.lit(null), 'text')
  }
  return selectFrom('places')
    .where('code', '=', named(scope.place, places.columns.code))
    .select(({ ref }) => [ref('id').$castTo<number | null>().as('place_id'), none.as('initiative_id')])
    .unionAll(
      selectFrom('initiatives')
        .where('slug', '=', named(scope.initiative, initiatives.columns.slug))
        .select(({ ref }) => [none.as('place_id'), ref('id').$castTo<number | null>().as('initiative_id')]),
    )
}

/** A place or an initiative under each of the ten points, to begin a plan from. The keys are ids, or 0 of none. */
export const planDraftPoints = derived({
  name: 'plan_draft_points',
  columns: {
    place_key: integer(),
    initiative_key: integer(),
    place_id: nullable(integer()),
    initiative_id: nullable(integer()),
    action_point_id: integer(),
    action_count: integer(),
    is_gap: boolean(),
  },
  query: (_needed, context: QueryContext<DraftScope>) => {
    const drafted = draftedFor(context)
    const counted = selectFrom(drafted.as('s'))
      .innerJoinLateral(measuresOf(ofSubject).as('m'), (join) => join.onTrue())
      .groupBy(['s.place_id', 's.initiative_id', 'm.action_point_id'])
      .select(['s.place_id', 's.initiative_id', 'm.action_point_id', asInteger(eb.fn.countAll()).as('action_count')])
    return selectFrom(drafted.as('s'))
      .crossJoin('action_points as point')
      .leftJoin(counted.as('m'), (join) =>
        join
          .on((eb) =>
            eb.or([eb('m.place_id', '=', eb.ref('s.place_id')), eb('m.initiative_id', '=', eb.ref('s.initiative_id'))]),
          )
          .onRef('m.action_point_id', '=', 'point.id'),
      )
      .select((eb) => [
        eb.fn.coalesce('s.place_id', zero).as('place_key'),
        eb.fn.coalesce('s.initiative_id', zero).as('initiative_key'),
        's.place_id',
        's.initiative_id',
        'point.id as action_point_id',
        eb.fn.coalesce('m.action_count', zero).as('action_count'),
        eb(eb.fn.coalesce('m.action_count', zero), '=', zero).as('is_gap'),
      ])
  },
})

/** From a place or an initiative under a point to the actions that are counted there. */
export const measuresOfSubject: Relation<'place_key' | 'initiative_key' | 'action_point_id', Record<never, never>> = {
  keys: ['place_key', 'initiative_key', 'action_point_id'],
  rows: ({ place_key, initiative_key, action_point_id }) =>
    selectFrom(measuresOf({ place_id: place_key, initiative_id: initiative_key }, action_point_id).as('m')).select(
      'm.action_id as target_id',
    ),
}

const plansNear = selectFrom(near).innerJoin('implementation_plans as p', 'p.place_id', 'n.place_id')

/** Plans for a place, for one inside it or for one that contains it. */
export const plansAround = linkedAll({ edges: plansNear.select(['n.parent_id', 'p.id as target_id']) }, (isParent) =>
  plansNear
    .where(({ ref }) => isParent(ref('n.parent_id')))
    .select(['n.parent_id as key0', 'p.id as target_id'])
    .distinct(),
)

const itemsByActor = selectFrom('plan_item_actors as w').select([
  'w.actor_id as parent_id',
  'w.plan_item_id as target_id',
])

/** Items in which an actor has a role, each once. */
export const itemsOfActor = linkedAll({ edges: itemsByActor }, (isParent) =>
  selectFrom('plan_item_actors as w')
    .where(({ ref }) => isParent(ref('w.actor_id')))
    .select(['w.actor_id as key0', 'w.plan_item_id as target_id'])
    .distinct(),
)
