// How requests arrive: the media types they bring and accept, and the addresses and methods they come by.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RawRequest, raw } from './support/raw.ts'
import { type Api, openApi } from './support/server.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api[Symbol.asyncDispose]())

const ask = (options?: RawRequest) => raw(api.url, options)
const body = (query: string): string => JSON.stringify({ query })
const get = (query: string): string => `/graphql?query=${encodeURIComponent(query)}`
const codeOf = (text: string): unknown => JSON.parse(text).errors[0].extensions.code

const short = '{ actionPoint(number: 1) { title } }'

describe('a media type to answer with', () => {
  it.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['application/*', 'application/json'],
    ['application/graphql-response+json, application/json;q=0.9', 'application/graphql-response+json'],
    ['application/json;q=0.1, application/graphql-response+json;q=0.2', 'application/graphql-response+json'],
    ['application/graphql-response+json;q=0.1, application/json', 'application/json'],
    ['application/json; q=0.1, application/graphql-response+json ; q = 0.2', 'application/graphql-response+json'],
    [
      'application/json; charset=utf-8; q=0.1, application/graphql-response+json;q=0.2',
      'application/graphql-response+json',
    ],
    ['application/json;q=0, */*', 'application/graphql-response+json'],
    ['APPLICATION/GraphQL-Response+JSON', 'application/graphql-response+json'],
    ['application/json; charset=UTF-8', 'application/json'],
    ['text/html;q=0.1, application/json', 'application/json'],
    [
      'multipart/mixed;deferSpec=20220824,application/graphql-response+json,application/json;q=0.9',
      'application/graphql-response+json',
    ],
    ['multipart/mixed; boundary="-"; deferSpec=20220824, application/json', 'application/json'],
    ['text/event-stream, multipart/mixed, application/json;q=0.5', 'application/json'],
  ])('is the best of those a client accepts: %s', async (accept, type) => {
    const headers = accept === undefined ? {} : { accept }
    for (const options of [{ body: body(short) }, { body: body(short) }, { target: get(short) }]) {
      const answer = await ask({ ...options, headers })
      expect([answer.status, answer.headers['content-type']]).toEqual([200, `${type}; charset=utf-8`])
    }
  })

  it.each(['text/csv', 'application/json;q=0', 'image/*'])(
    'cannot be had for %s, and nothing is run',
    async (accept) => {
      api.statements.length = 0
      const answer = await ask({ body: body(short), headers: { accept } })
      expect([answer.status, codeOf(answer.text)]).toEqual([406, 'BAD_REQUEST'])
      expect(api.statements).toEqual([])
    },
  )
})

describe('a body', () => {
  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'APPLICATION/JSON;Charset="UTF-8"',
    'application/json ; charset=utf8',
    'application/graphql+json',
  ])('may be %s', async (type) => {
    expect((await ask({ body: body(short), headers: { 'content-type': type } })).status).toBe(200)
  })

  it.each([
    ['of another type', { 'content-type': 'text/plain' }],
    ['in another charset', { 'content-type': 'application/json; charset=iso-8859-1' }],
    ['of no sensible type', { 'content-type': 'json' }],
    ['of two types', { 'content-type': 'application/json, text/plain' }],
    ['that is compressed', { 'content-encoding': 'gzip' }],
  ])('%s is refused', async (_, headers) => {
    const answer = await ask({ body: body(short), headers })
    expect([answer.status, codeOf(answer.text)]).toEqual([415, 'BAD_REQUEST'])
  })

  it('without a type is refused, and the refusal names the type to use', async () => {
    const answer = await ask({ method: 'POST', headers: { 'content-length': '2' }, target: '/graphql' }).catch(String)
    expect(answer).toMatchObject({ status: 415, text: expect.stringContaining('application/json') })
  })

  it.each([
    ['that is no JSON', 'TOPSECRET'],
    ['that is cut off', '{"query":"{ TOPSECRET'],
    ['with unknown members', '{"query":"{ __typename }","TOPSECRET":1}'],
    ['that is a text', '"TOPSECRET"'],
    ['that is nothing', 'null'],
    ['with a query that is none', '{"query":["TOPSECRET"]}'],
    ['with variables that are none', '{"query":"{ __typename }","variables":"TOPSECRET"}'],
    ['with an operation that is no name', '{"query":"{ __typename }","operationName":{"TOPSECRET":1}}'],
    ['with extensions that are none', '{"query":"{ __typename }","extensions":["TOPSECRET"]}'],
  ])('%s is refused, and nothing of it comes back', async (_, text) => {
    const answer = await ask({ body: text })
    expect([answer.status, codeOf(answer.text)]).toEqual([400, 'BAD_REQUEST'])
    expect(answer.text).not.toContain('SECRET')
  })
})

describe('an address', () => {
  it.each([
    ['with a slash at its end', '/graphql/?query={__typename}', 'localhost'],
    ['as a whole, as proxies send it', 'http://elsewhere:80/graphql?query={__typename}', 'localhost'],
    ['with a port', '/graphql?query={__typename}', 'localhost:1234'],
  ])('%s finds the API', async (_, target, host) => {
    const answer = await ask({ target, headers: { host } })
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      200,
      { data: { __typename: 'Query' }, extensions: { revision: expect.any(Number), cost: expect.any(Object) } },
    ])
  })

  it('with a slash at its end takes POST, and shows the playground', async () => {
    expect((await ask({ target: '/graphql/', body: body(short) })).status).toBe(200)
    expect((await ask({ target: '/graphql/', headers: { accept: 'text/html' } })).headers['content-type']).toMatch(
      'html',
    )
  })

  it('that is too long is refused, and the server lives on', async () => {
    expect((await ask({ target: get(`{ __typename } #${'x'.repeat(20_000)}`) })).status).toBe(431)
    expect((await ask({ target: get('{ __typename }') })).status).toBe(200)
  })

  it.each([
    ['/graphql', 'GET, HEAD, POST, OPTIONS'],
    ['/graphql/', 'GET, HEAD, POST, OPTIONS'],
    ['/', 'GET, HEAD, OPTIONS'],
    ['/schema.graphql', 'GET, HEAD, OPTIONS'],
    ['/health/live', 'GET, HEAD, OPTIONS'],
    ['/health/ready', 'GET, HEAD, OPTIONS'],
  ])('%s takes the methods that it allows, and no others', async (target, allowed) => {
    const { headers } = await ask({ method: 'OPTIONS', target })
    expect([headers.allow, headers['access-control-allow-methods']]).toEqual([allowed, allowed])
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND']) {
      const isQuery = method === 'POST' && allowed.includes(method)
      const answer = await ask({
        method,
        target,
        ...(method.startsWith('P') && { body: isQuery ? body(short) : '{}' }),
      })
      if (allowed.includes(method)) expect([method, answer.status === 405]).toEqual([method, false])
      else expect([method, answer.status, answer.headers.allow]).toEqual([method, 405, allowed])
    }
  })

  it('that takes a method says so in an error with a code', async () => {
    const answer = await ask({ method: 'DELETE', target: '/graphql' })
    expect([codeOf(answer.text), answer.headers['content-type']]).toEqual([
      'BAD_REQUEST',
      'application/json; charset=utf-8',
    ])
  })
})
