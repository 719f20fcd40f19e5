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
