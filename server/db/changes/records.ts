// Reads rows into the workspace, many at once.
import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Database } from '../tables.ts'
import type { Value, Values } from './change.ts'
import type { TableFact } from './structure.ts'
import type { Working } from './working.ts'
import type { Workspace } from './workspace.ts'
import { asRecords } from './write.ts'

/** The columns read of a row. */
const readColumns = (fact: TableFact): readonly string[] => [...(fact.hasId ? ['id'] : []), ...fact.columns.keys()]

const listed = (fact: TableFact): RawBuilder<unknown> =>
  sql.join(readColumns(fact).map((column) => sql.ref(`t.${column}`)))

/** Reads rows of a table, named `t`, into the workspace. */
export async function load(
  db: Transaction<Database>,
  workspace: Workspace,
  fact: TableFact,
  where: RawBuilder<unknown>,
): Promise<readonly Working[]> {
  const { rows } = await sql<Values>`
    select ${listed(fact)}, t.revision_from as revision from ${sql.table(fact.name)} as t where ${where}`.execute(db)
  return rows.map((row) => workspace.adopt(fact, row))
}

/** Reads the rows with any of these integers in a column. */
export async function loadBy(
  db: Transaction<Database>,
  workspace: Workspace,
  fact: TableFact,
  column: string,
  ids: Iterable<Value | undefined>,
): Promise<readonly Working[]> {
  const wanted = [...new Set(ids)].filter((id) => typeof id === 'number' && id > 0)
  if (wanted.length === 0) return []
  return load(db, workspace, fact, sql`${sql.ref(`t.${column}`)} = any (${wanted}::integer[])`)
}

/** Reads the rows that are the same as those given in what tells them apart for people. */
export async function loadAlike(
  db: Transaction<Database>,
  workspace: Workspace,
  fact: TableFact,
  identities: readonly Values[],
): Promise<readonly Working[]> {
  if (identities.length === 0) return []
  const same = fact.identity.map((column) =>
    fact.columns.get(column)?.isRequired === false
      ? sql`${sql.ref(`t.${column}`)} is not distinct from ${sql.ref(`given.${column}`)}`
      : sql`${sql.ref(`t.${column}`)} = ${sql.ref(`given.${column}`)}`,
  )
  return load(
    db,
    workspace,
    fact,
    sql`exists (select from ${asRecords(fact.name, identities)} as given where ${sql.join(same, sql` and `)})`,
  )
}
