// Finds the rows that were changed since the caller read them, field by field.
import { sql, type Transaction } from 'kysely'
import type { Database } from '../tables.ts'
import type { Conflict, Value, Values } from './change.ts'
import type { Simulation, Stale } from './making.ts'
import { ReferenceNames } from './names.ts'
import { fieldName, fieldPath } from './problems.ts'
import type { Structure, TableFact } from './structure.ts'

/** With `merges`, what others changed in other fields is no conflict, nor what they changed to the same. */
export async function findConflicts(
  db: Transaction<Database>,
  { stale, workspace }: Simulation,
  merges: boolean,
): Promise<readonly Conflict[]> {
  if (stale.length === 0) return []
  const names = new ReferenceNames(workspace.structure)
  const conflicts: Conflict[] = []
  for (const [fact, rows] of Map.groupBy(stale, ({ working }) => working.fact)) {
    const bases = await readBases(db, workspace.structure, fact, rows)
    await names.read(
      db,
      [...bases.filter((row) => row !== undefined), ...rows.flatMap(({ current, set }) => [current, set ?? {}])].map(
        (row) => [fact, row] as const,
      ),
    )
    for (const [index, row] of rows.entries()) {
      const clashes = conflictsOf(row, bases[index], names)
      conflicts.push(...(merges && row.set !== undefined ? clashes.filter(isClash) : clashes))
    }
  }
  return conflicts.toSorted((a, b) => a.change - b.change)
}

/** The rows as they were at the revisions that the caller read. */
async function readBases(
  db: Transaction<Database>,
  { versions }: Structure,
  fact: TableFact,
  stale: readonly Stale[],
): Promise<readonly (Values | undefined)[]> {
  const given = stale.map(({ base, current }) => ({
    ...Object.fromEntries(fact.handle.map((column) => [column, current[column] ?? null])),
    revision_from: base,
  }))
  const same = fact.handle.map((column) => sql`${sql.ref(`t.${column}`)} = ${sql.ref(`given.${column}`)}`)
  const { rows } = await sql<{ n: number; row: Values }>`
    select given.ordinality::integer as n, to_jsonb(t) as row
    from json_populate_recordset(null::${sql.table(fact.name)}, ${JSON.stringify(given)}::json) with ordinality as given
    join ${sql.table(`${versions}.${fact.name}`)} as t on ${sql.join(same, sql` and `)}
      and t.revision_from <= given.revision_from and t.revision_to > given.revision_from`.execute(db)
  const found = new Map(rows.map(({ n, row }) => [n, row]))
  return stale.map((_, index) => found.get(index + 1))
}

/** Others made of a field something else than it was, and than it shall be. */
const isClash = ({ base, theirs, yours }: Conflict): boolean => base !== theirs && theirs !== yours

function conflictsOf(
  { working, current, set, at, replaces }: Stale,
  base: Values | undefined,
  names: ReferenceNames,
): readonly Conflict[] {
  const { fact } = working
  const row = {
    change: at.change,
    table: fact.name,
    id: typeof current['id'] === 'number' ? current['id'] : null,
    key: names.of(fact, current),
  }
  const none: Value = null
  if (set === undefined) {
    const field = replaces === undefined ? null : fieldName(replaces)
    return [{ ...row, path: at.path, field, base: none, theirs: none, yours: none }]
  }
  return Object.keys(set).map((column) => ({
    ...row,
    path: [...at.path, ...fieldPath(column)],
    field: fieldName(column),
    base: names.shown(fact, column, base?.[column]),
    theirs: names.shown(fact, column, current[column]),
    yours: names.shown(fact, column, set[column]),
  }))
}
