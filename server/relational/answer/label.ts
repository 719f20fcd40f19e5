// The comment at the beginning of a statement: it says in logs, pg_stat_activity and pg_stat_statements whose statement it is.
import { Kind, type OperationDefinitionNode } from 'graphql'

/** The longest label, in characters. Names in a document may be of any length. */
export const maximumLabel = 80

/** The name of an operation, or its root fields where it has none, as a comment. */
export function labelOf({ name, selectionSet }: OperationDefinitionNode): string {
  const fields = selectionSet.selections.flatMap((node) => (node.kind === Kind.FIELD ? [node.name.value] : []))
  const label = name?.value ?? `{ ${fields.join(' ')} }`
  // Names are letters, digits and underscores. A document that no parser made may hold others, which could end the comment.
  return `/* ${label.slice(0, maximumLabel).replace(/[^\w {}]/g, '_')} */ `
}
