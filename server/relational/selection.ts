// Which fields a selection asks of one type of object, with fragments opened and @skip and @include decided.
import {
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLBoolean,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type SelectionSetNode,
} from 'graphql'
import { Input, type Reader } from './input.ts'

export interface SelectionContext {
  readonly schema: GraphQLSchema
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly reader: Reader
}

/** The fields by response key, in the order of the response. Several nodes under one key have the same arguments. */
export function collectFields(
  context: SelectionContext,
  type: GraphQLObjectType,
  nodes: readonly { readonly selectionSet?: SelectionSetNode | undefined }[],
): ReadonlyMap<string, readonly [FieldNode, ...FieldNode[]]> {
  const fields = new Map<string, [FieldNode, ...FieldNode[]]>()

  const included = (directives: readonly DirectiveNode[] = []): boolean =>
    directives.every(({ name, arguments: args }) => {
      const condition = args?.find((argument) => argument.name.value === 'if')
      if (!condition || (name.value !== 'skip' && name.value !== 'include')) return true
      const value = Input.of(context.reader, GraphQLBoolean, condition.value, [])?.literal() === true
      return name.value === 'include' ? value : !value
    })

  const applies = (condition: string | undefined): boolean => {
    if (condition === undefined || condition === type.name) return true
    const named = context.schema.getType(condition)
    return isAbstractType(named) && context.schema.isSubType(named, type)
  }

  const collect = (set: SelectionSetNode | undefined): void => {
    for (const selection of set?.selections ?? []) {
      if (!included(selection.directives)) continue
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value
        const known = fields.get(key)
        if (known) known.push(selection)
        else fields.set(key, [selection])
      } else {
        const fragment =
          selection.kind === Kind.INLINE_FRAGMENT ? selection : context.fragments.get(selection.name.value)
        if (fragment && applies(fragment.typeCondition?.name.value)) collect(fragment.selectionSet)
      }
    }
  }

  for (const node of nodes) collect(node.selectionSet)
  return fields
}
