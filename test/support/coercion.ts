// Generated input types, and operations with arguments of them: literals, variables with and without defaults, mixtures.
import {
  GraphQLBoolean,
  GraphQLEnumType,
  GraphQLFloat,
  GraphQLID,
  GraphQLInputObjectType,
  type GraphQLInputType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql'
import type { Random } from './differential/random.ts'

const Color = new GraphQLEnumType({ name: 'Color', values: { RED: { value: 1 }, GREEN: { value: 'green' }, BLUE: {} } })
/** Takes texts, and holds them backwards. */
const Backwards = new GraphQLScalarType({
  name: 'Backwards',
  parseValue: (value) => {
    if (typeof value !== 'string') throw new TypeError('A text was expected.')
    return [...value].reverse().join('')
  },
})

const leaves = [GraphQLInt, GraphQLFloat, GraphQLString, GraphQLBoolean, GraphQLID, Color, Backwards]

/** Wraps a type in lists and non-null at random. */
function wrapped(random: Random, type: GraphQLInputType): GraphQLInputType {
  if (random.chance(0.3)) return new GraphQLList(wrapped(random, type))
  return random.chance(0.3) && !isNonNullType(type) ? new GraphQLNonNull(getNullableType(type)) : type
}

const required = (random: Random, type: GraphQLInputType): GraphQLInputType =>
  random.chance(0.3) ? new GraphQLNonNull(getNullableType(type)) : type

/** A schema with one field, `query`, whose arguments are of generated types. */
export function generateSchema(random: Random): GraphQLSchema {
  const objects: GraphQLInputObjectType[] = []
  const anyType = (): GraphQLInputType =>
    wrapped(random, random.chance(0.4) && objects.length > 0 ? random.pick(objects) : random.pick(leaves))
  for (let number = 0; number < 4; number += 1) {
    const isOneOf = random.chance(0.25)
    const fields = Array.from({ length: random.between(1, 4) }, (_, index) => {
      const type = anyType()
      if (isOneOf) return [`f${index}`, { type: getNullableType(type) }] as const
      const own = required(random, type)
      return [`f${index}`, { type: own, ...defaultOf(random, own) }] as const
    })
    objects.push(new GraphQLInputObjectType({ name: `Object${number}`, isOneOf, fields: Object.fromEntries(fields) }))
  }
  const args = Array.from({ length: random.between(1, 3) }, (_, index) => {
    const type = required(random, anyType())
    return [`a${index}`, { type, ...defaultOf(random, type) }] as const
  })
  return new GraphQLSchema({
    query: new GraphQLObjectType({
      name: 'Query',
      fields: { query: { type: GraphQLString, args: Object.fromEntries(args) } },
    }),
  })
}

/** Defaults are written as what graphql-js holds, so only of types where that is what clients send. */
function defaultOf(random: Random, type: GraphQLInputType): { readonly defaultValue?: unknown } {
  const named = getNullableType(type)
  if (!random.chance(0.3) || (named !== GraphQLInt && named !== GraphQLString)) return {}
  if (!isNonNullType(type) && random.chance(0.2)) return { defaultValue: null }
  return { defaultValue: named === GraphQLInt ? random.below(9) : 'default' }
}

interface Variable {
  readonly name: string
  readonly type: GraphQLInputType
  readonly defaultValue: string | undefined
}

export interface Operation {
  readonly text: string
  readonly variables: readonly Variable[]
}

/** An operation on the field of a schema; most are valid. */
export function generateOperation(random: Random, schema: GraphQLSchema): Operation {
  const variables: Variable[] = []
  const variable = (type: GraphQLInputType): string => {
    const known = variables.filter((one) => String(one.type) === String(type))
    if (known.length > 0 && random.chance(0.3)) return `$${random.pick(known).name}`
    const nullable = getNullableType(type)
    const own =
      isNonNullType(type) && random.chance(0.6) ? nullable : random.chance(0.2) ? new GraphQLNonNull(nullable) : type
    const hasDefault = !isNonNullType(own) && (isNonNullType(type) || random.chance(0.3))
    const made = {
      name: `v${variables.length}`,
      type: own,
      defaultValue: hasDefault ? literal(isNonNullType(type) ? type : own, () => undefined) : undefined,
    }
    variables.push(made)
    return `$${made.name}`
  }
  const literal = (type: GraphQLInputType, insert: (type: GraphQLInputType) => string | undefined): string => {
    const inserted = random.chance(0.3) ? insert(type) : undefined
    if (inserted !== undefined) return inserted
    if (!isNonNullType(type) && random.chance(0.15)) return 'null'
    const nullable = getNullableType(type)
    if (isListType(nullable)) {
      // A single value stands for a list of it.
      if (random.chance(0.2)) return literal(new GraphQLNonNull(getNullableType(nullable.ofType)), insert)
      return `[${Array.from({ length: random.below(4) }, () => literal(nullable.ofType, insert)).join(', ')}]`
    }
    if (isInputObjectType(nullable)) {
      const fields = Object.entries(nullable.getFields())
      const chosen = nullable.isOneOf
        ? [random.pick(fields)]
        : fields.filter(([, field]) => isRequired(field) || random.chance(0.6))
      const parts = random.shuffled(chosen).map(([name, field]) => {
        const own = nullable.isOneOf ? new GraphQLNonNull(getNullableType(field.type)) : field.type
        return `${name}: ${literal(own, insert)}`
      })
      return `{${parts.join(', ')}}`
    }
    if (isEnumType(nullable)) return random.pick(nullable.getValues()).name
    return JSON.stringify(leafValue(random, nullable))
  }
  const args = schema.getQueryType()?.getFields()['query']?.args ?? []
  const given = args
    .filter((argument) => isRequired(argument) || random.chance(0.8))
    .map(({ name, type }) => `${name}: ${literal(type, variable)}`)
  const declared = variables.map(
    ({ name, type, defaultValue }) => `$${name}: ${type}${defaultValue === undefined ? '' : ` = ${defaultValue}`}`,
  )
  const list = (parts: readonly string[]): string => (parts.length === 0 ? '' : `(${parts.join(', ')})`)
  return { text: `query ${list(declared)} { query${list(given)} }`, variables }
}

const isRequired = ({
  type,
  defaultValue,
}: {
  readonly type: GraphQLInputType
  readonly defaultValue?: unknown
}): boolean => isNonNullType(type) && defaultValue === undefined

function leafValue(random: Random, type: GraphQLInputType): unknown {
  if (type === GraphQLInt) return random.between(-3, 3)
  if (type === GraphQLFloat) return random.pick([0, 1.5, -2])
  if (type === GraphQLBoolean) return random.chance(0.5)
  if (type === GraphQLID) return random.pick(['x', 7])
  return random.pick(['', 'a', 'bc'])
}

/** What a client sends for the variables: some left out, some null. */
export function generateVariables(random: Random, { variables }: Operation): Record<string, unknown> {
  const value = (type: GraphQLInputType): unknown => {
    if (!isNonNullType(type) && random.chance(0.2)) return null
    const nullable = getNullableType(type)
    if (isListType(nullable)) {
      if (random.chance(0.2)) return value(new GraphQLNonNull(getNullableType(nullable.ofType)))
      return Array.from({ length: random.below(4) }, () => value(nullable.ofType))
    }
    if (isInputObjectType(nullable)) {
      const fields = Object.entries(nullable.getFields())
      const chosen = nullable.isOneOf
        ? [random.pick(fields)]
        : fields.filter(([, field]) => isRequired(field) || random.chance(0.6))
      return Object.fromEntries(
        chosen.map(([name, field]) => [
          name,
          value(nullable.isOneOf ? new GraphQLNonNull(getNullableType(field.type)) : field.type),
        ]),
      )
    }
    return isEnumType(nullable) ? random.pick(nullable.getValues()).name : leafValue(random, nullable)
  }
  return Object.fromEntries(
    variables
      .filter(({ type }) => isNonNullType(type) || random.chance(0.7))
      .map(({ name, type }) => [name, value(type)]),
  )
}
