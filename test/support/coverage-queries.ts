// What the tests of every part of the schema share: the way from the root to each type, whole lists, and what filters
// mean, in plain TypeScript over values that the API itself gave.
import {
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isObjectType,
} from 'graphql'
import { idOfDeleted } from './coverage-changes.ts'
import { type Api, schema } from './server.ts'

export type Value = string | number | boolean | null
export type Json = Value | readonly Json[] | { readonly [name: string]: Json }
export type Row = { readonly [name: string]: Json }

export const isRow = (value: Json | undefined): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const objectType = (name: string): GraphQLObjectType => {
  const type = schema.getType(name)
  if (!isObjectType(type)) throw new TypeError(`${name} is no object type.`)
  return type
}
export const inputType = (name: string): GraphQLInputObjectType => {
  const type = schema.getType(name)
  if (!isInputObjectType(type)) throw new TypeError(`${name} is no input type.`)
  return type
}

/** The type of a connection's nodes; undefined where the field is none. */
export function nodeTypeOf(field: GraphQLField<unknown, unknown>): GraphQLObjectType | undefined {
  const type = getNamedType(field.type)
  const nodes = isObjectType(type) ? type.getFields()['nodes'] : undefined
  if (!nodes || !type.name.endsWith('Connection')) return undefined
  return objectType(getNamedType(nodes.type).name)
}

/** The required arguments of fields. */
const needed: Readonly<Record<string, string>> = {
  'Query.matrix': 'by: INITIATIVE',
  'Query.matrixCells': 'by: INITIATIVE',
  'Query.search': 'query: "refugee protection"',
  'Query.planDraft': 'place: "SO", initiative: "mexico-plan-of-action"',
}

/** `(…)` for a field: what it needs, and more. */
export function argumentsOf(owner: string, field: GraphQLField<unknown, unknown>, more: string | undefined): string {
  const all = [needed[`${owner}.${field.name}`], more].filter(Boolean)
  return all.length === 0 ? '' : `(${all.join(', ')})`
}

/** A field on the path to a type, with its arguments; `on` is the type to take of several that the field may give. */
interface Step {
  readonly field: string
  readonly args: string
  readonly on?: string
}

export type Way = readonly Step[]

/**
 * The shortest way from the root to each object type, over connections where there are some; `sizes` are those of the
 * pages on it, the outermost first.
 */
export function waysToTypes(sizes: readonly number[]): ReadonlyMap<string, Way> {
  const ways = new Map<string, Way>([['Query', []]])
  for (const [owner, way] of ways) {
    const fields = Object.values(objectType(owner).getFields())
    const depth = way.filter(({ args }) => args.includes('first')).length
    for (const field of fields.toSorted((a, b) => Number(!nodeTypeOf(a)) - Number(!nodeTypeOf(b)))) {
      const target = getNamedType(field.type)
      const unasked = field.args.some(({ type }) => String(type).endsWith('!')) && !needed[`${owner}.${field.name}`]
      if (!isObjectType(target) || ways.has(target.name) || unasked) continue
      const first = nodeTypeOf(field) ? `first: ${sizes[depth] ?? sizes.at(-1)}` : undefined
      ways.set(target.name, [...way, { field: field.name, args: argumentsOf(owner, field, first) }])
    }
  }
  // No field is of this type alone: `node` gives it for what was deleted.
  ways.set('Tombstone', [{ field: 'nodes', args: `(ids: ["${idOfDeleted}"])`, on: 'Tombstone' }])
  return ways
}

/** A query for something of the objects a way leads to. */
export const queryAt = (way: Way, selection: string): string =>
  way.reduceRight(
    (inner, { field, args, on }) => `{ ${field}${args} ${on === undefined ? inner : `{ ... on ${on} ${inner} }`} }`,
    `{ ${selection} }`,
  )

const ways = waysToTypes([100, 5])

