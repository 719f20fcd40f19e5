// What a client can do wrong in an argument, told with a stable code and the path of the field it concerns.
import { GraphQLError } from 'graphql'

export type RequestErrorCode = 'BAD_USER_INPUT' | 'BAD_CURSOR' | 'BAD_ID' | 'BAD_PAGE_SIZE'

/** A response path: response keys from the root field down. */
export type Path = readonly (string | number)[]

/** An argument that cannot be answered. Raised before anything is executed, so the whole request is refused. */
export class RequestError extends GraphQLError {
  constructor(code: RequestErrorCode, message: string, path: Path) {
    super(message, { path: [...path], extensions: { code, http: { spec: true, status: 400 } } })
  }
}
