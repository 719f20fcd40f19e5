// Changing the catalogue through the SDK: proposals and decisions, problems and conflicts, repeats, keys.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest'
import { graphql } from '../sdk/src/graphql.ts'
import {
  type ChangeInput,
  type Changeset,
  type ChangesetConflict,
  type ChangesetRefused,
  type ChangesetResult,
  type CitationInput,
  type Client,
  createClient,
  type Forbidden,
  GraphQLError,
  NetworkError,
} from '../sdk/src/index.ts'
import { keyWith } from './support/changesets.ts'
import { against, answer, thrown } from './support/scripted-server.ts'
import { type Api, openApi, schema } from './support/server.ts'

let api: Api
let client: Client
let proposer: Client
let publisher: Client
beforeAll(async () => {
  api = await openApi()
  client = createClient({ endpoint: `${api.url}/graphql` })
  proposer = client.as(await keyWith(api, 'propose'))
  publisher = client.as(await keyWith(api, 'publish'))
})
afterAll(() => api[Symbol.asyncDispose]())

const citation: CitationInput = { document: '10-point-plan-in-action-chapter-1', pageStart: 30, section: 'BACKGROUND' }
const anActor = (slug: string): ChangeInput => ({
  createActor: { slug, name: `The ${slug} of nowhere`, kind: 'OTHER', citation },
})

/** The changeset; fails where there is none. */
async function made(result: Promise<ChangesetResult>): Promise<Changeset> {
  const changeset = await result
  if (changeset.__typename !== 'Changeset') throw new Error(JSON.stringify(changeset, null, 2))
  return changeset
}

/** The number of a changeset that was kept. */
const numberOf = ({ number }: Changeset): number => {
  if (number === null) throw new Error('Nothing was kept.')
  return number
}

const propose = (slug: string) => made(proposer.submit({ reason: 'A test.', changes: [anActor(slug)] }))
const publish = (changes: readonly ChangeInput[]) =>
  made(publisher.submit({ reason: 'A test.', changes, publish: true }))

describe('a client', () => {
  it('has a function for every mutation', () => {
    const { submit, publish, reject, withdraw, revert } = client
    expect(Object.keys(schema.getMutationType()?.getFields() ?? {}).toSorted()).toEqual([
      'publishChangeset',
      'rejectChangeset',
      'revertRevision',
      'submitChangeset',
      'withdrawChangeset',
    ])
    for (const change of [submit, publish, reject, withdraw, revert]) expect(change).toBeTypeOf('function')
  })

  it('with a key is another one, and the first stays without', async () => {
    const submission = { reason: 'A test.', changes: [anActor('by-nobody')] }
    expect(await client.submit(submission)).toEqual({
      __typename: 'Forbidden',
      message: expect.stringContaining('propose'),
    })
    expect(await made(proposer.submit({ ...submission, dryRun: true }))).toMatchObject({ number: null })
    expect((await client.submit(submission)).__typename).toBe('Forbidden')
    expect(
      await client
        .as('tp_unknown')
        .catalogue()
        .catch((error: GraphQLError) => error.codes),
    ).toEqual(['UNAUTHENTICATED'])
  })
})