/** Whether there is a way without further choices: not to types that only lookups give. */
export const isReachable = (type: string): boolean => ways.has(type)

/** Asks for something of objects of a type, as many as its way leads to; gives the objects in the order of the answer. */
export async function objectsOf(
  api: Pick<Api, 'data'>,
  type: string,
  selection: string,
  variables?: object,
): Promise<Row[]> {
  const way = ways.get(type)
  if (!way) throw new TypeError(`No way leads to ${type}.`)
  const query = queryAt(way, selection)
  const head = variables ? declared(selection, variables) : ''
  const data = (await api.data(`query ${head} ${query}`, variables)) as Row
  const inside = (rows: readonly Json[], { field }: Step): Json[] =>
    rows.flatMap((row) => {
      const value = isRow(row) ? (row[field] ?? null) : null
      return Array.isArray(value) ? value : [value]
    })
  return way.reduce<readonly Json[]>(inside, [data]).filter(isRow)
}

/** Variables are called by what they are: `$ActorWhere_3` is of the type ActorWhere. */
export function declared(text: string, variables: object): string {
  const used = Object.keys(variables).filter((name) => new RegExp(`\\$${name}\\b`).test(text))
  return used.length === 0 ? '' : `(${used.map((name) => `$${name}: ${name.replace(/_\d+$/, '')}`).join(', ')})`
}

/** The leaf fields of a type that need no arguments. */
export const leavesOf = (type: GraphQLObjectType): string[] =>
  Object.values(type.getFields())
    .filter((field) => isLeafType(getNamedType(field.type)) && field.args.length === 0)
    .map(({ name }) => name)

/** What tells objects of a type apart: its id, or else all its values. */
export const handleOf = (type: GraphQLObjectType): string =>
  type.getFields()['id'] ? 'id' : ['__typename', ...leavesOf(type)].join(' ')

export type Where = { readonly [name: string]: unknown }
const isWhere = (value: unknown): value is Where => typeof value === 'object' && value !== null && !Array.isArray(value)
const wheres = (value: unknown): readonly Where[] => (Array.isArray(value) ? value : [value]).filter(isWhere)

/** The fields of a type a filter reads. */
export function selectionOf(type: GraphQLObjectType, where: Where): string {
  const parts = Object.entries(where).map(([name, operand]) => {
    if (name === 'and' || name === 'or' || name === 'not')
      return wheres(operand)
        .map((inner) => selectionOf(type, inner))
        .join(' ')
    const field = type.getFields()[name]
    if (!field) throw new TypeError(`${type.name} has no field ${name}.`)
    if (isLeafType(getNamedType(field.type))) return name
    const target = nodeTypeOf(field) ?? objectType(getNamedType(field.type).name)
    const quantified = /List!?$|\]!?$/.test(String(field.type)) || nodeTypeOf(field) !== undefined
    const inner = quantified
      ? Object.values(isWhere(operand) ? operand : {}).map((each) =>
          wheres(each)
            .map((one) => selectionOf(target, one))
            .join(' '),
        )
      : wheres(operand).map((one) => selectionOf(target, one))
    const body = `{ __typename ${inner.join(' ')}`
    return nodeTypeOf(field)
      ? `${name}(first: 100) { totalCount nodes ${body} } pageInfo { endCursor } }`
      : `${name} ${body} }`
  })
  return parts.join(' ')
}

/** Whether a filter holds of an object that has all the filter reads. */
export function holds(where: Where, row: Row): boolean {
  return Object.entries(where).every(([name, operand]) => {
    if (name === 'and') return wheres(operand).every((inner) => holds(inner, row))
    if (name === 'or') return wheres(operand).some((inner) => holds(inner, row))
    if (name === 'not') return wheres(operand).every((inner) => !holds(inner, row))
    const value = row[name]
    const asked = isWhere(operand) ? operand : {}
    if (isRow(value) && Array.isArray(value['nodes'])) return ofMany(asked, value['nodes'])
    if (Array.isArray(value)) return ofMany(asked, value)
    if (isRow(value)) return holds(asked, value)
    // An object that is not there satisfies nothing; a value that is not there is compared.
    if (value === null && !Object.keys(asked).some((one) => operators.has(one))) return false
    return compares(asked, (value ?? null) as Value)
  })
}

