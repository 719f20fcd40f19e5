// What a request leaves on the heap, as the garbage collector tells.
import { Agent } from 'node:http'
import { describe, expect, it } from 'vitest'
import { askBy } from './support/agent-request.ts'
import { catalogueSettings, databaseKind } from './support/database.ts'
import { startProcess } from './support/process.ts'

/** Requests under way at once, more than there are connections to the database, so that some wait. */
const clients = 16
const requests = 6000

/** By how many bytes the heap grew from each collection of young objects to the next, where nothing else was collected between. */
function growths(trace: string): readonly number[] {
  const lines = trace.split('\n').filter((line) => /Scavenge|Mark-Compact/.test(line))
  const left = lines.map((line) => Number(/Scavenge .*?-> ([\d.]+)/.exec(line)?.[1] ?? Number.NaN) * 2 ** 20)
  return left.slice(1).flatMap((bytes, index) => {
    const growth = bytes - (left[index] ?? Number.NaN)
    return Number.isNaN(growth) ? [] : [growth]
  })
}

describe('a request', () => {
  // The embedded database is in the same process, and leaves some 3 kB of each query by itself.
  it.runIf(databaseKind === 'postgres')(
    'leaves nothing behind that only a collection of the whole heap removes',
    async () => {
      await using database = await catalogueSettings()
      await using server = startProcess(database.settings, ['--trace-gc', '--max-semi-space-size=4'])
      const url = await server.listening()
      const agent = new Agent({ keepAlive: true, maxSockets: clients })
      const statuses = new Set<number | undefined>()
      const send = async (count: number) => {
        let sent = 0
        const client = async () => {
          while (sent++ < count) statuses.add((await askBy(agent, url)).status)
        }
        await Promise.all(Array.from({ length: clients }, client))
      }
      // What is compiled and kept once.
      await send(requests / 3)
      const before = server.output().length
      await send(requests)
      agent.destroy()
      expect([...statuses]).toEqual([200])

      const grown = growths(server.output().slice(before))
      expect(grown.length).toBeGreaterThan(10)
      const sum = grown.reduce((total, bytes) => total + bytes, 0)
      expect(sum / requests).toBeLessThan(300)
    },
  )
})
