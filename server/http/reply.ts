// Sends responses: common headers, entity tags, compression.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { ErrorCode } from '../errors.ts'
import { compress, compressor, flushed, minCompressedBytes } from './compression.ts'
import { digestOf, KeptBody } from './kept-body.ts'
import type { Coding } from './negotiation.ts'

/** A response before it is compressed. */
export interface Reply {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | KeptBody | ReadableStream<Uint8Array> | undefined
  /** The code of the error, for the log. */
  readonly code?: ErrorCode
  /** Whether compressing it again would make it no smaller. */
  readonly isCompressed?: boolean
  /** Called once it has been sent, or broken off. */
  readonly onEnd?: () => void
}

/** The file's name holds its hash: what was loaded once holds for ever. */
export const forever = 'public, max-age=31536000, immutable'

/** The headers of every response, besides the request id. */
const commonHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'x-request-id, retry-after, etag, tenpoint-revision, content-disposition',
  vary: 'Accept-Encoding',
}

/** The headers of a response of the API: its type depends on the Accept header. */
export const graphqlHeaders = (type: string): Reply['headers'] => ({
  'content-type': `${type}; charset=utf-8`,
  vary: 'Accept, Accept-Encoding',
})

/** A JSON response that must not be cached. */
export const jsonReply = (status: number, body: object, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
  body: JSON.stringify(body),
})

/** A rejection of the HTTP request, in the format of GraphQL errors. */
export const refusalReply = (
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
  code: ErrorCode = 'BAD_REQUEST',
): Reply => ({ ...jsonReply(status, { errors: [{ message, extensions: { code } }] }, headers), code })

/**
 * Sends the head of a response, with the headers that every response has. All at once: setting them one by one takes
 * several times as long.
 */
export const sendHead = (
  response: ServerResponse,
  requestId: string,
  status: number,
  headers: Reply['headers'],
): ServerResponse => response.writeHead(status, { 'x-request-id': requestId, ...commonHeaders, ...headers })

export interface Exchange {
  readonly requestId: string
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** The codings the client accepts, best first. */
  readonly codings: readonly Coding[]
  /** Called with the final status before the last byte is sent. */
  readonly onAnswered: (status: number) => void
  /** Whether only the head is wanted. */
  readonly isHead: boolean
}

/** Sends a response. Rejects if its stream fails, or the client disconnects. */
export async function send(exchange: Exchange, reply: Reply): Promise<void> {
  try {
    await sendBody(exchange, reply)
  } finally {
    reply.onEnd?.()
  }
}

async function sendBody(exchange: Exchange, reply: Reply): Promise<void> {
  const { body } = reply
  if (body instanceof KeptBody) return sendKept(exchange, reply, body)
  if (typeof body === 'string') return sendText(exchange, reply, body)
  if (body !== undefined) return sendStream(exchange, reply, body)
  end(exchange, reply.status, { ...reply.headers, ...(!hasNoBody.has(reply.status) && { 'content-length': '0' }) })
}

/** Statuses of responses that have no body and no length. */
const hasNoBody: ReadonlySet<number> = new Set([204, 304])

async function sendText(exchange: Exchange, { status, headers }: Reply, text: string): Promise<void> {
  const length = Buffer.byteLength(text)
  const coding = codingFor(exchange, length)
  const etag = isCacheable(exchange, status, headers)
    ? entityTag(digestOf(headers['content-type'] ?? '', '\n', text), coding)
    : undefined
  if (etag !== undefined && isCurrent(exchange, etag)) return notModified(exchange, headers, etag)
  if (coding === 'identity' && isSentAsText(text, length))
    return end(exchange, status, withBody(headers, coding, length, etag), text)
  const bytes = Buffer.from(text)
  const encoded = coding === 'identity' ? bytes : await compress(bytes, coding, 'fast')
  end(exchange, status, withBody(headers, coding, encoded.length, etag), encoded)
}

/**
 * Whether a text is sent in one piece with its head, which takes up to half the time of copying it into a buffer first.
 * While a client leaves it unread, Node counts its characters for bytes: so a long one has to have as many.
 */
const isSentAsText = (text: string, length: number): boolean => length === text.length || length <= maximumShortText
const maximumShortText = 16_384

async function sendKept(exchange: Exchange, { status, headers }: Reply, body: KeptBody): Promise<void> {
  const coding = exchange.codings[0] ?? 'identity'
  // The same text with another status is no older copy of it.
  const etag = status === 200 ? entityTag(body.digest, coding) : undefined
  if (etag !== undefined && isCurrent(exchange, etag)) return notModified(exchange, headers, etag)
  const encoded = await body.encoded(coding)
  end(exchange, status, withBody(headers, coding, encoded.length, etag), encoded)
}

async function sendStream(exchange: Exchange, reply: Reply, stream: ReadableStream<Uint8Array>): Promise<void> {
  const { requestId, response, codings, onAnswered, isHead } = exchange
  const { status, headers, isCompressed = false } = reply
  const [best = 'identity'] = codings
  const coding = isCompressed && codings.includes('identity') ? 'identity' : best
  const reader = stream.getReader()
  // A source that is silent for long learns only by this that the client has disconnected.
  response.once('close', () => reader.cancel().catch(() => undefined))
  const encoding = coding !== 'identity' && { 'content-encoding': coding }
  sendHead(response, requestId, status, { ...headers, ...encoding })
  try {
    if (isHead) return void response.end()
    if (coding === 'identity') return await pipeline(chunksOf(reader), response)
    const through = compressor(coding)
    await pipeline(flushed(chunksOf(reader), through), through, response)
  } finally {
    onAnswered(status)
    // Whoever made it may not have begun, or may not be done.
    await reader.cancel().catch(() => undefined)
  }
}

async function* chunksOf(reader: ReadableStreamDefaultReader<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield value
  }
}

/** Sends a short text uncompressed, unless the client refuses that. */
const codingFor = ({ codings }: Exchange, length: number): Coding =>
  length < minCompressedBytes && codings.includes('identity') ? 'identity' : (codings[0] ?? 'identity')

const isCacheable = ({ request }: Exchange, status: number, headers: Reply['headers']): boolean =>
  request.method === 'GET' && status === 200 && headers['cache-control'] === undefined

/** The tag of a text in one coding: a strong tag identifies the exact bytes. */
const entityTag = (digest: string, coding: Coding): string => `"${digest}${coding === 'identity' ? '' : `-${coding}`}"`

function isCurrent({ request }: Exchange, etag: string): boolean {
  const ifNoneMatch = request.headers['if-none-match']
  return ifNoneMatch?.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, ''))) ?? false
}

/** A response with a tag may be cached, but has to be revalidated each time. */
const revalidated = { 'cache-control': 'no-cache' }

function notModified(exchange: Exchange, headers: Reply['headers'], etag: string): void {
  const { 'content-type': _, ...others } = headers
  end(exchange, 304, { ...revalidated, ...others, etag })
}

const withBody = (
  headers: Reply['headers'],
  coding: Coding,
  length: number,
  etag: string | undefined,
): Reply['headers'] => ({
  ...(etag !== undefined && { ...revalidated, etag }),
  ...headers,
  ...(coding !== 'identity' && { 'content-encoding': coding }),
  'content-length': String(length),
})

function end(
  { requestId, response, onAnswered }: Exchange,
  status: number,
  headers: Reply['headers'],
  body?: Buffer | string,
): void {
  onAnswered(status)
  if (!response.destroyed) sendHead(response, requestId, status, headers).end(body)
}
