// Incremental delivery (@defer, @stream): which clients get it.
import type { IncomingHttpHeaders } from 'node:http'
import { type DocumentNode, visit } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { acceptedTypes, firstJsonType, type JsonType, pageType } from './negotiation.ts'
import { remembered } from './remembered.ts'

/** The media types of incremental responses. */
const inParts: ReadonlySet<string> = new Set(['multipart/mixed', 'text/event-stream'])

/** Whether a client accepts an incremental response. */
const takesParts = (types: readonly string[]): boolean => types.some((type) => inParts.has(type))

/** How the API may answer a client. */
export interface AnswerTypes {
  /** The media types that the client accepts, best first. */
  readonly types: readonly string[]
  /** The first of them that is one JSON text. */
  readonly json: JsonType | undefined
  /** An Accept header of these types, for readers that ignore quality values. */
  readonly accept: string
}

/** The media types in which the API may answer, by the client's Accept header. */
export const answerTypes = ({ accept }: IncomingHttpHeaders): AnswerTypes =>
  accept === undefined ? typesFor(undefined) : typesOf(accept)

function typesFor(accept: string | undefined): AnswerTypes {
  const types = withoutUnnamedParts(acceptedTypes({ accept }), accept).filter((name) => name !== pageType)
  return { types, json: firstJsonType(types), accept: types.join() }
}

const typesOf = remembered(typesFor)

/**
 * The media types that a client accepts, without those of parts unless its Accept header names one: a client that accepts
 * anything expects one JSON text.
 */
function withoutUnnamedParts(types: readonly string[], accept: string | undefined): readonly string[] {
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
