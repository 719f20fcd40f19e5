// Changesets over HTTP: who may do what, proposals and what becomes of them, conflicts, repeats and limits.
import { isObjectType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeExample } from '../server/http/playground.ts'
import { createKey, revokeKey } from '../server/keys/keys.ts'
import { unguardedMutations } from '../server/schema.ts'
import { askAs, contentOf, keyWith, made, onlyField, type Result, submission, submit } from './support/changesets.ts'
import { type Api, openApi, schema } from './support/server.ts'

let api: Api
let proposer: string
let publisher: string
beforeAll(async () => {
  api = await openApi()
  proposer = await keyWith(api, 'propose')
  publisher = await keyWith(api, 'publish')
})
afterAll(() => api[Symbol.asyncDispose]())

const citation = { document: '10-point-plan-in-action-chapter-1', pageStart: 30, section: 'BACKGROUND' }
const actor = (slug: string) => ({ slug, name: `The ${slug} of nowhere`, kind: 'OTHER', citation })
const anActor = (slug: string) => ({ createActor: actor(slug) })

const decision = (name: string) => `mutation Decide($number: Int!, $comment: String) {
  ${name}(number: $number, comment: $comment) {
    __typename
    ... on Changeset { number status revision decidedBy comment }
    ... on ChangesetRefused { message problems { change path code message } }
    ... on ChangesetConflict { message conflicts { change objectId key field base theirs yours } }
    ... on Forbidden { message }
  }
}`
const revert = `mutation Revert($number: Int!, $reason: String!) {
  revertRevision(number: $number, reason: $reason) {
    __typename
    ... on Changeset { number status revision reason }
    ... on ChangesetRefused { message problems { code } }
    ... on ChangesetConflict { message conflicts { field theirs yours } }
    ... on Forbidden { message }
  }
}`
const decide = async (name: string, key: string | undefined, number: number | null | undefined, comment?: string) =>
  onlyField<Result>(await askAs(api, key, decision(name), { number, comment }))

