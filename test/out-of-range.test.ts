// Values of the right type that no column of the database can hold. Every argument, filter and cursor of the root is tried.
import {
  type GraphQLArgument,
  type GraphQLField,
  GraphQLInputObjectType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
} from 'graphql'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { boolean, type Column, date, integer, text, timestamp } from '../server/db/columns.ts'
import { holds } from '../server/relational/index.ts'
import { inChangeset } from './support/changeset.ts'
import { enterPlans } from './support/plans.ts'
import { type Api, openApi, schema } from './support/server.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
  // The shipped catalogue has none.
  await inChangeset(api.db, enterPlans)
})
afterAll(() => api[Symbol.asyncDispose]())

const roots = Object.values(schema.getQueryType()?.getFields() ?? {})

const hostile: Readonly<Record<string, readonly unknown[]>> = {
  String: ['\0', 'a\0b', '\ud800', 'a\udc00b', '\ud83d', ''],
  ID: [
    '\0',
    '\ud800',
    '',
    Buffer.from('Actor:\0').toString('base64url'),
    Buffer.from('ActionPoint:99999999999').toString('base64url'),
  ],
  Int: [2 ** 31, -(2 ** 31) - 1, 2 ** 53, 1e300, 0.5, 2 ** 31 - 1, -(2 ** 31)],
  Date: ['0000-01-01', '0000-12-31', '2020-02-30', '10000-01-01', '-001-01-01', 'infinity', '0001-01-01', '9999-12-31'],
  DateTime: [
    '0000-01-01T00:00:00Z',
    '2020-01-01T25:00:00Z',
    '2020-01-01T00:00:00+99:00',
    '2020-01-01T24:00:00Z',
    '9999-12-31T23:59:60Z',
  ],
  Boolean: [],
}

/** Fails where the server does; an answer, and an error of the client, are both right. */
async function answers(query: string, variables: object): Promise<string> {
  const { status, body } = await api.ask(query, variables)
  const codes = (body.errors ?? []).map(({ extensions }) => String(extensions?.['code']))
  expect({ status: status < 500, codes, query, variables }).toEqual({
    status: true,
    codes: codes.map(() => expect.stringMatching(/^BAD_/)),
    query,
    variables,
  })
  return codes[0] ?? 'none'
}

const selection = (field: GraphQLField<unknown, unknown>): string => {
  const type = getNamedType(field.type)
  return isObjectType(type) && 'totalCount' in type.getFields() ? '{ totalCount }' : '{ __typename }'
}

/** A field with one argument brought by a variable, and those it must have. */
function asking(field: GraphQLField<unknown, unknown>, argument: GraphQLArgument): string {
  const required = field.args
    .filter(({ type, name }) => name !== argument.name && String(type).endsWith('!'))
    .map(({ name, type }) => `${name}: ${String(type) === 'MatrixRows!' ? 'LEVEL' : '"x"'}`)
  const args = [`${argument.name}: $value`, ...required].join(', ')
  return `query ($value: ${argument.type}) { ${field.name}(${args}) ${selection(field)} }`
}

describe('a value no column can hold is no failure of the server', () => {
  const cases = roots.flatMap((field) =>
    field.args
      .filter(({ type }) => (hostile[getNamedType(type).name] ?? []).length > 0)
      .map((argument) => [field, argument] as const),
  )
  it.each(cases.map(([field, argument]) => [`${field.name}(${argument.name})`, field, argument] as const))(
    'as the argument %s',
    async (_, field, argument) => {
      for (const value of hostile[getNamedType(argument.type).name] ?? [])
        await answers(asking(field, argument), { value: String(argument.type).includes('[') ? [value] : value })
    },
  )

  const filtered = roots.flatMap((field) =>
    field.args.filter(({ name }) => name === 'where').map((argument) => [field, argument] as const),
  )
  it.each(filtered.map(([field, argument]) => [field.name, field, argument] as const))(
    'in a filter of %s',
    async (_, field, argument) => {
      const where = getNamedType(argument.type)
      if (!isInputObjectType(where)) throw new TypeError('A filter was expected.')
      let tried = 0
      for (const [name, { type }] of Object.entries(where.getFields())) {
        const comparison = getNamedType(type)
        for (const value of hostile[comparison.name] ?? []) {
          tried += 1
          await answers(asking(field, argument), { value: { [name]: value } })
        }
        if (
          !(comparison instanceof GraphQLInputObjectType) ||
          !('eq' in comparison.getFields() || 'lt' in comparison.getFields())
        )
          continue
        for (const [operator, { type: operand }] of Object.entries(comparison.getFields())) {
          for (const value of hostile[getNamedType(operand).name] ?? []) {
            tried += 1
            await answers(asking(field, argument), {
              value: { [name]: { [operator]: isListType(operand) ? [value] : value } },
            })
          }
        }
      }
      expect(tried).toBeGreaterThan(0)
    },
  )
})

