// GraphQL over HTTP, as the specification has it, and what surrounds it.
import { request } from 'node:http'
import { serverAudits } from 'graphql-http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, databaseOf, openApi } from './support/server.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api[Symbol.asyncDispose]())

const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(`${api.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })

const codeOf = async (response: Response): Promise<unknown> => {
  const body: { errors?: { extensions?: { code?: string } }[] } = await response.json()
  return body.errors?.[0]?.extensions?.code
}

describe('the specification', () => {
  for (const { id, name, fn } of serverAudits({ url: () => `${api.url}/graphql`, fetchFn: fetch })) {
    it(`${id}: ${name}`, async () => {
      const result = await fn()
      expect(result.status === 'ok' ? result : { ...result, response: undefined }).toMatchObject({ status: 'ok' })
    })
  }
})

describe('requests', () => {
  it('may be GET', async () => {
    const response = await fetch(
      `${api.url}/graphql?query=${encodeURIComponent('{ actionPoint(number: 1) { title } }')}`,
    )
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      data: { actionPoint: { title: 'Cooperation among key partners' } },
      extensions: { revision: 1, cost: { rows: 1, lists: 1, bytes: expect.any(Number) } },
    })
  })

  it.each([
    ['that are not JSON', '{', 'BAD_REQUEST'],
    ['without a query', '{}', 'BAD_REQUEST'],
    ['that come in batches', '[{"query":"{ __typename }"}]', 'BAD_REQUEST'],
    ['that are not GraphQL', '{"query":"{"}', 'GRAPHQL_PARSE_FAILED'],
    ['that do not fit the schema', '{"query":"{ nothing }"}', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'for an operation the document does not hold',
      '{"query":"query A { __typename } query B { __typename }","operationName":"C"}',
      'OPERATION_RESOLUTION_FAILURE',
    ],
  ])('%s are refused', async (_, body, code) => {
    const response = await post(body, { accept: 'application/graphql-response+json' })
    expect(response.status).toBe(400)
    expect(await codeOf(response)).toBe(code)
  })

  it('that are too long are refused', async () => {
    const response = await post(JSON.stringify({ query: `{ __typename } #${'x'.repeat(100_000)}` }))
    expect(response.status).toBe(413)
    expect(await codeOf(response)).toBe('BAD_REQUEST')
  })

  it('of another media type are refused, and told which one to use', async () => {
    const response = await post('query', { 'content-type': 'text/plain' })
    expect(response.status).toBe(415)
    expect(await response.json()).toMatchObject({ errors: [{ message: expect.stringMatching('application/json') }] })
  })

  it.each(['variables', 'extensions'])('with %s in the address that are not JSON are refused', async (name) => {
    const response = await fetch(`${api.url}/graphql?query={__typename}&${name}={x`)
    expect(response.status).toBe(400)
    expect(await codeOf(response)).toBe('BAD_REQUEST')
  })

  it.each([
    ['a Host header', '/graphql', ['a b']],
    ['two Host headers', '/graphql', ['localhost:80', 'localhost:80']],
    ['a path', 'http://elsewhere:99999/graphql', ['localhost:80']],
    ['a path', '*', ['localhost:80']],
  ])('with %s that makes no address are refused, and nothing of the server is shown', async (_, path, hosts) => {
    const { status, text } = await new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
      const { hostname, port } = new URL(api.url)
      const asked = request(
        { hostname, port, path, headers: hosts.flatMap((host) => ['host', host]) },
        async (response) => {
          let text = ''
          for await (const part of response) text += part
          resolve({ status: response.statusCode, text })
        },
      )
      asked.on('error', reject).end()
    })
    expect(status).toBe(400)
    expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] })
    expect(text).not.toMatch(/at |node_modules|\/server\//)
  })

  it('for anything else find nothing', async () => {
    const response = await fetch(`${api.url}/nothing`)
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ status: 'not found' })
  })

  it('to the root get the explorer', async () => {
    const response = await fetch(api.url, { redirect: 'manual' })
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  })
})

