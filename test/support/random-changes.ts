// Draws changes of every table and kind for rows as they are. Most can be made; those that cannot are refused, which is a
// step of a history, too.
import { type Kysely, sql } from 'kysely'
import type { Cells, CellValue, EditableTable, RowChange, Target, Values } from '../../server/db/changes/change.ts'
import { type ColumnFact, type Structure, structureOf, type TableFact } from '../../server/db/changes/structure.ts'
import type { Database } from '../../server/db/tables.ts'
import type { Change } from './changes.ts'
import type { Random } from './differential/random.ts'
import { oddText } from './differential/text.ts'

/** The time of its last load stands in a dataset, which no two databases have in common. */
const isTimed = (table: string): boolean => table === 'datasets'

const kinds = [
  ...Array<RowChange['kind']>(4).fill('insert'),
  ...Array<RowChange['kind']>(4).fill('update'),
  ...Array<RowChange['kind']>(3).fill('delete'),
  'replace',
  'replace',
  'mergeActors',
  'splitActor',
] as const

export class RandomChanges {
  readonly #db: Kysely<Database>
  readonly #structure: Structure
  readonly #random: Random
  readonly #tables: readonly TableFact[]
  #made = 0

  private constructor(db: Kysely<Database>, structure: Structure, random: Random) {
    this.#db = db
    this.#structure = structure
    this.#random = random
    this.#tables = [...structure.tables.values()].filter(({ name }) => !isTimed(name))
  }

  static async over(db: Kysely<Database>, random: Random): Promise<RandomChanges> {
    return new RandomChanges(db, await structureOf(db), random)
  }

  /** Some changes, for one changeset. */
  async next(): Promise<readonly Change[]> {
    const wanted = this.#random.pick([1, 1, 1, 2, 3])
    const changes: Change[] = []
    for (let tries = 0; changes.length < wanted && tries < 50; tries += 1) {
      const change = await this.#change(this.#random.pick(kinds))
      if (change !== undefined) changes.push(change)
    }
    return changes
  }

  async #change(kind: RowChange['kind']): Promise<Change | undefined> {
    const random = this.#random
    if (kind === 'mergeActors') return this.#merge()
    if (kind === 'splitActor') return this.#split()
    const sets = this.#tables.filter(({ owner }) => owner !== undefined)
    const fact = random.pick(kind === 'replace' ? sets : this.#tables)
    const rows = await this.#rows(fact)
    if (rows.length === 0) return undefined
    const row = random.pick(rows)
    if (kind === 'replace') return this.#replace(fact, rows)
    if (kind === 'insert') return this.#insert(fact, row, rows)
    const target = targetOf(fact, row)
    const version = random.chance(0.3) ? Number(row['revision_from']) : undefined
    if (kind === 'delete') return { kind, table: fact.name, target, expectedVersion: version }
    const columns = random.some([...fact.columns.values()], 3)
    const set = Object.fromEntries(columns.map((column) => [column.name, this.#value(fact, column, rows)]))
    return { kind: 'update', table: fact.name, target, set, expectedVersion: version }
  }

  /** A new row, much like one that is there. */
  #insert(fact: TableFact, like: Values, rows: readonly Values[]): Change {
    const random = this.#random
    const cells: Record<string, CellValue> = { ...cellsOf(fact, like) }
    for (const column of random.some([...fact.columns.values()], 3))
      cells[column.name] = this.#value(fact, column, rows)
    for (const column of fact.columns.values())
      if (fact.naming.includes(column.name)) cells[column.name] = this.#name(fact, column.name)
    if ('ordinal' in cells) cells['ordinal'] = null
    const [own] = fact.naming
    const name = own === undefined ? '' : String(cells[own])
    return { kind: 'insert', table: fact.name, name, row: cells }
  }

  async #replace(fact: TableFact, rows: readonly Values[]): Promise<Change | undefined> {
    const { owner = '' } = fact
    const owners = this.#structure.of(fact.references.get(owner) ?? '')
    const of = this.#random.pick(await this.#rows(owners))
    const isOwn = (row: Values): boolean => row[owner] === of['id']
    const chosen = [
      ...this.#random.some(rows.filter(isOwn), 3),
      ...this.#random.some(
        rows.filter((row) => !isOwn(row)),
        2,
      ),
    ]
    return {
      kind: 'replace',
      table: fact.name,
      owner: { column: owner, target: targetOf(owners, of) },
      rows: chosen.map((row) => {
        const cells = Object.entries(cellsOf(fact, row)).filter(([column]) => column !== owner)
        const named = cells.map(([column, value]) =>
          fact.naming.includes(column) && !isOwn(row) ? ([column, this.#name(fact, column)] as const) : [column, value],
        )
        return Object.fromEntries(named)
      }),
    }
  }

  async #merge(): Promise<Change | undefined> {
    const actors = await this.#rows(this.#structure.of('actors'))
    const [into, ...from] = this.#random.shuffled(actors).slice(0, this.#random.pick([2, 2, 3]))
    if (into === undefined || from.length === 0) return undefined
    const named = (row: Values): Target => ({ table: 'actors', name: String(row['slug']) })
    return { kind: 'mergeActors', into: named(into), from: from.map(named) }
  }

  async #split(): Promise<Change | undefined> {
    const random = this.#random
    const fact = this.#structure.of('actors')
    const from = random.pick(await this.#rows(fact))
    const all = await this.#rows(this.#structure.of('participations'))
    const own = all.filter((row) => row['actor_id'] === from['id'])
    const move = random.some(own, 3).map((row): Target => ({ table: 'participations', name: String(row['key']) }))
    const name = this.#name(fact, 'slug')
    const row = { ...cellsOf(fact, from), slug: name, name: oddText(random) }
    return { kind: 'splitActor', from: { table: 'actors', name: String(from['slug']) }, name, row, move }
  }

  /** A name that no row has had. */
  #name(fact: TableFact, column: string): string {
    this.#made += 1
    const name = `new-${fact.name.replaceAll('_', '-')}-${this.#made}`
    return fact.name === 'places' && column === 'code' ? `X-N${this.#made}` : name
  }

