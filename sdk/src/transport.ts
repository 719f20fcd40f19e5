// One question to the server: sent, timed, repeated where that is safe, and its answer told apart from everything else.
import {
  AbortedError,
  GraphQLError,
  type GraphQLProblem,
  HttpError,
  NetworkError,
  type TenpointError,
  TimeoutError,
} from './errors.ts'

/** How often and how patiently to ask again when the server or the network is at fault. All questions are safe to repeat. */
export interface RetryOptions {
  /** Attempts in all; 1 is no repetition. Default 3. */
  readonly attempts?: number
  /** The longest first wait in milliseconds; each further one may be twice as long. Default 200. */
  readonly delay?: number
  /** No wait is longer, in milliseconds, whatever the server asks for. Default 10000. */
  readonly maximumDelay?: number
}

export interface TransportOptions {
  /** Where the API is, such as `https://example.org/graphql`. */
  readonly endpoint: string | URL
  /** Sent as `authorization: Bearer …`. */
  readonly apiKey?: string
  /** Sent with every request; a function is asked before each. */
  readonly headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>)
  /** Instead of the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch
  /** Milliseconds for one attempt; 0 is without end. Default 30000. */
  readonly timeout?: number
  /** `false` asks only once. */
  readonly retry?: RetryOptions | false
  /** Gives up every question of this client. */
  readonly signal?: AbortSignal
}

/** For one question. */
export interface RequestOptions {
  readonly signal?: AbortSignal
  readonly timeout?: number
  readonly headers?: HeadersInit
}

export interface Question {
  readonly query: string
  readonly variables: unknown
  /** Whether the server may know the document by its hash. */
  readonly persisted: boolean
}

/** Asks one question. Rejects with a TenpointError. */
export type Transport = (question: Question, options?: RequestOptions) => Promise<unknown>

/** What came of one attempt. */
type Outcome =
  | { readonly data: unknown }
  | {
      readonly error: TenpointError
      /** Whether asking again may help. */
      readonly again: boolean
      /** Milliseconds the server asks to wait. */
      readonly after?: number | undefined
    }

const temporary: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504])

export function createTransport(options: TransportOptions): Transport {
  const { timeout: usualTimeout = 30_000, retry = {}, signal: always } = options
  const { attempts = 3, delay = 200, maximumDelay = 10_000 } = retry === false ? { attempts: 1 } : retry
  // Once the server has not known a document it is not asked for hashes again.
  let knowsHashes = true

  return async (question, { signal: once, timeout = usualTimeout, headers } = {}) => {
    const signals = [always, once].filter((signal) => signal !== undefined)
    for (let attempt = 1; ; attempt += 1) {
      const byHash = question.persisted && knowsHashes
      const body = byHash ? await hashed(question) : { query: question.query, variables: question.variables }
      const outcome = await ask(options, JSON.stringify(body), headers, timeout, signals)
      if ('data' in outcome) return outcome.data
      const { error, again, after } = outcome
      if (byHash && error instanceof GraphQLError && error.codes.includes('PERSISTED_QUERY_NOT_FOUND')) {
        knowsHashes = false
        attempt -= 1
        continue
      }
      if (!again || attempt >= attempts) throw error
      await pause(Math.min(after ?? Math.random() * delay * 2 ** (attempt - 1), maximumDelay), signals)
    }
  }
}

async function ask(
  { endpoint, apiKey, headers: usual, fetch = globalThis.fetch }: TransportOptions,
  body: string,
  more: HeadersInit | undefined,
  timeout: number,
  signals: readonly AbortSignal[],
): Promise<Outcome> {
  for (const signal of signals) if (signal.aborted) return { error: aborted(signal), again: false }
  const controller = new AbortController()
  const stop = () => controller.abort()
  const timer = timeout > 0 ? setTimeout(stop, timeout) : undefined
  for (const signal of signals) signal.addEventListener('abort', stop)
  try {
    const headers = new Headers(typeof usual === 'function' ? await usual() : usual)
    if (apiKey !== undefined) headers.set('authorization', `Bearer ${apiKey}`)
    for (const [name, value] of new Headers(more)) headers.set(name, value)
    headers.set('accept', 'application/graphql-response+json, application/json;q=0.9')
    headers.set('content-type', 'application/json')
    const response = await fetch(endpoint, { method: 'POST', headers, body, signal: controller.signal })
    return read(response, await response.text())
  } catch (cause) {
    const given = signals.find(({ aborted }) => aborted)
    if (given) return { error: aborted(given), again: false }
    if (controller.signal.aborted) return { error: new TimeoutError(timeout), again: true }
    return { error: new NetworkError('The server could not be reached.', { cause }), again: true }
  } finally {
    clearTimeout(timer)
    for (const signal of signals) signal.removeEventListener('abort', stop)
  }
}

function read(response: Response, text: string): Outcome {
  const { status } = response
  const again = temporary.has(status)
  const after = waitAskedFor(response.headers.get('retry-after'))
  const answer = parse(text)
  if (answer === undefined) return { error: new HttpError(status, text), again, after }
  const { data, errors } = answer
  if (errors !== undefined) return { error: new GraphQLError(status, errors, data ?? undefined), again, after }
  return data === undefined ? { error: new HttpError(status, text), again, after } : { data }
}

/** The answer, if it is one of GraphQL. */
function parse(text: string): Answer | undefined {
  try {
    const answer: unknown = JSON.parse(text)
    return isAnswer(answer) ? answer : undefined
  } catch {
    return undefined
  }
}

interface Answer {
  readonly data?: unknown
  readonly errors?: readonly GraphQLProblem[]
}

function isAnswer(value: unknown): value is Answer {
  if (typeof value !== 'object' || value === null) return false
  return 'errors' in value ? Array.isArray(value.errors) : 'data' in value
}

/** Milliseconds a Retry-After header asks for: seconds, or a date. */
function waitAskedFor(header: string | null): number | undefined {
  if (header === null) return undefined
  const wait = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isNaN(wait) ? undefined : Math.max(0, wait)
}

const aborted = (signal: AbortSignal): AbortedError =>
  new AbortedError('The question was given up.', { cause: signal.reason })

function pause(milliseconds: number, signals: readonly AbortSignal[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (settle: () => void) => {
      clearTimeout(timer)
      for (const signal of signals) signal.removeEventListener('abort', stop)
      settle()
    }
    const stop = () => {
      const given = signals.find((signal) => signal.aborted)
      if (given) done(() => reject(aborted(given)))
    }
    const timer = setTimeout(() => done(resolve), milliseconds)
    for (const signal of signals) signal.addEventListener('abort', stop)
  })
}

const hashes = /* @__PURE__ */ new Map<string, Promise<string>>()

/** The question with its document's SHA-256 instead of the document. */
async function hashed({ query, variables }: Question): Promise<object> {
  const known = hashes.get(query) ?? sha256(query)
  hashes.set(query, known)
  return { variables, extensions: { persistedQuery: { version: 1, sha256Hash: await known } } }
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
