// Which clients are sent an answer in parts, as @defer and @stream allow.
import { type DocumentNode, visit } from 'graphql'
import type { Plugin } from 'graphql-yoga'

/** The forms an answer in parts comes in. */
const inParts: ReadonlySet<string> = new Set(['multipart/mixed', 'text/event-stream'])

/** Whether an Accept header names a form that answers in parts come in. `*\/*` names none. */
export const acceptsParts = (accept: string | null): boolean =>
  (accept ?? '').split(',').some((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
    return inParts.has(type) && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))
  })

/** Answers clients that accept no parts with one whole answer: the directives are permissions, and need not be used. */
export function useWholeAnswers(): Plugin {
  const known = new WeakMap<DocumentNode, DocumentNode>()
  return {
    onExecute({ args }) {
      if (acceptsParts(args.contextValue.request.headers.get('accept'))) return
      const { document } = args
      const whole = known.get(document) ?? undeferred(document)
      known.set(document, whole)
      args.document = whole
    },
  }
}

/** The same document without @defer and @stream. */
const undeferred = (document: DocumentNode): DocumentNode =>
  visit(document, { Directive: ({ name }) => (name.value === 'defer' || name.value === 'stream' ? null : undefined) })
