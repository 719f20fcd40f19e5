// Lets graphql-yoga answer through the executor: the database's text goes into the response unread.
import type { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Executor, Outcome } from './execute.ts'

/**
 * Takes over operations the executor can answer; all others go the usual way, unless they are refused before.
 *
 * `refuse` turns what the database threw into the error a client may see. `request` gives what was begun for the request
 * before it came here, if anything was, and the signal that aborts when its client goes away.
 */
export function useRelational(
  executor: Executor,
  refuse: (error: unknown) => GraphQLError,
  request: () => { readonly outcome?: Promise<Outcome>; readonly signal: AbortSignal } | undefined,
): Plugin {
  return {
    onExecute({ args, executeFn, setExecuteFn }) {
      const variables = args.variableValues ?? {}
      const operation = executor.answers(args.document, args.operationName)
      setExecuteFn(async () => {
        if (!operation) return executor.refusal(args.document, args.operationName, variables) ?? executeFn(args)
        try {
          const { outcome: pending, signal } = request() ?? {}
          const outcome = await (pending ?? executor.text(args.document, operation, variables, signal))
          if ('partial' in outcome) return executeFn(args)
          if (!('text' in outcome)) return outcome
          const { text } = outcome
          return { data: {}, stringify: () => `{"data":${text}}` }
        } catch (error) {
          return { errors: [refuse(error)] }
        }
      })
    },
  }
}
