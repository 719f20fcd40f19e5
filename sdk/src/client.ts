import { type Document, textOf } from './document.ts'
import * as documents from './generated.ts'
import { items, type Page } from './pages.ts'
import { createTransport, type RequestOptions, type TransportOptions } from './transport.ts'

/** How to reach the API. Only `endpoint` is needed. */
export type ClientOptions = TransportOptions

/** A list: asked for page by page, or iterated whole with `all`. */
export interface List<Variables, Connection extends Page<unknown>> {
  /** One page, with `totalCount` and `pageInfo`. Twenty objects unless `first` or `last` says otherwise, at most 100. */
  (variables?: Variables, options?: RequestOptions): Promise<Connection>
  /** Every object of the list, for `for await`. `first` is the size of the pages asked for: 100 unless given. */
  all(variables?: Variables, options?: RequestOptions): AsyncGenerator<Connection['nodes'][number], void, void>
}

/** Like `List`, of a list that needs an argument. */
export interface AskedList<Variables, Connection extends Page<unknown>> {
  /** One page, with `totalCount` and `pageInfo`. */
  (variables: Variables, options?: RequestOptions): Promise<Connection>
  /** Every object of the list, for `for await`. `first` is the size of the pages asked for: 100 unless given. */
  all(variables: Variables, options?: RequestOptions): AsyncGenerator<Connection['nodes'][number], void, void>
}

/** The variables a list is paged by. */
interface Paged {
  readonly first?: number | null | undefined
  readonly after?: string | null | undefined
}

/** Asks a query of one's own. */
export interface Query {
  /** Variables may be left out where the document needs none. */
  <Result>(
    document: Document<Result, Record<never, never>>,
    variables?: undefined,
    options?: RequestOptions,
  ): Promise<Result>
  <Result, Variables>(
    document: Document<Result, Variables>,
    variables: Variables,
    options?: RequestOptions,
  ): Promise<Result>
}

/** What `createClient` gives. */
export type Client = ReturnType<typeof createClient>

/**
 * Makes a client. Its functions reject with a `TenpointError`: a `NetworkError`, `TimeoutError`, `AbortedError`,
 * `HttpError` or `GraphQLError`.
 */
export function createClient(options: ClientOptions) {
  const transport = createTransport(options)

  const send = async <Result, Variables>(
    document: Document<Result, Variables>,
    variables: Variables | undefined,
    request: RequestOptions | undefined,
    persisted: boolean,
  ): Promise<Result> => {
    const data = await transport({ query: textOf(document), variables, persisted }, request)
    // The answer has the document's type: both come from the same schema, and the server checks the document against it.
    return data as Result
  }

  const own = <Result, Variables>(
    document: Document<Result, Variables>,
    variables?: Variables,
    request?: RequestOptions,
  ) => send(document, variables, request, true)

  const asked = <Result, Variables extends Paged, Connection extends Page<unknown>>(
    document: Document<Result, Variables>,
    pick: (result: Result) => Connection,
  ): AskedList<Variables, Connection> => {
    const page = async (variables: Variables, request?: RequestOptions) => pick(await own(document, variables, request))
    const all = (variables: Variables, request?: RequestOptions) =>
      items<Connection['nodes'][number]>(
        (after) => page({ first: 100, ...variables, after }, request),
        variables.after ?? null,
      )
    return Object.assign(page, { all })
  }

  const list = <Result, Variables extends Paged, Connection extends Page<unknown>>(
    document: Document<Result, Variables>,
    pick: (result: Result) => Connection,
  ): List<Variables, Connection> => {
    const needed = asked(document, pick)
    // Only used for documents all of whose variables may be left out.
    const none = {} as Variables
    return Object.assign((variables = none, request?: RequestOptions) => needed(variables, request), {
      all: (variables = none, request?: RequestOptions) => needed.all(variables, request),
    })
  }

  const query: Query = <Result, Variables>(
    document: Document<Result, Variables>,
    variables?: Variables,
    request?: RequestOptions,
  ) => send(document, variables, request, false)

  return {
    /** One initiative with everything told of it, or null where there is none of that slug. */
    initiative: async (variables: documents.InitiativeQueryVariables, request?: RequestOptions) =>
      (await own(documents.InitiativeDocument, variables, request)).initiative,
    /** Initiatives, filtered, searched, ordered and paged. */
    initiatives: list(documents.InitiativesDocument, ({ initiatives }) => initiatives),
    /** One actor with its initiatives, partners and row of the matrix, or null where there is none of that slug. */
    actor: async (variables: documents.ActorQueryVariables, request?: RequestOptions) =>
      (await own(documents.ActorDocument, variables, request)).actor,
    /** Actors, filtered, searched, ordered and paged. */
    actors: list(documents.ActorsDocument, ({ actors }) => actors),
    /** Actions of all initiatives, filtered, searched, ordered and paged. */
    actions: list(documents.ActionsDocument, ({ actions }) => actions),
    /** One of the ten action points with its guidance, initiatives and actions, or null where there is none of that number. */
    actionPoint: async (variables: documents.ActionPointQueryVariables, request?: RequestOptions) =>
      (await own(documents.ActionPointDocument, variables, request)).actionPoint,
    /** The ten action points. */
    actionPoints: async (request?: RequestOptions) =>
      (await own(documents.ActionPointsDocument, undefined, request)).actionPoints,
    /** Rows by action points, with totals and gaps. */
    matrix: async (variables: documents.MatrixQueryVariables, request?: RequestOptions) =>
      (await own(documents.MatrixDocument, variables, request)).matrix,
    /** The cells of a matrix as one list. */
    matrixCells: asked(documents.MatrixCellsDocument, ({ matrixCells }) => matrixCells),
    /** Search over everything, best first. */
    search: asked(documents.SearchDocument, ({ search }) => search),
    /** Who works with whom: the hundred nearest actors and the hundred strongest ties. */
    actorNetwork: async (variables?: documents.ActorNetworkQueryVariables, request?: RequestOptions) =>
      (await own(documents.ActorNetworkDocument, variables, request)).actorNetwork,
    /** Places, filtered, ordered and paged. */
    places: list(documents.PlacesDocument, ({ places }) => places),
    /** One place with the initiatives tied to it, or null where there is none of that code. */
    place: async (variables: documents.PlaceQueryVariables, request?: RequestOptions) =>
      (await own(documents.PlaceDocument, variables, request)).place,
    /** The catalogue as a whole: its data, licence and size. */
    catalogue: async (request?: RequestOptions) =>
      (await own(documents.CatalogueDocument, undefined, request)).catalogue,

    /**
     * Asks a query of one's own. Its result and its variables have the types of the document: from `graphql(...)` of
     * `@tenpoint/sdk/graphql`, or from one's own graphql-codegen.
     */
    query,

    /**
     * The objects of a list inside a query of one's own, page after page. The document takes the cursor as its variable
     * `after`; `pick` says where in the result the list is.
     */
    paginate: <Result, Variables extends Pick<Paged, 'after'>, Item>(
      document: Document<Result, Variables>,
      variables: Variables,
      pick: (result: Result) => Page<Item> | null | undefined,
      request?: RequestOptions,
    ): AsyncGenerator<Item, void, void> =>
      items(
        async (after) => pick(await send(document, { ...variables, after }, request, false)),
        variables.after ?? null,
      ),
  }
}
