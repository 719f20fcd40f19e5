// The process itself: what it prints, how it stops, and how it tells what keeps it from starting.
import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ServerProcess, startProcess } from './support/process.ts'

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

/** Starts the server on an embedded database of its own. */
function start(settings: Readonly<Record<string, string>> = {}): ServerProcess {
  const server = startProcess({ DATA_DIR: join(directory, 'data'), ...settings })
  started.push(server.child)
  return server
}

describe('the process', () => {
  it('prints where it listens, which database it uses and what is in it, answers, and stops when told to', async () => {
    const { child, ended, output, listening } = start()
    const url = await listening()
    expect(output()).toMatch(
      /It uses the embedded database in .*data, with \d+ initiatives, \d+ actors and \d+ actions\./,
    )
    const response = await fetch(`${url}/graphql?query={catalogue{initiativeCount}}`)
    expect(await response.json()).toMatchObject({ data: { catalogue: { initiativeCount: expect.any(Number) } } })
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
      'The configuration is not valid:\n  DATABASE_URL must begin with postgres:// or postgresql://.\n  PORT must be a number.\n',
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
