// Writes what the changes made of the rows.
import { sql, type Transaction } from 'kysely'
import type { Database } from '../tables.ts'
import { writtenOf } from './blame.ts'
import type { Value, Values } from './change.ts'
import { countAgreement } from './editorial.ts'
import type { Simulation } from './making.ts'
import type { TableFact } from './structure.ts'
import { isChanged, type Working } from './working.ts'
import type { Workspace } from './workspace.ts'
import { deleteRows, drawIds, insertRows, updateRows } from './write.ts'

/** What is written to one table. */
interface TableWrites {
  readonly fact: TableFact
  readonly deleted: readonly Working[]
  readonly updated: readonly Working[]
  readonly inserted: readonly Working[]
}

const isNew = ({ before, isAlive }: Working): boolean => before === undefined && isAlive

/** What there is to write, table by table, each after those it points at. */
function writesOf(workspace: Workspace): readonly TableWrites[] {
  return [...workspace.structure.tables.values()].map((fact) => {
    const rows = workspace.rowsOf(fact.name)
    return {
      fact,
      deleted: rows.filter(({ isAlive, before }) => !isAlive && before !== undefined),
      updated: rows.filter(
        (working) => working.isAlive && working.before !== undefined && (isChanged(working) || working.isTouched),
      ),
      inserted: rows.filter(isNew),
    }
  })
}

/** Whether a changeset writes anything, or leaves everything as it is. */
export const writesAnything = (workspace: Workspace): boolean =>
  writesOf(workspace).some(
    ({ deleted, updated, inserted }) => deleted.length > 0 || inserted.length > 0 || updated.some(isChanged),
  )

/** Columns of rows that are written in one statement, or, where there are very many, in several. */
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
  const writes = writesOf(workspace)
  await moveRedirects(db, merged)
  for (const { fact, deleted } of writes.toReversed())
    await write({
      table: fact.name,
      rows: deleted,
      run: (rows) =>
        deleteRows(
          db,
          fact.name,
          fact.handle,
          rows.map(({ before }) => pick(fact.handle, before ?? {})),
        ),
    })
  for (const { fact, updated, inserted } of writes) {
    const changed = changedColumns(fact, updated)
    const update = () =>
      write({
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
    // A slug that a new row takes leads on to none that gives it up: it is in use before it is given up.
    const isUpdatedLast = fact.naming.includes('slug')
    if (!isUpdatedLast) await update()
    await takeSlugsBack(db, fact, inserted)
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
    await giveRedirectsBack(db, workspace, fact, inserted)
    if (isUpdatedLast) await update()
  }
  await leadOn(db, merged)
  await countAgreement(db, workspace)
  await sql`set constraints all immediate`.execute(db)
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
  const lacking = workspace.tables.map((table) => ({
    table,
    rows: workspace.rowsOf(table).filter((working) => isNew(working) && isPlaceholder(working.row['id'])),
  }))
  const drawn = await drawIds(db, new Map(lacking.map(({ table, rows }) => [table, rows.length])))
  const ids = new Map<Value, number>()
  for (const { table, rows } of lacking) {
    for (const [index, { row }] of rows.entries()) {
      const id = drawn.get(table)?.[index]
      if (id !== undefined) ids.set(row['id'] ?? null, id)
    }
  }
  if (ids.size === 0) return
  for (const table of workspace.tables) {
    const columns = ['id', ...workspace.structure.of(table).references.keys()]
    for (const { row } of writtenOf(workspace, table)) {
      for (const column of columns) {
        const id = isPlaceholder(row[column]) ? ids.get(row[column] ?? null) : undefined
        if (id !== undefined) row[column] = id
      }
    }
  }
}

const isPlaceholder = (value: Value | undefined): boolean => typeof value === 'number' && value < 0

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
const returning = (fact: TableFact, inserted: readonly Working[]): readonly Working[] =>
  fact.naming.includes('slug') ? inserted.filter(({ isReturning }) => isReturning) : []

async function takeSlugsBack(db: Transaction<Database>, fact: TableFact, inserted: readonly Working[]): Promise<void> {
  const slugs = returning(fact, inserted).map(({ row }) => String(row['slug']))
  if (slugs.length > 0)
    await sql`delete from slug_redirects where kind = ${fact.name} and old_slug = any (${slugs}::text[])`.execute(db)
}

/** What comes back is led to by the slugs that led to it before, as far as they are free. */
async function giveRedirectsBack(
  db: Transaction<Database>,
  { structure }: Workspace,
  fact: TableFact,
  inserted: readonly Working[],
): Promise<void> {
  const ids = returning(fact, inserted).map(({ row }) => Number(row['id']))
  if (ids.length === 0) return
  await sql`insert into slug_redirects as r (kind, old_slug, target_id)
    select distinct kind, old_slug, target_id from ${sql.table(`${structure.versions}.slug_redirects`)} as past
    where kind = ${fact.name} and target_id = any (${ids}::integer[])
      and not exists (select from ${sql.table(fact.name)} as used where used.slug = past.old_slug)
    on conflict (kind, old_slug) do update set target_id = excluded.target_id where r.target_id <> excluded.target_id`.execute(
    db,
  )
}
