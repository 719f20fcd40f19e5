// Makes several actors one, and takes one out of another. What points at an actor is found by the foreign keys, so that a
// table of a later migration is not forgotten.
import type { MergeActorsChange, Origin, SplitActorChange, Value } from './change.ts'
import { aliveTarget, amend, expects, insert, removeWithParts, type Simulation, touchOwner } from './making.ts'
import { texts } from './problems.ts'
import type { CheckedRow } from './shape.ts'
import type { ForeignKey, TableFact } from './structure.ts'
import type { Working } from './working.ts'
import type { Workspace } from './workspace.ts'

export function mergeActors(simulation: Simulation, { into, from, at }: MergeActorsChange): void {
  const kept = aliveTarget(simulation, into, at, ['into'])
  for (const [index, target] of from.entries()) {
    const going = aliveTarget(simulation, target, at, ['from', index])
    if (kept === undefined || going === undefined) continue
    if (going === kept) simulation.problems.add(at, ['from', index], 'BAD_VALUE', texts.mergeItself)
    else mergeInto(simulation, kept, going, at)
  }
}

function mergeInto(simulation: Simulation, kept: Working, going: Working, at: Origin): void {
  const { workspace } = simulation
  expects(simulation, { working: going, expectedVersion: undefined, at, set: undefined })
  const keys = workspace.structure.pointingAt('actors')
  for (const [table, own] of Map.groupBy(keys, (key) => key.table)) {
    if (table === 'actors') moveChildren(workspace, kept, going, own, at)
    else moveRows(workspace, workspace.structure.of(table), kept, going, own, at)
  }
  keepNames(workspace, kept, going, at)
  removeWithParts(workspace, going, at)
  workspace.leads('actors', going.row['slug'], kept)
  simulation.merged.push({ from: workspace.hold(going), into: workspace.hold(kept) })
}

/** What was part of the one that goes is part of the other; the one that is kept is never part of itself. */
function moveChildren(
  workspace: Workspace,
  kept: Working,
  going: Working,
  keys: readonly ForeignKey[],
  at: Origin,
): void {
  for (const { column } of keys) {
    for (const child of workspace.pointing('actors', column, idOf(going))) {
      const none = { [column]: null, parent_basis: null, parent_rationale: null }
      workspace.set(child, child === kept ? none : { [column]: idOf(kept) }, at)
    }
  }
}

function moveRows(
  workspace: Workspace,
  fact: TableFact,
  kept: Working,
  going: Working,
  keys: readonly ForeignKey[],
  at: Origin,
): void {
  const columns = keys.map(({ column }) => column)
  const pointing = (id: Value) => columns.flatMap((column) => workspace.pointing(fact.name, column, id))
  // A key of one column does not make doubles of rows; what it forbids is a problem.
  const uniques = fact.uniques.filter(({ columns }) => columns.length > 1)
  const keyOf = (row: Working['row']) => uniques.map(({ columns }) => JSON.stringify(columns.map((name) => row[name])))
  const taken = uniques.map(() => new Set<string>())
  for (const { row } of pointing(idOf(kept))) for (const [n, key] of keyOf(row).entries()) taken[n]?.add(key)
  for (const working of new Set(pointing(idOf(going)))) {
    const set: Record<string, Value> = {}
    for (const column of columns) if (working.row[column] === idOf(going)) set[column] = idOf(kept)
    const next = { ...working.row, ...set }
    const nextKeys = keyOf(next)
    const isOfItself = columns.length > 1 && columns.every((column) => next[column] === idOf(kept))
    const repeatsName = fact.name === 'actor_names' && next['name'] === kept.row['name']
    if (isOfItself || repeatsName || nextKeys.some((key, n) => taken[n]?.has(key))) {
      removeWithParts(workspace, working, at)
      continue
    }
    for (const [n, key] of nextKeys.entries()) taken[n]?.add(key)
    amend(workspace, working, set, at)
  }
}

/** Whoever looks for the one that went finds the other. */
function keepNames(workspace: Workspace, kept: Working, going: Working, at: Origin): void {
  const fact = workspace.structure.of('actor_names')
  const names = [
    ['name', 'ALIAS'],
    ['acronym', 'ACRONYM'],
  ] as const
  for (const [column, kind] of names) {
    const name = going.row[column]
    const identity = { actor_id: idOf(kept), name: name ?? null }
    if (typeof name !== 'string' || name === kept.row['name'] || name === kept.row['acronym']) continue
    if (workspace.byIdentity(fact, identity)?.isAlive === true) continue
    const alias = workspace.begin(fact, undefined)
    workspace.set(alias, { ...identity, kind, language: null }, at)
    workspace.settle(alias)
    touchOwner(workspace, alias, at)
  }
}

const idOf = ({ row }: Working): Value => row['id'] ?? null

export function splitActor(
  simulation: Simulation,
  { from, move, at }: SplitActorChange,
  newActor: Working,
  row: CheckedRow,
): void {
  insert(simulation, newActor, row, { at })
  const whole = aliveTarget(simulation, from, at, ['from'])
  for (const [index, target] of move.entries()) {
    const working = aliveTarget(simulation, target, at, ['move', index])
    if (working === undefined || whole === undefined) continue
    const columns = [...working.fact.references].filter(
      ([column, table]) => table === 'actors' && working.row[column] === idOf(whole),
    )
    if (columns.length === 0)
      simulation.problems.add(at, ['move', index], 'BAD_VALUE', texts.notOfActor(String(whole.row['slug'])))
    else
      amend(simulation.workspace, working, Object.fromEntries(columns.map(([column]) => [column, idOf(newActor)])), at)
  }
}
