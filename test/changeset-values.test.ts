// A wrong value at any path of any kind of change is a problem at that path, and changes nothing.
import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askAs, contentOf, keyWith, onlyField, type Result, submission, submit } from './support/changesets.ts'
import { actor, id, makeSampleOwners, type Sample, samples } from './support/samples.ts'
import { type Api, openApi, schema } from './support/server.ts'

let api: Api
let key: string
beforeAll(async () => {
  api = await openApi()
  key = await keyWith(api, 'publish')
  await makeSampleOwners(api, key)
})
afterAll(() => api[Symbol.asyncDispose]())

function inputType(name: string): GraphQLInputObjectType {
  const type = schema.getType(name)
  if (!isInputObjectType(type)) throw new TypeError(`There is no input ${name}.`)
  return type
}

/** Wrong values of each type of leaf; the first of them says what is wrong with values of that type most often. */
const wrongValues: Readonly<Record<string, readonly unknown[]>> = {
  Int: [2 ** 31, 1.5, '1'],
  Boolean: ['perhaps', 0],
  String: ['no\0text', 'half \ud800', 'x'.repeat(60_000), 7],
  ID: ['bm90aGluZw', '', 'no\0id', id('Document', 'no-such-paper'), id('Actor', 'nobody')],
}

/** Every place in a value for an input, with a wrong value for it, or all of them. */
function* wrongAt(
  type: GraphQLInputType,
  value: unknown,
  path: readonly (string | number)[],
  most: number,
): Generator<Wrong> {
  const bare = getNullableType(type)
  if (isListType(bare) && Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* wrongAt(bare.ofType, item, [...path, index], most)
    return
  }
  const named = getNamedType(bare)
  if (isInputObjectType(named) && typeof value === 'object' && value !== null) {
    const given: Readonly<Record<string, unknown>> = { ...value }
    for (const field of Object.values(named.getFields()))
      if (given[field.name] !== undefined && given[field.name] !== null)
        yield* wrongAt(field.type, given[field.name], [...path, field.name], most)
    return
  }
  const wrong = wrongValues[named.name] ?? ['NO_SUCH_VALUE', 7]
  for (const one of isNonNullType(type) ? [...wrong.slice(0, most), null] : wrong.slice(0, most))
    yield { path, wrong: one }
}

interface Wrong {
  readonly path: readonly (string | number)[]
  readonly wrong: unknown
}

const withValue = (value: unknown, [step, ...more]: readonly (string | number)[], wrong: unknown): unknown => {
  if (step === undefined) return wrong
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? withValue(item, more, wrong) : item))
  const members: Readonly<Record<string, unknown>> = typeof value === 'object' && value !== null ? { ...value } : {}
  return { ...members, [step]: withValue(members[step], more, wrong) }
}

