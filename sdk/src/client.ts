import { type Moment, momentOf } from './as-of.ts'
import { type Arguments, type Calls, createCalls, type Paged } from './calls.ts'
import { type Changes, changesOf } from './changes.ts'
import type { Document } from './document.ts'
import { type Operations, operations } from './operations.ts'
import type { Page } from './pages.ts'
import { type RevisionList, revisionsOf } from './revisions.ts'
import { type ClientOptions, createTransport, type RequestOptions, type Transport } from './transport.ts'

/** What reads the API: a client, or one as of an earlier revision. Every function rejects with a `TenpointError` if the call fails. */
export interface Reader extends Operations {
  /** What it reads the catalogue as of: the number of a revision, or a time. Null where it reads the newest. */
  readonly moment: number | string | null

  /**
   * Sends a custom query. Its result and its variables have the types of the document: from `graphql(...)` of
   * `@tenpoint/sdk/graphql`, or from your own graphql-codegen.
   */
  query<Result, Variables>(document: Document<Result, Variables>, ...args: Arguments<Variables>): Promise<Result>

  /**
   * The objects of a list in a custom query, page after page. The document takes the cursor as its variable
   * `after`; `pick` selects the list from the result.
   */
  paginate<Result, Variables extends Pick<Paged, 'after'>, Item>(
    document: Document<Result, Variables>,
    variables: Variables & ('after' extends keyof Variables ? unknown : never),
    pick: (result: Result) => Page<Item> | null | undefined,
    options?: RequestOptions,
  ): AsyncGenerator<Item, void, void>
}

/** A client of the API. Every function rejects with a `TenpointError` if the call fails. */
export interface Client extends Reader, Changes {
  /** The revisions of the catalogue: a list as others, which `follow: true` makes go on with each new one. */
  readonly revisions: RevisionList

  /** The same client with a key, which it sends as `authorization: Bearer …`. This one stays as it is. */
  as(key: string): Client

  /**
   * The catalogue as it was at a revision, or at a time: all that the client reads is as of then, custom queries too. It
   * changes nothing: mutations are refused. A revision that does not exist is an error with the code `REVISION_UNKNOWN`.
   */
  asOf(moment: number | Date): Reader
}

/**
 * Makes a client. Its functions reject with a `TenpointError`: a `NetworkError`, `TimeoutError`, `AbortedError`,
 * `HttpError` or `GraphQLError`. Other errors that a `fetch` throws are passed on unchanged.
 */
export function createClient(options: ClientOptions): Client {
  return clientOver(options, createTransport)
}

/** A client whose calls go through this transport. */
export function clientOver(options: ClientOptions, transportOf: (options: ClientOptions) => Transport): Client {
  const calls = createCalls(options, transportOf(options))
  const reader = readerOf(calls)
  const asOf = (moment: Moment) => readerOf(createCalls(options, transportOf(options), moment), moment)
  return {
    ...reader,
    ...changesOf(calls),
    revisions: revisionsOf(options, reader.revisions),
    as: (apiKey) => clientOver({ ...options, apiKey }, transportOf),
    asOf: (moment) => asOf(momentOf(moment)),
  }
}

function readerOf(calls: Calls, moment: Moment | null = null): Reader {
  const { send, walk } = calls
  return {
    moment: moment && ('asOf_revision' in moment ? moment.asOf_revision : moment.asOf_time),
    ...operations(calls),
    query: (document, ...[variables, request]) => send(document, variables, request),
    paginate: (document, variables, pick, request) =>
      walk(async (after) => pick(await send(document, { ...variables, after }, request)), variables.after, request),
  }
}
