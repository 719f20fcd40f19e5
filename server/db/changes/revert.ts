// Undoes a revision: the inverse of everything it recorded, as changes through the same checks as any other.
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../tables.ts'
import type { Cells, Conflict, Outcome, RowChange, Target, Value, Values } from './change.ts'
import { ReferenceNames } from './names.ts'
import { fieldName, fieldPath, MOST_CHANGES, texts } from './problems.ts'
import { type RecordedRow, recordedRows } from './recorded.ts'
import type { Decider } from './review.ts'
import { type Structure, structureOf, type TableFact } from './structure.ts'
import { refusal, serialised, take } from './submit.ts'
import { asRecords } from './write.ts'

export interface RevertOptions {
  /** Whether everything is tried and nothing kept. */
  readonly dryRun?: boolean
}

/**
 * Makes the changeset that undoes a revision. Fields that later revisions left alone go back to what they were; what later
 * revisions changed is a conflict, and what they stand on is not deleted.
 */
export async function revertRevision(
  db: Kysely<Database>,
  revision: number,
  reason: string,
  { author, keyId }: Decider,
  { dryRun = false }: RevertOptions = {},
): Promise<Outcome> {
  const structure = await structureOf(db)
  return serialised(db, async (transaction, head) => {
    if (!Number.isInteger(revision) || revision < 1 || revision > head)
      return refusal('REVISION_UNKNOWN', texts.noRevision(revision))
    const rows = await recordedRows(transaction, structure, revision, MOST_CHANGES + 1)
    if (rows.length > MOST_CHANGES) return refusal('TOO_MANY_CHANGES', texts.tooMany(rows.length))
    const { changes, conflicts } = await inverseOf(transaction, structure, rows)
    if (conflicts.length > 0) return { is: 'conflict', conflicts }
    if (changes.length === 0) return refusal('EMPTY', texts.nothingChanges)
    const submission = { reason, author, keyId, origin: 'API', changes, publish: true, dryRun } as const
    return take(transaction, structure, submission, head)
  })
}

interface Inverse {
  readonly changes: RowChange[]
  readonly conflicts: Conflict[]
}

async function inverseOf(
  db: Transaction<Database>,
  structure: Structure,
  rows: readonly RecordedRow[],
): Promise<Inverse> {
  const inverse: Inverse = { changes: [], conflicts: [] }
  const names = new ReferenceNames(structure)
  for (const [fact, recorded] of Map.groupBy(rows, (row) => row.fact)) {
    const current = await currentRows(db, fact, recorded)
    const seen = recorded.flatMap(({ before, after }, index) => [before, after, current[index]])
    await names.read(
      db,
      seen.filter((row) => row !== null && row !== undefined).map((row) => [fact, row] as const),
    )
    for (const [index, row] of recorded.entries()) undo(inverse, row, current[index], names)
  }
  return inverse
}

/** The recorded rows as they are now. */
async function currentRows(
  db: Transaction<Database>,
  fact: TableFact,
  recorded: readonly RecordedRow[],
): Promise<readonly (Values | undefined)[]> {
  const handles = recorded.map(({ before, after }) => pick(fact.handle, after ?? before ?? {}))
  const same = fact.handle.map((column) => sql`${sql.ref(`t.${column}`)} = ${sql.ref(`given.${column}`)}`)
  const { rows } = await sql<{ n: number; row: Values }>`
    select given.ordinality::integer as n, to_jsonb(t) as row
    from ${asRecords(fact.name, handles)} with ordinality as given
    join ${sql.table(fact.name)} as t on ${sql.join(same, sql` and `)}`.execute(db)
  const found = new Map(rows.map(({ n, row }) => [n, row]))
  return recorded.map((_, index) => found.get(index + 1))
}

const pick = (columns: readonly string[], row: Values): Values =>
  Object.fromEntries(columns.map((column) => [column, row[column] ?? null]))

/** Adds the change that makes a row what it was, or the conflicts that keep it from that. */
function undo(
  { changes, conflicts }: Inverse,
  { fact, before, after }: RecordedRow,
  current: Values | undefined,
  names: ReferenceNames,
): void {
  const at = { change: changes.length, path: [] }
  const row = after ?? before ?? {}
  const columns = [...fact.columns.keys()]
  const differ = (a: Values, b: Values) => columns.filter((column) => (a[column] ?? null) !== (b[column] ?? null))
  const clash = (column: string | null): void => {
    const shown = (values: Values | null | undefined): Value =>
      column === null ? null : names.shown(fact, column, values?.[column])
    conflicts.push({
      change: at.change,
      path: column === null ? [] : fieldPath(column),
      table: fact.name,
      id: typeof row['id'] === 'number' ? row['id'] : null,
      key: names.of(fact, row),
      field: column === null ? null : fieldName(column),
      base: shown(after),
      theirs: shown(current),
      yours: shown(before),
    })
  }
  if (after === null) {
    // Deleted then. Who put the like of it back did what a revert would do.
    if (before !== null && current === undefined)
      changes.push({ kind: 'insert', table: fact.name, name: nameOf(fact, before), row: cellsOf(fact, before), at })
    else if (before !== null && current !== undefined) for (const column of differ(before, current)) clash(column)
    return
  }
  if (before === null) {
    if (current === undefined) return
    const changed = differ(after, current)
    for (const column of changed) clash(column)
    if (changed.length === 0)
      changes.push({
        kind: 'delete',
        table: fact.name,
        target: targetOf(fact, row),
        unlessUsed: fact.name === 'citations',
        at,
      })
    return
  }
  const changed = differ(before, after)
  if (current === undefined) {
    clash(null)
    return
  }
  const left = changed.filter((column) => current[column] !== before[column])
  const clashing = left.filter((column) => current[column] !== after[column])
  for (const column of clashing) clash(column)
  if (clashing.length === 0 && left.length > 0)
    changes.push({
      kind: 'update',
      table: fact.name,
      target: targetOf(fact, row),
      set: cellsOf(fact, pick(left, before)),
      at,
    })
}

const nameOf = (fact: TableFact, row: Values): string => String(row[fact.naming[0] ?? ''] ?? '')

function targetOf(fact: TableFact, row: Values): Target {
  return typeof row['id'] === 'number'
    ? { table: fact.name, id: row['id'] }
    : { table: fact.name, identity: pick(fact.identity, row) }
}

/** Columns as a change sets them; the id of a row that comes back is the one it had. */
function cellsOf(fact: TableFact, row: Values): Cells {
  const columns = [...(fact.hasId ? ['id'] : []), ...fact.columns.keys()]
  return Object.fromEntries(
    columns.flatMap((column) => {
      const value = row[column]
      if (value === undefined) return []
      const table = fact.references.get(column)
      return [[column, table !== undefined && typeof value === 'number' ? { row: { table, id: value } } : value]]
    }),
  )
}
