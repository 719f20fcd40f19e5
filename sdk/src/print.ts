// A syntax tree as text. The parsers' own printers lay the text out, and are five times as large.

/** What there may be in a node of an executable document. */
interface Node {
  readonly kind: string
  readonly operation?: string
  readonly alias?: Node
  readonly name?: Node
  readonly variable?: Node
  readonly type?: Node
  readonly typeCondition?: Node
  readonly defaultValue?: Node
  readonly value?: unknown
  readonly selectionSet?: Node
  readonly definitions?: readonly Node[]
  readonly variableDefinitions?: readonly Node[]
  readonly selections?: readonly Node[]
  readonly directives?: readonly Node[]
  readonly arguments?: readonly Node[]
  readonly values?: readonly Node[]
  readonly fields?: readonly Node[]
}

/** Whether it is a node of a syntax tree, as `graphql` and `@0no-co/graphql.web` make them. */
export const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'kind' in value

/** The text of a node, without layout; nothing where there is none. */
export function print(node: unknown): string {
  if (!isNode(node)) return ''
  const { kind, value } = node
  const name = print(node.name)
  const args = listed('(', node.arguments, ')')
  const rest = listed('', node.directives, '') + print(node.selectionSet)
  switch (kind) {
    case 'Document':
      return listed('', node.definitions, '')
    case 'OperationDefinition':
      return `${node.operation} ${name}${listed('(', node.variableDefinitions, ')')}${rest}`
    case 'FragmentDefinition':
      return `fragment ${name} on ${print(node.typeCondition)}${rest}`
    case 'VariableDefinition':
      return `${print(node.variable)}:${print(node.type)}${node.defaultValue ? `=${print(node.defaultValue)}` : ''}${rest}`
    case 'SelectionSet':
      return listed('{', node.selections, '}')
    case 'Field':
      return `${node.alias ? `${print(node.alias)}:` : ''}${name}${args}${rest}`
    case 'FragmentSpread':
      return `...${name}${rest}`
    case 'InlineFragment':
      return `...${node.typeCondition ? `on ${print(node.typeCondition)}` : ''}${rest}`
    case 'Directive':
      return `@${name}${args}`
    case 'Argument':
    case 'ObjectField':
      return `${name}:${print(value)}`
    case 'Variable':
      return `$${name}`
    case 'NamedType':
      return name
    case 'ListType':
      return `[${print(node.type)}]`
    case 'NonNullType':
      return `${print(node.type)}!`
    case 'ListValue':
      return `[${listed('', node.values, '')}]`
    case 'ObjectValue':
      return `{${listed('', node.fields, '')}}`
    case 'StringValue':
      return JSON.stringify(value)
    case 'NullValue':
      return 'null'
    default:
      return String(value)
  }
}

/** Nodes side by side; nothing where there are none. */
function listed(open: string, nodes: readonly Node[] | undefined, close: string): string {
  return nodes?.length ? `${open}${nodes.map(print).join(' ')}${close}` : ''
}
