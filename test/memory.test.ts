// Documents made to take much memory, sent to a server that has little.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

describe('the memory of a server', () => {
  it('is bounded, however many large documents come, valid or not', { timeout: 300_000 }, async () => {
    const program = fileURLToPath(new URL('support/heap.ts', import.meta.url))
    const kinds = ['kept', 'answered', 'tooCostly', 'invalid', 'broken', 'dense']
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--expose-gc',
      '--max-old-space-size=256',
      program,
      '50',
      ...kinds,
    ])
    const { heap, statuses }: { heap: number; statuses: object } = JSON.parse(stdout)
    expect(statuses).toEqual({
      'kept 200': 50,
      'answered 200': 50,
      'tooCostly 400': 50,
      'invalid 400': 50,
      'broken 400': 50,
      'dense 400': 50,
    })
    expect(heap).toBeLessThan(200 * 1024 * 1024)
  })
})
