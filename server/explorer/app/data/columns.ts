// The columns of the map: ten points in four groups, each of which folds into one column.

/** A column: the points it counts, numbered from 0, as bits; and where it stands in the table. */
export interface Column {
  /** In addresses: `3` for a point, `3-6` for a folded group. */
  readonly key: string
  readonly mask: number
  readonly points: readonly number[]
  /** The number of its group. */
  readonly group: number
  /** Whether it begins its group, where a rule stands. */
  readonly isFirst: boolean
}

/** The points of the four groups, numbered from 0. The groups are the page's, not the plan's. */
export const groups: readonly (readonly number[])[] = [[0, 1], [2, 3, 4, 5], [6, 7, 8], [9]]

const maskOf = (points: readonly number[]): number => points.reduce((mask, point) => mask | (1 << point), 0)

const keyOf = (points: readonly number[]): string => {
  const [first = 0] = points
  const last = points.at(-1) ?? first
  return first === last ? String(first + 1) : `${first + 1}-${last + 1}`
}

/** The columns to show, where the groups of the numbers in `folded` stand as one column each. */
export function columnsOf(folded: ReadonlySet<number>): readonly Column[] {
  return groups.flatMap((points, group) => {
    const sets = folded.has(group) && points.length > 1 ? [points] : points.map((point) => [point])
    return sets.map((set, index) => ({
      key: keyOf(set),
      mask: maskOf(set),
      points: set,
      group,
      isFirst: index === 0,
    }))
  })
}

/** The points under a key of a column, or all ten for `all`; undefined where there are none. */
export function pointsOf(key: string): readonly number[] | undefined {
  if (key === 'all') return groups.flat()
  const [first = Number.NaN, last = first] = key.split('-').map(Number)
  if (!(first >= 1 && last <= 10 && first <= last)) return undefined
  return Array.from({ length: last - first + 1 }, (_, index) => first - 1 + index)
}
