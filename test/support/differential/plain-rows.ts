// Rows of the tables that need nothing special, made from what tables.ts and the database say of their columns.
import { type Kysely, sql } from 'kysely'
import type { Column } from '../../../server/db/columns.ts'
import { type Database, tables } from '../../../server/db/tables.ts'
import type { DatasetRow, Draw, Tables } from './dataset.ts'

/** What the database knows of a table, and tables.ts does not say. */
interface Facts {
  readonly name: string
  /** The columns that an insert must or may set. */
  readonly given: readonly string[]
  /** The tables that columns point at, by the column. */
  readonly targets: Readonly<Record<string, string>>
  /** Columns of which each combination is there once. */
  readonly unique: readonly (readonly string[])[]
}

/** Kept by the database itself. */
const kept = new Set(['place_closure', 'search_entries', 'slug_redirects'])
/** Tables around the catalogue, such as the record of its revisions, have rows of no revision. */
const isOfCatalogue = (columns: Readonly<Record<string, Column>>): boolean => 'revision_from' in columns
const rowsOfEach = 60

/** Adds rows for every table that has none yet. A table with rules of its own needs rows written by hand. */
export async function withPlainRows(db: Kysely<Database>, draw: Draw, written: Tables): Promise<Tables> {
  const facts = new Map((await readFacts(db)).map((each) => [each.name, each]))
  const all: Tables = { ...written }
  for (const { name, columns } of tables) {
    const own = facts.get(name)
    if (own === undefined || name in written || kept.has(name) || !isOfCatalogue(columns)) continue
    all[name] = plainRows(own, columns, draw, all)
  }
  return all
}

function plainRows(
  { name, given, targets, unique }: Facts,
  columns: Readonly<Record<string, Column>>,
  draw: Draw,
  others: Tables,
): readonly DatasetRow[] {
  const valueFor = (column: string, id: number) => {
    const known = columns[column]
    if (known === undefined) throw new TypeError(`tables.ts does not know ${name}.${column}.`)
    const target = targets[column]
    const value = target === undefined ? plainValue(known, name, id, draw) : draw.id(busy(others[target] ?? []))
    return known.nullable ? draw.maybe(value) : value
  }
  const made = draw.rows(rowsOfEach, (id) =>
    Object.fromEntries(given.map((column) => [column, valueFor(column, id)] as const)),
  )
  const rows = unique.reduce<readonly DatasetRow[]>((left, key) => draw.once(key, left), made)
  return 'id' in columns ? rows : rows.map(({ id: _, ...row }) => row)
}

/** All but the last ones: on these nothing hangs. */
const busy = (rows: readonly DatasetRow[]): readonly DatasetRow[] => {
  const most = Math.ceil(rows.length * 0.8)
  return rows.filter(({ id }) => Number(id) <= most)
}

function plainValue({ kind, vocabulary, letters, jsonSafe }: Column, table: string, id: number, draw: Draw) {
  if (vocabulary) return draw.of(vocabulary)
  if (kind === 'boolean') return draw.random.chance(0.5)
  if (kind === 'integer') return draw.random.between(1, 3)
  if (kind === 'date') return draw.random.pick(['1996-01-01', '2004-12-31', '2008-02-29', '0987-05-03'])
  if (kind !== 'text') throw new TypeError(`Rows of ${table} must be written by hand: it has a ${kind}.`)
  const name = `${table.replaceAll('_', '-')}-${draw.random.pick(['a', 'z'])}-${id}`
  if (letters === 'upper') return name.toUpperCase()
  return jsonSafe ? name : draw.text()
}

async function readFacts(db: Kysely<Database>): Promise<readonly Facts[]> {
  const { rows } = await sql<Facts>`
    select c.relname as name,
      (select coalesce(json_agg(a.attname order by a.attnum), '[]') from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and not a.atthasdef and a.attidentity = '') as given,
      (select coalesce(json_object_agg(a.attname, f.confrelid::regclass::text), '{}') from pg_constraint f
        join pg_attribute a on a.attrelid = f.conrelid and a.attnum = any (f.conkey)
        where f.conrelid = c.oid and f.contype = 'f' and cardinality(f.conkey) = 1) as targets,
      (select coalesce(json_agg((select json_agg(a.attname) from pg_attribute a where a.attrelid = c.oid
          and a.attnum = any (i.indkey::smallint[])) order by i.indexrelid), '[]') from pg_index i
        where i.indrelid = c.oid and i.indisunique and not 0 = any (i.indkey::smallint[])) as unique
    from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`.execute(db)
  return rows
}
