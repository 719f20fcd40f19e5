// A row of the map on a page of its own: ten small cells, each a link to what stands behind it.
import { linkTo, type Patch } from '../address.ts'
import { columnsOf } from '../data/columns.ts'
import { countMap, type Line, type RowKind } from '../data/count.ts'
import type { Facts } from '../data/facts.ts'
import { any, type Filters, filtersOf } from '../data/filters.ts'
import { Signs, signsIn } from '../parts/signs.tsx'
import { CellContent, groundOf, Tile } from '../parts/tile.tsx'
import { text } from '../text.ts'
import { narrowPointHeads, pointHeads } from '../words.ts'

interface StripProps {
  readonly facts: Facts
  readonly rows: RowKind
  readonly rowKey: string
}

interface LineStripProps {
  readonly facts: Facts
  readonly line: Line
  /** What the address of the map is where a cell leads to; the cell itself is added. */
  readonly patch: Patch
}

const columns = columnsOf(new Set())
const usual = filtersOf(new URLSearchParams())

/** A row of the map; undefined where it has none of that name. */
export const lineOf = ({ facts, rows, rowKey }: StripProps): Line | undefined =>
  countMap(facts, { rows, order: 'level', columns, filters: usual })
    .groups.flatMap((group) => group.rows)
    .find(({ key }) => key === rowKey)

/** The line of all initiatives that filters choose, beside those that are always set. */
export const totalOf = (facts: Facts, filters: Filters): Line =>
  countMap(facts, { rows: 'initiatives', order: 'level', columns, filters: new Map([...usual, ...filters]) }).all

/** The ten cells of a row; nothing where the row has none. */
export function Strip({ facts, rows, rowKey }: StripProps) {
  const line = lineOf({ facts, rows, rowKey })
  return line ? <LineStrip {...{ facts, line }} patch={{ rows: rows === 'initiatives' ? undefined : rows }} /> : null
}

/** The ten cells of a line of the map, with the meaning of their signs. */
export const LineStrip = ({ facts, line, patch }: LineStripProps) => (
  <>
    <div class="strip">
      {columns.map(({ key }, index) => {
        const cell = line.cells[index]
        if (!cell) return null
        const href = linkTo('map', '', {
          ...patch,
          // What is there, and is no action, shows only without the usual filter.
          nature: cell.count === 0 && cell.outside > 0 ? any : undefined,
          open: `${line.key}~${key}`,
        })
        return (
          <a key={key} class={groundOf(cell)} href={href} title={facts.points[index]?.title}>
            <span class="h">
              <span class="vh">{text.record.point} </span>
              <b>{key}</b> <span class="full">{pointHeads[index]}</span>
              <span class="short">{narrowPointHeads[index]}</span>
              <span class="vh">: </span>
            </span>
            {cell.count > 0 && <Tile {...cell} />}
            {cell.empty === 'NONE_STATED' && <span class="tile none" aria-hidden="true" />}
            <CellContent cell={cell} outsideWords={text.record.noActions} />
          </a>
        )
      })}
    </div>
    <div class="legend">
      <Signs of={signsIn(line.cells)} hidden={text.legend.noActions} />
    </div>
  </>
)
