// Makes a query that differs smaller, as long as it still differs.
import { type ASTNode, type DocumentNode, Kind, validate, visit } from 'graphql'
import { plainSchema } from './answer.ts'

const removable: ReadonlySet<string> = new Set([
  Kind.FIELD,
  Kind.FRAGMENT_SPREAD,
  Kind.INLINE_FRAGMENT,
  Kind.ARGUMENT,
  Kind.DIRECTIVE,
  Kind.OBJECT_FIELD,
])

/** The query without one of its parts, by the part's place; undefined where there are fewer. */
function without(document: DocumentNode, place: number): DocumentNode | undefined {
  let visited = 0
  const smaller: DocumentNode = visit(document, {
    enter: (node: ASTNode) => {
      if (!removable.has(node.kind)) return undefined
      visited += 1
      return visited - 1 === place ? null : undefined
    },
  })
  return visited > place ? tidied(smaller) : undefined
}

/** Removes empty selections, and unused fragments and variables. */
function tidied(document: DocumentNode): DocumentNode {
  const used = new Set<string>()
  const full: DocumentNode = visit(document, {
    Field: { leave: ({ selectionSet }) => (selectionSet?.selections.length === 0 ? null : undefined) },
    OperationDefinition: { leave: ({ selectionSet }) => (selectionSet.selections.length === 0 ? null : undefined) },
    InlineFragment: { leave: ({ selectionSet }) => (selectionSet.selections.length === 0 ? null : undefined) },
    VariableDefinition: () => false,
  })
  visit(full, {
    FragmentSpread: ({ name }) => void used.add(`...${name.value}`),
    Variable: ({ name }) => void used.add(name.value),
    VariableDefinition: () => false,
  })
  const kept: DocumentNode = visit(full, {
    FragmentDefinition: ({ name }) => (used.has(`...${name.value}`) ? undefined : null),
    VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
  })
  return kept.definitions.length < document.definitions.length ? tidied(kept) : kept
}

const isWhole = (document: DocumentNode): boolean =>
  document.definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION) &&
  document.definitions.every((part) => !('selectionSet' in part) || part.selectionSet?.selections.length !== 0) &&
  validate(plainSchema, document).length === 0

/** The smallest query found that still differs. */
export async function shrunk(
  document: DocumentNode,
  differs: (document: DocumentNode) => Promise<boolean>,
): Promise<DocumentNode> {
  let smallest = document
  for (let place = 0; ; ) {
    const smaller = without(smallest, place)
    if (!smaller) return smallest
    const isValid = isWhole(smaller)
    if (isValid && (await differs(smaller))) smallest = smaller
    else place += 1
  }
}
