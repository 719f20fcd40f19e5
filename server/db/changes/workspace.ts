// The rows a changeset is about: as they are in the database, and as its changes make them. They are found by names, ids and
// what else tells them apart; for that, some 50 bytes of each stay outside of the heap.
import { DigestLists, Digests } from '../spill/digests.ts'
import type { EditableTable, Origin, Target, Value, Values } from './change.ts'
import { newIndexOf, Rows } from './rows.ts'
import { isAlive } from './states.ts'
import { handleText, type TableFact } from './structure.ts'
import type { Working } from './working.ts'

/** What finds the rows of a table. */
interface Finders {
  readonly byHandle: Digests
  /** By the columns that tell rows apart for people, where those are several. */
  readonly byIdentity: Digests
  /** Rows that are there, by their natural names. */
  readonly existing: Digests
  /** Rows that are inserted or renamed, by their natural names. */
  readonly coming: Digests
}

export class Workspace extends Rows {
  readonly #finders = new Map<string, Finders>()
  readonly #indexes = new Map<string, { read: number; readonly rows: DigestLists }>()

  #of(table: string): Finders {
    const known = this.#finders.get(table)
    const finders = known ?? {
      byHandle: new Digests(),
      byIdentity: new Digests(),
      existing: new Digests(),
      coming: new Digests(),
    }
    if (known === undefined) this.#finders.set(table, finders)
    return finders
  }

  #found(index: number | undefined): Working | undefined {
    return index === undefined ? undefined : this.at(index)
  }

  /** Takes in a row of the database; the same row again is the same. */
  adopt(fact: TableFact, { revision, ...row }: Values): Working {
    const { byHandle, byIdentity, existing } = this.#of(fact.name)
    const handle = handleText(fact, row)
    const known = this.#found(byHandle.get(handle))
    if (known !== undefined) return known
    const working = this.addOld(fact, row, typeof revision === 'number' ? revision : 0)
    const { index } = working
    byHandle.set(handle, index)
    if (fact.identity.length > 1) byIdentity.set(identityText(fact, row), index)
    for (const column of fact.naming) existing.set(String(row[column]), index)
    if (fact.name === 'action_points') existing.set(String(row['id']), index)
    return working
  }

  /** Begins a new row, which can be named from now on. */
  begin(fact: TableFact, name: string | undefined, id?: Value): Working {
    return this.at(this.reserve(fact, name, id))
  }

  /** The same, to be filled later; answers its number. */
  reserve(fact: TableFact, name: string | undefined, id?: Value): number {
    const { byHandle, coming } = this.#of(fact.name)
    const index = this.addNew(fact, id)
    if (name !== undefined) coming.set(name, index)
    if (typeof id === 'number' && fact.hasId) byHandle.set(String(id), index)
    return index
  }

  /** The row that an earlier change named so, if any. */
  coming(table: string, name: string): Working | undefined {
    return this.#found(this.#of(table).coming.get(name))
  }

  /** A row will have another name. */
  renames(table: string, name: string, { index }: Working): void {
    const { coming } = this.#of(table)
    if (!coming.has(name)) coming.set(name, index)
  }

  /** An old name leads to a row. */
  redirects(table: string, name: string, { index }: Working): void {
    const { existing } = this.#of(table)
    if (!existing.has(name)) existing.set(name, index)
  }

  byHandle(fact: TableFact, row: Values): Working | undefined {
    if (fact.hasId && newIndexOf(row['id']) !== undefined) return this.newRow(fact.name, row['id'])
    return this.#found(this.#of(fact.name).byHandle.get(handleText(fact, row)))
  }

  byId(table: string, id: Value): Working | undefined {
    return this.byHandle(this.structure.of(table), { id })
  }

  /** The rows that have an id in a column now. */
  pointing(table: string, column: string, id: Value): readonly Working[] {
    const all = this.numbersOf(table)
    const name = `${table} ${column}`
    let index = this.#indexes.get(name)
    if (index === undefined) {
      index = { read: 0, rows: new DigestLists() }
      this.#indexes.set(name, index)
    }
    // Rows are only ever added, so each is looked at once.
    for (; index.read < all.length; index.read += 1) {
      const working = this.at(all.at(index.read))
      file(index.rows, working.row[column], working)
    }
    return [...new Set(index.rows.get(String(id)))]
      .map((row) => this.at(row))
      .filter(({ isAlive, row }) => isAlive && row[column] === id)
  }

  /** Sets columns of a row. */
  set(working: Working, values: Values, at: Origin): void {
    working.fill(values)
    for (const [column, value] of Object.entries(values)) {
      const index = this.#indexes.get(`${working.fact.name} ${column}`)
      if (index !== undefined) file(index.rows, value, working)
    }
    working.noteSet(this.sets.of(Object.keys(values)), at)
  }

  /** From now on a name leads to another row. */
  leads(table: string, name: Value | undefined, { index }: Working): void {
    this.#of(table).existing.set(String(name), index)
  }

  /** A row can be found by what tells it apart once its columns are filled. */
  settle({ fact, row, index }: Working): void {
    const { byHandle, byIdentity } = this.#of(fact.name)
    const handle = handleText(fact, row)
    const isFound = fact.hasId && newIndexOf(row['id']) !== undefined
    if (!isFound && !byHandle.has(handle)) byHandle.set(handle, index)
    if (fact.identity.length < 2) return
    const identity = identityText(fact, row)
    const other = byIdentity.get(identity)
    if (other === undefined || !isAlive(this.stateAt(other))) byIdentity.set(identity, index)
  }

  /** The row a reference means once all changes are made: one that comes before one that is there. */
  referred(target: Target): Working | undefined {
    if (!('name' in target)) return this.#direct(target)
    const { coming, existing } = this.#of(target.table)
    return this.#found(coming.get(target.name) ?? existing.get(target.name)) ?? this.#composed(target)
  }

  /** The row a change is about: one that is there before one that comes. */
  targeted(target: Target): Working | undefined {
    if (!('name' in target)) return this.#direct(target)
    const { coming, existing } = this.#of(target.table)
    const there = this.#found(existing.get(target.name)) ?? this.#composed(target)
    return there?.isAlive === true ? there : (this.#found(coming.get(target.name)) ?? there)
  }

  #direct(target: Exclude<Target, { readonly name: string }>): Working | undefined {
    const fact = this.structure.of(target.table)
    if ('id' in target) return this.byId(target.table, target.id)
    return this.byIdentity(fact, target.identity)
  }

  /** The row with these values in the columns that tell rows apart for people. */
  byIdentity(fact: TableFact, identity: Values): Working | undefined {
    const rows = this.#of(fact.name)
    if (fact.identity.length > 1) return this.#found(rows.byIdentity.get(identityText(fact, identity)))
    return this.#found(rows.existing.get(String(identity[fact.identity[0] ?? ''])))
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
      const id = this.#found(existing.get(part) ?? coming.get(part))?.row['id']
      if (id === undefined) return undefined
      values[column] = id
    }
    return values
  }
}

function file(rows: DigestLists, value: Value | undefined, { index }: Working): void {
  // Nobody asks for the rows that point at nothing.
  if (value !== undefined && value !== null) rows.add(String(value), index)
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
