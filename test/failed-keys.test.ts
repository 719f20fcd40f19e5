// Keys that do not work: how many are tried is bounded for each address, and so is what is remembered of them.
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FailedKeys, mostFailures } from '../server/http/failed-keys.ts'
import { keyWith } from './support/changesets.ts'
import { type Api, openApi } from './support/server.ts'

describe('what is remembered of keys that do not work', () => {
  it('is bounded, whatever addresses and keys come', () => {
    const failed = new FailedKeys({ addresses: 1000 })
    failed.worked('a key that works')
    for (let n = 0; n < 100_000; n += 1) {
      failed.failed(`10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`, `key ${n}`)
      failed.failed(`2001:db8:${(n >> 8).toString(16)}:${(n & 255).toString(16)}::${n.toString(16)}`, `key ${n}`)
    }
    expect(failed.size).toBe(1000)
    for (let n = 0; n < 100_000; n += 1) failed.failed('10.9.9.9', `other ${n}`)
    expect(failed.size).toBe(1000)
    expect(failed.isShut('10.9.9.9', 'other 1')).toBe(true)
    expect(failed.isShut('10.9.9.9', 'a key that works')).toBe(false)
    // Thousands of keys that work are as many as are remembered, too.
    for (let n = 0; n < 100_000; n += 1) failed.worked(`worked ${n}`)
    expect(failed.isShut('10.9.9.9', 'worked 99999')).toBe(false)
    expect(failed.isShut('10.9.9.9', 'a key that works')).toBe(true)
  })
})

describe('an address', () => {
  let api: Api
  beforeAll(async () => {
    api = await openApi()
  })
  afterAll(() => api[Symbol.asyncDispose]())

  /** The status of an answer to a key sent from an address of this machine. */
  const statusOf = (localAddress: string, key: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const { port, hostname } = new URL(api.url)
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` }
      const sent = request(
        { host: hostname, port, path: '/graphql', method: 'POST', headers, localAddress },
        (answer) => {
          answer.resume()
          answer.on('end', () => resolve(answer.statusCode))
        },
      )
      sent.on('error', reject)
      sent.end(JSON.stringify({ query: '{ actionPoints { number } }' }))
    })

  it('that tries one key after the other is refused without a look-up, and others are not', async () => {
    const wrong = (n: number) => `tp_${String(n).padStart(43, 'x')}`
    for (let n = 0; n < mostFailures; n += 1) expect(await statusOf('127.0.0.1', wrong(n))).toBe(401)
    api.statements.length = 0
    for (let n = 0; n < 200; n += 1) expect(await statusOf('127.0.0.1', wrong(1000 + n))).toBe(429)
    expect(api.statements).toEqual([])
    if (process.platform !== 'linux') return
    expect(await statusOf('127.0.0.2', wrong(1))).toBe(401)
    expect(await statusOf('127.0.0.2', await keyWith(api, 'read'))).toBe(200)
  })
})
