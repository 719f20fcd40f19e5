// How a contender's requests for the workloads are written, and how its responses are normalized.
import type { Parameters, WorkloadName } from './workload.ts'

/** Lists that are paged through. */
export type Paged = 'initiatives' | 'actions' | 'matrix'

export const pagedBy: Partial<Record<WorkloadName, Paged>> = { W2: 'initiatives', W4: 'matrix', W6: 'actions' }

export interface Dialect {
  path(workload: WorkloadName): string
  /** The body of a request; `after` is a cursor of the contender's own. */
  body(workload: WorkloadName, parameters: Parameters, after: string | undefined): string
  /** The body of a request for `first` rows of a list of which only the last one's cursor is wanted. */
  walk?(list: Paged, first: number, after: string | undefined): string
  /** Finds that cursor in the answer's data. */
  endCursor?(data: unknown): string
  /** The answer's data as this server would have given it, without cursors. */
  canonical(workload: WorkloadName, data: unknown): unknown
}

/** A value somewhere in parsed JSON. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, key) => (isObject(inner) ? Reflect.get(inner, key) : undefined), value)
}

export const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
