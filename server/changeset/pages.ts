// Pages of lists that are not rows of one statement.
import { RequestError } from '../relational/index.ts'

export interface PageArguments {
  readonly first?: number | null | undefined
  readonly after?: string | null | undefined
}

/** One page of a list, as connections show it. */
export interface Page<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[]
  readonly nodes: readonly Node[]
  readonly totalCount?: () => Promise<number>
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
}

const defaultSize = 20
const largestSize = 100

/** Says in the description of an argument how large a page may be. */
export const sizes = `at most ${largestSize}. By default, ${defaultSize}`

/** How many items a page has. Throws RequestError BAD_PAGE_SIZE. */
export function sizeOf({ first }: PageArguments): number {
  const size = first ?? defaultSize
  if (size < 0 || size > largestSize)
    throw new RequestError('BAD_PAGE_SIZE', `"first" must be between 0 and ${largestSize}.`, undefined)
  return size
}

/** The position that a cursor stands for; undefined at the start. Throws RequestError BAD_CURSOR. */
export function positionOf({ after }: PageArguments, list: string): number | undefined {
  if (after === undefined || after === null) return undefined
  const [name, text = ''] = Buffer.from(after, 'base64url').toString().split(':')
  const position = /^\d{1,9}$/.test(text) ? Number(text) : undefined
  if (name !== list || position === undefined)
    throw new RequestError('BAD_CURSOR', 'This is not a cursor of this list.', undefined)
  return position
}

interface PageFacts {
  readonly size: number
  readonly hasPreviousPage: boolean
  readonly totalCount?: () => Promise<number>
}

/** A page of items, of which there is one more where others follow. */
export function pageOf<Node>(
  list: string,
  items: readonly { readonly position: number; readonly node: Node }[],
  { size, hasPreviousPage, totalCount }: PageFacts,
): Page<Node> {
  const edges = items.slice(0, size).map(({ position, node }) => ({
    cursor: Buffer.from(`${list}:${position}`).toString('base64url'),
    node,
  }))
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    ...(totalCount && { totalCount }),
    pageInfo: {
      hasNextPage: items.length > size,
      hasPreviousPage,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}

/** A page of a list whose items are numbered from 0 on; `read` gives those from a position on. */
export async function pageByPosition<Node>(
  list: string,
  page: PageArguments,
  read: (start: number, count: number) => Promise<readonly Node[]>,
  count: () => Promise<number>,
): Promise<Omit<Page<Node>, 'totalCount'> & { readonly totalCount: Promise<number> }> {
  const size = sizeOf(page)
  const start = (positionOf(page, list) ?? -1) + 1
  const items = (await read(start, size + 1)).map((node, index) => ({ position: start + index, node }))
  const made = pageOf(list, items, { size, hasPreviousPage: start > 0 })
  return {
    ...made,
    // Read only if it is selected.
    get totalCount() {
      return count()
    },
  }
}
