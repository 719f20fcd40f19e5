// Pages a list as the API does.
import { type Failure, failures } from './fake-failure.ts'

/** What says which page of a list is asked for. */
interface Asked {
  readonly first?: unknown
  readonly after?: unknown
  readonly last?: unknown
  readonly before?: unknown
}

const cursorOf = (index: number): string => `fake-${index}`

/** The page of a list, with all that a connection may be asked for; a failure where the API would refuse. */
export function pageOf(list: readonly unknown[], { first, after, last, before }: Asked): object | Failure {
  const both = typeof first === 'number' && typeof last === 'number'
  const size = typeof last === 'number' ? last : typeof first === 'number' ? first : 20
  if (both || size < 0 || size > 100)
    return failures.graphQL('BAD_PAGE_SIZE', {
      message: both ? 'Give first or last, not both.' : `A page has 0 to 100 objects, not ${size}.`,
      status: 400,
    })
  const low = after === undefined || after === null ? 0 : indexOf(after) + 1
  const high = before === undefined || before === null ? list.length : indexOf(before)
  if (Number.isNaN(low) || Number.isNaN(high))
    return failures.graphQL('BAD_CURSOR', { message: 'The cursor is not of this list.', status: 400 })
  const start = typeof last === 'number' ? Math.max(low, high - size) : low
  const end = typeof last === 'number' ? high : Math.min(high, low + size)
  const nodes = list.slice(start, Math.max(start, end))
  const edges = nodes.map((node, index) => ({ node, cursor: cursorOf(start + index) }))
  return {
    nodes,
    edges,
    totalCount: list.length,
    pageInfo: {
      hasNextPage: end < list.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }

  /** Not a number where the cursor is not of this list. */
  function indexOf(cursor: unknown): number {
    const index = Number(/^fake-(\d+)$/.exec(String(cursor))?.[1])
    return index < list.length ? index : Number.NaN
  }
}
