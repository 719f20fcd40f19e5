// Which change a problem of a row comes from.
import type { Origin, Values } from './change.ts'
import type { Simulation } from './making.ts'
import { fieldPath, type ProblemCode, texts } from './problems.ts'
import type { UniqueKey } from './structure.ts'
import type { Working } from './working.ts'

/** The change that set a column of a row, or that touched the row last. */
export const originOf = (working: Working, column?: string): Origin =>
  (column === undefined ? undefined : working.setBy(column)) ?? working.at ?? { change: 0, path: [] }

/** Takes down a problem of a column, unless the column has one already. */
export function blame(
  { problems }: Simulation,
  working: Working,
  column: string,
  code: ProblemCode,
  message: string,
): void {
  if (working.bad.has(column)) return
  working.bad.add(column)
  problems.add(originOf(working, column), fieldPath(column), code, message)
}

/** The values of a unique key as one text; undefined where the row does not take part in it. */
export function keyText({ columns, nullsAlike }: UniqueKey, row: Values): string | undefined {
  const values = columns.map((column) => row[column] ?? null)
  return nullsAlike || !values.includes(null) ? JSON.stringify(values) : undefined
}

/** A value that must be unique is that of another row. */
export function reportAlike(simulation: Simulation, working: Working, unique: UniqueKey, isInside: boolean): void {
  const { columns, table } = unique
  const column = columns.findLast((name) => working.setBy(name) !== undefined) ?? columns.at(-1) ?? ''
  if (columns.includes('role') && columns.includes('actor_id')) {
    blame(simulation, working, 'role', 'ROLE_TAKEN', texts.roleTaken)
    return
  }
  const names = columns.map((name) => fieldPath(name).join('.'))
  blame(simulation, working, column, 'DUPLICATE', isInside ? texts.twice(table, names) : texts.taken(table, names))
}
