// The SDK against the API: every ready-made operation, queries of one's own, pages, errors.
import { parse, type SelectionSetNode, stripIgnoredCharacters, TypeInfo, visit, visitWithTypeInfo } from 'graphql'
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest'
import { graphql, type ResultOf } from '../sdk/src/graphql.ts'
import * as sdk from '../sdk/src/index.ts'
import {
  AbortedError,
  type Client,
  createClient,
  GraphQLError,
  type InitiativeKind,
  PlacesDocument,
  TenpointError,
} from '../sdk/src/index.ts'
import { print } from '../sdk/src/print.ts'
import { type Api, openApi, schema } from './support/server.ts'

let api: Api
let client: Client
beforeAll(async () => {
  api = await openApi()
  client = createClient({ endpoint: `${api.url}/graphql` })
})
afterAll(() => api[Symbol.asyncDispose]())

describe('ready-made operations', () => {
  it('are there for every question of the API', () => {
    const { query, paginate, as, asOf, submit, publish, reject, withdraw, revert, moment, ...operations } = client
    expect(Object.keys(operations).toSorted()).toEqual(Object.keys(schema.getQueryType()?.getFields() ?? {}).toSorted())
    for (const operation of Object.values(operations)) expect(operation).toBeTypeOf('function')
  })

  it('give one thing, or null where there is none', async () => {
    const initiative = await client.initiative({ slug: 'mexico-plan-of-action' })
    expect(initiative).toMatchObject({
      name: expect.stringContaining('Mexico'),
      ongoing: true,
      citation: { pageStart: 30 },
    })
    expect(initiative?.actions.nodes).toHaveLength(initiative?.actions.totalCount ?? -1)
    expectTypeOf(initiative?.kind).toEqualTypeOf<InitiativeKind | undefined>()
    expect(await client.initiative({ slug: 'nobody' })).toBeNull()
    expect((await client.actor({ slug: 'iom' }))?.partners.edges[0]?.node.acronym).toBe('UNHCR')
    expect(await client.actor({ slug: 'nobody' })).toBeNull()
    expect((await client.actionPoint({ number: 7 }))?.title).toBe('Solutions for refugees')
    expect((await client.place({ code: 'SO' }))?.initiatives.totalCount).toBeGreaterThan(0)
    expect((await client.catalogue()).initiativeCount).toBeGreaterThan(30)
  })

  it('give lists page by page', async () => {
    const page = await client.initiatives({
      where: { level: { eq: 'REGIONAL' } },
      orderBy: { field: 'NAME' },
      first: 3,
    })
    expect(page.nodes).toHaveLength(3)
    expect(page.pageInfo.hasNextPage).toBe(true)
    const next = await client.initiatives({
      where: { level: { eq: 'REGIONAL' } },
      orderBy: { field: 'NAME' },
      first: 3,
      after: page.pageInfo.endCursor,
    })
    expect(next.nodes.map(({ slug }) => slug)).not.toContain(page.nodes[2]?.slug)
    expect((await client.actors()).nodes).toHaveLength(20)
    expect((await client.actions({ search: 'training' })).totalCount).toBeGreaterThan(0)
    expect((await client.places({ where: { kind: { eq: 'WORLD' } } })).nodes).toEqual([
      expect.objectContaining({ code: '001' }),
    ])
    expect(await client.actionPoints()).toHaveLength(10)
    expect((await client.search({ query: 'Soderkoping' })).nodes[0]?.snippet).toContain('**Söderköping**')
    expect((await client.matrixCells({ by: 'LEVEL', first: 10 })).nodes).toHaveLength(10)
    expect((await client.matrix({ by: 'INITIATIVE', first: 2 })).rows.nodes.map(({ cells }) => cells.length)).toEqual([
      10, 10,
    ])
    expect((await client.actorNetwork({ around: 'drc' })).nodes.nodes[0]?.actor.slug).toBe('drc')
  })

  it('give the lists beside the main ones', async () => {
    expect((await client.participations({ where: { role: { eq: 'LEAD' } }, first: 1 })).nodes[0]).toMatchObject({
      role: 'LEAD',
      actor: { slug: expect.any(String) },
      initiative: { slug: expect.any(String) },
    })
    expect((await client.outcomes({ where: { kind: { eq: 'LESSON' } } })).nodes[0]?.kind).toBe('LESSON')
    expect((await client.guidance({ where: { audience: { eq: 'UNHCR_SUPPORT' } } })).totalCount).toBe(7)
    expect((await client.documents({ first: 1 })).nodes[0]?.title).toEqual(expect.any(String))
    const cells = await client.matrixCells({ by: 'LEVEL', last: 1 })
    expect(cells.nodes[0]?.actionPoint.number).toBe(10)
  })

  it('give many things at once, each in its place', async () => {
    const initiatives = await client.initiativesBySlug({ slugs: ['bali-process', 'nobody'] })
    expect(initiatives.map((initiative) => initiative?.name)).toEqual(['Bali Process', undefined])
    const actors = await client.actorsBySlug({ slugs: ['nobody', 'iom'] })
    expect(actors.map((actor) => actor?.acronym)).toEqual([undefined, 'IOM'])
    const ids = [initiatives[0]?.id ?? '', actors[1]?.id ?? '']
    expect((await client.nodes({ ids })).map((node) => node?.__typename)).toEqual(['Initiative', 'Actor'])
    const node = await client.node({ id: ids[0] ?? '' })
    expect(node?.__typename === 'Initiative' && node.name).toBe('Bali Process')
  })

  it('give an action and a document by their keys', async () => {
    const { nodes } = await client.actions({ where: { parent: { ordinal: { gte: 1 } } }, first: 1 })
    const part = await client.action({ id: nodes[0]?.id ?? '' })
    const whole = await client.action({ id: part?.parent?.id ?? '' })
    expect(whole?.parts.nodes.map(({ id }) => id)).toContain(part?.id)
    const { document } = (await client.catalogue()) ?? {}
    expect(await client.document({ slug: document?.slug ?? '' })).toMatchObject({ title: document?.title })
    expect(await client.document({ slug: 'nobody' })).toBeNull()
  })

  it('give counts beside a list where they are wanted, and all of them or some', async () => {
    const where = { level: { eq: 'REGIONAL' } } as const
    expect('facets' in (await client.initiatives({ where, first: 1 }))).toBe(false)
    const { facets, totalCount } = await client.initiatives({ where, first: 1, withFacets: true, facets: ['LEVEL'] })
    expect(facets).toEqual([{ field: 'LEVEL', buckets: [{ value: 'REGIONAL', label: 'REGIONAL', count: totalCount }] }])
    expect((await client.actors({ first: 0, withFacets: true })).facets?.length).toBeGreaterThan(3)
    const kinds = (await client.actions({ first: 0, withFacets: true, facets: 'KIND' })).facets?.[0]
    expect(kinds?.field).toBe('KIND')
    expect(kinds?.buckets.length).toBeGreaterThan(1)
    for await (const { level } of client.initiatives.all({ where, withFacets: undefined }))
      expect(level).toBe('REGIONAL')
  })

  it('say of every list in them whether it goes on', () => {
    const documents = Object.entries(sdk).filter(([name]) => name.endsWith('Document'))
    expect(documents.length).toBeGreaterThan(20)
    // There are ten action points, and a page has twenty objects.
    const short = new Set(['ActionActionPointsConnection'])
    const silent: string[] = []
    for (const [name, text] of documents) {
      const types = new TypeInfo(schema)
      const enter = (node: SelectionSetNode) => {
        const type = types.getParentType()?.name ?? ''
        if (!type.endsWith('Connection') || short.has(type)) return
        if (!print(node).includes('pageInfo{')) silent.push(`${name}: ${type}`)
      }
      visit(parse(String(text)), visitWithTypeInfo(types, { SelectionSet: enter }))
    }
    expect(silent).toEqual([])
  })

  it('are sent by their hash, which the server knows', async () => {
    const sent: unknown[] = []
    const watched = createClient({
      endpoint: `${api.url}/graphql`,
      fetch: (url, init) => {
        sent.push(JSON.parse(String(init?.body)))
        return fetch(url, init)
      },
    })
    await watched.catalogue()
    expect(sent).toEqual([
      { extensions: { persistedQuery: { version: 1, sha256Hash: expect.stringMatching(/^[0-9a-f]{64}$/) } } },
    ])
  })
})