function ofMany(asked: Where, items: readonly Json[]): boolean {
  return Object.entries(asked).every(([quantifier, operand]) => {
    const matches = items.filter((item) => {
      const inner = isWhere(operand) ? operand : {}
      return isRow(item) ? holds(inner, item) : compares(inner, item as Value)
    }).length
    return quantifier === 'some' ? matches > 0 : quantifier === 'none' ? matches === 0 : matches === items.length
  })
}

const operators = new Set(['eq', 'ne', 'in', 'notIn', 'lt', 'lte', 'gt', 'gte', 'contains', 'startsWith', 'isNull'])
const bytes = (text: string): Buffer => Buffer.from(text)
/** Numbers by size, texts by their bytes, as the database compares them. */
export const inOrder = (a: Value, b: Value): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : Buffer.compare(bytes(String(a)), bytes(String(b)))

function compares(asked: Where, value: Value): boolean {
  const given = (operand: unknown): Value => operand as Value
  const among = (operand: unknown) => Array.isArray(operand) && operand.includes(value)
  const than = (operand: unknown) => (value === null ? Number.NaN : inOrder(value, given(operand)))
  const text = (operand: unknown) => String(operand).toLowerCase()
  const tests: Readonly<Record<string, (operand: unknown) => boolean>> = {
    eq: (operand) => value !== null && value === operand,
    ne: (operand) => value !== operand,
    in: (operand) => value !== null && among(operand),
    notIn: (operand) => !among(operand),
    lt: (operand) => than(operand) < 0,
    lte: (operand) => than(operand) <= 0,
    gt: (operand) => than(operand) > 0,
    gte: (operand) => than(operand) >= 0,
    contains: (operand) => value !== null && String(value).toLowerCase().includes(text(operand)),
    startsWith: (operand) => value !== null && String(value).toLowerCase().startsWith(text(operand)),
    isNull: (operand) => (value === null) === operand,
  }
  return Object.entries(asked).every(([operator, operand]) => {
    const test = tests[operator]
    if (!test) throw new TypeError(`The test does not know what ${operator} means.`)
    return test(operand)
  })
}

/** Ways to ask by a value, of a kind the filter takes, with values that are there. */
export function comparisonsOf(filter: GraphQLInputObjectType, present: readonly Json[]): Where[] {
  const counts = new Map<Value, number>()
  for (const value of present)
    if (value !== null && !isRow(value) && !Array.isArray(value))
      counts.set(value as Value, (counts.get(value as Value) ?? 0) + 1)
  const known = [...counts.keys()].toSorted(inOrder)
  const type = getNamedType(filter.getFields()['eq']?.type ?? filter.getFields()['lt']?.type)
  const middle = known[Math.floor(known.length / 2)]
  const word = typeof middle === 'string' ? (/[A-Za-z0-9]{2,}/.exec(middle.slice(1))?.[0] ?? middle) : ''
  const operands: Readonly<Record<string, readonly unknown[]>> = {
    eq: isEnumType(type) ? type.getValues().map(({ name }) => name) : [middle],
    ne: [middle],
    in: [[middle, known[0]], []],
    notIn: [[middle, known.at(-1)], []],
    lt: [middle],
    lte: [middle],
    gt: [middle],
    gte: [middle],
    contains: [word.toUpperCase(), '%'],
    startsWith: [String(middle).slice(0, 2).toUpperCase()],
    isNull: [true, false],
  }
  return Object.keys(filter.getFields()).flatMap((operator) =>
    (operands[operator] ?? []).map((operand) => ({ [operator]: operand })),
  )
}
