// The package's front door.
export { type Arguments, type Client, createClient, type List } from './client.ts'
export type { Document, Typed, TypedText } from './document.ts'
export {
  AbortedError,
  GraphQLError,
  type GraphQLProblem,
  HttpError,
  NetworkError,
  TenpointError,
  TimeoutError,
} from './errors.ts'
export * from './generated.ts'
export type { Page, PageEnd } from './pages.ts'
export type { ClientOptions, HeadersLike, RequestOptions, RetryOptions } from './transport.ts'
