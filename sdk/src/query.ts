// Options for TanStack Query, and for any cache that takes a key and a function. It knows no framework.
import type { Reader } from './client.ts'
import { type Operations, withoutVariables } from './operations.ts'
import type { PageEnd } from './pages.ts'

/** The name of an operation: of a function of the client that reads. */
export type OperationName = keyof Operations

/** The name of an operation that answers a page of a list. */
export type ListName = {
  [Name in OperationName]: Operations[Name] extends { readonly all: unknown } ? Name : never
}[OperationName]

/** What an operation answers. */
export type OperationResult<Name extends OperationName> = Awaited<ReturnType<Operations[Name]>>

/** The variables of an operation. */
export type OperationVariables<Name extends OperationName> = 2 extends Parameters<Operations[Name]>['length']
  ? NonNullable<Parameters<Operations[Name]>[0]>
  : Record<string, never>

/** The variables of a list that is fetched page after page: `after` is where it begins. */
export type ListVariables<Name extends ListName> = Omit<OperationVariables<Name>, 'last' | 'before'>

/** Variables, which are optional if none is required. */
export type Given<Variables> = Record<never, never> extends Variables ? [variables?: Variables] : [variables: Variables]

/** What an answer depends on, as plain data: equal questions have equal keys. What begins like it can be invalidated together. */
export type TenpointKey<Name extends OperationName, Variables> = readonly [
  api: 'tenpoint',
  operation: Name,
  variables: Variables,
  manner: {
    /** What it is as of: the number of a revision, or a time. Null for the newest. */
    readonly asOf: number | string | null
    /** Whether the cache holds pages, and not one answer. */
    readonly pages: boolean
  },
]

/** What a cache asks a page or an answer with. */
export interface QueryContext {
  /** Gives the call up. */
  readonly signal?: AbortSignal | undefined
}

/** Options of a query. */
export interface QueryOptions<Name extends OperationName> {
  /** What the answer depends on. */
  readonly queryKey: TenpointKey<Name, OperationVariables<Name>>
  /** Asks. Rejects with a `TenpointError`. */
  readonly queryFn: (context: QueryContext) => Promise<OperationResult<Name>>
}

/** Options of a list that grows page by page. */
export interface InfiniteQueryOptions<Name extends ListName> {
  /** What the pages depend on. */
  readonly queryKey: TenpointKey<Name, ListVariables<Name>>
  /** Asks for the page after a cursor. Rejects with a `TenpointError`. */
  readonly queryFn: (context: QueryContext & { readonly pageParam: string | null }) => Promise<OperationResult<Name>>
  /** Where the list begins. */
  readonly initialPageParam: string | null
  /** Where the page after this one begins; null where there is none. */
  readonly getNextPageParam: (lastPage: { readonly pageInfo: PageEnd }) => string | null
}

/**
 * Options for `useQuery`, `fetchQuery` and the like: of a client, or one as of an earlier revision, the name of one of its
 * functions and the variables. The key names neither the endpoint nor the key of the API: give another client another cache.
 */
export function queryOptions<Name extends OperationName>(
  client: Reader,
  operation: Name,
  ...[variables]: Given<OperationVariables<Name>>
): QueryOptions<Name> {
  return {
    queryKey: keyOf(client, operation, variables ?? {}, false) as QueryOptions<Name>['queryKey'],
    queryFn: ({ signal }) => call(client, operation, variables, signal),
  }
}

/** Options for `useInfiniteQuery`, `fetchInfiniteQuery` and the like, of a list. Pages have `first` objects, 20 by default. */
export function infiniteQueryOptions<Name extends ListName>(
  client: Reader,
  operation: Name,
  ...[variables]: Given<ListVariables<Name>>
): InfiniteQueryOptions<Name> {
  const given: { readonly after?: string | null | undefined } = variables ?? {}
  return {
    queryKey: keyOf(client, operation, given, true) as InfiniteQueryOptions<Name>['queryKey'],
    queryFn: ({ pageParam, signal }) => call(client, operation, { ...given, after: pageParam }, signal),
    initialPageParam: given.after ?? null,
    getNextPageParam: ({ pageInfo: { hasNextPage, endCursor } }) => (hasNextPage ? endCursor : null),
  }
}

/** Whether it is an error of the SDK after which the same call may succeed. Others stay as they are, however often one asks. */
export const isTemporary = (error: unknown): boolean =>
  error instanceof Error && 'isTemporary' in error && error.isTemporary === true

const keyOf = (client: Reader, operation: OperationName, variables: object, pages: boolean) =>
  ['tenpoint', operation, variables, { asOf: client.moment, pages }] as const

function call<Name extends OperationName>(
  client: Reader,
  operation: Name,
  variables: object | undefined,
  signal: AbortSignal | undefined,
): Promise<OperationResult<Name>> {
  // The callers' types see to the arguments; the compiler cannot follow a name that is not known yet to its function.
  const ask = client[operation] as unknown as (...args: unknown[]) => Promise<OperationResult<Name>>
  return withoutVariables.includes(operation) ? ask({ signal }) : ask(variables, { signal })
}