describe('a request id', () => {
  it('is taken over where the client gives a sound one', async () => {
    const response = await post('{"query":"{ __typename }"}', { 'x-request-id': 'abc-1.2_3' })
    expect(response.headers.get('x-request-id')).toBe('abc-1.2_3')
  })

  it.each(['a b', 'x'.repeat(101), '"'])('is made anew instead of %j', async (given) => {
    const response = await post('{"query":"{ __typename }"}', { 'x-request-id': given })
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('health', () => {
  it('is live and ready', async () => {
    const live = await fetch(`${api.url}/health/live`)
    expect([live.status, await live.json()]).toEqual([200, { status: 'live' }])
    const ready = await fetch(`${api.url}/health/ready`)
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }])
  })
})

describe('the playground', () => {
  const page = (url: string) => fetch(`${url}/graphql`, { headers: { accept: 'text/html' } })

  it('is a page of its own, with nothing from elsewhere and the examples as tabs', async () => {
    const response = await page(api.url)
    const html = await response.text()
    expect(response.headers.get('content-type')).toMatch('text/html')
    expect(html).not.toMatch(/<(script|link|img)[^>]+(src|href)="?https?:/)
    expect(response.headers.get('content-security-policy')).toMatch(/connect-src 'self'.*frame-ancestors 'none'/)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    const [, script = ''] = /<script src="(\/playground\/[\w-]+\.js)">/.exec(html) ?? []
    const loaded = await fetch(api.url + script)
    expect(await loaded.text()).toContain('WhoWorksWithIom')
    // What a browser has loaded once it keeps: another script has another name.
    expect(loaded.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(html.length).toBeLessThan(2000)
    expect((await fetch(`${api.url}/playground/none.js`)).status).toBe(404)
  })

  it('leads to the explorer, and nowhere where there is none', async () => {
    expect(await (await page(api.url)).text()).toContain('<a href="/">')
    await using alone = await openApi({ explorer: false, database: databaseOf(api) })
    expect(await (await page(alone.url)).text()).not.toContain('<a ')
  })

  it('is closed where the configuration closes it, and so is the schema', async () => {
    await using closed = await openApi({ playground: false, introspection: false, database: databaseOf(api) })
    expect((await page(closed.url)).headers.get('content-type') ?? '').not.toMatch('text/html')
    expect((await fetch(`${closed.url}/playground/none.js`)).status).toBe(404)
    const { status, body } = await closed.ask('{ __schema { types { name } } }')
    expect([status, body.errors?.[0]?.extensions?.['code']]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED'])
    const misspelt = await closed.ask('{ initiative(slug: "x") { nam } }')
    expect(misspelt.body.errors?.[0]?.message).toBe('Cannot query field "nam" on type "Initiative".')
    expect(await closed.data('{ __typename actionPoint(number: 1) { number } }')).toEqual({
      __typename: 'Query',
      actionPoint: { number: 1 },
    })
  })
})

describe('the answer', () => {
  it('to a query beside introspection is the same', async () => {
    const both = await api.data(
      '{ actionPoint(number: 7) { title } __type(name: "Actor") { name } node(id: "QWN0b3I6dW5oY3I") { __typename ... on Actor { slug } } }',
    )
    expect(both).toEqual({
      actionPoint: { title: 'Solutions for refugees' },
      __type: { name: 'Actor' },
      node: { __typename: 'Actor', slug: 'unhcr' },
    })
  })

  it('is given up when the client goes away, and the server lives on', async () => {
    await new Promise<void>((resolve) => {
      const gone = request(`${api.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': '1000' },
      })
      gone.on('error', () => resolve())
      gone.write('{"query":"')
      setTimeout(() => gone.destroy(), 20)
      gone.on('close', () => resolve())
    })
    expect((await fetch(`${api.url}/health/ready`)).status).toBe(200)
  })

  it('comes in parts where a part is deferred, each with a statement of its own', async () => {
    const query = `{
      actionPoint(number: 1) { title }
      ... @defer { matrix(by: LEVEL) { rows { nodes { label } } } }
      actors(first: 3, orderBy: [{ field: SLUG }]) { nodes @stream(initialCount: 1) { slug } }
    }`
    api.statements.length = 0
    const response = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'multipart/mixed' },
      body: JSON.stringify({ query }),
    })
    expect(response.headers.get('content-type')).toMatch('multipart/mixed')
    const parts = (await response.text())
      .split('\r\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line))
    expect(parts[0].data).toEqual({
      actionPoint: { title: 'Cooperation among key partners' },
      actors: { nodes: [{ slug: 'african-union' }] },
    })
    expect(JSON.stringify(parts.slice(1))).toContain('"NATIONAL"')
    expect(JSON.stringify(parts.slice(1))).toContain('"algeria"')
    // One before them settles the revision, so that all parts are of the same.
    expect(api.statements).toHaveLength(4)
  })
})
