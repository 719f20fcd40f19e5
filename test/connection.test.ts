import { fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../server/config.ts'
import { connect } from '../server/db/connect.ts'
import { lockDataDirectory } from '../server/db/data-directory.ts'
import { readDatabaseUrl } from '../server/db/postgres/address.ts'
import { refuseOldServer } from '../server/db/postgres/session.ts'
import { createLog } from '../server/log.ts'
import { start } from '../server/start.ts'
import { databaseKind, databaseOnServer, freshDatabase, open } from './support/database.ts'

const onServer = databaseKind === 'postgres'

/** A disk in memory of that size; only root may make one, and not everywhere. */
const mount = (path: string, size: string): boolean =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path]).status === 0
const unmount = (path: string): boolean => spawnSync('umount', ['--lazy', path]).status === 0
const probe = await mkdtemp(join(tmpdir(), 'tenpoint-'))
const canMount = mount(probe, '1m') && unmount(probe)
await rm(probe, { recursive: true })

describe('any database', () => {
  it('gives numbers as numbers, dates as text and times as Date', async () => {
    await using connection = await freshDatabase()
    const { rows } =
      await sql`select count(*) as count, 1.5::numeric as numeric, null::int8 as nothing, date '2008-02-29' as date,
      timestamptz '2008-02-29 12:00:00.5+00' as time, true as yes, '{"a":[1]}'::json as json, '{"a":[1]}'::jsonb as jsonb,
      '{1,null,3}'::int8[] as counts, '{1.5}'::numeric[] as numerics, '{}'::int8[] as none, array[date '2008-02-29'] as dates`.execute(
        connection.db,
      )
    expect(rows).toEqual([
      {
        count: 1,
        numeric: 1.5,
        nothing: null,
        date: '2008-02-29',
        time: new Date('2008-02-29T12:00:00.500Z'),
        yes: true,
        json: { a: [1] },
        jsonb: { a: [1] },
        counts: [1, null, 3],
        numerics: [1.5],
        none: [],
        dates: ['2008-02-29'],
      },
    ])
  })

  it('has the extensions the catalogue needs', async () => {
    await using connection = await freshDatabase()
    await sql`create extension pg_trgm`.execute(connection.db)
    await sql`create extension unaccent`.execute(connection.db)
    const { rows } =
      await sql`select unaccent('Söderköping') as plain, similarity('Mauritania', 'Maurtania') > 0.5 as alike`.execute(
        connection.db,
      )
    expect(rows).toEqual([{ plain: 'Soderkoping', alike: true }])
  })

  it('tells of every statement, and closes once however often it is asked to', async () => {
    const statements: string[] = []
    const connection = await freshDatabase({ onStatement: (text) => statements.push(text) })
    await sql`select 1 as one`.execute(connection.db)
    expect(statements).toEqual(['select 1 as one'])
    await Promise.all([connection.close(), connection.close()])
    await expect(sql`select 1`.execute(connection.db)).rejects.toThrow()
  })
})

