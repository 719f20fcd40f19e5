import { type Arguments, createCalls, type Paged } from './calls.ts'
import type { Document } from './document.ts'
import { type Operations, operations } from './operations.ts'
import type { Page } from './pages.ts'
import type { ClientOptions, RequestOptions } from './transport.ts'

/** A client of the API. Every function rejects with a `TenpointError` if the call fails. */
export interface Client extends Operations {
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

/**
 * Makes a client. Its functions reject with a `TenpointError`: a `NetworkError`, `TimeoutError`, `AbortedError`,
 * `HttpError` or `GraphQLError`. Other errors that a `fetch` throws are passed on unchanged.
 */
export function createClient(options: ClientOptions): Client {
  const calls = createCalls(options)
  const { send, walk } = calls
  return {
    ...operations(calls),
    query: (document, ...[variables, request]) => send(document, variables, request),
    paginate: (document, variables, pick, request) =>
      walk(async (after) => pick(await send(document, { ...variables, after }, request)), variables.after, request),
  }
}
