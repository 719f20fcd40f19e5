// The matrix: every row kind, its gaps and totals, and the way down from a cell to what it counts.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, openApi } from './support/server.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api[Symbol.asyncDispose]())

interface Behind {
  readonly totalCount: number
  readonly nodes: readonly { readonly id: string }[]
}

interface Cell {
  readonly actionPoint: { readonly number: number }
  readonly actionCount: number
  readonly initiativeCount: number
  readonly actorCount: number
  readonly isGap: boolean
  readonly byStatus: Readonly<Record<string, number>>
  readonly byBasis: { readonly stated: number; readonly editorial: number }
  readonly actions: Behind
  readonly initiatives: Behind
  readonly actors: Behind
}

interface Matrix {
  readonly columns: readonly { readonly number: number }[]
  readonly rows: {
    readonly totalCount: number
    readonly nodes: readonly {
      readonly label: string
      readonly subject: { readonly slug?: string; readonly code?: string } | null
      readonly cells: readonly Cell[]
    }[]
  }
  readonly totals: readonly {
    readonly actionCount: number
    readonly initiativeCount: number
    readonly actorCount: number
    readonly rowCount: number
    readonly gapCount: number
  }[]
  readonly gaps: { readonly totalCount: number }
}

const matrix = async (args: string, behind = 'totalCount'): Promise<Matrix> => {
  const data = await api.data(`{ matrix(${args}) {
    columns { number }
    rows(first: 100) { totalCount nodes { label subject { ... on Initiative { slug } ... on Actor { slug } ... on Place { code } } cells {
      actionPoint { number } actionCount initiativeCount actorCount isGap
      byStatus { done ongoing planned recommended delayed unknown } byBasis { stated editorial }
      actions(first: 100) { ${behind} } initiatives(first: 100) { ${behind} } actors(first: 100) { ${behind} } } } }
    totals { actionCount initiativeCount actorCount rowCount gapCount }
    gaps { totalCount } } }`)
  return (data as { matrix: Matrix }).matrix
}

const counts = (row: Matrix['rows']['nodes'][number] | undefined) => row?.cells.map(({ actionCount }) => actionCount)

