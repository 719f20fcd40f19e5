// What the database itself says of its tables: columns, keys and rules. A table of a later migration is changed in
// changesets as soon as it is in tables.ts.
import { type Kysely, sql } from 'kysely'
import type { Column } from '../columns.ts'
import type { Database } from '../tables.ts'
import type { EditableTable, Value, Values } from './change.ts'
import { type EditableDeclaration, editable } from './recorded-tables.ts'

/** A column that a writer can fill. */
export interface ColumnFact {
  readonly name: string
  readonly type: 'integer' | 'text' | 'boolean' | 'date'
  readonly isRequired: boolean
  /** What it holds where a new row leaves it out and nothing may be missing. */
  readonly initial: Value
  readonly vocabulary: readonly string[] | undefined
  /** The most characters of a text. */
  readonly length: number
}

export interface ForeignKey {
  readonly name: string
  readonly table: EditableTable
  readonly columns: readonly string[]
  readonly target: EditableTable
  readonly targetColumns: readonly string[]
  /** Whether the row goes with the one it points at. */
  readonly cascades: boolean
  /** The column that holds the id of the row it points at. */
  readonly column: string
}

export interface UniqueKey {
  readonly name: string
  readonly table: string
  readonly columns: readonly string[]
  /** Whether rows without a value are alike, too. */
  readonly nullsAlike: boolean
}

export interface CheckRule {
  readonly name: string
  readonly columns: readonly string[]
  readonly expression: string
}

export interface TableFact {
  readonly name: EditableTable
  readonly columns: ReadonlyMap<string, ColumnFact>
  /** Whether the database gives its rows an id. */
  readonly hasId: boolean
  /** The columns that tell its rows apart for ever: the id, or the primary key. */
  readonly handle: readonly string[]
  /** The columns that tell its rows apart for people. */
  readonly identity: readonly string[]
  /** The columns that hold a natural name by themselves. */
  readonly naming: readonly string[]
  /** The tables that columns point at. */
  readonly references: ReadonlyMap<string, EditableTable>
  readonly foreignKeys: readonly ForeignKey[]
  readonly uniques: readonly UniqueKey[]
  readonly checks: readonly CheckRule[]
  /** The column that names the owner, where the rows are a set that is part of another row. */
  readonly owner: string | undefined
}

/** The tables of the catalogue as the database has them. */
export class Structure {
  readonly tables: ReadonlyMap<string, TableFact>
  /** The schema with all versions of the rows. */
  readonly versions: string

  constructor(facts: readonly TableFact[], versions: string) {
    this.versions = versions
    this.tables = new Map(facts.map((fact) => [fact.name, fact]))
  }

  of(table: string): TableFact {
    const fact = this.tables.get(table)
    if (fact === undefined) throw new TypeError(`The rows of ${table} are not changed in changesets.`)
    return fact
  }

  /** The foreign keys that point at a table. */
  pointingAt(target: string): readonly ForeignKey[] {
    return [...this.tables.values()].flatMap(({ foreignKeys }) => foreignKeys.filter((key) => key.target === target))
  }
}

/** What tells a row from the others of its table, as one text. */
export const handleText = (fact: TableFact, row: Values): string =>
  fact.hasId ? String(row['id']) : JSON.stringify(fact.handle.map((column) => row[column] ?? null))

const known = new WeakMap<object, Promise<Structure>>()

/** The structure of a database, read once. */
export function structureOf(db: Kysely<Database>): Promise<Structure> {
  const found = known.get(db)
  if (found !== undefined) return found
  const reading = readStructure(db)
  known.set(db, reading)
  // A failure is not kept: the database may have been away.
  reading.catch(() => known.delete(db))
  return reading
}

interface FoundColumn {
  readonly table: string
  readonly name: string
  readonly type: string
  readonly required: boolean
  readonly defaulted: boolean
  readonly written: boolean
  readonly indexed: boolean
}

interface FoundKey {
  readonly table: EditableTable
  readonly name: string
  readonly type: 'c' | 'f' | 'p' | 'u'
  readonly columns: readonly string[] | null
  readonly target: EditableTable | null
  readonly targetColumns: readonly string[] | null
  readonly cascades: boolean
  readonly nullsAlike: boolean
  readonly expression: string | null
}

const columnsQuery = sql`
  select t.name as "table", a.attname as name, format_type(a.atttypid, null) as type, a.attnotnull as required,
    a.atthasdef as defaulted, a.attgenerated = '' and a.attidentity = '' as written,
    exists (select from pg_index x join pg_class c on c.oid = x.indexrelid join pg_am m on m.oid = c.relam and m.amname = 'btree',
      pg_attribute s where x.indrelid = a.attrelid and s.attrelid = a.attrelid and s.attnum = any (x.indkey)
      and s.attname in (a.attname, a.attname || '_sort')) as indexed
  from given t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped order by a.attnum`

