// The answer of the map in words: under which points no row has an action, and how much that can mean.
import { useMemo } from 'preact/hooks'
import { type Address, linkWith } from '../address.ts'
import { columnsOf } from '../data/columns.ts'
import { countMap, type MapData } from '../data/count.ts'
import type { Facts } from '../data/facts.ts'
import { text } from '../text.ts'
import type { MapState } from './state.ts'

interface GapsProps {
  readonly address: Address
  readonly facts: Facts
  readonly state: MapState
  /** The map by the columns as they stand. */
  readonly data: MapData
}

const allColumns = columnsOf(new Set())

/** Always there, so that it is read out as it changes. A point leads to its empty cell, under the same filters. */
export function Gaps({ address, facts, state, data }: GapsProps) {
  const { rows, filters, foldedColumns, open } = state
  const { all } = useMemo(
    () => (foldedColumns.size === 0 ? data : countMap(facts, { rows, order: 'level', columns: allColumns, filters })),
    [data],
  )
  const gaps = facts.points.flatMap((point, index) => {
    const cell = all.cells[index]
    return cell?.count === 0 ? [{ ...point, outside: cell.outside }] : []
  })
  const namedOnly = data.groups
    .flatMap((group) => group.rows)
    .filter(({ total }) => total.empty === 'NOT_COVERED').length
  return (
    <p class="unserved" role="status">
      {gaps.length === 0 ? <b>{text.map.everyPoint}</b> : <b>{text.map.noRowActs(text.map.noRow[rows])}</b>}{' '}
      {gaps.map(({ number, title, outside }, index) => {
        const cell = `all~${number}`
        return (
          <span key={number}>
            {index > 0 && '; '}
            <a href={linkWith(address, { open: cell, cols: undefined })} aria-expanded={open?.join('~') === cell}>
              {number}. {title}
            </a>
            {outside > 0 && ` (${text.map.outside(outside)})`}
          </span>
        )
      })}
      {gaps.length > 0 && '. '}
      {namedOnly > 0 && text.map.namedOnly[rows](namedOnly, data.rowCount)}
      {data.leftOut > 0 && rows !== 'initiatives' && ` ${text.map.leftOut[rows](data.leftOut)}`}
    </p>
  )
}
