// What the server is meant to reach, and whether a run shows it.
import type { ContenderName } from './contender.ts'
import type { Run } from './run.ts'
import type { Scale } from './scale.ts'
import { type Figures, figuresOf } from './statistics.ts'
import type { WorkloadName } from './workload.ts'

/** How many times as fast as another contender, at least. */
const asFast: readonly (readonly [WorkloadName, ContenderName, number])[] = [
  ['W1', 'postgraphile', 1.5],
  ['W2', 'postgraphile', 4],
  ['W3', 'postgraphile', 3],
  ['W4', 'postgraphile', 2.5],
  ['W5', 'postgraphile', 2],
  ['W6', 'postgraphile', 2],
  ['W1', 'limit', 0.4],
  ['W2', 'limit', 0.75],
  ['W3', 'limit', 0.7],
  ['W4', 'limit', 0.7],
]

/** What a request as of a revision may cost at most, in requests of now. */
const asOf: readonly (readonly [WorkloadName, number])[] = [
  ['W1', 2],
  ['W2', 2],
  ['W3', 2],
]

/** What a request on L may cost at most, in requests on M. */
const flat: readonly (readonly [WorkloadName, number])[] = [
  ['W1', 1.3],
  ['W2', 1.3],
  ['W6', 1.3],
]

/** The longest one request in a hundred may take, in times of PostGraphile's. */
const slowest = 0.5

export interface Outcome {
  readonly workload: WorkloadName
  readonly goal: string
  readonly wanted: string
  /** By requests a second, or the one measure the goal is about. */
  readonly reached: string
  readonly met: boolean
  /** By processor time for each request, where the goal can be seen by that too. */
  readonly byCpu?: { readonly reached: string; readonly met: boolean }
}

const titles: Readonly<Record<ContenderName, string>> = {
  ours: 'this server',
  past: 'as of the first revision',
  postgraphile: 'PostGraphile',
  limit: 'the limit',
}

/** The goals a run says something about. */
export function outcomesOf(runs: readonly Run[]): readonly Outcome[] {
  const figures = (scale: Scale, workload: WorkloadName, contender: ContenderName): Figures | undefined => {
    const run = runs.find((one) => one.scale === scale && one.workload === workload)
    return run && figuresOf(run.samples, contender)
  }
  const outcomes: Outcome[] = []
  for (const [workload, contender, least] of asFast) {
    const [own, other] = [figures('l', workload, 'ours'), figures('l', workload, contender)]
    if (!own || !other) continue
    const [speed, cpu] = [own.requestsPerSecond / other.requestsPerSecond, other.cpu / own.cpu]
    outcomes.push({
      workload,
      goal: `as fast as ${titles[contender]}`,
      wanted: `≥ ${times(least)}`,
      reached: times(speed),
      met: speed >= least,
      byCpu: { reached: times(cpu), met: cpu >= least },
    })
  }
  for (const workload of new Set(runs.map((run) => run.workload))) {
    const [own, other] = [figures('l', workload, 'ours'), figures('l', workload, 'postgraphile')]
    if (!own || !other) continue
    const share = own.p99 / other.p99
    outcomes.push({
      workload,
      goal: 'p99 of PostGraphile’s',
      wanted: `≤ ${times(slowest)}`,
      reached: times(share),
      met: share <= slowest,
    })
  }
  for (const [workload, most] of asOf) {
    const [past, now] = [figures('l', workload, 'past'), figures('l', workload, 'ours')]
    if (!past || !now) continue
    const share = past.cpu / now.cpu
    outcomes.push({
      workload,
      goal: 'processor time as of a revision, of that of now',
      wanted: `≤ ${times(most)}`,
      reached: times(share),
      met: share <= most,
    })
  }
  for (const [workload, most] of flat) {
    const [large, middle] = [figures('l', workload, 'ours'), figures('m', workload, 'ours')]
    if (!large || !middle) continue
    const growth = large.cpu / middle.cpu
    outcomes.push({
      workload,
      goal: 'processor time on L, of that on M',
      wanted: `≤ ${times(most)}`,
      reached: times(growth),
      met: growth <= most,
    })
  }
  return outcomes
}

export const times = (ratio: number): string => `${ratio.toFixed(2)} ×`
