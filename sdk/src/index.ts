// The entry point of the package.
export type { Arguments, List, Listing } from './calls.ts'
export type {
  Changes,
  Changeset,
  ChangesetConflict,
  ChangesetRefused,
  ChangesetResult,
  FieldConflict,
  Forbidden,
  OfChange,
  Problem,
} from './changes.ts'
export { type Client, createClient, type Reader } from './client.ts'
export type { Document, Typed, TypedText } from './document.ts'
export {
  AbortedError,
  GraphQLError,
  type GraphQLProblem,
  HttpError,
  NetworkError,
  ResponseError,
  TenpointError,
  TimeoutError,
} from './errors.ts'
export * from './generated.ts'
export type { OneOf } from './one-of.ts'
export type { Operations } from './operations.ts'
export type { Page, PageEnd } from './pages.ts'
export type { FollowVariables, NewRevision, RevisionList } from './revisions.ts'
export type { AnswerInfo, ClientOptions, HeadersLike, RequestOptions, RetryOptions } from './transport.ts'
