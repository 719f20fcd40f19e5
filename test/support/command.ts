// The command line as people run it: a process of its own.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { environment } from './environment.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Ran {
  /** The exit code, or null where a signal ended it. */
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs `tenpoint` with these settings and no others. */
export const tenpoint = (settings: Readonly<Record<string, string>>, ...args: string[]): Promise<Ran> =>
  run(process.execPath, ['server/cli.ts', ...args], { LOG_LEVEL: 'silent', ...settings })

/** Runs a program in the checkout with these settings and no others, to its end. */
export function run(
  program: string,
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<Ran> {
  const child = spawn(program, args, { cwd: root, env: environment(settings) })
  let out = ''
  let err = ''
  child.stdout.on('data', (text: Buffer) => {
    out += text
  })
  child.stderr.on('data', (text: Buffer) => {
    err += text
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, err }))
  })
}
