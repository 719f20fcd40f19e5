// What callers give the SDK: their own fetch, with what it throws, and options that may be missing.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createClient, HttpError, NetworkError } from '../sdk/src/index.ts'
import { against, answer, data, thrown } from './support/scripted-server.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('a fetch of the caller’s', () => {
  const digested = (error: Error) => Object.assign(error, { digest: 'DYNAMIC_SERVER_USAGE' })

  it.each([
    ['the control flow of a framework', digested(new Error('Dynamic server usage'))],
    ['the same, of a kind that fetch throws', digested(new TypeError('Dynamic server usage'))],
    ['a promise, as React suspends', Promise.resolve()],
    ['an error of its own', new Error('no token')],
    ['what is no error', 'stop'],
    ['nothing', undefined],
  ])('that throws %s is not tried again, and the caller gets what it threw', async (_, cause) => {
    const { client, sent } = against([() => Promise.reject(cause)])
    const outcome = await client.catalogue().then(
      () => ['answered'],
      (error: unknown) => ['threw', error],
    )
    expect(outcome[0]).toBe('threw')
    expect(outcome[1]).toBe(cause)
    expect(sent).toHaveLength(1)
  })

  it.each([
    ['fetch', new TypeError('fetch failed')],
    ['a proxy of fetch that gives up by itself', new DOMException('late', 'TimeoutError')],
    ['an older fetch', Object.assign(new Error('reason: connect'), { name: 'FetchError' })],
    ['an edge worker', Object.assign(new Error('Network connection lost.'), { retryable: true })],
  ])('that throws what %s throws is a network at fault, and is tried again', async (_, cause) => {
    const { client, sent } = against([() => Promise.reject(cause), answer(data)])
    expect(await client.catalogue()).toMatchObject({ initiativeCount: 1 })
    expect(sent).toHaveLength(2)
    const down = against([() => Promise.reject(cause)])
    const error = await thrown(down.client.catalogue())
    expect(error).toBeInstanceOf(NetworkError)
    expect(error).toMatchObject({ cause })
    expect(down.sent).toHaveLength(3)
  })
})

describe('an option', () => {
  it('that is undefined is as if it were not there', async () => {
    vi.stubGlobal('fetch', async () => answer(data)())
    const client = createClient({
      endpoint: 'http://tenpoint.test/graphql',
      apiKey: undefined,
      headers: undefined,
      fetch: undefined,
      timeout: undefined,
      retry: undefined,
      signal: undefined,
    })
    const request = { signal: undefined, timeout: undefined, headers: undefined }
    expect(await client.catalogue(request)).toMatchObject({ initiativeCount: 1 })
    const patient = { attempts: undefined, delay: undefined, maximumDelay: undefined }
    const { client: other, sent } = against([answer('busy', 400)], { retry: patient })
    await expect(other.catalogue()).rejects.toBeInstanceOf(HttpError)
    expect(sent).toHaveLength(1)
  })

  it.each([Number.POSITIVE_INFINITY, 2 ** 31, 0])('that allows %d milliseconds waits without end', async (timeout) => {
    const late = new Promise<Response>((resolve) => setTimeout(() => resolve(answer(data)()), 20))
    const { client } = against([() => late], { timeout, retry: false })
    expect(await client.catalogue()).toMatchObject({ initiativeCount: 1 })
  })
})
