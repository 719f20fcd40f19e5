// Reading the past through the SDK: ready-made queries, queries of one's own, lists, and the revisions themselves.
import { createHash } from 'node:crypto'
import { parse, stripIgnoredCharacters } from 'graphql'
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest'
import { asOfText } from '../sdk/src/as-of.ts'
import { graphql } from '../sdk/src/graphql.ts'
import {
  ActorDocument,
  type CitationInput,
  type Client,
  createClient,
  GraphQLError,
  type InitiativeQuery,
  PlacesDocument,
  type Reader,
  TenpointError,
  type TypedText,
} from '../sdk/src/index.ts'
import { keyWith } from './support/changesets.ts'
import { thrown } from './support/scripted-server.ts'
import { type Api, databaseOf, openApi, schema } from './support/server.ts'

let api: Api
let client: Client
let added: number
let between: Date
beforeAll(async () => {
  api = await openApi()
  client = createClient({ endpoint: `${api.url}/graphql` })
  between = new Date()
  await new Promise((resolve) => setTimeout(resolve, 5))
  const citation: CitationInput = {
    document: '10-point-plan-in-action-chapter-1',
    pageStart: 30,
    section: 'BACKGROUND',
  }
  const submit = async (slug: string) => {
    const result = await client.as(await keyWith(api, 'publish')).submit({
      reason: `Adds ${slug}.`,
      changes: [{ createActor: { slug, name: `The ${slug}`, kind: 'OTHER', citation } }],
      publish: true,
    })
    return result.__typename === 'Changeset' ? (result.revision ?? 0) : 0
  }
  added = await submit('a-first')
  await submit('a-second')
})
afterAll(() => api[Symbol.asyncDispose]())

/** A client, and the bodies it sends. */
function watched(endpoint = `${api.url}/graphql`) {
  const sent: { readonly query?: string; readonly variables?: object; readonly extensions?: object }[] = []
  const watching = createClient({
    endpoint,
    fetch: (url, init) => {
      sent.push(JSON.parse(String(init.body)))
      return fetch(url, init)
    },
  })
  return { client: watching, sent }
}

