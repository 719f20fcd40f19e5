// Yoga's own executor keeps variables in an ordinary object, which loses the one that is called like its prototype.
import { type DocumentNode, Kind, type VariableNode, visit } from 'graphql'

const lost = '__proto__'

interface Named {
  readonly document: DocumentNode
  readonly variableValues?: unknown
}

const declares = ({ definitions }: DocumentNode, name: string): boolean =>
  definitions.some(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION &&
      definition.variableDefinitions?.some(({ variable }) => variable.name.value === name),
  )

/** The same operation and values, with another name for a variable that would be lost. */
export function withSafeVariables<Args extends Named>(args: Args): Args {
  const { document, variableValues } = args
  if (!declares(document, lost)) return args
  let safe = '_proto'
  while (declares(document, safe)) safe += '_'
  const renamed = visit(document, {
    Variable: (node): VariableNode | undefined =>
      node.name.value === lost ? { ...node, name: { ...node.name, value: safe } } : undefined,
  })
  const values = Object.entries(variableValues ?? {}).map(([name, value]) => [name === lost ? safe : name, value])
  return { ...args, document: renamed, variableValues: Object.fromEntries(values) }
}
