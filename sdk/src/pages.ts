// Lists page by page, as one async iteration.

/** Where a page ends, and whether there is more. */
export interface PageEnd {
  readonly hasNextPage: boolean
  readonly endCursor: string | null
}

/** A page of a list. */
export interface Page<Item> {
  readonly pageInfo: PageEnd
  readonly nodes: readonly Item[]
}

/**
 * The objects of a list, page after page. The next page is asked for only when its first object is wanted, so leaving the
 * loop early asks for nothing more.
 */
export async function* items<Item>(
  page: (after: string | null) => Promise<Page<Item> | null | undefined>,
  start: string | null = null,
): AsyncGenerator<Item, void, void> {
  for (let after = start; ; ) {
    const current = await page(after)
    if (!current) return
    yield* current.nodes
    const { hasNextPage, endCursor } = current.pageInfo
    if (!hasNextPage || endCursor === null || endCursor === after) return
    after = endCursor
  }
}
