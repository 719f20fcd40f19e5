// Rows are made and changed some at a time: hundreds at once would hold up the reader for a good part of a second.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Row } from '../data/count.ts'

/** The most rows that are made or changed in one go: several screens, and all rows of a usual catalogue. */
const most = 120

export interface FewAtOnce {
  /** What to draw of a row now: itself, what it was before, or nothing yet. */
  readonly draw: (row: Row) => Row | undefined
  /** Whether some are still to come; they do at once, after the browser has had its turn. */
  readonly isGrowing: boolean
}

/** Lets rows be drawn from the first to the last, some at a time. Where the columns are others, all change with them. */
export function useFewAtOnce(rows: readonly Row[], columns: unknown): FewAtOnce {
  const former = useRef<{ readonly rows: ReadonlyMap<string, Row>; readonly columns: unknown } | undefined>(undefined)
  const [, grow] = useState(0)
  const before = former.current?.rows
  const isOtherColumns = former.current?.columns !== columns
  const now = new Map<string, Row>()
  let left = most
  let isGrowing = false
  for (const row of rows) {
    const known = before?.get(row.key)
    const isFree = known === row || (known !== undefined && isOtherColumns)
    if (!isFree) left -= 1
    const drawn = isFree || left >= 0 ? row : known
    if (drawn !== row) isGrowing = true
    if (drawn) now.set(row.key, drawn)
  }
  former.current = { rows: now, columns }
  useEffect(() => {
    if (!isGrowing) return undefined
    const timer = setTimeout(() => grow((count) => count + 1))
    return () => clearTimeout(timer)
  })
  return { draw: ({ key }) => now.get(key), isGrowing }
}