describe('a cursor with values no column can hold', () => {
  const values = [1.5, 2 ** 31, 1e300, true, null, [], '', 'x', '\0', '\ud800', '0000-01-01', 'infinity']
  // Changesets are counted by their numbers, and their cursors hold one; the others hold values of an order.
  const lists = roots.filter(({ name, args }) => name !== 'changesets' && args.some(({ name }) => name === 'after'))
  const ordersOf = ({ args }: GraphQLField<unknown, unknown>): readonly string[] => {
    const argument = args.find(({ name }) => name === 'orderBy')
    const order = argument && getNamedType(argument.type)
    const keys = isInputObjectType(order) ? getNamedType(order.getFields()['field']?.type) : undefined
    return isEnumType(keys) ? keys.getValues().map(({ name }) => `orderBy: [{ field: ${name} }], `) : []
  }

  it.each(lists.map((field) => [field.name, field] as const))(
    'is refused by %s in any order',
    async (_, field) => {
      const required = field.args
        .filter(({ type }) => String(type).endsWith('!'))
        .map(({ name, type }) => `${name}: ${String(type) === 'String!' ? '"migration"' : 'LEVEL'}, `)
      const codes = new Set<string>()
      for (const order of ['', ...ordersOf(field)]) {
        const page = (args: string) => `${field.name}(${required.join('')}${order}${args}) { edges { cursor } }`
        const data = await api.data(`{ ${page('first: 1')} }`)
        const [edge] = (data as Record<string, { edges: { cursor: string }[] }>)[field.name]?.edges ?? []
        if (!edge) throw new TypeError(`${field.name} has no rows.`)
        const [signature, ...places] = JSON.parse(Buffer.from(edge.cursor, 'base64url').toString())
        for (const [index] of places.entries()) {
          for (const value of values) {
            const text = JSON.stringify([signature, ...places.with(index, value)])
            const cursor = Buffer.from(text).toString('base64url')
            for (const args of ['first: 1, after: $cursor', ...(order ? [] : ['last: 1, before: $cursor'])])
              codes.add(await answers(`query ($cursor: String) { ${page(args)} }`, { cursor }))
          }
        }
      }
      codes.delete('none')
      expect([...codes]).toEqual(['BAD_CURSOR'])
    },
    120_000,
  )
})

it.each([
  'changesets:x',
  'changesets:-1',
  'changesets:99999999999',
  'changesets:1.5',
  'changes:1',
  'changesets:',
  '\0',
])('a cursor of changesets that holds no number, %j, is refused', async (text) => {
  const cursor = Buffer.from(text).toString('base64url')
  const page = 'query ($cursor: String) { changesets(after: $cursor) { edges { cursor } } }'
  expect(await answers(page, { cursor })).toBe('BAD_CURSOR')
})

describe('what a column is said to hold', () => {
  const kinds = { integer: integer(), text: text(), boolean: boolean(), date: date(), timestamp: timestamp() }
  const sqlTypes = {
    integer: 'integer',
    text: 'text',
    boolean: 'boolean',
    date: 'date',
    timestamp: 'timestamptz',
  } as const
  const own = {
    integer: ["'2147483647'", "'-2147483648'", '0'],
    text: ["'é \\ \"'", "''"],
    boolean: ['true', 'false'],
    date: ["'0001-01-01'", "'9999-12-31'", "'2020-02-29'"],
    timestamp: ["'0001-01-01T00:00:00Z'", "'9999-12-31T23:59:59.999999Z'", 'now()'],
  } as const

  it.each(['integer', 'text', 'boolean', 'date', 'timestamp'] as const)(
    'the database takes, and gives: %s',
    async (kind) => {
      const tried = [
        ...Object.values(hostile).flat(),
        1.5,
        true,
        null,
        0,
        '2020-02-29',
        '2020-02-29T12:00:00+05:30',
        'é',
      ]
      const column: Column = kinds[kind]
      const held = tried.filter((value) => holds({ ...column, nullable: true }, value))
      for (const value of held) await sql`select ${value}::${sql.raw(sqlTypes[kind])}`.execute(api.db)
      for (const value of own[kind]) {
        const given = sql<{
          json: string
        }>`select json_build_array(${sql.raw(value)}::${sql.raw(sqlTypes[kind])})::text as json`
        const { rows } = await given.execute(api.db)
        const [shown] = JSON.parse(rows[0]?.json ?? '[]')
        expect({ shown, isHeld: holds(kinds[kind], shown) }).toEqual({ shown, isHeld: true })
      }
      expect(holds(kinds[kind], null)).toBe(false)
    },
  )
})
