// What changes do to rows in memory: fill, set, delete, and find what they name.
import type { Cells, CellValue, InsertChange, Origin, Target, Value, Values } from './change.ts'
import { spotOf } from './gather.ts'
import { fieldPath, type Problems, texts } from './problems.ts'
import type { CheckedRow } from './shape.ts'
import type { Working } from './working.ts'
import type { Workspace } from './workspace.ts'

/** A reference to a row that is not there; the nearest names are looked up for all of them at once. */
export interface Lost {
  readonly problem: number
  readonly table: string
  readonly name: string
}

/** What the changes come to: the rows are in the workspace. */
export interface Simulation {
  readonly workspace: Workspace
  readonly problems: Problems
  readonly lost: Lost[]
  /** The revision that the caller read. */
  readonly baseRevision: number | undefined
  /** Rows that changes set or delete, and that are not what the caller takes them to be. */
  readonly stale: Stale[]
  /** Slugs given up by actors that become another one. */
  readonly merged: { readonly from: Working; readonly into: Working }[]
}

export interface Expectation {
  readonly working: Working
  readonly expectedVersion: number | undefined
  readonly at: Origin
  /** The new values; undefined where all of the row goes. */
  readonly set: Readonly<Record<string, Value>> | undefined
  /** The set of rows that is replaced, where that is what changes. */
  readonly replaces?: string
}

/** A row that is not what the caller takes it to be, and the revision that the caller read. */
export interface Stale extends Expectation {
  readonly base: number
  readonly current: Values
}

/** Holds a row that a change sets or deletes against what the caller takes it to be. */
export function expects({ stale, baseRevision }: Simulation, expectation: Expectation): void {
  const {
    working: { before, version },
    expectedVersion,
  } = expectation
  if (before === undefined) return
  const isStale = expectedVersion === undefined ? version > (baseRevision ?? version) : version !== expectedVersion
  if (isStale) stale.push({ ...expectation, base: expectedVersion ?? baseRevision ?? version, current: before })
}

/** Fills a new row. */
export function insert(
  simulation: Simulation,
  working: Working,
  { cells, bad }: CheckedRow,
  { at }: Pick<InsertChange, 'at'>,
): void {
  const values = valuesOf(simulation, working, cells, at)
  const { workspace } = simulation
  for (const column of bad) working.bad.add(column)
  const there = working.fact.hasId ? undefined : workspace.byHandle(working.fact, values)
  if (there !== undefined && !there.isAlive) {
    // What an earlier change deleted comes back as this.
    working.isAlive = false
    there.isAlive = true
    workspace.set(there, values, at)
  } else {
    workspace.set(working, values, at)
    workspace.settle(working)
  }
  touchOwner(workspace, working, at)
}

/** Columns with ids in place of rows. What is not there becomes a problem, and nothing. */
export function valuesOf(simulation: Simulation, working: Working, cells: Cells, at: Origin): Record<string, Value> {
  const values: Record<string, Value> = {}
  for (const [column, cell] of Object.entries(cells)) {
    const value = idOrValue(simulation, column, cell, at)
    if (value === undefined) working.bad.add(column)
    values[column] = value ?? null
  }
  return values
}

function idOrValue(simulation: Simulation, column: string, cell: CellValue, at: Origin): Value | undefined {
  if (typeof cell !== 'object' || cell === null) return cell
  if ('row' in cell) return found(simulation, cell.row, at, fieldPath(column))?.row['id']
  const document = found(simulation, cell.cite.document, at, [...fieldPath(column), 'document'])
  if (document === undefined) return undefined
  const { first_page: first, last_page: last, slug } = document.row
  const { pageStart, pageEnd } = cell.cite
  if ((typeof first === 'number' && pageStart < first) || (typeof last === 'number' && pageEnd > last)) {
    const message = texts.pageOutside(Number(first ?? 1), Number(last ?? pageEnd), String(slug))
    simulation.problems.add(at, [...fieldPath(column), 'page'], 'PAGE_OUTSIDE_DOCUMENT', message)
    return undefined
  }
  return cited(simulation.workspace, cell.cite, document, at).row['id']
}

