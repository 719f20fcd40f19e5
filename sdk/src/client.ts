import { type Arguments, createCalls, type Paged } from './calls.ts'
import type { Document } from './document.ts'
import { type Operations, operations } from './operations.ts'
import type { Page } from './pages.ts'
import type { ClientOptions, RequestOptions } from './transport.ts'

/** Asks the API. Every function rejects with a `TenpointError` where there is no answer. */
export interface Client extends Operations {
  /**
   * Asks a query of one's own. Its result and its variables have the types of the document: from `graphql(...)` of
   * `@tenpoint/sdk/graphql`, or from one's own graphql-codegen.
   */
  query<Result, Variables>(document: Document<Result, Variables>, ...args: Arguments<Variables>): Promise<Result>

  /**
   * The objects of a list inside a query of one's own, page after page. The document takes the cursor as its variable
   * `after`; `pick` says where in the result the list is.
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
 * `HttpError` or `GraphQLError`. What a `fetch` throws that is no failure of the network is passed on as it is.
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
