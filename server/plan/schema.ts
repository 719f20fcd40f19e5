// Implementation plans, the authored counterpart of the matrix: what somebody means to do in a place or an initiative,
// item by item under the ten points, beside what the catalogue already has there.
import { Action } from '../action/schema.ts'
import { ActionPoint } from '../action-point/schema.ts'
import { Actor } from '../actor/schema.ts'
import { builder } from '../builder.ts'
import { implementationPlans, planItemActions, planItemActors, planItems } from '../db/tables.ts'
import { planFacets, planItemFacets } from '../facet/queries.ts'
import { Initiative, Period } from '../initiative/schema.ts'
import { Place } from '../place/schema.ts'
import { through } from '../relational/index.ts'
import { searchOf } from '../search/queries.ts'
import { Document } from '../source/schema.ts'
import {
  itemCounts,
  itemsOfActor,
  measuresOfPlan,
  measuresOfSubject,
  planDraftPoints,
  planProgress,
  plansAround,
} from './queries.ts'

export const ImplementationPlan = builder.tableRef(implementationPlans, {
  name: 'ImplementationPlan',
  key: 'slug',
  search: searchOf('IMPLEMENTATION_PLAN'),
  facets: planFacets,
})

export const PlanItem = builder.tableRef(planItems, {
  name: 'PlanItem',
  key: 'key',
  search: searchOf('PLAN_ITEM'),
  facets: planItemFacets,
})

export const PlanItemActor = builder.tableRef(planItemActors, {
  name: 'PlanItemActor',
  compoundKey: [['plan_item_id', PlanItem], ['actor_id', Actor], 'role'],
})

export const PlanProgress = builder.tableRef(planProgress, {
  name: 'PlanProgress',
  identity: ['plan_id', 'action_point_id'],
})

export const PlanDraftPoint = builder.tableRef(planDraftPoints, {
  name: 'PlanDraftPoint',
  identity: ['place_key', 'initiative_key', 'action_point_id'],
})

const countingRule =
  'Counts as the matrix does: an action that is part of another is not counted separately, and recommendations and agenda topics are not counted. For a place, the actions in it, in a place inside it, or in a region that contains it count.'

builder.tableFields(ImplementationPlan, {
  description:
    'A plan of what to do under the ten points in a country, a region or an initiative. It says what its author means to do; it is not taken from the source of this catalogue and cites no page.',
  fields: (t) => ({
    slug: t.column('slug', 'A short name that never changes.', { filter: true, sort: true }),
    name: t.column('name', 'The name.', { filter: true, sort: true }),
    status: t.column('status', 'How far the plan is agreed.', { filter: true, sort: true }),
    place: t.one(
      Place,
      'place_id',
      'The country, region or other place that the plan is for. Null if it is for an initiative.',
      {
        filter: true,
      },
    ),
    initiative: t.one(Initiative, 'initiative_id', 'The initiative that the plan is for. Null if it is for a place.', {
      filter: true,
    }),
    author: t.column('author', 'Whose plan it is, in words.', { filter: true }),
    authorActor: t.one(Actor, 'author_actor_id', 'The actor whose plan it is, if the catalogue has that actor.', {
      filter: true,
    }),
    document: t.one(Document, 'document_id', 'The document that holds the plan, if there is one.', { filter: true }),
    summary: t.column('summary', 'What the plan is about.', { filter: true }),
    period: t.embedded(Period, 'The time that the plan is for, in the words of its author and as dates.', {
      present: 'period_text',
    }),
    startYear: t.column('start_year', 'The year in which the plan starts, if known.', { filter: true, sort: true }),
    endYear: t.column('end_year', 'The year in which the plan ends, if known.', { filter: true, sort: true }),
    items: t.connection(PlanItem, {
      description: 'The items, in the order of the plan.',
      by: 'plan_id',
      order: ['ordinal'],
      filter: true,
    }),
    progress: t.list(PlanProgress, {
      description: 'The plan under each of the ten points: its items by status, beside what the catalogue has there.',
      by: 'plan_id',
      order: ['action_point_id'],
      // Also below gaps.
      fixed: { onlyGaps: false },
    }),
    gaps: t.list(PlanProgress, {
      description:
        'The points under which the catalogue has no action for the place or initiative, and the plan no item that is not dropped.',
      by: 'plan_id',
      order: ['action_point_id'],
      fixed: { onlyGaps: true },
    }),
  }),
})

