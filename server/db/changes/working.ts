// A row that a changeset is about: as it is in the database, and as the changes make it. A changeset may be about a hundred
// thousand of them, so that what each holds counts.
import type { Origin, Value, Values } from './change.ts'
import type { TableFact } from './structure.ts'

/** Columns that one change set, and those set before. Rows that are set alike share the names of the columns. */
interface Layer {
  readonly at: Origin
  readonly columns: ReadonlySet<string>
  readonly below: Layer | undefined
}

/** A row that changes read or write. */
export class Working {
  readonly fact: TableFact
  /** The row in the database; undefined for a new one. */
  readonly before: Values | undefined
  /** The revision that made the row what it is; 0 for a new one. */
  readonly version: number
  /** The row as the changes leave it. A new one has a negative id until the database gives it one. */
  row: Record<string, Value>
  isAlive = true
  /** The change that touched it last. */
  at: Origin | undefined = undefined
  /** Columns with a problem already; no other check looks at them. */
  readonly bad = new Columns()
  /** Whether a set of rows that is part of it changed. */
  isTouched = false
  /** Whether it stays, where it would go, if something uses it. */
  isSpared = false
  /** Whether a new row is one that was deleted before and comes back with the id it had. */
  readonly isReturning: boolean
  #layers: Layer | undefined = undefined

  constructor(fact: TableFact, before: Values | undefined, row: Record<string, Value>, version: number) {
    this.fact = fact
    this.before = before
    this.row = row
    this.version = version
    this.isReturning = before === undefined && typeof row['id'] === 'number' && row['id'] > 0
  }

  /** Takes down that a change set some columns. */
  noteSet(columns: ReadonlySet<string>, at: Origin): void {
    this.#layers = { at, columns, below: uncovered(this.#layers, columns) }
    this.at = at
  }

  /** The change that set a column last, if any did. */
  setBy(column: string): Origin | undefined {
    for (let layer = this.#layers; layer !== undefined; layer = layer.below)
      if (layer.columns.has(column)) return layer.at
    return undefined
  }
}

/** The layers of which something still shows beside these columns. */
function uncovered(layer: Layer | undefined, columns: ReadonlySet<string>): Layer | undefined {
  if (layer === undefined) return undefined
  const below = uncovered(layer.below, columns)
  if (columns === layer.columns || [...layer.columns].every((column) => columns.has(column))) return below
  return below === layer.below ? layer : { ...layer, below }
}

/** Names of columns. Most rows have none, and an empty set is larger than all else that is known of a row. */
class Columns {
  #names: Set<string> | undefined = undefined

  add(column: string): void {
    this.#names ??= new Set()
    this.#names.add(column)
  }

  has(column: string): boolean {
    return this.#names?.has(column) ?? false
  }

  *[Symbol.iterator](): Generator<string> {
    if (this.#names !== undefined) yield* this.#names
  }
}

/** Whether a row differs from the one in the database. */
export const isChanged = ({ before, row }: Working): boolean =>
  before !== undefined && Object.entries(row).some(([column, value]) => before[column] !== value)
