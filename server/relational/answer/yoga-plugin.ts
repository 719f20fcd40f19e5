// Makes graphql-yoga execute through the executor: the database's text goes into the response unparsed.
import type { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { RelationalContext } from '../definition/answer.ts'
import type { ExecutionResult, Executor } from './execute.ts'

/** What the plugin reads from Yoga's server context. */
export interface RelationalServerContext {
  /** The execution that was started for the request before Yoga took it on, if any. */
  readonly pending: Promise<ExecutionResult> | undefined
}

/**
 * Takes over operations the executor can answer; the default executor runs all others, unless they are rejected first.
 *
 * `toClientError` turns an error of the database into the error that a client may see.
 */
export function useRelational(
  executor: Executor,
  toClientError: (error: unknown) => GraphQLError,
): Plugin<RelationalServerContext & Pick<RelationalContext, 'signal'>> {
  return {
    onExecute({ args, executeFn, setExecuteFn }) {
      const variables = args.variableValues ?? {}
      const operation = executor.relationalOperation(args.document, args.operationName)
      const { pending, signal } = args.contextValue
      setExecuteFn(async () => {
        if (!operation) return executor.refusal(args.document, args.operationName, variables) ?? executeFn(args)
        try {
          const result = await (pending ?? executor.text(args.document, operation, variables, signal))
          if ('partial' in result) return executeFn(args)
          if (!('text' in result)) return result
          const { text } = result
          return { data: {}, stringify: () => `{"data":${text}}` }
        } catch (error) {
          return { errors: [toClientError(error)] }
        }
      })
    },
  }
}
