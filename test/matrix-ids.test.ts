// The ids of cells, rows, totals and whole matrices: the same for equal selections, others for all else.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, openApi } from './support/server.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api[Symbol.asyncDispose]())

interface Cell {
  readonly id: string
  readonly [value: string]: unknown
}

const numbers = `id label actionCount initiativeCount actorCount isGap byBasis { stated editorial }
  byStatus { done ongoing planned recommended delayed unknown } actionPoint { number } actions(first: 100) { nodes { id } }`

/** The cells of a matrix with such arguments, as one list. */
async function cells(args: string, variables: object = {}, declared = ''): Promise<readonly Cell[]> {
  const query = `query ${declared} { matrixCells(${args}, first: 100) { nodes { ${numbers} } } }`
  const data = (await api.data(query, variables)) as { matrixCells: { nodes: readonly Cell[] } }
  expect(data.matrixCells.nodes.length).toBeGreaterThan(0)
  return data.matrixCells.nodes
}
const idsOf = (all: readonly Cell[]) => all.map(({ id }) => id)

const statuses = 'UNKNOWN, DELAYED, RECOMMENDED, PLANNED, ONGOING, DONE'
const regional = '{level: {eq: REGIONAL}, coverage: {in: [FULL, BRIEF]}}'

describe('the id of a cell', () => {
  it.each([
    [
      'with defaults written out',
      'by: LEVEL',
      'by: LEVEL, minAgreement: 1, nature: [ACTION], includeGroupCredit: false',
    ],
    ['with nulls', 'by: LEVEL', 'by: LEVEL, basis: null, minAgreement: null, nature: null, status: null, where: null'],
    ['with every status', 'by: LEVEL', `by: LEVEL, status: [${statuses}]`],
    ['with a filter that filters nothing', 'by: LEVEL', 'by: LEVEL, where: {}'],
    ['with a value for a list', 'by: LEVEL, status: [DONE]', 'by: LEVEL, status: DONE'],
    [
      'in another order',
      'by: LEVEL, basis: STATED, status: [DONE, PLANNED]',
      'status: [PLANNED, DONE, PLANNED], basis: STATED, by: LEVEL',
    ],
    [
      'with a filter in another order',
      `by: LEVEL, where: ${regional}`,
      'by: LEVEL, where: {coverage: {in: [BRIEF, FULL]}, level: {eq: REGIONAL}}',
    ],
  ])('is the same %s', async (_, one, other) => {
    expect(await cells(other)).toEqual(await cells(one))
  })

  it('is the same with variables, in whatever order, and is another for each of their values', async () => {
    const declared = '($where: InitiativeWhere, $basis: Basis, $nature: [ActionNature!])'
    const args = 'by: LEVEL, where: $where, basis: $basis, nature: $nature'
    const ask = async (variables: object) => idsOf(await cells(args, variables, declared))
    const literal = await cells(`by: LEVEL, basis: STATED, where: ${regional}`)
    const where = { coverage: { in: ['BRIEF', 'FULL'] }, level: { eq: 'REGIONAL' } }
    expect(await ask({ where, basis: 'STATED' })).toEqual(idsOf(literal))
    expect(await ask({ where, basis: 'STATED', nature: 'ACTION' })).toEqual(idsOf(literal))
    const others = [
      await ask({}),
      await ask({ basis: 'EDITORIAL' }),
      await ask({ basis: 'STATED' }),
      await ask({ where, basis: 'EDITORIAL' }),
      await ask({ where: { ...where, coverage: { in: ['FULL'] } }, basis: 'STATED' }),
      idsOf(literal),
    ]
    expect(new Set(others.flat()).size).toBe(others.flat().length)
  })

  it('stands for the same numbers wherever it is found', async () => {
    const seen = new Map<string, Cell>()
    const selections = ['', ', basis: STATED', ', minAgreement: 2', ', minAgreement: 3', ', nature: [AGENDA_TOPIC]']
      .concat([', nature: []', ', status: []', ', status: [DONE]', ', includeGroupCredit: true', ', basis: EDITORIAL'])
      .concat([', where: {slug: {eq: "mexico-plan-of-action"}}', ', where: {slug: {ne: "mexico-plan-of-action"}}'])
    for (const by of ['INITIATIVE', 'ACTOR', 'ACTOR_KIND', 'COUNTRY', 'REGION', 'LEVEL'])
      for (const more of selections)
        for (const cell of await cells(`by: ${by}${more}`)) {
          expect(seen.get(cell.id), `${by}${more}`).toBeUndefined()
          seen.set(cell.id, cell)
        }
    expect(seen.size).toBeGreaterThan(2000)
    const data = await api.data(`{
      initiative(slug: "mexico-plan-of-action") { matrixCells(basis: STATED) { ${numbers} } }
      matrix(by: ACTOR) { gaps(first: 100) { nodes { ${numbers} } } rows(first: 2) { nodes { cells { ${numbers} } } } }
      actionPoints { matrixCells(status: [DONE], first: 100) { nodes { ${numbers} } } }
    }`)
    const again = [...cellsIn(data)]
    const known = again.filter(({ id }) => seen.has(id))
    expect(known.length).toBeGreaterThan(100)
    for (const cell of known) expect(cell).toEqual(seen.get(cell.id))
  })

  it('is the same from every side, and from resolvers, in one statement', async () => {
    const query = `{
      initiative(slug: "mexico-plan-of-action") { matrixCells { id } }
      matrix(by: INITIATIVE) { rows(first: 100) { nodes { label cells { id } } } }
      actionPoint(number: 7) { matrixCells(first: 100) { nodes { id label } } }
      matrixCells(by: INITIATIVE, first: 1) { nodes { id } }`
    api.statements.length = 0
    const whole = (await api.data(`${query} }`)) as {
      initiative: { matrixCells: Cell[] }
      matrix: { rows: { nodes: { label: string; cells: Cell[] }[] } }
      actionPoint: { matrixCells: { nodes: Cell[] } }
      matrixCells: { nodes: Cell[] }
    }
    expect(api.statements).toHaveLength(1)
    expect(await api.data(`${query} beside: __schema { __typename } }`)).toMatchObject(whole)
    expect(api.statements).toHaveLength(2)
    const rows = whole.matrix.rows.nodes
    expect(rows.map(({ cells }) => cells)).toContainEqual(whole.initiative.matrixCells)
    expect(rows[0]?.cells[0]).toEqual(whole.matrixCells.nodes[0])
    expect(rows.map(({ cells }) => cells[6]?.id)).toEqual(idsOf(whole.actionPoint.matrixCells.nodes))
  })

  it('names its row and its point, and is short however long the filter is', async () => {
    const slugs = Array.from({ length: 900 }, (_, number) => `slug-${number}`)
    const where = { slug: { in: ['mexico-plan-of-action', ...slugs] } }
    const [cell] = await cells('by: INITIATIVE, where: $where', { where }, '($where: InitiativeWhere)')
    expect(Buffer.from(cell?.id ?? '', 'base64url').toString()).toMatch(
      /^MatrixCell:mexico-plan-of-action\/1\/[\w-]{22}$/,
    )
  })
})