builder.tableFields(PlanItem, {
  description:
    'One row of an implementation plan: an activity under an action point. Only the activity is always given.',
  fields: (t) => ({
    plan: t.one(ImplementationPlan, 'plan_id', 'The plan.', { filter: true }),
    ordinal: t.column('ordinal', 'The position in the plan, starting at 1.', { filter: true, sort: true }),
    actionPoint: t.one(ActionPoint, 'action_point_id', 'The action point that it stands under.', { filter: true }),
    activity: t.column('activity', 'What is to be done.', { filter: true }),
    objective: t.column('objective', 'What it is to achieve.', { filter: true }),
    existingMeasures: t.column('existing_measures', 'What is there already, in the words of the plan.', {
      filter: true,
    }),
    existingActions: t.connection(Action, {
      description: 'Actions of this catalogue that the plan counts among what is there already.',
      relation: through(planItemActions, 'plan_item_id', 'action_id'),
      order: ['initiative_id', 'ordinal'],
      filter: true,
    }),
    gap: t.column('gap', 'What is missing.', { filter: true }),
    actors: t.list(PlanItemActor, {
      description: 'The actors that are responsible for it, support it or fund it.',
      by: 'plan_item_id',
      order: ['role', 'id'],
      filter: true,
    }),
    period: t.embedded(Period, 'The timeframe: when it is to be done, in the words of the plan and as dates.', {
      present: 'period_text',
    }),
    startYear: t.column('start_year', 'The year in which it is to start, if known.', { filter: true, sort: true }),
    endYear: t.column('end_year', 'The year in which it is to end, if known.', { filter: true }),
    status: t.column('status', 'How far it has come.', { filter: true, sort: true }),
    priority: t.column('priority', 'How urgent it is.', { filter: true }),
    indicator: t.column('indicator', 'How to see that it was done.', { filter: true }),
    resources: t.column('resources', 'What it needs: money, people or things.', { filter: true }),
    remarks: t.column('remarks', 'What else there is to say.', { filter: true }),
  }),
})

builder.tableFields(PlanItemActor, {
  description: 'The role of an actor in an item of a plan.',
  fields: (t) => ({
    item: t.one(PlanItem, 'plan_item_id', 'The item.'),
    actor: t.one(Actor, 'actor_id', 'The actor.', { filter: true }),
    role: t.column('role', 'What the actor does for it.', { filter: true }),
  }),
})

export const PlanStatusCounts = builder.embedded('PlanStatusCounts', itemCounts, {
  description: 'The number of items of a plan by status.',
  fields: (t) => ({
    planned: t.column('planned_count', 'Items that have not started.'),
    ongoing: t.column('ongoing_count', 'Items under way.'),
    done: t.column('done_count', 'Completed items.'),
    delayed: t.column('delayed_count', 'Items later than planned.'),
    dropped: t.column('dropped_count', 'Items that were given up.'),
  }),
})

