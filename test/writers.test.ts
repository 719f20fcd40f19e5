// Many changesets at once: they wait for their turn without a connection, so that reads go on, and not without a limit.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Connection } from '../server/db/connect.ts'
import { loadCatalogue } from '../server/db/load.ts'
import { migrateToLatest } from '../server/db/migrate.ts'
import { holdHead } from '../server/db/revisions.ts'
import { inTurn } from '../server/db/writers.ts'
import { askAs, keyWith, submission } from './support/changesets.ts'
import { catalogueDatabase, databaseKind, databaseOnServer, open, type TestOptions } from './support/database.ts'
import { type Api, openApi } from './support/server.ts'
import { actorAndName } from './support/writers.ts'

const queueSize = 20
/** As few connections as there can be. */
const small = { poolSize: 1, queueSize }

/** Waits until told to go on. */
function pauseable() {
  const [held, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  return { held, released }
}

/** Sends fifty changesets while another is at work, and reads meanwhile. */
async function expectBounded(api: Api, hold: (run: () => Promise<void>) => Promise<void>): Promise<void> {
  const key = await keyWith(api, 'publish')
  const { held, released } = pauseable()
  const holding = hold(async () => {
    held.resolve()
    await released.promise
  })
  await held.promise
  const slugs = Array.from({ length: 50 }, (_, n) => `crowd-${n}`)
  let waiting = slugs.length
  const answers = slugs.map(async (slug) => {
    const input = { reason: 'In a crowd.', publish: true, changes: actorAndName(slug) }
    const answer = await askAs(api, key, submission, { input })
    waiting -= 1
    return answer
  })
  // Those for which there is no room are told at once; the others wait.
  await expect.poll(() => waiting).toBeLessThanOrEqual(queueSize + 1)
  for (let reads = 0; reads < 10; reads += 1) {
    expect(await api.data('{ actionPoint(number: 1) { number } }')).toEqual({ actionPoint: { number: 1 } })
    expect((await askAs(api, key, '{ changeset(number: 1) { number } }')).status).toBe(200)
  }
  expect((await fetch(`${api.url}/health/ready`)).status).toBe(200)
  expect(waiting).toBeGreaterThanOrEqual(queueSize)
  released.resolve()
  await holding
  const all = await Promise.all(answers)
  const refused = all.filter(({ body }) => body.errors)
  expect(refused.length).toBeGreaterThanOrEqual(slugs.length - queueSize - 1)
  for (const { status, body } of refused) {
    expect(body.errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['DATABASE_BUSY'])
    expect(status).toBe(503)
  }
  for (const { body } of all)
    if (!body.errors) expect(body.data).toMatchObject({ submitChangeset: { __typename: 'Changeset' } })
  expect(await api.data(`{ actors(where: { slug: { startsWith: "crowd-" } }) { totalCount } }`)).toEqual({
    actors: { totalCount: all.length - refused.length },
  })
}

describe('while one changeset of this process is at work', () => {
  let api: Api
  beforeAll(async () => {
    api = await openApi({ database: (options) => catalogueDatabase({ ...options, ...small }) })
  })
  afterAll(() => api[Symbol.asyncDispose]())

  it('others wait or are turned away, and reads go on', () => expectBounded(api, (run) => inTurn(api.db, run)))
})

describe.runIf(databaseKind === 'postgres')('while a changeset of another process is at work', () => {
  let database: Awaited<ReturnType<typeof databaseOnServer>>
  let other: Connection
  let api: Api
  beforeAll(async () => {
    database = await databaseOnServer()
    const { url } = database
    other = await open({ databaseUrl: url, statementTimeoutMs: 0 })
    await migrateToLatest(other.db)
    await loadCatalogue(other.db)
    api = await openApi({ database: (options: TestOptions) => open({ ...options, ...small, databaseUrl: url }) })
  })
  afterAll(async () => {
    await api[Symbol.asyncDispose]()
    await other.close()
    await database[Symbol.asyncDispose]()
  })

  it('others wait or are turned away, and reads go on', () =>
    expectBounded(api, (run) =>
      other.db.transaction().execute(async (transaction) => {
        await holdHead(transaction)
        await run()
      }),
    ))
})
