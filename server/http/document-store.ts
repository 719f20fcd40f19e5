// Persisted documents, which clients name by their SHA-256 instead of sending them: those of the SDK, and those clients
// registered (automatic persisted queries). The fast path and Yoga's plugin share one store.
import { createHash } from 'node:crypto'
import { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { LRUCache } from 'lru-cache'
import { type ErrorCode, errorCodes } from '../errors.ts'
import type { ServerContext } from './request-context.ts'
import { isObject } from './values.ts'

/** How much memory the registered documents may take, in bytes. The least recently used are evicted first. */
export const maxRegisteredBytes = 16_000_000

/** The bytes that a stored text takes: at most two for each character, and its hash and entry. */
const bytesOf = (text: string): number => 2 * text.length + 500

/** The members of a request that identify its document, unchecked. */
export interface DocumentParams {
  readonly query?: unknown
  readonly documentId?: unknown
  readonly extensions?: unknown
}

export interface ResolvedDocument {
  /** The document's text; the unchecked `query` where the request names no persisted document. */
  readonly text: unknown
  /** The SHA-256 to register the text under once it is found valid. */
  readonly register?: string
}

export interface DocumentStoreOptions {
  /** Documents by their SHA-256 in lower-case hexadecimal digits. They are never dropped. */
  readonly documents: Readonly<Record<string, string>>
  /** Whether only `documents` are executed: nothing is registered, and no text is accepted. */
  readonly trusted: boolean
}

export class DocumentStore {
  readonly #documents: ReadonlyMap<string, string>
  readonly #registered = new LRUCache<string, string>({ maxSize: maxRegisteredBytes, sizeCalculation: bytesOf })
  readonly #trusted: boolean

  constructor({ documents, trusted }: DocumentStoreOptions) {
    this.#documents = new Map(Object.entries(documents))
    this.#trusted = trusted
  }

  /**
   * The document of a request: by `documentId`, by `extensions.persistedQuery`, or as its own text. Throws a
   * GraphQLError: PERSISTED_QUERY_NOT_FOUND, PERSISTED_QUERY_MISMATCH, PERSISTED_QUERY_REQUIRED or BAD_REQUEST.
   */
  resolve({ query, documentId, extensions }: DocumentParams): ResolvedDocument {
    const hash = hashOf(documentId, extensions)
    const stored = hash === undefined ? undefined : (this.#documents.get(hash) ?? this.#registered.get(hash))
    if (this.#trusted && stored === undefined) throw refusal('PERSISTED_QUERY_REQUIRED', 403)
    if (hash === undefined) return { text: query }
    if (query === undefined || query === null || query === '') {
      // Clients of automatic persisted queries recognise exactly this message, and then send the text.
      if (stored === undefined) throw refusal('PERSISTED_QUERY_NOT_FOUND', 400, 'PersistedQueryNotFound')
      return { text: stored }
    }
    if (stored === query) return { text: stored }
    if (typeof query !== 'string') return { text: query }
    if (stored !== undefined || sha256(query) !== hash) throw refusal('PERSISTED_QUERY_MISMATCH', 400)
    return { text: query, register: hash }
  }

  /** Stores a valid document. `hash` is its SHA-256. */
  register(hash: string, text: string): void {
    this.#registered.set(hash, text)
  }
}

/** Puts the text of a persisted document into the request, and registers new documents once they are validated. */
export function useDocumentStore(store: DocumentStore): Plugin<ServerContext, ServerContext> {
  const registrations = new WeakMap<object, string>()
  return {
    onParams({ params, setParams }) {
      const { text, register } = store.resolve(params)
      const { operationName, variables, extensions } = params
      const resolved = {
        ...(typeof text === 'string' && { query: text }),
        ...(operationName !== undefined && { operationName }),
        ...(variables !== undefined && { variables }),
        ...(extensions !== undefined && { extensions }),
      }
      if (register !== undefined) registrations.set(resolved, register)
      setParams(resolved)
    },
    // Only valid documents get here.
    onExecute({ args }) {
      const { params } = args.contextValue
      const hash = registrations.get(params)
      if (hash !== undefined && params.query !== undefined) store.register(hash, params.query)
    },
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The SHA-256 a request names its document by. Throws a GraphQLError BAD_REQUEST where it is malformed. */
function hashOf(documentId: unknown, extensions: unknown): string | undefined {
  const inExtensions = hashOfExtensions(extensions)
  if (documentId === undefined || documentId === null) return inExtensions
  if (typeof documentId !== 'string') throw badRequest('The member documentId must be a string.')
  // The prefix is that of the specification's draft; without one, an identifier means whatever the server decides.
  const hash = documentId.replace(/^sha256:/, '')
  if (inExtensions !== undefined && inExtensions !== hash)
    throw badRequest('The request names two different documents.')
  return hash
}

function hashOfExtensions(extensions: unknown): string | undefined {
  const persisted = isObject(extensions) ? extensions['persistedQuery'] : undefined
  if (persisted === undefined || persisted === null) return undefined
  const { version, sha256Hash } = isObject(persisted) ? persisted : {}
  if (version !== 1 || typeof sha256Hash !== 'string')
    throw badRequest('extensions.persistedQuery must have the version 1 and the sha256Hash of a document.')
  return sha256Hash
}

const badRequest = (message: string): GraphQLError => refusal('BAD_REQUEST', 400, message)

/** With `application/json`, GraphQL over HTTP wants status 200 for an error of the GraphQL request. */
const refusal = (code: ErrorCode, status: number, message: string = errorCodes[code]): GraphQLError =>
  new GraphQLError(message, { extensions: { code, http: { spec: true, status } } })