const keysQuery = sql`
  select t.name as "table", k.conname as name, k.contype as type, k.confdeltype = 'c' as cascades,
    (select relname from pg_class where oid = k.confrelid) as target,
    (select json_agg(a.attname order by n) from unnest(k.conkey) with ordinality u (num, n)
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.num) as columns,
    (select json_agg(a.attname order by n) from unnest(k.confkey) with ordinality u (num, n)
      join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.num) as "targetColumns",
    coalesce((select indnullsnotdistinct from pg_index where indexrelid = k.conindid), false) as "nullsAlike",
    case when k.contype = 'c' then pg_get_expr(k.conbin, k.conrelid) end as expression
  from given t join pg_constraint k on k.conrelid = t.oid and k.contype in ('c', 'f', 'p', 'u') order by k.conname`

async function readStructure(db: Kysely<Database>): Promise<Structure> {
  const names = JSON.stringify(editable.map(({ name }) => name))
  const { rows } = await sql<{ columns: readonly FoundColumn[]; keys: readonly FoundKey[]; home: string }>`
    with given as (
      select name, to_regclass(quote_ident(name))::oid as oid from json_array_elements_text(${names}::json) as name)
    select (select json_agg(c) from (${columnsQuery}) c) as columns, (select json_agg(k) from (${keysQuery}) k) as keys,
      (select relnamespace::regnamespace::text from pg_class where oid = to_regclass('revision_head')) as home`.execute(
    db,
  )
  const { columns = [], keys = [], home = 'public' } = rows[0] ?? {}
  return new Structure(
    editable.map((table) => factOf(table, columns, keys)),
    home === 'public' ? 'versions' : `${home}_versions`,
  )
}

/** What the database keeps itself. */
const kept: ReadonlySet<string> = new Set([
  'created_at',
  'updated_at',
  'version',
  'loaded_at',
  'revision_from',
  'revision_to',
])

/** What a new row holds where it does not say. */
const initial: Readonly<Record<string, Value>> = { is_group: false, ongoing: false, agreement: 1 }

/** A text in an index must fit into a page of it. */
const LONGEST_INDEXED = 500
const LONGEST = 50_000

const types: Readonly<Record<string, ColumnFact['type']>> = {
  integer: 'integer',
  text: 'text',
  boolean: 'boolean',
  date: 'date',
}

function factOf(declared: EditableDeclaration, columns: readonly FoundColumn[], keys: readonly FoundKey[]): TableFact {
  const { name } = declared
  const own = keys.filter((key) => key.table === name)
  const foreignKeys = own.filter(({ type }) => type === 'f').map(foreignKeyOf)
  const primary = own.find(({ type }) => type === 'p')?.columns ?? []
  const identity: readonly string[] = 'identity' in declared ? declared.identity : primary
  const references = new Map(foreignKeys.map(({ column, target }) => [column, target]))
  const written = columns.filter((column) => column.table === name && column.written && !kept.has(column.name))
  const declaredColumns: Readonly<Record<string, Column>> = declared.columns
  const first = identity[0] ?? ''
  return {
    name,
    columns: new Map(
      written.flatMap((column) => {
        const fact = columnOf(column, declaredColumns[column.name])
        return fact === undefined ? [] : [[column.name, fact] as const]
      }),
    ),
    hasId: 'id' in declared.columns && name !== 'action_points',
    handle: primary,
    identity,
    naming: namingOf(declared.columns, identity),
    references,
    foreignKeys,
    uniques: own
      .filter(
        ({ type, columns }) =>
          (type === 'p' || type === 'u') && !columns?.includes('id') && !columns?.includes('number'),
      )
      .map((key) => ({ name: key.name, table: name, columns: key.columns ?? [], nullsAlike: key.nullsAlike })),
    checks: own
      .filter(({ type, columns }) => type === 'c' && !columns?.some((column) => kept.has(column)))
      .map((key) => ({ name: key.name, columns: key.columns ?? [], expression: key.expression ?? 'true' })),
    // Citations are shared by all that cite the same spot; they are part of nothing.
    owner: identity.length > 1 && name !== 'citations' && references.has(first) ? first : undefined,
  }
}

/** The column that identifies rows comes first: places are named by their codes, and by their slugs, too. */
const namingOf = (columns: Readonly<Record<string, unknown>>, identity: readonly string[]): readonly string[] =>
  ['slug', 'code', 'key']
    .filter((column) => column in columns)
    .toSorted((a, b) => Number(identity.includes(b)) - Number(identity.includes(a)))

function foreignKeyOf({ name, table, columns, target, targetColumns, cascades }: FoundKey): ForeignKey {
  const at = targetColumns?.indexOf('id') ?? -1
  const column = columns?.[at]
  if (columns === null || target === null || targetColumns === null || column === undefined)
    throw new TypeError(`The foreign key ${name} does not lead to an id.`)
  return { name, table, columns, target, targetColumns, cascades, column }
}

function columnOf(
  { name, type, required, indexed }: FoundColumn,
  declared: Column | undefined,
): ColumnFact | undefined {
  const known = types[type]
  if (known === undefined) return undefined
  return {
    name,
    type: known,
    isRequired: required,
    initial: initial[name] ?? null,
    vocabulary: declared?.vocabulary?.values === undefined ? undefined : Object.keys(declared.vocabulary.values),
    length: indexed ? LONGEST_INDEXED : LONGEST,
  }
}
