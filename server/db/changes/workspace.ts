// The rows a changeset is about, in memory: as they are in the database, and as its changes make them.
import type { EditableTable, Origin, Target, Value, Values } from './change.ts'
import { handleText, type Structure, type TableFact } from './structure.ts'
import { Working } from './working.ts'

interface TableRows {
  readonly byHandle: Map<string, Working>
  /** By the columns that tell rows apart for people, where those are several. */
  readonly byIdentity: Map<string, Working>
  /** Rows that are there, by their natural names. */
  readonly existing: Map<string, Working>
  /** Rows that are inserted or renamed, by their natural names. */
  readonly coming: Map<string, Working>
  readonly all: Working[]
  /** A row with nothing in it: rows that are copies of it share its shape. */
  readonly blank: Values
}

export class Workspace {
  readonly structure: Structure
  readonly #tables = new Map<string, TableRows>()
  readonly #indexes = new Map<string, { read: number; readonly rows: Map<Value, Set<Working>> }>()
  readonly #columns = new Map<string, ReadonlySet<string>>()
  #placeholder = 0

  constructor(structure: Structure) {
    this.structure = structure
  }

  #of(table: string): TableRows {
    let rows = this.#tables.get(table)
    if (rows === undefined) {
      const blank = blankOf(this.structure.tables.get(table))
      rows = { byHandle: new Map(), byIdentity: new Map(), existing: new Map(), coming: new Map(), all: [], blank }
      this.#tables.set(table, rows)
    }
    return rows
  }

  /** The tables with rows here. */
  get tables(): readonly string[] {
    return [...this.#tables.keys()]
  }

  /** Every row of a table that is here. */
  rowsOf(table: string): readonly Working[] {
    return this.#of(table).all
  }

  /** Takes in a row of the database; the same row again is the same. */
  adopt(fact: TableFact, { revision, ...row }: Values): Working {
    const rows = this.#of(fact.name)
    const handle = handleText(fact, row)
    const known = rows.byHandle.get(handle)
    if (known !== undefined) return known
    const before = { ...rows.blank, ...row }
    const working = new Working(fact, before, before, typeof revision === 'number' ? revision : 0)
    rows.all.push(working)
    rows.byHandle.set(handle, working)
    if (fact.identity.length > 1) rows.byIdentity.set(identityText(fact, row), working)
    for (const column of fact.naming) rows.existing.set(String(row[column]), working)
    if (fact.name === 'action_points') rows.existing.set(String(row['id']), working)
    return working
  }

  /** Begins a new row, which can be named from now on. */
  begin(fact: TableFact, name: string | undefined, id?: Value): Working {
    const rows = this.#of(fact.name)
    this.#placeholder -= 1
    const own = typeof id === 'number' ? id : this.#placeholder
    const working = new Working(fact, undefined, fact.hasId ? { ...rows.blank, id: own } : { ...rows.blank }, 0)
    rows.all.push(working)
    if (fact.hasId) rows.byHandle.set(String(own), working)
    if (name !== undefined) rows.coming.set(name, working)
    return working
  }

  /** The row that an earlier change named so, if any. */
  coming(table: string, name: string): Working | undefined {
    return this.#of(table).coming.get(name)
  }

  /** A row will have another name. */
  renames(table: string, name: string, working: Working): void {
    const { coming } = this.#of(table)
    if (!coming.has(name)) coming.set(name, working)
  }

  /** An old name leads to a row. */
  redirects(table: string, name: string, working: Working): void {
    const { existing } = this.#of(table)
    if (!existing.has(name)) existing.set(name, working)
  }

  byHandle(fact: TableFact, row: Values): Working | undefined {
    return this.#of(fact.name).byHandle.get(handleText(fact, row))
  }

  byId(table: string, id: Value): Working | undefined {
    return this.#of(table).byHandle.get(handleText(this.structure.of(table), { id }))
  }

  /** The rows that have an id in a column now. */
  pointing(table: string, column: string, id: Value): readonly Working[] {
    const { all } = this.#of(table)
    const name = `${table} ${column}`
    let index = this.#indexes.get(name)
    if (index === undefined) {
      index = { read: 0, rows: new Map() }
      this.#indexes.set(name, index)
    }
    // Rows are only ever added, so each is looked at once.
    for (; index.read < all.length; index.read += 1) {
      const working = all[index.read]
      if (working !== undefined) file(index.rows, working.row[column], working)
    }
    return [...(index.rows.get(id) ?? [])].filter(({ isAlive, row }) => isAlive && row[column] === id)
  }

  /** Sets columns of a row. */
  set(working: Working, values: Values, at: Origin): void {
    // Until then it is the row of the database itself.
    if (working.row === working.before) working.row = { ...working.before }
    for (const [column, value] of Object.entries(values)) {
      working.row[column] = value
      const index = this.#indexes.get(`${working.fact.name} ${column}`)
      if (index !== undefined) file(index.rows, value, working)
    }
    working.noteSet(this.#namesOf(values), at)
  }

  /** The names of some columns, the same set for all values of the same columns. */
  #namesOf(values: Values): ReadonlySet<string> {
    const names = Object.keys(values)
    const text = names.join(' ')
    const known = this.#columns.get(text) ?? new Set(names)
    this.#columns.set(text, known)
    return known
  }

  /** From now on a name leads to another row. */
  leads(table: string, name: Value | undefined, working: Working): void {
    this.#of(table).existing.set(String(name), working)
  }

  /** A row can be found by what tells it apart once its columns are filled. */
  settle(working: Working): void {
    const { fact, row } = working
    const { byHandle, byIdentity } = this.#of(fact.name)
    const handle = handleText(fact, row)
    if (!byHandle.has(handle)) byHandle.set(handle, working)
    if (fact.identity.length < 2) return
    const identity = identityText(fact, row)
    if (byIdentity.get(identity)?.isAlive !== true) byIdentity.set(identity, working)
  }

  /** The row a reference means once all changes are made: one that comes before one that is there. */
  referred(target: Target): Working | undefined {
    if (!('name' in target)) return this.#direct(target)
    const { coming, existing } = this.#of(target.table)
    return coming.get(target.name) ?? existing.get(target.name) ?? this.#composed(target)
  }

  /** The row a change is about: one that is there before one that comes. */
  targeted(target: Target): Working | undefined {
    if (!('name' in target)) return this.#direct(target)
    const { coming, existing } = this.#of(target.table)
    const there = existing.get(target.name) ?? this.#composed(target)
    const next = coming.get(target.name)
    return there?.isAlive === true ? there : (next ?? there)
  }

  #direct(target: Exclude<Target, { readonly name: string }>): Working | undefined {
    const fact = this.structure.of(target.table)
    if ('id' in target) return this.byId(target.table, target.id)
    return this.byIdentity(fact, target.identity)
  }

  /** The row with these values in the columns that tell rows apart for people. */
  byIdentity(fact: TableFact, identity: Values): Working | undefined {
    const rows = this.#of(fact.name)
    if (fact.identity.length > 1) return rows.byIdentity.get(identityText(fact, identity))
    return rows.existing.get(String(identity[fact.identity[0] ?? '']))
  }

  #composed(target: { readonly table: EditableTable; readonly name: string }): Working | undefined {
    const fact = this.structure.of(target.table)
    const identity = this.identityOf(fact, target.name)
    return identity && this.byIdentity(fact, identity)
  }

  /** The values that a composed name stands for; undefined where it stands for none. */
  identityOf(fact: TableFact, name: string): Values | undefined {
    const parts = partsOf(fact, name)
    if (parts === undefined) return undefined
    const values: Record<string, Value> = {}
    for (const [index, column] of fact.identity.entries()) {
      const part = parts[index] ?? ''
      const table = fact.references.get(column)
      if (table === undefined) {
        values[column] = fact.columns.get(column)?.type === 'integer' ? Number(part) : part
        continue
      }
      const { coming, existing } = this.#of(table)
      const id = (existing.get(part) ?? coming.get(part))?.row['id']
      if (id === undefined) return undefined
      values[column] = id
    }
    return values
  }
}

function file(rows: Map<Value, Set<Working>>, value: Value | undefined, working: Working): void {
  if (value === undefined) return
  const own = rows.get(value)
  if (own === undefined) rows.set(value, new Set([working]))
  else own.add(working)
}

const identityText = ({ identity }: TableFact, row: Values): string =>
  JSON.stringify(identity.map((column) => row[column] ?? null))

/** The parts of a composed name; only the last may have spaces. Undefined where rows have a name of their own. */
export function partsOf(fact: TableFact, name: string): readonly string[] | undefined {
  const { identity, naming } = fact
  if (naming.length > 0 || identity.length < 2) return undefined
  const words = name.split(' ')
  if (words.length < identity.length) return undefined
  return [...words.slice(0, identity.length - 1), words.slice(identity.length - 1).join(' ')]
}

const blankOf = (fact: TableFact | undefined): Values =>
  Object.fromEntries([...(fact?.hasId ? ['id'] : []), ...(fact?.columns.keys() ?? [])].map((column) => [column, null]))
