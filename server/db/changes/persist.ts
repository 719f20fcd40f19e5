// Writes what the changes made of the rows.
import { sql, type Transaction } from 'kysely'
import type { Database } from '../tables.ts'
import type { Values } from './change.ts'
import { countAgreement } from './editorial.ts'
import type { Simulation } from './making.ts'
import { isDeleted, isInserted, isReturning, isUpdated, isWritten } from './states.ts'
import type { TableFact } from './structure.ts'
import type { Working } from './working.ts'
import type { Workspace } from './workspace.ts'
import { deleteRows, drawIds, insertRows, portionsOf, updateRows } from './write.ts'

/** Whether a changeset writes anything, or leaves everything as it is. */
export const writesAnything = (workspace: Workspace): boolean =>
  workspace.tables.some((table) => workspace.has(table, (state) => isDeleted(state) || isWritten(state)))

/** How many rows are written together. */
const together = 2_000

/** Columns of rows that are written in one statement. */
export interface Writing {
  readonly table: string
  readonly rows: readonly Working[]
  /** Writes some of the rows, and of an update only some of the columns. */
  readonly run: (rows: readonly Working[], columns?: readonly string[]) => Promise<void>
}

/** Writes everything; constraints that wait for the end of a transaction are checked before it returns. */
export async function persist(
  db: Transaction<Database>,
  { workspace, merged }: Simulation,
  write: (writing: Writing) => Promise<void> = ({ rows, run }) => run(rows),
): Promise<void> {
  await sql`set constraints all deferred`.execute(db)
  await giveIds(db, workspace)
  // Each table after those it points at.
  const facts = [...workspace.structure.tables.values()]
  await moveRedirects(db, merged)
  for (const fact of facts.toReversed()) await deleteOf(db, workspace, fact, write)
  for (const fact of facts) {
    // A slug that a new row takes leads on to none that gives it up: it is in use before it is given up.
    const isUpdatedLast = fact.naming.includes('slug')
    if (!isUpdatedLast) await update(db, workspace, fact, write)
    await insert(db, workspace, fact, write)
    if (isUpdatedLast) await update(db, workspace, fact, write)
  }
  await leadOn(db, merged)
  await countAgreement(db, workspace)
  await sql`set constraints all immediate`.execute(db)
}

type Write = (writing: Writing) => Promise<void>

async function deleteOf(
  db: Transaction<Database>,
  workspace: Workspace,
  { name, handle }: TableFact,
  write: Write,
): Promise<void> {
  for (const deleted of workspace.portions(name, isDeleted, together))
    await write({
      table: name,
      rows: deleted,
      run: (rows) =>
        deleteRows(
          db,
          name,
          handle,
          rows.map(({ before }) => pick(handle, before ?? {})),
        ),
    })
}

async function update(db: Transaction<Database>, workspace: Workspace, fact: TableFact, write: Write): Promise<void> {
  for (const updated of workspace.portions(fact.name, isUpdated, together)) {
    const changed = changedColumns(fact, updated)
    await write({
      table: fact.name,
      rows: updated,
      run: (rows, columns = changed) =>
        updateRows(
          db,
          fact.name,
          fact.handle,
          columns,
          rows.map(({ row }) => row),
        ),
    })
  }
}

async function insert(db: Transaction<Database>, workspace: Workspace, fact: TableFact, write: Write): Promise<void> {
  await takeSlugsBack(db, workspace, fact)
  for (const inserted of workspace.portions(fact.name, isInserted, together))
    await write({
      table: fact.name,
      rows: inserted,
      run: (rows) =>
        insertRows(
          db,
          fact.name,
          [...(fact.hasId ? ['id'] : []), ...fact.columns.keys()],
          rows.map(({ row }) => row),
        ),
    })
  await giveRedirectsBack(db, workspace, fact)
}

const pick = (columns: readonly string[], row: Values): Values =>
  Object.fromEntries(columns.map((column) => [column, row[column] ?? null]))

/** The columns in which rows changed. A row that only became another version of itself writes what it has. */
function changedColumns({ columns, naming, identity }: TableFact, updated: readonly Working[]): readonly string[] {
  const changed = [...columns.keys()].filter((column) =>
    updated.some(({ row, before }) => row[column] !== before?.[column]),
  )
  return changed.length > 0 ? changed : [naming[0] ?? identity[0] ?? '']
}

/** New rows get their ids, and what points at them, too. */
async function giveIds(db: Transaction<Database>, workspace: Workspace): Promise<void> {
  for (const portion of portionsOf(workspace.lackingIds())) {
    const byTable = Map.groupBy(portion, ({ table }) => table)
    const drawn = await drawIds(db, new Map([...byTable].map(([table, { length }]) => [table, length])))
    workspace.giveIds(
      [...byTable].flatMap(([table, rows]) =>
        rows.map(({ index }, position) => [index, drawn.get(table)?.[position] ?? 0] as const),
      ),
    )
  }
}

/** Slugs that led to an actor that goes lead to the one it becomes. */
async function moveRedirects(db: Transaction<Database>, merged: Simulation['merged']): Promise<void> {
  for (const { from, into } of merged)
    await sql`update slug_redirects set target_id = ${into.row['id']} where kind = 'actors' and target_id = ${from.row['id']}`.execute(
      db,
    )
}

async function leadOn(db: Transaction<Database>, merged: Simulation['merged']): Promise<void> {
  if (merged.length === 0) return
  const kept = new Map(merged.map(({ from, into }) => [from, into]))
  const rows = merged.map(({ from, into }) => {
    // What one actor became may itself have become another.
    let end = into
    for (let next = kept.get(end); next !== undefined; next = kept.get(end)) end = next
    return { kind: 'actors', old_slug: from.before?.['slug'] ?? null, target_id: end.row['id'] ?? null }
  })
  await sql`insert into slug_redirects (kind, old_slug, target_id)
    select kind, old_slug, target_id from json_populate_recordset(null::slug_redirects, ${JSON.stringify(rows)}::json) given
    where not exists (select from actors where slug = given.old_slug)
    on conflict (kind, old_slug) do update set target_id = excluded.target_id`.execute(db)
}

/** The rows that come back with the ids they had. */
const returning = (workspace: Workspace, fact: TableFact): readonly Working[] =>
  fact.naming.includes('slug') ? workspace.collect(fact.name, (state) => isInserted(state) && isReturning(state)) : []

async function takeSlugsBack(db: Transaction<Database>, workspace: Workspace, fact: TableFact): Promise<void> {
  const slugs = returning(workspace, fact).map(({ row }) => String(row['slug']))
  if (slugs.length > 0)
    await sql`delete from slug_redirects where kind = ${fact.name} and old_slug = any (${slugs}::text[])`.execute(db)
}

/** What comes back is led to by the slugs that led to it before, as far as they are free. */
async function giveRedirectsBack(db: Transaction<Database>, workspace: Workspace, fact: TableFact): Promise<void> {
  const ids = returning(workspace, fact).map(({ row }) => Number(row['id']))
  if (ids.length === 0) return
  await sql`insert into slug_redirects as r (kind, old_slug, target_id)
    select distinct kind, old_slug, target_id from ${sql.table(`${workspace.structure.versions}.slug_redirects`)} as past
    where kind = ${fact.name} and target_id = any (${ids}::integer[])
      and not exists (select from ${sql.table(fact.name)} as used where used.slug = past.old_slug)
    on conflict (kind, old_slug) do update set target_id = excluded.target_id where r.target_id <> excluded.target_id`.execute(
    db,
  )
}
