// Holds an answer against what a query selects, by the schema. What is not selected is left out, as the server would.
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'

/** A query that is being answered. */
export interface Asked {
  /** The schema of the API. */
  readonly schema: GraphQLSchema
  /** Its fragments by their names. */
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  /** The variables, with the defaults of the query. */
  readonly variables: Readonly<Record<string, unknown>>
}

/** An answer that fits, and what does not fit in it, each with its path. */
export interface Fitted {
  /** What it selects of the answer. */
  readonly data: unknown
  /** What does not fit, in words. */
  readonly problems: readonly string[]
}

/** Holds an answer against the selection of a root type. */
export function fitted(asked: Asked, root: GraphQLObjectType, selection: SelectionSetNode, answer: object): Fitted {
  const problems: string[] = []
  return { data: objectOf(root, [selection], answer, ''), problems }

  function valueAt(type: GraphQLOutputType, nodes: readonly FieldNode[], value: unknown, path: string): unknown {
    const wrong = (message: string): null => {
      problems.push(`${path}: ${message}`)
      return null
    }
    if (value === undefined) return wrong(`is missing; it is of type ${type}.`)
    if (value === null) return isNonNullType(type) ? wrong(`is null, but is of type ${type}.`) : null
    const inner = isNonNullType(type) ? type.ofType : type
    if (isListType(inner)) {
      if (!Array.isArray(value)) return wrong(`is ${told(value)}, but is a list of type ${type}.`)
      return value.map((item: unknown, index) => valueAt(inner.ofType, nodes, item, `${path}[${index}]`))
    }
    if (isLeafType(inner)) return leafOf(inner, value, wrong)
    if (typeof value !== 'object' || Array.isArray(value)) return wrong(`is ${told(value)}, but is of type ${type}.`)
    const object = isObjectType(inner) ? inner : possible(Reflect.get(value, '__typename'))
    if (!object) return wrong(`needs a __typename: one of ${names(inner)}.`)
    const named: unknown = Reflect.get(value, '__typename')
    if (named !== undefined && named !== object.name) return wrong(`is of type ${object.name}, not ${told(named)}.`)
    const selections = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
    return objectOf(object, selections, value, path)

    function possible(name: unknown): GraphQLObjectType | undefined {
      return isAbstractType(inner) ? asked.schema.getPossibleTypes(inner).find((type) => type.name === name) : undefined
    }
  }

  function objectOf(type: GraphQLObjectType, sets: readonly SelectionSetNode[], value: object, path: string): object {
    const fields = new Map<string, FieldNode[]>()
    for (const set of sets) collect(set, type, fields)
    return Object.fromEntries(
      [...fields].map(([key, nodes]) => {
        const name = nodes[0]?.name.value ?? key
        const field = type.getFields()[name]
        if (!field) return [key, type.name]
        return [key, valueAt(field.type, nodes, Reflect.get(value, key), path === '' ? key : `${path}.${key}`)]
      }),
    )
  }

  function collect(set: SelectionSetNode, type: GraphQLObjectType, fields: Map<string, FieldNode[]>): void {
    for (const node of set.selections) {
      if (!isIncluded(node)) continue
      if (node.kind === 'Field') {
        const key = (node.alias ?? node.name).value
        fields.set(key, [...(fields.get(key) ?? []), node])
        continue
      }
      const fragment = node.kind === 'InlineFragment' ? node : asked.fragments.get(node.name.value)
      const condition = fragment?.typeCondition?.name.value
      if (fragment && (condition === undefined || applies(condition, type)))
        collect(fragment.selectionSet, type, fields)
    }
  }

  function applies(condition: string, type: GraphQLObjectType): boolean {
    const general = asked.schema.getType(condition)
    return general === type || (isAbstractType(general) && asked.schema.isSubType(general, type))
  }

  function isIncluded({ directives = [] }: SelectionNode): boolean {
    return directives.every(({ name, arguments: given }) => {
      if (name.value !== 'include' && name.value !== 'skip') return true
      const condition = given?.[0]?.value
      const holds =
        condition?.kind === 'Variable'
          ? asked.variables[condition.name.value]
          : condition?.kind === 'BooleanValue' && condition.value
      return holds === (name.value === 'include')
    })
  }

  function names(type: GraphQLOutputType): string {
    const types = isAbstractType(type) ? asked.schema.getPossibleTypes(type) : []
    return types.map(({ name }) => name).join(', ')
  }
}

function leafOf(type: GraphQLLeafType, value: unknown, wrong: (message: string) => null): unknown {
  if (isEnumType(type)) {
    const values = type.getValues().map(({ name }) => name)
    return values.some((name) => name === value)
      ? value
      : wrong(`is ${told(value)}, but is one of ${values.join(', ')}.`)
  }
  return isOfScalar(type.name, value) ? value : wrong(`is ${told(value)}, but is of type ${type}.`)
}

function isOfScalar(name: string, value: unknown): boolean {
  switch (name) {
    case 'Int':
      return Number.isInteger(value)
    case 'Float':
      return typeof value === 'number' && Number.isFinite(value)
    case 'Boolean':
      return typeof value === 'boolean'
    // Texts and ids; and the API's own scalars, dates and times, travel as texts.
    default:
      return typeof value === 'string'
  }
}

/** A value as messages name it. */
function told(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' && value !== null ? 'an object' : (JSON.stringify(value) ?? typeof value)
}
