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

/** What a cursor of the list says; undefined at the start. Throws RequestError BAD_CURSOR. */
function cursorIn({ after }: PageArguments, list: string): string | undefined {
  if (after === undefined || after === null) return undefined
  const text = Buffer.from(after, 'base64url').toString()
  if (!text.startsWith(`${list}:`)) throw badCursor()
  return text.slice(list.length + 1)
}

const badCursor = (): RequestError => new RequestError('BAD_CURSOR', 'This is not a cursor of this list.', undefined)

/** The position that a cursor stands for; undefined at the start. Throws RequestError BAD_CURSOR. */
export function positionOf(page: PageArguments, list: string): number | undefined {
  const text = cursorIn(page, list)
  if (text === undefined) return undefined
  if (!/^\d{1,9}$/.test(text)) throw badCursor()
  return Number(text)
}

interface PageFacts {
  readonly size: number
  readonly hasPreviousPage: boolean
  readonly totalCount?: () => Promise<number>
}

/** An item of a list, and what its cursor says. */
interface ItemAt<Node> {
  readonly at: string
  readonly node: Node
}

/** A page of items, of which there is one more where others follow. */
export function pageOf<Node>(
  list: string,
  items: readonly ItemAt<Node>[],
  { size, hasPreviousPage, totalCount }: PageFacts,
): Page<Node> {
  const edges = items.slice(0, size).map(({ at, node }) => ({
    cursor: Buffer.from(`${list}:${at}`).toString('base64url'),
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

/** A page of a list; `read` gives the items after one, or undefined where what a cursor says is none of its own. */
export async function pageByCursor<Node>(
  list: string,
  page: PageArguments,
  read: (after: string | undefined, count: number) => Promise<readonly ItemAt<Node>[] | undefined>,
  count: () => Promise<number>,
): Promise<Omit<Page<Node>, 'totalCount'> & { readonly totalCount: Promise<number> }> {
  const size = sizeOf(page)
  const after = cursorIn(page, list)
  const items = await read(after, size + 1)
  if (items === undefined) throw badCursor()
  const made = pageOf(list, items, { size, hasPreviousPage: after !== undefined })
  return {
    ...made,
    // Read only if it is selected.
    get totalCount() {
      return count()
    },
  }
}
