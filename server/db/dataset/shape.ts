// What the files of the catalogue hold, described once: the types are read off these shapes, the files are checked against
// them, and schema.json is generated from them.
import type { z } from 'zod'
import type { action, outcome } from './shape/action.ts'
import { actor } from './shape/actor.ts'
import type { alternativeName, period, source } from './shape/common.ts'
import { list } from './shape/entry.ts'
import { type assessment, initiative } from './shape/initiative.ts'
import { actionPoint, description, guidance } from './shape/lists.ts'
import { place } from './shape/place.ts'
import { codingRule, threeReadings } from './shape/readings.ts'

/** Where a fact is printed, as in `p26-27 ACTORS`. */
export type Source = z.output<typeof source>
export type AlternativeName = z.output<typeof alternativeName>
export type Period = z.output<typeof period>
export type ActionPointEntry = z.output<typeof actionPoint>
export type PlaceEntry = z.output<typeof place>
export type GuidanceEntry = z.output<typeof guidance>
export type CodingRuleEntry = z.output<typeof codingRule>
export type ReadingEntry = z.output<typeof threeReadings>
export type ActorEntry = z.output<typeof actor>
export type ActionEntry = z.output<typeof action>
export type OutcomeEntry = z.output<typeof outcome>
export type AssessmentEntry = z.output<typeof assessment>
export type InitiativeEntry = z.output<typeof initiative>

/** What the files hold, by what the dataset calls it; the lists that fill one table each are in `lists/`. */
export const shapes = {
  description,
  actionPoints: list('action-points.json: the ten points of the plan.', actionPoint, { min: 10, max: 10 }),
  places: list('places.json: countries, regions and other places.', place),
  guidance: list(
    'guidance.json: what the chapters suggest to stakeholders, the support UNHCR can give, and what the introductions explain.',
    guidance,
  ),
  actors: list('actors.json: everyone the source names. One actor is one entry, however the source spells it.', actor),
  codingRules: list('coding-rules.json: how it is decided which points an action serves, rule by rule.', codingRule, {
    min: 1,
  }),
  readings: list(
    'readings.json: the points each action was tied to by three readers who did not know of each other. The first is the catalogue’s own, before the three were compared.',
    threeReadings,
  ),
}

/** What each file in initiatives/ holds. */
export const initiativeShape = initiative
