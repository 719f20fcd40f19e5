// Servers that are killed while clients write. Nothing that was acknowledged is lost, nothing is there by half, no revision
// is missing or there twice, and repeating what nobody knows the end of has exactly one effect. KILL_ROUNDS sets how often.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Connection } from '../../server/db/connect.ts'
import { loadCatalogue } from '../../server/db/load.ts'
import { migrateToLatest } from '../../server/db/migrate.ts'
import { createKey } from '../../server/keys/keys.ts'
import { catalogueDirectory, databaseKind, databaseOnServer, open } from '../support/database.ts'
import { Journal } from '../support/journal.ts'
import { type ServerProcess, startProcess } from '../support/process.ts'
import { expectKept, resolveUnknown, write } from '../support/writers.ts'

/** An embedded database takes seconds to start. */
const rounds = Number(process.env['KILL_ROUNDS'] ?? (databaseKind === 'embedded' ? 5 : 50))

let folder: string
const started = new Set<ServerProcess>()
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenpoint-kill-'))
})
afterAll(async () => {
  for (const { child } of started) child.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

interface Instance {
  server: ServerProcess
  url: string
}

async function begin(settings: Readonly<Record<string, string>>): Promise<Instance> {
  const server = startProcess(settings)
  started.add(server)
  return { server, url: await server.listening() }
}

async function kill({ server }: Instance): Promise<void> {
  server.child.kill('SIGKILL')
  await server.ended
  started.delete(server)
}

/** Kills one of the servers in each round, and starts it again, while writers go on. Gives how many ends were unknown. */
async function killInRounds(
  instances: Instance[],
  settings: Readonly<Record<string, string>>,
  key: string,
  journal: Journal,
) {
  let unknown = 0
  for (let round = 0; round < rounds; round += 1) {
    const stop = new AbortController()
    const urls = () => instances.map(({ url }) => url)
    const writers = Array.from({ length: 4 }, (_, number) =>
      write(`w${number}-${round}`, key, urls, journal, stop.signal),
    )
    await pause(200 + Math.random() * 800)
    const victim = instances[round % instances.length]
    if (victim === undefined) throw new TypeError('There is no server.')
    await kill(victim)
    if (instances.length > 1) await pause(100)
    stop.abort()
    await Promise.all(writers)
    Object.assign(victim, await begin(settings))
    unknown += await resolveUnknown(instances[(round + 1) % instances.length]?.url ?? '', key, journal)
  }
  return unknown
}

function report(journal: Journal, unknown: number): void {
  const endings = [...journal.read().values()].map(({ ending }) => ending)
  const count = (one: string) => endings.filter((ending) => ending === one).length
  expect(count('acknowledged')).toBeGreaterThan(rounds)
  console.log(
    `${rounds} kills (${databaseKind}): ${count('acknowledged')} acknowledged, ${count('refused')} refused, ${unknown} of unknown end, resolved`,
  )
}

describe.runIf(databaseKind === 'postgres')('one of two servers on one database', () => {
  it('loses, halves and doubles nothing when it is killed', async () => {
    await using database = await databaseOnServer()
    await using connection = await open({ databaseUrl: database.url, statementTimeoutMs: 0 })
    await migrateToLatest(connection.db)
    await loadCatalogue(connection.db)
    const key = await createKey(connection.db, { name: 'writer', scopes: ['publish'] })
    const settings = { DATABASE_URL: database.url }
    const instances = [await begin(settings), await begin(settings)]
    const journal = new Journal(join(folder, 'two'))
    const unknown = await killInRounds(instances, settings, key, journal)
    await expectKept(connection.db, journal)
    report(journal, unknown)
    for (const instance of instances) await kill(instance)
  })
})

describe.runIf(databaseKind === 'embedded')('a server with its database inside', () => {
  it('loses, halves and doubles nothing when it is killed', async () => {
    const dataDir = join(folder, 'data')
    await catalogueDirectory(dataDir)
    const key = await withDatabase(dataDir, ({ db }) => createKey(db, { name: 'writer', scopes: ['publish'] }))
    const settings = { DATA_DIR: dataDir }
    const instances = [await begin(settings)]
    const journal = new Journal(join(folder, 'one'))
    const unknown = await killInRounds(instances, settings, key, journal)
    for (const instance of instances) await kill(instance)
    await withDatabase(dataDir, ({ db }) => expectKept(db, journal))
    report(journal, unknown)
  })
})

async function withDatabase<T>(dataDir: string, run: (connection: Connection) => Promise<T>): Promise<T> {
  await using connection = await open({ dataDir })
  return await run(connection)
}
