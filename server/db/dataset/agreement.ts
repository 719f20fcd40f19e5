// How far the readings of the actions agree: on each tie, and on all of them together.
import type { Dataset } from './contents.ts'
import type { InitiativeEntry, ReadingEntry } from './shape.ts'

/** The points each action is tied to, by the action's key. */
export type Coding = ReadonlyMap<string, ReadonlySet<number>>

type Read = Pick<Dataset, 'initiatives' | 'readings'>

/** The numbers of the ten points. */
export const POINTS = Array.from({ length: 10 }, (_, index) => index + 1)

/** The catalogue's own ties as a coding. */
export const codingOf = (initiatives: readonly InitiativeEntry[]): Coding =>
  new Map(
    initiatives.flatMap(({ slug, actions = [] }) =>
      actions.map(
        ({ key, actionPoints }) => [`${slug}/${key}`, new Set(actionPoints.map(({ point }) => point))] as const,
      ),
    ),
  )

/** One of the three readings as a coding, as it was made. */
export const readingOf = (readings: readonly ReadingEntry[], which: 'first' | 'second' | 'third'): Coding =>
  new Map(
    readings.map((entry) => [entry.action, new Set(which === 'first' ? entry.first : entry[which].points)] as const),
  )

/** A coding in which a whole has the points of all its parts, too. */
function withParts(coding: Coding, initiatives: readonly InitiativeEntry[]): Coding {
  const whole = new Map<string, Set<number>>()
  for (const { slug, actions = [] } of initiatives) {
    const parents = new Map(actions.map(({ key, parent }) => [key, parent]))
    for (const { key } of actions) {
      const points = coding.get(`${slug}/${key}`) ?? []
      for (let at: string | undefined = key; at !== undefined; at = parents.get(at)) {
        const pointsOfWhole = whole.get(`${slug}/${at}`) ?? new Set()
        for (const point of points) pointsOfWhole.add(point)
        whole.set(`${slug}/${at}`, pointsOfWhole)
      }
    }
  }
  return whole
}

/**
 * How many of the three readings tie an action to a point, from 1 to 3: the catalogue's own, as decided, and the two
 * others. A reading ties a whole to every point it ties one of its parts to.
 */
export function agreementOf({ initiatives, readings }: Read): (action: string, point: number) => number {
  const others = (['second', 'third'] as const).map((which) => withParts(readingOf(readings, which), initiatives))
  return (action, point) => 1 + others.filter((coding) => coding.get(action)?.has(point)).length
}

/** What two codings of the same actions have in common. */
export interface Comparison {
  /** How many actions both have. */
  readonly actions: number
  /** Cohen's kappa over every action and point; 1 where the two are alike throughout. */
  readonly kappa: number
  /** The same for each point alone, from point 1 on; undefined where neither ties any action to it. */
  readonly byPoint: readonly (number | undefined)[]
  /** The share of actions with the very same points, from 0 to 1. */
  readonly same: number
  /** The share of actions with at least one point in common, from 0 to 1. */
  readonly common: number
}

/**
 * Compares two codings over the actions both have. Cohen's kappa: (observed - expected agreement) / (1 - expected), after
 * J. Cohen, A Coefficient of Agreement for Nominal Scales, 1960.
 */
export function compare(one: Coding, other: Coding): Comparison {
  const pairs = [...one].flatMap(([action, points]) => {
    const others = other.get(action)
    return others === undefined ? [] : [{ points, others }]
  })
  const ticks = (numbers: readonly number[]) =>
    pairs.flatMap(({ points, others }) => numbers.map((point) => [points.has(point), others.has(point)] as const))
  const share = (holds: (pair: (typeof pairs)[number]) => boolean) => pairs.filter(holds).length / pairs.length
  return {
    actions: pairs.length,
    kappa: kappaOf(ticks(POINTS)) ?? 1,
    byPoint: POINTS.map((point) => kappaOf(ticks([point]))),
    same: share(({ points, others }) => POINTS.every((point) => points.has(point) === others.has(point))),
    common: share(({ points, others }) => POINTS.some((point) => points.has(point) && others.has(point))),
  }
}

function kappaOf(ticks: readonly (readonly [boolean, boolean])[]): number | undefined {
  const [one, other] = [ticks.filter(([tick]) => tick).length, ticks.filter(([, tick]) => tick).length]
  const all = ticks.length
  const expected = (one * other + (all - one) * (all - other)) / all ** 2
  const observed = ticks.filter(([tick, same]) => tick === same).length / all
  if (one + other === 0) return undefined
  return expected === 1 ? 1 : (observed - expected) / (1 - expected)
}
