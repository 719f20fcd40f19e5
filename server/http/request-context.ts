// The context of one request: its id, and the data of its log line.
import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { KeyHolder } from '../keys/keys.ts'
import type { ExecutionResult, Reading } from '../relational/index.ts'
import type { MayGoOn } from '../revision/news.ts'

export interface RequestContext {
  readonly id: string
  /** When it arrived, in milliseconds of `performance.now()`. */
  readonly startedAt: number
  /** Aborts if the client disconnects before the response. */
  readonly signal: AbortSignal
  /** What the answer was read from. */
  readonly reading: Reading
  /** Whose key it bears; undefined where it has none. */
  holder?: KeyHolder | undefined
  /** Whether a stream of answers may go on. */
  mayGoOn?: MayGoOn | undefined
  /** The name of the operation, at most 100 characters of it. */
  operation?: string | undefined
  /** The codes of the errors in the answer. */
  codes?: readonly unknown[]
  /** Whether its log line has been written. */
  isLogged?: boolean
  /** Whether the fast path answered it. */
  fastPath?: boolean
}

/** The server context of Yoga's plugins. */
export interface ServerContext {
  readonly requestContext: RequestContext
  /** The execution that the fast path started, where Yoga has to format its errors. */
  readonly pending: Promise<ExecutionResult> | undefined
}

/** The context of the current request, for log lines written elsewhere. */
export const requestContexts = new AsyncLocalStorage<RequestContext>()

/** The context of a request that arrives. The client may give the id: up to 100 letters, digits, dots, dashes. */
export function newRequestContext({ headers }: IncomingMessage, signal: AbortSignal): RequestContext {
  const id = headers['x-request-id']
  return {
    id: typeof id === 'string' && /^[\w.-]{1,100}$/.test(id) ? id : randomUUID(),
    startedAt: performance.now(),
    signal,
    reading: {},
  }
}

/** An operation's name as the log shows it. */
export const loggedName = (name: string | undefined): string | undefined => name?.slice(0, 100)