describe('a client as of a revision', () => {
  it('reads everything as of then: objects, lists, counts, searches, all of a list', async () => {
    const now = await client.actors({ first: 0 })
    const then = client.asOf(added)
    expect(await then.actor({ slug: 'a-first' })).toMatchObject({ name: 'The a-first' })
    expect(await then.actor({ slug: 'a-second' })).toBeNull()
    expect((await then.actors({ first: 0 })).totalCount).toBe(now.totalCount - 1)
    expect((await then.search({ query: '"a-second"' })).nodes.map(({ title }) => title)).not.toContain('The a-second')
    let count = 0
    for await (const { slug } of then.actors.all()) count += slug === 'a-second' ? 1000 : 1
    expect(count).toBe(now.totalCount - 1)
    expect((await then.catalogue()).actorCount).toBe(now.totalCount - 1)
    expect(await client.actor({ slug: 'a-second' })).not.toBeNull()
  })

  it('reads as of a time, too', async () => {
    expect(await client.asOf(between).actor({ slug: 'a-first' })).toBeNull()
    expect(await client.asOf(new Date()).actor({ slug: 'a-second' })).not.toBeNull()
    expect(() => client.asOf(new Date(Number.NaN))).toThrow(RangeError)
  })

  it('says which revision was read, and refuses one that is not there', async () => {
    const revisions: unknown[] = []
    const onAnswer = (about: { readonly revision?: number | undefined }) => revisions.push(about.revision)
    await client.asOf(1).catalogue({ onAnswer })
    await client.asOf(between).catalogue({ onAnswer })
    expect(revisions).toEqual([1, 1])
    for (const moment of [0, 999, new Date(0)]) {
      const error = await thrown(client.asOf(moment).catalogue())
      expect(error instanceof GraphQLError && error.codes).toEqual(['REVISION_UNKNOWN'])
    }
  })

  it('has the queries of a client, and their types', () => {
    const { query, paginate, moment, ...operations } = client.asOf(1)
    expect([moment, client.moment]).toEqual([1, null])
    expect(Object.keys(operations).toSorted()).toEqual(Object.keys(schema.getQueryType()?.getFields() ?? {}).toSorted())
    expectTypeOf(client.asOf(1)).toEqualTypeOf<Reader>()
    expectTypeOf(client.asOf(1).initiative({ slug: 'x' })).resolves.toEqualTypeOf<InitiativeQuery['initiative']>()
    expectTypeOf(client.as('key').asOf(1)).toEqualTypeOf<Reader>()
  })

  it('changes nothing: that does not compile, and a mutation of one’s own is not sent', async () => {
    const { client: watching, sent } = watched()
    const wrong = () => [
      // @ts-expect-error the past is not changed
      client.asOf(1).submit({ reason: 'No.', changes: [] }),
      // @ts-expect-error a moment is a number or a date
      client.asOf('2020-01-01'),
    ]
    expect(wrong).toBeTypeOf('function')
    for (const text of [
      'mutation { a }',
      ' # query\n mutation M($query: Int) { a }',
      'query Q { a } mutation M { a }',
    ]) {
      const document = text as TypedText<object, Record<never, never>>
      const error = await thrown(watching.asOf(1).query(document))
      expect(error).toBeInstanceOf(TenpointError)
      expect(String(error)).toContain('only reads')
    }
    expect(sent).toEqual([])
  })

  it('sends the hash of each query, which the server knows, also where it trusts no other', async () => {
    const trusted = await openApi({ trustedDocuments: true, database: databaseOf(api) })
    try {
      const { client: watching, sent } = watched(`${trusted.url}/graphql`)
      expect(await watching.asOf(1).actor({ slug: 'iom' })).toMatchObject({ acronym: 'IOM' })
      const hash = createHash('sha256').update(asOfText(ActorDocument)).digest('hex')
      expect(sent).toEqual([
        {
          variables: { slug: 'iom', asOf_revision: 1 },
          extensions: { persistedQuery: { version: 1, sha256Hash: hash } },
        },
      ])
      expect(asOfText(ActorDocument)).toContain('query Actor($asOf_revision:Int$asOf_time:DateTime$slug:String!)@asOf(')
    } finally {
      await trusted[Symbol.asyncDispose]()
    }
  })
})

