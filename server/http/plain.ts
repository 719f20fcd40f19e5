// The plain way, which most requests go: a POST of JSON for a document that was answered before. It leaves out all that
// Yoga has ready for other requests, which costs several times what answering does. Whatever is unusual, errors above
// all, is left to Yoga, so that there is one place that words them.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { DocumentNode, OperationDefinitionNode } from 'graphql'
import type { Executor, Outcome } from '../relational/index.ts'
import type { DocumentCache } from './document-cache.ts'
import { refuseNesting } from './nesting.ts'
import type { Visit } from './visit.ts'

/** What comes back, by the Accept header that asks for it: the headers that common clients send. */
const mediaTypes: ReadonlyMap<string | undefined, string> = new Map([
  [undefined, 'application/json; charset=utf-8'],
  ['*/*', 'application/json; charset=utf-8'],
  ['application/json', 'application/json; charset=utf-8'],
  ['application/graphql-response+json', 'application/graphql-response+json; charset=utf-8'],
  ['application/graphql-response+json, application/json;q=0.9', 'application/graphql-response+json; charset=utf-8'],
])

const jsonTypes: ReadonlySet<string | undefined> = new Set(['application/json', 'application/json; charset=utf-8'])

export interface PlainOptions {
  readonly path: string
  readonly maximumBody: number
  readonly executor: Executor
  readonly documents: DocumentCache
  /** The documents that are known by their SHA-256. */
  readonly persisted: ReadonlyMap<string, string>
  /** Headers for pages of other origins, Access-Control-Allow-Origin excepted. */
  readonly crossOrigin: Readonly<Record<string, string>>
}

/** Whether the request looks plain from outside. Its body has not been read. */
export function looksPlain({ path, maximumBody }: PlainOptions, { method, url, headers }: IncomingMessage): boolean {
  const length = Number(headers['content-length'])
  return (
    method === 'POST' &&
    url === path &&
    length <= maximumBody &&
    headers['content-encoding'] === undefined &&
    jsonTypes.has(headers['content-type']) &&
    mediaTypes.has(headers.accept)
  )
}

/**
 * Answers a request that looks plain. Gives its body where it turns out not to be: then nothing was answered, and what
 * was begun is `visit.outcome`. Rejects where the client goes away.
 */
export async function answerPlainly(
  options: PlainOptions,
  visit: Visit,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Buffer | undefined> {
  const body = await bodyOf(request)
  const question = questionOf(options, body.toString())
  if (!question) return body

  const { document, operation, variables } = question
  visit.operation = operation.name?.value.slice(0, 100)
  const outcome = options.executor.text(document, operation, variables, visit.signal)
  visit.outcome = outcome
  const text = await outcome.then(textOf, () => undefined)
  visit.signal.throwIfAborted()
  if (text === undefined) return body

  const answer = `{"data":${text}}`
  const { origin, accept } = request.headers
  response.writeHead(200, {
    'content-type': mediaTypes.get(accept),
    'content-length': Buffer.byteLength(answer),
    'x-request-id': visit.id,
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

/** What a body asks, where it asks for a document that is known and in the usual form. */
function questionOf({ documents, persisted, executor }: PlainOptions, body: string): Question | undefined {
  const asked = parsed(body)
  if (!isObject(asked)) return undefined
  const { query, variables, operationName, extensions, ...others } = asked
  if (Object.keys(others).length > 0) return undefined
  const text = query === undefined ? persisted.get(hashOf(extensions) ?? '') : extensions === undefined && query
  if (typeof text !== 'string') return undefined
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') return undefined
  if (variables !== undefined && variables !== null && !isObject(variables)) return undefined
  const document = documents.find(text)
  const operation = document && executor.answers(document, operationName)
  if (!operation || !nestsLittle(variables)) return undefined
  return { document, operation, variables: variables ?? {} }
}

function hashOf(extensions: unknown): string | undefined {
  const { persistedQuery } = isObject(extensions) ? extensions : {}
  const { version, sha256Hash } = isObject(persistedQuery) ? persistedQuery : {}
  return version === 1 && typeof sha256Hash === 'string' ? sha256Hash : undefined
}

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
