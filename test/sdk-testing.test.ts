// The fake client of the SDK: what the real API answers fits, what it could not answer does not.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { graphql } from '../sdk/src/graphql.ts'
import {
  AbortedError,
  type ActorsQuery,
  type Client,
  createClient,
  GraphQLError,
  HttpError,
  NetworkError,
  type Operations,
  TimeoutError,
} from '../sdk/src/index.ts'
import { AnswerError, type Answers, answerTo, failures, fakeClient } from '../sdk/src/testing.ts'
import { keyWith } from './support/changesets.ts'
import { thrown } from './support/scripted-server.ts'
import { type Api, openApi } from './support/server.ts'

let api: Api
let real: Client
beforeAll(async () => {
  api = await openApi()
  real = createClient({ endpoint: `${api.url}/graphql` })
})
afterAll(() => api[Symbol.asyncDispose]())

type Actors = ActorsQuery['actors']['nodes']

/** Every actor of a kind that has few. */
async function fewActors(): Promise<Actors> {
  const actors: Actors[number][] = []
  for await (const actor of real.actors.all({ where: { kind: { eq: 'UN_ENTITY' } } })) actors.push(actor)
  expect(actors.length).toBeGreaterThan(6)
  return actors
}

/** Answers that may be wrong, as a program without types gives them. */
const untyped = (answers: Record<string, unknown>) => fakeClient({ answers: answers as Answers })

