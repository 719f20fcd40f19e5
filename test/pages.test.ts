// What holds of every list of the API, in whatever order it is read: its pages joined are the whole, from either end, and
// rows that come and go while someone reads neither repeat nor hide one that stays.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { definitions } from './support/definitions.ts'
import { Clones, isClonable } from './support/differential/clone.ts'
import { openGenerated } from './support/differential/trial.ts'
import { ordersOf, Walk, walkables } from './support/differential/walk.ts'
import type { Api } from './support/server.ts'

let api: Api
let clones: Clones
beforeAll(async () => {
  api = await openGenerated(20_110_228)
  clones = new Clones(api.db)
})
afterAll(() => api[Symbol.asyncDispose]())

const cases = walkables.flatMap((walkable) =>
  ordersOf(walkable.type).map((order) => [walkable.name, order, walkable] as const),
)

describe('pages of any list', () => {
  it.each(cases)('%s, %s: are the whole when joined, forward and backward', async (_, order, walkable) => {
    const walk = await Walk.along(api, walkable, order)
    const { totalCount, edges, pageInfo } = await walk.page('first: 100')
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
    const size = Math.max(2, Math.ceil(totalCount / 8))
    const joined = await walk.forward(size)
    expect(joined.length).toBe(totalCount)
    expect(joined.slice(0, 100)).toEqual(whole)
    expect(await walk.backward(size + 1)).toEqual(joined)
  })
})

/** Lists of rows of a table of which copies may come and go. */
const changing = cases.flatMap(([name, order, walkable]) => {
  const table = definitions.object(walkable.type).source?.name ?? ''
  return isClonable(table) && name.startsWith('Query.') ? [[name, order, walkable, table] as const] : []
})

describe('rows that come and go between two pages', () => {
  afterEach(async () => {
    for (const table of new Set(changing.map(([, , , table]) => table))) await clones.removeAll(table)
  })

  it.each(changing)('of %s, %s: neither repeat nor hide one that stays', async (_, order, walkable, table) => {
    for (const direction of ['forward', 'backward'] as const) {
      const passing = [...(await clones.insert(table, 0)), ...(await clones.insert(table, 1))]
      const walk = await Walk.along(api, walkable, order)
      const before = await walk.forward(100)
      let turn = 0
      const seen = await walk[direction](4, async () => {
        turn += 1
        // Those that go may have been shown already, the last one of the page too, or still lie ahead.
        if (turn % 2 === 0) await clones.remove(table, passing.splice(0, 4))
        if (turn <= 3) await clones.insert(table, turn % 3)
      })
      await clones.removeAll(table)
      const staying = new Set(await walk.forward(100))
      expect(new Set(seen).size).toBe(seen.length)
      expect(seen.filter((cursor) => staying.has(cursor))).toEqual(before.filter((cursor) => staying.has(cursor)))
    }
  })
})
