// Reads every row that a changeset is about: those of a table in one statement for a thousand changes.
import { sql, type Transaction } from 'kysely'
import type { Database } from '../tables.ts'
import type { CellValue, EditableTable, Target, Value, Values } from './change.ts'
import { load, loadAlike, loadBy } from './records.ts'
import type { Step, Steps } from './shape.ts'
import { isAny } from './states.ts'
import type { Structure, TableFact } from './structure.ts'
import type { Working } from './working.ts'
import { partsOf, type Workspace } from './workspace.ts'
import { portionsOf } from './write.ts'

interface Wanted {
  readonly names: Set<string>
  readonly ids: Set<number>
  readonly identities: Values[]
  /** Names made of the names of several rows. */
  readonly composed: Set<string>
}

class Wants {
  readonly #structure: Structure
  readonly #tables = new Map<EditableTable, Wanted>()

  constructor(structure: Structure) {
    this.#structure = structure
  }

  get tables(): readonly (readonly [TableFact, Wanted])[] {
    return [...this.#tables].map(([table, wanted]) => [this.#structure.of(table), wanted] as const)
  }

  #of(table: EditableTable): Wanted {
    let wanted = this.#tables.get(table)
    if (wanted === undefined) {
      wanted = { names: new Set(), ids: new Set(), identities: [], composed: new Set() }
      this.#tables.set(table, wanted)
    }
    return wanted
  }

  add(target: Target): void {
    const fact = this.#structure.tables.get(target.table)
    if (fact === undefined) return
    const wanted = this.#of(fact.name)
    if ('id' in target) wanted.ids.add(target.id)
    else if ('identity' in target) wanted.identities.push(target.identity)
    else this.#addName(fact, wanted, target.name)
  }

  #addName(fact: TableFact, wanted: Wanted, name: string): void {
    const parts = partsOf(fact, name)
    if (parts === undefined) {
      wanted.names.add(name)
      return
    }
    wanted.composed.add(name)
    for (const [index, column] of fact.identity.entries()) {
      const table = fact.references.get(column)
      const part = parts[index]
      if (table !== undefined && part !== undefined) this.#of(this.#structure.of(table).name).names.add(part)
    }
  }
}

/** For how many changes rows are read at once. The changes are held meanwhile, each as large as all that stays of it. */
const together = 1_000

/** The rows that a changeset names, and those that go or move with them: all of a portion of the changes at once. */
export async function gather(db: Transaction<Database>, workspace: Workspace, steps: Steps): Promise<void> {
  for (const portion of portionsOf(steps, together)) {
    await gatherPortion(db, workspace, portion)
    workspace.rest()
  }
  await loadOwners(db, workspace)
}

async function gatherPortion(db: Transaction<Database>, workspace: Workspace, steps: readonly Step[]): Promise<void> {
  const wants = wantsOf(steps, workspace.structure)
  for (const [fact, wanted] of wants.tables) await loadNamed(db, workspace, fact, wanted)
  for (const [fact, { composed, identities }] of wants.tables) {
    const named = [...composed].map((name) => workspace.identityOf(fact, name)).filter((values) => values !== undefined)
    await loadAlike(db, workspace, fact, [...named, ...identities])
  }
  await loadCitations(db, workspace, steps)
  await loadSets(db, workspace, steps)
  const merged = await loadMerged(db, workspace, steps)
  const deleted = steps.flatMap(({ change }) =>
    change.kind === 'delete' ? (workspace.targeted(change.target) ?? []) : [],
  )
  await loadParts(db, workspace, [...deleted, ...merged])
}

/** The rows that have sets of other rows as their parts, where one of those is here. */
async function loadOwners(db: Transaction<Database>, workspace: Workspace): Promise<void> {
  const { structure } = workspace
  for (const table of workspace.tables) {
    const { owner, references } = structure.of(table)
    const target = owner === undefined ? undefined : references.get(owner)
    if (owner === undefined || target === undefined) continue
    for (const portion of workspace.portions(table, isAny))
      await loadBy(
        db,
        workspace,
        structure.of(target),
        'id',
        portion.map(({ row }) => row[owner]),
      )
  }
}

function wantsOf(steps: readonly Step[], structure: Structure): Wants {
  const wants = new Wants(structure)
  for (const { change, rows } of steps) {
    for (const target of targetsOf(change)) wants.add(target)
    for (const { cells } of rows) for (const cell of Object.values(cells)) wantCell(wants, cell)
  }
  return wants
}

function wantCell(wants: Wants, cell: CellValue): void {
  if (typeof cell !== 'object' || cell === null) return
  wants.add('row' in cell ? cell.row : cell.cite.document)
}

/** The rows a change names, those in its columns not among them. */
function targetsOf(change: Step['change']): readonly Target[] {
  switch (change.kind) {
    case 'insert':
      return []
    case 'update':
    case 'delete':
      return [change.target]
    case 'replace':
      return [change.owner.target]
    case 'mergeActors':
      return [change.into, ...change.from]
    case 'splitActor':
      return [change.from, ...change.move]
  }
}

