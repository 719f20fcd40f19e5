// What the server says, and what it only logs, when something inside it fails.
import type { AddressInfo } from 'node:net'
import { GraphQLObjectType, GraphQLSchema, GraphQLString, getOperationAST } from 'graphql'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Health } from '../server/db/connect.ts'
import { createApp } from '../server/http/app.ts'
import type { Executor } from '../server/relational/index.ts'
import { noDatabase } from './support/no-database.ts'

const secret = 'select password from accounts at /srv/secret.ts:1'

const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: 'Query',
    fields: {
      stored: { type: GraphQLString },
      resolved: {
        type: GraphQLString,
        resolve: () => {
          throw new Error(secret)
        },
      },
    },
  }),
})

let failure: Error
/** Fails as a database does; leaves what is called Resolved to the resolvers. */
const executor: Executor = {
  relationalOperation: (document, name) => {
    const operation = getOperationAST(document, name) ?? undefined
    return operation?.name?.value === 'Resolved' ? undefined : operation
  },
  text: () => Promise.reject(failure),
  refusal: () => undefined,
  settle: async () => {},
  newestRevision: () => Promise.reject(failure),
  relational: { data: () => Promise.reject(failure), load: () => Promise.reject(failure) },
}

let lines: Record<string, unknown>[]
let url: string
let health: () => Promise<Health>
let close: () => Promise<void>
beforeEach(async () => {
  failure = new Error(secret)
  health = () => Promise.reject(failure)
  lines = []
  const log = pino({ base: undefined }, { write: (line) => lines.push(JSON.parse(line)) })
  const server = createApp({
    schema,
    executor,
    db: noDatabase,
    log,
    health: () => health(),
    playground: false,
    introspection: false,
    trustedDocuments: false,
  })
  const address = await new Promise<AddressInfo | string | null>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(server.address())),
  )
  if (address === null || typeof address === 'string') throw new TypeError('No port.')
  url = `http://127.0.0.1:${address.port}`
  close = () => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(() => resolve()))
  }
})
afterEach(() => close())

const ask = (query: string, id: string) =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', 'x-request-id': id },
    body: JSON.stringify({ query }),
  })

describe('a failure inside', () => {
  it.each([
    ['of the database', 'query Stored { stored }', 'Stored', 500],
    ['of a resolver', 'query Resolved { resolved }', 'Resolved', 200],
  ])('%s is not shown, and logged under the id of its request', async (_, query, operation, status) => {
    const answers = await Promise.all([ask(query, 'one'), ask(query, 'two')])
    for (const answer of answers) {
      expect(answer.status).toBe(status)
      const text = await answer.text()
      expect(JSON.parse(text).errors[0].extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR' })
      expect(text).not.toMatch(/select|secret|\.ts/)
    }
    for (const requestId of ['one', 'two']) {
      expect(lines.filter((line) => line['requestId'] === requestId)).toMatchObject([
        { level: 50, err: { message: secret } },
        { level: 30, msg: 'request', operation, status, errors: ['INTERNAL_SERVER_ERROR'] },
      ])
    }
  })

  it('is not shown in a part that comes later either', async () => {
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'multipart/mixed', 'x-request-id': 'one' },
      body: JSON.stringify({ query: 'query Resolved { __typename ... @defer { resolved } }' }),
    })
    const text = await answer.text()
    expect(text).toContain('INTERNAL_SERVER_ERROR')
    expect(text).not.toMatch(/select|secret|\.ts/)
    expect(lines.filter((line) => line['requestId'] === 'one')).toContainEqual(
      expect.objectContaining({ level: 50, err: expect.objectContaining({ message: secret }) }),
    )
  })

  it.each([
    ['ECONNREFUSED', 503, 'DATABASE_UNAVAILABLE'],
    ['57P01', 503, 'DATABASE_UNAVAILABLE'],
    ['57P04', 503, 'DATABASE_UNAVAILABLE'],
    ['55000', 503, 'DATABASE_UNAVAILABLE'],
    ['3D000', 503, 'DATABASE_UNAVAILABLE'],
    ['28P01', 503, 'DATABASE_UNAVAILABLE'],
    ['53100', 503, 'DATABASE_UNAVAILABLE'],
    ['ENOSPC', 503, 'DATABASE_UNAVAILABLE'],
    ['DATABASE_BUSY', 503, 'DATABASE_BUSY'],
    ['57014', 504, 'QUERY_TIMEOUT'],
    ['42P01', 500, 'INTERNAL_SERVER_ERROR'],
  ])('%s is told as %i %s', async (code, status, told) => {
    failure = Object.assign(new Error(secret), { code })
    const answer = await ask('{ stored }', 'one')
    expect([answer.status, (await answer.json()).errors[0].extensions]).toEqual([status, { code: told }])
  })

  it.each([
    ['away', 503, { status: 'unavailable', reason: 'The database does not answer.' }],
    ['ready', 200, { status: 'ready' }],
    // Taking an instance away because it is busy gives the others more to do.
    ['busy', 200, { status: 'busy', waiting: 7 }],
  ] as const)('a database that is %s makes readiness %i', async (state, status, body) => {
    health = () => Promise.resolve({ state, waiting: 7 })
    const ready = await fetch(`${url}/health/ready`)
    expect([ready.status, await ready.json()]).toEqual([status, body])
    health = () => Promise.reject(failure)
    expect((await fetch(`${url}/health/ready`)).status).toBe(503)
  })
})
