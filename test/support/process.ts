// The server as a process of its own, as `npm start` runs it.
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { vi } from 'vitest'
import { environment } from './environment.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A server; killed, where it still runs, when disposed of. */
export interface ServerProcess extends AsyncDisposable {
  readonly child: ChildProcess
  /** The exit code, or null where a signal ended it. */
  readonly ended: Promise<number | null>
  /** All it has printed. */
  readonly output: () => string
  /** Its address once it listens, or what it printed where it does not come to that. */
  readonly listening: () => Promise<string>
}

/** Starts the server on a free port with these settings and no others, and with these options of Node. */
export function startProcess(
  settings: Readonly<Record<string, string>>,
  options: readonly string[] = [],
): ServerProcess {
  const env = environment({ PORT: '0', LOG_LEVEL: 'silent', ...settings })
  const child = spawn(process.execPath, [...options, 'server/main.ts'], { cwd: root, env })
  let output = ''
  const note = (text: Buffer) => {
    output += text
  }
  child.stdout.on('data', note)
  child.stderr.on('data', note)
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  return {
    child,
    ended,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await ended
    },
    output: () => output,
    listening: async () => {
      const started = () => {
        if (!/answers at|could not|wrong/.test(output)) throw new Error(`It does not start: ${output}`)
      }
      await vi.waitFor(started, { timeout: 110_000 })
      return /http:\/\/[^/]+/.exec(output)?.[0] ?? output
    },
  }
}