async function loadNamed(
  db: Transaction<Database>,
  workspace: Workspace,
  fact: TableFact,
  { names, ids }: Wanted,
): Promise<void> {
  if (fact.hasId || fact.name === 'action_points') {
    const numbers = fact.name === 'action_points' ? [...names].map(Number) : []
    await loadBy(db, workspace, fact, 'id', [...ids, ...numbers])
  }
  if (names.size === 0) return
  const list = [...names]
  for (const column of fact.naming)
    await load(db, workspace, fact, sql`${sql.ref(`t.${column}`)} = any (${list}::text[])`)
  if (!fact.naming.includes('slug')) return
  const lost = list.filter((name) => workspace.targeted({ table: fact.name, name }) === undefined)
  if (lost.length > 0) await loadRedirected(db, workspace, fact, lost)
}

/** Slugs that were given up lead to where the thing is now. */
async function loadRedirected(
  db: Transaction<Database>,
  workspace: Workspace,
  fact: TableFact,
  slugs: readonly string[],
): Promise<void> {
  const { rows } = await sql<{ slug: string; id: number }>`
    select old_slug as slug, target_id as id from slug_redirects
    where kind = ${fact.name} and old_slug = any (${[...slugs]}::text[])`.execute(db)
  await loadBy(
    db,
    workspace,
    fact,
    'id',
    rows.map(({ id }) => id),
  )
  for (const { slug, id } of rows) {
    const working = workspace.byId(fact.name, id)
    if (working) workspace.redirects(fact.name, slug, working)
  }
}

async function loadCitations(db: Transaction<Database>, workspace: Workspace, steps: readonly Step[]): Promise<void> {
  const spots = new Map<string, Values>()
  for (const { rows } of steps) {
    for (const { cells } of rows) {
      for (const cell of Object.values(cells)) {
        if (typeof cell !== 'object' || cell === null || !('cite' in cell)) continue
        const document = workspace.referred(cell.cite.document)
        if (document?.before === undefined) continue
        const spot = spotOf(cell.cite, document)
        spots.set(JSON.stringify(spot), spot)
      }
    }
  }
  await loadAlike(db, workspace, workspace.structure.of('citations'), [...spots.values()])
}

/** The columns of a citation. */
export const spotOf = (
  {
    pageStart,
    pageEnd,
    section,
    footnote,
  }: { pageStart: number; pageEnd: number; section: string; footnote: number | null },
  document: Working,
): Values => ({
  document_id: document.row['id'] ?? null,
  page_start: pageStart,
  page_end: pageEnd,
  section,
  footnote,
})

async function loadSets(db: Transaction<Database>, workspace: Workspace, steps: readonly Step[]): Promise<void> {
  const owners = new Map<string, { fact: TableFact; column: string; ids: Value[] }>()
  for (const { change } of steps) {
    if (change.kind !== 'replace') continue
    const fact = workspace.structure.of(change.table)
    const owner = workspace.targeted(change.owner.target)
    if (owner?.before === undefined) continue
    const set = `${change.table} ${change.owner.column}`
    const wanted = owners.get(set) ?? { fact, column: change.owner.column, ids: [] }
    wanted.ids.push(owner.row['id'] ?? null)
    owners.set(set, wanted)
  }
  for (const { fact, column, ids } of owners.values()) await loadBy(db, workspace, fact, column, ids)
}

/** Everything that points at actors that become one; answers those that go. */
async function loadMerged(
  db: Transaction<Database>,
  workspace: Workspace,
  steps: readonly Step[],
): Promise<readonly Working[]> {
  const merges = steps.flatMap(({ change }) => (change.kind === 'mergeActors' ? [change] : []))
  const going = merges.flatMap(({ from }) => from.flatMap((target) => workspace.targeted(target) ?? []))
  const staying = merges.flatMap(({ into }) => workspace.targeted(into) ?? [])
  const ids = [...going, ...staying].map(({ row }) => row['id'])
  for (const { table, column } of workspace.structure.pointingAt('actors'))
    await loadBy(db, workspace, workspace.structure.of(table), column, ids)
  return going
}

/** What goes with the rows that are deleted, and with that again. */
async function loadParts(db: Transaction<Database>, workspace: Workspace, deleted: readonly Working[]): Promise<void> {
  const seen = new Set<Working>()
  let next = deleted
  while (next.length > 0) {
    const byTable = Map.groupBy(
      next.filter((working) => !seen.has(working)),
      ({ fact }) => fact.name,
    )
    for (const working of next) seen.add(working)
    const parts: Working[] = []
    for (const [table, rows] of byTable) {
      for (const key of workspace.structure.pointingAt(table)) {
        if (!key.cascades) continue
        const ids = rows.map(({ row }) => row['id'])
        parts.push(...(await loadBy(db, workspace, workspace.structure.of(key.table), key.column, ids)))
      }
    }
    next = parts
  }
}