describe('a fake client', () => {
  it('gives what the API answered to operations of every kind as it was', async () => {
    const { nodes } = await real.initiatives({ first: 1 })
    const asked: { readonly [Name in keyof Operations]?: object | undefined } = {
      action: { id: (await real.actions({ first: 1 })).nodes[0]?.id },
      actions: { first: 3, withFacets: true },
      actionPoint: { number: 5 },
      actionPoints: undefined,
      outcomes: { first: 3 },
      guidance: { first: 3 },
      actor: { slug: 'iom' },
      actorsBySlug: { slugs: ['iom', 'nobody'] },
      actors: { first: 3, withFacets: true, facets: ['KIND'] },
      participations: { first: 3 },
      search: { query: 'training', first: 20 },
      actorNetwork: { around: 'drc' },
      places: { first: 3 },
      place: { code: 'MA' },
      datasets: undefined,
      catalogue: undefined,
      document: { slug: '10-point-plan-in-action-chapter-1' },
      documents: { first: 3 },
      node: { id: nodes[0]?.id },
      nodes: { ids: [nodes[0]?.id] },
      changeset: { number: 1 },
      changesets: { first: 3 },
      initiative: { slug: 'mexico-plan-of-action' },
      initiativesBySlug: { slugs: ['bali-process', 'nobody'] },
      initiatives: { last: 3, withFacets: true },
      matrix: { by: 'LEVEL' },
      matrixCells: { by: 'LEVEL', first: 3 },
      implementationPlan: { slug: 'nobody' },
      implementationPlans: { first: 3 },
      planItems: { first: 3 },
      planDraft: { place: 'MA' },
      revision: { number: 1 },
      revisions: { first: 3 },
    }
    for (const [name, variables] of Object.entries(asked)) {
      const ask = (client: Client): Promise<unknown> =>
        Reflect.get(client, name)(...(variables === undefined ? [] : [variables]))
      const answer = await ask(real)
      expect(await ask(untyped({ [name]: answer })), name).toEqual(answer)
    }
  })

  it('pages a list as the API does', async () => {
    const actors = await fewActors()
    const where = { kind: { eq: 'UN_ENTITY' } } as const
    const fake = fakeClient({ answers: { actors } })
    for (const page of [{}, { first: 0 }, { first: 2 }, { last: 2 }, { first: 100 }, { last: 100 }]) {
      const [expected, given] = [await real.actors({ where, ...page }), await fake.actors({ where, ...page })]
      expect(given.nodes, JSON.stringify(page)).toEqual(expected.nodes)
      expect(given.totalCount).toBe(expected.totalCount)
      expect(given.pageInfo.hasNextPage, JSON.stringify(page)).toBe(expected.pageInfo.hasNextPage)
      for (const client of [real, fake]) {
        const { pageInfo } = await client.actors({ where, ...page })
        const next = await client.actors({ where, first: 3, after: pageInfo.endCursor })
        const start = page.first === 2 ? 2 : page.first === 0 ? 0 : actors.length
        if ('first' in page) expect(next.nodes, JSON.stringify(page)).toEqual(actors.slice(start, start + 3))
      }
    }
    const walked = []
    for await (const actor of fake.actors.all({ first: 4 })) walked.push(actor)
    expect(walked).toEqual(actors)
    for (const variables of [{ first: 1000 }, { first: -1 }, { first: 1, last: 1 }, { after: 'x' }]) {
      const [expected, given] = [await thrown(real.actors(variables)), await thrown(fake.actors(variables))]
      expect(given).toBeInstanceOf(GraphQLError)
      expect(given).toMatchObject({ codes: expected instanceof GraphQLError ? expected.codes : [] })
    }
  })

  it('says where an answer does not fit the schema', async () => {
    const [actor] = await fewActors()
    const { name: _, ...nameless } = actor ?? { name: '' }
    const saying = async (answers: Record<string, unknown>, ask: (client: Client) => Promise<unknown>) => {
      const error = await thrown(ask(untyped(answers)))
      expect(error).toBeInstanceOf(AnswerError)
      return String(error)
    }
    const actors = (client: Client) => client.actors()
    expect(await saying({ actors: [actor, nameless] }, actors)).toContain('actors.nodes[1].name: is missing')
    expect(await saying({ actors: [{ ...actor, kind: 'CLUB' }] }, actors)).toContain(
      'actors.nodes[0].kind: is "CLUB", but is one of STATE',
    )
    expect(await saying({ actors: [{ ...actor, name: null }] }, actors)).toContain('actors.nodes[0].name: is null')
    expect(await saying({ actors: [{ ...actor, name: 7 }] }, actors)).toContain('is 7, but is of type String.')
    expect(await saying({ actors: actor }, actors)).toContain('actors.nodes: is missing')
    expect(await saying({ node: { id: 'x' } }, (client) => client.node({ id: 'x' }))).toContain(
      'node: needs a __typename',
    )
    expect(await saying({}, actors)).toContain('There is no answer to actors')
    expect(
      await saying({ actors: [] }, (client) => client.actors({ where: { kind: { eq: 'CLUB' as 'NGO' } } })),
    ).toContain('"CLUB" does not exist in "ActorKind"')
    expect(() => untyped({ actor: null, players: [] })).toThrow('There is no operation players. There are: action, ')
  })

  it('does not compile with an answer that does not fit', () => {
    const wrong = () => [
      // @ts-expect-error there is no such operation
      fakeClient({ answers: { players: [] } }),
      // @ts-expect-error the other fields are missing
      fakeClient({ answers: { actor: { name: 'IOM' } } }),
      // @ts-expect-error it may be null, but is no text
      fakeClient({ answers: { actor: 'IOM' } }),
      // @ts-expect-error there is no such variable
      fakeClient({ answers: { actor: ({ name }) => name } }),
      // @ts-expect-error a list has objects
      fakeClient({ answers: { actors: [1] } }),
      // @ts-expect-error the result has no such field
      answerTo(graphql('{ actor(slug: "iom") { name } }'), { actor: { title: 'IOM' } }),
    ]
    expect(wrong).toBeTypeOf('function')
  })

  it("fails with the errors of the SDK's own, at once", async () => {
    const fake = fakeClient({
      answers: {
        actor: failures.graphQL('DATABASE_BUSY', { status: 503, path: ['actor'], data: { actor: null } }),
        place: () => failures.http(502, 'a proxy'),
        document: failures.network(new TypeError('no route')),
        initiative: async () => failures.timeout(5),
        catalogue: new RangeError('a mistake of the test'),
      },
    })
    const error = await thrown(fake.actor({ slug: 'iom' }))
    expect(error).toBeInstanceOf(GraphQLError)
    expect(error).toMatchObject({ codes: ['DATABASE_BUSY'], status: 503, isTemporary: true, data: { actor: null } })
    expect(await thrown(fake.place({ code: 'MA' }))).toBeInstanceOf(HttpError)
    expect(await thrown(fake.document({ slug: 'x' }))).toMatchObject({ cause: { message: 'no route' } })
    expect(await thrown(fake.document({ slug: 'x' }))).toBeInstanceOf(NetworkError)
    expect(await thrown(fake.initiative({ slug: 'x' }))).toBeInstanceOf(TimeoutError)
    expect(await thrown(fake.catalogue())).toEqual(new RangeError('a mistake of the test'))
    expect(fake.calls).toHaveLength(6)
  })

  it('tells what it was asked, and as of when', async () => {
    const fake = fakeClient({
      answers: { actor: ({ slug }) => (slug === 'iom' ? null : failures.network()) },
      revision: 7,
    })
    const revisions: (number | undefined)[] = []
    const onAnswer = ({ revision }: { revision?: number | undefined }) => revisions.push(revision)
    await fake.actor({ slug: 'iom' }, { onAnswer })
    await fake.asOf(3).actor({ slug: 'iom' }, { onAnswer })
    await fake.as('key').asOf(new Date(0)).actor({ slug: 'iom' })
    const variables = { slug: 'iom' }
    expect(fake.calls).toEqual([
      { operation: 'actor', variables, asOf: null },
      { operation: 'actor', variables, asOf: 3 },
      { operation: 'actor', variables, asOf: '1970-01-01T00:00:00.000Z' },
    ])
    expect(revisions).toEqual([7, 3])
  })

  it('answers documents of your own, and refuses those that the API would', async () => {
    const Own = graphql('query Own($slug: String!) { one: actor(slug: $slug) { called: name kind } }')
    const fake = fakeClient({ own: [answerTo(Own, ({ slug }) => ({ one: { called: slug, kind: 'NGO' as const } }))] })
    expect(await fake.query(Own, { slug: 'drc' })).toEqual({ one: { called: 'drc', kind: 'NGO' } })
    const other = graphql('query Other { actor(slug: "iom") { name } }')
    expect(String(await thrown(fake.query(other)))).toContain('no answer to the document Other')
    const Pages = graphql(
      'query($after: String) { actors(after: $after) { nodes { name } pageInfo { hasNextPage endCursor } } }',
    )
    const paging = fakeClient({
      own: [
        answerTo(Pages, ({ after }) => ({
          actors: {
            nodes: [{ name: after ?? 'first' }],
            pageInfo: { hasNextPage: !after, endCursor: 'second' },
          },
        })),
      ],
    })
    const walked = []
    for await (const { name } of paging.paginate(Pages, {}, ({ actors }) => actors)) walked.push(name)
    expect(walked).toEqual(['first', 'second'])
  })

  it('gives up where a signal says so, while an answer is under way', async () => {
    const controller = new AbortController()
    const fake = fakeClient({ answers: { catalogue: () => new Promise(() => controller.abort('enough')) } })
    const error = await thrown(fake.catalogue({ signal: controller.signal }))
    expect(error).toBeInstanceOf(AbortedError)
    expect(error).toMatchObject({ cause: 'enough' })
  })

  it('answers mutations and brings revisions as the API did', async () => {
    const publisher = real.as(await keyWith(api, 'publish'))
    const citation = { document: '10-point-plan-in-action-chapter-1', pageStart: 30, section: 'BACKGROUND' } as const
    const changes = [{ createActor: { slug: 'a-shelter', name: 'A shelter', kind: 'NGO' as const, citation } }]
    const made = await publisher.submit({ reason: 'Page 30 names it.', changes, publish: true })
    expect(made.__typename).toBe('Changeset')
    const forbidden = await real.submit({ reason: 'Page 30 names it.', changes })
    expect(forbidden.__typename).toBe('Forbidden')
    const { nodes } = await real.revisions({ since: 0 })
    const fake = untyped({ submitChangeset: made, publishChangeset: forbidden, newRevisions: nodes })
    expect(await fake.submit({ reason: 'Page 30 names it.', changes })).toEqual(made)
    expect(await fake.publish(1)).toEqual(forbidden)
    expect(fake.calls[0]).toMatchObject({ operation: 'submitChangeset', variables: { input: { changes } } })
    const followed = []
    const last = nodes.at(-1)?.number ?? 0
    expect(nodes.length).toBeGreaterThan(1)
    for await (const revision of fake.revisions({ follow: true, since: 1 })) {
      followed.push(revision)
      if (revision.number === last) break
    }
    expect(followed).toEqual(nodes.filter(({ number }) => number > 1))
  })
})
