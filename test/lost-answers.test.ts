// An answer that never arrives: the change is made, and a repeat under the same idempotency key tells what came of it.
import { createServer, connect as dial, type Server } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { holdHead } from '../server/db/revisions.ts'
import { contentOf, keyWith, submit } from './support/changesets.ts'
import { type Api, openApi } from './support/server.ts'
import { actorAndName, send } from './support/writers.ts'

let api: Api
let key: string
let proxy: Server
let through: string
/** Whether what the server answers is thrown away, and the client hung up on. */
let isCutting = false
beforeAll(async () => {
  api = await openApi()
  key = await keyWith(api, 'publish')
  proxy = createServer((client) => {
    const server = dial(Number(new URL(api.url).port), '127.0.0.1')
    client.on('error', () => server.destroy())
    server.on('error', () => client.destroy())
    client.pipe(server)
    server.on('data', (data) => {
      if (isCutting) {
        client.destroy()
        server.destroy()
      } else client.write(data)
    })
    server.on('close', () => client.destroy())
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const address = proxy.address()
  through = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
})
afterAll(async () => {
  // It ends the connections of the proxy, too.
  await api[Symbol.asyncDispose]()
  await new Promise((resolve) => proxy.close(resolve))
})

it('is given again where it was lost on the way', async () => {
  const input = { changes: actorAndName('unheard'), idempotencyKey: 'unheard' }
  isCutting = true
  expect(await send(through, key, input)).toBeUndefined()
  isCutting = false
  const before = await contentOf(api)
  const again = await send(through, key, input)
  expect(again).toMatchObject({ __typename: 'Changeset', status: 'PUBLISHED', revision: expect.any(Number) })
  expect(await contentOf(api)).toBe(before)
  expect(await send(through, key, input)).toMatchObject({ number: again?.number, revision: again?.revision })
})

it('is given again where the client left before the change was made', async () => {
  const changes = actorAndName('impatient')
  const body = { reason: 'A test.', publish: true, changes, idempotencyKey: 'impatient' }
  const aborted = new AbortController()
  // Another changeset is open meanwhile, so that this one waits.
  const waiting = api.db.transaction().execute(async (transaction) => {
    await holdHead(transaction)
    const gone = fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({
        query: 'mutation M($input: SubmitChangesetInput!) { submitChangeset(input: $input) { __typename } }',
        variables: { input: body },
      }),
      signal: aborted.signal,
    }).catch(() => 'gone')
    await new Promise((resolve) => setTimeout(resolve, 300))
    aborted.abort()
    expect(await gone).toBe('gone')
  })
  await waiting
  const again = await submit(api, key, changes, { idempotencyKey: 'impatient' })
  expect(again).toMatchObject({ __typename: 'Changeset', status: 'PUBLISHED' })
  const told = { actors: { totalCount: 1, nodes: [{ names: [{ name: 'Name of impatient' }] }] } }
  expect(
    await api.data('{ actors(where: { slug: { eq: "impatient" } }) { totalCount nodes { names { name } } } }'),
  ).toEqual(told)
  expect(await submit(api, key, changes, { idempotencyKey: 'impatient' })).toMatchObject({ number: again.number })
})
