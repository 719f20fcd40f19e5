// Conditions on related things inside each other: what they mean, and that they cost no more than there are of them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { maximumConditionDepth, maximumConditions } from '../server/relational/index.ts'
import { type Api, openApi } from './support/server.ts'

let api: Api
let catalogue: Catalogue
beforeAll(async () => {
  api = await openApi()
  catalogue = await readCatalogue()
})
afterAll(() => api[Symbol.asyncDispose]())

type Field = 'actors' | 'initiatives'
type Quantifier = 'some' | 'every' | 'none'
interface Where {
  readonly [name: string]: unknown
}
/** The slugs of what hangs on each thing. */
type Catalogue = Readonly<Record<Field, ReadonlyMap<string, readonly string[]>>>

async function readCatalogue(): Promise<Catalogue> {
  const { initiatives } = (await api.data(
    '{ initiatives(first: 100) { nodes { slug actors(first: 100) { nodes { slug } } } } }',
  )) as { initiatives: { nodes: { slug: string; actors: { nodes: { slug: string }[] } }[] } }
  const actors = new Map<string, string[]>()
  const byInitiative = new Map<string, string[]>()
  for (const { slug, actors: related } of initiatives.nodes) {
    byInitiative.set(
      slug,
      related.nodes.map((actor) => actor.slug),
    )
    for (const actor of related.nodes) actors.set(actor.slug, [...(actors.get(actor.slug) ?? []), slug])
  }
  return { actors: byInitiative, initiatives: actors }
}

const countOf = async (where: Where): Promise<number> => {
  const query = 'query ($where: InitiativeWhere) { initiatives(where: $where) { totalCount } }'
  return ((await api.data(query, { where })) as { initiatives: { totalCount: number } }).initiatives.totalCount
}

/** Quantifiers from the outside to the inside, over initiatives' actors, their initiatives, and so on. */
const nested = (quantifiers: readonly Quantifier[], leaf: Where, field: Field = 'actors'): Where => {
  const [quantifier, ...more] = quantifiers
  if (!quantifier) return leaf
  return { [field]: { [quantifier]: nested(more, leaf, field === 'actors' ? 'initiatives' : 'actors') } }
}

/** The same worked out on the lists of slugs. */
function matches(quantifiers: readonly Quantifier[], start: string, slug: string, field: Field = 'actors'): boolean {
  const [quantifier, ...more] = quantifiers
  if (!quantifier) return slug.startsWith(start)
  const next = field === 'actors' ? 'initiatives' : 'actors'
  const test = (related: string) => matches(more, start, related, next)
  const related = catalogue[field].get(slug) ?? []
  if (quantifier === 'some') return related.some(test)
  return quantifier === 'every' ? related.every(test) : !related.some(test)
}

const quantifiers: readonly Quantifier[] = ['some', 'every', 'none']
const words = (length: number): (readonly Quantifier[])[] =>
  length === 0 ? [[]] : words(length - 1).flatMap((word) => quantifiers.map((last) => [...word, last]))

describe('conditions inside each other', () => {
  it.each([1, 2, 3, 4])('mean what they say, %i deep, with all quantifiers', async (depth) => {
    for (const word of words(depth)) {
      const expected = [...catalogue.actors.keys()].filter((slug) => matches(word, 'u', slug)).length
      expect(await countOf(nested(word, { slug: { startsWith: 'u' } })), word.join()).toBe(expected)
    }
  })

  it('are the opposite of their negation, alone and among others', async () => {
    const total = await countOf({})
    for (const word of words(3)) {
      const where = nested(word, { slug: { startsWith: 'u' } })
      const both = { and: [where, { or: [where, { level: { eq: 'NATIONAL' } }] }] }
      expect((await countOf({ not: where })) + (await countOf(where)), word.join()).toBe(total)
      expect((await countOf({ not: both })) + (await countOf(both)), word.join()).toBe(total)
    }
  })

  it.each(quantifiers)('with %s stand in the statement once each, not inside each other', async (quantifier) => {
    const shape = async (depth: number) => {
      api.statements.length = 0
      await countOf(nested(Array(depth).fill(quantifier), { not: { or: [{ slug: { eq: 'x' } }] } }))
      const [statement = ''] = api.statements
      return { length: statement.length, deepest: deepest(statement) }
    }
    const [two, four, eight] = [await shape(2), await shape(4), await shape(maximumConditionDepth)]
    expect(eight.deepest).toBeLessThanOrEqual(2)
    expect(eight.length - four.length).toBeLessThan(3 * (four.length - two.length))
  })

  it('are refused where they are deeper than anybody means, or many of them deep', async () => {
    const refusal = async (where: Where) => {
      api.statements.length = 0
      const { status, body } = await api.ask('query ($w: InitiativeWhere) { initiatives(where: $w) { totalCount } }', {
        w: where,
      })
      expect(api.statements).toEqual([])
      return { status, ...body.errors?.[0]?.extensions }
    }
    const leaf = { slug: { eq: 'x' } }
    expect(await refusal(nested(Array(maximumConditionDepth + 1).fill('some'), leaf))).toMatchObject({
      status: 400,
      code: 'QUERY_TOO_COMPLEX',
      maximum: maximumConditionDepth,
    })
    const deep = nested(['some', 'some', 'some'], leaf)
    expect(await refusal({ or: Array(maximumConditions / 10).fill(deep) })).toMatchObject({
      status: 400,
      code: 'QUERY_TOO_COMPLEX',
      maximum: maximumConditions,
    })
  })
})

/** How many `exists` lie inside each other at most. */
function deepest(statement: string): number {
  const open: boolean[] = []
  let most = 0
  for (const [token] of statement.matchAll(/'(?:[^']|'')*'|exists \(|\(|\)/g)) {
    if (token === ')') open.pop()
    else if (!token.startsWith("'")) open.push(token !== '(')
    most = Math.max(most, open.filter(Boolean).length)
  }
  return most
}
