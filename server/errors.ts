// Every code a client can meet in `extensions.code`, and how failures of the database become one of them.
import { GraphQLError } from 'graphql'

/** The stable codes, each with what it means to a client. Listed in the README. */
export const errorCodes = {
  BAD_USER_INPUT: 'An argument or variable has a value that cannot be used.',
  BAD_CURSOR: 'A cursor was not made by this list in this order.',
  BAD_ID: 'A global id was not made by this API, or is of another type.',
  BAD_PAGE_SIZE: 'A page is negative, over the maximum, or asked for from both ends.',
  SEARCH_TOO_COMMON: 'The text to search for has only words that stand in nearly every text.',
  GRAPHQL_PARSE_FAILED: 'The query is not GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The query does not fit the schema.',
  OPERATION_RESOLUTION_FAILURE: 'The document does not hold the operation asked for.',
  PERSISTED_QUERY_NOT_FOUND: 'The server does not know the document of this hash. Send the document itself.',
  PERSISTED_QUERY_MISMATCH: 'The document does not have the hash that was sent with it.',
  PERSISTED_QUERY_REQUIRED: 'This server answers only documents that it knows, each by its hash.',
  BAD_REQUEST: 'The HTTP request is not one of GraphQL over HTTP.',
  QUERY_TOO_COMPLEX: 'The query may need more rows, lists, fields or bytes than are answered at once.',
  QUERY_TIMEOUT: 'The query took too long and was given up.',
  DATABASE_BUSY: 'The database has more to do than it can at the moment. Try again later.',
  DATABASE_UNAVAILABLE: 'The database cannot be reached at the moment. Try again later.',
  INTERNAL_SERVER_ERROR: 'Something went wrong inside the server; the request id helps to find it.',
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

/** The error a client sees for what the database threw. Says nothing of statements, addresses or code. */
export function databaseError(error: unknown): GraphQLError {
  const code = codeOf(error)
  if (code === 'DATABASE_BUSY') return failure('DATABASE_BUSY', 503)
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
