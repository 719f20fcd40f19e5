// Whether one statement can answer an operation: no field has a resolver of its own, or is wrapped by a plugin.
import {
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import { isCompiledResolver } from '../definition/answer.ts'

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>

/** A field of a statement, which no plugin has wrapped. */
const isPlain = ({ extensions: { relational }, resolve }: GraphQLField<unknown, unknown>): boolean =>
  relational !== undefined && relational.is !== 'resolved' && isCompiledResolver(resolve)

/** Whether every field of an operation is part of its statement. */
export function isCompiled(schema: GraphQLSchema, operation: OperationDefinitionNode, fragments: Fragments): boolean {
  const seen = new Set<string>()

  /** The possible types of the object of a selection. */
  const typesOf = (type: GraphQLNamedType): readonly GraphQLNamedType[] =>
    isAbstractType(type) ? schema.getPossibleTypes(type) : [type]

  const isFieldCompiled = (type: GraphQLNamedType, name: string, set: SelectionSetNode | undefined): boolean => {
    if (name === '__typename') return true
    if (!isObjectType(type) && !isInterfaceType(type)) return false
    const field = type.getFields()[name]
    if (!field) return false
    const arePlain = typesOf(type).every((member) => {
      const memberField = isObjectType(member) ? member.getFields()[name] : undefined
      return memberField !== undefined && isPlain(memberField)
    })
    return arePlain && (set === undefined || isSetCompiled(getNamedType(field.type), set))
  }

  const isSetCompiled = (type: GraphQLNamedType, set: SelectionSetNode): boolean =>
    set.selections.every((node) => {
      if (node.kind === Kind.FIELD) return isFieldCompiled(type, node.name.value, node.selectionSet)
      if (node.kind === Kind.INLINE_FRAGMENT) {
        const condition = node.typeCondition && schema.getType(node.typeCondition.name.value)
        return isSetCompiled(condition ?? type, node.selectionSet)
      }
      const fragment = fragments.get(node.name.value)
      // Its fields do not depend on where it is spread: one visit is enough.
      if (!fragment || seen.has(node.name.value)) return true
      seen.add(node.name.value)
      const condition = schema.getType(fragment.typeCondition.name.value)
      return condition !== undefined && isSetCompiled(condition, fragment.selectionSet)
    })

  const query = schema.getQueryType()
  return query ? isSetCompiled(query, operation.selectionSet) : false
}
