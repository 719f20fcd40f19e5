// What each contender is sent, and the proof that all of them answer the same before any of them is timed.
import { isDeepStrictEqual } from 'node:util'
import type { Contender } from './contender.ts'
import { at, type Paged, pagedBy } from './dialect.ts'
import type { Parameters, WorkloadName } from './workload.ts'

interface Answer {
  readonly data: unknown
  readonly bytes: number
}

async function ask({ name, port }: Contender, path: string, body: string): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body,
  })
  const text = await response.text()
  const answer: unknown = response.ok ? JSON.parse(text) : undefined
  const data = at(answer, 'data')
  if (!data || at(answer, 'errors') !== undefined)
    throw new Error(`${name} does not answer ${body}\n${response.status} ${text.slice(0, 1000)}`)
  return { data, bytes: Buffer.byteLength(text) }
}

/** The most rows a page may have while a list is walked along. */
const step = 100

/** Walks along a list as a client would, and notes the cursors of the rows at the given places. */
async function cursorsAt(
  contender: Contender,
  list: Paged,
  places: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const { walk, endCursor } = contender.dialect
  if (!walk || !endCursor) throw new TypeError(`${contender.name} has no cursors of its own.`)
  const cursors = new Map<number, string>()
  let [passed, after]: [number, string | undefined] = [0, undefined]
  for (const place of [...places].sort((a, b) => a - b)) {
    while (passed < place) {
      const first = Math.min(step, place - passed)
      const { data } = await ask(contender, '/graphql', walk(list, first, after))
      after = endCursor(data)
      passed += first
    }
    if (after !== undefined) cursors.set(place, after)
  }
  return cursors
}

/** The bodies of the requests for a workload, in the order of the parameters; all contenders page with their own cursors. */
export async function requestsFor(
  contenders: readonly Contender[],
  workload: WorkloadName,
  parameters: readonly Parameters[],
): Promise<ReadonlyMap<Contender, readonly string[]>> {
  const list = pagedBy[workload]
  const places = parameters.flatMap(({ skip }) => skip ?? [])
  const own = new Map<Contender, ReadonlyMap<number, string>>()
  for (const contender of contenders) {
    if (list && contender.dialect.walk) own.set(contender, await cursorsAt(contender, list, places))
  }
  // One without cursors of its own takes this server's.
  const usual = [...own].find(([{ name }]) => name === 'ours')?.[1]
  return new Map(
    contenders.map((contender) => {
      const cursors = own.get(contender) ?? usual
      if (list && !cursors)
        throw new Error(`${contender.name} pages with the cursors of ours, which must be measured too.`)
      return [
        contender,
        parameters.map((given) => contender.dialect.body(workload, given, cursors?.get(given.skip ?? 0))),
      ]
    }),
  )
}

/** Throws unless all contenders give the same answers. Gives how many bytes an answer of the first has on average. */
export async function answersAlike(
  workload: WorkloadName,
  bodies: ReadonlyMap<Contender, readonly string[]>,
  most = 40,
): Promise<{ readonly bytes: number; readonly compared: number }> {
  const [first, ...others] = [...bodies]
  if (!first) throw new TypeError('There is nobody to compare.')
  const count = first[1].length
  const chosen = Array.from({ length: Math.min(most, count) }, (_, n) =>
    Math.floor((n * count) / Math.min(most, count)),
  )
  let bytes = 0
  for (const index of chosen) {
    const answerOf = async ([contender, list]: readonly [Contender, readonly string[]]) => {
      const answer = await ask(contender, contender.dialect.path(workload), list[index] ?? '')
      return { ...answer, data: contender.dialect.canonical(workload, answer.data) }
    }
    const expected = await answerOf(first)
    bytes += expected.bytes
    for (const other of others) {
      const { data } = await answerOf(other)
      if (isDeepStrictEqual(data, expected.data)) continue
      throw new Error(`${workload}: ${other[0].name} answers differently from ${first[0].name}, asked
${other[1][index]}
${difference(expected.data, data)}`)
    }
  }
  return { bytes: Math.round(bytes / chosen.length), compared: chosen.length }
}

/** Where two answers differ first. */
function difference(expected: unknown, given: unknown, path = 'data'): string {
  if (typeof expected === 'object' && typeof given === 'object' && expected && given) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(given)])) {
      const [one, other] = [at(expected, key), at(given, key)]
      if (!isDeepStrictEqual(one, other)) return difference(one, other, `${path}.${key}`)
    }
  }
  return `${path}: ${JSON.stringify(expected)?.slice(0, 300)}\nbut: ${JSON.stringify(given)?.slice(0, 300)}`
}
