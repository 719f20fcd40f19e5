// Errors in a request, with a stable code and the path of the field they concern.
import { GraphQLError } from 'graphql'

/** The codes of errors in a request; they never change their meaning. */
export type RequestErrorCode =
  | 'BAD_USER_INPUT'
  | 'BAD_CURSOR'
  | 'BAD_ID'
  | 'BAD_PAGE_SIZE'
  | 'SEARCH_TOO_COMMON'
  | 'QUERY_TOO_COMPLEX'

/** A response path: response keys from the root field down. */
export type Path = readonly (string | number)[]

/**
 * A query that cannot be answered, or a field of it. Raised before anything is executed. `path` is that of the field, or
 * undefined where it is not known yet; empty, and always with QUERY_TOO_COMPLEX, the query as a whole is refused.
 */
export class RequestError extends GraphQLError {
  constructor(
    code: RequestErrorCode,
    message: string,
    path: Path | undefined,
    more: Readonly<Record<string, unknown>> = {},
  ) {
    super(message, { path: path && [...path], extensions: { code, ...more, http: { spec: true, status: 400 } } })
  }
}
