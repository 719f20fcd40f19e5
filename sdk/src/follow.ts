// Follows a subscription over server-sent events. Each event has a number that the next connection continues after, so that
// nothing is lost or doubled when one breaks.
import type { TypedText } from './document.ts'
import { GraphQLError, NetworkError, type TenpointError } from './errors.ts'
import { eventsIn } from './events.ts'
import {
  anyOf,
  byHashOf,
  type ClientOptions,
  headersOf,
  isNetworkFailure,
  pause,
  type RequestOptions,
  read,
  throwIfAborted,
} from './transport.ts'

/** A connection that says nothing for this long is taken for lost; the server says something every 15 seconds. */
const silenceMs = 60_000

/** A subscription whose events have numbers. */
export interface Followed<Result, Item> {
  /** The subscription. */
  readonly document: TypedText<Result, { readonly since?: number | null | undefined }>
  /** What an event brings. */
  readonly pick: (result: Result) => Item
  /** The number of an item. */
  readonly numberOf: (item: Item) => number
}

/**
 * The items after a number, and from then on each as it comes, until the caller leaves the loop or a signal aborts. A broken
 * connection is opened again, after longer and longer waits; an error that the API answers is thrown.
 */
export async function* follow<Result, Item>(
  options: ClientOptions,
  { document, pick, numberOf }: Followed<Result, Item>,
  since: number,
  request: RequestOptions = {},
): AsyncGenerator<Item, void, void> {
  const { delay = 200, maximumDelay = 10_000 } = options.retry === false ? {} : (options.retry ?? {})
  const leaving = new AbortController()
  const callers = anyOf(options.signal, request.signal)
  const signal = anyOf(callers, leaving.signal)
  let last = since
  try {
    for (let failures = 0; ; failures += 1) {
      const ended = yield* connection()
      throwIfAborted(callers)
      if (ended.error && (!ended.again || options.retry === false)) throw ended.error
      const { after = Math.min(Math.random() * delay * 2 ** Math.min(failures, 20), maximumDelay) } = ended
      await pause(after, signal)
      throwIfAborted(callers)

      /** One connection, to its end. */
      async function* connection(): AsyncGenerator<Item, Ended, void> {
        const silence = new AbortController()
        let timer = setTimeout(() => silence.abort(), silenceMs)
        const heard = () => {
          clearTimeout(timer)
          timer = setTimeout(() => silence.abort(), silenceMs)
        }
        try {
          const response = await send(options, document, { since: last }, request, anyOf(signal, silence.signal))
          if (!response.body || !/^text\/event-stream/.test(response.headers.get('content-type') ?? ''))
            return failed(read(document, response, await response.text(), options.apiKey))
          for await (const data of eventsIn(response.body, heard)) {
            throwIfAborted(callers)
            const result = read(document, response, data, options.apiKey)
            if ('error' in result) return failed(result)
            // The answer has the document's type: both come from the same schema.
            const item = pick(result.data as Result)
            last = numberOf(item)
            failures = 0
            // However long the caller takes with it, that is no silence of the server.
            clearTimeout(timer)
            yield item
            heard()
          }
          return { again: true }
        } catch (cause) {
          throwIfAborted(callers)
          if (!silence.signal.aborted && !isNetworkFailure(cause)) throw cause
          return { error: new NetworkError('The server could not be reached.', { cause }), again: true }
        } finally {
          clearTimeout(timer)
        }
      }
    }
  } finally {
    leaving.abort()
  }
}

/** Why a connection ended, and whether another one may help. */
interface Ended {
  readonly error?: TenpointError
  readonly again: boolean
  readonly after?: number | undefined
}

const failed = (result: ReturnType<typeof read>): Ended => {
  if (!('error' in result)) return { again: true }
  const { error, after } = result
  const isTransient = error instanceof GraphQLError && error.codes.some((code) => transient.has(code))
  return { error, again: error.isTemporary || isTransient, after }
}

/** Codes of failures that pass. Inside a stream they come without an HTTP status of their own. */
const transient: ReadonlySet<string> = new Set(['TOO_MANY_FOLLOWERS', 'DATABASE_BUSY', 'DATABASE_UNAVAILABLE'])

async function send(
  options: ClientOptions,
  text: string,
  variables: object,
  { headers: more }: RequestOptions,
  signal: AbortSignal,
): Promise<Response> {
  const { endpoint, fetch = globalThis.fetch } = options
  const headers = await headersOf(options, more, 'text/event-stream, application/json;q=0.9')
  // Both the text and its hash: servers that take only known documents want the hash, and others may not know it yet.
  const extensions = globalThis.crypto?.subtle === undefined ? undefined : await byHashOf(text)
  const body = JSON.stringify({ query: text, variables, extensions })
  throwIfAborted(signal)
  return fetch(endpoint, { method: 'POST', headers, body, signal })
}