describe('a query of one’s own, as of a revision', () => {
  const Name = graphql('fragment Name on Actor { name }')
  const Own = graphql(
    `query Own($slug: String! = "{ query", $after: String) {
      actor(slug: $slug) { ...Name }
      actors(first: 50, after: $after) { totalCount nodes { slug } pageInfo { hasNextPage endCursor } }
    }`,
    [Name],
  )

  it('is rewritten, with its variables and its types', async () => {
    const now = await client.query(Own, { slug: 'a-first' })
    const then = await client.asOf(1).query(Own, { slug: 'a-first' })
    expectTypeOf(then).toEqualTypeOf(now)
    expect(now.actor).toEqual({ name: 'The a-first' })
    expect(then.actor).toBeNull()
    expect(then.actors.totalCount).toBe(now.actors.totalCount - 2)
    const wrong = () =>
      // @ts-expect-error the variable has the wrong type
      client.asOf(1).query(Own, { slug: 1 })
    expect(wrong).toBeTypeOf('function')
  })

  it('is walked page after page', async () => {
    const slugs: string[] = []
    for await (const { slug } of client.asOf(1).paginate(Own, { slug: 'iom' }, ({ actors }) => actors)) slugs.push(slug)
    expect(slugs).toHaveLength((await client.asOf(1).actors({ first: 0 })).totalCount)
    expect(slugs).not.toContain('a-first')
  })

  it('may have neither name nor variables', async () => {
    expect(await client.asOf(1).query(graphql('{ actor(slug: "a-first") { name } }'))).toEqual({ actor: null })
    expect(await client.asOf(added).query(graphql('query { actor(slug: "a-first") { name } }'))).toEqual({
      actor: { name: 'The a-first' },
    })
  })

  it('gives its errors under the text that was given', async () => {
    const Half = graphql(
      'query Half($after: String) { catalogue { name } actor(slug: "iom") { partners(after: $after) { totalCount } } }',
    )
    const error = await thrown(client.asOf(1).query(Half, { after: 'nonsense' }))
    if (!(error instanceof GraphQLError)) throw error
    expect(error.codes).toEqual(['BAD_CURSOR'])
    expect(error.dataOf(Half)).toBe(error.data)
    expect(error.dataOf(PlacesDocument)).toBeUndefined()
  })

  it.each([
    ['{ a }', 'query(VARS)DIRECTIVE{ a }'],
    ['query { a }', 'query (VARS)DIRECTIVE{ a }'],
    ['query query { query }', 'query query (VARS)DIRECTIVE{ query }'],
    [
      'query Q($a: [I!] = [{ b: "}" }]) { a(b: { c: $a }) }',
      'query Q(VARS$a: [I!] = [{ b: "}" }]) DIRECTIVE{ a(b: { c: $a }) }',
    ],
    ['query Q @d(a: "(") @e { a }', 'query Q (VARS)@d(a: "(") @e DIRECTIVE{ a }'],
    ['query Q($a: I @d(b: 1)) @e(a: $a) { a }', 'query Q(VARS$a: I @d(b: 1)) @e(a: $a) DIRECTIVE{ a }'],
    ['# query {\n{ a(b: """ " \\""" { """) }', '# query {\nquery(VARS)DIRECTIVE{ a(b: """ " \\""" { """) }'],
    [
      'fragment query on T @d(a: {}) { a } query Q { ...query }',
      'fragment query on T @d(a: {}) { a } query Q (VARS)DIRECTIVE{ ...query }',
    ],
    ['query Q { ...F } fragment F on T { mutation }', 'query Q (VARS)DIRECTIVE{ ...F } fragment F on T { mutation }'],
  ])('may be any a parser can read: %s', (text, expected) => {
    const rewritten = asOfText(text)
    expect(rewritten).toBe(
      expected
        .replace('VARS', '$asOf_revision:Int$asOf_time:DateTime')
        .replace('DIRECTIVE', '@asOf(revision:$asOf_revision time:$asOf_time)'),
    )
    expect(() => parse(rewritten)).not.toThrow()
    expect(asOfText(stripIgnoredCharacters(text))).toContain('@asOf(')
  })
})

describe('revisions', () => {
  it('are walked from one on to the last', async () => {
    const reasons: string[] = []
    for await (const { number, reason } of client.revisions({ since: 1, first: 1 })) reasons.push(`${number} ${reason}`)
    expect(reasons).toEqual([`${added} Adds a-first.`, `${added + 1} Adds a-second.`])
    const all: number[] = []
    for await (const { number } of client.revisions.all({ since: 1 })) all.push(number)
    expect(all).toEqual([added, added + 1])
    expect(await client.revisions({ since: 1, first: 1 })).toMatchObject({ totalCount: 2, nodes: [{ number: added }] })
  })

  it('are fetched as the loop needs them', async () => {
    const { client: watching, sent } = watched()
    for await (const _ of watching.revisions({ first: 1 })) break
    expect(sent).toHaveLength(1)
    const listing = watching.revisions({ first: 1 })
    expect((await listing).nodes).toHaveLength(1)
    for await (const { number } of listing) if (number === added) break
    expect(sent).toHaveLength(3)
    const lost = createClient({ endpoint: 'http://127.0.0.1:1', retry: false })
    const walk = async () => {
      for await (const _ of lost.revisions()) throw new Error('There is none.')
    }
    await expect(walk()).rejects.toBeInstanceOf(TenpointError)
  })
})
