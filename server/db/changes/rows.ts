// The rows of a changeset, of which few are in memory: whoever is done with rows calls `rest`, and where there are many, they
// are put aside into a temporary file, until somebody asks for them again. Of each row, some 30 bytes stay outside of the heap:
// where it is, what state it is in, and the id that it gets.
import { Integers } from '../spill/integers.ts'
import { SpilledTexts } from '../spill/texts.ts'
import { type Asides, ColumnSets, textOf, workingIn } from './aside.ts'
import type { Value, Values } from './change.ts'
import { created, isInserted, isReturning, type State, stateOf, type Wanted } from './states.ts'
import type { Structure, TableFact } from './structure.ts'
import { type Made, Working } from './working.ts'

/** How many rows are in memory before any is put aside. */
const MOST_AT_HAND = 2_000

/** How many rows are looked at together. */
const TOGETHER = 1_000

/** The rows of a table. */
interface TableRows extends Asides {
  readonly fact: TableFact | undefined
  /** Their numbers. */
  readonly all: Integers
}

export class Rows implements Disposable {
  readonly structure: Structure
  /** The sets of columns that changes set. */
  protected readonly sets = new ColumnSets()
  readonly #tables = new Map<string, TableRows>()
  readonly #tableList: TableRows[] = []
  readonly #tableOf = new Integers()
  readonly #states = new Integers()
  readonly #aside = new SpilledTexts()
  /** The rows in memory, by their numbers. */
  readonly #atHand = new Map<number, Working>()
  #restAt = MOST_AT_HAND
  /** The ids that the database gave to new rows. */
  readonly #ids = new Integers()

  constructor(structure: Structure) {
    this.structure = structure
  }

  [Symbol.dispose](): void {
    this.#aside[Symbol.dispose]()
  }

