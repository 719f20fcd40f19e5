// Nested queries: one statement whatever their depth, breadth and number of rows; every corner of GraphQL in them.
import { execute, parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Connection } from '../server/db/connect.ts'
import { examples } from '../server/http/playground.ts'
import { createExecutor, type Executor } from '../server/relational/index.ts'
import { catalogueDatabase } from './support/database.ts'
import { type Api, openApi, schema } from './support/server.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api[Symbol.asyncDispose]())

const fourLevels = `query ($initiatives: Int, $actions: Int) {
  initiatives(first: $initiatives) {
    totalCount
    nodes {
      slug
      actors { totalCount edges { roles node { slug } participations { role citation { pageStart document { title } } } } }
      actions(first: $actions) {
        nodes {
          summary
          actors { edges { roles node { slug country { name } initiatives(first: 3) { nodes { slug } } } } }
          actionPoints { edges { basis rationale node { number title } } }
        }
      }
      matrixCells { actionPoint { number } actionCount actions(first: 1) { nodes { summary } } }
    }
  }
}`

describe('a query four levels deep', () => {
  it('is one statement, for one initiative with one action as for a hundred', async () => {
    for (const variables of [
      { initiatives: 1, actions: 1 },
      { initiatives: 100, actions: 100 },
    ]) {
      api.statements.length = 0
      await api.data(fourLevels, variables)
      expect(api.statements).toHaveLength(1)
    }
  })

  it('is one statement with many siblings', async () => {
    const query = `{ ${Array.from({ length: 12 }, (_, n) => `q${n}: actors(first: ${n}) { nodes { slug initiatives { nodes { slug actions { nodes { summary actors { nodes { slug } } } } } } } }`).join('\n')} }`
    api.statements.length = 0
    await api.data(query)
    expect(api.statements).toHaveLength(1)
  })

  it('is the same statement again for other values of its variables', async () => {
    const query =
      'query ($where: InitiativeWhere) { initiatives(where: $where) { nodes { slug actors { nodes { slug } } } } }'
    api.statements.length = 0
    await api.data(query, { where: { level: { eq: 'NATIONAL' } } })
    await api.data(query, { where: { level: { eq: 'REGIONAL' } } })
    expect(api.statements[0]).toBe(api.statements[1])
    await api.data(query, { where: { level: { ne: 'REGIONAL' } } })
    expect(api.statements[2]).not.toBe(api.statements[0])
  })

  it('counts only where it is asked to, and reads only the columns it shows', async () => {
    api.statements.length = 0
    await api.data('{ initiatives { nodes { slug actions { nodes { summary } } } } }')
    expect(api.statements[0]).not.toMatch(/count\(|background|period/)
    await api.data('{ initiatives { totalCount } }')
    expect(api.statements[1]).toMatch(/count\(\*\)/)
    expect(api.statements[1]).not.toMatch(/row_number|string_agg/)
  })
})

const somalia = 'initiative(slug: "somalia-mixed-migration-task-force")'

describe('a selection', () => {
  it('may use a field several times with other arguments', async () => {
    const data = await api.data(`{ ${somalia} {
      all: actions(first: 100) { nodes { summary } }
      first: actions(first: 2) { nodes { summary } }
      last: actions(last: 2) { nodes { summary } }
      training: actions(where: { kind: { eq: TRAINING } }) { totalCount nodes { kind } }
      backwards: actions(first: 3, orderBy: [{ field: ORDINAL, direction: DESC }]) { nodes { summary } }
    } }`)
    const { all, first, last, training, backwards } = (
      data as { initiative: Record<string, { nodes: { summary?: string; kind?: string }[]; totalCount?: number }> }
    ).initiative
    expect(all?.nodes.length).toBeGreaterThan(5)
    expect(first?.nodes).toEqual(all?.nodes.slice(0, 2))
    expect(last?.nodes).toEqual(all?.nodes.slice(-2))
    expect(backwards?.nodes).toEqual(all?.nodes.toReversed().slice(0, 3))
    expect(training?.nodes).toHaveLength(training?.totalCount ?? -1)
    expect(training?.nodes.every(({ kind }) => kind === 'TRAINING')).toBe(true)
  })

  it('may be spread over fragments, on types and on interfaces', async () => {
    const data = await api.data(
      `
      query { ${somalia} { ...Named ...on Node { id } ... { slug } ...on Actor { kind } ...on Cited { citation { ...Page } } } }
      fragment Named on Initiative { name citation { section } }
      fragment Page on Citation { pageStart }`.replace('...on Actor { kind }', ''),
    )
    expect(data).toEqual({
      initiative: {
        name: expect.stringContaining('Mixed Migration Task Force'),
        citation: { section: 'BACKGROUND', pageStart: 26 },
        id: Buffer.from('Initiative:somalia-mixed-migration-task-force').toString('base64url'),
        slug: 'somalia-mixed-migration-task-force',
      },
    })
  })

  it('includes and skips as variables say', async () => {
    const query = `query ($with: Boolean!, $without: Boolean!) { ${somalia} { slug actors(first: 1) @include(if: $with) { totalCount } ... @skip(if: $without) { level } } }`
    const both = {
      initiative: {
        slug: 'somalia-mixed-migration-task-force',
        actors: { totalCount: expect.any(Number) },
        level: 'NATIONAL',
      },
    }
    expect(await api.data(query, { with: true, without: false })).toEqual(both)
    expect(await api.data(query, { with: false, without: true })).toEqual({
      initiative: { slug: 'somalia-mixed-migration-task-force' },
    })
    expect(await api.data(query, { with: true, without: false })).toEqual(both)
  })

  it('tells types and keeps the order of the query', async () => {
    const data = await api.data(
      `{ z: __typename ${somalia} { level __typename actors(first: 1) { __typename edges { __typename node { __typename } } pageInfo { __typename } } } a: __typename }`,
    )
    expect(JSON.stringify(data)).toBe(
      '{"z":"Query","initiative":{"level":"NATIONAL","__typename":"Initiative","actors":{"__typename":"InitiativeActorsConnection","edges":[{"__typename":"InitiativeActorsEdge","node":{"__typename":"Actor"}}],"pageInfo":{"__typename":"PageInfo"}}},"a":"Query"}',
    )
  })

  it('filters, orders and pages each connection by itself for each parent', async () => {
    const data = await api.data(`{ initiatives(first: 100) { nodes { slug
      some: actors(first: 2, where: { kind: { eq: UN_ENTITY } }, orderBy: [{ field: ACRONYM }]) { totalCount nodes { slug kind acronym } pageInfo { hasNextPage } }
      all: actors(first: 100) { nodes { slug kind acronym } } } } }`)
    type Actors = { slug: string; kind: string; acronym: string | null }[]
    const { nodes } = (
      data as {
        initiatives: {
          nodes: {
            slug: string
            some: { totalCount: number; nodes: Actors; pageInfo: { hasNextPage: boolean } }
            all: { nodes: Actors }
          }[]
        }
      }
    ).initiatives
    for (const { some, all } of nodes) {
      const wanted = all.nodes.filter(({ kind }) => kind === 'UN_ENTITY')
      expect(some.totalCount).toBe(wanted.length)
      expect(some.nodes).toHaveLength(Math.min(2, wanted.length))
      expect(some.pageInfo.hasNextPage).toBe(wanted.length > 2)
      expect(wanted.map(({ slug }) => slug)).toEqual(expect.arrayContaining(some.nodes.map(({ slug }) => slug)))
    }
    expect(nodes.some(({ some }) => some.pageInfo.hasNextPage)).toBe(true)
  })
})

describe('a row that many others share', () => {
  it('has each of its rows once, however many lead to it', async () => {
    type Shared = { code: string; initiatives: { totalCount: number; nodes: { slug: string }[] } }
    const shared = 'code initiatives(first: 3) { totalCount nodes { slug } pageInfo { hasNextPage endCursor } }'
    const { places } = (await api.data(`{ places(first: 100) { nodes { parent { ${shared} } } } }`)) as {
      places: { nodes: { parent: Shared | null }[] }
    }
    const parents = places.nodes.flatMap(({ parent }) => parent ?? [])
    const codes = new Set(parents.map(({ code }) => code))
    expect(codes.size).toBeLessThan(parents.length)
    expect(parents.some(({ initiatives }) => initiatives.nodes.length > 1)).toBe(true)
    for (const code of codes) {
      const { place } = (await api.data(`{ place(code: "${code}") { ${shared} } }`)) as { place: Shared }
      for (const parent of parents) if (parent.code === code) expect(parent).toEqual(place)
    }
  })
})

describe('an edge', () => {
  it('carries all roles of an actor, once', async () => {
    const data = await api.data(
      `{ ${somalia} { actors(where: { slug: { in: ["iom", "drc"] } }) { totalCount edges { roles node { slug } participations { role listed } } } } }`,
    )
    expect(data).toEqual({
      initiative: {
        actors: {
          totalCount: 2,
          edges: [
            { roles: ['MEMBER'], node: { slug: 'drc' }, participations: [{ role: 'MEMBER', listed: true }] },
            {
              roles: ['CONVENOR', 'CO_CHAIR', 'MEMBER'],
              node: { slug: 'iom' },
              participations: expect.arrayContaining([{ role: 'CO_CHAIR', listed: false }]),
            },
          ],
        },
      },
    })
  })

  it('shows only participations asked for', async () => {
    const data = await api.data(
      `{ ${somalia} { actors(participation: { role: { eq: CO_CHAIR } }) { totalCount edges { roles node { slug } participations { role } } } } }`,
    )
    const edge = (slug: string) => ({ roles: ['CO_CHAIR'], node: { slug }, participations: [{ role: 'CO_CHAIR' }] })
    expect(data).toEqual({
      initiative: { actors: { totalCount: 2, edges: expect.arrayContaining([edge('iom'), edge('unhcr')]) } },
    })
  })
})

describe('the two ways out', () => {
  let connection: Connection
  let executor: Executor
  beforeAll(async () => {
    connection = await catalogueDatabase()
    executor = createExecutor({ schema, ...connection })
  })
  afterAll(() => connection.close())

  it.each([
    ...examples.map(({ query, variables }) => [query, variables] as const),
    [fourLevels, { initiatives: 50, actions: 10 }] as const,
  ])('agree on %s', async (query, variables = {}) => {
    const resolved = await execute({
      schema,
      document: parse(query),
      variableValues: variables,
      contextValue: executor,
    })
    expect(resolved.errors).toBeUndefined()
    const sent = await api.data(query, variables)
    expect(JSON.stringify(resolved.data)).toBe(JSON.stringify(sent))
  })
})
