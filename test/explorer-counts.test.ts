import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ActorWhere, type Client, createClient, type InitiativeWhere, type MatrixRows } from '../sdk/src/index.ts'
import { columnsOf } from '../server/explorer/app/data/columns.ts'
import { type Cell, countMap, type Line, type MapData, type MapRequest } from '../server/explorer/app/data/count.ts'
import type { Facts } from '../server/explorer/app/data/facts.ts'
import { filtersOf } from '../server/explorer/app/data/filters.ts'
import { loadFacts } from '../server/explorer/app/data/load.ts'
import { matrixVariables } from '../server/explorer/app/data/query.ts'
import { type Api, databaseOf, openApi } from './support/server.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api[Symbol.asyncDispose]())

describe('what the page counts', () => {
  let facts: Facts
  let client: Client
  beforeAll(async () => {
    client = createClient({ endpoint: `${api.url}/graphql` })
    facts = await loadFacts(client, new AbortController().signal)
  })

  it('is read also from a server that answers only documents it knows', async () => {
    await using trusted = await openApi({ trustedDocuments: true, database: databaseOf(api) })
    const known = createClient({ endpoint: `${trusted.url}/graphql`, registered: true })
    const own = await loadFacts(known, new AbortController().signal)
    expect(own.actions.length).toBe(facts.actions.length)
    const then = await loadFacts(known.asOf(1), new AbortController().signal)
    expect(then.initiatives.length).toBe(own.initiatives.length)
  })

  interface Case {
    /** Filters of the page as its address has them. */
    readonly query: string
    /** The same as arguments of the API. */
    readonly where?: InitiativeWhere
    readonly args?: string
    /** The countries that the filter by country chooses: the page has no rows of others. */
    readonly countries?: readonly string[]
    /** The same for the filters by actor and by kind of actor. */
    readonly actors?: ActorWhere
  }
  const cases: readonly Case[] = [
    { query: '' },
    { query: 'nature=ANY', args: 'nature: [ACTION, RECOMMENDATION, AGENDA_TOPIC]' },
    { query: 'status=DONE,ONGOING', args: 'status: [DONE, ONGOING]' },
    { query: 'basis=STATED', args: 'basis: STATED' },
    { query: 'basis=EDITORIAL&nature=RECOMMENDATION', args: 'basis: EDITORIAL, nature: [RECOMMENDATION]' },
    { query: 'level=NATIONAL,REGIONAL', where: { level: { in: ['NATIONAL', 'REGIONAL'] } } },
    {
      query: 'region=GULF_OF_ADEN&form=TASK_FORCE,CONFERENCE',
      where: { region: { eq: 'GULF_OF_ADEN' }, kind: { in: ['TASK_FORCE', 'CONFERENCE'] } },
    },
    { query: 'region=NONE', where: { region: { isNull: true } } },
    {
      query: 'actor=iom',
      actors: { slug: { eq: 'iom' } },
      where: { actors: { some: { slug: { eq: 'iom' } } } },
    },
    {
      query: 'akind=NGO&nature=ANY',
      actors: { kind: { eq: 'NGO' } },
      args: 'nature: [ACTION, RECOMMENDATION, AGENDA_TOPIC]',
      where: { actors: { some: { kind: { eq: 'NGO' } } } },
    },
    {
      query: 'actor=unhcr,iom&akind=STATE',
      actors: { or: [{ slug: { in: ['unhcr', 'iom'] } }, { kind: { eq: 'STATE' } }] },
      where: {
        and: [
          { actors: { some: { slug: { in: ['unhcr', 'iom'] } } } },
          { actors: { some: { kind: { eq: 'STATE' } } } },
        ],
      },
    },
    {
      query: 'country=YE',
      countries: ['Yemen'],
      where: {
        places: {
          some: {
            place: {
              or: [{ within: { some: { code: { eq: 'YE' } } } }, { contains: { some: { code: { eq: 'YE' } } } }],
            },
          },
        },
      },
    },
    {
      // A region: all that lies in it, and all that reaches into it, such as Somalia, of which Puntland is a part.
      query: 'country=X-HORN-OF-AFRICA',
      countries: ['Djibouti', 'Ethiopia', 'Somalia'],
      where: {
        places: {
          some: {
            place: {
              or: [
                { within: { some: { code: { eq: 'X-HORN-OF-AFRICA' } } } },
                { contains: { some: { within: { some: { code: { eq: 'X-HORN-OF-AFRICA' } } } } } },
              ],
            },
          },
        },
      },
    },
    { query: 'year=2005', where: { startYear: { gte: 2005, lte: 2009 } } },
  ]

  interface Counted {
    readonly label: string
    readonly cells: readonly {
      readonly actionCount: number
      readonly byBasis: { readonly stated: number; readonly editorial: number }
      readonly empty: string | null
    }[]
  }

  /** How many actions some rows have together under each point, each counted once, by the actions behind their cells. */
  async function together(
    by: MatrixRows,
    labels: ReadonlySet<string>,
    args: string,
    where: InitiativeWhere | undefined,
  ): Promise<number[]> {
    interface Row {
      readonly label: string
      readonly cells: readonly { readonly actions: { readonly nodes: readonly { readonly id: string }[] } }[]
    }
    const chosen: Row[] = []
    let after: string | null = null
    do {
      const data: unknown = await api.data(
        `query ($where: InitiativeWhere, $after: String) { matrix(by: ${by}, where: $where ${args && `, ${args}`}) {
          rows(first: 30, after: $after) { pageInfo { hasNextPage endCursor } nodes { label
            cells { actions(first: 100) { nodes { id } } } } } } }`,
        { where, after },
      )
      const { matrix } = data as {
        matrix: { rows: { pageInfo: { hasNextPage: boolean; endCursor: string }; nodes: Row[] } }
      }
      chosen.push(...matrix.rows.nodes.filter(({ label }) => labels.has(label)))
      after = matrix.rows.pageInfo.hasNextPage ? matrix.rows.pageInfo.endCursor : null
    } while (after !== null)
    return Array.from(
      { length: 10 },
      (_, point) => new Set(chosen.flatMap(({ cells }) => cells[point]?.actions.nodes.map(({ id }) => id) ?? [])).size,
    )
  }

  /** The labels of the rows that the filters choose among those of a kind; undefined where they choose no such rows. */
  async function chosenLabels(by: MatrixRows, { countries, actors }: Case): Promise<ReadonlySet<string> | undefined> {
    if (by === 'COUNTRY' && countries) return new Set(countries)
    if (by !== 'ACTOR' || !actors) return undefined
    const names = new Set<string>()
    for await (const { name } of client.actors.all({ where: actors })) names.add(name)
    return names
  }

  /** The rows of the API's matrix, and its totals. */
  async function matrixOf(by: MatrixRows, args: string, where: InitiativeWhere | undefined) {
    const rows: Counted[] = []
    let after: string | null = null
    let totals: readonly { actionCount: number }[] = []
    do {
      const data: unknown = await api.data(
        `query ($where: InitiativeWhere, $after: String) { matrix(by: ${by}, where: $where ${args && `, ${args}`}) {
          rows(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { label
            cells { actionCount byBasis { stated editorial } empty } } }
          totals { actionCount } } }`,
        { where, after },
      )
      const { matrix } = data as {
        matrix: {
          rows: { pageInfo: { hasNextPage: boolean; endCursor: string }; nodes: Counted[] }
          totals: typeof totals
        }
      }
      rows.push(...matrix.rows.nodes)
      totals = matrix.totals
      after = matrix.rows.pageInfo.hasNextPage ? matrix.rows.pageInfo.endCursor : null
    } while (after !== null)
    return { rows, totals }
  }

  const own = ({ count, stated, editorial, empty }: Cell) => ({ count, stated, editorial, empty })
  const byLabel = (lines: readonly { label: string; cells: unknown }[]) =>
    lines.map(({ label, cells }) => ({ label, cells })).toSorted((a, b) => (a.label < b.label ? -1 : 1))
  const ofApi = (rows: readonly Counted[]) =>
    byLabel(
      rows.map(({ label, cells }) => ({
        label,
        cells: cells.map(({ actionCount, byBasis, empty }) => ({ count: actionCount, ...byBasis, empty })),
      })),
    )
  const ofPage = (lines: readonly (Line & { readonly label: string })[]) =>
    byLabel(lines.map(({ label, cells }) => ({ label, cells: cells.map(own) })))
  const rowsOf = ({ groups }: MapData) => ofPage(groups.flatMap(({ rows }) => rows))

  const count = (query: string, rows: MapRequest['rows'], order: MapRequest['order'] = 'level') =>
    countMap(facts, { rows, order, columns: columnsOf(new Set()), filters: filtersOf(new URLSearchParams(query)) })

  it.each(cases)('is what the API counts, cell by cell, total and kind of empty: "$query"', async (given) => {
    const { query, args = '', where } = given
    for (const [rows, by] of [
      ['initiatives', 'INITIATIVE'],
      ['actors', 'ACTOR'],
      ['countries', 'COUNTRY'],
    ] as const) {
      const page = count(query, rows)
      const { rows: expected, totals } = await matrixOf(by, args, where)
      const limit = await chosenLabels(by, given)
      const own = limit ? expected.filter(({ label }) => limit.has(label)) : expected
      expect(rowsOf(page)).toEqual(ofApi(own))
      expect(page.leftOut).toBe(expected.length - own.length)
      expect(own.length).toBeGreaterThan(0)
      // The query that the page shows behind the map gives the same.
      const shown = matrixVariables({ rows, filters: filtersOf(new URLSearchParams(query)) })
      const counted: number[] = []
      for await (const { actionCount } of client.matrixCells.all(shown)) counted.push(actionCount)
      const total = (list: readonly number[]): number => list.reduce((sum, each) => sum + each, 0)
      expect(counted.length).toBe(expected.length * 10)
      expect(total(counted)).toBe(total(expected.flatMap((row) => row.cells.map(({ actionCount }) => actionCount))))
      expect(page.all.cells.map((cell) => cell.count)).toEqual(
        limit ? await together(by, limit, args, where) : totals.map(({ actionCount }) => actionCount),
      )
    }
    for (const [order, by] of [
      ['level', 'LEVEL'],
      ['region', 'REGION'],
    ] as const) {
      const groups = count(query, 'initiatives', order).groups.filter(({ value }) => value !== 'NONE')
      const present = new Set(groups.map(({ value }) => value))
      const { rows } = await matrixOf(by, args, where)
      expect(ofPage(groups.map((group) => ({ ...group, label: group.value })))).toEqual(
        ofApi(rows.filter(({ label }) => present.has(label))),
      )
    }
  })

  it('is distinct in folded heads and totals: never more than the sum, never less than the largest', () => {
    const filters = filtersOf(new URLSearchParams())
    const open = countMap(facts, { rows: 'initiatives', order: 'level', columns: columnsOf(new Set()), filters })
    const folded = countMap(facts, {
      rows: 'initiatives',
      order: 'level',
      columns: columnsOf(new Set([0, 1, 2])),
      filters,
    })
    const arrival = open.all.cells.slice(2, 6).map((cell) => cell.count)
    const together = folded.all.cells[1]?.count ?? 0
    expect(together).toBeGreaterThanOrEqual(Math.max(...arrival))
    expect(together).toBeLessThan(arrival.reduce((sum, each) => sum + each, 0))
    expect(folded.all.total).toEqual(open.all.total)
    const actions = facts.actions.filter(({ nature, ties }) => nature === 'ACTION' && ties.length > 0)
    expect(open.all.total.count).toBe(actions.length)
  })

  it('tells what filters leave out from what is not there', () => {
    const without = count('nature=AGENDA_TOPIC', 'initiatives')
    const all = count('nature=ANY', 'initiatives')
    const cellsOf = (data: MapData) => data.groups.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells))
    const everything = new Map(rowsOf(all).map(({ label, cells }) => [label, cells]))
    expect(everything.size).toBe(all.rowCount)
    expect(cellsOf(without).map((cell) => cell.count + cell.outside)).toEqual(cellsOf(all).map((cell) => cell.count))
    expect(cellsOf(without).some(({ outside }) => outside > 0)).toBe(true)
  })
})
