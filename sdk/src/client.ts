import { type Document, type TypedText, textOf } from './document.ts'
import * as ready from './generated.ts'
import { items, type Page } from './pages.ts'
import { type ClientOptions, createTransport, type RequestOptions, throwIfAborted } from './transport.ts'

/** Variables, which may be left out where none is needed, and options for this question. */
export type Arguments<Variables> =
  Record<never, never> extends Variables
    ? [variables?: Variables, options?: RequestOptions]
    : [variables: Variables, options?: RequestOptions]

/** A list: asked for page by page, or iterated whole with `all`. */
export interface List<Variables, Connection extends Page<unknown>> {
  /** One page, with `totalCount` and `pageInfo`. Twenty objects unless `first` or `last` says otherwise, at most 100. */
  (...args: Arguments<Variables>): Promise<Connection>
  /** Every object of the list, for `for await`. `first` is the size of the pages asked for: 100 unless given. */
  all(...args: Arguments<Omit<Variables, 'last' | 'before'>>): AsyncGenerator<Connection['nodes'][number], void, void>
}

/** The variables a list is paged by. */
interface Paged {
  readonly first?: number | null | undefined
  readonly after?: string | null | undefined
}

/** Asks the API. Every function rejects with a `TenpointError` where it cannot be answered. */
export interface Client {
  /** One initiative with everything told of it, or null where there is none of that slug. */
  initiative(
    variables: ready.InitiativeQueryVariables,
    options?: RequestOptions,
  ): Promise<ready.InitiativeQuery['initiative']>
  /** Initiatives, filtered, searched, ordered and paged. */
  readonly initiatives: List<ready.InitiativesQueryVariables, ready.InitiativesQuery['initiatives']>
  /** Initiatives by their slugs, at most 100, in the order of the slugs; null for each there is not. */
  initiativesBySlug(
    variables: ready.InitiativesBySlugQueryVariables,
    options?: RequestOptions,
  ): Promise<ready.InitiativesBySlugQuery['initiativesBySlug']>
  /** One actor with its initiatives, partners and row of the matrix, or null where there is none of that slug. */
  actor(variables: ready.ActorQueryVariables, options?: RequestOptions): Promise<ready.ActorQuery['actor']>
  /** Actors, filtered, searched, ordered and paged. */
  readonly actors: List<ready.ActorsQueryVariables, ready.ActorsQuery['actors']>
  /** Actors by their slugs, at most 100, in the order of the slugs; null for each there is not. */
  actorsBySlug(
    variables: ready.ActorsBySlugQueryVariables,
    options?: RequestOptions,
  ): Promise<ready.ActorsBySlugQuery['actorsBySlug']>
  /** Who takes part in what, as what, filtered, ordered and paged. */
  readonly participations: List<ready.ParticipationsQueryVariables, ready.ParticipationsQuery['participations']>
  /** One action with what it is part of and what is part of it, or null where there is none of that id. */
  action(variables: ready.ActionQueryVariables, options?: RequestOptions): Promise<ready.ActionQuery['action']>
  /** Actions of all initiatives, filtered, searched, ordered and paged. */
  readonly actions: List<ready.ActionsQueryVariables, ready.ActionsQuery['actions']>
  /** What the reviews in the source found, filtered, searched, ordered and paged. */
  readonly outcomes: List<ready.OutcomesQueryVariables, ready.OutcomesQuery['outcomes']>
  /** One of the ten action points with its guidance, initiatives and actions, or null where there is none of that number. */
  actionPoint(
    variables: ready.ActionPointQueryVariables,
    options?: RequestOptions,
  ): Promise<ready.ActionPointQuery['actionPoint']>
  /** The ten action points. */
  actionPoints(options?: RequestOptions): Promise<ready.ActionPointsQuery['actionPoints']>
  /** What the source suggests, and the support it says UNHCR can provide, filtered, ordered and paged. */
  readonly guidance: List<ready.GuidanceQueryVariables, ready.GuidanceQuery['guidance']>
  /** Rows by action points, with totals and gaps. Its `rows` are a page of a list; `first` and `after` are theirs. */
  matrix(variables: ready.MatrixQueryVariables, options?: RequestOptions): Promise<ready.MatrixQuery['matrix']>
  /** The cells of a matrix as one list. */
  readonly matrixCells: List<ready.MatrixCellsQueryVariables, ready.MatrixCellsQuery['matrixCells']>
  /** Search over everything, best first. */
  readonly search: List<ready.SearchQueryVariables, ready.SearchQuery['search']>
  /** Who works with whom: the hundred nearest actors and the hundred strongest ties. */
  actorNetwork(...args: Arguments<ready.ActorNetworkQueryVariables>): Promise<ready.ActorNetworkQuery['actorNetwork']>
  /** One place with the initiatives tied to it, or null where there is none of that code. */
  place(variables: ready.PlaceQueryVariables, options?: RequestOptions): Promise<ready.PlaceQuery['place']>
  /** Places, filtered, ordered and paged. */
  readonly places: List<ready.PlacesQueryVariables, ready.PlacesQuery['places']>
  /** One document and where initiatives refer to it, or null where there is none of that slug. */
  document(variables: ready.DocumentQueryVariables, options?: RequestOptions): Promise<ready.DocumentQuery['document']>
  /** Documents, filtered, ordered and paged. */
  readonly documents: List<ready.DocumentsQueryVariables, ready.DocumentsQuery['documents']>
  /** Any object by its global id: its type, and what tells it from others. Null where there is none. */
  node(variables: ready.NodeQueryVariables, options?: RequestOptions): Promise<ready.NodeQuery['node']>
  /** Objects by their global ids, at most 100, in the order of the ids; null for each there is not. */
  nodes(variables: ready.NodesQueryVariables, options?: RequestOptions): Promise<ready.NodesQuery['nodes']>
  /** The catalogue as a whole: its data, licence and size. */
  catalogue(options?: RequestOptions): Promise<ready.CatalogueQuery['catalogue']>

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
 * `HttpError` or `GraphQLError`.
 */
export function createClient(options: ClientOptions): Client {
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

  const walk = <Item>(
    page: (after: string | null) => Promise<Page<Item> | null | undefined>,
    start: string | null | undefined,
    request: RequestOptions | undefined,
  ) => items(page, start ?? null, () => throwIfAborted([options.signal, request?.signal]))

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

  const catalogue = one(ready.CatalogueDocument, 'catalogue')
  const actionPoints = one(ready.ActionPointsDocument, 'actionPoints')
  return {
    initiative: one(ready.InitiativeDocument, 'initiative'),
    initiatives: list(ready.InitiativesDocument, 'initiatives'),
    initiativesBySlug: one(ready.InitiativesBySlugDocument, 'initiativesBySlug'),
    actor: one(ready.ActorDocument, 'actor'),
    actors: list(ready.ActorsDocument, 'actors'),
    actorsBySlug: one(ready.ActorsBySlugDocument, 'actorsBySlug'),
    participations: list(ready.ParticipationsDocument, 'participations'),
    action: one(ready.ActionDocument, 'action'),
    actions: list(ready.ActionsDocument, 'actions'),
    outcomes: list(ready.OutcomesDocument, 'outcomes'),
    actionPoint: one(ready.ActionPointDocument, 'actionPoint'),
    actionPoints: (request) => actionPoints(undefined, request),
    guidance: list(ready.GuidanceDocument, 'guidance'),
    matrix: one(ready.MatrixDocument, 'matrix'),
    matrixCells: list(ready.MatrixCellsDocument, 'matrixCells'),
    search: list(ready.SearchDocument, 'search'),
    actorNetwork: one(ready.ActorNetworkDocument, 'actorNetwork'),
    place: one(ready.PlaceDocument, 'place'),
    places: list(ready.PlacesDocument, 'places'),
    document: one(ready.DocumentDocument, 'document'),
    documents: list(ready.DocumentsDocument, 'documents'),
    node: one(ready.NodeDocument, 'node'),
    nodes: one(ready.NodesDocument, 'nodes'),
    catalogue: (request) => catalogue(undefined, request),
    query: (document, ...[variables, request]) => send(document, variables, request),
    paginate: (document, variables, pick, request) =>
      walk(async (after) => pick(await send(document, { ...variables, after }, request)), variables.after, request),
  }
}
