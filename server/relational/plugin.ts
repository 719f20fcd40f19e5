// Lets graphql-yoga answer through the executor: the database's text goes into the response unread.
import { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Executor, Outcome } from './execute.ts'

/** What the plugin reads from Yoga's server context. */
export interface RelationalServerContext {
  /** The execution that was started for the request before Yoga took it on, if any. */
  readonly pending: Promise<Outcome> | undefined
}

/**
 * Takes over operations the executor can answer; all others go the usual way.
 *
 * `refuse` turns what the database threw into the error a client may see.
 */
export function useRelational(
  executor: Executor,
  refuse: (error: unknown) => GraphQLError,
): Plugin<RelationalServerContext> {
  return {
    onExecute({ args, setExecuteFn }) {
      const operation = executor.answers(args.document, args.operationName)
      if (!operation) return
      const { pending } = args.contextValue
      setExecuteFn(async () => {
        try {
          const result = await (pending ?? executor.text(args.document, operation, args.variableValues ?? {}))
          if (!('text' in result)) return { errors: result.map(badRequest) }
          const { text } = result
          return { data: {}, stringify: () => `{"data":${text}}` }
        } catch (error) {
          return { errors: [refuse(error)] }
        }
      })
    },
  }
}

/** Errors in variables come without a code. */
function badRequest(error: GraphQLError): GraphQLError {
  if (error.extensions['code'] !== undefined) return error
  const { nodes, source, positions, path, originalError } = error
  return new GraphQLError(error.message, {
    nodes,
    source,
    positions,
    path,
    originalError,
    extensions: { ...error.extensions, code: 'BAD_USER_INPUT', http: { spec: true, status: 400 } },
  })
}
