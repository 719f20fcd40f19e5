// Queries as of a revision: the whole answer is what the same query answered when that revision was the newest.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { change } from './support/change.ts'
import { type Api, openApi } from './support/server.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
  await readAll()
  await change(api.db, async (db) => {
    await db.updateTable('initiatives').set({ name: 'A Plan Renamed' }).where('slug', '=', mexico).execute()
  })
  await readAll()
  await change(api.db, async (db) => {
    await db.updateTable('initiatives').set({ level: 'GLOBAL' }).where('slug', '=', mexico).execute()
    await db.updateTable('actors').set({ name: 'Zzz Office', acronym: 'ZZZ' }).where('slug', '=', 'unhcr').execute()
  })
  await readAll()
  await change(api.db, async (db) => {
    const { id } = await db.selectFrom('actions').select('id').orderBy('id').limit(1).executeTakeFirstOrThrow()
    await db.deleteFrom('action_classifications').where('action_id', '=', id).execute()
  })
  await readAll()
})
afterAll(() => api[Symbol.asyncDispose]())

const mexico = 'mexico-plan-of-action'

/** Queries of every kind, each without a name. */
const queries: Readonly<Record<string, string>> = {
  lookup: `{ initiative(slug: "${mexico}") { name level participations { nodes { role actor { slug name } } } } }`,
  nested: `{ initiatives(first: 5, orderBy: [{ field: NAME }]) { totalCount nodes { name actions(first: 3) { totalCount nodes { summary points: classifications { actionPoint { number } } } } } pageInfo { endCursor } } }`,
  filtered: `{ initiatives(where: { level: { eq: GLOBAL } }) { totalCount nodes { slug } } }`,
  'filtered by what is related': `{ initiatives(where: { participations: { some: { actor: { acronym: { eq: "UNHCR" } } } } }) { totalCount } }`,
  facets: `{ initiatives { facets(fields: [LEVEL]) { field buckets { value count } } } }`,
  search: `{ search(query: "renamed office", first: 3) { totalCount nodes { title snippet } } found: search(query: "unhcr", first: 2) { nodes { title subject { __typename } } } }`,
  matrix: `{ matrix(by: LEVEL) { rows { nodes { label cells { actionPoint { number } actionCount } } } } }`,
  network: `{ actorNetwork(around: "unhcr") { nodes(first: 5) { nodes { actor { name } } } } }`,
  node: `{ node(id: "${Buffer.from(`Initiative:${mexico}`).toString('base64url')}") { id ... on Initiative { name level } } nodes(ids: ["${Buffer.from('Actor:unhcr').toString('base64url')}"]) { ... on Actor { name } } }`,
  batch: `{ actorsBySlug(slugs: ["unhcr", "iom"]) { name acronym } }`,
  catalogue: `{ catalogue { __typename } }`,
}

/** The answers to all queries when each revision was the newest. */
const written = new Map<number, Readonly<Record<string, unknown>>>()

async function readAll(): Promise<void> {
  const answers: Record<string, unknown> = {}
  let revision = -1
  for (const [name, query] of Object.entries(queries)) {
    const { body } = await api.ask(query)
    expect(body, name).not.toHaveProperty('errors')
    answers[name] = body.data
    revision = Number(body.extensions?.['revision'])
  }
  written.set(revision, answers)
}

const asOf = (query: string, argument: string) => `query Past @asOf(${argument}) ${query}`

describe('a query as of a revision', () => {
  it.each(Object.keys(queries))('answers what it answered then: %s', async (name) => {
    expect([...written.keys()]).toEqual([1, 2, 3, 4])
    for (const [revision, answers] of written) {
      const query = asOf(queries[name] ?? '', `revision: ${revision}`)
      for (const time of ['first', 'again']) {
        const { body } = await api.ask(query)
        expect(body, `${name} as of ${revision}, ${time}`).toMatchObject({ data: answers[name] })
        expect(body.extensions).toMatchObject({ revision })
      }
    }
  })
})

