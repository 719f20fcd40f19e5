// The package's front door.
export { type AskedList, type Client, type ClientOptions, createClient, type List } from './client.ts'
export type { Document } from './document.ts'
export {
  AbortedError,
  GraphQLError,
  type GraphQLProblem,
  HttpError,
  NetworkError,
  TenpointError,
  TimeoutError,
} from './errors.ts'
export type * from './generated.ts'
export { items, type Page, type PageEnd } from './pages.ts'
export type { RequestOptions, RetryOptions } from './transport.ts'
