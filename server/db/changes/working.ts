// A row that a changeset is about: as it is in the database, and as the changes make it.
import type { Origin, Value, Values } from './change.ts'
import type { TableFact } from './structure.ts'

/** Columns that one change set, and those set before. Rows that are set alike share the names of the columns. */
export interface Layer {
  readonly at: Origin
  readonly columns: ReadonlySet<string>
  readonly below: Layer | undefined
}

/** What does not change of a row that changes read or write. */
export interface BaseRow {
  readonly fact: TableFact
  /** Its number in the workspace. */
  readonly index: number
  /** The row in the database; undefined for a new one. */
  readonly before: Values | undefined
  /** The revision that made the row what it is; 0 for a new one. */
  readonly version: number
}

/** What changes make of it. */
export interface Made {
  /** The row as the changes leave it. A new one has a negative id until the database gives it one. */
  row: Values
  isAlive: boolean
  /** The change that touched it last. */
  at: Origin | undefined
  /** Whether a set of rows that is part of it changed. */
  isTouched: boolean
  /** Whether it stays, where it would go, if something uses it. */
  isSpared: boolean
  bad: readonly string[]
  layers: Layer | undefined
}

/** A row that changes read or write. */
export class Working implements BaseRow {
  readonly fact: TableFact
  readonly index: number
  readonly before: Values | undefined
  readonly version: number
  /** Whether a new row is one that was deleted before and comes back with the id it had. */
  readonly isReturning: boolean
  /** Columns with a problem already; no other check looks at them. */
  readonly bad: Columns
  /** How many are at work with it; until then it is not put aside. */
  holders = 0
  readonly #made: Made
  #isOwn: boolean
  #isDirty = false
  #isAside = false

  /** With `isDirty`, nothing was put aside of it so far that would say the same. */
  constructor({ fact, index, before, version }: BaseRow, made: Made, isDirty = false) {
    this.fact = fact
    this.index = index
    this.before = before
    this.version = version
    this.#made = made
    this.#isOwn = made.row !== before
    this.isReturning = before === undefined && typeof made.row['id'] === 'number' && made.row['id'] > 0
    this.#isDirty = isDirty
    this.bad = new Columns(made, () => this.#change())
  }

  get row(): Values {
    return this.#made.row
  }

  get isAlive(): boolean {
    return this.#made.isAlive
  }

  set isAlive(isAlive: boolean) {
    this.#change().isAlive = isAlive
  }

  get at(): Origin | undefined {
    return this.#made.at
  }

  set at(at: Origin | undefined) {
    this.#change().at = at
  }

  get isTouched(): boolean {
    return this.#made.isTouched
  }

  set isTouched(isTouched: boolean) {
    this.#change().isTouched = isTouched
  }

  get isSpared(): boolean {
    return this.#made.isSpared
  }

  set isSpared(isSpared: boolean) {
    this.#change().isSpared = isSpared
  }

  get layers(): Layer | undefined {
    return this.#made.layers
  }

  /** Sets columns of the row, without saying which change did. */
  fill(values: Values): void {
    const made = this.#change()
    // Until then it is the row of the database itself.
    const row: Record<string, Value> = this.#isOwn ? made.row : { ...made.row }
    for (const [column, value] of Object.entries(values)) row[column] = value
    made.row = row
    this.#isOwn = true
  }

  /** Takes down that a change set some columns. */
  noteSet(columns: ReadonlySet<string>, at: Origin): void {
    const made = this.#change()
    made.layers = { at, columns, below: uncovered(made.layers, columns) }
    made.at = at
  }

  /** The change that set a column last, if any did. */
  setBy(column: string): Origin | undefined {
    for (let layer = this.#made.layers; layer !== undefined; layer = layer.below)
      if (layer.columns.has(column)) return layer.at
    return undefined
  }

  /** Whether it is not as it was when it was put aside last. */
  get isDirty(): boolean {
    return this.#isDirty
  }

  /** It is put aside: whoever needs it takes it from the workspace again. */
  putAside(): void {
    this.#isAside = true
  }

  #change(): Made {
    if (this.#isAside) throw new TypeError('A row was changed after it was put aside.')
    this.#isDirty = true
    return this.#made
  }
}

/** The layers of which something still shows beside these columns. */
function uncovered(layer: Layer | undefined, columns: ReadonlySet<string>): Layer | undefined {
  if (layer === undefined) return undefined
  const below = uncovered(layer.below, columns)
  if (columns === layer.columns || [...layer.columns].every((column) => columns.has(column))) return below
  return below === layer.below ? layer : { ...layer, below }
}

/** Names of columns. Most rows have none. */
class Columns {
  readonly #made: Made
  readonly #change: () => Made

  constructor(made: Made, change: () => Made) {
    this.#made = made
    this.#change = change
  }

  add(column: string): void {
    if (!this.has(column)) this.#change().bad = [...this.#made.bad, column]
  }

  has(column: string): boolean {
    return this.#made.bad.includes(column)
  }

  [Symbol.iterator](): Iterator<string> {
    return this.#made.bad[Symbol.iterator]()
  }
}

/** Whether a row differs from the one in the database. */
export const isChanged = ({ before, row }: Working): boolean =>
  before !== undefined && before !== row && Object.entries(row).some(([column, value]) => before[column] !== value)
