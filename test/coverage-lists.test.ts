// Every list there is, taken from the schema, with every argument it takes: pages are parts of the whole, orders are
// orders, filters and searches take what they say, facets count what filters take.
import {
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isObjectType,
} from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { orderName } from '../server/relational/index.ts'
import { inChangeset } from './support/changeset.ts'
import {
  argumentsOf,
  handleOf,
  inOrder,
  isReachable,
  type Json,
  leavesOf,
  nodeTypeOf,
  objectsOf,
  type Row,
  type Value,
} from './support/coverage-queries.ts'
import { enterPlans } from './support/plans.ts'
import { type Api, openApi, schema } from './support/server.ts'

/** Fields that people look for in the order of the alphabet, and that order as English has it. */
const alphabetical = new Set(['name', 'acronym', 'title', 'label'])
const english = new Intl.Collator('en', { sensitivity: 'base' })
const inAlphabet = (a: Value, b: Value): number => english.compare(String(a), String(b))

let api: Api
beforeAll(async () => {
  api = await openApi()
  await inChangeset(api.db, enterPlans)
})
afterAll(() => api[Symbol.asyncDispose]())

type Field = GraphQLField<unknown, unknown>
interface List {
  readonly owner: GraphQLObjectType
  readonly field: Field
  readonly node: GraphQLObjectType
}

const lists: List[] = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter(({ name }) => !name.startsWith('__') && isReachable(name))
  .flatMap((owner) =>
    Object.values(owner.getFields()).flatMap((field) => {
      const node = nodeTypeOf(field)
      return node ? [{ owner, field, node }] : []
    }),
  )

interface Page {
  readonly totalCount: number
  readonly edges: readonly { readonly cursor: string; readonly node: Row; readonly [more: string]: unknown }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean }
}

/** One list of one object, to be queried in many ways. */
interface Asked {
  readonly whole: Page
  readonly ask: (args: readonly string[], more?: string) => Promise<Page[]>
}

const aliased = ({ owner, field, node }: List, args: readonly string[], more = ''): string =>
  args
    .map(
      (arg, index) =>
        `q${index}: ${field.name}${argumentsOf(owner.name, field, arg)} { totalCount edges { cursor node { ${handleOf(node)} ${leavesOf(node).join(' ')} } ${more} } pageInfo { hasNextPage hasPreviousPage } }`,
    )
    .join('\n')

const pagesIn = (row: Row, count: number): Page[] =>
  Array.from({ length: count }, (_, index) => row[`q${index}`] as unknown as Page)

/** Finds the object with the longest list. */
async function open(list: List): Promise<Asked> {
  const isNode = list.owner.getInterfaces().some(({ name }) => name === 'Node')
  const objects = await objectsOf(
    api,
    list.owner.name,
    `${isNode ? 'id' : '__typename'} ${list.field.name}${argumentsOf(list.owner.name, list.field, undefined)} { totalCount }`,
  )
  const counts = objects.map((object) => Number((object[list.field.name] as Row)['totalCount']))
  const place = counts.indexOf(Math.max(...counts))
  const ask: Asked['ask'] = async (args, more) => {
    const selection = aliased(list, args, more)
    if (!isNode) return pagesIn((await objectsOf(api, list.owner.name, selection))[place] ?? {}, args.length)
    const data = await api.data(`query ($id: ID!) { node(id: $id) { ... on ${list.owner.name} { ${selection} } } }`, {
      id: objects[place]?.['id'],
    })
    return pagesIn((data as { node: Row }).node, args.length)
  }
  const [whole] = await ask(['first: 100'])
  if (!whole) throw new TypeError('No answer.')
  return { whole, ask }
}

const nodes = (page: Page | undefined): string[] => page?.edges.map(({ node }) => JSON.stringify(node)) ?? []
const literal = (value: Json): string => JSON.stringify(value)
const isComplete = (page: Page): boolean => page.edges.length === page.totalCount
const enumOf = (type: Field['args'][number]['type']) => {
  const named = getNamedType(type)
  return isEnumType(named) ? named.getValues().map(({ name }) => name) : undefined
}

