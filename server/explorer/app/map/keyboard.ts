// The keyboard in the grid: one tab stop, arrows by cell, whatever rows and columns are folded.

/** What can hold the focus in a cell: its button or link, else the cell itself. */
const holderOf = (cell: Element): HTMLElement | undefined => {
  const found = cell.querySelector('button, a') ?? cell
  return found instanceof HTMLElement ? found : undefined
}

/** Where a cell stands, counted in columns: one that spans several stands at its first. */
function columnOf(cell: HTMLTableCellElement): number {
  let column = 0
  for (let before = cell.previousElementSibling; before; before = before.previousElementSibling)
    column += before instanceof HTMLTableCellElement ? before.colSpan : 0
  return column
}

/** The cell of a row at a column. */
function cellAt(row: HTMLTableRowElement | undefined, column: number): HTMLTableCellElement | undefined {
  let end = 0
  for (const cell of row?.cells ?? []) {
    end += cell.colSpan
    if (column < end) return cell
  }
  return row?.cells[row.cells.length - 1]
}

const pageRows = 10

/** The cell that a key leads to from another; undefined where the key leads nowhere. */
function targetOf(
  table: HTMLTableElement,
  from: HTMLTableCellElement,
  { key, ctrlKey, metaKey }: KeyboardEvent,
): HTMLTableCellElement | undefined {
  const row = from.closest('tr')
  if (!row) return undefined
  const rows = [...table.rows]
  const column = columnOf(from)
  const near = (step: number) => cellAt(rows[Math.min(rows.length - 1, Math.max(0, rows.indexOf(row) + step))], column)
  const far = ctrlKey || metaKey
  switch (key) {
    case 'ArrowRight':
      return cellAt(row, column + from.colSpan)
    case 'ArrowLeft':
      return cellAt(row, Math.max(0, column - 1))
    case 'ArrowDown':
      return near(1)
    case 'ArrowUp':
      return near(-1)
    case 'PageDown':
      return near(pageRows)
    case 'PageUp':
      return near(-pageRows)
    case 'Home':
      return cellAt(far ? rows[0] : row, 0)
    case 'End':
      return cellAt(far ? rows.at(-1) : row, Number.MAX_SAFE_INTEGER)
    default:
      return undefined
  }
}

/** Makes one element of the grid the one that Tab reaches. */
export function makeTabStop(table: HTMLTableElement, holder: HTMLElement): void {
  for (const other of table.querySelectorAll('[tabindex="0"]')) other.setAttribute('tabindex', '-1')
  holder.tabIndex = 0
}

/** Sees to it that Tab reaches the grid, whatever was drawn: where the reader was, else its first cell. */
export function keepTabStop(table: HTMLTableElement): void {
  if (table.querySelector('[tabindex="0"]')) return
  const first = table.tBodies[0]?.rows[0]?.cells[1] ?? table.rows[0]?.cells[0]
  const holder = first && holderOf(first)
  if (holder) makeTabStop(table, holder)
}

/** Moves the focus on a key; true where it did. */
export function moveFocus(table: HTMLTableElement, event: KeyboardEvent): boolean {
  const from = event.target instanceof Element ? event.target.closest('th, td') : null
  if (!(from instanceof HTMLTableCellElement) || event.altKey) return false
  const target = targetOf(table, from, event)
  const holder = target && holderOf(target)
  if (!holder) return false
  // What gets the focus becomes the tab stop.
  holder.focus()
  return true
}
