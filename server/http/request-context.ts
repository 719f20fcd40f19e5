// One request on its way: its id, and what the log says of it.
import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { ExecutionResult } from '../relational/index.ts'

export interface RequestContext {
  readonly id: string
  /** When it arrived, in milliseconds of `performance.now()`. */
  readonly startedAt: number
  /** Aborts when the client goes away before it is answered. */
  readonly signal: AbortSignal
  /** The name of the operation, at most 100 characters of it. */
  operation?: string | undefined
  /** The codes of the errors in the answer. */
  codes?: readonly unknown[]
  /** Whether its line stands in the log. */
  isLogged?: boolean
  /** Whether the fast path answered it. */
  fastPath?: boolean
}

/** What Yoga's plugins get beside the request. */
export interface ServerContext {
  readonly requestContext: RequestContext
  /** The execution that the fast path started, where Yoga has to put its errors into words. */
  readonly pending: Promise<ExecutionResult> | undefined
}

/** The context of the request that the running code belongs to, for log lines written far from it. */
export const requestContexts = new AsyncLocalStorage<RequestContext>()

/** The context of a request that arrives. The client may give the id: up to 100 letters, digits, dots, dashes. */
export function newRequestContext({ headers }: IncomingMessage, signal: AbortSignal): RequestContext {
  const id = headers['x-request-id']
  return {
    id: typeof id === 'string' && /^[\w.-]{1,100}$/.test(id) ? id : randomUUID(),
    startedAt: performance.now(),
    signal,
  }
}

/** An operation's name as the log shows it. */
export const loggedName = (name: string | undefined): string | undefined => name?.slice(0, 100)
