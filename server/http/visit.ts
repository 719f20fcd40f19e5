// One request on its way: its id, what was begun for it, and what the log says of it.
import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Log } from '../log.ts'
import type { Outcome } from '../relational/index.ts'

export interface Visit {
  readonly id: string
  readonly began: number
  /** Aborts when the client goes away before it is answered. */
  readonly signal: AbortSignal
  operation?: string | undefined
  codes?: readonly unknown[]
  /** The answer already begun, where a plain request turned out to need more than the plain way. */
  outcome?: Promise<Outcome>
}

/** The request that whatever is running runs for. */
export const visits = new AsyncLocalStorage<Visit>()

/** A request begins; it may bring an id of its own. */
export function newVisit({ headers }: IncomingMessage, signal: AbortSignal): Visit {
  const given = headers['x-request-id']
  const id = typeof given === 'string' && /^[\w.-]{1,100}$/.test(given) ? given : randomUUID()
  return { id, began: performance.now(), signal }
}

interface Answered {
  readonly method: string | undefined
  readonly path: string
  readonly status: number
}

/** Writes the one line of a request that is answered. Asking whether the server lives is no news. */
export function logVisit(log: Log, visit: Visit, { method, path, status }: Answered): void {
  const { id, began, operation, codes } = visit
  log[path.startsWith('/health/') ? 'debug' : 'info'](
    {
      requestId: id,
      method,
      path,
      status,
      ms: Math.round((performance.now() - began) * 10) / 10,
      ...(operation && { operation }),
      ...(codes && { errors: codes }),
    },
    'request',
  )
}
