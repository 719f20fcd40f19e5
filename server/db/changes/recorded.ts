// What a revision changed, as the database recorded it: the same for changesets, revisions and the history of an object. The
// functions of the database that read it are in the migrations.
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '../tables.ts'
import type { RecordedChange, Values } from './change.ts'
import { changedFields, keyIn, titleIn } from './recorded-fields.ts'
import { changedTables, changedTablesText, setsText } from './recorded-tables.ts'
import type { Structure, TableFact } from './structure.ts'

export interface Page {
  /** How many changes at most. */
  readonly first: number
  /** How many changes of the revision come before; what a revision changed never changes itself. */
  readonly after?: number
  /** The change that it comes after, which takes no longer for the last page than for the first. */
  readonly following?: Place
}

/** Where a change stands among those of its revision. */
export interface Place {
  readonly table: string
  readonly handle: string
}

/** The columns of a change that say what differs, of a query with the columns of `revision_changes` under the alias. */
export const versionsOf = (alias: string, revision: RawBuilder<unknown>) => {
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  const version = (bound: string) =>
    sql`row_version(${column('table_name')}, ${column('handle')}, ${sql.lit(bound)}, ${revision})`
  return {
    before: version('revision_to'),
    after: version('revision_from'),
    sets: sql`case when ${column('operation')} = 'UPDATE' and ${column('row_id')} is not null
      then changed_sets(${setsText}, ${column('table_name')}, ${column('row_id')}, ${revision}) end`,
  }
}

/**
 * The slug of the actor that a deleted one became part of, of a query with the columns of `revision_changes` under the alias.
 * The slug that was given up leads there; of what just went, none leads anywhere.
 */
export const mergedInto = (alias: string, slug: RawBuilder<unknown>): RawBuilder<unknown> => {
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  return sql`case when ${column('table_name')} = 'actors' and ${column('operation')} = 'DELETE' then (
    select target.slug from slug_redirects led join actors target on target.id = led.target_id
    where led.kind = 'actors' and led.old_slug = ${slug}) end`
}

interface Row {
  readonly table: RecordedChange['table']
  readonly handle: string
  readonly id: number | null
  readonly operation: RecordedChange['operation']
  readonly merged_into: string | null
  readonly before: Values | null
  readonly after: Values | null
  readonly sets: { readonly before: Values; readonly after: Values } | null
}

/** The changes of a revision, table by table. Only those of the page are read. */
export const changesOf = async (
  db: Kysely<Database>,
  revision: number,
  page: Page = { first: 1_000 },
): Promise<readonly RecordedChange[]> => (await placedChanges(db, revision, page)).map(({ change }) => change)

/** The same, each with its place. */
export async function placedChanges(
  db: Kysely<Database>,
  revision: number,
  { first, after = 0, following }: Page,
): Promise<readonly { readonly change: RecordedChange; readonly place: Place }[]> {
  const number = sql`${revision}::integer`
  const versions = versionsOf('c', number)
  const { rows } = await sql<Row>`
    select c.table_name as "table", c.handle, c.row_id as id, c.operation, ${versions.before} as before,
      ${versions.after} as after, ${versions.sets} as sets,
      ${mergedInto('c', sql`${versions.before} ->> 'slug'`)} as merged_into
    from (select * from revision_changes(${changedTablesText}, ${number}, ${following?.table ?? null}::text,
        ${following?.handle ?? null}::text, ${first + after}::integer)
      order by table_name collate "C", handle collate "C" limit ${first} offset ${after}) c
    order by c.table_name collate "C", c.handle collate "C"`.execute(db)
  return rows.map((row) => ({ change: changeIn(row), place: { table: row.table, handle: row.handle } }))
}

function changeIn({ table, id, operation, before, after, sets, merged_into: into }: Row): RecordedChange {
  const row = after ?? before ?? {}
  const key = keyIn(table, row)
  const fields = changedFields({ ...before, ...sets?.before }, { ...after, ...sets?.after })
  return { table, key, id, name: titleIn(row) ?? key, operation, ...(into !== null && { mergedInto: into }), fields }
}

/** How many rows a revision changed. */
export async function countChanges(db: Kysely<Database>, revision: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from revision_changes(${changedTablesText}, ${revision}::integer)`.execute(db)
  return rows[0]?.count ?? 0
}

/** A row before and after a revision, as it is stored. */
export interface RecordedRow {
  readonly fact: TableFact
  readonly before: Values | null
  readonly after: Values | null
}

/** The rows that a revision changed, as many as may be, to be put back. A row that is only another version of itself is none. */
export async function recordedRows(
  db: Kysely<Database>,
  structure: Structure,
  revision: number,
  most: number,
): Promise<readonly RecordedRow[]> {
  const parts = changedTables.map((table, position) =>
    versionsQuery(structure, structure.of(table), revision, position),
  )
  const { rows } = await sql<{ position: number; before: Values | null; after: Values | null }>`
    select position, before, after from (${sql.join(parts, sql` union all `)}) changes
    order by position, handle limit ${most}`.execute(db)
  return rows.map(({ position, before, after }) => ({
    fact: structure.of(changedTables[position] ?? ''),
    before,
    after,
  }))
}

function versionsQuery({ versions }: Structure, fact: TableFact, revision: number, position: number) {
  const table = sql.table(`${versions}.${fact.name}`)
  const columns = [...fact.columns.keys()]
  const list = (row: string) => sql.join(columns.map((column) => sql.ref(`${row}.${column}`)))
  const same = fact.handle.map((column) => sql`${sql.ref(`a.${column}`)} = ${sql.ref(`b.${column}`)}`)
  const handle = sql.join(
    fact.handle.map((column) => sql`lpad(coalesce(${sql.ref(`a.${column}`)}, ${sql.ref(`b.${column}`)})::text, 10)`),
  )
  return sql`
    select ${sql.lit(position)} as position, concat_ws(' ', ${handle}) collate "C" as handle, to_jsonb(b) as before, to_jsonb(a) as after
    from (select * from ${table} where revision_to = ${sql.lit(revision)}) b
    full join (select * from ${table} where revision_from = ${sql.lit(revision)}) a on ${sql.join(same, sql` and `)}
    where a.revision_from is null or b.revision_from is null or (${list('a')}) is distinct from (${list('b')})`
}
