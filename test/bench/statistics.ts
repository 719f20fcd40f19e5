// What several turns of one contender come to.
import type { ContenderName } from './contender.ts'
import type { Sample } from './measure.ts'

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** The medians of a contender's turns under one workload. */
export interface Figures {
  readonly requestsPerSecond: number
  readonly p50: number
  readonly p99: number
  readonly serverCpu: number
  readonly databaseCpu: number
  /** Server and database together. */
  readonly cpu: number
  readonly memory: number
}

export function figuresOf(samples: readonly Sample[], contender: ContenderName): Figures | undefined {
  const own = samples.filter((sample) => sample.contender === contender)
  if (own.length === 0) return undefined
  const of = (value: (sample: Sample) => number): number => median(own.map(value))
  return {
    requestsPerSecond: of((sample) => sample.requestsPerSecond),
    p50: of((sample) => sample.p50),
    p99: of((sample) => sample.p99),
    serverCpu: of((sample) => sample.serverCpu),
    databaseCpu: of((sample) => sample.databaseCpu),
    cpu: of((sample) => sample.serverCpu + sample.databaseCpu),
    memory: of((sample) => sample.memory),
  }
}
