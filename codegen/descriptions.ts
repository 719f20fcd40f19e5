// Descriptions of the schema as comments on the fields of results: graphql-codegen writes them for inputs and enums only.
import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql'
import type { Operations } from './operations.ts'

/** An object of a result: its type, and what is selected of it. */
interface Place {
  readonly type: GraphQLNamedType
  readonly sets: readonly SelectionSetNode[]
}

/** A field whose lines are being read. */
interface Open {
  readonly indent: number
  readonly place: Place
  /** The type `__typename` says, where the object may be of several. */
  typename?: string
}

/**
 * The types of results with a comment above each field. They stand one field a line, as graphql-codegen writes them with
 * `printFieldsOnNewLines`. Throws an Error where a line names a field its operation does not select, or no line does.
 */
export function withDescriptions(content: string, schema: GraphQLSchema, operations: Operations): string {
  const places = placesOf(schema, operations)
  const seen = new Set<string>()
  let open: readonly Open[] = []
  const lines = content.split('\n').flatMap((line) => {
    const [, name] = /^(?:export )?type (\w+) =/.exec(line) ?? []
    if (name !== undefined) {
      const place = places.get(name)
      open = place ? [{ indent: 0, place }] : []
      return line
    }
    const [, space = '', key, value = ''] = /^( +)readonly (\w+)\??:(.*)$/.exec(line) ?? []
    open = open.filter(({ indent }) => indent < space.length || key === undefined)
    const parent = open.at(-1)
    if (key === undefined || !parent) return line
    if (key === '__typename') {
      const [, typename] = /^ '(\w+)'/.exec(value) ?? []
      if (typename !== undefined) parent.typename = typename
      return line
    }
    const { field, place } = select(schema, operations, parent, key)
    if (!field?.description) throw new Error(`What is "${key}" of ${parent.place.type.name}? ${line}`)
    open = [...open, { indent: space.length, place }]
    seen.add(key)
    return [`${space}/** ${field.description.replaceAll('*/', '*\\/')} */`, line]
  })
  if (seen.size === 0) throw new Error('graphql-codegen writes no types of results that can be read here.')
  return lines.join('\n')
}

/** Where the types graphql-codegen writes for operations and fragments begin, by their names. */
function placesOf(
  schema: GraphQLSchema,
  { queries, mutations, subscriptions, fragments }: Operations,
): ReadonlyMap<string, Place> {
  const at = (name: string, type: GraphQLNamedType | null | undefined, set: SelectionSetNode): [string, Place][] =>
    type ? [[name, { type, sets: [set] }]] : []
  return new Map([
    ...queries.flatMap(({ name, node }) => at(`${name}Query`, schema.getQueryType(), node.selectionSet)),
    ...mutations.flatMap(({ name, node }) => at(`${name}Mutation`, schema.getMutationType(), node.selectionSet)),
    ...subscriptions.flatMap(({ name, node }) =>
      at(`${name}Subscription`, schema.getSubscriptionType(), node.selectionSet),
    ),
    ...fragments.flatMap(({ name, node }) => {
      const type = schema.getType(node.typeCondition.name.value)
      const members = isAbstractType(type) ? schema.getPossibleTypes(type) : []
      return [
        ...at(`${name}Fragment`, type, node.selectionSet),
        ...members.flatMap((member) => at(`${name}_${member.name}_Fragment`, member, node.selectionSet)),
      ]
    }),
  ])
}

/** A field by its response key, and all that is selected of it. */
function select(schema: GraphQLSchema, { fragments }: Operations, { place, typename }: Open, key: string) {
  const type = (typename === undefined ? undefined : schema.getType(typename)) ?? place.type
  let field: GraphQLField<unknown, unknown> | undefined
  const sets: SelectionSetNode[] = []
  const look = (set: SelectionSetNode, condition: GraphQLNamedType): void => {
    for (const selection of set.selections) {
      if (selection.kind === 'FragmentSpread') {
        const fragment = fragments.find(({ name }) => name === selection.name.value)
        if (fragment) within(fragment.node.typeCondition.name.value, fragment.node.selectionSet)
      } else if (selection.kind === 'InlineFragment')
        within(selection.typeCondition?.name.value ?? condition.name, selection.selectionSet)
      else if ((selection.alias ?? selection.name).value === key) {
        const owner = isObjectType(type) ? type : condition
        if (isObjectType(owner) || isInterfaceType(owner)) field = owner.getFields()[selection.name.value]
        if (selection.selectionSet) sets.push(selection.selectionSet)
      }
    }
  }
  // What holds for other types than this one is passed over.
  const within = (name: string, set: SelectionSetNode): void => {
    const condition = schema.getType(name)
    const fits =
      !isObjectType(type) || condition === type || (isAbstractType(condition) && schema.isSubType(condition, type))
    if (condition && fits) look(set, condition)
  }
  for (const set of place.sets) look(set, place.type)
  return { field, place: { type: field ? getNamedType(field.type) : type, sets } }
}