describe('a server’s address', () => {
  it('is told without its password', () => {
    const { describe } = readDatabaseUrl(
      'postgres://someone:secret@db.example:6432/catalogue?sslmode=require&password=hidden',
    )
    expect(describe).toBe('Postgres database catalogue at db.example:6432')
  })

  it('may ask for settings of its own', () => {
    const { connectionString, sessionOptions } = readDatabaseUrl(
      'postgres://db.example/catalogue?options=-c%20search_path%3Dother',
    )
    expect({ connectionString, sessionOptions }).toEqual({
      connectionString: 'postgres://db.example/catalogue',
      sessionOptions: '-c search_path=other',
    })
  })

  it.each([
    ['', 'not of the form'],
    ['localhost:5432', 'not of the form'],
    ['mysql://root:secret@localhost/x', 'not of the form'],
    // What a driver would make something of by itself.
    ['postgres://someone:secret@host', 'names no database'],
    ['postgres://someone:secret@host/', 'names no database'],
    ['postgres://someone:sec%ret@host/x', 'A % itself is written %25'],
    ['postgres://someone:secret%@host/x', 'A % itself is written %25'],
    ['postgres://someone:secret%ff@host/x', 'A % itself is written %25'],
    ['postgres://someone:1#secret@host/x', 'names no database'],
    ['postgres://someone:1/secret@host/x', 'written %2F and %40'],
    ['postgres://someone:secret@host/x?sslmode=prefer', 'disable, require'],
    ['postgres://someone:secret@host/x?sslmode=allow', 'disable, require'],
    ['postgres://someone:secret@host/x?sslmode=on', 'disable, require'],
  ])('is refused where it is none or leaves something open, without repeating it: %s', async (databaseUrl, reason) => {
    const opening = open({ databaseUrl })
    await expect(opening).rejects.toMatchObject({
      code: 'BAD_DATABASE_URL',
      message: expect.stringContaining(reason),
    })
    await expect(opening).rejects.not.toThrow(/secret|sec%/)
  })

  it('takes TLS modes at their strictest, and escapes for what they stand for', async () => {
    const modes = ['require', 'verify-ca', 'verify-full', 'no-verify', 'disable']
    expect(
      modes.map((mode) => new URL(readDatabaseUrl(`postgres://a:p%25%40@b/c?sslmode=${mode}`).connectionString).search),
    ).toEqual(['verify-full', 'verify-full', 'verify-full', 'no-verify', 'disable'].map((mode) => `?sslmode=${mode}`))
    expect(readDatabaseUrl('postgres://a:p%25%40@b/a%20c').describe).toBe('Postgres database a c at b')
  })

  it('may lead nowhere for a while', async () => {
    await using connection = await open({ databaseUrl: 'postgres://nobody@127.0.0.1:1/nothing' })
    await expect(sql`select 1`.execute(connection.db)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })
})

describe('a server', () => {
  it('must be Postgres 15 or later', () => {
    for (const version of ['15.0', '15.20 (Debian 15.20-0+deb12u1)', '18beta1'])
      expect(() => refuseOldServer(version)).not.toThrow()
    for (const version of ['14.12', '9.6.24', ''])
      expect(() => refuseOldServer(version)).toThrow(expect.objectContaining({ code: 'UNSUPPORTED_SERVER' }))
  })

  it.runIf(onServer)('may drop a connection without harm', async () => {
    await using database = await databaseOnServer()
    const lost: Error[] = []
    await using connection = await open({
      databaseUrl: database.url,
      poolSize: 1,
      onConnectionLost: (error) => lost.push(error),
    })
    await using other = await open({ databaseUrl: database.url, poolSize: 1 })
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(connection.db)
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(other.db)
    await expect.poll(() => lost).toHaveLength(1)
    expect((await sql`select 1 as one`.execute(connection.db)).rows).toEqual([{ one: 1 }])
  })

  it.runIf(onServer)('gives up a statement that takes too long', async () => {
    await using connection = await freshDatabase({ statementTimeoutMs: 50 })
    await expect(sql`select pg_sleep(5)`.execute(connection.db)).rejects.toMatchObject({ code: '57014' })
    expect((await sql`show jit`.execute(connection.db)).rows).toEqual([{ jit: 'off' }])
  })
})

describe('a data directory', () => {
  let directory: string
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'tenpoint-'))
  })
  afterAll(() => rm(directory, { recursive: true }))

  it('is created, and keeps what was written', async () => {
    const dataDir = join(directory, 'deep', 'inside')
    {
      await using connection = await connectTo(dataDir)
      await sql`create table kept as select 42 as answer`.execute(connection.db)
    }
    await using again = await connectTo(dataDir)
    expect((await sql`select answer from kept`.execute(again.db)).rows).toEqual([{ answer: 42 }])
    expect(again.describe).toBe(`embedded database in ${dataDir}`)
  })

  it('belongs to one process at a time, and to the next when that one dies', async () => {
    const dataDir = join(directory, 'shared')
    const program = join(directory, 'holder.ts')
    const connectPath = new URL('../server/db/connect.ts', import.meta.url).href
    await writeFile(
      program,
      `import { connect } from ${JSON.stringify(connectPath)}
      await connect({ dataDir: ${JSON.stringify(dataDir)}, poolSize: 1, statementTimeoutMs: 0 })
      process.send('open')
      setInterval(() => {}, 1000)`,
    )
    const holder = fork(program, { execArgv: [] })
    await once(holder, 'message')
    await expect(connectTo(dataDir)).rejects.toMatchObject({
      code: 'DATA_DIRECTORY_IN_USE',
      message: `The data directory ${dataDir} is in use by process ${holder.pid}. Stop it, or choose another directory.`,
    })
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    await using connection = await connectTo(dataDir)
    expect((await sql`select 1 as one`.execute(connection.db)).rows).toEqual([{ one: 1 }])
    await expect(connectTo(dataDir)).rejects.toMatchObject({ code: 'DATA_DIRECTORY_IN_USE' })
  })

  it('is closed to everybody else, also where it was open before, and leaves other things as they are', async () => {
    const mode = async (path: string) => ((await stat(path)).mode & 0o777).toString(8)
    const open = join(directory, 'open')
    await mkdir(join(open, 'postgres'), { recursive: true })
    const home = join(directory, 'home')
    await mkdir(home)
    await writeFile(join(home, 'letter'), '')
    for (const path of [open, join(open, 'postgres'), home]) await chmod(path, 0o755)
    const umask = process.umask(0)
    try {
      for (const dataDir of [open, home, join(directory, 'new')]) await (await lockDataDirectory(dataDir)).release()
    } finally {
      process.umask(umask)
    }
    const paths = ['open', 'open/postgres', 'new', 'new/postgres', 'home', 'home/postgres']
    expect(await Promise.all(paths.map((path) => mode(join(directory, path))))).toEqual([
      ...['700', '700', '700', '700'],
      ...['755', '700'],
    ])
  })

  it.skipIf(!canMount)(
    'says so where its disk is full',
    async () => {
      const disk = join(directory, 'disk')
      await mkdir(disk)
      // Enough to begin with in the second case, not enough for the catalogue.
      for (const size of ['4m', '44m']) {
        expect(mount(disk, size)).toBe(true)
        try {
          const starting = start(readConfig({ DATA_DIR: join(disk, 'data'), PORT: '0' }), createLog('silent'))
          await expect(starting).rejects.toMatchObject({ code: 'DISK_FULL' })
        } finally {
          unmount(disk)
        }
      }
    },
    120_000,
  )

  it('is told of where it cannot be used', async () => {
    const file = join(directory, 'file')
    await writeFile(file, '')
    await expect(connectTo(join(file, 'below'))).rejects.toMatchObject({ code: 'DATA_DIRECTORY_UNUSABLE' })
  })

  const connectTo = (dataDir: string) => connect({ dataDir, poolSize: 1, statementTimeoutMs: 0 })
})
