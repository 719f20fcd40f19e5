// The nesting limit, checked before a request is parsed: parsers recurse, and deep nesting would exhaust their stack.
import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { RequestError } from '../relational/index.ts'

/** Selections, lists and objects inside each other. The examples of the README have fewer than ten. */
export const maximumNesting = 60

/** Throws RequestError QUERY_TOO_COMPLEX where a query or its variables nest deeper than that. */
export function refuseNesting(query: unknown, variables: unknown): void {
  const cost = Math.max(typeof query === 'string' ? nestingOfText(query) : 0, nestingOfValue(variables))
  if (cost <= maximumNesting) return
  throw tooDeep(cost)
}

/**
 * Throws RequestError QUERY_TOO_COMPLEX where selections nest deeper than that with fragments opened. Fragments that spread
 * each other nest deeply in a flat text, and code that follows them recurses. Each fragment is visited once.
 */
export function refuseDeepFragments({ definitions }: DocumentNode): void {
  const fragments = new Map<string, SelectionSetNode>()
  for (const part of definitions)
    if (part.kind === Kind.FRAGMENT_DEFINITION) fragments.set(part.name.value, part.selectionSet)
  /** The levels of each fragment; 0 while it is visited, so that a cycle is left to validation. */
  const levelsByName = new Map<string, number>()
  const levelsOf = ({ selections }: SelectionSetNode, above: number): number => {
    let deepest = 0
    for (const node of selections) {
      const isSpread = node.kind === Kind.FRAGMENT_SPREAD
      const levels = isSpread
        ? ofFragment(node.name.value, above + 1)
        : node.selectionSet
          ? levelsOf(node.selectionSet, above + 1)
          : 0
      deepest = Math.max(deepest, levels)
    }
    // Also checked on the way down: else this function itself could exhaust the stack.
    if (above + 1 + deepest > maximumNesting) throw tooDeep(above + 1 + deepest)
    return deepest + 1
  }
  const ofFragment = (name: string, above: number): number => {
    if (above > maximumNesting) throw tooDeep(above)
    const cached = levelsByName.get(name)
    if (cached !== undefined) return cached
    const set = fragments.get(name)
    levelsByName.set(name, 0)
    const levels = set ? levelsOf(set, above) : 0
    levelsByName.set(name, levels)
    return levels
  }
  for (const part of definitions) {
    if (part.kind === Kind.OPERATION_DEFINITION) levelsOf(part.selectionSet, 0)
    else if (part.kind === Kind.FRAGMENT_DEFINITION) ofFragment(part.name.value, 0)
  }
}

function tooDeep(cost: number): RequestError {
  const message = `This request is nested ${cost} levels deep or more; the limit is ${maximumNesting}.`
  return new RequestError('QUERY_TOO_COMPLEX', message, [], { cost, maximum: maximumNesting })
}

/** Rejects requests that nest too deeply, before they are parsed. */
export function useNestingLimit(): Plugin {
  return { onParams: ({ params }) => refuseNesting(params.query, params.variables) }
}

/**
 * What GraphQL skips or takes as one: block strings, strings, comments; and the brackets between them. A string without
 * an end counts as one too: were it no match, each of its quotes would be tried as a beginning, and time would square.
 */
const signs = /"""(?:\\"""|.)*?(?:"""|$)|"(?:[^"\\\r\n]|\\.)*"?|#[^\r\n]*|[{[(]|[}\])]/gs

function nestingOfText(text: string): number {
  let depth = 0
  let deepest = 0
  for (const [sign] of text.matchAll(signs)) {
    if (sign === '{' || sign === '[' || sign === '(') depth += 1
    else if (sign === '}' || sign === ']' || sign === ')') depth -= 1
    deepest = Math.max(deepest, depth)
  }
  return deepest
}

/** Goes level by level, so that it needs no stack; stops once it is too deep. */
function nestingOfValue(value: unknown): number {
  let level = [value]
  for (let depth = 0; ; depth += 1) {
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []))
    if (level.length === 0 || depth > maximumNesting) return depth
  }
}