describe('a matrix, its rows and its totals', () => {
  it('have ids by their arguments, too', async () => {
    const ask = async (args: string) => {
      const data = await api.data(`{ matrix(${args}) { id rows { nodes { id } } totals { id } } }`)
      return (data as { matrix: { id: string; rows: { nodes: Cell[] }; totals: Cell[] } }).matrix
    }
    const one = await ask('by: LEVEL')
    expect(await ask('by: LEVEL, minAgreement: 1')).toEqual(one)
    const all = [one, await ask('by: LEVEL, basis: STATED'), await ask('by: REGION')].flatMap(
      ({ id, rows, totals }) => [id, ...idsOf(rows.nodes), ...idsOf(totals)],
    )
    expect(new Set(all).size).toBe(all.length)
  })
})

describe('a network, its nodes and its edges', () => {
  it('have ids by their arguments', async () => {
    const ask = async (args: string) => {
      const data = await api.data(`{ actorNetwork${args} { id nodes { nodes { id } } edges { nodes { id } } } }`)
      const { id, nodes, edges } = (
        data as { actorNetwork: { id: string; nodes: { nodes: Cell[] }; edges: { nodes: Cell[] } } }
      ).actorNetwork
      return [id, ...idsOf(nodes.nodes), ...idsOf(edges.nodes)]
    }
    const around = await ask('(around: "iom")')
    expect(await ask('(depth: 1, around: "IOM", where: {})')).toEqual(around)
    const all = [
      around,
      await ask(''),
      await ask('(around: "iom", depth: 2)'),
      await ask('(where: {level: {eq: REGIONAL}})'),
    ]
    expect(new Set(all.flat()).size).toBe(all.flat().length)
  })
})

/** Cells anywhere in an answer. */
function* cellsIn(value: unknown): Generator<Cell> {
  if (typeof value !== 'object' || value === null) return
  if ('actionCount' in value && 'id' in value && typeof value.id === 'string') yield { ...value, id: value.id }
  else for (const inner of Object.values(value)) yield* cellsIn(inner)
}