describe('iteration', () => {
  const counted = () => {
    let requests = 0
    const watched = createClient({
      endpoint: `${api.url}/graphql`,
      fetch: (url, init) => {
        requests += 1
        return fetch(url, init)
      },
    })
    return { watched, requests: () => requests }
  }

  it('gives every object once, in order, page by page', async () => {
    const { watched, requests } = counted()
    const slugs: string[] = []
    for await (const actor of watched.actors.all({ first: 50 })) slugs.push(actor.slug)
    const { totalCount } = await client.actors({ first: 0 })
    expect(new Set(slugs).size).toBe(totalCount)
    expect(slugs).toHaveLength(totalCount)
    expect(requests()).toBe(Math.ceil(totalCount / 50))
  })

  it('asks for nothing more once it is left, and stops at once when given up', async () => {
    const { watched, requests } = counted()
    for await (const _ of watched.actors.all({ first: 5 })) break
    expect(requests()).toBe(1)
    const controller = new AbortController()
    const seen: string[] = []
    const walk = (async () => {
      for await (const { slug } of watched.actors.all({ first: 5 }, { signal: controller.signal })) {
        seen.push(slug)
        if (seen.length === 7) controller.abort('enough')
      }
    })()
    await expect(walk).rejects.toMatchObject({ name: 'AbortedError', cause: 'enough' })
    expect(seen).toHaveLength(7)
    expect(requests()).toBe(3)
  })

  it('stops when the whole client is given up', async () => {
    const controller = new AbortController()
    const mortal = createClient({ endpoint: `${api.url}/graphql`, signal: controller.signal })
    let seen = 0
    const walk = (async () => {
      for await (const _ of mortal.actors.all()) {
        seen += 1
        controller.abort()
      }
    })()
    await expect(walk).rejects.toBeInstanceOf(AbortedError)
    expect(seen).toBe(1)
  })

  it('goes over a list inside a query of one’s own', async () => {
    const document = graphql(`query Actions($after: String) {
      initiative(slug: "somalia-mixed-migration-task-force") { actions(first: 4, after: $after) { nodes { ordinal } pageInfo { hasNextPage endCursor } } } }`)
    const ordinals: number[] = []
    for await (const { ordinal } of client.paginate(document, {}, ({ initiative }) => initiative?.actions))
      ordinals.push(ordinal)
    expect(ordinals).toEqual(ordinals.toSorted((a, b) => a - b))
    expect(ordinals).toHaveLength(
      (await client.initiative({ slug: 'somalia-mixed-migration-task-force' }))?.actions.totalCount ?? -1,
    )
  })

  it('goes over edges, and over nothing where there is no list', async () => {
    const document = graphql(`query Partners($slug: String!, $after: String) {
      actor(slug: $slug) { partners(first: 20, after: $after) { edges { sharedInitiativeCount } pageInfo { hasNextPage endCursor } } } }`)
    const counts = async (slug: string) => {
      const found: number[] = []
      for await (const edge of client.paginate(
        document,
        { slug },
        ({ actor }) => actor && { ...actor.partners, nodes: actor.partners.edges },
      ))
        found.push(edge.sharedInitiativeCount)
      return found
    }
    const iom = await counts('iom')
    expect(iom).toHaveLength((await client.actor({ slug: 'iom' }))?.partners.totalCount ?? -1)
    expect(iom.length).toBeGreaterThan(20)
    expect(await counts('nobody')).toEqual([])
  })
})

