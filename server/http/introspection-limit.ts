// What a query about the schema may cost. Types refer to fields and fields to types, so that a short query can ask for an
// answer of any length; its fields are counted before it runs.
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getIntrospectionQuery,
  getOperationAST,
  type IntrospectionOptions,
  introspectionFromSchema,
  Kind,
  parse,
  type SelectionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { RequestError } from '../relational/index.ts'
import { isObject, type Members } from './values.ts'

/** How many times as many fields a query about the schema may have as the fullest introspection query of GraphQL.js. */
const fullIntrospections = 3

const everything: IntrospectionOptions = {
  descriptions: true,
  specifiedByUrl: true,
  directiveIsRepeatable: true,
  schemaDescription: true,
  inputValueDeprecation: true,
  oneOf: true,
}

/** Rejects introspection queries that are out of proportion to the schema, with QUERY_TOO_COMPLEX. */
export function useIntrospectionLimit(schema: GraphQLSchema): Plugin {
  let limit: { readonly described: Described; readonly maximum: number } | undefined
  const limitOf = () => {
    const described = describe(schema)
    const full = parse(getIntrospectionQuery(everything))
    return { described, maximum: fullIntrospections * fieldsOf(described, full, undefined, {}, Infinity) }
  }
  /** Documents without variables that passed the limit. Tools send the same ones again and again. */
  const passed = new WeakMap<DocumentNode, string | null | undefined>()
  return {
    onExecute({ args: { document, operationName, variableValues }, setResultAndStopExecution }) {
      if (!mentions.test(document.loc?.source.body ?? '__schema')) return
      if (passed.has(document) && passed.get(document) === operationName) return
      limit ??= limitOf()
      const { described, maximum } = limit
      if (fieldsOf(described, document, operationName, variableValues ?? {}, maximum) <= maximum) {
        if (variableValues === undefined) passed.set(document, operationName)
        return
      }
      const message = `The answer to this query about the schema has more than ${maximum} fields, which is the limit. Select less.`
      const error = new RequestError('QUERY_TOO_COMPLEX', message, [], { maximum })
      setResultAndStopExecution({ errors: [error] })
    },
  }
}

const mentions = /__(schema|type)\b/

/** The schema as introspection describes it. */
interface Described {
  readonly schema: Members
  readonly types: ReadonlyMap<unknown, Members>
}

function describe(schema: GraphQLSchema): Described {
  const { __schema } = introspectionFromSchema(schema, everything)
  return { schema: { ...__schema }, types: new Map(__schema.types.map((type) => [type.name, { ...type }])) }
}

/**
 * An upper bound of the fields in the answer to an operation. Each selection is counted once for each element of the schema
 * that it applies to. The work ends after `maximum` steps; the result is then Infinity.
 */
function fieldsOf(
  { schema, types }: Described,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Members,
  maximum: number,
): number {
  const operation = getOperationAST(document, operationName)
  if (!operation) return 0
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const part of document.definitions)
    if (part.kind === Kind.FRAGMENT_DEFINITION) fragments.set(part.name.value, part)
  const counted = new Map<SelectionSetNode, Map<Members, number>>()
  /** The fields of the query itself; all but two of them are not of the schema. */
  const root: Members = { __schema: schema }
  let steps = 0

  const fieldValue = (parent: Members, field: FieldNode): unknown => {
    const name = field.name.value
    if (parent !== root || name !== '__type') return parent[name]
    const argument = field.arguments?.find((one) => one.name.value === 'name')
    return argument && types.get(valueFromASTUntyped(argument.value, variables))
  }
  const countValue = (value: unknown, set: SelectionSetNode): number => {
    if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + countValue(item, set), 0)
    if (!isObject(value)) return 0
    // A reference to a type has only its name and kind.
    return count('ofType' in value ? (types.get(value['name']) ?? value) : value, set)
  }
  const countOf = (parent: Members, node: SelectionNode): number => {
    if (node.kind === Kind.INLINE_FRAGMENT) return count(parent, node.selectionSet)
    if (node.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = fragments.get(node.name.value)
      return fragment ? count(parent, fragment.selectionSet) : 0
    }
    steps += 1
    if (steps > maximum) return Infinity
    const value = fieldValue(parent, node)
    if (parent === root && value === undefined) return 0
    return 1 + (node.selectionSet ? countValue(value, node.selectionSet) : 0)
  }
  const count = (parent: Members, set: SelectionSetNode): number => {
    const ofSet = counted.get(set) ?? new Map<Members, number>()
    counted.set(set, ofSet)
    const cached = ofSet.get(parent)
    if (cached !== undefined) return cached
    let sum = 0
    for (const node of set.selections) {
      sum += countOf(parent, node)
      if (sum > maximum) break
    }
    ofSet.set(parent, sum)
    return sum
  }
  return count(root, operation.selectionSet)
}