describe('a proposal', () => {
  it('says what it changes, and waits; published, it is a revision', async () => {
    const proposal = await propose('sdk-proposed')
    expect(proposal).toMatchObject({ status: 'PROPOSED', reason: 'A test.', revision: null, warnings: [] })
    expect(proposal.changes.nodes).toContainEqual(expect.objectContaining({ operation: 'CREATE', key: 'sdk-proposed' }))
    expect(await client.actor({ slug: 'sdk-proposed' })).toBeNull()
    expect((await proposer.publish(numberOf(proposal))).__typename).toBe('Forbidden')
    const published = await made(publisher.publish(numberOf(proposal), 'Page 30 says so.'))
    expect(published).toMatchObject({ status: 'PUBLISHED', comment: 'Page 30 says so.' })
    expect(await client.actor({ slug: 'sdk-proposed' })).toMatchObject({ name: 'The sdk-proposed of nowhere' })
    const again = await publisher.publish(numberOf(proposal))
    expect(again).toMatchObject({ problems: [{ code: 'NOT_PROPOSED', input: undefined }] })
  })

  it('is seen by those who may, alone and in lists, and is rejected or withdrawn', async () => {
    const number = numberOf(await propose('sdk-rejected'))
    expect(await client.changeset({ number })).toBeNull()
    expect(await proposer.changeset({ number })).toMatchObject({ status: 'PROPOSED', changes: { nodes: [{}] } })
    expect(await made(publisher.reject(number, 'No.'))).toMatchObject({ status: 'REJECTED', comment: 'No.' })
    const other = numberOf(await propose('sdk-withdrawn'))
    expect(await made(proposer.withdraw(other))).toMatchObject({ status: 'WITHDRAWN' })
    const found: (number | null)[] = []
    for await (const one of proposer.changesets.all({ where: { status: ['REJECTED', 'WITHDRAWN'] }, first: 1 }))
      found.push(one.number)
    expect(found).toEqual([other, number])
  })

  it('that was published is reverted by another changeset', async () => {
    const { revision } = await publish([anActor('sdk-reverted')])
    const undone = await made(publisher.revert(revision ?? 0, 'It was wrong.'))
    expect(undone).toMatchObject({ status: 'PUBLISHED', reason: 'It was wrong.' })
    expect(await client.actor({ slug: 'sdk-reverted' })).toBeNull()
  })
})

describe('a changeset', () => {
  it('that is refused says of each problem which of the caller’s changes it is about', async () => {
    const changes: readonly ChangeInput[] = [
      anActor('sdk-fine'),
      { updateActor: { slug: 'uhncr', set: { description: 'A refugee agency.' } } },
      {
        createActor: {
          slug: 'sdk-flawed',
          name: 'Flawed',
          kind: 'OTHER',
          citation: { ...citation, document: 'no-such-paper' },
        },
      },
    ]
    const result = await publisher.submit({ reason: 'A test.', changes, publish: true })
    if (result.__typename !== 'ChangesetRefused') throw new Error(JSON.stringify(result))
    expect(new Set(result.problems.map(({ change }) => change))).toEqual(new Set([1, 2]))
    for (const problem of result.problems) expect(problem.input).toBe(changes[problem.change])
    expect(await client.actor({ slug: 'sdk-fine' })).toBeNull()
  })

  it('that is refused as a whole is about none of them', async () => {
    const changes = [anActor('sdk-whole')]
    const submission = { reason: 'A test.', changes, idempotencyKey: 'sdk-whole' }
    await made(publisher.submit(submission))
    const result = await publisher.submit({ ...submission, reason: 'Another one.' })
    expect(result).toMatchObject({
      __typename: 'ChangesetRefused',
      problems: [{ code: 'IDEMPOTENCY_KEY_REUSED', path: [], input: undefined }],
    })
  })

  it('may be warned of, at the change', async () => {
    await publish([anActor('sdk-twin')])
    const twin: ChangeInput = {
      createActor: { slug: 'sdk-twin-2', name: 'The sdk-twin of nowhere', kind: 'OTHER', citation },
    }
    const { warnings } = await made(publisher.submit({ reason: 'A test.', changes: [twin], dryRun: true }))
    expect(warnings).toMatchObject([{ code: 'LIKELY_DUPLICATE' }])
    expect(warnings[0]?.input).toBe(twin)
  })

  it('is a conflict where what it changes was changed meanwhile, and says so at the change', async () => {
    const { revision: baseRevision } = await publish([anActor('sdk-disputed')])
    await publish([{ updateActor: { slug: 'sdk-disputed', set: { description: 'Theirs.' } } }])
    const mine: ChangeInput = { updateActor: { slug: 'sdk-disputed', set: { description: 'Mine.' } } }
    const result = await publisher.submit({ reason: 'A test.', changes: [mine], baseRevision })
    if (result.__typename !== 'ChangesetConflict') throw new Error(JSON.stringify(result))
    expect(result.conflicts).toMatchObject([{ field: 'description', base: null, theirs: 'Theirs.', yours: 'Mine.' }])
    expect(result.conflicts[0]?.input).toBe(mine)
  })

  it('tells with which revision it was answered', async () => {
    const seen: (number | undefined)[] = []
    const { revision } = await publish([anActor('sdk-seen')])
    await client.actor({ slug: 'sdk-seen' }, { onAnswer: (about) => seen.push(about.revision) })
    expect(seen).toEqual([revision])
  })
})

