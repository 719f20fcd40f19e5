// How deeply a request nests, told before it is parsed: parsers recurse, and run out of stack on what nests without end.
import type { Plugin } from 'graphql-yoga'
import { RequestError } from '../relational/index.ts'

/** Selections, lists and objects inside each other. The examples of the README have fewer than ten. */
export const maximumNesting = 60

/** Throws RequestError QUERY_TOO_COMPLEX where a query or its variables nest deeper than that. */
export function refuseNesting(query: unknown, variables: unknown): void {
  const cost = Math.max(typeof query === 'string' ? nestingOfText(query) : 0, nestingOfValue(variables))
  if (cost <= maximumNesting) return
  const message = `This request is nested ${cost} levels deep or more; the limit is ${maximumNesting}.`
  throw new RequestError('QUERY_TOO_COMPLEX', message, [], { cost, maximum: maximumNesting })
}

/** Refuses requests that nest too deeply, before anything parses them. */
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

/** Level by level, so that it needs no stack itself; gives up once it is too deep. */
function nestingOfValue(value: unknown): number {
  let level = [value]
  for (let depth = 0; ; depth += 1) {
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []))
    if (level.length === 0 || depth > maximumNesting) return depth
  }
}
