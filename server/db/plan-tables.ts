// The tables of implementation plans.
import { PlanActorRole, PlanItemStatus, PlanPriority, PlanStatus } from '../vocabulary.ts'
import { integer, loadedTable, nullable, oneOf, slugText, text } from './columns.ts'
import { id, key, named } from './common-columns.ts'
import { period } from './period.ts'

/** What somebody means to do in a place or an initiative. A plan is its author's own and cites no page. */
export const implementationPlans = loadedTable('implementation_plans', ['slug'], {
  id,
  slug: slugText(),
  ...named,
  status: oneOf(PlanStatus),
  place_id: nullable(integer()),
  initiative_id: nullable(integer()),
  author: text(),
  author_actor_id: nullable(integer()),
  document_id: nullable(integer()),
  summary: nullable(text()),
  ...period,
})
export const planItems = loadedTable('plan_items', ['key'], {
  id,
  key,
  plan_id: integer(),
  ordinal: integer(),
  action_point_id: integer(),
  activity: text(),
  objective: nullable(text()),
  existing_measures: nullable(text()),
  gap: nullable(text()),
  indicator: nullable(text()),
  resources: nullable(text()),
  remarks: nullable(text()),
  status: oneOf(PlanItemStatus),
  priority: nullable(oneOf(PlanPriority)),
  ...period,
})
export const planItemActors = loadedTable('plan_item_actors', ['plan_item_id', 'actor_id', 'role'], {
  id,
  plan_item_id: integer(),
  actor_id: integer(),
  role: oneOf(PlanActorRole),
})
/** The actions of the catalogue that an item counts among the existing measures. */
export const planItemActions = loadedTable('plan_item_actions', ['plan_item_id', 'action_id'], {
  plan_item_id: integer(),
  action_id: integer(),
})
