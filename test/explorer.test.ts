// The explorer's server: its page, its files, its headers. And what the page counts, against what the API counts.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, createClient, type InitiativeWhere, type MatrixRows } from '../sdk/src/index.ts'
import { columnsOf } from '../server/explorer/app/data/columns.ts'
import { type Cell, countMap, type Line, type MapData, type MapRequest } from '../server/explorer/app/data/count.ts'
import type { Facts } from '../server/explorer/app/data/facts.ts'
import { filtersOf } from '../server/explorer/app/data/filters.ts'
import { loadFacts } from '../server/explorer/app/data/load.ts'
import { matrixVariables } from '../server/explorer/app/data/query.ts'
import { viewNames } from '../server/explorer/app/views.ts'
import { raw } from './support/raw.ts'
import { type Api, databaseOf, openApi } from './support/server.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api[Symbol.asyncDispose]())

const get = (target: string, headers = {}) => raw(api.url, { target, headers })

/** The addresses of the files that the page names. */
async function filesOf(): Promise<string[]> {
  const { text } = await get('/')
  return [...text.matchAll(/(?:src|href)="(\/explorer\/[^"]+)"/g)].map(([, path = '']) => path)
}

describe('the page', () => {
  it('is the same HTML under every address of it, and is asked for anew each time', async () => {
    const { status, headers, text } = await get('/')
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-cache',
    ])
    for (const view of viewNames) expect((await get(`/${view}/any-thing?rows=actors`)).text).toBe(text)
    const again = await get('/timeline', { 'if-none-match': headers.etag })
    expect([again.status, again.bytes.length]).toEqual([304, 0])
  })

  it('has a strict policy, which its HTML keeps: no code or style within, nothing from elsewhere', async () => {
    const { headers, text } = await get('/')
    const policy = headers['content-security-policy'] ?? ''
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'; /)
    expect(policy).toMatch(/frame-ancestors 'none'.*require-trusted-types-for 'script'/)
    expect(policy).not.toMatch(/unsafe|https?:|\*|data:|blob:/)
    expect(text).not.toMatch(/<script(?![^>]* src="\/explorer\/)|<style| style=| on[a-z]+=|https?:/)
    expect(headers).toMatchObject({ 'x-frame-options': 'DENY', 'x-content-type-options': 'nosniff' })
  })

  it('stays where the playground is off, and then offers no playground', async () => {
    await using closed = await openApi({ playground: false, database: databaseOf(api) })
    const { status, text } = await raw(closed.url, { target: '/' })
    expect([status, text.includes('data-playground')]).toEqual([200, false])
    expect((await get('/')).text).toContain('<html data-playground ')
  })

  it('can be turned off: the root leads to the API, and no other address of it is there', async () => {
    await using closed = await openApi({ explorer: false, database: databaseOf(api) })
    const { status, headers } = await raw(closed.url, { target: '/' })
    expect([status, headers.location]).toEqual([307, '/graphql'])
    expect((await raw(closed.url, { target: '/timeline' })).status).toBe(404)
  })
})

describe('the files of the page', () => {
  it('have names with their hash, may be kept for ever, and are compressed', async () => {
    const files = await filesOf()
    expect(files.map((path) => path.split('.').at(-1)).toSorted()).toEqual(
      expect.arrayContaining(['css', 'js', 'js', 'svg']),
    )
    for (const path of files) {
      expect(path).toMatch(/^\/explorer\/\w+-[A-Z0-9]{8}\.(js|css|svg)$/)
      const plain = await get(path)
      expect([plain.status, plain.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable'])
      for (const coding of ['br', 'gzip']) {
        const packed = await get(path, { 'accept-encoding': coding })
        expect(packed.headers['content-encoding']).toBe(coding)
        expect(packed.text).toBe(plain.text)
        if (plain.bytes.length > 2000) expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 2)
      }
    }
  })

  it.each(['/explorer/main-AAAAAAAA.js', '/explorer/', '/explorer/../../package.json', '/explorer/%2e%2e/main.tsx'])(
    'are no others: %s is not there',
    async (target) => {
      const { status, headers } = await get(target)
      expect([status, headers['content-type']]).toEqual([404, 'application/json; charset=utf-8'])
    },
  )

  it('hold no address of another host', async () => {
    for (const path of await filesOf())
      expect((await get(path)).text.replaceAll('http://www.w3.org/', '')).not.toMatch(/\bhttps?:\/\/[a-z0-9]/)
  })
})

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

  /** Filters of the page as its address has them, and the same as arguments of the API. */
  const cases: readonly { readonly query: string; readonly where?: InitiativeWhere; readonly args?: string }[] = [
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
      query: 'actor=unhcr,iom&akind=STATE',
      where: {
        and: [
          { actors: { some: { slug: { in: ['unhcr', 'iom'] } } } },
          { actors: { some: { kind: { eq: 'STATE' } } } },
        ],
      },
    },
    {
      query: 'country=YE',
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
      expect(rowsOf(page)).toEqual(ofApi(expected))
      // The query that the page shows behind the map gives the same.
      const shown = matrixVariables({ rows, filters: filtersOf(new URLSearchParams(query)) })
      const counted: number[] = []
      for await (const { actionCount } of client.matrixCells.all(shown)) counted.push(actionCount)
      const total = (list: readonly number[]): number => list.reduce((sum, each) => sum + each, 0)
      expect(counted.length).toBe(expected.length * 10)
      expect(total(counted)).toBe(total(expected.flatMap((row) => row.cells.map(({ actionCount }) => actionCount))))
      expect(page.all.cells.map((cell) => cell.count)).toEqual(totals.map(({ actionCount }) => actionCount))
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
