// Which clients are sent an answer in parts, as @defer and @stream allow.
import { type DocumentNode, visit } from 'graphql'
import type { Plugin } from 'graphql-yoga'

/** The forms an answer in parts comes in. */
const inParts: ReadonlySet<string> = new Set(['multipart/mixed', 'text/event-stream'])

/** Whether a client's media types are those of parts, too. */
const takesParts = (types: readonly string[]): boolean => types.some((type) => inParts.has(type))

/**
 * The media types that a client accepts, without those of parts where its Accept header names none of them: whoever accepts
 * anything at all reads one JSON text, and not parts of it.
 */
export function withoutUnnamedParts(types: readonly string[], accept: string | undefined): readonly string[] {
  const named = (accept ?? '').split(',').map((range) => range.split(';', 1)[0]?.trim().toLowerCase() ?? '')
  const whole = types.filter((type) => !inParts.has(type))
  return takesParts(named) || whole.length === 0 ? types : whole
}

/** Answers clients that accept no parts with one whole answer: the directives are permissions, and need not be used. */
export function useWholeAnswers(): Plugin {
  const wholeDocuments = new WeakMap<DocumentNode, DocumentNode>()
  return {
    onExecute({ args }) {
      // By now the header lists media types alone: app.ts has read the rest.
      if (takesParts((args.contextValue.request.headers.get('accept') ?? '').split(','))) return
      const { document } = args
      const whole = wholeDocuments.get(document) ?? undeferred(document)
      wholeDocuments.set(document, whole)
      args.document = whole
    },
  }
}

/** The same document without @defer and @stream. */
const undeferred = (document: DocumentNode): DocumentNode =>
  visit(document, { Directive: ({ name }) => (name.value === 'defer' || name.value === 'stream' ? null : undefined) })
