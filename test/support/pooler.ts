// pgbouncer between the tests and the server, sharing its few backends by transaction.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

const program = '/usr/sbin/pgbouncer'

/** The version of pgbouncer that is installed, as [major, minor]; undefined where none is. */
export const poolerVersion: readonly [number, number] | undefined = findVersion()

/** Whether it can hand prepared statements from backend to backend. */
export const poolerKnowsStatements = poolerVersion !== undefined && (poolerVersion[0] > 1 || poolerVersion[1] >= 21)

export interface Pooler extends AsyncDisposable {
  /** The address of a database of the server, through the pooler. */
  readonly url: string
}

/**
 * Starts a pooler before the server of an address. It has three backends and takes them in turn, so that whatever a
 * client believes of its backend is wrong soon.
 */
export async function openPooler(serverUrl: string, preparedStatements: number): Promise<Pooler> {
  const server = new URL(serverUrl)
  const directory = await mkdtemp(join(tmpdir(), 'tenpoint-pooler-'))
  const port = await freePort()
  const login = [
    `host=${server.searchParams.get('host') ?? server.hostname}`,
    `port=${server.port || 5432}`,
    `user=${decodeURIComponent(server.username) || 'postgres'}`,
    ...(server.password ? [`password=${decodeURIComponent(server.password)}`] : []),
  ].join(' ')
  const isRoot = process.getuid?.() === 0
  const settings = [
    '[databases]',
    `* = ${login}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = any',
    'pool_mode = transaction',
    'default_pool_size = 3',
    'server_round_robin = 1',
    'max_client_conn = 200',
    ...(poolerKnowsStatements ? [`max_prepared_statements = ${preparedStatements}`] : []),
    // It will not run as root.
    ...(isRoot ? ['user = postgres'] : []),
  ]
  const file = join(directory, 'pgbouncer.ini')
  await writeFile(file, `${settings.join('\n')}\n`)
  if (isRoot) {
    const owner = Number(execFileSync('id', ['-u', 'postgres']).toString())
    await chown(directory, owner, owner)
    await chown(file, owner, owner)
  }
  await chmod(directory, 0o755)
  const child = spawn(program, ['-q', file], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (text) => {
    said += text
  })
  const url = new URL(server)
  url.host = `127.0.0.1:${port}`
  url.searchParams.delete('host')
  await answering(url, child, () => said)
  return {
    url: url.href,
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit')
      child.kill('SIGINT')
      const cut = setTimeout(() => child.kill('SIGKILL'), 3000)
      await ended
      clearTimeout(cut)
      await rm(directory, { recursive: true, force: true })
    },
  }
}

async function answering(url: URL, child: ChildProcess, said: () => string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (child.exitCode !== null) break
    const client = new pg.Client({ connectionString: url.href })
    client.on('error', () => undefined)
    try {
      await client.connect()
      await client.query('select 1')
      return
    } catch {
      await pause(100)
    } finally {
      await client.end()
    }
  }
  throw new Error(`pgbouncer does not answer: ${said()}`)
}

function findVersion(): readonly [number, number] | undefined {
  try {
    const [, major, minor] = /PgBouncer (\d+)\.(\d+)/.exec(execFileSync(program, ['--version']).toString()) ?? []
    return [Number(major), Number(minor)]
  } catch {
    return undefined
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new TypeError('No port.')
  return address.port
}
