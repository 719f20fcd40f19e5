// The cells of a line of the grid: a button under each column, and the total.
import type { VNode } from 'preact'
import { useRef } from 'preact/hooks'
import type { Column } from '../data/columns.ts'
import type { Cell } from '../data/count.ts'
import { CellContent, groundOf, tileStyle } from '../parts/tile.tsx'
import type { GridActions } from './grid-props.ts'

interface CellsProps {
  readonly cells: readonly Cell[]
  readonly columns: readonly Column[]
  readonly row: string
  /** The column of the open cell. */
  readonly open: string | undefined
  readonly actions: GridActions
  /** Whether the numbers stand alone, without tiles. */
  readonly plain?: boolean
}

interface Drawn {
  readonly cell: Cell
  readonly isOpen: boolean
  readonly isFirst: boolean
  readonly node: VNode
}

/** The cells under the columns. What is the same as before is given as the same node, which Preact leaves alone. */
export function Cells({ cells, columns, row, open: openColumn, actions, plain = false }: CellsProps) {
  const drawn = useRef<ReadonlyMap<string, Drawn>>(new Map())
  const next = new Map<string, Drawn>()
  for (const [index, { key, isFirst }] of columns.entries()) {
    const cell = cells[index]
    if (!cell) continue
    const look = { isOpen: openColumn === key, isFirst }
    const before = drawn.current.get(key)
    const isSame = before?.cell === cell && before.isOpen === look.isOpen && before.isFirst === isFirst
    const open = (): void => actions.open(row, key)
    next.set(key, isSame ? before : { ...look, cell, node: cellOf(cell, { ...look, key, open, plain }) })
  }
  drawn.current = next
  return <>{Array.from(next.values(), ({ node }) => node)}</>
}

interface CellLook {
  readonly key: string
  readonly isOpen: boolean
  readonly isFirst: boolean
  readonly plain: boolean
  readonly open: () => void
}

function cellOf(cell: Cell, { key, isOpen, isFirst, plain, open }: CellLook): VNode {
  const hasTile = cell.count > 0 && !plain
  const ground = plain && cell.count > 0 ? '' : groundOf(cell)
  return (
    <td key={key} class={`cell ${ground} ${isFirst ? 'gs' : ''}`}>
      <button
        type="button"
        tabIndex={-1}
        style={hasTile ? tileStyle(cell) : undefined}
        aria-expanded={isOpen}
        onClick={open}
      >
        <CellContent cell={cell} />
      </button>
    </td>
  )
}

/** An empty one has the sign of its kind: a nought would be a claim without ground where nothing was assessed. */
export const Total = ({ cell }: { readonly cell: Cell }) => (
  <td class={cell.count > 0 ? 'rt' : `rt ${groundOf(cell)}`} tabIndex={-1}>
    {cell.count > 0 ? cell.count : <CellContent cell={cell} />}
  </td>
)
