// The map as a table for spreadsheets: numbers as numbers, empties in words.
import type { Column } from '../data/columns.ts'
import type { Cell, MapData } from '../data/count.ts'
import type { Lines } from '../parts/files.ts'
import { emptyText } from '../parts/tile.tsx'
import { text } from '../text.ts'

/** The lines of the table, the head first. */
export function tableOf(
  data: MapData,
  columns: readonly Column[],
  labelOf: (group: string) => string,
  heads: { readonly group: string; readonly row: string },
): Lines {
  const shown = (cell: Cell): string | number => (cell.count > 0 ? cell.count : emptyText(cell) || 0)
  const titles = columns.map(({ key }) => key.replace('-', '–'))
  return [
    [heads.group, heads.row, ...titles, text.map.allPoints],
    ...data.groups.flatMap((group) =>
      group.rows.map((row) => [labelOf(group.value), row.label, ...row.cells.map(shown), shown(row.total)]),
    ),
    [text.map.all, text.map.distinct, ...data.all.cells.map(shown), shown(data.all.total)],
  ]
}

/** Lines with tabs between, as the clipboard takes them. */
export const tabbed = (lines: Lines): string =>
  lines.map((line) => line.map((field) => String(field).replaceAll(/[\t\r\n]+/g, ' ')).join('\t')).join('\r\n')

/** Lines as CSV with a byte order mark, by which Excel knows UTF-8. A text that a spreadsheet would run is quoted by `'`. */
export const csv = (lines: Lines): string =>
  `\uFEFF${lines.map((line) => line.map((field) => csvField(String(field))).join(',')).join('\r\n')}\r\n`

const csvField = (field: string): string => {
  const safe = /^[=+\-@\t\r]/.test(field) ? `'${field}` : field
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
