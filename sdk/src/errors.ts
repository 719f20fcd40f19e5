import { type Document, textOf } from './document.ts'

/** Anything that keeps a question from being answered. `instanceof` tells the cases apart. */
export class TenpointError extends Error {
  /** Name of the class. */
  override name = 'TenpointError'
}

/** The server could not be reached, or the connection broke. `cause` is what `fetch` threw. */
export class NetworkError extends TenpointError {
  /** Name of the class. */
  override name = 'NetworkError'
}

/** No answer came in the time allowed for one attempt. */
export class TimeoutError extends TenpointError {
  /** Name of the class. */
  override name = 'TimeoutError'
  /** Milliseconds that were allowed. */
  readonly timeout: number

  /** @internal */
  constructor(timeout: number) {
    super(`No answer came within ${timeout} ms.`)
    this.timeout = timeout
  }
}

/** The caller gave up. `cause` is the signal's reason. */
export class AbortedError extends TenpointError {
  /** Name of the class. */
  override name = 'AbortedError'
}

/** The server responded, but not with a result. */
export class ResponseError extends TenpointError {
  /** Name of the class. */
  override name = 'ResponseError'
  /** The HTTP status of the response. */
  readonly status: number
  /** The headers of the response. A page of another origin sees only those the server exposes. */
  readonly headers: Headers

  /** @internal */
  constructor(message: string, { status, headers }: Pick<Response, 'status' | 'headers'>) {
    super(message)
    this.status = status
    this.headers = headers
  }

  /** The id under which the server's log has the request, from the header `x-request-id`. */
  get requestId(): string | undefined {
    return this.headers.get('x-request-id') ?? undefined
  }
}

/** The response is not GraphQL: a proxy, a wrong address, a server that is starting. */
export class HttpError extends ResponseError {
  /** Name of the class. */
  override name = 'HttpError'
  /** The first 500 characters of the response. */
  readonly body: string

  /** @internal */
  constructor(response: Pick<Response, 'status' | 'headers'>, body: string) {
    super(`The server answered with status ${response.status}, and not with GraphQL.`, response)
    this.body = body.slice(0, 500)
  }
}

/** One thing the server could not answer. */
export interface GraphQLProblem {
  /** What is wrong, in a sentence. */
  readonly message: string
  /** Where in the answer: response keys from the root field down. */
  readonly path?: readonly (string | number)[]
  /** Where in the query. */
  readonly locations?: readonly { readonly line: number; readonly column: number }[]
  /** `code` is one of the stable codes the API documents. */
  readonly extensions?: { readonly code?: string } & Readonly<Record<string, unknown>>
}

/** The server answered with errors. */
export class GraphQLError extends ResponseError {
  /** Name of the class. */
  override name = 'GraphQLError'
  /** The text of what was asked. */
  readonly query: string
  /** What could not be answered. */
  readonly errors: readonly GraphQLProblem[]
  /** What could be answered nevertheless, if anything. `dataOf` gives it its type. */
  readonly data: unknown

  /** @internal */
  constructor(
    query: string,
    response: Pick<Response, 'status' | 'headers'>,
    errors: readonly GraphQLProblem[],
    data: unknown,
  ) {
    super(errors.map(({ message }) => message).join('\n'), response)
    this.query = query
    this.errors = errors
    this.data = data
  }

  /** The stable codes of the errors, such as `BAD_CURSOR`. */
  get codes(): readonly string[] {
    return this.errors.flatMap(({ extensions }) => extensions?.code ?? [])
  }

  /** What could be answered, with the type of the document; nothing where another document was asked. */
  dataOf<Result>(document: Document<Result, never>): Result | undefined {
    // An answer in part has the type of a whole one: where something is missing, null stands as far up as null may.
    return textOf(document) === this.query ? (this.data as Result | undefined) : undefined
  }
}
