// Sends one operation to the server, with a time-out and retries where they are safe, and validates the response.
import {
  AbortedError,
  GraphQLError,
  type GraphQLProblem,
  HttpError,
  NetworkError,
  type TenpointError,
  TimeoutError,
} from './errors.ts'
import { hexOf } from './hex.ts'

/** How often and after which delays to retry when the server or the network fails. */
export interface RetryOptions {
  /** Attempts in all; 1 means no retry. Default 3. */
  readonly attempts?: number | undefined
  /** The longest first wait in milliseconds; each further one may be twice as long. Default 200. */
  readonly delay?: number | undefined
  /** The longest wait in milliseconds; there is no retry if the server wants a longer one. Default 10000. */
  readonly maximumDelay?: number | undefined
}

/** What the `Headers` constructor of this runtime accepts. */
export type HeadersLike = NonNullable<ConstructorParameters<typeof Headers>[0]>

/** How to reach the API. Only `endpoint` is needed. */
export interface ClientOptions {
  /** Where the API is, such as `https://example.org/graphql`. */
  readonly endpoint: string | URL
  /** Sent as `authorization: Bearer …`. */
  readonly apiKey?: string | undefined
  /** Sent with every request; a function is called before each. */
  readonly headers?: HeadersLike | (() => HeadersLike | Promise<HeadersLike>) | undefined
  /** Instead of the global `fetch`. */
  readonly fetch?: ((endpoint: string | URL, init: RequestInit) => Promise<Response>) | undefined
  /** Milliseconds for one attempt; 0 means no time-out. Default 30000. */
  readonly timeout?: number | undefined
  /** `false` disables retries. */
  readonly retry?: RetryOptions | false | undefined
  /**
   * Whether custom documents, too, are sent by their hash first, as the SDK's own are: for a server that has them
   * registered. Default false.
   */
  readonly registered?: boolean | undefined
  /** Aborts every call of this client. */
  readonly signal?: AbortSignal | undefined
}

/** Options for one call, besides those of the client or in their place. */
export interface RequestOptions {
  /** Aborts this call; the client's signal still does, too. */
  readonly signal?: AbortSignal | undefined
  /** Milliseconds for one attempt of this call; 0 means no time-out. */
  readonly timeout?: number | undefined
  /** Sent besides the client's headers, and in place of those of the same name. */
  readonly headers?: HeadersLike | undefined
  /** Called with what the response says of itself, before the call resolves. */
  readonly onAnswer?: ((about: AnswerInfo) => void) | undefined
}

/** What a response with data says of itself. */
export interface AnswerInfo {
  /** The revision of the catalogue that the data is of. Undefined for queries about the schema alone. */
  readonly revision?: number | undefined
  /** What the query might have needed at most, in the units of the API's limits. */
  readonly cost?: { readonly rows: number; readonly lists: number; readonly bytes: number } | undefined
}

/** An operation to send. */
export interface OperationRequest {
  /** The text of the caller's document, by which its errors know it. */
  readonly query: string
  /** The text to send. */
  readonly text: string
  /** Its variables. */
  readonly variables: unknown
  /** Whether the server may know the document by its hash. */
  readonly persisted: boolean
  /** Whether it may be sent again although it changes something. */
  readonly repeatable?: boolean
}

/** Sends one operation. Rejects with a TenpointError. */
export type Transport = (operation: OperationRequest, options?: RequestOptions) => Promise<unknown>

/** The result of one attempt. */
export type AttemptResult =
  | { readonly data: unknown; readonly about: AnswerInfo }
  | {
      readonly error: TenpointError
      /** Milliseconds the server asks to wait. */
      readonly after?: number | undefined
    }

/** Makes the one function that talks to the server. */
export function createTransport(options: ClientOptions): Transport {
  const { timeout: defaultTimeout = 30_000, retry = {}, signal: always } = options
  // The runtime would name a header that it refuses in its error, key and all.
  if (options.apiKey !== undefined && !/^[!-~]+$/.test(options.apiKey))
    throw new TypeError('A key is one line of printable ASCII characters, without spaces.')
  const { attempts = 3, delay = 200, maximumDelay = 10_000 } = retry === false ? { attempts: 1 } : retry
  // Pages that did not come over HTTPS cannot hash. And once the server does not know a document, hashes are no longer sent.
  let byHash = globalThis.crypto?.subtle !== undefined

  return async (operation, { signal: once, timeout = defaultTimeout, headers, onAnswer } = {}) => {
    const signal = anyOf(always, once)
    const { query, text, variables, persisted, repeatable = false } = operation
    const isSafe = repeatable || !changesSomething.test(query)
    for (let attempt = 1; ; ) {
      const hashed = persisted && byHash
      const body = hashed ? { variables, extensions: await byHashOf(text) } : { query: text, variables }
      const result = await ask(options, query, JSON.stringify(body), headers, timeout, signal)
      if ('data' in result) {
        onAnswer?.(result.about)
        return result.data
      }
      const { error, after = Math.min(Math.random() * delay * 2 ** (attempt - 1), maximumDelay) } = result
      if (hashed && error instanceof GraphQLError && error.codes.includes('PERSISTED_QUERY_NOT_FOUND')) {
        byHash = false
        continue
      }
      if (!error.isTemporary || !isSafe || attempt >= attempts || after > maximumDelay) throw error
      await pause(after, signal)
      attempt += 1
    }
  }
}

