// The agreement of ties: recounted from the files, and read everywhere it is shown.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, openApi } from './support/server.ts'
import { coding, dataset, numbers, tiesOf } from './support/ties.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api[Symbol.asyncDispose]())

/** An action with everything that is part of it, by keys. */
function withParts(action: string): string[] {
  const [slug = ''] = action.split('/')
  const parts = dataset.initiatives.find((initiative) => initiative.slug === slug)?.actions ?? []
  return [
    action,
    ...parts.filter(({ parent }) => `${slug}/${parent}` === action).flatMap(({ key }) => withParts(`${slug}/${key}`)),
  ]
}

describe('the agreement on a tie', () => {
  it('counts the readings that made it, for a whole also those that tie a part of it', async () => {
    const all = await tiesOf(api)
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
    const all = await tiesOf(api)
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
    for (const { agreement, rationale, action } of await tiesOf(api))
      if (agreement === 1) expect([action, rationale]).toEqual([action, expect.stringMatching(/.{100}/)])
  })

  it.each([1, 2, 3])('finds actions by a filter for at least %i', async (least) => {
    const wanted = new Set(
      (await tiesOf(api)).filter(({ agreement }) => agreement >= least).map(({ action }) => action),
    )
    const data = await api.data(
      'query ($least: Int) { actions(where: { classifications: { some: { agreement: { gte: $least } } } }) { totalCount } }',
      { least },
    )
    expect(data).toEqual({ actions: { totalCount: wanted.size } })
  })
})

const mauritania = 'initiative(slug: "mauritania-reinforcement-of-national-capacities")'
const counting = [
  ['the matrix', (args: string) => `matrix(by: INITIATIVE${args && `, ${args}`}) { totals { count: actionCount } }`],
  [
    'the rows of the matrix',
    (args: string) => `matrix(by: LEVEL${args && `, ${args}`}) { rows { nodes { cells { count: actionCount } } } }`,
  ],
  [
    'cells',
    (args: string) =>
      `matrixCells(by: REGION${args && `, ${args}`}) { nodes { count: actionCount actions { count: totalCount } } }`,
  ],
  [
    'cells of an initiative',
    (args: string) => `${mauritania} { matrixCells${args && `(${args})`} { count: actionCount } }`,
  ],
  [
    'cells of an actor',
    (args: string) => `actor(slug: "unhcr") { matrixCells${args && `(${args})`} { count: actionCount } }`,
  ],
  [
    'cells of a point',
    (args: string) => `actionPoint(number: 6) { matrixCells${args && `(${args})`} { nodes { count: actionCount } } }`,
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
  it.each(counting)('of %s leaves fewer the higher it is, and all at 1', async (_name, query) => {
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
    const undisputed = (await tiesOf(api)).filter(
      ({ action, agreement }) => action.startsWith('mauritania') && agreement === 3,
    )
    const data = await api.data(
      `query ($least: Int) { ${mauritania} { matrixCells(minAgreement: $least) { actionCount isGap } }
        matrix(by: INITIATIVE, where: { slug: { eq: "mauritania-reinforcement-of-national-capacities" } }, minAgreement: $least) {
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
  const all = await tiesOf(api)
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