describe('a query as of a time', () => {
  const name = `query Name($time: DateTime) @asOf(time: $time) { initiative(slug: "${mexico}") { name } }`
  const committed = async (revision: number): Promise<Date> => {
    const { rows } = await sql<{
      time: Date
    }>`select committed_at as time from revisions where revision = ${revision}`.execute(api.db)
    return rows[0]?.time ?? new Date(0)
  }

  it('reads the last revision committed at or before it', async () => {
    const second = await committed(2)
    // A moment in JavaScript is cut off to milliseconds.
    const at = new Date(second.getTime() + 1)
    const before = new Date(second.getTime() - 1)
    expect((await api.ask(name, { time: at.toISOString() })).body).toMatchObject({
      data: { initiative: { name: 'A Plan Renamed' } },
      extensions: { revision: 2 },
    })
    expect((await api.ask(name, { time: before.toISOString() })).body.extensions).toMatchObject({ revision: 1 })
  })

  it('that is yet to come reads the newest', async () => {
    expect((await api.ask(name, { time: '2999-01-01T00:00:00Z' })).body.extensions).toMatchObject({ revision: 4 })
  })

  it('before the first revision is an error', async () => {
    const { status, body } = await api.ask(name, { time: '1999-01-01T00:00:00Z' })
    expect(status).toBe(400)
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'REVISION_UNKNOWN' } }] })
  })
})

describe('@asOf', () => {
  const query = 'query Q($revision: Int, $time: DateTime) @asOf(revision: $revision, time: $time)'
  const fields: Readonly<Record<string, string>> = {
    'in one statement': `{ initiative(slug: "${mexico}") { name } }`,
    'by resolvers': `{ initiative(slug: "${mexico}") { name } __schema { queryType { name } } }`,
  }

  it.each([0, -1, 5, 2_147_483_647])('of revision %i, which there is not, is an error', async (revision) => {
    for (const selection of Object.values(fields)) {
      const { status, body } = await api.ask(`${query} ${selection}`, { revision })
      expect(status).toBe(400)
      expect(body).toMatchObject({ errors: [{ extensions: { code: 'REVISION_UNKNOWN' } }] })
      expect(body).not.toHaveProperty('data.initiative')
    }
  })

  it.each<[string, object]>([
    ['neither a revision nor a time', {}],
    ['null for both', { revision: null, time: null }],
    ['both', { revision: 1, time: '2999-01-01T00:00:00Z' }],
  ])('with %s is an error', async (_, variables) => {
    for (const selection of Object.values(fields)) {
      const { status, body } = await api.ask(`${query} ${selection}`, variables)
      expect(status).toBe(400)
      expect(body).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
    }
  })

  it.each<[string, object]>([
    ['a revision', { revision: 2 }],
    ['a revision, and null for the time', { revision: 2, time: null }],
  ])('takes %s', async (_, variables) => {
    for (const selection of Object.values(fields)) {
      const { body } = await api.ask(`${query} ${selection}`, variables)
      expect(body).toMatchObject({ data: { initiative: { name: 'A Plan Renamed' } }, extensions: { revision: 2 } })
    }
  })

  it.each<[string, string]>([
    ['a revision that is no number', 'revision: "1"'],
    ['a time without an offset', 'time: "2026-01-01T00:00:00"'],
    ['an argument it has not', 'version: 1'],
  ])('is refused before anything runs with %s', async (_, argument) => {
    const { body } = await api.ask(asOf('{ catalogue { __typename } }', argument))
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] })
  })

  it('leads through pages of its revision, whatever came later', async () => {
    const page = (after: string | null) =>
      api.ask(
        `query Page($after: String) @asOf(revision: 1) { initiatives(first: 7, after: $after, orderBy: [{ field: NAME }]) { nodes { name } pageInfo { endCursor hasNextPage } } }`,
        { after },
      )
    const names: string[] = []
    for (let after: string | null = null; ; ) {
      const { body }: Awaited<ReturnType<typeof page>> = await page(after)
      const { nodes, pageInfo } = Reflect.get(Object(body.data), 'initiatives')
      names.push(...nodes.map(({ name }: { readonly name: string }) => name))
      if (!pageInfo.hasNextPage) break
      after = pageInfo.endCursor
    }
    const { rows } = await sql<{ name: string }>`select name from versions.initiatives where revision_from = 1
      order by name_sort, id`.execute(api.db)
    expect(names).toEqual(rows.map(({ name }) => name))
  })

  it('answers every part of an answer in parts from its revision', async () => {
    const response = await post(
      `query Parts @asOf(revision: 1) { initiative(slug: "${mexico}") { level } ... @defer { again: initiative(slug: "${mexico}") { name } } }`,
      { accept: 'multipart/mixed' },
    )
    expect(response.headers.get('tenpoint-revision')).toBe('1')
    const text = await response.text()
    expect(text).toContain('"extensions":{"revision":1')
    expect(text).toContain(JSON.stringify(Reflect.get(Object(written.get(1)?.['lookup']), 'initiative').name))
  })

  it('is in the schema, with a description of its arguments', async () => {
    const text = await (await fetch(`${api.url}/schema.graphql`)).text()
    expect(text).toMatch(
      /directive @asOf\(\n {2}"""[^"]+"""\n {2}revision: Int\n\n? {2}"""[^"]+"""\n {2}time: DateTime\n\) on QUERY/,
    )
  })
})

