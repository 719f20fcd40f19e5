// Lists: pages both ways, orders with nulls last, filters that combine, counts.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, openApi } from './support/server.ts'

interface Page {
  readonly edges: readonly {
    readonly cursor: string
    readonly node: { readonly slug: string; readonly startYear: number | null }
  }[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
  readonly totalCount: number
}

let api: Api
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api[Symbol.asyncDispose]())

const pageQuery = `query ($first: Int, $after: String, $last: Int, $before: String, $orderBy: [InitiativeOrder!], $where: InitiativeWhere) {
  initiatives(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy, where: $where) {
    totalCount
    edges { cursor node { slug startYear } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`

async function page(variables: object): Promise<Page> {
  const data = await api.data(pageQuery, { where: {}, ...variables })
  return (data as { initiatives: Page }).initiatives
}

const slugs = ({ edges }: Pick<Page, 'edges'>): string[] => edges.map(({ node }) => node.slug)

const orders = [
  undefined,
  [{ field: 'START_YEAR' }],
  [{ field: 'START_YEAR', direction: 'DESC' }],
  [{ field: 'LEVEL' }, { field: 'START_YEAR', direction: 'DESC' }, { field: 'NAME' }],
  [{ field: 'ACRONYM', direction: 'DESC' }, { field: 'KIND' }],
]

describe('pages', () => {
  it.each(orders.map((orderBy) => [JSON.stringify(orderBy), orderBy]))(
    'joined are the whole, forward and backward, in the order %s',
    async (_, orderBy) => {
      const whole = await page({ first: 100, orderBy })
      expect(whole.totalCount).toBe(whole.edges.length)
      expect(new Set(slugs(whole)).size).toBe(whole.totalCount)

      for (const size of [1, 7]) {
        const forward: string[] = []
        for (let after: string | null = null, more = true; more; ) {
          const part: Page = await page({ first: size, after, orderBy })
          expect(part.totalCount).toBe(whole.totalCount)
          expect(part.pageInfo.hasPreviousPage).toBe(after !== null)
          forward.push(...slugs(part))
          after = part.pageInfo.endCursor
          expect(after).toBe(part.edges.at(-1)?.cursor)
          more = part.pageInfo.hasNextPage
        }
        expect(forward).toEqual(slugs(whole))

        const backward: string[] = []
        for (let before: string | null = null, more = true; more; ) {
          const part: Page = await page({ last: size, before, orderBy })
          backward.unshift(...slugs(part))
          before = part.pageInfo.startCursor
          expect(before).toBe(part.edges[0]?.cursor)
          more = part.pageInfo.hasPreviousPage
        }
        expect(backward).toEqual(slugs(whole))
      }
    },
  )

  it('lie between two cursors', async () => {
    const whole = await page({ first: 100 })
    const [after, before] = [whole.edges[2]?.cursor, whole.edges[6]?.cursor]
    expect(slugs(await page({ first: 10, after, before }))).toEqual(slugs(whole).slice(3, 6))
    expect(slugs(await page({ last: 2, after, before }))).toEqual(slugs(whole).slice(4, 6))
  })

  it('are empty at the end, and of no rows at all', async () => {
    const whole = await page({ first: 100 })
    const none = { edges: [], pageInfo: { startCursor: null, endCursor: null } }
    expect(await page({ first: 5, after: whole.edges.at(-1)?.cursor })).toMatchObject({
      ...none,
      pageInfo: { ...none.pageInfo, hasNextPage: false },
    })
    expect(await page({ first: 0 })).toMatchObject({
      ...none,
      totalCount: whole.totalCount,
      pageInfo: { hasNextPage: true },
    })
    expect(await page({ first: 5, where: { slug: { eq: 'nobody' } } })).toMatchObject({
      ...none,
      totalCount: 0,
      pageInfo: { hasNextPage: false },
    })
  })

  it('have twenty rows where nothing is said', async () => {
    expect((await page({})).edges).toHaveLength(20)
  })
})

describe('orders', () => {
  it('put rows without a value last either way', async () => {
    for (const direction of ['ASC', 'DESC']) {
      const years = (await page({ first: 100, orderBy: [{ field: 'START_YEAR', direction }] })).edges.map(
        ({ node }) => node.startYear,
      )
      const known = years.filter((year) => year !== null)
      const sorted = known.toSorted((a, b) => (direction === 'ASC' ? a - b : b - a))
      expect(known.length).toBeGreaterThan(3)
      expect(years).toEqual([...sorted, ...Array(years.length - known.length).fill(null)])
    }
  })
})

