// Real databases for tests: embedded ones by default, databases of their own on a server where TEST_DATABASE_URL or
// DATABASE_URL names one. What takes long to make is made once and copied.
import { createHash, randomBytes } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { access, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Kysely, PGliteDialect } from 'kysely'
import pg from 'pg'
import { type Connection, type ConnectOptions, connect } from '../../server/db/connect.ts'
import { lockDataDirectory } from '../../server/db/data-directory.ts'
import { openEmbedded } from '../../server/db/embedded.ts'
import { DatabaseError } from '../../server/db/errors.ts'
import { loadCatalogue } from '../../server/db/load.ts'
import { migrateToLatest } from '../../server/db/migrate.ts'
import type { Database } from '../../server/db/tables.ts'

export type TestOptions = Partial<Pick<ConnectOptions, 'onStatement' | 'poolSize' | 'queueSize' | 'statementTimeoutMs'>>

if (process.env['TENPOINT_TESTS'] === 'pure')
  throw new Error('This test opens a database, so it is not one of those that vitest.config.ts calls pure.')

const serverUrl = process.env['TEST_DATABASE_URL'] || process.env['DATABASE_URL'] || undefined
const root = fileURLToPath(new URL('../..', import.meta.url))
const cache = join(root, 'node_modules/.cache/tenpoint')
const fingerprint = await fingerprintOf()

/** Which kind of database the tests run on. */
export const databaseKind: Connection['kind'] = serverUrl === undefined ? 'embedded' : 'postgres'

/** An empty database of its own, gone when closed. */
export async function freshDatabase(options: TestOptions = {}): Promise<Connection> {
  return serverUrl === undefined
    ? open({ ...options, snapshot: await snapshot('empty', async () => {}) })
    : onServer(serverUrl, options, '')
}

/** Like `freshDatabase`; on a server that can, one whose default collation sorts texts as people do. */
export async function foreignDatabase(options: TestOptions = {}): Promise<Connection> {
  if (serverUrl === undefined) return freshDatabase(options)
  let knowsLanguages = false
  await administer(serverUrl, async (client) => {
    const { rowCount } = await client.query(`select from pg_collation where collprovider = 'i' limit 1`)
    knowsLanguages = rowCount === 1
  })
  const sorted = `template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C' locale_provider icu icu_locale 'en-US'`
  return onServer(serverUrl, options, knowsLanguages ? sorted : '')
}

/** Makes of databases in several languages: how each folds, sorts and tells letters from signs is another question there. */
export const languages = {
  C: `lc_collate 'C' lc_ctype 'C'`,
  ...Object.fromEntries(
    ['en-US', 'tr-TR', 'sv', 'lt'].map((locale) => [
      locale,
      `lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8' locale_provider icu icu_locale '${locale}'`,
    ]),
  ),
} as const

/** A database of a language on the server, with the real catalogue, gone when closed. */
export const databaseIn =
  (language: string) =>
  async (options: TestOptions = {}): Promise<Connection> => {
    if (serverUrl === undefined) throw new Error('The tests run without a server.')
    const connection = await onServer(serverUrl, options, `template template0 encoding 'UTF8' ${language}`)
    await fill(connection.db)
    return connection
  }

/** A database of its own, migrated and with the real catalogue in it, gone when closed. */
export async function catalogueDatabase(options: TestOptions = {}): Promise<Connection> {
  return serverUrl === undefined
    ? open({ ...options, snapshot: await snapshot(fingerprint, fill) })
    : onServer(serverUrl, options, `template ${await template(serverUrl)}`)
}

/** Puts an embedded database with the real catalogue into a directory. */
export async function catalogueDirectory(dataDir: string): Promise<void> {
  const connection = await open({ dataDir, snapshot: await snapshot(fingerprint, fill) })
  await connection.close()
}

/** The settings of a process, and what they lead to, gone when disposed of. */
export interface Kept extends AsyncDisposable {
  readonly settings: Readonly<Record<string, string>>
}

/** The settings of a process that has the real catalogue: in a directory, or in a database on the server. */
export async function catalogueSettings(): Promise<Kept> {
  if (serverUrl !== undefined) return settingsOnServer(serverUrl, `template ${await template(serverUrl)}`)
  const kept = await freshSettings()
  await catalogueDirectory(kept.settings['DATA_DIR'] ?? '')
  return kept
}

