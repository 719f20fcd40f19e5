// The kinds of calls: one object, a list page by page or whole, a custom document.
import { type Document, type TypedText, textOf } from './document.ts'
import { items, type Page } from './pages.ts'
import { anyOf, type ClientOptions, createTransport, type RequestOptions, throwIfAborted } from './transport.ts'

/** Variables, which are optional if none is required, and options for this call. */
export type Arguments<Variables> =
  Record<never, never> extends Variables
    ? [variables?: Variables, options?: RequestOptions]
    : [variables: Variables, options?: RequestOptions]

/** A list: fetched page by page, or iterated whole with `all`. */
export interface List<Variables, Connection extends Page<unknown>> {
  /** One page, with `totalCount` and `pageInfo`. Twenty objects unless `first` or `last` says otherwise, at most 100. */
  (...args: Arguments<Variables>): Promise<Connection>
  /** Every object of the list, for `for await`. `first` is the page size, 100 by default. */
  all(...args: Arguments<Omit<Variables, 'last' | 'before'>>): AsyncGenerator<Connection['nodes'][number], void, void>
}

/** The paging variables of a list. */
export interface Paged {
  /** How many objects a page has. */
  readonly first?: number | null | undefined
  /** The cursor the page begins after. */
  readonly after?: string | null | undefined
}

/** Makes the functions of documents that select one root field, `key`. */
export type Makers = Pick<ReturnType<typeof createCalls>, 'one' | 'plain' | 'list'>

/** Makes the calls of the API at `options`. */
export function createCalls(options: ClientOptions) {
  const transport = createTransport(options)

  const send = async <Result, Variables>(
    document: Document<Result, Variables>,
    variables: Variables | undefined,
    request: RequestOptions | undefined,
    persisted = false,
  ): Promise<Result> => {
    const data = await transport({ query: textOf(document), variables, persisted }, request)
    // The answer has the document's type: both come from the same schema, and the server checks the document against it.
    return data as Result
  }

  const one =
    <Result, Variables, Key extends keyof Result>(document: TypedText<Result, Variables>, key: Key) =>
    async (variables?: Variables, request?: RequestOptions): Promise<Result[Key]> =>
      (await send(document, variables, request, true))[key]

  const plain = <Result, Variables, Key extends keyof Result>(document: TypedText<Result, Variables>, key: Key) => {
    const ask = one(document, key)
    return (request?: RequestOptions) => ask(undefined, request)
  }

  const walk = <Item>(
    page: (after: string | null) => Promise<Page<Item> | null | undefined>,
    start: string | null | undefined,
    request: RequestOptions | undefined,
  ) => {
    const signal = anyOf(options.signal, request?.signal)
    return items(page, start ?? null, () => throwIfAborted(signal))
  }

  const list = <Key extends string, Result extends Readonly<Record<Key, Page<unknown>>>, Variables extends Paged>(
    document: TypedText<Result, Variables>,
    key: Key,
  ): List<Variables, Result[Key]> => {
    const page = one(document, key)
    const all = (variables: Variables, request?: RequestOptions) =>
      walk<Result[Key]['nodes'][number]>(
        (after) => page({ ...variables, first: variables?.first ?? 100, after }, request),
        variables?.after,
        request,
      )
    return Object.assign(page, { all })
  }

  return { send, one, plain, list, walk }
}
