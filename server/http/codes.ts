// The errors that clients see: each has a stable code, and none shows anything of the server.
import { GraphQLError, NoSchemaIntrospectionCustomRule } from 'graphql'
import { isAsyncIterable, type Plugin } from 'graphql-yoga'
import type { ErrorCode } from '../errors.ts'

/** The longest error message, in characters: some messages quote the request. */
export const maximumMessageLength = 500
/** The most places in the document that one error names. */
export const maximumLocations = 10

/**
 * Whether an error may be shown: raised on purpose, by the server or by graphql-js. Of those raised in a field, such have
 * a code, or name a place in the document; what a type cannot show names none, and is a failure of the server.
 */
export function isOriginal(error: unknown): error is GraphQLError {
  const original = originalOf(error)
  if (!(error instanceof GraphQLError && original instanceof GraphQLError)) return false
  return error.path === undefined || original.extensions['code'] !== undefined || original.nodes !== undefined
}

/** What was thrown, below the errors GraphQL wraps it in. */
export const originalOf = (error: unknown): unknown =>
  error instanceof GraphQLError && error.originalError ? originalOf(error.originalError) : error

/**
 * Gives every error a stable code, and hides the schema where introspection is off. `toClientError` turns a failure of the
 * server into the error a client may see.
 */
export function useCodes(
  introspection: boolean,
  maximumBody: number,
  toClientError: (error: unknown) => GraphQLError,
): Plugin {
  const coded = (error: GraphQLError, code: ErrorCode, message = error.message): GraphQLError => {
    const isCoded = error.extensions['code'] !== undefined && message === error.message
    if (isCoded && message.length <= maximumMessageLength && (error.positions ?? []).length <= maximumLocations)
      return error
    const { nodes, source, path } = error
    return new GraphQLError(
      message.length <= maximumMessageLength ? message : `${message.slice(0, maximumMessageLength)}…`,
      {
        nodes: nodes?.slice(0, maximumLocations),
        source,
        positions: nodes ? undefined : error.positions?.slice(0, maximumLocations),
        path,
        extensions: isCoded ? error.extensions : { ...error.extensions, code },
      },
    )
  }
  return {
    onParse() {
      return ({ result, replaceParseResult }) => {
        if (result instanceof GraphQLError) replaceParseResult(coded(result, 'GRAPHQL_PARSE_FAILED'))
      }
    },
    onValidate({ addValidationRule }) {
      if (!introspection) addValidationRule(NoSchemaIntrospectionCustomRule)
      return ({ result, setResult }) => {
        if (result.length === 0) return
        setResult(
          result.map((error) =>
            coded(
              error,
              'GRAPHQL_VALIDATION_FAILED',
              introspection ? error.message : error.message.replace(/ Did you mean .*\?$/s, ''),
            ),
          ),
        )
      }
    },
    onExecute() {
      return {
        // Yoga reads the errors of the first part of an incremental response only; later parts have errors, too.
        onExecuteDone({ result, setResult }) {
          if (!isAsyncIterable(result)) return
          const shown = (error: GraphQLError): GraphQLError =>
            withoutStatus(
              isOriginal(error) ? coded(error, 'BAD_USER_INPUT') : failed(error, toClientError(originalOf(error))),
            )
          setResult(withErrors(result, shown))
        },
      }
    },
    onResultProcess({ result }) {
      if (!('errors' in result) || !result.errors) return
      const executed = 'data' in result
      const { data } = result
      Object.assign(result, {
        errors: result.errors.map((error) => {
          if (error.extensions['code'] === 'REQUEST_ENTITY_TOO_LARGE')
            return coded(error, 'BAD_REQUEST', `The request body is limited to ${maximumBody} bytes.`)
          const codedError = coded(error, executed ? codeOf(error) : 'BAD_REQUEST')
          return data ? withoutStatus(codedError) : codedError
        }),
      })
    },
  }
}

/** The error a client may see, in place of the original one. */
const failed = ({ nodes, path }: GraphQLError, { message, extensions }: GraphQLError): GraphQLError =>
  new GraphQLError(message, { nodes, path, extensions })

/** An incremental response, with the errors of its later parts mapped by `shown`. */
async function* withErrors<Part extends object>(
  parts: AsyncIterable<Part>,
  shown: (error: GraphQLError) => GraphQLError,
): AsyncGenerator<Part> {
  for await (const part of parts) {
    const later: unknown = Reflect.get(part, 'incremental')
    for (const inner of Array.isArray(later) ? later : []) {
      if (Array.isArray(inner?.errors)) inner.errors = inner.errors.map(shown)
    }
    yield part
  }
}

/** The code of an execution error: graphql-js gives none to invalid arguments. */
const codeOf = (error: GraphQLError): ErrorCode => (isOriginal(error) ? 'BAD_USER_INPUT' : 'INTERNAL_SERVER_ERROR')

/** A response with data has the HTTP status of a success, even if some fields failed. */
function withoutStatus(error: GraphQLError): GraphQLError {
  const { nodes, source, positions, path } = error
  const { http: _, ...extensions } = error.extensions
  return new GraphQLError(error.message, { nodes, source, positions, path, extensions })
}