/** Whether something is a mutation: to repeat it might change something twice. */
const changesSomething = /(^|[\s}])mutation\b/

/** The headers of a request whose answer is to be of this type. */
export async function headersOf(
  { apiKey, headers: usual }: ClientOptions,
  more: HeadersLike | undefined,
  accept: string,
): Promise<Headers> {
  const headers = new Headers(typeof usual === 'function' ? await usual() : usual)
  if (apiKey !== undefined) headers.set('authorization', `Bearer ${apiKey}`)
  new Headers(more).forEach((value, name) => {
    headers.set(name, value)
  })
  headers.set('accept', accept)
  headers.set('content-type', 'application/json')
  return headers
}

async function ask(
  options: ClientOptions,
  query: string,
  body: string,
  more: HeadersLike | undefined,
  timeout: number,
  callerSignal: AbortSignal,
): Promise<AttemptResult> {
  const { endpoint, apiKey, fetch = globalThis.fetch } = options
  const headers = await headersOf(options, more, 'application/graphql-response+json, application/json;q=0.9')
  throwIfAborted(callerSignal)
  // Held until the end of the function: some runtimes collect a timeout that only another signal depends on. Timers count
  // whole milliseconds in 31 bits, 24 days; longer is without end.
  const late = timeout > 0 && timeout < 2 ** 31 ? AbortSignal.timeout(Math.ceil(timeout)) : undefined
  try {
    const response = await fetch(endpoint, { method: 'POST', headers, body, signal: anyOf(callerSignal, late) })
    const text = await response.text()
    return read(query, response, text, apiKey)
  } catch (cause) {
    throwIfAborted(callerSignal)
    if (late?.aborted) return { error: new TimeoutError(timeout) }
    if (!isNetworkFailure(cause)) throw cause
    return { error: new NetworkError('The server could not be reached.', { cause }) }
  }
}

/**
 * Whether the network failed. Where it does, `fetch` throws a TypeError, as the standard says, a DOMException or a
 * FetchError; workerd an Error that says whether it is `retryable`. Anything else belongs to the code that threw it, such
 * as a framework that ends a render by throwing; so is what has a `digest`, by which React and Next.js know their own.
 */
export const isNetworkFailure = (cause: unknown): boolean =>
  // Not by `instanceof`: where tests run in realms of their own, `fetch` throws errors of another one.
  typeof cause === 'object' &&
  cause !== null &&
  !('digest' in cause) &&
  ('retryable' in cause || ('name' in cause && /^(Type|Abort|Timeout|Network|Fetch)Error$/.test(String(cause.name))))

/** What a whole response says. */
export function read(query: string, response: Response, text: string, apiKey: string | undefined): AttemptResult {
  const after = retryAfter(response.headers.get('retry-after'))
  const { data, errors, extensions } = parse(text)
  if (errors) return { error: new GraphQLError(query, response, errors, data ?? undefined), after }
  // Without errors there is always data; null is none.
  if (typeof data === 'object' && data !== null) return { data, about: extensions ?? {} }
  return {
    // Some servers answer with the request.
    error: new HttpError(response, apiKey === undefined ? text : text.replaceAll(apiKey, '…')),
    after,
  }
}

interface Answer {
  readonly data?: unknown
  readonly errors?: readonly GraphQLProblem[]
  readonly extensions?: AnswerInfo
}

/** The response; empty if it is not a GraphQL response. */
function parse(text: string): Answer {
  try {
    const answer: unknown = JSON.parse(text)
    return isAnswer(answer) ? answer : {}
  } catch {
    return {}
  }
}

function isAnswer(value: unknown): value is Answer {
  if (typeof value !== 'object' || value === null) return false
  return (
    !('errors' in value) || (Array.isArray(value.errors) && value.errors.length > 0 && value.errors.every(isProblem))
  )
}

const isProblem = (value: unknown): value is GraphQLProblem =>
  typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string'

/** The milliseconds in a Retry-After header, which holds seconds or a date. */
function retryAfter(header: string | null): number | undefined {
  if (header === null) return undefined
  const wait = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isNaN(wait) ? undefined : Math.max(0, wait)
}

/** A signal that aborts when the first of these does; never where there are none. */
export const anyOf = (...signals: readonly (AbortSignal | undefined)[]): AbortSignal =>
  AbortSignal.any(signals.filter((signal) => signal !== undefined))

/** Throws an AbortedError where the signal has aborted. */
export function throwIfAborted({ aborted, reason }: AbortSignal): void {
  if (aborted) throw new AbortedError('The call was cancelled.', { cause: reason })
}

/** Waits, no longer than until the signal aborts. */
export const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const stop = () => {
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(stop, signal.aborted ? 0 : milliseconds)
    signal.addEventListener('abort', stop)
  })

const hashes = /* @__PURE__ */ new Map<string, Promise<object>>()

/** A document's SHA-256, which is sent in place of its text. */
export function byHashOf(query: string): Promise<object> {
  const hash = hashes.get(query) ?? hashOf(query)
  hashes.set(query, hash)
  return hash
}

async function hashOf(query: string): Promise<object> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(query))
  return { persistedQuery: { version: 1, sha256Hash: hexOf(new Uint8Array(digest)) } }
}
