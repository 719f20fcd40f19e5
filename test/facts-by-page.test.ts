// What the catalogue takes from one printed page can be asked for, whatever kind of fact it is.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, openApi } from './support/server.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api[Symbol.asyncDispose]())

const page = 27
const document = '10-point-plan-in-action-chapter-1'
const onPage = { document: { slug: { eq: document } }, pageStart: { lte: page }, pageEnd: { gte: page } }

interface Cited {
  readonly id: string
  readonly citation: {
    readonly pageStart: number
    readonly pageEnd: number
    readonly document: { readonly slug: string }
  }
}

const cited = 'id citation { pageStart pageEnd document { slug } }'
const isOnPage = ({ citation }: Cited): boolean =>
  citation.document.slug === document && citation.pageStart <= page && citation.pageEnd >= page

/** All objects of a list, page by page. */
async function listed<Item>(name: string, type: string, fields: string, where: unknown): Promise<Item[]> {
  const items: Item[] = []
  for (let after: string | null = null, more = true; more; ) {
    const data = await api.data(
      `query ($where: ${type}Where, $after: String) { ${name}(where: $where, first: 100, after: $after) {
        nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`,
      { where, after },
    )
    const [list] = Object.values(
      data as Record<string, { nodes: Item[]; pageInfo: { hasNextPage: boolean; endCursor: string } }>,
    )
    items.push(...(list?.nodes ?? []))
    after = list?.pageInfo.endCursor ?? null
    more = list?.pageInfo.hasNextPage ?? false
  }
  return items
}

describe('the facts of a printed page', () => {
  it.each([
    ['initiatives', 'Initiative'],
    ['actors', 'Actor'],
    ['actions', 'Action'],
    ['participations', 'Participation'],
    ['outcomes', 'Outcome'],
  ])('are found among all %s', async (name, type) => {
    const found = await listed<Cited>(name, type, cited, { citation: onPage })
    const all = await listed<Cited>(name, type, cited, {})
    expect(found.length).toBeGreaterThan(0)
    expect(new Set(found.map(({ id }) => id))).toEqual(new Set(all.filter(isOnPage).map(({ id }) => id)))
  })

  it('are found among all guidance', async () => {
    const where = { citation: { pageStart: { lte: 21 }, pageEnd: { gte: 21 } } }
    const found = await listed<Cited>('guidance', 'Guidance', cited, where)
    expect(found.length).toBeGreaterThan(10)
    expect(found.every(({ citation }) => citation.pageStart <= 21 && citation.pageEnd >= 21)).toBe(true)
  })

  it.each(['places', 'populations', 'objectives', 'phases', 'relations'])(
    'lead from the %s of initiatives to these initiatives',
    async (name) => {
      type WithFacts = { readonly slug: string } & Readonly<Record<string, readonly Cited[]>>
      const fields = `slug ${name} { ${cited} }`
      const found = await listed<WithFacts>('initiatives', 'Initiative', fields, {
        [name]: { some: { citation: onPage } },
      })
      const all = await listed<WithFacts>('initiatives', 'Initiative', fields, {})
      expect(new Set(found.map(({ slug }) => slug))).toEqual(
        new Set(all.filter((initiative) => initiative[name]?.some(isOnPage)).map(({ slug }) => slug)),
      )
    },
  )
})
