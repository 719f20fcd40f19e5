// Iterates over the pages of a list.

/** Where a page ends, and whether there is more. */
export interface PageEnd {
  /** Whether more items follow this page. */
  readonly hasNextPage: boolean
  /** Where the next page begins, as its `after`. */
  readonly endCursor: string | null
}

/** A page of a list. */
export interface Page<Item> {
  /** Where it ends. */
  readonly pageInfo: PageEnd
  /** Its objects. */
  readonly nodes: readonly Item[]
}

/**
 * The objects of a list, page after page. The next page is fetched only when its first object is needed, so leaving the
 * loop early fetches nothing more. `check` is called before each object and may throw.
 */
export async function* items<Item>(
  page: (after: string | null) => Promise<Page<Item> | null | undefined>,
  start: string | null,
  check: () => void,
): AsyncGenerator<Item, void, void> {
  for (let after = start; ; ) {
    const current = await page(after)
    if (!current) return
    for (const item of current.nodes) {
      check()
      yield item
    }
    const { hasNextPage, endCursor } = current.pageInfo
    if (!hasNextPage || endCursor === null || endCursor === after) return
    after = endCursor
  }
}
