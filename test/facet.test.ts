// Facets: counts of what a list holds, under the filter of the list.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, openApi } from './support/server.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api[Symbol.asyncDispose]())

type Facets = readonly {
  readonly field: string
  readonly buckets: readonly { readonly value: string; readonly label: string; readonly count: number }[]
}[]

describe('facets', () => {
  const fields = {
    initiatives: 'initiatives',
    actors: 'actors',
    actions: 'actions',
  } as const
  const filters: Readonly<Record<string, Readonly<Record<string, (value: string) => object>>>> = {
    initiatives: {
      KIND: (eq) => ({ kind: { eq } }),
      LEVEL: (eq) => ({ level: { eq } }),
      REGION: (eq) => ({ region: { eq } }),
      COVERAGE: (eq) => ({ coverage: { eq } }),
      STATUS: (eq) => ({ status: { eq } }),
      ROLE: (eq) => ({ participations: { some: { role: { eq } } } }),
      ACTION_POINT: (number) => ({ actions: { some: { actionPoints: { some: { number: { eq: Number(number) } } } } } }),
      BASIS: (eq) => ({ actions: { some: { classifications: { some: { basis: { eq } } } } } }),
      AGREEMENT: (number) => ({
        actions: { some: { classifications: { some: { agreement: { eq: Number(number) } } } } },
      }),
      YEAR: (year) => ({ startYear: { eq: Number(year) } }),
      COUNTRY: (eq) => ({
        places: {
          some: { place: { or: [{ within: { some: { code: { eq } } } }, { contains: { some: { code: { eq } } } }] } },
        },
      }),
    },
    actors: {
      KIND: (eq) => ({ kind: { eq } }),
      COUNTRY: (eq) => ({ country: { code: { eq } } }),
      ROLE: (eq) => ({ participations: { some: { role: { eq } } } }),
      LEVEL: (eq) => ({ initiatives: { some: { level: { eq } } } }),
      REGION: (eq) => ({ initiatives: { some: { region: { eq } } } }),
      ACTION_POINT: (number) => ({ actions: { some: { actionPoints: { some: { number: { eq: Number(number) } } } } } }),
    },
    actions: {
      KIND: (eq) => ({ kind: { eq } }),
      NATURE: (eq) => ({ nature: { eq } }),
      STATUS: (eq) => ({ status: { eq } }),
      LEVEL: (eq) => ({ initiative: { level: { eq } } }),
      REGION: (eq) => ({ initiative: { region: { eq } } }),
      ROLE: (eq) => ({ credits: { some: { role: { eq } } } }),
      ACTION_POINT: (number) => ({ actionPoints: { some: { number: { eq: Number(number) } } } }),
      BASIS: (eq) => ({ classifications: { some: { basis: { eq } } } }),
      AGREEMENT: (number) => ({ classifications: { some: { agreement: { eq: Number(number) } } } }),
      YEAR: (year) => ({ startYear: { eq: Number(year) } }),
    },
  }

  it.each(Object.keys(fields))('of %s count what the filter for the value finds', async (list) => {
    const data = await api.data(`{ ${list} { totalCount facets { field buckets { value label count } } } }`)
    const { facets } = (data as Record<string, { facets: Facets }>)[list] ?? { facets: [] }
    const where = `${list === 'initiatives' ? 'Initiative' : list === 'actors' ? 'Actor' : 'Action'}Where`
    let checked = 0
    for (const { field, buckets } of facets) {
      const filter = filters[list]?.[field]
      expect(buckets.map(({ count }) => count)).toEqual(buckets.map(({ count }) => count).toSorted((a, b) => b - a))
      if (!filter) continue
      for (const { value, count } of buckets.slice(0, 4)) {
        const found = await api.data(`query ($where: ${where}) { ${list}(where: $where) { totalCount } }`, {
          where: filter(value),
        })
        expect([field, value, found]).toEqual([field, value, { [list]: { totalCount: count } }])
        checked += 1
      }
    }
    expect(checked).toBeGreaterThan(15)
  })

  it('keep to the filter, the search and the parent of their list, and are part of its one statement', async () => {
    api.statements.length = 0
    const data = await api.data(`{
      initiatives(where: { level: { eq: NATIONAL } }, search: "mixed") { totalCount facets(fields: [LEVEL]) { field buckets { value label count } } }
      actor(slug: "iom") { initiatives(first: 1) { totalCount nodes { slug } facets(fields: [LEVEL]) { buckets { count } } } }
      none: initiatives(where: { slug: { eq: "nobody" } }) { facets(fields: [KIND]) { field buckets { count } } }
    }`)
    expect(api.statements).toHaveLength(1)
    const { initiatives, actor, none } = data as {
      initiatives: { totalCount: number; facets: Facets }
      actor: { initiatives: { totalCount: number; facets: Facets } }
      none: { facets: Facets }
    }
    expect(initiatives.facets).toEqual([
      { field: 'LEVEL', buckets: [{ value: 'NATIONAL', label: 'NATIONAL', count: initiatives.totalCount }] },
    ])
    const counts = actor.initiatives.facets[0]?.buckets.map(({ count }) => count) ?? []
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(actor.initiatives.totalCount)
    expect(none.facets).toEqual([{ field: 'KIND', buckets: [] }])
  })

  it('a type does not have are refused', async () => {
    const { status, body } = await api.ask('{ actors { facets(fields: [NATURE]) { field } } }')
    expect([status, body.errors?.[0]?.extensions?.['code'], body.errors?.[0]?.path]).toEqual([
      400,
      'BAD_USER_INPUT',
      ['actors', 'facets'],
    ])
  })
})