describe('filters', () => {
  const matching = async (where: object) => slugs(await page({ first: 100, where }))
  const all = () => matching({})
  const without = async (some: readonly string[]) => (await all()).filter((slug) => !some.includes(slug))

  it('compare values, and ne and notIn take rows without a value in', async () => {
    const of2008 = await matching({ startYear: { eq: 2008 } })
    expect(of2008).toContain('mauritania-reinforcement-of-national-capacities')
    expect(await matching({ startYear: { in: [2008] } })).toEqual(of2008)
    expect(await matching({ startYear: { gte: 2008, lte: 2008 } })).toEqual(of2008)
    expect(await matching({ startYear: { gt: 2007, lt: 2009 } })).toEqual(of2008)
    expect(await matching({ startYear: { ne: 2008 } })).toEqual(await without(of2008))
    expect(await matching({ startYear: { notIn: [2008] } })).toEqual(await without(of2008))
    const unknown = await matching({ startYear: { isNull: true } })
    expect(await matching({ startYear: { isNull: false } })).toEqual(await without(unknown))
    expect(await matching({ startYear: { in: [] } })).toEqual([])
    expect(await matching({ startYear: { notIn: [] } })).toEqual(await all())
  })

  it('find text in upper and lower case, wildcards standing for themselves', async () => {
    expect(await matching({ name: { contains: 'TASK FORCE' } })).toContain('somalia-mixed-migration-task-force')
    expect(await matching({ slug: { startsWith: 'SOMALIA-' } })).toEqual(['somalia-mixed-migration-task-force'])
    expect(await matching({ name: { contains: '%' } })).toEqual([])
    expect(await matching({ slug: { startsWith: 'somalia_' } })).toEqual([])
    expect(await matching({ name: { contains: '\\' } })).toEqual([])
    expect(await matching({ name: { contains: "'; drop table initiatives; --" } })).toEqual([])
  })

  it('combine with and, or, not', async () => {
    const full = { coverage: { eq: 'FULL' } }
    const national = { level: { eq: 'NATIONAL' } }
    const [a, b] = [await matching(full), await matching(national)]
    expect(a.length * b.length).toBeGreaterThan(0)
    expect(await matching({ and: [full, national] })).toEqual(a.filter((slug) => b.includes(slug)))
    expect(await matching({ ...full, ...national })).toEqual(a.filter((slug) => b.includes(slug)))
    expect((await matching({ or: [full, national] })).toSorted()).toEqual([...new Set([...a, ...b])].toSorted())
    expect(await matching({ not: full })).toEqual(await without(a))
    expect(await matching({ not: { not: full } })).toEqual(a)
    expect(await matching({ or: [] })).toEqual([])
    expect(await matching({ and: [] })).toEqual(await all())
    expect(await matching({ not: { startYear: { eq: 2008 } } })).toEqual(await matching({ startYear: { ne: 2008 } }))
  })

  it('ask some, none and every of what is related, several levels deep', async () => {
    const withIom = await matching({ actors: { some: { acronym: { eq: 'IOM' } } } })
    expect(withIom).toEqual(
      expect.arrayContaining(['somalia-mixed-migration-task-force', 'mauritania-reinforcement-of-national-capacities']),
    )
    expect(await matching({ actors: { none: { acronym: { eq: 'IOM' } } } })).toEqual(await without(withIom))
    expect(await matching({ not: { actors: { every: { not: { acronym: { eq: 'IOM' } } } } } })).toEqual(withIom)
    expect(await matching({ actors: { some: {} } })).not.toEqual([])
    const deep = {
      actions: {
        some: {
          actors: { some: { initiatives: { some: { slug: { eq: 'somalia-mixed-migration-task-force' } } } } },
          actionPoints: { some: { number: { eq: 3 } } },
        },
      },
    }
    const found = await matching(deep)
    expect(found).toContain('mauritania-reinforcement-of-national-capacities')
    expect(found).not.toContain('somalia-mixed-migration-task-force')
  })

  it('read the same from variables and from the query', async () => {
    const data = await api.data(
      `query ($name: String, $some: ActorWhere) { initiatives(first: 100, where: { or: [{ name: { contains: $name } }, { actors: { some: $some } }], coverage: { in: [FULL, BRIEF] } }) { nodes { slug } } }`,
      { name: 'Task Force', some: { acronym: { eq: 'FIIAPP' } } },
    )
    const literal = await api.data(
      '{ initiatives(first: 100, where: { or: [{ name: { contains: "Task Force" } }, { actors: { some: { acronym: { eq: "FIIAPP" } } } }], coverage: { in: [FULL, BRIEF] } }) { nodes { slug } } }',
    )
    expect(data).toEqual(literal)
    expect(JSON.stringify(data)).toContain('mauritania')
  })
})
