// Keeps of the former count what is the same in the next, so that only what has changed is drawn again.
import type { Column } from './columns.ts'
import type { Cell, Line, MapData, Row } from './count.ts'

/** A count with the columns it was made for. */
export interface Counted {
  readonly data: MapData
  readonly columns: readonly Column[]
}

/** The next count, with the objects of the former one wherever they say the same. */
export function keptFrom(before: Counted | undefined, { data, columns }: Counted): MapData {
  if (before === undefined) return data
  const places = columns.map(({ key }) => before.columns.findIndex((column) => column.key === key))
  const rows = new Map(before.data.groups.flatMap((group) => group.rows.map((row) => [row.key, row])))
  const groups = new Map(before.data.groups.map((group) => [group.key, group]))
  return {
    ...data,
    groups: data.groups.map((group) => ({
      ...keptLine(groups.get(group.key), group, places),
      rows: group.rows.map((row) => keptRow(rows.get(row.key), row, places)),
    })),
    all: keptLine(before.data.all, data.all, places),
  }
}

function keptRow(before: Row | undefined, row: Row, places: readonly number[]): Row {
  if (before === undefined) return row
  const next = keptLine(before, row, places)
  const isSame =
    sameList(before.cells, next.cells) &&
    before.total === next.total &&
    before.label === row.label &&
    before.short === row.short &&
    before.page === row.page &&
    before.initiatives === row.initiatives &&
    before.isQuiet === row.isQuiet
  return isSame ? before : next
}

function keptLine<Each extends Line>(before: Line | undefined, line: Each, places: readonly number[]): Each {
  if (before === undefined) return line
  return {
    ...line,
    cells: line.cells.map((cell, index) => keptCell(before.cells[places[index] ?? -1], cell)),
    total: keptCell(before.total, line.total),
  }
}

const keptCell = (before: Cell | undefined, cell: Cell): Cell =>
  before !== undefined &&
  before.count === cell.count &&
  before.stated === cell.stated &&
  before.editorial === cell.editorial &&
  before.outside === cell.outside &&
  before.empty === cell.empty
    ? before
    : cell

const sameList = (a: readonly Cell[], b: readonly Cell[]): boolean =>
  a.length === b.length && a.every((cell, index) => cell === b[index])
