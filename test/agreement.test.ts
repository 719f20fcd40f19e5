// How many readings made a tie: recounted from the files, asked for everywhere, and with figures that are those printed.
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDataset } from '../server/db/dataset.ts'
import { type Api, openApi } from './support/server.ts'

const dataset = await readDataset()
const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')

let api: Api
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api[Symbol.asyncDispose]())

interface Tie {
  readonly action: string
  readonly point: number
  readonly basis: string
  readonly agreement: number
  readonly rationale: string | null
}

/** Every tie, as the API answers it. */
async function ties(): Promise<Tie[]> {
  const found: Tie[] = []
  for (let after: string | null = null; ; ) {
    const data: unknown = await api.data(
      `query ($after: String) { actions(first: 100, after: $after) { pageInfo { hasNextPage endCursor }
        nodes { id classifications { basis agreement rationale actionPoint { number } } actionPoints { edges { agreement node { number } } } } } }`,
      { after },
    )
    const { actions } = data as {
      actions: {
        pageInfo: { hasNextPage: boolean; endCursor: string | null }
        nodes: {
          id: string
          classifications: (Omit<Tie, 'action' | 'point'> & { actionPoint: { number: number } })[]
          actionPoints: { edges: { agreement: number; node: { number: number } }[] }
        }[]
      }
    }
    for (const { id, classifications, actionPoints } of actions.nodes) {
      const action = Buffer.from(id, 'base64url').toString().replace('Action:', '')
      expect(actionPoints.edges.map(({ agreement, node }) => [node.number, agreement])).toEqual(
        classifications.map(({ agreement, actionPoint }) => [actionPoint.number, agreement]),
      )
      for (const { actionPoint, ...tie } of classifications) found.push({ action, point: actionPoint.number, ...tie })
    }
    if (!actions.pageInfo.hasNextPage) return found
    after = actions.pageInfo.endCursor
  }
}

/** An action with everything that is part of it, by keys. */
function withParts(action: string): string[] {
  const [slug = ''] = action.split('/')
  const parts = dataset.initiatives.find((initiative) => initiative.slug === slug)?.actions ?? []
  return [
    action,
    ...parts.filter(({ parent }) => `${slug}/${parent}` === action).flatMap(({ key }) => withParts(`${slug}/${key}`)),
  ]
}

type Points = ReadonlyMap<string, readonly number[]>
const codings: Readonly<Record<string, Points>> = {
  First: new Map(dataset.readings.map(({ action, first }) => [action, first])),
  second: new Map(dataset.readings.map(({ action, second }) => [action, second.points])),
  third: new Map(dataset.readings.map(({ action, third }) => [action, third.points])),
  decided: new Map(
    dataset.initiatives.flatMap(({ slug, actions = [] }) =>
      actions.map(({ key, actionPoints }) => [`${slug}/${key}`, actionPoints.map(({ point }) => point)] as const),
    ),
  ),
}
const coding = (name: string): Points => codings[name] ?? new Map()

/** Cohen's kappa from the four counts of a table: both, only one, only the other, neither. */
function kappa(one: Points, other: Points, points: readonly number[]): number | undefined {
  let [both, left, right, neither] = [0, 0, 0, 0]
  for (const { action } of dataset.readings)
    for (const point of points) {
      const [a, b] = [one.get(action)?.includes(point), other.get(action)?.includes(point)]
      if (a && b) both += 1
      else if (a) left += 1
      else if (b) right += 1
      else neither += 1
    }
  if (both + left + right === 0) return undefined
  return (2 * (both * neither - left * right)) / ((both + left) * (left + neither) + (both + right) * (right + neither))
}

const numbers = Array.from({ length: 10 }, (_, index) => index + 1)
const sorted = (points: readonly number[] | undefined): string => (points ?? []).toSorted((a, b) => a - b).join()
const shareOf = (holds: (action: string) => boolean): string =>
  `${Math.round((dataset.readings.filter(({ action }) => holds(action)).length / dataset.readings.length) * 100)} %`

const compared = [
  ['First and second reading', coding('First'), coding('second')],
  ['First and third reading', coding('First'), coding('third')],
  ['Second and third reading', coding('second'), coding('third')],
  ['Catalogue, as decided, and second reading', coding('decided'), coding('second')],
  ['Catalogue, as decided, and third reading', coding('decided'), coding('third')],
] as const

