// The last guard: an error of the database, whatever rule it comes from, is a problem with a code.
import type { RowChange } from './change.ts'
import { meaningOf } from './meanings.ts'
import { type ProblemCode, Problems, texts } from './problems.ts'
import type { Structure } from './structure.ts'

/** A field of an error of the database. */
function fieldOf(error: unknown, name: string): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  const value: unknown = Reflect.get(error, name)
  return typeof value === 'string' ? value : undefined
}

/** Another transaction was in the way; the same work can be done again. */
export const isTransient = (error: unknown): boolean => ['40001', '40P01'].includes(fieldOf(error, 'code') ?? '')

const codes: Readonly<Record<string, ProblemCode>> = {
  '23502': 'MISSING_VALUE',
  '23503': 'STILL_USED',
  '23505': 'DUPLICATE',
  '54000': 'BAD_VALUE',
}

/**
 * The problem that an error of the database means; undefined where it is none of the changes', such as a lost connection.
 * Which change it comes from is known by its table at best.
 */
export function problemsOf(error: unknown, changes: readonly RowChange[], structure: Structure): Problems | undefined {
  const state = fieldOf(error, 'code') ?? ''
  // Integrity, values, and texts too long for an index; P0001 is a rule of a trigger.
  if (!/^(22|23)/.test(state) && state !== '54000' && state !== 'P0001') return undefined
  const table = fieldOf(error, 'table')
  const constraint = fieldOf(error, 'constraint') ?? ''
  const at = changes.find((change) => 'table' in change && change.table === table)?.at ?? { change: 0, path: [] }
  const problems = new Problems()
  const fact = structure.tables.get(table ?? '')
  const rule = fact?.checks.find(({ name }) => name === constraint)
  if (fact !== undefined && rule !== undefined) {
    const { code, message } = meaningOf(fact.name, rule)
    problems.add(at, [], code, message)
    return problems
  }
  const unique = fact?.uniques.find(({ name }) => name === constraint)
  const message = unique
    ? texts.taken(unique.table, unique.columns)
    : texts.constraint(table ?? 'row', constraint === '' ? 'a value does not fit' : constraint)
  const code =
    constraint === 'citations_in_document'
      ? 'PAGE_OUTSIDE_DOCUMENT'
      : (codes[state] ?? (state.startsWith('22') ? 'BAD_VALUE' : 'CONSTRAINT'))
  problems.add(at, [], code, message)
  return problems
}
