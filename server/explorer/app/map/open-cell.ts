// The cell that is open, and what stands under it.
import type { Column } from '../data/columns.ts'
import type { Cell, Line, MapData } from '../data/count.ts'

type Open = readonly [row: string, column: string]

const cellOf = (line: Line, column: string, columns: readonly Pick<Column, 'key'>[]): Cell | undefined =>
  column === 'all' ? line.total : line.cells[columns.findIndex(({ key }) => key === column)]

/** The open cell; undefined where the filters have taken it away. */
export function cellAt(data: MapData, [key, column]: Open, columns: readonly Column[]): Cell | undefined {
  const lines = [
    data.all,
    ...data.groups.flatMap((group) => [{ ...group, key: `group:${group.value}` }, ...group.rows]),
  ]
  const line = lines.find((each) => each.key === key)
  return line && cellOf(line, column, columns)
}

/** The cells of the rows that the open cell has together; none where it is one of a row. */
export function cellsUnder(data: MapData, [key, column]: Open, columns: readonly Column[]): readonly Cell[] {
  const groups = data.groups.filter(({ value }) => key === 'all' || key === `group:${value}`)
  return groups.flatMap(({ rows }) => rows.flatMap((row) => cellOf(row, column, columns) ?? []))
}