function cited(workspace: Workspace, cite: Parameters<typeof spotOf>[0], document: Working, at: Origin): Working {
  const fact = workspace.structure.of('citations')
  const spot = spotOf(cite, document)
  const there = workspace.byIdentity(fact, spot)
  if (there?.isAlive === true) return there
  const working = workspace.begin(fact, undefined)
  workspace.set(working, spot, at)
  workspace.settle(working)
  return working
}

/** How much of a name is repeated. */
const longestName = 200

/** What people see of a row that a change names. */
export const nameOf = (target: Target): string =>
  'name' in target
    ? target.name.length > longestName
      ? `${target.name.slice(0, longestName).toWellFormed()}…`
      : target.name
    : 'id' in target
      ? `with the id ${target.id}`
      : Object.values(target.identity).join(' ')

function found(
  simulation: Simulation,
  target: Target,
  at: Origin,
  below: readonly (string | number)[],
): Working | undefined {
  const working = simulation.workspace.referred(target)
  if (working === undefined) isLost(simulation, target, at, below)
  return working
}

function isLost({ problems, lost }: Simulation, target: Target, at: Origin, below: readonly (string | number)[]): void {
  const name = nameOf(target)
  const problem = problems.add(at, below, 'UNKNOWN_REFERENCE', texts.unknown(target.table, name, []))
  if ('name' in target) lost.push({ problem, table: target.table, name })
}

/** The row a change is about; undefined, and a problem, where it is not there any more or never was. */
export function aliveTarget(
  simulation: Simulation,
  target: Target,
  at: Origin,
  below: readonly (string | number)[] = [],
): Working | undefined {
  const working = simulation.workspace.targeted(target)
  if (working === undefined) isLost(simulation, target, at, below)
  else if (!working.isAlive)
    simulation.problems.add(at, below, 'UNKNOWN_REFERENCE', texts.deletedBefore(target.table, nameOf(target)))
  else return working
  return undefined
}

/** Sets columns of a row that is there. Without an id, another identity is another row. */
export function amend(
  workspace: Workspace,
  working: Working,
  set: Readonly<Record<string, Value>>,
  at: Origin,
): Working {
  const { fact, row, before } = working
  const isMoved =
    !fact.hasId &&
    before !== undefined &&
    fact.handle.some((column) => set[column] !== undefined && set[column] !== row[column])
  touchOwner(workspace, working, at)
  if (!isMoved) {
    workspace.set(working, set, at)
    touchOwner(workspace, working, at)
    return working
  }
  const moved = workspace.begin(fact, undefined)
  workspace.set(moved, { ...row, ...set }, at)
  working.isAlive = false
  working.at = at
  workspace.settle(moved)
  touchOwner(workspace, moved, at)
  return moved
}

/** Deletes a row and what is part of it. */
export function removeWithParts(workspace: Workspace, working: Working, at: Origin): void {
  const open = [working]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (!next.isAlive) continue
    next.isAlive = false
    next.at = at
    touchOwner(workspace, next, at)
    open.push(...partsOf(workspace, next))
  }
}

/** The rows here that go with a row. */
function partsOf(workspace: Workspace, { fact, row }: Working): readonly Working[] {
  const { id } = row
  if (id === undefined) return []
  return workspace.structure
    .pointingAt(fact.name)
    .flatMap(({ cascades, table, column }) => (cascades ? workspace.pointing(table, column, id) : []))
}

/** A row is another version of itself when a set of rows that is part of it changes. */
export function touchOwner(workspace: Workspace, { fact, row }: Working, at: Origin): void {
  if (fact.owner === undefined) return
  const owner = workspace.byId(fact.references.get(fact.owner) ?? '', row[fact.owner] ?? null)
  if (owner === undefined) return
  owner.isTouched = true
  owner.at ??= at
}
