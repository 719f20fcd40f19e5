// Tables as they will be once the changes are written: the rows of the database that the changes leave alone, and the rows
// that they make. Rules that look at other rows can so be checked before anything is written, with all others.
import { type RawBuilder, sql } from 'kysely'
import type { Value, Values } from './change.ts'
import { isDifferent } from './states.ts'
import type { TableFact } from './structure.ts'
import type { Working } from './working.ts'
import type { Workspace } from './workspace.ts'
import { asRecords } from './write.ts'

/**
 * A common table expression of a table as it will be, under a name of its own. Postgres plans it as part of what reads it, so
 * that conditions find their rows by index.
 */
export function tableToBe(
  workspace: Workspace,
  table: string,
  name: string,
  columns: readonly string[],
  different: Iterable<Working> = workspace.each(table, isDifferent),
): RawBuilder<unknown> {
  const fact = workspace.structure.of(table)
  const rows: Values[] = []
  const known: Values[] = []
  for (const { isAlive, row, before } of different) {
    if (isAlive) rows.push(only(columns, row))
    if (before !== undefined) known.push(only(fact.handle, before))
  }
  const list = (alias: string) => sql.join(columns.map((column) => sql.ref(`${alias}.${column}`)))
  const unchanged = sql`select ${list('t')} from ${sql.table(table)} as t where ${isUntouched(fact, known)}`
  const made = rows.length === 0 ? sql`` : sql` union all select ${list('made')} from ${asRecords(table, rows)} as made`
  return sql`${sql.ref(name)} as not materialized (${unchanged}${made})`
}

/** The condition that a row of the database is none of those that differ. */
function isUntouched({ name, hasId, handle }: TableFact, known: readonly Values[]): RawBuilder<unknown> {
  if (known.length === 0) return sql`true`
  if (hasId) return sql`t.id <> all (${known.map(({ id }) => id)}::integer[])`
  const same = handle.map((column) => sql`${sql.ref(`t.${column}`)} = ${sql.ref(`known.${column}`)}`)
  return sql`not exists (select from ${asRecords(name, known)} as known where ${sql.join(same, sql` and `)})`
}

const only = (columns: readonly string[], row: Values): Readonly<Record<string, Value>> =>
  Object.fromEntries(columns.map((column) => [column, row[column] ?? null]))
