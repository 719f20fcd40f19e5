// The shutdown of the process: its clients and its load balancer do not notice it.
import { Agent } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { askBy } from './support/agent-request.ts'
import { catalogueSettings, type Kept } from './support/database.ts'
import { type ServerProcess, startProcess } from './support/process.ts'

let database: Kept
let server: ServerProcess | undefined
beforeAll(async () => {
  database = await catalogueSettings()
})
afterEach(async () => {
  server?.child.kill('SIGKILL')
  await server?.ended
})
afterAll(() => database[Symbol.asyncDispose]())

function start(settings: Readonly<Record<string, string>>): ServerProcess {
  server = startProcess({ ...database.settings, ...settings })
  return server
}

describe('a server that is told to stop', () => {
  it.each(['SIGTERM', 'SIGHUP'] as const)('by %s fails no request', async (signal) => {
    const server = start({ STOP_GRACE_MS: '4000' })
    const url = await server.listening()
    let isInRotation = true
    let answered = 0
    const failures: unknown[] = []
    const closing = new Set<string | undefined>()
    let isTold = false

    /** One client after the other sends its next request as soon as it has its answer, as long as the instance is in rotation. */
    const send = async (agent: Agent | false) => {
      while (isInRotation) {
        const toldBefore = isTold
        try {
          const { status, connection } = await askBy(agent, url)
          if (status !== 200) failures.push(status)
          if (toldBefore) closing.add(connection)
          answered += 1
        } catch (error) {
          failures.push(error)
        }
      }
    }
    /** A load balancer looks every now and then, and takes an instance out that is not ready twice. */
    const balance = async () => {
      for (let refusals = 0; refusals < 2; ) {
        await pause(100)
        const { status } = await fetch(`${url}/health/ready`)
        if (status === 503) refusals += 1
        isTold ||= refusals > 0
      }
      isInRotation = false
    }
    const agents = Array.from({ length: 4 }, () => new Agent({ keepAlive: true, maxSockets: 1 }))
    const clients = [...agents, false, false, false, false] as const
    const load = [...clients.map(send), balance()]
    await expect.poll(() => answered).toBeGreaterThan(clients.length)
    const before = answered
    server.child.kill(signal)
    await Promise.all(load)
    expect(failures).toEqual([])
    expect(answered).toBeGreaterThan(before)
    expect([...closing]).toEqual(['close'])
    expect(await server.ended).toBe(0)
    for (const agent of agents) agent.destroy()
  })

  it('ends at once when it is told a second time', async () => {
    const server = start({ STOP_GRACE_MS: '600000' })
    const url = await server.listening()
    server.child.kill('SIGTERM')
    await expect.poll(async () => (await fetch(`${url}/health/ready`)).status).toBe(503)
    expect(await (await fetch(`${url}/health/ready`)).json()).toEqual({
      status: 'stopping',
      reason: 'The server is about to stop.',
    })
    await pause(400)
    server.child.kill('SIGTERM')
    expect(await server.ended).toBe(1)
  })

  it('answers what is under way, and does not wait for a client that keeps its connection', async () => {
    const server = start({ STOP_GRACE_MS: '0' })
    const url = await server.listening()
    const agent = new Agent({ keepAlive: true })
    expect(await askBy(agent, url)).toEqual({ status: 200, connection: 'keep-alive' })
    server.child.kill('SIGINT')
    expect(await server.ended).toBe(0)
    agent.destroy()
  })
})