builder.tableFields(PlanProgress, {
  description: `A plan under one action point: its items by status, beside what the catalogue has there. ${countingRule}`,
  fields: (t) => ({
    plan: t.one(ImplementationPlan, 'plan_id', 'The plan.'),
    actionPoint: t.one(ActionPoint, 'action_point_id', 'The action point.'),
    itemCount: t.column('item_count', 'The number of items, including dropped ones.'),
    byStatus: t.embedded(PlanStatusCounts, 'The items by status.'),
    actionCount: t.column(
      'action_count',
      'The number of actions that the catalogue has under the point for the place or initiative of the plan.',
    ),
    isGap: t.column('is_gap', 'True if the catalogue has no action there.'),
    isMet: t.column('is_met', 'True if the plan has an item there that is not dropped.'),
    items: t.connection(PlanItem, {
      description: 'The items.',
      by: { plan_id: 'plan_id', action_point_id: 'action_point_id' },
      order: ['ordinal'],
    }),
    actions: t.connection(Action, {
      description: 'The actions that are counted.',
      relation: measuresOfPlan,
      order: ['initiative_id', 'ordinal'],
    }),
  }),
})

builder.tableFields(PlanDraftPoint, {
  description: `A place or an initiative under one action point, with what the catalogue has there: what to begin a plan from. ${countingRule}`,
  fields: (t) => ({
    forPlace: t.one(Place, 'place_id', 'The place, if the plan is to be for one.'),
    forInitiative: t.one(Initiative, 'initiative_id', 'The initiative, if the plan is to be for one.'),
    actionPoint: t.one(ActionPoint, 'action_point_id', 'The action point.'),
    actionCount: t.column('action_count', 'The number of actions that the catalogue has there.'),
    isGap: t.column('is_gap', 'True if the catalogue has no action there.'),
    actions: t.connection(Action, {
      description: 'The actions that are counted: the existing measures that an item can link to.',
      relation: measuresOfSubject,
      order: ['initiative_id', 'ordinal'],
    }),
  }),
})

builder.tableField(Place, 'implementationPlans', (t) =>
  t.connection(ImplementationPlan, {
    description: 'Plans for this place, for a place inside it, or for a region that contains it.',
    relation: plansAround,
    order: ['name'],
    filter: true,
  }),
)

builder.tableField(Initiative, 'implementationPlans', (t) =>
  t.connection(ImplementationPlan, {
    description: 'Plans for this initiative.',
    by: 'initiative_id',
    order: ['name'],
    filter: true,
  }),
)

builder.tableField(ActionPoint, 'planItems', (t) =>
  t.connection(PlanItem, {
    description: 'Items of plans under this point.',
    by: 'action_point_id',
    order: ['plan_id', 'ordinal'],
  }),
)

builder.tableField(Actor, 'planItems', (t) =>
  t.connection(PlanItem, {
    description: 'Items of plans in which the actor has a role. Each appears once.',
    relation: itemsOfActor,
    order: ['plan_id', 'ordinal'],
    filter: true,
  }),
)

builder.tableField(Action, 'planItems', (t) =>
  t.connection(PlanItem, {
    description: 'Items of plans that count this action among the existing measures.',
    relation: through(planItemActions, 'action_id', 'plan_item_id'),
    order: ['plan_id', 'ordinal'],
    filter: true,
  }),
)

builder.queryFields((t) => ({
  implementationPlan: t.row(ImplementationPlan, 'slug', {
    description: 'One implementation plan, or null if no plan has this slug.',
    argumentDescription: 'The slug, in upper or lower case.',
  }),
  implementationPlans: t.rows(ImplementationPlan, {
    description: 'Implementation plans. Ordered by name by default.',
    order: ['name'],
  }),
  planItems: t.rows(PlanItem, {
    description: 'Items of all implementation plans. By default, grouped by plan in the order of the plan.',
    order: ['plan_id', 'ordinal'],
  }),
  planDraft: t.allRows(PlanDraftPoint, {
    description:
      'What to begin a plan from: the ten points for a place or an initiative, each with the actions that the catalogue has there. Empty if there is no such place or initiative.',
    order: ['initiative_key', 'action_point_id'],
    args: {
      place: builder.searchArgument({ description: 'The code of the place, such as `SO`, in upper or lower case.' }),
      initiative: builder.searchArgument({
        description: 'The slug of the initiative, in upper or lower case.',
      }),
    },
  }),
}))
