// The grid: a table of real buttons.
import { useLayoutEffect, useRef } from 'preact/hooks'
import { linkTo } from '../address.ts'
import type { Column } from '../data/columns.ts'
import type { Group, Row, RowKind } from '../data/count.ts'
import { memo } from '../parts/memo.ts'
import { pageText } from '../parts/page-mark.tsx'
import { text } from '../text.ts'
import { plural } from '../words.ts'
import { Cells, Total } from './cells.tsx'
import { useFewAtOnce } from './few-at-once.ts'
import { GridHead } from './grid-head.tsx'
import type { GridActions, GridProps } from './grid-props.ts'
import { keepTabStop, makeTabStop, moveFocus } from './keyboard.ts'

/** The map as a table. */
export function Grid(props: GridProps) {
  const { data, columns, caption, rows, open } = props
  const table = useRef<HTMLTableElement>(null)
  useLayoutEffect(() => {
    if (table.current) keepTabStop(table.current)
  })
  const shown = data.groups.map((group) => (props.isFolded(group) ? [] : shownRows(group, props)))
  const { draw, isGrowing } = useFewAtOnce(shown.flat(), columns)
  const openIn = (row: string): string | undefined => (open?.[0] === row ? open[1] : undefined)
  return (
    <table
      class="map"
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table that the arrows move in
      role="grid"
      aria-label={caption}
      aria-busy={isGrowing}
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
      {data.groups.map((group, index) => (
        <GroupBody
          key={group.key}
          {...{ group, openIn }}
          shown={shown[index]?.flatMap((row) => draw(row) ?? []) ?? []}
          {...props}
        />
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

/** The rows of a group that is not folded, the quiet ones last, where they are shown. */
const shownRows = ({ value, rows }: Group, { isQuietShown }: GridProps): readonly Row[] => [
  ...rows.filter(({ isQuiet }) => !isQuiet),
  ...(isQuietShown(value) ? rows.filter(({ isQuiet }) => isQuiet) : []),
]

interface GroupProps extends GridProps {
  readonly group: Group
  /** Its rows that are drawn. */
  readonly shown: readonly Row[]
  readonly openIn: (row: string) => string | undefined
}

function GroupBody({ group, shown, openIn, ...props }: GroupProps) {
  const { rows, columns, actions, labelOf, isFolded, isQuietShown } = props
  const folded = isFolded(group)
  const quiet = group.rows.filter(({ isQuiet }) => isQuiet).length
  const isOpen = isQuietShown(group.value)
  const line = (row: Row) => (
    <RowLine key={row.key} row={row} rows={rows} columns={columns} open={openIn(row.key)} actions={actions} />
  )
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
      {shown.filter(({ isQuiet }) => !isQuiet).map(line)}
      {!folded && quiet > 0 && (
        <tr class="quiet">
          <th scope="row" class="rh">
            <button type="button" tabIndex={-1} aria-expanded={isOpen} onClick={() => actions.showQuiet(group.value)}>
              <span class="noprint">{isOpen ? text.map.hide : text.map.show} </span>
              {text.map.quiet[rows](quiet)}
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
      {shown.filter(({ isQuiet }) => isQuiet).map(line)}
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
