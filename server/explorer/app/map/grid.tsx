// The grid: a table of real buttons.
import { useEffect, useRef } from 'preact/hooks'
import { linkTo } from '../address.ts'
import type { Column } from '../data/columns.ts'
import type { Cell, Group, Row, RowKind } from '../data/count.ts'
import { memo } from '../parts/memo.ts'
import { pageText } from '../parts/page-mark.tsx'
import { CellContent, groundOf } from '../parts/tile.tsx'
import { text } from '../text.ts'
import { plural } from '../words.ts'
import { GridHead } from './grid-head.tsx'
import type { GridActions, GridProps } from './grid-props.ts'
import { keepTabStop, makeTabStop, moveFocus } from './keyboard.ts'

/** The map as a table. */
export function Grid(props: GridProps) {
  const { data, columns, caption, rows, open } = props
  const table = useRef<HTMLTableElement>(null)
  useEffect(() => {
    if (table.current) keepTabStop(table.current)
  })
  const openIn = (row: string): string | undefined => (open?.[0] === row ? open[1] : undefined)
  return (
    <table
      class="map"
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table that the arrows move in
      role="grid"
      aria-label={caption}
      ref={table}
      style={{ '--cols': String(columns.length) }}
      onKeyDown={(event) => {
        if (moveFocus(event.currentTarget, event)) event.preventDefault()
      }}
      onFocusIn={({ currentTarget, target }) => {
        if (target instanceof HTMLElement) makeTabStop(currentTarget, target)
      }}
    >
      <colgroup>
        <col class="rowhead" />
        {columns.map(({ key }) => (
          <col key={key} />
        ))}
        <col class="total" />
      </colgroup>
      <GridHead {...props} />
      {data.groups.map((group) => (
        <GroupBody key={group.key} group={group} openIn={openIn} {...props} />
      ))}
      <tfoot>
        <tr>
          <th scope="row" class="rh" tabIndex={-1}>
            {text.map.all}
            <small>{text.map.distinct}</small>
          </th>
          {columns.map((column, index) => (
            <td key={column.key} class={column.isFirst ? 'gs' : ''}>
              <button
                type="button"
                tabIndex={-1}
                aria-expanded={openIn('all') === column.key}
                onClick={() => props.actions.open('all', column.key)}
              >
                {data.all.cells[index]?.count ?? 0}
                <small>{text.map.of(data.rowsWith[index] ?? 0, data.rowCount)}</small>
                <span class="vh"> {text.map.manyNouns[rows]}</span>
              </button>
            </td>
          ))}
          <td class="rt" tabIndex={-1} aria-describedby="counted">
            {data.all.total.count}
          </td>
        </tr>
      </tfoot>
    </table>
  )
}

interface GroupProps extends GridProps {
  readonly group: Group
  readonly openIn: (row: string) => string | undefined
}

function GroupBody({ group, openIn, ...props }: GroupProps) {
  const { rows, columns, actions, labelOf, isFolded, isQuietShown } = props
  const folded = isFolded(group)
  const quiet = group.rows.filter(({ isQuiet }) => isQuiet)
  const loud = group.rows.filter(({ isQuiet }) => !isQuiet)
  const shown = isQuietShown(group.value)
  const key = `group:${group.value}`
  return (
    <tbody>
      <tr class="rg">
        <th scope="row" class="rh">
          <button type="button" tabIndex={-1} aria-expanded={!folded} onClick={() => actions.fold(group.value)}>
            <span class="tw" aria-hidden="true">
              {folded ? '+' : '–'}
            </span>
            {labelOf(group.value)}
            <em>{plural(group.rows.length, text.map.nouns[rows], text.map.manyNouns[rows])}</em>
          </button>
        </th>
        <Cells cells={group.cells} columns={columns} row={key} open={openIn(key)} actions={actions} plain />
        <Total cell={group.total} />
      </tr>
      {!folded &&
        loud.map((row) => (
          <RowLine key={row.key} row={row} rows={rows} columns={columns} open={openIn(row.key)} actions={actions} />
        ))}
      {!folded && quiet.length > 0 && (
        <tr class="quiet">
          <th scope="row" class="rh">
            <button type="button" tabIndex={-1} aria-expanded={shown} onClick={() => actions.showQuiet(group.value)}>
              <span class="noprint">{shown ? text.map.hide : text.map.show} </span>
              {text.map.quiet[rows](quiet.length)}
            </button>
          </th>
          {columns.map(({ key: column, isFirst }) => (
            <td
              key={column}
              class={`cell ${rows === 'initiatives' ? 'e-out' : ''} ${isFirst ? 'gs' : ''}`}
              tabIndex={-1}
            />
          ))}
          <td class="rt" tabIndex={-1} />
        </tr>
      )}
      {!folded &&
        shown &&
        quiet.map((row) => (
          <RowLine key={row.key} row={row} rows={rows} columns={columns} open={openIn(row.key)} actions={actions} />
        ))}
    </tbody>
  )
}

interface RowProps {
  readonly row: Row
  readonly rows: RowKind
  readonly columns: readonly Column[]
  /** The column of its open cell. */
  readonly open: string | undefined
  readonly actions: GridActions
}

const viewOf = { initiatives: 'initiative', actors: 'actor', countries: 'country' } as const

const RowLine = memo(({ row, rows, columns, open, actions }: RowProps) => (
  <tr class="row">
    <th scope="row" class="rh">
      <a tabIndex={-1} href={linkTo(viewOf[rows], row.key)}>
        <span>
          {row.label}
          {row.short !== null && !row.label.includes(row.short) && <small> {row.short}</small>}
        </span>
        <small class="p">{row.page ? pageText(row.page) : plural(row.initiatives, text.map.nouns.initiatives)}</small>
      </a>
    </th>
    <Cells cells={row.cells} columns={columns} row={row.key} open={open} actions={actions} />
    <Total cell={row.total} />
  </tr>
))

interface CellsProps {
  readonly cells: readonly Cell[]
  readonly columns: readonly Column[]
  readonly row: string
  readonly open: string | undefined
  readonly actions: GridActions
  readonly plain?: boolean
}

const Cells = ({ cells, columns, row, open, actions, plain = false }: CellsProps) => (
  <>
    {columns.map(({ key, isFirst }, index) => {
      const cell = cells[index]
      if (!cell) return null
      const ground = plain && cell.count > 0 ? '' : groundOf(cell)
      return (
        <td key={key} class={`cell ${ground} ${isFirst ? 'gs' : ''}`}>
          <button type="button" tabIndex={-1} aria-expanded={open === key} onClick={() => actions.open(row, key)}>
            <CellContent cell={cell} plain={plain} />
          </button>
        </td>
      )
    })}
  </>
)

/** An empty one has the sign of its kind: a nought would be a claim without ground where nothing was assessed. */
const Total = ({ cell }: { readonly cell: Cell }) => (
  <td class={cell.count > 0 ? 'rt' : `rt ${groundOf(cell)}`} tabIndex={-1}>
    {cell.count > 0 ? cell.count : <CellContent cell={cell} plain />}
  </td>
)
