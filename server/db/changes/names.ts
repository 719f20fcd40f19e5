// What people call rows: natural names of ids, names near to one that is not there, and things of nearly the same name.
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../tables.ts'
import { originOf } from './blame.ts'
import type { Value, Values } from './change.ts'
import type { Lost, Simulation } from './making.ts'
import { Problems, texts } from './problems.ts'
import { isGone, isInserted, isReturning } from './states.ts'
import type { Structure, TableFact } from './structure.ts'
import type { Working } from './working.ts'
import type { Workspace } from './workspace.ts'

/** The most unknown names for which the nearest are looked up. */
const MOST_LOST = 50
const NEAREST = 3

/** Puts the nearest names into the problems of names that are not there. */
export async function nameNearest(db: Transaction<Database>, { problems, lost, workspace }: Simulation): Promise<void> {
  const byTable = Map.groupBy(lost.slice(0, MOST_LOST), ({ table }) => table)
  for (const [table, missing] of byTable) {
    const fact = workspace.structure.of(table)
    const nearest = await nearestTo(db, fact, missing)
    for (const { problem, name } of missing)
      problems.reword(problem, texts.unknown(table, name, nearest.get(name) ?? []))
  }
}

async function nearestTo(
  db: Transaction<Database>,
  fact: TableFact,
  missing: readonly Lost[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const [own] = fact.naming
  if (own === undefined) return new Map()
  const shown = ['name', 'title'].find((column) => fact.columns.has(column))
  const likeness =
    shown === undefined
      ? sql`similarity(${sql.ref(`t.${own}`)}, wanted.name)`
      : sql`greatest(similarity(${sql.ref(`t.${own}`)}, wanted.name), similarity(fold(${sql.ref(`t.${shown}`)}), fold(wanted.name)))`
  const names = [...new Set(missing.map(({ name }) => name))]
  const { rows } = await sql<{ name: string; nearest: string[] }>`
    select wanted.name, (select coalesce(json_agg(near.name order by near.likeness desc, near.name), '[]') from (
      select ${sql.ref(`t.${own}`)} as name, ${likeness} as likeness from ${sql.table(fact.name)} as t
      where ${likeness} > 0.2 order by 2 desc, 1 limit ${sql.lit(NEAREST)}) near) as nearest
    from json_array_elements_text(${JSON.stringify(names)}::json) as wanted (name)`.execute(db)
  return new Map(rows.map(({ name, nearest }) => [name, nearest]))
}

/** What is searched by name, by table. */
const searched = { actors: 'ACTOR', initiatives: 'INITIATIVE' } as const

/** The most new things whose names are compared letter by letter; equal names are always found. */
const MOST_COMPARED = 200

/** Warnings of new things whose name is nearly that of another. */
export async function likelyTwins(db: Transaction<Database>, { workspace }: Simulation): Promise<Problems> {
  const warnings = new Problems()
  for (const [table, kind] of Object.entries(searched)) {
    let compared = 0
    for (const portion of workspace.portions(table, (state) => isInserted(state) && !isReturning(state))) {
      const compare = portion.slice(0, MOST_COMPARED - compared)
      compared += compare.length
      for (const { n, name, slug } of await twinsOf(db, workspace, table, kind, portion, compare.length)) {
        const working = portion[n]
        if (working)
          warnings.add(originOf(working, 'name'), ['name'], 'LIKELY_DUPLICATE', texts.likely(table, name, slug))
      }
    }
  }
  return warnings
}

interface Twin {
  readonly n: number
  readonly name: string
  readonly slug: string
}

/** The things that have nearly the name of new ones; of the first of these, names are compared letter by letter. */
async function twinsOf(
  db: Transaction<Database>,
  workspace: Workspace,
  table: string,
  kind: string,
  fresh: readonly Working[],
  compared: number,
): Promise<readonly Twin[]> {
  const going = workspace.collect(table, isGone).map(({ row }) => Number(row['id']))
  const names = fresh.map(({ row }, n) => ({ n, name: row['name'] ?? '', compare: n < compared }))
  const { rows } = await sql<Twin>`
    with given as (select n, fold(name) as name, compare
      from json_to_recordset(${JSON.stringify(names)}::json) as g (n integer, name text, compare boolean)),
    alike as (
      select g.n, e.row_id, 1.0 as likeness from given g join search_entries e on e.kind = ${kind} and e.folded_title = g.name
      union all
      select g.n, e.row_id, similarity(e.folded_title, g.name) from given g join search_entries e
        on e.kind = ${kind} and g.name <% e.folded where g.compare and similarity(e.folded_title, g.name) >= 0.6)
    select distinct on (alike.n) alike.n, t.name, t.slug from alike join ${sql.table(table)} t on t.id = alike.row_id
    where not t.id = any (${going}::integer[]) order by alike.n, likeness desc, t.id`.execute(db)
  return rows
}

/** The natural names of rows that references lead to, those of rows that are gone included. */
export class ReferenceNames {
  readonly #structure: Structure
  readonly #names = new Map<string, Map<Value, string>>()

  constructor(structure: Structure) {
    this.#structure = structure
  }

  /** Reads the names of all references of these rows. */
  async read(db: Kysely<Database>, rows: readonly (readonly [TableFact, Values])[]): Promise<void> {
    const wanted = new Map<string, Set<Value>>()
    for (const [fact, row] of rows) {
      for (const [column, table] of fact.references) {
        const id = row[column]
        if (typeof id === 'number') wanted.set(table, (wanted.get(table) ?? new Set()).add(id))
      }
    }
    for (const [table, ids] of wanted) {
      const name = this.#nameOf(table)
      const { rows } = await sql<{ id: number; name: string }>`
        select distinct on (t.id) t.id, ${name} as name from ${this.#versions(table)} as t
        where t.id = any (${[...ids]}::integer[]) order by t.id, t.revision_from desc`.execute(db)
      this.#names.set(table, new Map(rows.map(({ id, name }) => [id, name])))
    }
  }

  #versions(table: string) {
    return sql.table(`${this.#structure.versions}.${table}`)
  }

  #nameOf(table: string) {
    const [own] = this.#structure.of(table).naming
    if (own !== undefined) return sql.ref(`t.${own}`)
    if (table !== 'citations') return sql`t.id::text`
    return sql`concat_ws(' ',
      (select d.slug from ${this.#versions('documents')} as d where d.id = t.document_id order by d.revision_from desc limit 1),
      'p' || t.page_start || case when t.page_end > t.page_start then '-' || t.page_end else '' end, t.section, t.footnote)`
  }

  /** A value of a column as people read it. */
  shown(fact: TableFact, column: string, value: Value | undefined): Value {
    const table = fact.references.get(column)
    if (table === undefined || value === null || value === undefined) return value ?? null
    return this.#names.get(table)?.get(value) ?? value
  }

  /** The natural name of a row. */
  of(fact: TableFact, row: Values): string {
    const [own] = fact.naming
    if (own !== undefined) return String(row[own])
    return fact.identity
      .map((column) => this.shown(fact, column, row[column]))
      .filter((part) => part !== null)
      .join(' ')
  }
}
