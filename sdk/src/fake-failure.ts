// What a fake client fails with. The error is made once the call is known, of the SDK's own classes.
import { GraphQLError, HttpError, NetworkError, type TenpointError, TimeoutError } from './errors.ts'

/** A failure to answer with, made by one of `failures`. */
export class Failure {
  /** The error, for the text of a query. */
  readonly errorFor: (query: string) => TenpointError

  /** @internal */
  constructor(errorFor: (query: string) => TenpointError) {
    this.errorFor = errorFor
  }
}

/** What else a `GraphQLError` says. */
export interface GraphQLFailure {
  /** What its message is. The code by default. */
  readonly message?: string
  /** Where in the answer it is. */
  readonly path?: readonly (string | number)[]
  /** What could be answered in part, from the root field down. */
  readonly data?: unknown
  /** The HTTP status. 200 by default; with 429 or 503 the error is temporary. */
  readonly status?: number
}

const responseOf = (status: number) => ({ status, headers: new Headers() })

/** Failures to answer with. A call fails with each at once: retries are what the real client has tried before. */
export const failures = {
  /** A `GraphQLError` with a stable code, such as `BAD_CURSOR`. */
  graphQL: (code: string, { message = code, path, data, status = 200 }: GraphQLFailure = {}): Failure =>
    new Failure((query) => {
      const problem = { message, extensions: { code }, ...(path && { path }) }
      return new GraphQLError(query, responseOf(status), [problem], data)
    }),

  /** An `HttpError`: something answered, but not GraphQL. */
  http: (status: number, body = ''): Failure => new Failure(() => new HttpError(responseOf(status), body)),

  /** A `NetworkError`. */
  network: (cause?: unknown): Failure =>
    new Failure(() => new NetworkError('The server could not be reached.', { cause })),

  /** A `TimeoutError` after so many milliseconds, which do not pass. */
  timeout: (milliseconds = 30_000): Failure => new Failure(() => new TimeoutError(milliseconds)),
}