describe('a changeset whose answer is lost', () => {
  /** A client whose connection breaks after the server has done its work, as often as said. */
  function losing(times: number) {
    const sent: { readonly variables: { readonly input: { readonly idempotencyKey?: string } } }[] = []
    const lossy = createClient({
      endpoint: `${api.url}/graphql`,
      retry: { delay: 1 },
      fetch: async (url, init) => {
        sent.push(JSON.parse(String(init.body)))
        const response = await fetch(url, init)
        await response.clone().text()
        if (sent.length <= times) throw new TypeError('fetch failed')
        return response
      },
    })
    return { lossy, sent }
  }

  it('is sent again with the same key, and made once', async () => {
    const { lossy, sent } = losing(2)
    const key = await keyWith(api, 'publish')
    const before = (await client.revisions({ first: 1 })).totalCount
    const changeset = await made(
      lossy.as(key).submit({ reason: 'A test.', changes: [anActor('sdk-once')], publish: true }),
    )
    expect(changeset.status).toBe('PUBLISHED')
    expect(sent).toHaveLength(3)
    const keys = new Set(sent.map(({ variables }) => variables.input.idempotencyKey))
    expect([...keys]).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)])
    expect((await client.revisions({ first: 1 })).totalCount).toBe(before + 1)
  })

  it('is sent under the caller’s own key where there is one, and another call under another', async () => {
    const { lossy, sent } = losing(0)
    const own = lossy.as(await keyWith(api, 'publish'))
    const submission = { reason: 'A test.', changes: [anActor('sdk-keys')], dryRun: true }
    await own.submit(submission)
    await own.submit({ ...submission, idempotencyKey: null })
    await own.submit({ ...submission, idempotencyKey: 'my own' })
    const keys = sent.map(({ variables }) => variables.input.idempotencyKey)
    expect(new Set(keys).size).toBe(3)
    expect(keys[2]).toBe('my own')
  })

  it('is the caller’s to find out about where it is a decision: nothing else is sent twice', async () => {
    const number = numberOf(await propose('sdk-decided'))
    const { lossy, sent } = losing(1)
    expect(await thrown(lossy.as(await keyWith(api, 'publish')).publish(number))).toBeInstanceOf(NetworkError)
    expect(sent).toHaveLength(1)
    expect(await client.changeset({ number })).toMatchObject({ status: 'PUBLISHED' })
  })
})

describe('a key', () => {
  const key = `tp_${'k'.repeat(43)}`
  const all = (value: unknown) => [String(value), JSON.stringify(value), String(Object(value).stack)].join('\n')

  it.each([
    ['of two lines', `${key}\n`],
    ['with a space', `${key} x`],
    ['of other letters', `${key}é`],
    ['that is empty', ''],
  ])('%s is refused at once, and not named', (_, wrong) => {
    const { client } = against([answer({})])
    for (const make of [() => client.as(wrong), () => createClient({ endpoint: '/', apiKey: wrong })]) {
      let refusal: unknown
      try {
        make()
      } catch (error) {
        refusal = error
      }
      expect(refusal).toBeInstanceOf(TypeError)
      expect(all(refusal)).not.toContain(key)
    }
  })

  it('stands in no error and in no client', async () => {
    const known = client.as(key)
    expect(all(known)).not.toContain(key)
    const refused = await thrown(known.catalogue())
    expect(refused).toBeInstanceOf(GraphQLError)
    const echo = (_: unknown, init: RequestInit) =>
      Promise.resolve(new Response(JSON.stringify([...new Headers(init.headers)]), { status: 500 }))
    const echoed = await thrown(against([], { fetch: echo }).client.as(key).catalogue())
    expect(echoed).toMatchObject({ name: 'HttpError', body: expect.stringContaining('Bearer …') })
    const lost = createClient({ endpoint: 'http://127.0.0.1:1', retry: false }).as(key)
    for (const error of [refused, echoed, await thrown(lost.submit({ reason: 'A test.', changes: [] }))])
      expect(all(error)).not.toContain(key)
  })
})

