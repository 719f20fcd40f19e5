// What a row of a file says of the catalogue, whatever the table it stands in.
import type { RowsShape, SetShape } from './own/shapes.ts'
import type { Value } from './own/values.ts'
import { columnLetters } from './read/cell.ts'
import type { Source } from './read/source.ts'
import type { Spot } from './report.ts'

/** A sheet of a file, as reports name it. */
export interface Sheeted {
  readonly file: string
  readonly sheet: string
  readonly format: Source['format']
  /** The positions of its columns. */
  readonly columns: ReadonlyMap<string, number>
}

/** A row of a sheet. */
export interface Place {
  readonly sheet: Sheeted
  readonly row: number
  /** The columns of the file that columns of the table were made from, where they are others. */
  readonly from?: ReadonlyMap<string, string>
}

/** Something that a row makes or changes. */
export interface RowEntry {
  readonly is: 'row'
  readonly shape: RowsShape
  readonly place: Place
  /** The global id that the row gives. */
  readonly id: string | undefined
  readonly version: number | undefined
  /** The values of the columns that are there; null where the cell is empty. */
  readonly values: ReadonlyMap<string, Value>
  /** Whether values that it does not give stay, though the row gives them empty: so for what a mapping makes. */
  readonly fillsOnly?: boolean
  /** Whether what is there already stays as it is. */
  readonly keeps?: boolean
}

/** One item of a set. */
export interface ItemEntry {
  readonly is: 'item'
  readonly shape: SetShape
  readonly place: Place
  readonly owner: string
  readonly item: Value
}

export type Entry = RowEntry | ItemEntry

/** A spot in a row, by the column of the table. */
export function spotOf({ sheet, row, from }: Place, column: string | null): Spot {
  const own = column === null ? null : (from?.get(column) ?? column)
  const index = own === null ? undefined : sheet.columns.get(own)
  return {
    file: sheet.file,
    sheet: sheet.sheet,
    row,
    column: own,
    cell: index === undefined || row === 0 ? null : `${columnLetters(index)}${row}`,
  }
}