describe('a mutation', () => {
  it('has a rule that says which keys may use it', () => {
    expect(unguardedMutations(schema)).toEqual([])
    const mutation = schema.getMutationType()
    expect(isObjectType(mutation) && Object.keys(mutation.getFields()).sort()).toEqual([
      'publishChangeset',
      'rejectChangeset',
      'revertRevision',
      'submitChangeset',
      'withdrawChangeset',
    ])
  })

  it('is refused without a key, with one that is too weak, revoked, expired or unknown, and changes nothing', async () => {
    const expired = await createKey(api.db, { name: 'expired', scopes: ['admin'], expiresAt: new Date('2020-01-01') })
    const revoked = await createKey(api.db, { name: 'revoked', scopes: ['admin'] })
    await revokeKey(api.db, 'revoked')
    const reader = await keyWith(api, 'read')
    const waiting = await made(api, proposer, [anActor('refused-waiting')], { publish: false })
    const before = await contentOf(api)
    const requests: readonly (readonly [string, object, readonly string[]])[] = [
      [submission, { input: { reason: 'No.', changes: [anActor('refused')] } }, [reader]],
      [submission, { input: { reason: 'No.', publish: true, changes: [anActor('refused')] } }, [reader, proposer]],
      [decision('publishChangeset'), { number: waiting.number }, [reader, proposer]],
      [decision('rejectChangeset'), { number: waiting.number }, [reader, proposer]],
      [decision('withdrawChangeset'), { number: waiting.number }, [reader]],
      [revert, { number: 1, reason: 'No.' }, [reader, proposer]],
    ]
    for (const [query, variables, weak] of requests) {
      for (const key of [undefined, ...weak])
        expect(onlyField<Result>(await askAs(api, key, query, variables)).__typename).toBe('Forbidden')
      for (const key of [expired, revoked, `tp_${'x'.repeat(43)}`]) {
        const { status, body } = await askAs(api, key, query, variables)
        expect(status).toBe(401)
        expect(body).toEqual({
          errors: [{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED' } }],
        })
      }
    }
    expect(await contentOf(api)).toBe(before)
  })

  it('goes by POST only', async () => {
    const query = 'mutation { revertRevision(number: 1, reason: "No.") { __typename } }'
    const response = await fetch(`${api.url}/graphql?query=${encodeURIComponent(query)}`, {
      headers: { authorization: `Bearer ${publisher}` },
    })
    expect(response.status).toBe(405)
  })

  it('checks its texts before anything is done', async () => {
    for (const more of [
      { reason: ' ' },
      { reason: 'x'.repeat(2001) },
      { idempotencyKey: '' },
      { idempotencyKey: 'x'.repeat(201) },
    ]) {
      const input = { reason: 'A test.', ...more, changes: [anActor('unchecked')] }
      const { status, body } = await askAs(api, publisher, submission, { input })
      expect(status).toBeLessThan(500)
      expect(body.errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT')
    }
    const none = await askAs(api, publisher, submission, { input: { reason: 'A test.', changes: [] } })
    expect(none.body.errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT')
    for (const input of [{ changes: [anActor('unchecked')] }, { reason: 'A test.', changes: [{ createActor: 1 }] }]) {
      const { status, body } = await askAs(api, publisher, submission, { input })
      expect(status).toBe(400)
      expect(body.errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['BAD_USER_INPUT'])
    }
  })

  it('says what the key lacks before it says what is wrong with its texts', async () => {
    const input = { reason: ' ', changes: [anActor('unchecked')] }
    for (const [query, variables] of [
      [submission, { input }],
      [revert, { number: 1, reason: ' ' }],
      [decision('publishChangeset'), { number: 1, comment: 'x'.repeat(2001) }],
    ] as const)
      expect(onlyField<Result>(await askAs(api, undefined, query, variables)).__typename).toBe('Forbidden')
  })
})

describe('a proposal', () => {
  it('is seen by those who may propose, and published by others', async () => {
    const proposed = await made(api, proposer, [anActor('proposed-one')], { publish: false })
    expect(proposed).toMatchObject({ status: 'PROPOSED', revision: null })
    const { number } = proposed
    const query =
      'query One($number: Int!) { changeset(number: $number) { status changes { nodes { operation key } } } }'
    expect(onlyField(await askAs(api, undefined, query, { number }))).toBeNull()
    expect(onlyField(await askAs(api, proposer, query, { number }))).toMatchObject({
      status: 'PROPOSED',
      changes: { nodes: expect.arrayContaining([{ operation: 'CREATE', key: 'proposed-one' }]) },
    })
    expect(await api.data('{ actor(slug: "proposed-one") { name } }')).toEqual({ actor: null })
    expect(await decide('publishChangeset', publisher, number, 'Fine.')).toMatchObject({
      status: 'PUBLISHED',
      comment: 'Fine.',
      revision: expect.any(Number),
    })
    expect(onlyField(await askAs(api, undefined, query, { number }))).toMatchObject({ status: 'PUBLISHED' })
    expect(await api.data('{ actor(slug: "proposed-one") { name } }')).toMatchObject({
      actor: { name: expect.any(String) },
    })
    // Its revision names both; one that nobody else decided on, its author.
    const names = `changeset(number: ${number}) { author decidedBy changes { nodes { revision { author publishedBy } } } }`
    const { changeset, first } = Object(
      await api.data(`{ ${names} first: revision(number: 1) { author publishedBy } }`),
    )
    const { author, decidedBy } = changeset
    expect(author).not.toBe(decidedBy)
    expect(changeset.changes.nodes[0].revision).toEqual({ author, publishedBy: decidedBy })
    expect(first.publishedBy).toBe(first.author)
    expect(await decide('publishChangeset', publisher, number)).toMatchObject({ problems: [{ code: 'NOT_PROPOSED' }] })
  })

  it('is rejected, or withdrawn by its author', async () => {
    const one = await made(api, proposer, [anActor('proposed-two')], { publish: false })
    const other = await keyWith(api, 'propose')
    expect(await decide('withdrawChangeset', other, one.number)).toMatchObject({ problems: [{ code: 'NOT_AUTHOR' }] })
    expect(await decide('withdrawChangeset', proposer, one.number, 'A slip.')).toMatchObject({
      status: 'WITHDRAWN',
      comment: 'A slip.',
    })
    const two = await made(api, proposer, [anActor('proposed-three')], { publish: false })
    expect(await decide('rejectChangeset', publisher, two.number, 'No.')).toMatchObject({ status: 'REJECTED' })
    const query = `query List($after: String, $author: String) {
      changesets(where: { status: [REJECTED, WITHDRAWN], author: $author }, first: 1, after: $after) {
        totalCount edges { cursor node { number } } nodes { status } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }`
    const page = async (key: string | undefined, after?: string | null) =>
      onlyField<{ nodes: object[]; totalCount: number; pageInfo: { endCursor: string | null } }>(
        await askAs(api, key, query, { after }),
      )
    expect(await page(undefined)).toMatchObject({ totalCount: 0, nodes: [] })
    const first = await page(proposer)
    expect(first).toMatchObject({
      nodes: [{ status: 'REJECTED' }],
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    })
    const second = await page(proposer, first.pageInfo.endCursor)
    expect(second).toMatchObject({ nodes: [{ status: 'WITHDRAWN' }], pageInfo: { hasPreviousPage: true } })
  })
})

describe('a changeset', () => {
  it('lists every problem at its path, in parts too, and changes nothing', async () => {
    const before = await contentOf(api)
    const initiative = {
      ...{
        slug: 'many-problems',
        name: 'Of many problems',
        kind: 'OTHER',
        level: 'LOCAL',
        coverage: 'BRIEF',
        status: 'UNKNOWN',
      },
      background: 'None.',
      period: { text: 'once', edtf: 'one day' },
      citation: { ...citation, document: 'no-such-paper' },
      participations: [
        { actor: 'unhcr', role: 'LEAD', certainty: 'STATED', listed: true, citation },
        { actor: 'uhncr', role: 'LEAD', certainty: 'STATED', listed: true, citation },
      ],
    }
    const result = await submit(api, publisher, [
      { createInitiative: initiative },
      { updateActor: { slug: 'nobody-at-all', set: { name: 'Nobody' } } },
      { updateActor: { slug: 'unhcr', id: 'QWN0b3I6dW5oY3I', set: { name: null } } },
      { updateActor: { set: { name: 'Nobody' } } },
    ])
    expect(result.__typename).toBe('ChangesetRefused')
    expect(result.problems?.map(({ change, path }) => [change, path.join('.')])).toEqual(
      expect.arrayContaining([
        [0, 'createInitiative.period.edtf'],
        [0, 'createInitiative.citation.document'],
        [0, 'createInitiative.participations.1.actor'],
        [1, 'updateActor.slug'],
        [2, 'updateActor.id'],
        [2, 'updateActor.set.name'],
        [3, 'updateActor.slug'],
      ]),
    )
    expect(await contentOf(api)).toBe(before)
  })

  it('is only tried where it is a dry run', async () => {
    const before = await contentOf(api)
    const tried = await made(api, publisher, [anActor('only-tried')], { dryRun: true })
    expect(tried).toMatchObject({ number: null, revision: null })
    expect(tried.changes?.nodes.length).toBeGreaterThan(0)
    expect(await contentOf(api)).toBe(before)
  })

  it('gives the first result again where it is repeated with its key', async () => {
    const more = { idempotencyKey: 'once' }
    const first = await made(api, publisher, [anActor('made-once')], more)
    const again = await made(api, publisher, [anActor('made-once')], more)
    expect(again).toMatchObject({ number: first.number, revision: first.revision })
    const other = await submit(api, publisher, [anActor('made-twice')], more)
    expect(other).toMatchObject({ problems: [{ code: 'IDEMPOTENCY_KEY_REUSED' }] })
  })

  it('is a conflict where what it changes was changed meanwhile', async () => {
    const { revision } = await made(api, publisher, [anActor('disputed')])
    await made(api, publisher, [{ updateActor: { slug: 'disputed', set: { description: 'Theirs.' } } }])
    const mine = { slug: 'disputed', expectedVersion: revision, set: { description: 'Mine.' } }
    const result = await submit(api, publisher, [{ updateActor: mine }])
    expect(result).toMatchObject({
      __typename: 'ChangesetConflict',
      conflicts: [{ change: 0, key: 'disputed', field: 'description', base: null, theirs: 'Theirs.', yours: 'Mine.' }],
    })
  })

  it('says what it changed in the same words as its revision and the history of what it changed', async () => {
    await made(api, publisher, [
      anActor('worded'),
      { createActorName: { actor: 'worded', name: 'One', kind: 'ALIAS' } },
    ])
    const { number, revision } = await made(api, publisher, [
      { updateActor: { slug: 'worded', set: { acronym: 'W', country: 'KE' } } },
      { createActorName: { actor: 'worded', name: 'Two', kind: 'ALIAS' } },
    ])
    const changes = `changes(first: 10) { totalCount nodes {
      operation type subjectId key name subject { id } revision { number reason } fields { name before after } } }`
    const { changeset, byNumber, actor } = Object(
      await api.data(`{ changeset(number: ${number}) { ${changes} } byNumber: revision(number: ${revision}) { ${changes} }
        actor(slug: "worded") { history(first: 1) { nodes { operation fields { name before after } } } } }`),
    )
    expect(changeset.changes).toEqual(byNumber.changes)
    const fields = [
      { name: 'names', before: 'One ALIAS', after: 'One ALIAS, Two ALIAS' },
      { name: 'acronym', before: null, after: 'W' },
      { name: 'country', before: null, after: 'KE' },
    ]
    expect(changeset.changes.totalCount).toBe(2)
    expect(changeset.changes.nodes[0]).toMatchObject({ operation: 'CREATE', type: 'ActorName', key: 'worded Two' })
    expect(changeset.changes.nodes[1]).toMatchObject({
      ...{ operation: 'UPDATE', type: 'Actor', key: 'worded', name: 'The worded of nowhere' },
      revision: { number: revision, reason: 'A test.' },
      subject: { id: Buffer.from('Actor:worded').toString('base64url') },
      fields: expect.arrayContaining(fields),
    })
    expect(actor.history.nodes).toEqual([{ operation: 'UPDATE', fields: expect.arrayContaining(fields) }])
  })

  it('merges actors, takes one out of another, and is reverted', async () => {
    const action = 'query { actions(first: 1) { nodes { id } } }'
    expect(await api.data(action)).toBeDefined()
    await made(api, publisher, [
      anActor('merge-a'),
      anActor('merge-b'),
      {
        createParticipation: {
          key: 'merge/p',
          initiative: 'mexico-plan-of-action',
          actor: 'merge-b',
          role: 'PARTNER',
          certainty: 'STATED',
          listed: false,
          citation,
        },
      },
    ])
    const merging = [{ mergeActors: { into: 'merge-a', from: ['merge-b'] } }]
    // Whoever tries, reviews or reads a merge sees where the actor that goes went, as of an actor that is just deleted not.
    const gone = (mergedInto: string | null, key: string) => ({ operation: 'DELETE', type: 'Actor', key, mergedInto })
    const changesIn = '{ changes(first: 20) { nodes { operation type key mergedInto } } }'
    const proposed = await askAs(api, proposer, submission, { input: { reason: 'A test.', changes: merging } })
    const { number } = onlyField<Result>(proposed)
    expect(onlyField(await askAs(api, proposer, `{ changeset(number: ${number}) ${changesIn} }`))).toMatchObject({
      changes: { nodes: expect.arrayContaining([gone('merge-a', 'merge-b')]) },
    })
    const merged = await made(api, publisher, merging)
    for (const field of ['revision', 'changeset']) {
      const of = field === 'revision' ? merged.revision : merged.number
      expect(onlyField(await askAs(api, proposer, `{ ${field}(number: ${of}) ${changesIn} }`))).toMatchObject({
        changes: { nodes: expect.arrayContaining([gone('merge-a', 'merge-b')]) },
      })
    }
    await made(api, publisher, [anActor('just-gone')])
    const { revision } = await made(api, publisher, [{ deleteActor: { slug: 'just-gone' } }])
    expect(await api.data(`{ revision(number: ${revision}) ${changesIn} }`)).toMatchObject({
      revision: { changes: { nodes: [gone(null, 'just-gone')] } },
    })
    expect(await api.data('{ participations(where: { actor: { slug: { eq: "merge-a" } } }) { totalCount } }')).toEqual({
      participations: { totalCount: 1 },
    })
    const move = [Buffer.from('Participation:merge/p').toString('base64url')]
    await made(api, publisher, [{ splitActor: { from: 'merge-a', actor: actor('merge-c'), move } }])
    expect(await api.data('{ participations(where: { actor: { slug: { eq: "merge-c" } } }) { totalCount } }')).toEqual({
      participations: { totalCount: 1 },
    })
    const blocked = onlyField<Result>(await askAs(api, publisher, revert, { number: merged.revision, reason: 'Undo.' }))
    expect(blocked.__typename).not.toBe('Forbidden')
    const one = await made(api, publisher, [anActor('reverted')])
    const undone = onlyField<Result>(await askAs(api, publisher, revert, { number: one.revision, reason: 'Undo.' }))
    expect(undone).toMatchObject({ __typename: 'Changeset', status: 'PUBLISHED' })
    expect(await api.data('{ actor(slug: "reverted") { name } }')).toEqual({ actor: null })
  })

  it('of ten thousand changes is made, and one of two hundred thousand is refused before any work', async () => {
    const names = (count: number) =>
      Array.from({ length: count }, (_, n) => ({ createActorName: { actor: 'unhcr', name: `n${n}`, kind: 'ALIAS' } }))
    const many = await made(api, publisher, names(10_000))
    expect(many.changes?.nodes).toHaveLength(100)
    api.statements.length = 0
    const { status, body } = await askAs(api, publisher, submission, {
      input: { reason: 'A test.', publish: true, changes: names(200_000) },
    })
    expect(status).toBeLessThan(500)
    expect(JSON.stringify(body.errors)).toContain('100000')
    expect(api.statements.filter((text) => !text.includes('api_keys'))).toEqual([])
    const weak = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: submission, variables: { input: { reason: 'x', changes: names(10_000) } } }),
    })
    expect(weak.status).toBe(413)
  })
})

describe('the change that the playground offers', () => {
  const { query, variables = {} } = changeExample

  it('is forbidden without a key', async () => {
    expect(onlyField<Result>(await askAs(api, undefined, query, variables)).__typename).toBe('Forbidden')
  })

  it('is tried with a key that may propose, and changes nothing', async () => {
    const before = await contentOf(api)
    const tried = onlyField<Result>(await askAs(api, proposer, query, variables))
    expect(tried).toMatchObject({ __typename: 'Changeset', number: null })
    expect(await contentOf(api)).toBe(before)
  })
})
