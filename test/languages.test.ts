// The same answers whatever the language of the database: what folds, compares and sorts asks no locale.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { orderName } from '../server/relational/index.ts'
import { databaseIn, databaseKind, languages } from './support/database.ts'
import { definitions } from './support/definitions.ts'
import { type Api, openApi } from './support/server.ts'

interface Question {
  readonly query: string
  readonly variables?: object
}

const hits = `query ($text: String!) { search(query: $text, first: 10) { totalCount nodes { type title snippet relevance } } }`
const within = `query ($text: String!) { initiatives(search: $text) { totalCount edges { cursor node { slug } } } }`

/** Words as people type them: in capitals, in small letters, and with a letter missing. */
const typed = (word: string): readonly string[] => [
  word.toUpperCase(),
  word.toLowerCase(),
  `${word.slice(0, 3)}${word.slice(4)}`.toUpperCase(),
]

const searches = (names: readonly string[]): readonly Question[] => {
  const words = new Set(names.flatMap((name) => name.match(/\p{L}{5,}/gu) ?? []))
  const texts = [...[...words].flatMap(typed), '"MIXED MIGRATION" -unhcr', 'IOM or İOM', 'ıstanbul', 'MIGRATON -IOM']
  return texts.flatMap((text) => [hits, within].map((query) => ({ query, variables: { text } })))
}

const filters = (names: readonly string[]): readonly Question[] =>
  names.flatMap((name) =>
    [
      { contains: name.slice(2, 12).toUpperCase() },
      { startsWith: name.toLowerCase() },
      { eq: name.normalize('NFD') },
    ].map((compared) => ({
      query: `query ($where: InitiativeWhere) { initiatives(where: $where) { totalCount nodes { slug } } }`,
      variables: { where: { or: [{ name: compared }, { actors: { some: { name: compared } } }] } },
    })),
  )

const orders: readonly Question[] = Object.entries(definitions.roots).flatMap(([name, field]) =>
  field.is !== 'connection'
    ? []
    : definitions.object(field.type).orders.flatMap((order) =>
        ['ASC', 'DESC'].map((direction) => ({
          query: `{ ${name}(first: 100, orderBy: [{ field: ${orderName(order)}, direction: ${direction} }]) { edges { cursor } } }`,
        })),
      ),
)

const others: readonly Question[] = [
  {
    query:
      '{ initiatives(first: 100) { facets { field buckets { value label count } } nodes { names { name } actors(first: 50) { edges { roles node { name names { name } } } } } } }',
  },
  {
    query:
      '{ actors(first: 100) { facets { field buckets { value label count } } nodes { partners(first: 5) { nodes { name } } } } }',
  },
  { query: '{ places(first: 100) { nodes { code name names { name } within { nodes { name } } } } }' },
  { query: '{ documents { nodes { title citedBy: references { totalCount } } } }' },
  ...['INITIATIVE', 'ACTOR', 'COUNTRY', 'ACTOR_KIND', 'REGION', 'LEVEL'].map((rows) => ({
    query: `{ matrixCells(by: ${rows}, first: 100) { edges { cursor node { label actionCount } } } }`,
  })),
  { query: '{ actorNetwork(around: "IOM", depth: 2) { nodes(first: 100) { nodes { distance actor { name } } } } }' },
  {
    query:
      '{ actor(slug: "IOM") { name } place(code: "it") { name } actorsBySlug(slugs: ["ICMC", "FIIAPP"]) { name } }',
  },
]

describe.runIf(databaseKind === 'postgres')('a database of another language', () => {
  const apis = new Map<string, Api>()
  let questions: readonly Question[]
  let expected: readonly string[]

  const answersOf = async (api: Api): Promise<string[]> => {
    const answers: string[] = []
    for (const { query, variables } of questions) {
      const { body } = await api.ask(query, variables)
      answers.push(JSON.stringify(body))
    }
    return answers
  }

  beforeAll(async () => {
    for (const [name, language] of Object.entries(languages))
      apis.set(name, await openApi({ database: databaseIn(language) }))
    const first = apis.get('C')
    if (!first) throw new TypeError('No database.')
    const { initiatives } = (await first.data('{ initiatives(first: 100) { nodes { name } } }')) as {
      initiatives: { nodes: { name: string }[] }
    }
    const names = initiatives.nodes.map(({ name }) => name)
    questions = [...searches(names), ...filters(names), ...orders, ...others]
    expected = await answersOf(first)
  }, 300_000)
  afterAll(async () => {
    for (const api of apis.values()) await api[Symbol.asyncDispose]()
  })

  it('is asked questions that have answers', () => {
    expect(expected.filter((answer) => answer.includes('"errors"'))).toEqual([])
    expect(expected.filter((answer) => answer.includes('"totalCount":0')).length).toBeLessThan(expected.length / 3)
  })

  it.each(Object.keys(languages).filter((name) => name !== 'C'))(
    '%s gives every answer that one without a language gives',
    async (name) => {
      const api = apis.get(name)
      if (!api) throw new TypeError('No database.')
      const answers = await answersOf(api)
      const different = answers.flatMap((answer, index) =>
        answer === expected[index] ? [] : [{ ...questions[index], answer, expected: expected[index] }],
      )
      console.log(`${name}: ${answers.length - different.length} of ${answers.length} answers alike`)
      expect(different.slice(0, 5)).toEqual([])
    },
    300_000,
  )
})
