// What of the address concerns the map.
import { listOf } from '../address.ts'
import type { Group, InitiativeOrder, Line, RowKind } from '../data/count.ts'
import { type Filters, filtersOf } from '../data/filters.ts'
import { inOrder } from '../data/order.ts'

export interface MapState {
  readonly rows: RowKind
  readonly order: InitiativeOrder
  readonly filters: Filters
  /** Groups that are folded although they usually are not, or the other way round: so old addresses stay true. */
  readonly turned: readonly string[]
  readonly foldedColumns: ReadonlySet<number>
  /** Groups whose quiet rows are shown. */
  readonly quiet: readonly string[]
  readonly sort: string
  readonly open: readonly [row: string, column: string] | undefined
}

/** Reads the state; what makes no sense counts as the default. */
export function mapStateOf(query: URLSearchParams): MapState {
  const rows = query.get('rows')
  const open = /^(.+)~([\d-]+|all)$/.exec(query.get('open') ?? '')
  const [, row, column] = open ?? []
  return {
    rows: rows === 'actors' || rows === 'countries' ? rows : 'initiatives',
    order: query.get('by') === 'region' ? 'region' : 'level',
    filters: filtersOf(query),
    turned: listOf(query, 'fold'),
    foldedColumns: new Set(listOf(query, 'cols').map(Number)),
    quiet: listOf(query, 'named'),
    sort: query.get('sort') ?? 'name',
    open: row !== undefined && column !== undefined ? [row, column] : undefined,
  }
}

/** Whether a group is folded: by itself where it has nothing to show. */
export const isFolded = ({ turned }: MapState, { value, rows }: Group): boolean =>
  rows.every(({ isQuiet }) => isQuiet) !== turned.includes(value)

/** Lines in the order that the reader wants: by name, or most actions under a column first. */
export function sorted<Each extends Line & { readonly label: string }>(
  lines: readonly Each[],
  sort: string,
  columns: readonly { readonly key: string }[],
): readonly Each[] {
  const index = columns.findIndex(({ key }) => key === sort)
  const countOf = ({ cells, total }: Line): number => (sort === 'all' ? total.count : (cells[index]?.count ?? 0))
  const isByName = sort !== 'all' && index < 0
  return lines.toSorted((a, b) => (isByName ? 0 : countOf(b) - countOf(a)) || inOrder(a.label, b.label))
}
