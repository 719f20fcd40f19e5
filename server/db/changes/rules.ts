// Holds what the changes make of the rows against the rules of the catalogue, before anything is written.
import type { Transaction } from 'kysely'
import { Digests } from '../spill/digests.ts'
import type { Database } from '../tables.ts'
import { blame, keyText, reportAlike } from './blame.ts'
import { checkCircles } from './circles.ts'
import { checkConstraints, checkTaken, giveOrdinals } from './database-rules.ts'
import { checkStanding, checkTies } from './editorial.ts'
import type { Simulation } from './making.ts'
import { texts } from './problems.ts'
import { loadBy } from './records.ts'
import { isAlive, isWritten } from './states.ts'
import type { ForeignKey, TableFact, UniqueKey } from './structure.ts'
import { checkUses } from './uses.ts'
import { isChanged, type Working } from './working.ts'

export async function checkRules(db: Transaction<Database>, simulation: Simulation): Promise<void> {
  const { workspace } = simulation
  for (const table of workspace.tables) {
    const fact = workspace.structure.of(table)
    await giveOrdinals(db, workspace, fact)
    for (const written of workspace.portions(table, isWritten)) {
      for (const working of written) checkBasis(simulation, working)
      for (const key of fact.foreignKeys) await checkOwners(db, simulation, key, written)
    }
    for (const unique of fact.uniques) checkAlike(simulation, fact, unique)
    for (const written of workspace.portions(table, isWritten)) {
      await checkTaken(db, simulation, fact, written)
      await checkConstraints(db, simulation, fact, written)
    }
  }
  await checkStanding(db, simulation)
  await checkUses(db, simulation)
  await checkCircles(db, simulation)
  await checkTies(db, simulation)
}

/** An editorial judgement says why; what the source states says where. */
function checkBasis(simulation: Simulation, working: Working): void {
  const { fact, row } = working
  for (const prefix of ['', 'parent_']) {
    const basis = row[`${prefix}basis`]
    const rationale = `${prefix}rationale`
    if (basis === 'EDITORIAL' && fact.columns.has(rationale) && String(row[rationale] ?? '').trim() === '')
      blame(simulation, working, rationale, 'MISSING_RATIONALE', texts.missingRationale)
    if (basis === 'STATED' && prefix === '' && fact.columns.has('citation_id') && row['citation_id'] === null)
      blame(simulation, working, 'citation_id', 'MISSING_CITATION', texts.missingCitation)
  }
}

/** A key of two columns says that what a row points at belongs to the same owner as the row: a phase to its initiative. */
async function checkOwners(
  db: Transaction<Database>,
  simulation: Simulation,
  { columns, targetColumns, column, target }: ForeignKey,
  written: readonly Working[],
): Promise<void> {
  if (columns.length !== 2) return
  const { workspace } = simulation
  const ownerColumn = columns.find((name) => name !== column) ?? ''
  const targetColumn = targetColumns.find((name) => name !== 'id') ?? ''
  const fact = workspace.structure.of(target)
  await loadBy(
    db,
    workspace,
    fact,
    'id',
    written.map(({ row }) => row[column]),
  )
  for (const working of written) {
    const { row, bad } = working
    const pointed = workspace.byId(target, row[column] ?? null)
    if (pointed === undefined || bad.has(ownerColumn) || pointed.row[targetColumn] === row[ownerColumn]) continue
    const owner = workspace.structure.of(working.fact.name).references.get(ownerColumn) ?? ''
    const name = String(pointed.row[fact.naming[0] ?? 'id'])
    blame(simulation, working, column, 'OTHER_INITIATIVE', texts.otherInitiative(target, name, owner))
  }
}

/** Rows of the changeset that would be alike. */
function checkAlike(simulation: Simulation, fact: TableFact, unique: UniqueKey): void {
  const { workspace } = simulation
  const seen = new Digests()
  for (const working of workspace.each(fact.name, isAlive)) {
    const text = keyText(unique, working.row)
    if (text === undefined || unique.columns.some((column) => working.bad.has(column))) continue
    const other = seen.get(text)
    seen.set(text, working.index)
    if (other === undefined) continue
    const isBlamed = working.before === undefined || isChanged(working)
    reportAlike(simulation, isBlamed ? working : workspace.at(other), unique, true)
  }
}
