// What holds of every list of the API, in whatever order it is read: its pages joined are the whole, from either end, and
// rows that come and go while someone reads neither repeat nor hide one that stays.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { maximumPageSize } from '../server/relational/index.ts'
import { definitions } from './support/definitions.ts'
import { Clones, isClonable } from './support/differential/clone.ts'
import { Crawler, crawlables, ordersOf } from './support/differential/crawl.ts'
import { openGenerated } from './support/differential/fuzzer.ts'
import type { Api } from './support/server.ts'

let api: Api
let clones: Clones
beforeAll(async () => {
  api = await openGenerated(20_110_228)
  clones = new Clones(api.db)
})
afterAll(() => api[Symbol.asyncDispose]())

const cases = crawlables.flatMap((crawlable) =>
  ordersOf(crawlable.type).map((order) => [crawlable.name, order, crawlable] as const),
)

describe('pages of any list', () => {
  it.each(cases)('%s, %s: are the whole when joined, forward and backward', async (_, order, crawlable) => {
    const crawler = await Crawler.along(api, crawlable, order)
    const { totalCount, edges, pageInfo } = await crawler.page('first: 100')
    const whole = edges.map(({ cursor }) => cursor)
    expect(new Set(whole).size).toBe(whole.length)
    expect(whole.length).toBe(Math.min(100, totalCount))
    expect(pageInfo).toEqual({
      hasNextPage: totalCount > 100,
      hasPreviousPage: false,
      startCursor: whole[0] ?? null,
      endCursor: whole.at(-1) ?? null,
    })
    // Longer lists are read in longer pages: what matters is where one ends and the next begins.
    const size = Math.min(maximumPageSize - 1, Math.max(2, Math.ceil(totalCount / 8)))
    const joined = await crawler.forward(size)
    expect(joined.length).toBe(totalCount)
    expect(joined.slice(0, 100)).toEqual(whole)
    expect(await crawler.backward(size + 1)).toEqual(joined)
  })
})

/** Lists of rows of a table of which copies may come and go. */
const changing = cases.flatMap(([name, order, crawlable]) => {
  const table = definitions.object(crawlable.type).source?.name ?? ''
  return isClonable(table) && name.startsWith('Query.') ? [[name, order, crawlable, table] as const] : []
})

describe('rows that come and go between two pages', () => {
  afterEach(async () => {
    for (const table of new Set(changing.map(([, , , table]) => table))) await clones.removeAll(table)
  })

  it.each(changing)('of %s, %s: neither repeat nor hide one that stays', async (_, order, crawlable, table) => {
    for (const direction of ['forward', 'backward'] as const) {
      const passing = [...(await clones.insert(table, 0)), ...(await clones.insert(table, 1))]
      const crawler = await Crawler.along(api, crawlable, order)
      const before = await crawler.forward(100)
      let turn = 0
      const seen = await crawler[direction](4, async () => {
        turn += 1
        // Those that go may have been shown already, the last one of the page too, or still lie ahead.
        if (turn % 2 === 0) await clones.remove(table, passing.splice(0, 4))
        if (turn <= 3) await clones.insert(table, turn % 3)
      })
      await clones.removeAll(table)
      const staying = new Set(await crawler.forward(100))
      expect(new Set(seen).size).toBe(seen.length)
      expect(seen.filter((cursor) => staying.has(cursor))).toEqual(before.filter((cursor) => staying.has(cursor)))
    }
  })
})