describe('a query of one’s own', () => {
  const Cited = graphql('fragment Cited on Citation { pageStart section }')
  const document = graphql(
    `query Own($slug: String!, $first: Int) {
      initiative(slug: $slug) { name period { start } citation { ...Cited } actors(first: $first) { edges { roles node { slug kind } } } }
    }`,
    [Cited],
  )

  it('may be any a parser can read', () => {
    const everything = `query Q($a: [Int!]! = [1 -2], $b: In = {a: {b: null, c: true}, d: E}, $c: S @d) @d(a: 1) {
      ... { x: a(s: "quoted \\"text\\" \\\\ é", f: 1.5e3, v: $a, l: [], o: {}) @include(if: $b) { b } }
      ... on T @d { c }
      ...F @skip(if: false)
    }
    subscription { a }
    mutation M { a }
    fragment F on T @d { a(s: """a
      block""") }`
    expect(print(parse(everything))).toBe(print(parse(print(parse(everything)))))
    expect(stripIgnoredCharacters(print(parse(everything)))).toBe(
      stripIgnoredCharacters(everything).replace('"""a\nblock"""', '"a\\nblock"'),
    )
  })

  it('has the types its text says', async () => {
    const { initiative } = await client.query(document, { slug: 'bali-process', first: 1 })
    expect(initiative).toMatchObject({
      name: 'Bali Process',
      period: null,
      citation: { pageStart: 39, section: 'INTRODUCTION' },
    })
    expectTypeOf(initiative?.name).toEqualTypeOf<string | undefined>()
    expectTypeOf<
      NonNullable<ResultOf<typeof document>['initiative']>['citation']['pageStart']
    >().toEqualTypeOf<number>()
    expect(await client.query(graphql('{ actionPoint(number: 1) { number } }'))).toEqual({ actionPoint: { number: 1 } })
  })

  it('does not compile where it is wrong', () => {
    const wrong = () => [
      // @ts-expect-error a variable is missing
      client.query(document, { first: 1 }),
      // @ts-expect-error a variable has the wrong type
      client.query(document, { slug: 1 }),
      // @ts-expect-error all variables are missing
      client.query(document),
      // @ts-expect-error there is no such level
      client.initiatives({ where: { level: { eq: 'NOWHERE' } } }),
      // @ts-expect-error the slug is missing
      client.initiative({}),
      // @ts-expect-error there is no such field
      client.catalogue().then(({ nothing }) => nothing),
      // @ts-expect-error there is no such operation
      client.nothing(),
      // @ts-expect-error pages from the end cannot be walked from the start
      client.actors.all({ last: 5 }),
      // @ts-expect-error a mere text has no types
      client.query('{ catalogue { name } }'),
      // @ts-expect-error the document takes no cursor, so it would give its first page again and again
      client.paginate(graphql('{ actors { nodes { id } pageInfo { hasNextPage endCursor } } }'), {}, (r) => r.actors),
    ]
    expect(wrong).toBeTypeOf('function')
  })

  it('does not compile where its text is wrong', () => {
    const wrong = () => [
      // @ts-expect-error There is no field nothing in Initiative.
      client.query(graphql('{ initiative(slug: "x") { name nothing } }')),
      // @ts-expect-error There is no field initative in Query.
      client.query(graphql('{ initative(slug: "x") { name } }')),
      // @ts-expect-error There is no field nam in Actor.
      client.query(graphql('{ search(query: "x") { nodes { subject { ... on Actor { nam } } } } }')),
      // @ts-expect-error There is no field nothing in Actor.
      client.query(graphql('{ actors { nodes { ...F } } }', [graphql('fragment F on Actor { nothing }')])),
      // @ts-expect-error There is no type Actr.
      client.query(graphql('{ node(id: "x") { ... on Actr { name } } }')),
      // @ts-expect-error There is no type Strng.
      client.query(graphql('query Q($slug: Strng!) { initiative(slug: $slug) { name } }')),
      // @ts-expect-error Query.initiative needs a selection of fields.
      client.query(graphql('{ initiative(slug: "x") }')),
      // @ts-expect-error Initiative.name has no fields to select.
      client.query(graphql('{ initiative(slug: "x") { name { x } } }')),
      // @ts-expect-error There is no field nothing in Mutation.
      client.query(graphql('mutation { nothing }')),
      // @ts-expect-error A subscription has no single answer; see client.revisions.
      client.query(graphql('subscription { nothing }')),
      // @ts-expect-error This is not a GraphQL document.
      client.query(graphql('{ initiative(slug: "x") { name ')),
    ]
    expect(wrong).toBeTypeOf('function')
    const mistake = graphql('{ initiative(slug: "x") { nothing } }')
    expectTypeOf(mistake.__apiType).toEqualTypeOf<'There is no field nothing in Initiative.'>()
  })
})