  #of(table: string): TableRows {
    let rows = this.#tables.get(table)
    if (rows === undefined) {
      const fact = this.structure.tables.get(table)
      const columns = columnsOf(fact)
      rows = { fact, all: new Integers(), columns, blank: blankOf(columns), sets: this.sets }
      this.#tables.set(table, rows)
      this.#tableList.push(rows)
    }
    return rows
  }

  /** The tables with rows here. */
  get tables(): readonly string[] {
    return [...this.#tables.keys()]
  }

  /** The numbers of the rows of a table, in the order in which they came. */
  protected numbersOf(table: string): Integers {
    return this.#of(table).all
  }

  /** The row of a number. */
  at(index: number): Working {
    const known = this.#atHand.get(index)
    if (known !== undefined) return known
    const rows = this.#tableList[this.#tableOf.at(index)]
    if (rows?.fact === undefined) throw new RangeError(`There is no row ${index}.`)
    const { fact, blank } = rows
    const working = this.#aside.has(index)
      ? workingIn(this.#aside.get(index), { fact, index }, rows)
      : new Working({ fact, index, before: undefined, version: 0 }, blankRow(fact, blank, placeholderOf(index)))
    this.#giveId(working)
    this.#atHand.set(index, working)
    return working
  }

  /** What is known of a row without reading it. */
  protected stateAt(index: number): State {
    const working = this.#atHand.get(index)
    return working === undefined ? this.#states.at(index) : stateOf(working)
  }

  /** Whether a table has rows of a state here. */
  has(table: string, wanted: Wanted): boolean {
    for (const index of this.#of(table).all) if (wanted(this.stateAt(index))) return true
    return false
  }

  /** All rows of a table in a state, to be held at once. */
  collect(table: string, wanted: Wanted): readonly Working[] {
    const rows: Working[] = []
    for (const index of this.#of(table).all) if (wanted(this.stateAt(index))) rows.push(this.at(index))
    return rows
  }

  /** The rows of a table in a state, some at a time. They are put aside when the next are asked for. */
  *portions(table: string, wanted: Wanted, size = TOGETHER): Generator<readonly Working[]> {
    const { all } = this.#of(table)
    const { length } = all
    let portion: Working[] = []
    for (let at = 0; at < length; at += 1) {
      const index = all.at(at)
      if (wanted(this.stateAt(index))) portion.push(this.at(index))
      if (portion.length < size && at < length - 1) continue
      if (portion.length > 0) yield* this.#hold(portion)
      portion = []
    }
  }

  *#hold(portion: readonly Working[]): Generator<readonly Working[]> {
    for (const working of portion) working.holders += 1
    try {
      yield portion
    } finally {
      for (const working of portion) working.holders -= 1
      this.rest()
    }
  }

  /** The same one by one. None may be changed once the next is asked for. */
  *each(table: string, wanted: Wanted): Generator<Working> {
    for (const portion of this.portions(table, wanted)) yield* portion
  }

  /** A row that stays in memory. */
  hold(working: Working): Working {
    working.holders += 1
    return working
  }

  /** Puts rows aside where many are in memory. Those that the caller has are not to be changed after that. */
  rest(): void {
    if (this.#atHand.size <= this.#restAt) return
    for (const [index, working] of this.#atHand) {
      if (working.holders > 0) continue
      if (working.isDirty) {
        this.#aside.set(index, textOf(working, this.#of(working.fact.name)))
        this.#states.set(index, stateOf(working))
      }
      working.putAside()
      this.#atHand.delete(index)
    }
    this.#restAt = this.#atHand.size + MOST_AT_HAND
  }

  #add(table: string, state: State): number {
    const rows = this.#of(table)
    const index = this.#states.push(state)
    this.#tableOf.set(index, this.#tableList.indexOf(rows))
    rows.all.push(index)
    return index
  }

  /** Takes in a row of the database. */
  protected addOld(fact: TableFact, row: Values, version: number): Working {
    const before = { ...this.#of(fact.name).blank, ...row }
    const index = this.#add(fact.name, 0)
    const working = new Working({ fact, index, before, version }, madeOf(before), true)
    this.#atHand.set(index, working)
    return working
  }

  /** Takes in a new row, with the id it had once, if it had one; answers its number. */
  protected addNew(fact: TableFact, id: Value | undefined): number {
    const index = this.#add(fact.name, created)
    if (typeof id !== 'number') return index
    const made = blankRow(fact, this.#of(fact.name).blank, id)
    this.#atHand.set(index, new Working({ fact, index, before: undefined, version: 0 }, made, true))
    return index
  }

  /** The new row of a table that has such an id until the database gives it one. */
  protected newRow(table: string, id: Value | undefined): Working | undefined {
    const index = newIndexOf(id)
    if (index === undefined || index >= this.#states.length) return undefined
    return this.#tableList[this.#tableOf.at(index)] === this.#of(table) ? this.at(index) : undefined
  }

  /** New rows that have no id of the database yet. */
  *lackingIds(): Generator<{ readonly table: string; readonly index: number }> {
    for (const [table, { fact, all }] of this.#tables) {
      if (fact?.hasId !== true) continue
      for (const index of all) if (this.#ids.at(index) === 0 && lacksId(this.stateAt(index))) yield { table, index }
    }
  }

  /** The database gave new rows ids: they have them, and what points at them does, from now on. */
  giveIds(ids: Iterable<readonly [index: number, id: number]>): void {
    for (const [index, id] of ids) this.#ids.set(index, id)
    for (const working of this.#atHand.values()) this.#giveId(working)
  }

  #giveId(working: Working): void {
    if (this.#ids.length === 0) return
    const { fact, row } = working
    for (const column of ['id', ...fact.references.keys()]) {
      const value = row[column]
      const index = newIndexOf(value)
      const id = index === undefined ? 0 : this.#ids.at(index)
      if (id > 0) working.fill({ [column]: id })
    }
  }
}

/** What a new row has as an id until the database gives it one. */
const placeholderOf = (index: number): number => -1 - index

/** The number of the new row that has such an id. */
export const newIndexOf = (id: Value | undefined): number | undefined =>
  typeof id === 'number' && id < 0 ? -1 - id : undefined

const lacksId: Wanted = (state) => isInserted(state) && !isReturning(state)

const madeOf = (row: Values): Made => ({
  row,
  isAlive: true,
  at: undefined,
  isTouched: false,
  isSpared: false,
  bad: [],
  layers: undefined,
})

const blankRow = ({ hasId }: TableFact, blank: Values, id: Value): Made =>
  madeOf(hasId ? { ...blank, id } : { ...blank })

const columnsOf = (fact: TableFact | undefined): readonly string[] => [
  ...(fact?.hasId ? ['id'] : []),
  ...(fact?.columns.keys() ?? []),
]

const blankOf = (columns: readonly string[]): Values => Object.fromEntries(columns.map((column) => [column, null]))
