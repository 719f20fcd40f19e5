// A row of the map on a page of its own: ten small cells, each a link to what stands behind it, with the meaning of their signs.
import { linkTo } from '../address.ts'
import { columnsOf } from '../data/columns.ts'
import { countMap, type RowKind } from '../data/count.ts'
import type { Facts } from '../data/facts.ts'
import { any, filtersOf } from '../data/filters.ts'
import { Signs, signsIn } from '../parts/signs.tsx'
import { CellContent, groundOf, Tile } from '../parts/tile.tsx'
import { text } from '../text.ts'
import { narrowPointHeads, pointHeads } from '../words.ts'

interface StripProps {
  readonly facts: Facts
  readonly rows: RowKind
  readonly rowKey: string
}

const columns = columnsOf(new Set())

/** The row of the map; undefined where the map has none, such as for an actor that takes part in nothing. */
export function rowOf({ facts, rows, rowKey }: StripProps) {
  const data = countMap(facts, { rows, order: 'level', columns, filters: filtersOf(new URLSearchParams()) })
  return data.groups.flatMap((group) => group.rows).find(({ key }) => key === rowKey)
}

/** The ten cells of a row; nothing where the map has no such row. */
export function Strip({ facts, rows, rowKey }: StripProps) {
  const row = rowOf({ facts, rows, rowKey })
  if (!row) return null
  return (
    <>
      <div class="strip">
        {columns.map(({ key }, index) => {
          const cell = row.cells[index]
          if (!cell) return null
          const href = linkTo('map', '', {
            rows: rows === 'initiatives' ? undefined : rows,
            // What is there, and is no action, shows only without the usual filter.
            nature: cell.count === 0 && cell.outside > 0 ? any : undefined,
            open: `${rowKey}~${key}`,
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
        <Signs of={signsIn(row.cells)} hidden={text.legend.noActions} />
      </div>
    </>
  )
}
