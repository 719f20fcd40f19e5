// What a client is told went wrong with a request itself: every error with a stable code, and nothing of the server.
import { GraphQLError, NoSchemaIntrospectionCustomRule } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { ErrorCode } from '../errors.ts'

/** An answer that nobody keeps. */
export const json = (status: number, body: object): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  })

/** The body that refuses a request itself. */
export const requestErrors = (message: string): object => ({
  errors: [{ message, extensions: { code: 'BAD_REQUEST' satisfies ErrorCode } }],
})

/** Whether a resolver or the server itself raised the error on purpose. */
export function isOriginal(error: unknown): error is GraphQLError {
  return error instanceof GraphQLError && (error.originalError === undefined || isOriginal(error.originalError))
}

/** What was thrown, below the errors GraphQL wraps it in. */
export const originalOf = (error: unknown): unknown =>
  error instanceof GraphQLError && error.originalError ? originalOf(error.originalError) : error

/** Gives every error of a request itself a stable code, and keeps the schema to itself where it is not open. */
export function useCodes(introspection: boolean, maximumBody: number): Plugin {
  const coded = (error: GraphQLError, code: ErrorCode, message = error.message): GraphQLError => {
    if (error.extensions['code'] !== undefined && message === error.message) return error
    const { nodes, source, positions, path } = error
    return new GraphQLError(message, { nodes, source, positions, path, extensions: { ...error.extensions, code } })
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
    onResultProcess({ result }) {
      if (!('errors' in result) || !result.errors) return
      const executed = 'data' in result
      const { data } = result
      Object.assign(result, {
        errors: result.errors.map((error) => {
          if (error.extensions['code'] === 'REQUEST_ENTITY_TOO_LARGE')
            return coded(error, 'BAD_REQUEST', `The body of a request may have ${maximumBody} bytes at most.`)
          const known = coded(error, executed ? 'INTERNAL_SERVER_ERROR' : 'BAD_REQUEST')
          return data ? withoutStatus(known) : known
        }),
      })
    },
  }
}

/** An answer that holds data is a success to HTTP, whatever parts of it failed. */
function withoutStatus(error: GraphQLError): GraphQLError {
  const { nodes, source, positions, path } = error
  const { http: _, ...extensions } = error.extensions
  return new GraphQLError(error.message, { nodes, source, positions, path, extensions })
}
