// One workload on one scale: all contenders answer alike, then all are timed.
import type { Sample } from './measure.ts'
import type { Scale } from './scale.ts'
import type { WorkloadName } from './workload.ts'

export interface Run {
  readonly scale: Scale
  readonly workload: WorkloadName
  /** How long an answer of this server is on average. */
  readonly bytes: number
  /** How many different requests were compared. */
  readonly compared: number
  readonly samples: readonly Sample[]
}