/** Like `catalogueSettings`, with nothing in it yet. */
export async function freshSettings(): Promise<Kept> {
  if (serverUrl !== undefined) return settingsOnServer(serverUrl, '')
  const folder = await mkdtemp(join(tmpdir(), 'tenpoint-'))
  return {
    settings: { DATA_DIR: join(folder, 'data') },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

async function settingsOnServer(server: string, made: string): Promise<Kept> {
  const { url, ...disposable } = await createOnServer(server, made)
  return { settings: { DATABASE_URL: url }, ...disposable }
}

/** An empty database on the server, by its address, gone when disposed of; who opens it closes it first. */
export async function databaseOnServer(): Promise<OnServer> {
  if (serverUrl === undefined) throw new Error('The tests run without a server.')
  return createOnServer(serverUrl, '')
}

/** Opens a database with settings that suit tests. */
export const open = (options: Partial<ConnectOptions>): Promise<Connection> =>
  connect({ poolSize: 4, statementTimeoutMs: 20_000, ...options })

async function fill(db: Kysely<Database>): Promise<void> {
  await migrateToLatest(db)
  await loadCatalogue(db)
  // Else what the old files made would be kept under the name of the new ones.
  if ((await fingerprintOf()) !== fingerprint)
    throw new Error('The files of the database changed meanwhile. Run the tests again.')
}

/** Changes with everything that goes into a loaded database. */
async function fingerprintOf(): Promise<string> {
  const hash = createHash('sha256')
  for (const folder of ['migrations', 'server/db']) {
    const files = await readdir(join(root, folder), { recursive: true, withFileTypes: true })
    for (const path of files
      .filter((file) => file.isFile())
      .map((file) => join(file.parentPath, file.name))
      .sort()) {
      hash.update(path).update(await readFile(path))
    }
  }
  return hash.digest('hex').slice(0, 16)
}

/** What an embedded database holds once it is made, kept in a file; test files that run at once wait for the first. */
async function snapshot(name: string, make: (db: Kysely<Database>) => Promise<void>): Promise<Blob> {
  const file = join(cache, `${name}.tar`)
  while (!(await exists(file))) {
    const lock = await tryLock(join(cache, `${name}.lock`))
    if (lock === undefined) {
      await pause(50)
      continue
    }
    try {
      if (!(await exists(file))) await makeSnapshot(file, make)
    } finally {
      await lock.release()
    }
  }
  return openAsBlob(file)
}

async function makeSnapshot(file: string, make: (db: Kysely<Database>) => Promise<void>): Promise<void> {
  const pglite = await openEmbedded()
  try {
    await make(new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) }))
    const dump = await pglite.dumpDataDir('none')
    await mkdir(cache, { recursive: true })
    if (!file.endsWith('empty.tar')) await removeOutdated()
    await writeFile(`${file}.part`, dump.stream())
    await rename(`${file}.part`, file)
  } finally {
    await pglite.close()
  }
}

async function removeOutdated(): Promise<void> {
  for (const name of await readdir(cache)) {
    if (name.endsWith('.tar') && name !== 'empty.tar') await rm(join(cache, name), { force: true })
  }
}

async function tryLock(path: string) {
  try {
    return await lockDataDirectory(path)
  } catch (error) {
    if (error instanceof DatabaseError && error.code === 'DATA_DIRECTORY_IN_USE') return undefined
    throw error
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

/** A database with the catalogue, on the server under a name of its own, for others to be copied from. */
async function template(url: string): Promise<string> {
  const name = `tenpoint_template_${fingerprint}`
  await administer(url, async (client) => {
    await client.query('select pg_advisory_lock(7310208642)')
    const { rows } = await client.query<{ datname: string }>(
      `select datname from pg_database where datname like 'tenpoint\\_template\\_%'`,
    )
    if (rows.some(({ datname }) => datname === name)) return
    for (const { datname } of rows) await drop(client, datname)
    const unfinished = newName()
    await client.query(`create database ${unfinished}`)
    const connection = await open({ databaseUrl: addressOf(url, unfinished) })
    try {
      await fill(connection.db).finally(connection.close)
      await client.query(`alter database ${unfinished} rename to ${name}`)
    } catch (error) {
      await drop(client, unfinished)
      throw error
    }
  })
  return name
}

interface OnServer extends AsyncDisposable {
  readonly url: string
}

/** A database made as the words after its name say. */
async function createOnServer(server: string, made: string): Promise<OnServer> {
  const name = newName()
  await administer(server, (client) => client.query(`create database ${name} ${made}`))
  return {
    url: addressOf(server, name),
    [Symbol.asyncDispose]: () => administer(server, (client) => drop(client, name)),
  }
}

async function onServer(server: string, options: TestOptions, made: string): Promise<Connection> {
  const database = await createOnServer(server, made)
  const connection = await open({ ...options, databaseUrl: database.url })
  const close = async () => {
    await connection.close()
    await database[Symbol.asyncDispose]()
  }
  return { ...connection, close, [Symbol.asyncDispose]: close }
}

const newName = (): string => `tenpoint_test_${randomBytes(6).toString('hex')}`

function addressOf(url: string, database: string): string {
  const address = new URL(url)
  address.pathname = `/${database}`
  return address.href
}

const drop = (client: pg.Client, name: string): Promise<unknown> =>
  client.query(`drop database if exists ${name} with (force)`)

async function administer(url: string, run: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await run(client)
  } finally {
    await client.end()
  }
}