  /** A value for a column: often that of another row. */
  #value(fact: TableFact, { name, type, isRequired, vocabulary }: ColumnFact, rows: readonly Values[]): CellValue {
    const random = this.#random
    if (!isRequired && random.chance(0.15)) return null
    if (fact.naming.includes(name)) return this.#name(fact, name)
    const likewise = () => cellOf(fact, name, random.pick(rows))
    if (fact.references.has(name) || type === 'date' || random.chance(0.5)) return likewise()
    if (vocabulary !== undefined) return random.pick(vocabulary)
    if (type === 'integer') return random.between(1, 9)
    if (type === 'boolean') return random.chance(0.5)
    return name === 'period_edtf' ? random.pick(['2004', '2004/..', '2007-05/2008', null]) : oddText(random)
  }

  /** All rows of a table, always in the same order. */
  async #rows(fact: TableFact): Promise<readonly Values[]> {
    const order = sql.join(fact.handle.map((column) => sql`${sql.ref(column)}`))
    const { rows } = await sql<{ row: Values }>`select to_jsonb(t) as row from ${sql.table(fact.name)} t
      order by ${order}`.execute(this.#db)
    return rows.map(({ row }) => row)
  }
}

const cellOf = ({ references }: TableFact, column: string, row: Values): CellValue => {
  const value = row[column] ?? null
  const table: EditableTable | undefined = references.get(column)
  return table === undefined || typeof value !== 'number' ? value : { row: { table, id: value } }
}

const cellsOf = (fact: TableFact, row: Values): Cells =>
  Object.fromEntries([...fact.columns.keys()].map((column) => [column, cellOf(fact, column, row)]))

function targetOf(fact: TableFact, row: Values): Target {
  const [own] = fact.naming
  if (own !== undefined) return { table: fact.name, name: String(row[own]) }
  if (fact.hasId) return { table: fact.name, id: Number(row['id']) }
  return {
    table: fact.name,
    identity: Object.fromEntries(fact.identity.map((column) => [column, row[column] ?? null])),
  }
}
