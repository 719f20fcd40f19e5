// The schema, as clients and their tools read it: by queries, and as text.
import { readFile } from 'node:fs/promises'
import {
  buildSchema,
  getIntrospectionQuery,
  type IntrospectionOptions,
  lexicographicSortSchema,
  printSchema,
} from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, databaseOf, openApi } from './support/server.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api[Symbol.asyncDispose]())

const codeOf = async (query: string, variables?: object): Promise<unknown> =>
  (await api.ask(query, variables)).body.errors?.[0]?.extensions?.['code']

/** `types { fields { type { fields { ... } } } }`, which grows by a factor with each level. */
const nested = (depth: number, inner = 'name'): string =>
  depth === 0 ? inner : `fields { type { ofType { ofType { ofType { ${nested(depth - 1, inner)} } } } } }`

describe('the schema', () => {
  it('is served as text, the same as the SDK has it', async () => {
    const response = await fetch(`${api.url}/schema.graphql`)
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    const served = await response.text()
    const written = await readFile(new URL('../sdk/schema.graphql', import.meta.url), 'utf8')
    const normal = (text: string): string => printSchema(lexicographicSortSchema(buildSchema(text)))
    expect(normal(served)).toBe(normal(written))
  })

  it('has the directives the server has, and says where the formats of scalars are specified', async () => {
    const served = buildSchema(await (await fetch(`${api.url}/schema.graphql`)).text())
    const { __schema: live } = Object(
      await api.data('{ __schema { directives { name locations args { name } } types { name specifiedByURL } } }'),
    )
    expect(
      served
        .getDirectives()
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(live.directives.map(({ name }: { name: string }) => name).toSorted())
    expect(live.directives).toContainEqual({
      name: 'defer',
      locations: ['FRAGMENT_SPREAD', 'INLINE_FRAGMENT'],
      args: [{ name: 'if' }, { name: 'label' }],
    })
    for (const name of ['Date', 'DateTime']) {
      expect(live.types).toContainEqual({ name, specifiedByURL: expect.stringMatching(/^https:/) })
    }
  })

  it('is closed, as text too, where the configuration closes it', async () => {
    await using closed = await openApi({ introspection: false, database: databaseOf(api) })
    expect((await fetch(`${closed.url}/schema.graphql`)).status).toBe(404)
    const { body } = await closed.ask('{ __type(name: "Actor") { name } }')
    expect(body.errors?.[0]?.extensions?.['code']).toBe('GRAPHQL_VALIDATION_FAILED')
  })
})

describe('a query about the schema', () => {
  const full: IntrospectionOptions = {
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    schemaDescription: true,
    inputValueDeprecation: true,
    oneOf: true,
  }
  it.each<[string, IntrospectionOptions]>([
    ['by default', {}],
    ['without descriptions, as GraphiQL falls back to', { descriptions: false }],
    ['with all there is, as code generators and GraphiQL have it', full],
  ])('is answered where it is the usual one: %s', async (_, options) => {
    const data = await api.data(getIntrospectionQuery(options))
    expect(Object(data).__schema.types.length).toBeGreaterThan(50)
  })

  it('is answered where two tools ask at once, and beside data', async () => {
    const fragments = getIntrospectionQuery().replace(/^\s*query IntrospectionQuery \{[\s\S]*?\n {4}\}\n/m, '')
    expect(fragments).toMatch(/^\s*fragment/)
    const query = `{ actionPoint(number: 1) { number } a: __schema { types { ...FullType } } b: __schema { types { ...FullType } } } ${fragments}`
    expect(await api.data(query)).toMatchObject({ actionPoint: { number: 1 } })
  })

  it.each([
    ['lists in lists in lists', `{ __schema { types { ${nested(3)} } } }`],
    ['very many', `{ __type(name: "Query") { ${nested(9)} } }`],
  ])('is refused where it nests %s', async (_, query) => {
    expect(await codeOf(query)).toBe('GRAPHQL_VALIDATION_FAILED')
  })

  const times = (count: number, text: string): string =>
    Array.from({ length: count }, (_, index) => `a${index}: ${text}`).join(' ')
  const doubled = (depth: number): string =>
    Array.from({ length: depth }, (_, n) => `fragment F${n + 1} on __Type { a: ofType { ...F${n} } ...F${n} }`).join(
      ' ',
    )
  it.each([
    ['one thing of each type, many times', `{ __schema { types { ${times(1000, 'name')} } } }`, undefined],
    ['all types, many times', `{ ${times(1000, '__schema { types { fields { name } } }')} }`, undefined],
    [
      'one type, many times',
      `query ($n: String!) { ${times(2000, '__type(name: $n) { ...F }')} } fragment F on __Type { fields { name args { name type { name } } } }`,
      { n: 'Query' },
    ],
    [
      'through fragments in fragments',
      `{ __schema { types { fields { type { ...F20 } } } } } fragment F0 on __Type { ${times(20, 'name')} } ${doubled(20)}`,
      undefined,
    ],
    ['beside data', `{ catalogue { initiativeCount } __schema { types { ${times(1000, 'name')} } } }`, undefined],
  ])('is refused before it runs where its answer would be out of proportion: %s', async (_, query, variables) => {
    for (let time = 0; time < 2; time += 1) {
      api.statements.length = 0
      const { status, body } = await api.ask(query, variables)
      expect([status, body.errors?.[0]?.extensions?.['code']]).toEqual([400, 'QUERY_TOO_COMPLEX'])
      expect(api.statements).toEqual([])
    }
  })

  it('that is let pass for one operation is not for another', async () => {
    const query = `query A { __schema { queryType { name } } } query B { __schema { types { ${times(1000, 'name')} } } }`
    const code = async (operationName: string): Promise<unknown> => {
      const response = await fetch(`${api.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
        body: JSON.stringify({ query, operationName }),
      })
      return (await response.json()).errors?.[0].extensions.code
    }
    expect([await code('A'), await code('B'), await code('A')]).toEqual([undefined, 'QUERY_TOO_COMPLEX', undefined])
  })
})
