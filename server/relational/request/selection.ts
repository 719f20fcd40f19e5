// Which fields a selection asks of one type of object, with fragments opened and @skip and @include decided.
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type SelectionSetNode,
} from 'graphql'
import type { Reader } from './reader.ts'

export interface SelectionContext {
  readonly schema: GraphQLSchema
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly reader: Reader
  /** Called for each visited selection; throws where there are too many. */
  readonly countSelection: () => void
}

/** The fields by response key, in the order of the response. Several nodes under one key have the same arguments. */
export function collectFields(
  context: SelectionContext,
  type: GraphQLObjectType,
  nodes: readonly { readonly selectionSet?: SelectionSetNode | undefined }[],
): ReadonlyMap<string, readonly [FieldNode, ...FieldNode[]]> {
  const fields = new Map<string, [FieldNode, ...FieldNode[]]>()

  const applies = (condition: string | undefined): boolean => {
    if (condition === undefined || condition === type.name) return true
    const named = context.schema.getType(condition)
    return isAbstractType(named) && context.schema.isSubType(named, type)
  }

  const opened = new Set<string>()
  const collect = (set: SelectionSetNode | undefined): void => {
    for (const selection of set?.selections ?? []) {
      context.countSelection()
      if (!context.reader.includes(selection)) continue
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value
        const selections = fields.get(key)
        if (selections) selections.push(selection)
        else fields.set(key, [selection])
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (applies(selection.typeCondition?.name.value)) collect(selection.selectionSet)
      } else {
        const name = selection.name.value
        const fragment = context.fragments.get(name)
        // A fragment adds its fields to an object once.
        if (!fragment || opened.has(name)) continue
        opened.add(name)
        if (applies(fragment.typeCondition.name.value)) collect(fragment.selectionSet)
      }
    }
  }

  for (const node of nodes) collect(node.selectionSet)
  return fields
}