describe.each(['INITIATIVE', 'ACTOR', 'ACTOR_KIND', 'COUNTRY', 'REGION', 'LEVEL'])('the matrix of rows %s', (rows) => {
  it('has ten cells in every row, each agreeing with what lies behind it, in one statement', async () => {
    api.statements.length = 0
    const { columns, rows: all } = await matrix(`by: ${rows}`)
    expect(api.statements).toHaveLength(1)
    expect(columns.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(all.nodes.length).toBe(Math.min(100, all.totalCount))
    for (const { cells } of all.nodes) {
      expect(cells.map(({ actionPoint }) => actionPoint.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
      for (const cell of cells) {
        expect(cell.isGap).toBe(cell.actionCount === 0)
        expect(cell.actions.totalCount).toBe(cell.actionCount)
        expect(cell.initiatives.totalCount).toBe(cell.initiativeCount)
        expect(cell.actors.totalCount).toBe(cell.actorCount)
        expect(Object.values(cell.byStatus).reduce((sum, count) => sum + count, 0)).toBe(cell.actionCount)
        expect(cell.byBasis.stated + cell.byBasis.editorial).toBeGreaterThanOrEqual(cell.actionCount)
      }
    }
  })

  it('adds up to gaps and totals', async () => {
    const {
      rows: all,
      totals,
      gaps,
    } = await matrix(`by: ${rows}, where: { coverage: { ne: MENTION } }`, 'nodes { id }')
    const columns = totals.map((_, point) => all.nodes.map(({ cells }) => cells[point]))
    const empty = columns.map((cells) => cells.filter((cell) => cell?.isGap).length)
    if (all.totalCount <= 100) {
      expect(totals.map(({ gapCount }) => gapCount)).toEqual(empty)
      expect(gaps.totalCount).toBe(empty.reduce((sum, count) => sum + count, 0))
    }
    for (const { rowCount } of totals) expect(rowCount).toBe(all.totalCount)
    // Further rows than a page may have are not seen here.
    if (all.totalCount > 100) return
    totals.forEach(({ actionCount, initiativeCount, actorCount }, point) => {
      const inRows = (what: 'actions' | 'initiatives' | 'actors') =>
        new Set(columns[point]?.flatMap((cell) => cell?.[what].nodes.map(({ id }) => id) ?? [])).size
      expect({ actionCount, initiativeCount, actorCount }).toEqual({
        actionCount: inRows('actions'),
        initiativeCount: inRows('initiatives'),
        actorCount: inRows('actors'),
      })
    })
  })
})

describe('why a cell is empty', () => {
  interface Judged {
    readonly slug: string
    readonly coverage: string
    readonly assessments: readonly { readonly coverage: string; readonly actionPoint: { readonly number: number } }[]
  }
  const reasons = async (args: string) => {
    const data = await api.data(`{ matrix(${args}) { rows(first: 100) { nodes { label
      subject { ... on Initiative { slug } ... on Place { code } } cells { actionPoint { number } actionCount empty } } } } }`)
    const { nodes } = (data as { matrix: { rows: { nodes: (Omit<Row, 'cells'> & { cells: Reason[] })[] } } }).matrix
      .rows
    return nodes
  }
  type Row = Matrix['rows']['nodes'][number]
  interface Reason {
    readonly actionPoint: { readonly number: number }
    readonly actionCount: number
    readonly empty: string | null
  }

  it('follows from the coverage and the assessments of an initiative', async () => {
    const { initiatives } = (await api.data(
      '{ initiatives(first: 100) { nodes { slug coverage assessments { coverage actionPoint { number } } } } }',
    )) as { initiatives: { nodes: Judged[] } }
    const rows = await reasons('by: INITIATIVE, nature: [ACTION, RECOMMENDATION, AGENDA_TOPIC]')
    const seen = new Set<string | null>()
    for (const { subject, cells } of rows) {
      const initiative = initiatives.nodes.find(({ slug }) => slug === subject?.slug)
      for (const { actionPoint, actionCount, empty } of cells) {
        const judged = initiative?.assessments.find((each) => each.actionPoint.number === actionPoint.number)
        const entry = !judged ? 'NOT_ASSESSED' : judged.coverage === 'NONE' ? 'NONE_STATED' : null
        expect(empty).toBe(actionCount > 0 ? null : initiative?.coverage === 'MENTION' ? 'NOT_COVERED' : entry)
        seen.add(empty)
      }
    }
    expect(seen).toEqual(new Set([null, 'NOT_COVERED', 'NONE_STATED', 'NOT_ASSESSED']))
  })

  it('is not that the arguments leave something out', async () => {
    const of = async (args: string) =>
      (await reasons(`by: LEVEL${args}`)).map(({ cells }) => cells.map(({ empty }) => empty))
    expect(await of(', basis: STATED, minAgreement: 3, status: [PLANNED], nature: [AGENDA_TOPIC]')).toEqual(
      await of(', nature: [ACTION, RECOMMENDATION, AGENDA_TOPIC]'),
    )
  })

  it('needs every entry of a country to be assessed before it says that none is stated', async () => {
    const rows = await reasons('by: COUNTRY, where: { level: { eq: NATIONAL } }')
    const of = (code: string) => rows.find(({ subject }) => subject?.code === code)?.cells.map(({ empty }) => empty)
    expect(of('MR')?.[4]).toBe('NONE_STATED')
    expect(of('TZ')?.slice(3)).toEqual(Array.from({ length: 7 }, () => 'NOT_ASSESSED'))
  })
})

describe('the matrix', () => {
  it('of initiatives is as counted by hand: actions that are part of others do not count by themselves', async () => {
    const { rows } = await matrix(
      'by: INITIATIVE, where: { slug: { in: ["mexico-plan-of-action", "gulf-of-aden-regional-conference"] } }',
    )
    expect(rows.nodes.map((row) => [row.subject?.slug, counts(row)])).toEqual([
      ['mexico-plan-of-action', [1, 1, 1, 0, 1, 6, 3, 0, 0, 0]],
      ['gulf-of-aden-regional-conference', [2, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
    ])
  })

  it('counts only the basis, natures and statuses asked for', async () => {
    const where = 'where: { slug: { eq: "intergovernmental-asia-pacific-consultations" } }'
    const total = async (more: string) =>
      counts((await matrix(`by: INITIATIVE, ${where}${more}`)).rows.nodes[0])?.reduce((sum, count) => sum + count, 0)
    const [actions, topics, both] = [
      await total(''),
      await total(', nature: [AGENDA_TOPIC]'),
      await total(', nature: [ACTION, AGENDA_TOPIC]'),
    ]
    expect(both).toBe((actions ?? 0) + (topics ?? 0))
    expect(await total(', status: [DONE]')).toBe(2)
    expect(await total(', basis: STATED')).toBe(0)
    expect(await total(', basis: EDITORIAL')).toBe(actions)
    expect(await total(', status: []')).toBe(0)
  })

  it('counts for each country what covers it, once', async () => {
    const { rows } = await matrix('by: COUNTRY, where: { slug: { eq: "mexico-plan-of-action" } }')
    const byCode = new Map(rows.nodes.map((row) => [row.subject?.code, counts(row)]))
    expect(byCode.get('CO')?.[1]).toBe(1)
    expect(byCode.get('CR')?.[1] ?? 0).toBe(0)
    expect(byCode.get('CR')?.[6]).toBe(3)
    expect(byCode.has('SO')).toBe(false)
  })

  it('credits members of a group only where that is asked for', async () => {
    const kiribati = async (more: string) => {
      const data = await api.data(`{ actor(slug: "kiribati") { matrixCells${more} { actionCount } } }`)
      return (data as { actor: { matrixCells: { actionCount: number }[] } }).actor.matrixCells.map(
        ({ actionCount }) => actionCount,
      )
    }
    const alone = await kiribati('')
    const withGroups = await kiribati('(includeGroupCredit: true)')
    expect(alone).toEqual(Array(10).fill(0))
    expect(withGroups.some((count) => count > 0)).toBe(true)
    expect(await kiribati('(includeGroupCredit: false)')).toEqual(alone)
  })

  it('is the same from every side', async () => {
    const data = await api.data(`{
      matrix(by: INITIATIVE, where: { slug: { eq: "mexico-plan-of-action" } }) { rows { nodes { cells { actionCount } } } }
      initiative(slug: "mexico-plan-of-action") { matrixCells { actionCount initiative { slug } assessment { coverage basis rationale } } }
      matrixCells(by: INITIATIVE, where: { slug: { eq: "mexico-plan-of-action" } }) { nodes { actionCount } }
      actionPoint(number: 7) { matrixCells(first: 100) { nodes { actionCount initiative { slug } } } }
    }`)
    const {
      matrix: whole,
      initiative,
      matrixCells,
      actionPoint,
    } = data as {
      matrix: { rows: { nodes: { cells: { actionCount: number }[] }[] } }
      initiative: { matrixCells: { actionCount: number; assessment: { coverage: string } | null }[] }
      matrixCells: { nodes: { actionCount: number }[] }
      actionPoint: { matrixCells: { nodes: { actionCount: number; initiative: { slug: string } }[] } }
    }
    const row = whole.rows.nodes[0]?.cells.map(({ actionCount }) => actionCount)
    expect(initiative.matrixCells.map(({ actionCount }) => actionCount)).toEqual(row)
    expect(matrixCells.nodes.map(({ actionCount }) => actionCount)).toEqual(row)
    expect(
      actionPoint.matrixCells.nodes.find(({ initiative: { slug } }) => slug === 'mexico-plan-of-action')?.actionCount,
    ).toBe(row?.[6])
    expect(initiative.matrixCells[6]?.assessment).toMatchObject({ coverage: 'PRIMARY' })
  })
})
