// Answers in parts: who is sent them, what they cost, and that they end with the client.
import { request } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { maximumRows } from '../server/relational/index.ts'
import { type Api, openApi } from './support/server.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
})
beforeEach(() => {
  api.statements.length = 0
})
afterAll(() => api[Symbol.asyncDispose]())

const query = `{
  actionPoint(number: 1) { title }
  ... @defer { matrix(by: LEVEL) { rows(first: 1) { nodes { label } } } }
  actors(first: 2, orderBy: [{ field: SLUG }]) { nodes @stream(initialCount: 1) { slug } }
}`
const whole = {
  actionPoint: { title: 'Cooperation among key partners' },
  matrix: { rows: { nodes: [{ label: 'GLOBAL' }] } },
  actors: { nodes: [{ slug: 'african-union' }, { slug: 'algeria' }] },
}

const post = (accept: string | undefined, text = query) =>
  fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(accept !== undefined && { accept }) },
    body: JSON.stringify({ query: text }),
  })

describe('an operation with @defer or @stream', () => {
  it.each([
    'application/json',
    'application/graphql-response+json',
    'application/graphql-response+json, application/json;q=0.9',
    'application/json, multipart/mixed;q=0',
    '*/*',
    undefined,
  ])('is answered as a whole, by one statement, where the client accepts %s', async (accept) => {
    for (let again = 0; again < 2; again += 1) {
      const response = await post(accept)
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toMatch(/^application\/(graphql-response\+)?json/)
      const { data, extensions, ...more } = await response.json()
      expect(extensions).toEqual({ revision: 1, cost: expect.any(Object) })
      expect(data).toEqual(whole)
      expect(more).toEqual({})
    }
    expect(api.statements).toHaveLength(2)
  })

  it.each(['multipart/mixed', 'application/json, multipart/mixed', 'text/event-stream'])(
    'comes in parts where the client accepts %s',
    async (accept) => {
      const response = await post(accept)
      expect(response.headers.get('content-type')).toMatch(/^(multipart\/mixed|text\/event-stream)/)
      expect(await response.text()).toContain('"hasNext":true')
      // One for each part that waits, one for the rest, and one before them for the revision of all.
      expect(api.statements).toHaveLength(4)
    },
  )

  it('costs what all its parts cost together', async () => {
    const part =
      'initiatives(first: 100) { nodes { actors(first: 100) { nodes { initiatives(first: 100) { nodes { slug } } } } } }'
    const parts = `{ actionPoint(number: 1) { title } ${['a', 'b', 'c'].map((key) => `... @defer { ${key}: ${part} }`).join(' ')} }`
    const text = await (await post('multipart/mixed', parts)).text()
    expect(text).toContain('QUERY_TOO_COMPLEX')
    expect(text).toContain(`"maximum":${maximumRows}`)
    expect(text).not.toContain('"nodes":')
    expect(api.statements).toEqual([])
  })

  it.each(['application/json', 'multipart/mixed', 'text/event-stream'])(
    'takes variables of any name, and lets none reach further, as %s',
    async (accept) => {
      const text = `query ($__proto__: Int!, $constructor: Int!) {
        actionPoint(number: $__proto__) { number } ... @defer { other: actionPoint(number: $constructor) { number } }
      }`
      const ask = async (variables: string, query: string): Promise<string> => {
        const headers = { 'content-type': 'application/json', accept }
        const body = `{"query":${JSON.stringify(query)},"variables":${variables}}`
        return (await fetch(`${api.url}/graphql`, { method: 'POST', headers, body })).text()
      }
      const named = await ask('{"__proto__":3,"constructor":4}', text)
      expect(named).toContain('"actionPoint":{"number":3}')
      expect(named).toContain('{"number":4}')
      const aliased = await ask(
        '{"constructor":4}',
        `query ($constructor: Int!) {
          __proto__: actionPoint(number: 1) { number } ... @defer { toString: actionPoint(number: $constructor) { number } }
        }`,
      )
      expect(aliased).toContain('"__proto__":{"number":1}')
      expect(aliased).toContain('"toString":{"number":4}')
      const missing = await ask('{"constructor":4}', text)
      expect(missing).toContain('"$__proto__\\" of required type')
      // What no variable is declared for is ignored.
      const polluting = await ask(
        '{"__proto__":{"polluted":true,"point":2},"constructor":{"prototype":{"polluted":true}}}',
        'query ($point: Int = 5) { actionPoint(number: $point) { number } ... @defer { other: actionPoint(number: $point) { number } } }',
      )
      expect(polluting).toContain('"actionPoint":{"number":5}')
      expect(Reflect.get({}, 'polluted')).toBeUndefined()
      expect(Reflect.get(() => {}, 'polluted')).toBeUndefined()
    },
  )

  it('has no more statements once the client is gone', async () => {
    const keys = Array.from({ length: 100 }, (_, n) => `a${n}`)
    const parts = `{ actionPoint(number: 1) { title } ${keys.map((key) => `... @defer { ${key}: matrix(by: ACTOR) { rows(first: 100) { nodes { label cells { actionCount } } } } }`).join(' ')} }`
    await new Promise<void>((resolve) => {
      const { port } = new URL(api.url)
      const headers = { 'content-type': 'application/json', accept: 'multipart/mixed' }
      const asked = request({ host: '127.0.0.1', port, path: '/graphql', method: 'POST', headers }, (response) => {
        response.once('data', () => asked.destroy())
        response.once('close', resolve)
        response.on('error', () => {})
      })
      asked.on('error', () => {})
      asked.end(JSON.stringify({ query: parts }))
    })
    // Whatever still waits for its turn comes before this.
    for (let turn = 0; turn < 5; turn += 1) await api.data('{ actionPoint(number: 2) { title } }')
    const after = api.statements.length
    expect(after).toBeLessThan(50)
    await api.data('{ actionPoint(number: 3) { title } }')
    expect(api.statements.length).toBe(after + 1)
  })
})
