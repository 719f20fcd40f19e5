// Facts about a parsed document, each found in time linear in its size.
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>

/**
 * Bytes of heap a token takes, with its share of the nodes made of it. Measured: from 160 in a document of aliased fields
 * to 481 in one of names alone, which has a field, a name and two locations for each.
 */
const bytesPerToken = 500
/** Bytes of heap a character of the text takes at most. */
const bytesPerCharacter = 2

/** Bytes of heap a parsed document takes at most, its text included. Infinite where it was parsed without locations. */
export function documentBytes({ loc }: DocumentNode): number {
  if (!loc) return Number.POSITIVE_INFINITY
  let tokens = 0
  for (let token: typeof loc.startToken | null = loc.startToken; token; token = token.next) tokens += 1
  return tokens * bytesPerToken + loc.source.body.length * bytesPerCharacter
}

export const fragmentsOf = ({ definitions }: Pick<DocumentNode, 'definitions'>): Fragments =>
  new Map(
    definitions.flatMap((part) => (part.kind === Kind.FRAGMENT_DEFINITION ? [[part.name.value, part] as const] : [])),
  )

export interface Traits {
  /** Whether the operation asks about the schema. */
  readonly introspects: boolean
  /** Whether anything in it is marked `@defer` or `@stream`. */
  readonly isDeferred: boolean
}

/** The traits of an operation, at any depth. Each fragment is visited once, however often it is spread. */
export function traitsOf(operation: OperationDefinitionNode, fragments: Fragments): Traits {
  let introspects = false
  let isDeferred = false
  const opened = new Set<string>()
  const sets: (SelectionSetNode | undefined)[] = [operation.selectionSet]
  for (let set = sets.pop(); set; set = sets.pop()) {
    for (const node of set.selections) {
      if (node.directives?.some(({ name }) => name.value === 'defer' || name.value === 'stream')) isDeferred = true
      if (node.kind === Kind.FIELD) {
        // A valid document has these two at the root only.
        if (node.name.value === '__schema' || node.name.value === '__type') introspects = true
        if (node.selectionSet) sets.push(node.selectionSet)
      } else if (node.kind === Kind.INLINE_FRAGMENT) sets.push(node.selectionSet)
      else if (!opened.has(node.name.value)) {
        opened.add(node.name.value)
        const fragment = fragments.get(node.name.value)
        if (fragment) sets.push(fragment.selectionSet)
      }
    }
  }
  return { introspects, isDeferred }
}

/** How many selections an operation has with all fragments opened wherever they are spread, counted without opening them. */
export function selectionsOf(operation: OperationDefinitionNode, fragments: Fragments): number {
  const counted = new Map<string, number>()
  const count = ({ selections }: SelectionSetNode): number => {
    let sum = 0
    for (const node of selections) {
      sum += 1
      if (node.kind === Kind.FRAGMENT_SPREAD) sum += ofFragment(node.name.value)
      else if (node.selectionSet) sum += count(node.selectionSet)
    }
    return sum
  }
  const ofFragment = (name: string): number => {
    const cached = counted.get(name)
    if (cached !== undefined) return cached
    // A valid document has no fragment within itself.
    counted.set(name, 0)
    const fragment = fragments.get(name)
    const sum = fragment ? count(fragment.selectionSet) : 0
    counted.set(name, sum)
    return sum
  }
  return count(operation.selectionSet)
}
