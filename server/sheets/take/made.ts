// What rows of files change, and what is said of it elsewhere: inputs, cells and reports are made of it as they are asked for.
import { kindOf } from '../../changeset/inputs.ts'
import { tables } from '../../db/tables.ts'
import type { Place } from '../entry.ts'
import type { RowsShape, SetShape } from '../own/shapes.ts'
import type { Value } from '../own/values.ts'
import type { CellChange, RowReport } from '../report.ts'
import { inputOf } from './input.ts'

/** A change of the catalogue, and the row that it comes from. */
export type Made = MadeRow | MadeSet

export interface MadeRow {
  readonly is: 'row'
  readonly place: Place
  readonly shape: RowsShape
  readonly name: string | null
  /** What the change says: values of columns. */
  readonly columns: readonly string[]
  readonly values: readonly Value[]
  /** Of something that is there: which it is, and what it says. */
  readonly there: There | undefined
}

export interface There {
  readonly id: string
  readonly version: number | undefined
  /** Column by column; undefined where a value only goes along with others, and is no change. */
  readonly before: readonly (Value | undefined)[]
}

export interface MadeSet {
  readonly is: 'set'
  readonly place: Place
  readonly shape: SetShape
  readonly name: string
  /** The items that are there, as a text; undefined where the owner is new. */
  readonly before: string | undefined
  /** The rows of the items. */
  readonly items: readonly SetItem[]
}

/** An item of a set, and the row that it comes from. */
export interface SetItem {
  readonly item: Value
  readonly place: Place
}

const ranks: ReadonlyMap<string, number> = new Map(tables.map(({ name }, index) => [name, index]))

/** The table that it writes to. */
export const tableOf = ({ shape }: Made): string => (shape.is === 'set' ? shape.field.table : shape.type.table)

/** What others refer to comes first; sets come after the rows they belong to. */
export const rankOf = (made: Made): number => ranks.get(tableOf(made)) ?? 0

/** How many changes it is: each row of a set counts. */
export const sizeOf = (made: Made): number => (made.is === 'set' ? made.items.length : 1)

/** The items of those that are new are new, too. */
export const operationOf = (made: Made): 'CREATE' | 'UPDATE' =>
  (made.is === 'row' ? made.there : made.before) === undefined ? 'CREATE' : 'UPDATE'

/** The change as mutations take it. */
export function inputOfMade(made: Made): Readonly<Record<string, object>> {
  const { name, key = 'id' } = made.shape.type
  if (made.is === 'set') {
    const set = { [made.shape.field.name]: made.items.map(({ item }) => item) }
    return { [kindOf('update', name)]: { [key]: made.name, set } }
  }
  const { shape, columns, values, there } = made
  const input = inputOf(shape, new Map(columns.map((column, index) => [column, values[index] ?? null])))
  if (there === undefined) return { [kindOf('create', name)]: input }
  const { id, version } = there
  return { [kindOf('update', name)]: { id, ...(version !== undefined && { expectedVersion: version }), set: input } }
}

/** The cells that say something else than the catalogue. */
export function cellsOf(made: Made): readonly CellChange[] {
  if (made.is === 'set') {
    const after = itemsText(made.items.map(({ item }) => item))
    return [{ column: made.shape.item, before: made.before ?? null, after }]
  }
  const { columns, values, there } = made
  return columns.flatMap((column, index) => {
    const before = there === undefined ? null : there.before[index]
    return before === undefined ? [] : [{ column, before, after: values[index] ?? null }]
  })
}

/** Items of a set as one text. */
export const itemsText = (items: Iterable<Value>): string => [...items].map(String).toSorted().join(', ')

/** What a report says of it. */
export const reportOfMade = (made: Made): RowReport => ({
  file: made.place.sheet.file,
  sheet: made.place.sheet.sheet,
  row: made.place.row,
  table: made.shape.name,
  operation: operationOf(made),
  name: made.name,
  cells: cellsOf(made),
})
