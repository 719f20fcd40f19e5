/** Anything that keeps a question from being answered. `instanceof` tells the cases apart. */
export class TenpointError extends Error {
  override name = 'TenpointError'
}

/** The server could not be reached, or the connection broke. `cause` is what `fetch` said. */
export class NetworkError extends TenpointError {
  override name = 'NetworkError'
}

/** No answer came in the time allowed for one attempt. */
export class TimeoutError extends TenpointError {
  override name = 'TimeoutError'
  /** Milliseconds that were allowed. */
  readonly timeout: number

  constructor(timeout: number) {
    super(`No answer came within ${timeout} ms.`)
    this.timeout = timeout
  }
}

/** The caller gave up. `cause` is the signal's reason. */
export class AbortedError extends TenpointError {
  override name = 'AbortedError'
}

/** Something answered, but not GraphQL: a proxy, a wrong address, a server that is starting. */
export class HttpError extends TenpointError {
  override name = 'HttpError'
  readonly status: number
  /** The beginning of the answer's text. */
  readonly body: string

  constructor(status: number, body: string) {
    super(`The server answered with status ${status}, and not with GraphQL.`)
    this.status = status
    this.body = body.slice(0, 500)
  }
}

/** One thing the server could not answer. */
export interface GraphQLProblem {
  readonly message: string
  /** Where in the answer: response keys from the root field down. */
  readonly path?: readonly (string | number)[]
  readonly locations?: readonly { readonly line: number; readonly column: number }[]
  /** `code` is one of the stable codes the API documents. */
  readonly extensions?: { readonly code?: string } & Readonly<Record<string, unknown>>
}

/** The server answered with errors. */
export class GraphQLError<Data = unknown> extends TenpointError {
  override name = 'GraphQLError'
  readonly status: number
  readonly errors: readonly GraphQLProblem[]
  /** What could be answered nevertheless, if anything. */
  readonly data: Data | undefined

  constructor(status: number, errors: readonly GraphQLProblem[], data: Data | undefined) {
    super(errors.map(({ message }) => message).join('\n'))
    this.status = status
    this.errors = errors
    this.data = data
  }

  /** The stable codes of the errors, such as `BAD_CURSOR`. */
  get codes(): readonly string[] {
    return this.errors.flatMap(({ extensions }) => extensions?.code ?? [])
  }
}
