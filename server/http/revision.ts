// Revisions in headers: the one an answer is of, and the least one a client wants.
import type { IncomingHttpHeaders } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { GraphQLError } from 'graphql'
import { type ErrorCode, errorCodes } from '../errors.ts'
import type { Executor, Reading } from '../relational/index.ts'
import { type Reply, refusalReply } from './reply.ts'

/** How long a request waits for its revision, and how often it looks. */
const maximumWaitMs = 2000
const pollMs = 50

/** Headers of an answer with the revision that it is of. */
export const withRevision = (headers: Reply['headers'], { revision }: Reading): Reply['headers'] =>
  revision === undefined ? headers : { ...headers, 'tenpoint-revision': String(revision) }

/**
 * Waits until the catalogue has reached the revision that a request needs at least: what a client has written, it reads
 * afterwards on any instance. Returns the rejection of the request where that takes too long, or nothing.
 */
export async function waitForRevision(
  executor: Pick<Executor, 'newestRevision'>,
  { 'tenpoint-min-revision': header }: IncomingHttpHeaders,
  signal: AbortSignal,
  toClientError: (error: unknown) => GraphQLError,
): Promise<Reply | undefined> {
  if (header === undefined) return undefined
  if (typeof header !== 'string' || !/^\d{1,9}$/.test(header))
    return refusalReply(400, 'The header Tenpoint-Min-Revision must be the number of a revision.')
  const least = Number(header)
  const end = performance.now() + maximumWaitMs
  try {
    for (;;) {
      const newest = await executor.newestRevision(signal)
      if (newest === undefined || newest >= least) return undefined
      if (performance.now() >= end) return refusal('REVISION_NOT_REACHED', 503)
      await pause(pollMs, undefined, { signal })
    }
  } catch (error) {
    signal.throwIfAborted()
    const { extensions } = toClientError(error)
    return refusal(failureCode(extensions['code']), 503)
  }
}

const failureCode = (code: unknown): ErrorCode =>
  code === 'DATABASE_BUSY' || code === 'DATABASE_UNAVAILABLE' ? code : 'INTERNAL_SERVER_ERROR'

const refusal = (code: ErrorCode, status: number): Reply =>
  refusalReply(status, errorCodes[code], { 'retry-after': '1' }, code)
