import { type Document, textOf } from './document.ts'

/** The base class of all errors of a call. Use `instanceof` to distinguish them. */
export class TenpointError extends Error {
  /** Name of the class. */
  override name = 'TenpointError'

  /** Whether the same call may succeed later: the network failed, no answer came in time, or the server was busy. */
  get isTemporary(): boolean {
    return false
  }
}

/** The server could not be reached, or the connection broke. `cause` is what `fetch` threw. */
export class NetworkError extends TenpointError {
  /** Name of the class. */
  override name = 'NetworkError'

  /** True. */
  override get isTemporary(): boolean {
    return true
  }
}

/** No response arrived in the time allowed for one attempt. */
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

  /** True. */
  override get isTemporary(): boolean {
    return true
  }
}

/** The caller aborted the call. `cause` is the signal's reason. */
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

  /** Whether the server was busy, or about to start. */
  override get isTemporary(): boolean {
    return this.status === 429 || this.status === 503
  }

  /** The revision of the catalogue that the response is of, from the header `tenpoint-revision`. */
  get revision(): number | undefined {
    const header = this.headers.get('tenpoint-revision')
    return header === null ? undefined : Number(header)
  }

  /** The id of the request in the server's log, from the header `x-request-id`. */
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

  /** Whether the server was busy, or a proxy could not reach it. */
  override get isTemporary(): boolean {
    return super.isTemporary || [408, 502, 504].includes(this.status)
  }
}

/** One error of a GraphQL response. */
export interface GraphQLProblem {
  /** The message. */
  readonly message: string
  /** The path in the response: response keys from the root field down. */
  readonly path?: readonly (string | number)[]
  /** The positions in the query. */
  readonly locations?: readonly { readonly line: number; readonly column: number }[]
  /** `code` is one of the stable codes the API documents. */
  readonly extensions?: { readonly code?: string } & Readonly<Record<string, unknown>>
}

/** The server answered with errors. */
export class GraphQLError extends ResponseError {
  /** Name of the class. */
  override name = 'GraphQLError'
  /** The text of the query. */
  readonly query: string
  /** The errors of the response. */
  readonly errors: readonly GraphQLProblem[]
  /** The partial data, if any. `dataOf` gives it its type. */
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

  /** The partial data, with the type of the document; undefined if the error is of another document. */
  dataOf<Result>(document: Document<Result, never>): Result | undefined {
    // Partial data has the type of complete data: a missing value is null at the nearest nullable field.
    return textOf(document) === this.query ? (this.data as Result | undefined) : undefined
  }
}