const post = (query: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  })

describe('an answer', () => {
  const query = `{ initiative(slug: "${mexico}") { name } }`

  it('says its revision in a header and in extensions, with its cost', async () => {
    for (const time of ['first', 'again']) {
      const response = await post(query)
      expect(response.headers.get('tenpoint-revision'), time).toBe('4')
      expect(await response.json()).toMatchObject({
        extensions: { revision: 4, cost: { rows: 1, lists: 1, bytes: expect.any(Number) } },
      })
    }
  })

  it('of resolvers says the same', async () => {
    const response = await post(`{ initiative(slug: "${mexico}") { name } __type(name: "Query") { name } }`)
    expect(response.headers.get('tenpoint-revision')).toBe('4')
    expect(await response.json()).toMatchObject({ extensions: { revision: 4, cost: { rows: 1, lists: 1 } } })
  })

  it('of the schema alone has no revision', async () => {
    const response = await post('{ __schema { queryType { name } } }')
    expect(response.headers.has('tenpoint-revision')).toBe(false)
    expect(await response.json()).toEqual({ data: { __schema: { queryType: { name: 'Query' } } } })
  })

  it('has another entity tag once there is a newer revision', async () => {
    const tag = async (text: string) =>
      (await fetch(`${api.url}/graphql?${new URLSearchParams({ query: text })}`)).headers.get('etag')
    expect(await tag(asOf(query, 'revision: 2'))).toBe(await tag(asOf(query, 'revision: 2')))
    expect(await tag(asOf(query, 'revision: 2'))).not.toBe(await tag(asOf(query, 'revision: 3')))
  })
})

describe('the header Tenpoint-Min-Revision', () => {
  const query = `{ initiative(slug: "${mexico}") { section } }`

  it('lets a request wait for a revision that is about to come', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const writing = change(api.db, () => promise)
    const waiting = post(query, { 'tenpoint-min-revision': '5' })
    resolve()
    await writing
    const response = await waiting
    expect(response.status).toBe(200)
    expect(Number(response.headers.get('tenpoint-revision'))).toBeGreaterThanOrEqual(5)
  })

  it('ends with an error where the revision does not come', async () => {
    const response = await post(query, { 'tenpoint-min-revision': '1000' })
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('1')
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'REVISION_NOT_REACHED' } }] })
  })

  it.each(['x', '-1', '1.5', ''])('is refused if it is %j', async (value) => {
    const response = await post(query, { 'tenpoint-min-revision': value })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] })
  })
})