describe('the figures on the readings', () => {
  it.each(compared)('in the README and in the method are those of the files: %s', async (name, one, other) => {
    const byPoint = numbers.map((point) => kappa(one, other, [point])?.toFixed(2) ?? '-')
    const all = kappa(one, other, numbers)?.toFixed(2)
    const same = shareOf((action) => sorted(one.get(action)) === sorted(other.get(action)))
    const common = shareOf((action) => one.get(action)?.some((point) => other.get(action)?.includes(point)) ?? false)
    expect(readme).toContain(`| ${[name, all, same, common, ...byPoint].join(' | ')} |`)
    const points = byPoint.flatMap((value, index) => (value === '-' ? [] : [`${index + 1} ${value}`])).join(', ')
    expect(await api.data('{ catalogue { method } }')).toEqual({
      catalogue: {
        method: expect.stringContaining(
          `- ${name}: kappa ${all}, same points ${same}, a point in common ${common} of ${dataset.readings.length} actions; kappa by point: ${points}.`,
        ),
      },
    })
  })

  it('count the actions read differently, the rules and the ties', async () => {
    const all = await ties()
    const [three, two, one] = [3, 2, 1].map((number) => all.filter(({ agreement }) => agreement === number).length)
    const text = readme.replaceAll(/\s+/g, ' ')
    const differing = dataset.readings.filter(
      ({ first, second, third }) => new Set([first, second.points, third.points].map(sorted)).size > 1,
    )
    expect(text).toContain(`in ${differing.length} of ${dataset.readings.length} actions`)
    expect(text).toContain(`By ${dataset.codingRules.length} rules`)
    expect(text).toContain(
      `Of ${all.length} ties ${three} were made by all three, ${two} by two, and ${one} by this catalogue alone`,
    )
    const { catalogue } = (await api.data('{ catalogue { method } }')) as { catalogue: { method: string } }
    expect(catalogue.method).toContain(`${three} were made by all three readings, ${two} by two of them and ${one} by`)
    for (const [index, { rule, example }] of dataset.codingRules.entries())
      expect(catalogue.method).toContain(`${index + 1}. ${rule} Example: ${example}.`)
  })
})

describe('the agreement on a tie', () => {
  it('counts the readings that made it, for a whole also those that tie a part of it', async () => {
    const all = await ties()
    expect(all.map(({ action, point, agreement }) => [action, point, agreement])).toEqual(
      all.map(({ action, point }) => {
        const others = [coding('second'), coding('third')].filter((reading) =>
          withParts(action).some((key) => reading.get(key)?.includes(point)),
        )
        return [action, point, 1 + others.length]
      }),
    )
    expect(new Set(all.map(({ agreement }) => agreement))).toEqual(new Set([1, 2, 3]))
    // The source states this one, and it was read three times as well.
    expect(all.filter(({ basis }) => basis === 'STATED').map(({ agreement }) => agreement)).toEqual([3])
  })

  it('is the same from the side of the point', async () => {
    const all = await ties()
    const data = await api.data(
      '{ actionPoint(number: 7) { actions(first: 100) { edges { agreement node { id } } } } }',
    )
    const { actionPoint } = data as {
      actionPoint: { actions: { edges: { agreement: number; node: { id: string } }[] } }
    }
    const seen = actionPoint.actions.edges.map(({ agreement, node }) => [
      Buffer.from(node.id, 'base64url').toString(),
      agreement,
    ])
    const expected = all
      .filter(({ point }) => point === 7)
      .map(({ action, agreement }) => [`Action:${action}`, agreement])
    expect(seen.toSorted()).toEqual(expected.toSorted())
  })

  it('leaves none that only the catalogue makes without a reason worth reading', async () => {
    for (const { agreement, rationale, action } of await ties())
      if (agreement === 1) expect([action, rationale]).toEqual([action, expect.stringMatching(/.{100}/)])
  })

  it.each([1, 2, 3])('finds actions by a filter for at least %i', async (least) => {
    const wanted = new Set((await ties()).filter(({ agreement }) => agreement >= least).map(({ action }) => action))
    const data = await api.data(
      'query ($least: Int) { actions(where: { classifications: { some: { agreement: { gte: $least } } } }) { totalCount } }',
      { least },
    )
    expect(data).toEqual({ actions: { totalCount: wanted.size } })
  })
})

