// Every code a client can meet in `extensions.code`, and how failures of the database become one of them.
import { GraphQLError } from 'graphql'

/** The stable codes, each with its meaning for a client. Listed in the README. */
export const errorCodes = {
  BAD_USER_INPUT: 'An argument or variable has a value that cannot be used.',
  BAD_CURSOR: 'The cursor does not come from this list in this order.',
  BAD_ID: 'The global id does not come from this API, or belongs to another type.',
  BAD_PAGE_SIZE: 'A page size is negative or over the maximum, or both ends of a list are requested.',
  SEARCH_TOO_COMMON: 'The search text has only very common words, such as "the".',
  GRAPHQL_PARSE_FAILED: 'The query is not valid GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The query does not match the schema.',
  OPERATION_RESOLUTION_FAILURE: 'The document does not contain the requested operation.',
  PERSISTED_QUERY_NOT_FOUND: 'The server has no document with this hash. Send the document itself.',
  PERSISTED_QUERY_MISMATCH: 'The hash does not match the document.',
  PERSISTED_QUERY_REQUIRED: 'This server accepts only registered documents, each by its hash.',
  UNAUTHENTICATED: 'The request needs a key that works, in the header Authorization.',
  FORBIDDEN: 'The key of the request does not allow this.',
  TOO_MANY_FAILED_KEYS: 'Too many keys that do not work came from this address. Try again in a minute.',
  BAD_REQUEST: 'The HTTP request does not follow GraphQL over HTTP.',
  QUERY_TOO_COMPLEX: 'The query may need more rows, lists, fields or bytes than the limits allow.',
  REVISION_UNKNOWN:
    'The catalogue has no such revision: the number is too high, or the time is before the first revision.',
  REVISION_NOT_REACHED: 'The catalogue has not reached the revision in `Tenpoint-Min-Revision` yet. Try again later.',
  TOO_MANY_EXPORTS: 'The server writes as many exports at once as it can. Try again later.',
  TOO_MANY_FOLLOWERS: 'Too many clients follow the changes on this instance. Try again later.',
  QUERY_TIMEOUT: 'The query took too long and was cancelled.',
  DATABASE_BUSY: 'The database is busy at the moment. Try again later.',
  DATABASE_UNAVAILABLE: 'The database cannot be reached at the moment. Try again later.',
  INTERNAL_SERVER_ERROR: 'Something went wrong on the server. The request id helps to find the cause.',
} as const

export type ErrorCode = keyof typeof errorCodes

const failure = (code: ErrorCode, status: number): GraphQLError =>
  new GraphQLError(errorCodes[code], {
    extensions: { code, http: { status, ...(status === 503 && { headers: { 'retry-after': '1' } }) } },
  })

/** SQLSTATE class 54: a text over a gigabyte, or a statement that nests deeper than Postgres follows. */
const tooLarge = /^54/
/**
 * SQLSTATE classes and codes: connection exceptions, a session or a database refused (a new password, a database that is
 * restored), the server shutting down, starting, or out of what it needs.
 */
const unavailable = /^(08|28|3D|53|55000|57P0[1-5])/
const networkCodes: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOSPC',
])
const lostConnection =
  /connection terminated|timeout exceeded when trying to connect|connection timeout|PGlite is clos/i

/** The client error for an error of the database. It reveals nothing of statements, addresses or code. */
export function databaseError(error: unknown): GraphQLError {
  const code = codeOf(error)
  if (code === 'DATABASE_BUSY') return failure('DATABASE_BUSY', 503)
  if (code === 'REVISION_UNKNOWN') return failure('REVISION_UNKNOWN', 400)
  if (code === '57014') return failure('QUERY_TIMEOUT', 504)
  if (typeof code === 'string' && tooLarge.test(code)) return failure('QUERY_TOO_COMPLEX', 400)
  const text = error instanceof Error ? error.message : ''
  if ((typeof code === 'string' && unavailable.test(code)) || networkCodes.has(code) || lostConnection.test(text)) {
    return failure('DATABASE_UNAVAILABLE', 503)
  }
  return failure('INTERNAL_SERVER_ERROR', 500)
}

function codeOf(error: unknown): unknown {
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  return typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined
}
