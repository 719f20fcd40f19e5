// Thousands of generated queries over generated catalogues, answered by the server and, slowly and obviously right, by
// plain arrays. DIFFERENTIAL_SEED repeats a run, DIFFERENTIAL_QUERIES says how many queries there are for each seed.
import { describe, expect, it } from 'vitest'
import { Fuzzer, openGenerated, type Way } from './support/differential/fuzzer.ts'

const queries = Number(process.env['DIFFERENTIAL_QUERIES'] ?? 1500)
const fresh = Number(process.env['DIFFERENTIAL_SEED'] ?? Math.floor(Math.random() * 2 ** 31))

/** Some of the queries are answered through the usual executor too, and a few in parts. */
const waysOf = (number: number): readonly Way[] => [
  'text',
  ...(number % 8 === 0 ? (['resolvers'] as const) : []),
  ...(number % 16 === 0 ? (['parts'] as const) : []),
]

describe.each([
  ['a seed that is always the same', 20_110_228],
  ['a seed of this run', fresh],
])('queries generated from %s', (_, seed) => {
  it(`are answered as plain arrays answer them (DIFFERENTIAL_SEED=${seed})`, { timeout: 600_000 }, async () => {
    await using api = await openGenerated(seed)
    const fuzzer = await Fuzzer.over(api, seed)
    const began = performance.now()
    for (let number = 0; number < queries; number += 1) {
      const found = await fuzzer.next(waysOf(number))
      if (found !== undefined) expect.fail(`DIFFERENTIAL_SEED=${seed}, query ${number}. ${found}`)
    }
    console.log(`DIFFERENTIAL_SEED=${seed}: ${fuzzer.summary}, ${Math.round(performance.now() - began)} ms`)
  })
})
