// What the grid shows, and what the reader may do in it.
import type { Column } from '../data/columns.ts'
import type { Group, MapData, RowKind } from '../data/count.ts'
import type { Point } from '../data/facts.ts'

/** What the reader may do in the grid. All functions stay the same, so that rows need not be drawn again. */
export interface GridActions {
  readonly open: (row: string, column: string) => void
  readonly sort: (column: string) => void
  readonly fold: (group: string) => void
  readonly foldColumns: (group: number) => void
  readonly showQuiet: (group: string) => void
}

export interface GridProps {
  readonly data: MapData
  readonly rows: RowKind
  readonly columns: readonly Column[]
  readonly points: readonly Point[]
  readonly labelOf: (group: string) => string
  readonly isFolded: (group: Group) => boolean
  readonly isQuietShown: (group: string) => boolean
  readonly foldedColumns: ReadonlySet<number>
  readonly sort: string
  /** The open cell, as its row and its column. */
  readonly open: readonly [row: string, column: string] | undefined
  readonly actions: GridActions
  readonly caption: string
}
