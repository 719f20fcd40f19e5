// Nothing is deleted while something stands on it.
import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Database } from '../tables.ts'
import { originOf } from './blame.ts'
import type { Value } from './change.ts'
import type { Simulation } from './making.ts'
import { texts, thing, things } from './problems.ts'
import { isDeleted, isFresh, isSpared } from './states.ts'
import type { ForeignKey, TableFact } from './structure.ts'
import type { Working } from './working.ts'
import type { Workspace } from './workspace.ts'
import { asRecords } from './write.ts'

/** How many examples a refusal names. */
const EXAMPLES = 3

interface Use {
  readonly table: string
  count: number
  readonly examples: string[]
}

type Uses = Map<Value, Map<string, Use>>

/** Refuses to delete what rows that stay point at. What is part of a row goes with it and does not count. */
export async function checkUses(db: Transaction<Database>, simulation: Simulation): Promise<void> {
  const { workspace, problems } = simulation
  // What stays because it is used may itself use what goes.
  const isSparing = (table: string) => workspace.has(table, isSpared)
  for (const table of workspace.tables.toSorted((a, b) => Number(isSparing(b)) - Number(isSparing(a)))) {
    workspace.rest()
    const going = workspace.collect(table, isDeleted)
    if (going.length === 0 || !workspace.structure.of(table).hasId) continue
    const uses: Uses = new Map()
    for (const key of workspace.structure.pointingAt(table)) {
      countHere(workspace, key, going, uses)
      if (!key.cascades) await countElsewhere(db, workspace, key, going, uses)
    }
    for (const working of going) {
      const found = [...(uses.get(working.row['id'] ?? null)?.values() ?? [])]
      if (found.length === 0) continue
      if (working.isSpared) {
        working.isAlive = true
        continue
      }
      const message = texts.stillUsed(table, naturalName(working), found.map(useText))
      problems.add(originOf(working), [], 'STILL_USED', message)
    }
  }
}

const naturalName = ({ fact, row }: Working): string =>
  String(row[fact.naming[0] ?? ''] ?? fact.identity.map((column) => row[column]).join(' '))

const useText = ({ table, count, examples }: Use): string => {
  const more = count > examples.length ? ', …' : ''
  return `${count} ${count === 1 ? thing(table) : things(table)} (${examples.join(', ')}${more})`
}

function add(uses: Uses, id: Value, table: string, count: number, examples: readonly string[]): void {
  const own = uses.get(id) ?? new Map<string, Use>()
  uses.set(id, own)
  const use = own.get(table) ?? { table, count: 0, examples: [] }
  own.set(table, use)
  use.count += count
  use.examples.push(...examples.slice(0, EXAMPLES - use.examples.length))
}

/** Rows of the changeset that stay and point at what goes. */
function countHere(workspace: Workspace, { table, column }: ForeignKey, going: readonly Working[], uses: Uses): void {
  for (const { row } of going) {
    const id = row['id'] ?? null
    for (const user of workspace.pointing(table, column, id)) add(uses, id, table, 1, [naturalName(user)])
  }
}

/** Other rows that point at what goes. */
async function countElsewhere(
  db: Transaction<Database>,
  workspace: Workspace,
  { table, column }: ForeignKey,
  going: readonly Working[],
  uses: Uses,
): Promise<void> {
  const fact = workspace.structure.of(table)
  const known = workspace
    .collect(table, (state) => !isFresh(state))
    .flatMap(({ before }) => (before === undefined ? [] : [before]))
  const ids = going.flatMap(({ row }) => (typeof row['id'] === 'number' ? [row['id']] : []))
  const same = fact.handle.map((name) => sql`${sql.ref(`t.${name}`)} = ${sql.ref(`known.${name}`)}`)
  const handles = known.map((row) => Object.fromEntries(fact.handle.map((name) => [name, row[name] ?? null])))
  const { rows } = await sql<{ id: number; count: number; examples: string[] }>`
    select id, count(*)::integer as count, to_json((array_agg(label order by label))[1:${sql.lit(EXAMPLES)}]) as examples
    from (select ${sql.ref(`t.${column}`)} as id, ${labelOf(workspace, fact)}::text collate "C" as label
      from ${sql.table(table)} as t where ${sql.ref(`t.${column}`)} = any (${ids}::integer[])
      and not exists (select from ${asRecords(table, handles)} as known where ${sql.join(same, sql` and `)})) used
    group by id`.execute(db)
  for (const { id, count, examples } of rows) add(uses, id, table, count, examples)
}

/** What people know a row by: its natural name, or that of the row it is part of. */
function labelOf({ structure }: Workspace, fact: TableFact): RawBuilder<unknown> {
  const [own] = fact.naming
  if (own !== undefined) return sql.ref(`t.${own}`)
  const owner = fact.identity.find((column) => fact.references.has(column))
  const target = owner === undefined ? undefined : structure.of(fact.references.get(owner) ?? '')
  const [name] = target?.naming ?? []
  if (owner === undefined || target === undefined || name === undefined) return sql`''`
  return sql`(select ${sql.ref(`o.${name}`)} from ${sql.table(target.name)} as o where o.id = ${sql.ref(`t.${owner}`)})`
}