const mauritania = 'initiative(slug: "mauritania-reinforcement-of-national-capacities")'
const counting = [
  ['the matrix', (args: string) => `matrix(rows: INITIATIVE${args && `, ${args}`}) { totals { count: actionCount } }`],
  [
    'the rows of the matrix',
    (args: string) => `matrix(rows: LEVEL${args && `, ${args}`}) { rows { nodes { cells { count: actionCount } } } }`,
  ],
  [
    'cells',
    (args: string) =>
      `matrixCells(rows: REGION${args && `, ${args}`}) { nodes { count: actionCount actions { count: totalCount } } }`,
  ],
  [
    'cells of an initiative',
    (args: string) => `${mauritania} { matrixCells${args && `(${args})`} { count: actionCount } }`,
  ],
  [
    'cells of an actor',
    (args: string) => `actor(slug: "unhcr") { matrix${args && `(${args})`} { count: actionCount } }`,
  ],
  [
    'cells of a point',
    (args: string) => `actionPoint(number: 6) { cells${args && `(${args})`} { nodes { count: actionCount } } }`,
  ],
  [
    'points of an initiative',
    (args: string) => `${mauritania} { actionPoints${args && `(${args})`} { count: totalCount } }`,
  ],
  [
    'initiatives of a point',
    (args: string) => `actionPoint(number: 8) { initiatives${args && `(${args})`} { count: totalCount } }`,
  ],
  [
    'actors of a point',
    (args: string) => `actionPoint(number: 8) { actors${args && `(${args})`} { count: totalCount } }`,
  ],
] as const

describe('the least agreement', () => {
  it.each(counting)('of %s leaves less the more is asked, and all at 1', async (_name, query) => {
    const counts = async (args: string) =>
      [...JSON.stringify(await api.data(`{ ${query(args)} }`)).matchAll(/"count":(\d+)/g)].map(([, count]) =>
        Number(count),
      )
    const [plain, one, two, three] = [
      await counts(''),
      await counts('minAgreement: 1'),
      await counts('minAgreement: 2'),
      await counts('minAgreement: 3'),
    ]
    expect(one).toEqual(plain)
    expect(await counts('minAgreement: null')).toEqual(plain)
    expect(two.every((count, index) => count <= (one[index] ?? 0))).toBe(true)
    expect(three.every((count, index) => count <= (two[index] ?? 0))).toBe(true)
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
    expect(sum(three)).toBeLessThan(sum(one))
  })

  it('counts in a row of the matrix as the ties say, and turns into gaps what falls away', async () => {
    const undisputed = (await ties()).filter(
      ({ action, agreement }) => action.startsWith('mauritania') && agreement === 3,
    )
    const data = await api.data(
      `query ($least: Int) { ${mauritania} { matrixCells(minAgreement: $least) { actionCount isGap } }
        matrix(rows: INITIATIVE, where: { slug: { eq: "mauritania-reinforcement-of-national-capacities" } }, minAgreement: $least) {
          gaps { nodes { actionPoint { number } } } } }`,
      { least: 3 },
    )
    const expected = numbers.map((number) => undisputed.filter(({ point }) => point === number).length)
    expect(data).toEqual({
      initiative: { matrixCells: expected.map((actionCount) => ({ actionCount, isGap: actionCount === 0 })) },
      matrix: {
        gaps: {
          nodes: numbers.filter((number) => expected[number - 1] === 0).map((number) => ({ actionPoint: { number } })),
        },
      },
    })
  })

  it.each([0, 4, -1])('is refused where it is %i, wherever it stands', async (least) => {
    for (const [, query] of counting)
      for (const [document, variables] of [
        [`{ ${query(`minAgreement: ${least}`)} }`, {}],
        [`query ($least: Int) { ${query('minAgreement: $least')} }`, { least }],
      ] as const) {
        const { body } = await api.ask(document, variables)
        expect([body.errors?.map(({ extensions }) => extensions?.['code']), document]).toEqual([
          ['BAD_USER_INPUT'],
          document,
        ])
      }
  })
})

it('counts of a facet are those of the ties', async () => {
  const all = await ties()
  const under = (of: (action: string) => string) =>
    [3, 2, 1].map((number) => ({
      value: String(number),
      count: new Set(all.filter(({ agreement }) => agreement === number).map(({ action }) => of(action))).size,
    }))
  const facets = 'facets(fields: [AGREEMENT]) { buckets { value count } }'
  expect(await api.data(`{ actions { ${facets} } initiatives { ${facets} } }`)).toEqual({
    actions: { facets: [{ buckets: under((action) => action) }] },
    initiatives: { facets: [{ buckets: under((action) => action.split('/')[0] ?? '') }] },
  })
})
