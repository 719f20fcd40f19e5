// The arguments that the numbers in a cell depend on: what its id stands for, beside its row and its point.
import type { ArgumentValues } from '../relational/index.ts'
import { ActionStatus, valuesOf } from '../vocabulary.ts'
import type { CellScope } from './scope.ts'

type Test = (value: unknown) => boolean

const never: Test = () => false
const always: Test = () => true
const is =
  (expected: unknown): Test =>
  (value) =>
    value === expected

/** Which values of an argument change nothing in any cell: they say what holds anyway, or only choose among cells. */
const idle: Readonly<Record<keyof CellScope, Test>> = {
  by: is('INITIATIVE'),
  where: (value) => typeof value === 'object' && Object.keys(value ?? {}).length === 0,
  basis: never,
  minAgreement: is(1),
  nature: (value) => Array.isArray(value) && value.length > 0 && value.every(is('ACTION')),
  status: (value) => Array.isArray(value) && valuesOf(ActionStatus).every((status) => value.includes(status)),
  includeGroupCredit: is(false),
  withIdleActors: always,
  onlyGaps: always,
}
const tests: ReadonlyMap<string, Test> = new Map(Object.entries(idle))

/** The arguments that make a difference: the same for equal cells, whether defaults are written out or left out. */
export const selection = (values: ArgumentValues): ArgumentValues =>
  Object.fromEntries(
    Object.entries(values).filter(([name, value]) => {
      const isIdle = tests.get(name) ?? never
      return value !== undefined && value !== null && !isIdle(value)
    }),
  )