describe('a wrong value', () => {
  const changeType = inputType('ChangeInput')
  // What is updated or deleted is created before, in the same changeset, where it does not stand already.
  const earlier = ({ create }: Sample, type: string) => (create ? [{ [`create${type}`]: create }] : [])
  const writes = Object.entries(samples).flatMap(([type, sample]) => [
    ...(sample.create ? [[`create${type}`, sample.create, []] as const] : []),
    [`update${type}`, { ...sample.which, expectedVersion: 1, set: sample.set }, earlier(sample, type)] as const,
  ])
  const others = [
    ...Object.entries(samples).flatMap(([type, sample]) =>
      sample.create
        ? [
            [
              `delete${type}`,
              { ...sample.which, expectedVersion: 1, reason: 'It is enough.' },
              earlier(sample, type),
            ] as const,
          ]
        : [],
    ),
    ['mergeActors', { into: 'kinds-actor', from: ['kinds-other', 'unhcr'] }, []] as const,
    [
      'splitActor',
      {
        from: 'kinds-actor',
        actor: { ...actor('kinds-split'), names: [{ name: 'Split', kind: 'ALIAS' }] },
        move: [id('ActorMembership', 'kinds-actor', 'iom')],
      },
      [{ createActorMembership: samples['ActorMembership']?.create }],
    ] as const,
  ]

  async function expectTold(kind: string, value: object, before: readonly object[], most: number, publish: boolean) {
    const content = await contentOf(api)
    for (const { path, wrong } of wrongAt(changeType, { [kind]: value }, [], most)) {
      const changes = [...before, withValue({ [kind]: value }, path, wrong)]
      const { status, body } = await askAs(api, key, submission, { input: { reason: 'A test.', publish, changes } })
      const at = `${path.join('.')} ${JSON.stringify(wrong)?.slice(0, 30)}`
      expect(status, at).toBeLessThan(500)
      const text = JSON.stringify(body)
      if (body.errors) expect(text, at).toContain(`input.changes[${before.length}].${pathText(path)}`)
      else if (path.at(-1) !== 'expectedVersion') expect(text, at).toContain(JSON.stringify(path.map(String)))
    }
    expect(await contentOf(api)).toBe(content)
  }

  it.each(writes)('anywhere in %s is told at its path, and changes nothing', (kind, value, before) =>
    expectTold(kind, value, before, 1, true),
  )

  it.each(others)(
    'of any sort anywhere in %s is told at its path, and changes nothing',
    async (kind, value, before) => {
      await expectTold(kind, value, before, 9, true)
      // A proposal is kept as it was written.
      await expectTold(kind, value, before, 2, false)
    },
  )

  it.each([
    ['an actor with itself', 'mergeActors', { into: 'unhcr', from: ['unhcr'] }, 'from.0', 'BAD_VALUE'],
    ['an actor twice', 'mergeActors', { into: 'unhcr', from: ['iom', 'iom'] }, 'from.1', 'BAD_VALUE'],
    [
      'what is not of the actor',
      'splitActor',
      { from: 'unhcr', actor: actor('kinds-split'), move: [id('ActorMembership', 'no-group', 'iom')] },
      'move.0',
      'UNKNOWN_REFERENCE',
    ],
    [
      'a row that cannot point at an actor',
      'splitActor',
      { from: 'unhcr', actor: actor('kinds-split'), move: [id('Place', 'SO')] },
      'move.0',
      'BAD_VALUE',
    ],
  ])('is %s', async (_, kind, value, path, code) => {
    const content = await contentOf(api)
    const result = await submit(api, key, [{ [kind]: value }])
    expect(result.problems?.map((problem) => [problem.path.join('.'), problem.code])).toContainEqual([
      `${kind}.${path}`,
      code,
    ])
    expect(await contentOf(api)).toBe(content)
  })
})

const pathText = (path: readonly (string | number)[]): string =>
  path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .slice(1)

/** A value of an input type that brings each of its fields, null where it may be. */
function everyField(type: GraphQLInputType): unknown {
  const nullable = getNullableType(type)
  if (isListType(nullable)) return [everyField(nullable.ofType)]
  if (isInputObjectType(nullable))
    return Object.fromEntries(
      Object.values(nullable.getFields()).map(({ name, type: field }) => {
        const inner = getNamedType(field)
        // Parts and other objects are brought, so that their fields are, too.
        return [name, isNonNullType(field) || isInputObjectType(inner) ? everyField(field) : null]
      }),
    )
  if (isEnumType(nullable)) return nullable.getValues()[0]?.name
  return { Int: 1, Boolean: false, String: 'nothing-of-this-name' }[getNamedType(type).name] ?? 'x'
}

describe('null', () => {
  const kinds = Object.values(inputType('ChangeInput').getFields())

  it.each(kinds.map(({ name, type }) => [name, type] as const))(
    'in all fields of %s that may be null is understood, and changes nothing',
    async (kind, type) => {
      const before = await contentOf(api)
      const input = { reason: 'A test.', dryRun: true, baseRevision: 1, changes: [{ [kind]: everyField(type) }] }
      const result = onlyField<Result>(await askAs(api, key, submission, { input }))
      expect(result.__typename).toBeOneOf(['Changeset', 'ChangesetRefused'])
      expect(await contentOf(api)).toBe(before)
    },
  )
})
