// Makes the changes one after the other in memory: what each row will be, and what cannot be done.
import { Integers } from '../spill/integers.ts'
import type { DeleteChange, Origin, ReplaceChange, UpdateChange, Value } from './change.ts'
import {
  aliveTarget,
  amend,
  expects,
  insert,
  removeWithParts,
  type Simulation,
  touchOwner,
  valuesOf,
} from './making.ts'
import { mergeActors, splitActor } from './merge.ts'
import { fieldPath, type Problems, texts } from './problems.ts'
import type { CheckedRow, Step, Steps } from './shape.ts'
import type { TableFact } from './structure.ts'
import type { Working } from './working.ts'
import type { Workspace } from './workspace.ts'

/** Goes through the steps twice, since changes may name what later ones make. */
export function simulate(
  workspace: Workspace,
  steps: Steps,
  problems: Problems,
  baseRevision: number | undefined,
): Simulation {
  const simulation: Simulation = { workspace, problems, baseRevision, lost: [], stale: [], merged: [] }
  const newRows = new Integers()
  for (const { change, rows } of steps) {
    newRows.push(begin(simulation, change, rows) ?? -1)
    workspace.rest()
  }
  let step = 0
  for (const { change, rows } of steps) {
    const index = newRows.at(step)
    make(simulation, { change, rows }, index < 0 ? undefined : workspace.at(index))
    workspace.rest()
    step += 1
  }
  return simulation
}

/** Rows to come can be named by changes before them: answers the number of a new row. */
function begin(
  { workspace, problems }: Simulation,
  change: Step['change'],
  rows: readonly CheckedRow[],
): number | undefined {
  if (change.kind === 'update') {
    for (const column of workspace.structure.of(change.target.table).naming) {
      const name = rows[0]?.cells[column]
      const working = typeof name === 'string' ? workspace.targeted(change.target) : undefined
      if (working !== undefined && typeof name === 'string') workspace.renames(change.table, name, working)
    }
  }
  if (change.kind !== 'insert' && change.kind !== 'splitActor') return undefined
  const table = change.kind === 'insert' ? change.table : 'actors'
  const fact = workspace.structure.of(table)
  const id = rows[0]?.cells['id']
  const isTwice = change.name !== '' && workspace.coming(table, change.name) !== undefined
  const index = workspace.reserve(
    fact,
    change.name === '' || isTwice ? undefined : change.name,
    typeof id === 'number' ? id : undefined,
  )
  if (isTwice) {
    const column = fact.naming[0] ?? 'name'
    workspace.at(index).bad.add(column)
    problems.add(change.at, fieldPath(column), 'DUPLICATE', texts.twice(table, fact.naming))
  }
  return index
}

function make(simulation: Simulation, { change, rows }: Step, newRow: Working | undefined): void {
  switch (change.kind) {
    case 'insert':
      if (newRow && rows[0]) insert(simulation, newRow, rows[0], change)
      break
    case 'update':
      if (rows[0]) update(simulation, change, rows[0])
      break
    case 'delete':
      remove(simulation, change)
      break
    case 'replace':
      replace(simulation, change, rows)
      break
    case 'mergeActors':
      mergeActors(simulation, change)
      break
    case 'splitActor':
      if (newRow && rows[0]) splitActor(simulation, change, newRow, rows[0])
  }
}

function update(simulation: Simulation, change: UpdateChange, { cells, bad }: CheckedRow): void {
  const { target, at, expectedVersion } = change
  const working = aliveTarget(simulation, target, at)
  if (working === undefined) return
  const set = valuesOf(simulation, working, cells, at)
  for (const column of bad) working.bad.add(column)
  refuseNewNames(simulation, working, set, at)
  expects(simulation, { working, expectedVersion, at, set })
  amend(simulation.workspace, working, set, at)
}

/** What names a row for good and leads nowhere once it is given up: ids with it, and what others noted, would be lost. */
function refuseNewNames(
  { problems }: Simulation,
  { fact, row, bad }: Working,
  set: Readonly<Record<string, Value>>,
  at: Origin,
): void {
  for (const column of fact.naming) {
    const stays = column !== 'slug' || fact.name === 'action_points' || fact.name === 'datasets'
    if (!stays || bad.has(column) || set[column] === undefined || set[column] === row[column]) continue
    bad.add(column)
    problems.add(at, fieldPath(column), 'FIXED_NAME', texts.fixedName(fact.name, column, String(row[column])))
  }
}

function remove(simulation: Simulation, { target, at, expectedVersion, unlessUsed = false }: DeleteChange): void {
  // What went with another row is gone as it should be.
  if (simulation.workspace.targeted(target)?.isAlive === false) return
  const working = aliveTarget(simulation, target, at)
  if (working === undefined) return
  expects(simulation, { working, expectedVersion, at, set: undefined })
  working.isSpared = unlessUsed
  removeWithParts(simulation.workspace, working, at)
}

function replace(simulation: Simulation, change: ReplaceChange, rows: readonly CheckedRow[]): void {
  const { workspace, problems } = simulation
  const { owner, at, expectedVersion, table } = change
  const fact = workspace.structure.of(table)
  const working = aliveTarget(simulation, owner.target, at)
  const id = working?.row['id']
  if (working === undefined || id === undefined) return
  expects(simulation, { working, expectedVersion, at, set: undefined, replaces: table })
  const left = new Set(workspace.pointing(table, owner.column, id))
  const seen = new Set<Working>()
  for (const [index, { cells, bad }] of rows.entries()) {
    const here = { change: at.change, path: [...at.path, index] }
    const fresh = workspace.begin(fact, undefined, typeof cells['id'] === 'number' ? cells['id'] : undefined)
    const values = { ...valuesOf(simulation, fresh, cells, here), [owner.column]: id }
    const there = workspace.byIdentity(fact, values)
    if (there !== undefined && seen.has(there)) {
      fresh.isAlive = false
      problems.add(here, [], 'DUPLICATE', texts.twice(table, namesOf(fact)))
      continue
    }
    const kept = there !== undefined && (left.has(there) || there.isAlive) ? there : undefined
    if (kept === undefined) {
      for (const column of bad) fresh.bad.add(column)
      workspace.set(fresh, values, here)
      workspace.settle(fresh)
      touchOwner(workspace, fresh, here)
      seen.add(fresh)
      continue
    }
    fresh.isAlive = false
    left.delete(kept)
    seen.add(kept)
    for (const column of [...bad, ...fresh.bad]) kept.bad.add(column)
    // What a row begins with where it says nothing is not what a row that stays goes back to.
    const set = Object.fromEntries(
      Object.entries(values).filter(
        ([column]) =>
          (fact.columns.get(column)?.initial ?? null) === null || change.rows[index]?.[column] !== undefined,
      ),
    )
    const differs = Object.entries(set).some(([column, value]) => kept.row[column] !== value)
    if (differs) amend(workspace, kept, set, here)
  }
  for (const gone of left) removeWithParts(workspace, gone, at)
}

const namesOf = (fact: TableFact): readonly string[] => fact.identity.map((column) => fieldPath(column).join('.'))
