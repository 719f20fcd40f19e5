// Incremental delivery (@defer, @stream): which clients get it.
import { type DocumentNode, visit } from 'graphql'
import type { Plugin } from 'graphql-yoga'

/** The media types of incremental responses. */
const inParts: ReadonlySet<string> = new Set(['multipart/mixed', 'text/event-stream'])

/** Whether a client accepts an incremental response. */
const takesParts = (types: readonly string[]): boolean => types.some((type) => inParts.has(type))

/**
 * The media types that a client accepts, without those of parts unless its Accept header names one: a client that accepts
 * anything expects one JSON text.
 */
export function withoutUnnamedParts(types: readonly string[], accept: string | undefined): readonly string[] {
  const named = (accept ?? '').split(',').map((range) => range.split(';', 1)[0]?.trim().toLowerCase() ?? '')
  const whole = types.filter((type) => !inParts.has(type))
  return takesParts(named) || whole.length === 0 ? types : whole
}

/** Answers clients that accept no incremental response with one whole response, as the directives allow. */
export function useWholeAnswers(): Plugin {
  const wholeDocuments = new WeakMap<DocumentNode, DocumentNode>()
  return {
    onExecute({ args }) {
      // By now the header lists media types only: app.ts has applied their qualities.
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
