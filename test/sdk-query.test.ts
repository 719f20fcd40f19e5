// Options for caches: keys that say what an answer depends on, and functions that ask for it.
import { describe, expect, expectTypeOf, it } from 'vitest'
import { AbortedError, type ActorsQuery, HttpError, type InitiativeQuery, NetworkError } from '../sdk/src/index.ts'
import { infiniteQueryOptions, isTemporary, queryOptions } from '../sdk/src/query.ts'
import { failures, fakeClient } from '../sdk/src/testing.ts'
import { against, answer, data, thrown } from './support/scripted-server.ts'

describe('the options of a query', () => {
  it('ask the operation with its variables, whose result they have as theirs', async () => {
    const fake = fakeClient({ answers: { initiative: null, actionPoints: [] } })
    const { queryFn } = queryOptions(fake, 'initiative', { slug: 'x' })
    expectTypeOf(queryFn).returns.resolves.toEqualTypeOf<InitiativeQuery['initiative']>()
    expect(await queryFn({})).toBeNull()
    expect(await queryOptions(fake, 'actionPoints').queryFn({})).toEqual([])
    expect(fake.calls).toEqual([
      { operation: 'initiative', variables: { slug: 'x' }, asOf: null },
      { operation: 'actionPoints', variables: {}, asOf: null },
    ])
  })

  it('pass the signal on, with variables and without, and the errors as they are', async () => {
    const fake = fakeClient({ answers: { initiative: null, catalogue: failures.http(500) } })
    const signal = AbortSignal.abort()
    expect(await thrown(queryOptions(fake, 'initiative', { slug: 'x' }).queryFn({ signal }))).toBeInstanceOf(
      AbortedError,
    )
    expect(await thrown(queryOptions(fake, 'catalogue').queryFn({ signal }))).toBeInstanceOf(AbortedError)
    expect(await thrown(queryOptions(fake, 'actorNetwork').queryFn({ signal }))).toBeInstanceOf(AbortedError)
    expect(fake.calls).toEqual([])
    expect(await thrown(queryOptions(fake, 'catalogue').queryFn({}))).toBeInstanceOf(HttpError)
  })

  it('have a key of plain data: the operation, its variables, and what it is as of', () => {
    const fake = fakeClient()
    const key = (client: Parameters<typeof queryOptions>[0]) => queryOptions(client, 'actor', { slug: 'iom' }).queryKey
    expect(key(fake)).toEqual(['tenpoint', 'actor', { slug: 'iom' }, { asOf: null, pages: false }])
    expect(key(fake.as('secret'))).toEqual(key(fake))
    expect(key(fake.asOf(3))).toEqual(['tenpoint', 'actor', { slug: 'iom' }, { asOf: 3, pages: false }])
    const time = '2026-11-01T00:00:00.000Z'
    expect(key(fake.asOf(new Date(time)))).toEqual(['tenpoint', 'actor', { slug: 'iom' }, { asOf: time, pages: false }])
    expect(queryOptions(fake, 'actors').queryKey).toEqual(queryOptions(fake, 'actors', {}).queryKey)
    expect(infiniteQueryOptions(fake, 'actors').queryKey).not.toEqual(queryOptions(fake, 'actors').queryKey)
  })

  it('do not compile with what the operation does not take', () => {
    const fake = fakeClient()
    const wrong = () => [
      // @ts-expect-error there is no such operation
      queryOptions(fake, 'players'),
      // @ts-expect-error the slug is missing
      queryOptions(fake, 'actor'),
      // @ts-expect-error it takes no variables
      queryOptions(fake, 'catalogue', { slug: 'x' }),
      // @ts-expect-error there is no such kind
      queryOptions(fake, 'actors', { where: { kind: { eq: 'CLUB' } } }),
      // @ts-expect-error it is no list
      infiniteQueryOptions(fake, 'actor', { slug: 'iom' }),
      // @ts-expect-error pages go forwards
      infiniteQueryOptions(fake, 'actors', { last: 3 }),
    ]
    expect(wrong).toBeTypeOf('function')
  })
})

describe('the options of a list', () => {
  const revisions = Array.from({ length: 5 }, (_, index) => ({
    number: 5 - index,
    committedAt: '2026-11-01T00:00:00.000Z',
    author: 'a',
    reason: 'why',
  }))

  it('ask page after page, from the start or from a cursor, to the end', async () => {
    const fake = fakeClient({ answers: { revisions } })
    const numbers: number[][] = []
    const options = infiniteQueryOptions(fake, 'revisions', { first: 2 })
    for (let pageParam: string | null = options.initialPageParam, more = true; more; ) {
      const page: Awaited<ReturnType<typeof options.queryFn>> = await options.queryFn({ pageParam })
      numbers.push(page.nodes.map(({ number }) => number))
      pageParam = options.getNextPageParam(page)
      more = pageParam !== null
    }
    expect(numbers).toEqual([[5, 4], [3, 2], [1]])
    const { pageInfo } = await fake.revisions({ first: 1 })
    const later = infiniteQueryOptions(fake, 'revisions', { first: 1, after: pageInfo.endCursor })
    expect((await later.queryFn({ pageParam: later.initialPageParam })).nodes[0]?.number).toBe(4)
    expectTypeOf(infiniteQueryOptions(fake, 'actors').queryFn).returns.resolves.toEqualTypeOf<ActorsQuery['actors']>()
  })
})

describe('an error is temporary', () => {
  it('if the network or the server fails in a way that passes, just where the client tries again', async () => {
    const network = () => Promise.reject(new TypeError('no route'))
    const refusal = { errors: [{ message: 'no', extensions: { code: 'BAD_CURSOR' } }] }
    const cases = [
      [network, true],
      [answer('starting', 503), true],
      [answer('late', 504), true],
      [answer('broken', 500), false],
      [answer('no such page', 404), false],
      [answer(refusal, 400), false],
      [answer(refusal, 503), true],
      [answer(refusal, 429), true],
    ] as const
    for (const [fails, temporary] of cases) {
      const once = against([fails], { retry: false })
      expect(isTemporary(await thrown(once.client.catalogue()))).toBe(temporary)
      const twice = against([fails, answer(data)])
      await thrown(twice.client.catalogue())
      expect(twice.sent).toHaveLength(temporary ? 2 : 1)
    }
    expect(isTemporary(new AbortedError('no'))).toBe(false)
    expect(isTemporary(new NetworkError('no'))).toBe(true)
    expect(isTemporary(new TypeError('no'))).toBe(false)
    expect(isTemporary(undefined)).toBe(false)
  })
})
