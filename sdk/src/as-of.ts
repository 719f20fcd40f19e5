// Makes a query read the catalogue as of an earlier revision.
import { TenpointError } from './errors.ts'

/** The variables that `asOfText` adds; one of them is given. */
export type Moment = { readonly asOf_revision: number } | { readonly asOf_time: string }

/** What a caller names a moment by: the number of a revision, or a time. */
export const momentOf = (moment: number | Date): Moment =>
  typeof moment === 'number' ? { asOf_revision: moment } : { asOf_time: moment.toISOString() }

const variables = '$asOf_revision:Int$asOf_time:DateTime'
const directive = '@asOf(revision:$asOf_revision time:$asOf_time)'

/** What matters of a text: strings and comments, in which nothing counts; brackets; names, with what makes them variables or directives. */
const parts = /"""(?:\\"""|[\s\S])*?"""|"(?:\\.|[^"\\])*"|#.*|[{}()]|[@$]?\w+/g

const rewritten = /* @__PURE__ */ new Map<string, string>()

/** The text with `@asOf` on each query. Throws a TenpointError where it changes something. */
export function asOfText(text: string): string {
  const known = rewritten.get(text)
  if (known !== undefined) return known
  // Programs that compose their texts would fill the memory.
  if (rewritten.size >= 1000) rewritten.clear()
  const result = rewrite(text)
  rewritten.set(text, result)
  return result
}

function rewrite(text: string): string {
  let result = ''
  let copied = 0
  const insert = (index: number, added: string): void => {
    result += text.slice(copied, index) + added
    copied = index
  }
  // The definition that is being read, `{` being a query's short form; none between two of them.
  let kind: string | undefined
  let takesVariables = false
  let depth = 0
  for (const { 0: part, index } of text.matchAll(parts)) {
    if (part[0] === '"' || part[0] === '#') continue
    if (kind === undefined) {
      kind = part
      takesVariables = false
      if (part === 'mutation' || part === 'subscription')
        throw new TenpointError('A client as of an earlier revision only reads: it takes queries.')
      if (part === '{') insert(index, 'query')
    }
    if (depth === 0 && (kind === 'query' || kind === '{') && (part === '{' || part === '(' || part[0] === '@')) {
      if (!takesVariables) insert(part === '(' ? index + 1 : index, part === '(' ? variables : `(${variables})`)
      takesVariables = true
      if (part === '{') insert(index, directive)
    }
    if (part === '{' || part === '(') depth += 1
    else if (part === '}' || part === ')') depth -= 1
    if (part === '}' && depth === 0) kind = undefined
  }
  return result + text.slice(copied)
}
