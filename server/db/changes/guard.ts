// The last guard: an error of the database, whatever rule it comes from, is a problem with a code, of the change and the field
// that it comes from.
import { sql, type Transaction } from 'kysely'
import type { Database } from '../tables.ts'
import { originOf } from './blame.ts'
import { type Culprit, culpritOf, type Refusal } from './culprit.ts'
import type { Simulation } from './making.ts'
import { meaningOf } from './meanings.ts'
import { persist } from './persist.ts'
import { fieldPath, type Origin, type ProblemCode, Problems, texts } from './problems.ts'
import { isAny } from './states.ts'
import type { Structure } from './structure.ts'

/** A field of an error of the database. */
function fieldOf(error: unknown, name: string): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  const value: unknown = Reflect.get(error, name)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Another transaction was in the way; the same work can be done again. */
export const isTransient = (error: unknown): boolean => ['40001', '40P01'].includes(fieldOf(error, 'code') ?? '')

/** What the database says of what it refuses; undefined where the error is none of the changes', such as a lost connection. */
function refusalIn(error: unknown): Refusal | undefined {
  const state = fieldOf(error, 'code') ?? ''
  // Integrity, values, and texts too long for an index; P0001 is a rule of a trigger.
  if (!/^(22|23)/.test(state) && state !== '54000' && state !== 'P0001') return undefined
  return {
    state,
    table: fieldOf(error, 'table'),
    column: fieldOf(error, 'column'),
    constraint: fieldOf(error, 'constraint'),
    detail: fieldOf(error, 'detail') ?? '',
  }
}

/** Writes the changes. Where the database refuses them, nothing is written, and the problem is answered. */
export async function persistGuarded(db: Transaction<Database>, simulation: Simulation): Promise<Problems | undefined> {
  await sql`savepoint writes`.execute(db)
  try {
    await persist(db, simulation)
    return undefined
  } catch (error) {
    const refusal = refusalIn(error)
    if (refusal === undefined) throw error
    await sql`rollback to savepoint writes`.execute(db)
    const culprit = await culpritOf(db, simulation, refusal)
    await sql`rollback to savepoint writes`.execute(db)
    const { structure } = simulation.workspace
    const { code, message } = meaningIn(refusal, culprit, structure)
    const problems = new Problems()
    const { working, column } = culprit
    const at = working === undefined ? firstOf(simulation, refusal) : originOf(working, column)
    problems.add(at, column === undefined ? [] : fieldPath(column), code, message)
    return problems
  }
}

/** The first change of the table, where no row is found that would be to blame. */
function firstOf({ workspace }: Simulation, { table }: Refusal) {
  let first: Origin | undefined
  for (const { at } of workspace.each(table ?? '', isAny))
    if (at !== undefined && (first === undefined || at.change < first.change)) first = at
  return first ?? { change: 0, path: [] }
}

const codes: Readonly<Record<string, ProblemCode>> = {
  '23502': 'MISSING_VALUE',
  '23503': 'STILL_USED',
  '23505': 'DUPLICATE',
  '54000': 'BAD_VALUE',
}

function meaningIn(
  { state, table, constraint = '' }: Refusal,
  { columns }: Culprit,
  structure: Structure,
): { readonly code: ProblemCode; readonly message: string } {
  const fact = structure.tables.get(table ?? '')
  const rule = fact?.checks.find(({ name }) => name === constraint)
  if (fact !== undefined && rule !== undefined) return meaningOf(fact, rule)
  const message =
    state === '23505' && table !== undefined && columns.length > 0
      ? texts.taken(
          table,
          columns.map((name) => fieldPath(name).join('.')),
        )
      : state === '23502'
        ? texts.missing
        : texts.constraint(table ?? 'row', constraint === '' ? 'a value does not fit' : constraint)
  const code =
    constraint === 'citations_in_document'
      ? 'PAGE_OUTSIDE_DOCUMENT'
      : (codes[state] ?? (state.startsWith('22') ? 'BAD_VALUE' : 'CONSTRAINT'))
  return { code, message }
}
