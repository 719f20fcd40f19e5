// What a revision changed, as the database recorded it.
import { type Kysely, sql } from 'kysely'
import type { Database } from '../tables.ts'
import type { RecordedChange, Value, Values } from './change.ts'
import { ReferenceNames } from './names.ts'
import { fieldName } from './problems.ts'
import { type Structure, structureOf, type TableFact } from './structure.ts'

export interface Page {
  /** How many changes at most. */
  readonly first: number
  /** How many changes of the revision come before; what a revision changed never changes itself. */
  readonly after?: number
}

/** A row before and after a revision. */
export interface RecordedRow {
  readonly fact: TableFact
  readonly before: Values | null
  readonly after: Values | null
}

/** The changes of a revision, table by table. A row that only became another version of itself is not among them. */
export async function changesOf(
  db: Kysely<Database>,
  revision: number,
  page: Page = { first: 1_000 },
): Promise<readonly RecordedChange[]> {
  const structure = await structureOf(db)
  const rows = await recordedRows(db, structure, revision, [...structure.tables.keys()], page)
  return describe(db, structure, rows)
}

/** Rows before and after a revision, of the tables given. */
export async function recordedRows(
  db: Kysely<Database>,
  structure: Structure,
  revision: number,
  tables: readonly string[],
  { first, after = 0 }: Page,
): Promise<readonly RecordedRow[]> {
  const parts = tables.map((table, position) => versionsQuery(structure, structure.of(table), revision, position))
  if (parts.length === 0) return []
  const { rows } = await sql<{ position: number; before: Values | null; after: Values | null }>`
    select position, before, after from (${sql.join(parts, sql` union all `)}) changes
    order by position, handle limit ${first} offset ${after}`.execute(db)
  return rows.map(({ position, before, after }) => ({ fact: structure.of(tables[position] ?? ''), before, after }))
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

/** Puts recorded rows into the words of the API. */
export async function describe(
  db: Kysely<Database>,
  structure: Structure,
  rows: readonly RecordedRow[],
): Promise<readonly RecordedChange[]> {
  const names = new ReferenceNames(structure)
  await names.read(
    db,
    rows.flatMap(({ fact, before, after }) =>
      [before, after].flatMap((row) => (row === null ? [] : [pair(fact, row)])),
    ),
  )
  return rows.map(({ fact, before, after }) => {
    const row = after ?? before ?? {}
    const key = names.of(fact, row)
    return {
      table: fact.name,
      key,
      id: typeof row['id'] === 'number' ? row['id'] : null,
      name: titleOf(row) ?? key,
      operation: before === null ? 'CREATE' : after === null ? 'DELETE' : 'UPDATE',
      fields: [...fact.columns.keys()]
        .filter((column) => (before?.[column] ?? null) !== (after?.[column] ?? null))
        .map((column) => ({
          name: fieldName(column),
          before: names.shown(fact, column, before?.[column]),
          after: names.shown(fact, column, after?.[column]),
        })),
    } as const
  })
}

const pair = (fact: TableFact, row: Values): readonly [TableFact, Values] => [fact, row]

function titleOf(row: Values): string | undefined {
  const title: Value | undefined = ['name', 'title', 'summary', 'text', 'label']
    .map((column) => row[column])
    .find((value) => typeof value === 'string')
  return typeof title === 'string' ? title : undefined
}
