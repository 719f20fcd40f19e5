// Many clients change the same thing at once, over two servers where the database is one that two can share. One of those
// that read the same version wins, the others are shown what it made of the fields they want to set. WRITES sets how many
// changes are tried.
import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../server/db/load.ts'
import { migrateToLatest } from '../../server/db/migrate.ts'
import type { Database } from '../../server/db/tables.ts'
import { keyWith, made, type Result, submit } from '../support/changesets.ts'
import { databaseKind, databaseOnServer, open } from '../support/database.ts'
import { type Api, openApi } from '../support/server.ts'
import { citation } from '../support/writers.ts'

const writes = Number(process.env['WRITES'] ?? 10_000)
const clients = 8

const apis: Api[] = []
let db: Kysely<Database>
let key: string
let database: Awaited<ReturnType<typeof databaseOnServer>> | undefined
beforeAll(async () => {
  if (databaseKind === 'embedded') apis.push(await openApi())
  else {
    database = await databaseOnServer()
    const { url } = database
    await using connection = await open({ databaseUrl: url, statementTimeoutMs: 0 })
    await migrateToLatest(connection.db)
    await loadCatalogue(connection.db)
    for (let number = 0; number < 2; number += 1)
      apis.push(await openApi({ database: (options) => open({ ...options, databaseUrl: url }) }))
  }
  db = apiOf(0).db
  key = await keyWith(apiOf(0), 'publish')
})
afterAll(async () => {
  for (const api of apis) await api[Symbol.asyncDispose]()
  await database?.[Symbol.asyncDispose]()
})

function apiOf(client: number): Api {
  const api = apis[client % apis.length]
  if (api === undefined) throw new TypeError('There is no server.')
  return api
}

const newActor = (slug: string, description: string) => ({
  createActor: { slug, name: `The ${slug}`, kind: 'OTHER', description, citation },
})

interface Read {
  readonly version: number
  readonly description: string
}

async function read(api: Api, slug: string): Promise<Read> {
  const answer: unknown = await api.data(`{ actor(slug: "${slug}") { version description } }`)
  const { actor }: { readonly actor: Read } = JSON.parse(JSON.stringify(answer))
  return actor
}

const setTo = (api: Api, slug: string, { version }: Read, description: string): Promise<Result> =>
  submit(api, key, [{ updateActor: { slug, expectedVersion: version, set: { description } } }])

describe(`clients that change the same thing at once (${databaseKind})`, () => {
  it('win where they are the first of those that read the same version; the others are shown what it is now', async () => {
    await made(apiOf(0), key, [newActor('raced', 'Nobody')])
    for (let round = 0; round < Math.min(writes / clients / 10, 50); round += 1) {
      const seen = await read(apiOf(round), 'raced')
      const results = await Promise.all(
        Array.from({ length: clients }, (_, client) => setTo(apiOf(client), 'raced', seen, `${round} ${client}`)),
      )
      const winner = results.findIndex(({ __typename }) => __typename === 'Changeset')
      const { description } = await read(apiOf(round + 1), 'raced')
      expect(description).toBe(`${round} ${winner}`)
      for (const [client, result] of results.entries()) {
        if (client === winner) continue
        expect(result).toMatchObject({
          __typename: 'ChangesetConflict',
          conflicts: [
            { field: 'description', base: seen.description, theirs: description, yours: `${round} ${client}` },
          ],
        })
      }
    }
  })

  it('lose no update: a text that counts is as far as there were writes acknowledged', async () => {
    await made(apiOf(0), key, [newActor('counter', '0')])
    let tried = 0
    let acknowledged = 0
    const count = async (client: number): Promise<void> => {
      while (tried < writes) {
        tried += 1
        const seen = await read(apiOf(client), 'counter')
        const result = await setTo(apiOf(client), 'counter', seen, String(Number(seen.description) + 1))
        if (result.__typename === 'Changeset') acknowledged += 1
        else expect(result.__typename).toBe('ChangesetConflict')
      }
    }
    const began = performance.now()
    await Promise.all(Array.from({ length: clients }, (_, client) => count(client)))
    const { description } = await read(apiOf(0), 'counter')
    expect(Number(description)).toBe(acknowledged)
    const { rows } = await sql<{ versions: number; values: number }>`
      select count(*)::integer as versions, count(distinct description)::integer as values
      from versions.actors where slug = 'counter'`.execute(db)
    expect(rows).toEqual([{ versions: acknowledged + 1, values: acknowledged + 1 }])
    const seconds = (performance.now() - began) / 1000
    console.log(
      `${tried} tries from ${clients} clients over ${apis.length} servers (${databaseKind}): ${acknowledged} acknowledged, ${tried - acknowledged} conflicts, ${Math.round(tried / seconds)} a second`,
    )
  })
})