describe('errors', () => {
  it('of the API come with codes and paths', async () => {
    const error = await client.initiatives({ first: 1000 }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(GraphQLError)
    expect(error).toBeInstanceOf(TenpointError)
    expect(error).toMatchObject({
      status: 400,
      codes: ['BAD_PAGE_SIZE'],
      errors: [{ path: ['initiatives'] }],
      data: undefined,
    })
  })

  it('come with what could be answered, of the type that was asked', async () => {
    const Half = graphql(
      'query Half($after: String) { catalogue { name } actor(slug: "iom") { partners(after: $after) { totalCount } } }',
    )
    const error = await client.query(Half, { after: 'nonsense' }).catch((thrown: unknown) => thrown)
    if (!(error instanceof GraphQLError)) throw error
    expectTypeOf(error.data).toBeUnknown()
    expectTypeOf(error.dataOf(Half)?.catalogue.name).toEqualTypeOf<string | null | undefined>()
    expect(error.codes).toEqual(['BAD_CURSOR'])
    expect(error.errors[0]?.path?.[0]).toBe('actor')
    expect(error.dataOf(Half)).toBe(error.data)
    expect(error.dataOf(PlacesDocument)).toBeUndefined()
  })

  it('of a client that gives up say why', async () => {
    await expect(client.catalogue({ signal: AbortSignal.abort('no longer needed') })).rejects.toMatchObject({
      name: 'AbortedError',
      cause: 'no longer needed',
    })
    const controller = new AbortController()
    const asked = client.catalogue({ signal: controller.signal })
    controller.abort()
    await expect(asked).rejects.toBeInstanceOf(AbortedError)
  })
})
