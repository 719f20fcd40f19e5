// The kinds of calls: one object, a list page by page or whole, a custom document.
import { asOfText, type Moment } from './as-of.ts'
import { type Document, type TypedText, textOf } from './document.ts'
import { items, type Page } from './pages.ts'
import { anyOf, type ClientOptions, type RequestOptions, type Transport, throwIfAborted } from './transport.ts'

/** Variables, which are optional if none is required, and options for this call. */
export type Arguments<Variables> =
  Record<never, never> extends Variables
    ? [variables?: Variables, options?: RequestOptions]
    : [variables: Variables, options?: RequestOptions]

/** A list: fetched page by page, or iterated whole with `all`. */
export interface List<Variables, Connection extends Page<unknown>> {
  /**
   * One page, with `totalCount` and `pageInfo`. Twenty objects unless `first` or `last` says otherwise, at most 100.
   * A `for await` over the call goes on to the end of the list.
   */
  (...args: Arguments<Variables>): Listing<Connection>
  /** Every object of the list, for `for await`. `first` is the page size, 100 by default. */
  all(...args: Arguments<Omit<Variables, 'last' | 'before'>>): AsyncGenerator<Connection['nodes'][number], void, void>
}

/** A page that is under way, and what follows it. */
export interface Listing<Connection extends Page<unknown>>
  extends Promise<Connection>,
    AsyncIterable<Connection['nodes'][number], void, void> {}

/** The paging variables of a list. */
export interface Paged {
  /** How many objects a page has. */
  readonly first?: number | null | undefined
  /** The cursor the page begins after. */
  readonly after?: string | null | undefined
}

/** Makes the functions of documents that select one root field, `key`. */
export type Makers = Pick<ReturnType<typeof createCalls>, 'one' | 'plain' | 'list'>

/** All kinds of calls of one client. */
export type Calls = ReturnType<typeof createCalls>

/** How an operation is sent. */
interface Manner {
  /** Whether the server may know the document by its hash. */
  readonly persisted: boolean
  /** Whether it may be sent again although it changes something. */
  readonly repeatable?: boolean
}

/** Makes the calls that a transport sends, as of a moment if one is given. */
export function createCalls(
  options: Pick<ClientOptions, 'signal' | 'registered'>,
  transport: Transport,
  moment?: Moment,
) {
  const send = async <Result, Variables>(
    document: Document<Result, Variables>,
    variables: Variables | undefined,
    request: RequestOptions | undefined,
    manner: Manner = { persisted: options.registered ?? false },
  ): Promise<Result> => {
    const query = textOf(document)
    const data = await transport(
      moment
        ? { query, text: asOfText(query), variables: { ...variables, ...moment }, ...manner }
        : { query, text: query, variables, ...manner },
      request,
    )
    // The answer has the document's type: both come from the same schema, and the server checks the document against it.
    return data as Result
  }

  const one =
    <Result, Variables, Key extends keyof Result>(
      document: TypedText<Result, Variables>,
      key: Key,
      repeatable = false,
    ) =>
    async (variables?: Variables, request?: RequestOptions): Promise<Result[Key]> =>
      (await send(document, variables, request, { persisted: true, repeatable }))[key]

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
    /** The list from its start, or from a page that is under way. */
    const whole = (variables: Variables, request?: RequestOptions, first?: Promise<Result[Key]>) => {
      const start = variables?.after ?? null
      const next = (after: string | null) =>
        after === start && first !== undefined
          ? first
          : page({ ...variables, last: undefined, first: variables?.first ?? 100, after }, request)
      return walk<Result[Key]['nodes'][number]>(next, start, request)
    }
    const call = (variables?: Variables, request?: RequestOptions): Listing<Result[Key]> => {
      const first = page(variables, request)
      // Variables are left out only where none is required, as Arguments says.
      const given = variables ?? ({} as Variables)
      return Object.assign(first, { [Symbol.asyncIterator]: () => whole(given, request, first) })
    }
    return Object.assign(call, { all: (variables: Variables, request?: RequestOptions) => whole(variables, request) })
  }

  return { send, one, plain, list, walk }
}
