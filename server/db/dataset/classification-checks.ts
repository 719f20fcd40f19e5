// Holds the points of parts against those of their wholes, and what other files say of actions against the actions.
import { reasons } from '../reasons.ts'
import { below, type Report, reportDuplicates } from './problems.ts'
import type { ActionEntry, CodingRuleEntry, InitiativeEntry, ReadingEntry } from './shape.ts'

/** Checks that no part of an action serves a point which the whole does not serve. */
export function checkParts(actions: readonly ActionEntry[], report: Report): void {
  const byKey = new Map(actions.map((action) => [action.key, action]))
  for (const [index, { parent, actionPoints }] of actions.entries()) {
    const whole = parent === undefined ? undefined : byKey.get(parent)
    if (whole === undefined) continue
    for (const [place, { point }] of actionPoints.entries()) {
      if (!whole.actionPoints.some((tie) => tie.point === point))
        report(`[${index}].actionPoints[${place}].point`, reasons.notOfWhole(point, whole.key))
    }
  }
}

/** The keys of all actions, as in `mexico-plan-of-action/a1`. */
export const actionKeysOf = (initiatives: readonly InitiativeEntry[]): ReadonlySet<string> =>
  new Set(initiatives.flatMap(({ slug, actions = [] }) => actions.map(({ key }) => `${slug}/${key}`)))

/** Checks that every reading is of an action there is, and none is of the same action as another. */
export function checkReadings(readings: readonly ReadingEntry[], actions: ReadonlySet<string>, report: Report): void {
  reportDuplicates(readings, ({ action }) => action, report, 'reading of')
  checkActions(
    readings.map(({ action }) => action),
    'action',
    actions,
    report,
  )
}

/** Checks that the example of every coding rule is an action there is. */
export function checkCodingRules(
  rules: readonly CodingRuleEntry[],
  actions: ReadonlySet<string>,
  report: Report,
): void {
  checkActions(
    rules.map(({ example }) => example),
    'example',
    actions,
    report,
  )
}

function checkActions(keys: readonly string[], name: string, actions: ReadonlySet<string>, report: Report): void {
  for (const [index, key] of keys.entries()) {
    if (!actions.has(key)) below(report, `[${index}]`)(`.${name}`, `there is no action ${key}`)
  }
}
