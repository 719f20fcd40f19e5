// The process itself: what it prints, how it stops, and how it tells what keeps it from starting.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

let directory: string
let started: ChildProcess[]
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tenpoint-'))
  started = []
})
afterEach(async () => {
  for (const child of started) child.kill('SIGKILL')
  await rm(directory, { recursive: true, force: true })
})

/** Starts the server as `npm start` does, on a free port and an embedded database of its own. */
function start(settings: Readonly<Record<string, string>> = {}) {
  const { PATH = '' } = process.env
  const env = { PATH, PORT: '0', DATA_DIR: join(directory, 'data'), LOG_LEVEL: 'silent', ...settings }
  const child = spawn(process.execPath, ['server/main.ts'], { cwd: root, env })
  started.push(child)
  let output = ''
  child.stdout.on('data', (text) => {
    output += text
  })
  child.stderr.on('data', (text) => {
    output += text
  })
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  return {
    child,
    ended,
    output: () => output,
    listening: async (): Promise<string> => {
      await expect.poll(() => output, { timeout: 25_000 }).toMatch(/answers at|could not|wrong/)
      return /http:\/\/[^/]+/.exec(output)?.[0] ?? output
    },
  }
}

describe('the process', () => {
  it('prints where it listens, which database it uses and what is in it, answers, and stops when told to', async () => {
    const { child, ended, output, listening } = start()
    const url = await listening()
    expect(output()).toMatch(
      /It uses the embedded database in .*data, with \d+ initiatives, \d+ actors and \d+ actions\./,
    )
    const response = await fetch(`${url}/graphql?query={catalogue{initiativeCount}}`)
    expect(await response.json()).toEqual({ data: { catalogue: { initiativeCount: expect.any(Number) } } })
    child.kill('SIGTERM')
    expect(await ended).toBe(0)

    const again = start()
    await again.listening()
    again.child.kill('SIGINT')
    expect(await again.ended).toBe(0)
  })

  it('tells what is wrong with the configuration, and does not start', async () => {
    const { ended, output } = start({ PORT: 'abc', DATABASE_URL: 'mysql://me:secret@host/db' })
    expect(await ended).toBe(1)
    expect(output()).toBe(
      'The configuration is wrong:\n  DATABASE_URL must begin with postgres:// or postgresql://.\n  PORT must be a number.\n',
    )
  })

  it('does not open the files another process has open', async () => {
    const first = start()
    await first.listening()
    const second = start()
    expect(await second.ended).toBe(1)
    expect(second.output()).toMatch(/^Tenpoint could not start: .*data.* in use/s)
  })

  it('tells where a database or a port cannot be had', async () => {
    const away = start({ DATABASE_URL: 'postgres://postgres:secret@127.0.0.1:1/none' })
    expect(await away.ended).toBe(1)
    expect(away.output()).toMatch(/^Tenpoint could not start: .*ECONNREFUSED/)
    expect(away.output()).not.toContain('secret')

    const first = start()
    const port = new URL(await first.listening()).port
    const second = start({ PORT: port, DATA_DIR: join(directory, 'other') })
    expect(await second.ended).toBe(1)
    expect(second.output()).toBe('The port is in use. Set PORT to another one.\n')
  })
})
