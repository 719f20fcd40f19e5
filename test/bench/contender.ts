// The contenders as processes: each starts, says that it is ready, answers, and is stopped.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Client } from 'pg'
import type { Dialect } from './dialect.ts'
import { limit, ours, past } from './dialect-ours.ts'
import { postgraphile } from './dialect-postgraphile.ts'
import { cpuOf, memoryOf } from './usage.ts'

export const contenderNames = ['ours', 'past', 'postgraphile', 'limit'] as const
export type ContenderName = (typeof contenderNames)[number]

export interface Contender extends AsyncDisposable {
  readonly name: ContenderName
  readonly dialect: Dialect
  readonly port: number
  /** Processor time used so far, in milliseconds: by the server, and by the database for it. */
  cpu(): Promise<{ readonly server: number; readonly database: number }>
  /** Memory of the server process, in megabytes. */
  memory(): number
}

export interface StartOptions {
  readonly databaseUrl: string
  readonly poolSize: number
  /** The checkout that holds this server. */
  readonly directory: string
  /** Sees the database's sessions. */
  readonly observer: Client
}

/**
 * The same for all. Compiling statements to machine code takes longer than running these; parallel workers bring nothing
 * where all processors are busy, and what they use would not be seen.
 */
const sessionOptions = '-c jit=off -c max_parallel_workers_per_gather=0'

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url))

const kinds: Readonly<Record<ContenderName, { script(directory: string): string; ready: RegExp; dialect: Dialect }>> = {
  ours: { script: (directory) => `${directory}/server/main.ts`, ready: /answers at/, dialect: ours },
  past: { script: (directory) => `${directory}/server/main.ts`, ready: /answers at/, dialect: past },
  postgraphile: { script: () => here('postgraphile/server.js'), ready: /ready/, dialect: postgraphile },
  limit: { script: () => here('limit/server.ts'), ready: /ready/, dialect: limit },
}

export async function startContender(name: ContenderName, options: StartOptions): Promise<Contender> {
  const { databaseUrl, poolSize, directory, observer } = options
  const { script, ready, dialect } = kinds[name]
  const port = await freePort()
  const session = `bench-${name}-${process.pid}`
  const address = new URL(databaseUrl)
  address.searchParams.set('application_name', session)
  address.searchParams.set('options', sessionOptions)
  const child = await startProcess(script(directory), ready, {
    DATABASE_URL: address.href,
    POOL_SIZE: String(poolSize),
    PORT: String(port),
  })
  return {
    name,
    dialect,
    port,
    async cpu() {
      const { rows } = await observer.query<{ pid: number }>(
        'select pid from pg_stat_activity where application_name = $1',
        [session],
      )
      return { server: cpuOf(child.pid ?? 0), database: rows.reduce((sum, { pid }) => sum + cpuOf(pid), 0) }
    },
    memory: () => memoryOf(child.pid ?? 0),
    [Symbol.asyncDispose]: () => stopProcess(child),
  }
}

/** Runs a script with this very Node in production mode until it prints that it is ready. */
export async function startProcess(script: string, ready: RegExp, env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const child = spawn(process.execPath, [script], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', GRAPHILE_ENV: 'production', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const end = (): unknown => child.kill()
  process.once('exit', end)
  child.once('exit', () => process.off('exit', end))
  await new Promise<void>((resolve, reject) => {
    let said = ''
    child.stdout?.on('data', (text) => {
      said += String(text)
      if (ready.test(said)) resolve()
    })
    child.once('error', reject).once('exit', (code) => reject(new Error(`${script} ended with ${code}:\n${said}`)))
  })
  // A contender that ends by itself is otherwise seen only by connections that are refused.
  child.removeAllListeners('exit').once('exit', (code, signal) => {
    process.off('exit', end)
    if (!stopping.has(child)) console.error(`${script} has ended by itself: ${signal ?? code}`)
  })
  return child
}

const stopping = new WeakSet<ChildProcess>()

export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  stopping.add(child)
  child.kill()
  const impatient = setTimeout(() => child.kill('SIGKILL'), 5000)
  await exited
  clearTimeout(impatient)
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new TypeError('No port.')
  return address.port
}