describe('types', () => {
  it('take exactly one change at a time, of a kind there is, with what it needs', () => {
    const { createActor } = anActor('x')
    const wrong = (): readonly ChangeInput[] => [
      // @ts-expect-error none
      {},
      // @ts-expect-error two
      { createActor: createActor ?? raise(), deletePlace: { code: 'XX' } },
      // @ts-expect-error there is no such change
      { paintActor: { slug: 'unhcr' } },
      // @ts-expect-error there is no such field
      { updateActor: { slug: 'unhcr', set: { colour: 'blue' } } },
      // @ts-expect-error a fact has a citation
      { createActor: { slug: 'x', name: 'X', kind: 'OTHER' } },
      // @ts-expect-error there is no such kind
      { createActor: { slug: 'x', name: 'X', kind: 'CLUB', citation } },
    ]
    expect(wrong).toBeTypeOf('function')
  })

  it('make a caller think of everything that may come of a changeset', () => {
    expectTypeOf<ChangesetResult>().toEqualTypeOf<Changeset | ChangesetRefused | ChangesetConflict | Forbidden>()
    const complete = (result: ChangesetResult): string => {
      switch (result.__typename) {
        case 'Changeset':
          return `${result.number} ${result.revision} ${result.changes.nodes.length}`
        case 'ChangesetRefused':
          return result.problems.map(({ code, input }) => `${code} ${input?.createActor?.slug}`).join()
        case 'ChangesetConflict':
          return result.conflicts.map(({ theirs, yours }) => `${theirs} ${yours}`).join()
        case 'Forbidden':
          return result.message
      }
    }
    // @ts-expect-error a conflict and a key that may not are forgotten
    const forgetful = (result: ChangesetResult): string => {
      switch (result.__typename) {
        case 'Changeset':
          return `${result.revision}`
        case 'ChangesetRefused':
          return result.message
      }
    }
    const hasty = (result: ChangesetResult) =>
      // @ts-expect-error there may be no changeset
      result.revision
    expect([complete, forgetful, hasty]).toHaveLength(3)
  })

  it('know the mutations of one’s own, too', async () => {
    const Submit = graphql(`mutation Submit($input: SubmitChangesetInput!) {
      submitChangeset(input: $input) { __typename ... on Changeset { status } ... on Forbidden { message } }
    }`)
    const actor = { slug: 'sdk-own', name: 'An own one', kind: 'OTHER', citation } as const
    const input = { reason: 'A test.', changes: [{ createActor: actor }], dryRun: true }
    const { submitChangeset } = await publisher.query(Submit, { input })
    expectTypeOf(submitChangeset).toHaveProperty('__typename')
    expect(submitChangeset).toEqual({ __typename: 'Changeset', status: 'PROPOSED' })
    const wrong = () => [
      // @ts-expect-error the changes are missing
      publisher.query(Submit, { input: { reason: 'A test.' } }),
      // @ts-expect-error There is no field submit in Mutation.
      publisher.query(graphql('mutation { submit { __typename } }')),
    ]
    expect(wrong).toBeTypeOf('function')
  })
})

function raise(): never {
  throw new TypeError('There is no actor.')
}

describe('the program of the README', () => {
  it('proposes, is reviewed, meets a conflict, and reads what was before', async () => {
    const readme = await readFile(new URL('../sdk/README.md', import.meta.url), 'utf8')
    const program = [...readme.matchAll(/```ts\n(.*?)```/gs)]
      .map(([, code = '']) => code)
      .find((code) => code.includes('.submit('))
    const folder = await mkdtemp(join(tmpdir(), 'tenpoint-readme-'))
    try {
      const file = join(folder, 'program.ts')
      const sdk = new URL('../sdk/src/index.ts', import.meta.url).href
      const code = program
        ?.replace('@tenpoint/sdk', sdk)
        .replaceAll('http://127.0.0.1:4000/graphql', `${api.url}/graphql`)
      await writeFile(file, code ?? '')
      const env = {
        ...process.env,
        PROPOSE_KEY: await keyWith(api, 'propose'),
        PUBLISH_KEY: await keyWith(api, 'publish'),
      }
      const { stdout } = await promisify(execFile)(process.execPath, [file], { env })
      expect(stdout).toMatch(
        /^PROPOSED\nPUBLISHED as revision \d+\ndescription: theirs "Open to all\.", yours "Open at night\."\nbefore: nothing, now: Shelter of Tapachula\n$/,
      )
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})
