// Fast path for the common request: a JSON POST of an already validated document. It skips Yoga's pipeline, which costs
// more than the query. Everything else, and every error, goes to Yoga, so that one place puts errors into words.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { DocumentNode, OperationDefinitionNode } from 'graphql'
import type { Executor, Outcome } from '../relational/execute.ts'
import type { DocumentParams, DocumentStore } from './document-store.ts'
import { refuseNesting } from './nesting.ts'
import { loggedName, type RequestContext } from './request-context.ts'
import { bodyType } from './request-params.ts'

/** Documents kept, the longest unused of them let go first, and the longest text of one that is kept, in characters. */
const documentsKept = 1000
const longestKept = 20_000

/** Documents that were found valid, by their text. */
export class Documents {
  readonly #byText = new Map<string, DocumentNode>()

  remember(text: string, document: DocumentNode): void {
    if (text.length > longestKept || this.#byText.get(text) === document) return
    this.#byText.set(text, document)
    const [oldest] = this.#byText.keys()
    if (this.#byText.size > documentsKept && oldest !== undefined) this.#byText.delete(oldest)
  }

  find(text: string): DocumentNode | undefined {
    const document = this.#byText.get(text)
    if (!document) return undefined
    this.#byText.delete(text)
    this.#byText.set(text, document)
    return document
  }
}

/** What comes back, by the Accept header that asks for it: the headers that common clients send. */
const mediaTypes: ReadonlyMap<string | undefined, string> = new Map([
  [undefined, 'application/json; charset=utf-8'],
  ['*/*', 'application/json; charset=utf-8'],
  ['application/json', 'application/json; charset=utf-8'],
  ['application/graphql-response+json', 'application/graphql-response+json; charset=utf-8'],
  ['application/graphql-response+json, application/json;q=0.9', 'application/graphql-response+json; charset=utf-8'],
])

export interface FastPathOptions {
  readonly path: string
  readonly maximumBody: number
  readonly executor: Executor
  readonly documents: Documents
  /** The documents that clients may name by their SHA-256. */
  readonly store: DocumentStore
  /** Headers for pages of other origins, Access-Control-Allow-Origin excepted. */
  readonly crossOrigin: Readonly<Record<string, string>>
}

/** Whether the request may take the fast path, by its headers. Its body has not been read. */
export function takesFastPath(
  { path, maximumBody }: FastPathOptions,
  { method, url, headers }: IncomingMessage,
): boolean {
  const length = Number(headers['content-length'])
  return (
    method === 'POST' &&
    url === path &&
    length <= maximumBody &&
    headers['content-encoding'] === undefined &&
    bodyType(headers['content-type']) === 'application/json' &&
    mediaTypes.has(headers.accept)
  )
}

/** What the fast path could not answer: the body it has read, and the execution it has started, if any. */
export interface Unanswered {
  readonly body: Buffer
  readonly pending: Promise<Outcome> | undefined
}

/** Answers a request of the fast path, or gives back what Yoga needs to answer it. Rejects where the client goes away. */
export async function answerFast(
  options: FastPathOptions,
  context: RequestContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Unanswered | undefined> {
  const body = await bodyOf(request)
  const question = questionOf(options, body.toString())
  if (!question) return { body, pending: undefined }

  const { document, operation, variables } = question
  context.operation = loggedName(operation.name?.value)
  const pending = options.executor.text(document, operation, variables)
  const text = await pending.then(textOf, () => undefined)
  if (text === undefined) return { body, pending }

  context.fastPath = true
  const answer = `{"data":${text}}`
  const { origin, accept } = request.headers
  response.writeHead(200, {
    'content-type': mediaTypes.get(accept),
    'content-length': Buffer.byteLength(answer),
    'x-request-id': context.id,
    ...(origin !== undefined && { 'access-control-allow-origin': origin, vary: 'Origin', ...options.crossOrigin }),
  })
  response.end(answer)
  return undefined
}

function bodyOf(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => resolve(Buffer.concat(chunks)))
    request.on('error', reject)
  })
}

const textOf = (outcome: Outcome): string | undefined => ('text' in outcome ? outcome.text : undefined)

interface Question {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly variables: Readonly<Record<string, unknown>>
}

type Members = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The operation a body asks for, where its document is known and its members are the usual ones. */
function questionOf({ documents, store, executor }: FastPathOptions, body: string): Question | undefined {
  const members = parsed(body)
  if (!isObject(members)) return undefined
  const { query, documentId, variables, operationName, extensions, ...others } = members
  if (Object.keys(others).length > 0) return undefined
  const text = knownText(store, { query, documentId, extensions })
  if (text === undefined) return undefined
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') return undefined
  if (variables !== undefined && variables !== null && !isObject(variables)) return undefined
  const document = documents.find(text)
  const operation = document && executor.answers(document, operationName)
  if (!operation || !nestsLittle(variables)) return undefined
  return { document, operation, variables: variables ?? {} }
}

/** The document's text, unless the request is refused, registers a document, or has extensions of an unknown kind. */
function knownText(store: DocumentStore, params: DocumentParams): string | undefined {
  const { extensions } = params
  if (extensions !== undefined && !isPersistedQuery(extensions)) return undefined
  try {
    const { text, register } = store.resolve(params)
    return typeof text === 'string' && register === undefined ? text : undefined
  } catch {
    // Yoga's plugin asks the same store, and answers with its refusal.
    return undefined
  }
}

const isPersistedQuery = (extensions: unknown): boolean =>
  isObject(extensions) && Object.keys(extensions).every((name) => name === 'persistedQuery')

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Yoga says what is wrong with it.
    return undefined
  }
}

function nestsLittle(variables: unknown): boolean {
  try {
    refuseNesting(undefined, variables)
    return true
  } catch {
    return false
  }
}