describe.each(lists.map((list) => [`${list.owner.name}.${list.field.name}`, list] as const))('%s', (_, list) => {
  const { field, node } = list
  // Once for all tests of a list: none of them writes.
  let asked: Promise<Asked> | undefined
  const opened = () => {
    asked ??= open(list)
    return asked
  }
  const argument = (name: string) => field.args.find((one) => one.name === name)

  it('has pages', async () => {
    const { whole, ask } = await opened()
    expect(whole.totalCount).toBeGreaterThan(0)
    const all = nodes(whole)
    const at = (place: number) => whole.edges[Math.min(place, whole.edges.length - 1)]?.cursor ?? ''
    const [first, after, before, last] = await ask([
      'first: 2',
      `first: 3, after: ${literal(at(0))}`,
      `last: 2, before: ${literal(at(3))}`,
      'last: 2',
    ])
    expect(nodes(first)).toEqual(all.slice(0, 2))
    expect(nodes(after)).toEqual(all.slice(1, 4))
    expect(after?.pageInfo).toEqual({ hasPreviousPage: true, hasNextPage: whole.totalCount > 4 })
    const end = Math.min(3, all.length - 1)
    expect(nodes(before)).toEqual(all.slice(Math.max(0, end - 2), end))
    if (isComplete(whole)) expect(nodes(last)).toEqual(all.slice(-2))
    expect(last?.pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: whole.totalCount > 2 })
  })

  const order = getNamedType(argument('orderBy')?.type)
  if (isInputObjectType(order))
    it('has orders', async () => {
      const { whole, ask } = await opened()
      const fields = enumOf(order.getFields()['field']?.type ?? order) ?? []
      const wanted = fields.flatMap((name) => ['ASC', 'DESC'].map((direction) => ({ name, direction })))
      const orders = wanted.map(
        ({ name, direction }) => `first: 100, orderBy: [{ field: ${name}, direction: ${direction} }]`,
      )
      // A few at a time: together, the longest lists are more than one query may ask for. Without an id, the lists of all
      // objects are asked for at once.
      const together = list.owner.getFields()['id'] === undefined && list.owner.name !== 'Query' ? 1 : 5
      const pages: Page[] = []
      for (let start = 0; start < orders.length; start += together)
        pages.push(...(await ask(orders.slice(start, start + together))))
      for (const [index, { name, direction }] of wanted.entries()) {
        const page = pages[index]
        const column = leavesOf(node).find((leaf) => orderName(leaf) === name) ?? ''
        const values = page?.edges.map((edge) => edge.node[column] as Value) ?? []
        const known = values.filter((value) => value !== null)
        const compare = alphabetical.has(column) ? inAlphabet : inOrder
        const sorted = known.toSorted((a, b) => (direction === 'ASC' ? compare(a, b) : compare(b, a)))
        expect(values, `${name} ${direction}`).toEqual([...sorted, ...Array(values.length - known.length).fill(null)])
        if (isComplete(whole)) expect(nodes(page).toSorted()).toEqual(nodes(whole).toSorted())
      }
    })

  const filter = getNamedType(argument('where')?.type)
  if (isInputObjectType(filter) && filter.name === `${node.name}Where`)
    it('has filters', async () => {
      const { whole, ask } = await opened()
      const name = leavesOf(node).find((leaf) => leaf in filter.getFields()) ?? ''
      const value = whole.edges[0]?.node[name] ?? null
      const typed = isEnumType(getNamedType(node.getFields()[name]?.type)) ? String(value) : literal(value)
      const [some, none] = await ask([`first: 100, where: { ${name}: { eq: ${typed} } }`, 'where: { or: [] }'])
      expect(some?.edges.every((edge) => edge.node[name] === value)).toBe(true)
      const expected = whole.edges.filter((edge) => edge.node[name] === value).map((edge) => JSON.stringify(edge.node))
      expect(nodes(some).slice(0, expected.length)).toEqual(expected)
      if (isComplete(whole)) expect(some?.totalCount).toBe(expected.length)
      expect(none?.totalCount).toBe(0)
    })

  if (argument('search'))
    it('has a search', async () => {
      const { whole, ask } = await opened()
      const text = (row: Row | undefined) =>
        String(row?.['name'] ?? row?.['activity'] ?? row?.['summary'] ?? row?.['text'] ?? '')
      const words = text(whole.edges[0]?.node)
      const [found, nothing] = await ask([`first: 100, search: ${literal(words)}`, 'search: "xqzzjw"'])
      expect(nodes(found)).toContain(nodes(whole)[0])
      if (isComplete(whole)) expect(nodes(whole)).toEqual(expect.arrayContaining(nodes(found)))
      expect(nothing?.totalCount).toBe(0)
    })

  const own = field.args.filter(
    ({ name, type }) => !['first', 'last', 'where', 'search', 'orderBy', 'rows'].includes(name) && enumOf(type),
  )
  it.each(
    node.name === 'MatrixCell' || node.name === 'SearchHit'
      ? []
      : own.map(({ name, type }) => [name, enumOf(type) ?? []] as const),
  )('chooses by %s', async (name, values) => {
    const { whole, ask } = await opened()
    const parts = await ask(values.map((value) => `first: 100, ${name}: ${value}`))
    for (const part of parts) if (isComplete(whole)) expect(nodes(whole)).toEqual(expect.arrayContaining(nodes(part)))
    for (const row of nodes(whole)) if (isComplete(whole)) expect(parts.flatMap(nodes)).toContain(row)
    expect(parts.some(({ totalCount }) => totalCount > 0)).toBe(true)
  })

  if (argument('participation'))
    it('chooses by participation', async () => {
      const { whole, ask } = await opened()
      const [all] = await ask(['first: 100'], 'roles')
      const roles = [...new Set(all?.edges.flatMap((edge) => edge['roles'] as string[]))]
      const pages = await ask(
        roles.map((role) => `first: 100, participation: { role: { eq: ${role} } }`),
        'roles participations { role }',
      )
      for (const [index, role] of roles.entries()) {
        const page = pages[index]
        expect(page?.edges.every((edge) => JSON.stringify(edge['roles']) === JSON.stringify([role]))).toBe(true)
        expect(
          page?.edges.every((edge) => (edge['participations'] as Row[]).every((one) => one['role'] === role)),
        ).toBe(true)
        const expected = all?.edges.filter((edge) => (edge['roles'] as string[]).includes(role))
        if (isComplete(whole)) expect(nodes(page)).toEqual(expected?.map((edge) => JSON.stringify(edge.node)))
      }
    })

  const connectionType = getNamedType(field.type)
  const facets = isObjectType(connectionType) ? connectionType.getFields()['facets'] : undefined
  if (facets)
    it('has facets', async () => {
      const wanted: Readonly<Record<string, readonly string[]>> = {
        Initiative: [
          'KIND',
          'LEVEL',
          'REGION',
          'COVERAGE',
          'STATUS',
          'YEAR',
          'ROLE',
          'BASIS',
          'COUNTRY',
          'ACTION_POINT',
        ],
        Actor: ['KIND', 'ROLE', 'LEVEL', 'REGION', 'COUNTRY', 'ACTION_POINT'],
        ImplementationPlan: ['STATUS', 'COUNTRY', 'ACTION_POINT', 'YEAR'],
        PlanItem: ['STATUS', 'PRIORITY', 'ROLE', 'ACTION_POINT', 'YEAR'],
        Action: ['KIND', 'NATURE', 'STATUS', 'LEVEL', 'REGION', 'ROLE', 'BASIS', 'COUNTRY', 'ACTION_POINT', 'YEAR'],
      }
      const owned = await objectsOf(
        api,
        list.owner.name,
        `${field.name}${argumentsOf(list.owner.name, field, list.owner.name === 'Query' ? 'first: 100' : undefined)} { totalCount nodes { ${leavesOf(node).join(' ')} } facets(fields: [${(wanted[node.name] ?? []).join(', ')}]) { field buckets { value label count } } }`,
      )
      const answers = owned.map(
        (row) =>
          row[field.name] as unknown as {
            totalCount: number
            nodes: Row[]
            facets: { field: string; buckets: { value: string; count: number }[] }[]
          },
      )
      for (const { totalCount, nodes: rows, facets: counted } of answers) {
        expect(counted.map((facet) => facet.field)).toEqual(wanted[node.name])
        for (const { field: name, buckets } of counted) {
          const leaf = name === 'YEAR' ? 'startYear' : leavesOf(node).find((one) => orderName(one) === name)
          const counts = buckets.map(({ count }) => count)
          expect(counts).toEqual(counts.toSorted((a, b) => b - a))
          expect(counts.every((count) => count > 0 && count <= totalCount)).toBe(true)
          if (!leaf || rows.length < totalCount) continue
          for (const { value, count } of buckets)
            expect(rows.filter((row) => String(row[leaf]) === value)).toHaveLength(count)
          expect(counts.reduce((sum, count) => sum + count, 0)).toBe(rows.filter((row) => row[leaf] !== null).length)
        }
      }
    })
})
