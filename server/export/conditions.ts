// Simple parameters, such as `level=NATIONAL&country=SO&point=9`, as filters of the API. What a parameter can be follows from
// the inputs of the schema; only the words "country" and "point" are ours.
import {
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLLeafType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
} from 'graphql'
import type { PlaceRole, ValueOf } from '../vocabulary.ts'

type Role = ValueOf<typeof PlaceRole>

/** A comparison as filters have it: `{ eq: … }` or `{ in: … }`. */
type Comparison = Readonly<Record<string, unknown>>
type Filter = Readonly<Record<string, unknown>>

/** What a parameter compares, and the filter that a comparison makes. */
export interface Condition {
  readonly leaf: GraphQLLeafType
  readonly filter: (comparison: Comparison) => Filter
}

/** By what the rows that a reference leads to are named, the first that there is. */
const keys = ['number', 'slug', 'code'] as const
/** What rows belong to, where a condition on that is a condition on them. */
const owners = ['initiative'] as const

const fieldsOf = (input: GraphQLInputObjectType): Readonly<Record<string, GraphQLInputField>> => input.getFields()

/** The condition that a parameter is for rows with this filter; undefined where there is none of that name. */
export function conditionCalled(where: GraphQLInputObjectType, name: string): Condition | undefined {
  return ownCondition(where, name) ?? wordCondition(where, name) ?? ownersCondition(where, name)
}

/** The names of the parameters for rows with this filter. */
export function conditionNames(where: GraphQLInputObjectType): readonly string[] {
  const inputs = [where, ...owners.flatMap((owner) => inputOf(fieldsOf(where)[owner]) ?? [])]
  const names = new Set([...inputs.flatMap((input) => Object.keys(fieldsOf(input))), 'country', 'point'])
  return [...names].filter((name) => conditionCalled(where, name) !== undefined)
}

function ownCondition(where: GraphQLInputObjectType, name: string): Condition | undefined {
  const input = inputOf(fieldsOf(where)[name])
  if (!input || input === where) return undefined
  const of = (found: Condition | undefined): Condition | undefined =>
    found && { leaf: found.leaf, filter: (comparison) => ({ [name]: found.filter(comparison) }) }
  const some = inputOf(fieldsOf(input)['some'])
  const inSome = some && compared(some)
  return of(
    compared(input) ?? (inSome && { leaf: inSome.leaf, filter: (comparison) => ({ some: inSome.filter(comparison) }) }),
  )
}

/** The comparison that an input is, or that its key has. */
function compared(input: GraphQLInputObjectType): Condition | undefined {
  const leaf = getNamedType(fieldsOf(input)['eq']?.type)
  if (leaf && isLeafType(leaf)) return { leaf, filter: (comparison) => comparison }
  for (const key of keys) {
    const field = inputOf(fieldsOf(input)[key])
    const below = field && compared(field)
    if (below) return { leaf: below.leaf, filter: (comparison) => ({ [key]: comparison }) }
  }
  return undefined
}

function wordCondition(where: GraphQLInputObjectType, name: string): Condition | undefined {
  if (name === 'country') return countryCondition(where)
  if (name !== 'point') return undefined
  const fields = fieldsOf(where)
  if (fields['actionPoint']) return ownCondition(where, 'actionPoint')
  if (fields['actionPoints']) return ownCondition(where, 'actionPoints')
  const actions = inputOf(inputOf(fields['actions'])?.getFields()['some'])
  const served = !fields['initiative'] && actions ? ownCondition(actions, 'actionPoints') : undefined
  return served && { leaf: served.leaf, filter: (comparison) => ({ actions: { some: served.filter(comparison) } }) }
}

/** What is tied to a place: to the place itself, to one inside it, or to a region that contains it. */
function countryCondition(where: GraphQLInputObjectType, more: Filter = {}): Condition | undefined {
  const fields = fieldsOf(where)
  const place = placeCondition(where)
  if (place) return place
  const inputs = { one: inputOf(fields['place']), some: inputOf(inputOf(fields['places'])?.getFields()['some']) }
  const one = inputs.one && placeCondition(inputs.one)
  if (one) return { leaf: one.leaf, filter: (comparison) => ({ place: one.filter(comparison) }) }
  if (!inputs.some) return undefined
  const some = placeCondition(inputs.some) ?? countryCondition(inputs.some)
  if (!some) return undefined
  const own = (comparison: Comparison): Filter => ({ places: { some: { ...some.filter(comparison), ...more } } })
  const initiative = inputOf(fields['initiative'])
  // What names no place itself is where its initiative covers.
  const inherited = initiative && countryCondition(initiative, { role: { eq: 'COVERAGE' satisfies Role } })
  return {
    leaf: some.leaf,
    filter: (comparison) =>
      inherited
        ? { or: [own(comparison), { places: { none: {} }, initiative: inherited.filter(comparison) }] }
        : own(comparison),
  }
}

function placeCondition(where: GraphQLInputObjectType): Condition | undefined {
  const { within, contains } = fieldsOf(where)
  const code = within && contains ? ownCondition(where, 'code') : undefined
  return (
    code && {
      leaf: code.leaf,
      filter: (comparison) => ({
        or: [{ within: { some: code.filter(comparison) } }, { contains: { some: code.filter(comparison) } }],
      }),
    }
  )
}

function ownersCondition(where: GraphQLInputObjectType, name: string): Condition | undefined {
  for (const owner of owners) {
    const input = inputOf(fieldsOf(where)[owner])
    const found = input && (ownCondition(input, name) ?? wordCondition(input, name))
    if (found) return { leaf: found.leaf, filter: (comparison) => ({ [owner]: found.filter(comparison) }) }
  }
  return undefined
}

function inputOf(field: GraphQLInputField | undefined): GraphQLInputObjectType | undefined {
  const type = field && getNamedType(field.type)
  return type && isInputObjectType(type) ? type : undefined
}

/** A value of a parameter; undefined where it is none of the type. */
export function valueOfText(leaf: GraphQLLeafType, text: string): string | number | boolean | undefined {
  if (isEnumType(leaf)) return leaf.getValue(text) ? text : undefined
  switch (leaf.name) {
    case 'Int':
      return /^-?\d{1,9}$/.test(text) ? Number(text) : undefined
    case 'Boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined
    default:
      return text
  }
}

/** What a parameter may be, in words. */
export function expectedOf(leaf: GraphQLLeafType): string {
  if (isEnumType(leaf))
    return `one of ${leaf
      .getValues()
      .map(({ name }) => name)
      .join(', ')}`
  if (leaf.name === 'Int') return 'a whole number'
  return leaf.name === 'Boolean' ? 'true or false' : 'a text'
}
