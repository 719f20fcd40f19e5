// Makes graphql-yoga execute through the executor: the database's text goes into the response unparsed.
import type { GraphQLError } from 'graphql'
import { isAsyncIterable, type Plugin } from 'graphql-yoga'
import type { Reading, RelationalContext } from '../definition/answer.ts'
import type { ExecutionResult, Executor } from './execute.ts'
import { extensionsOf, responseText } from './reading.ts'
import { withSafeVariables } from './variable-names.ts'

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
): Plugin<RelationalServerContext & Pick<RelationalContext, 'signal' | 'reading'>> {
  return {
    onExecute({ args, executeFn, setExecuteFn }) {
      const variables = args.variableValues ?? {}
      const operation = executor.relationalOperation(args.document, args.operationName)
      const { pending, signal, reading } = args.contextValue
      const resolved = async () => {
        const refused = executor.refusal(args.document, args.operationName, variables)
        if (refused) return refused
        try {
          await executor.settle(args.document, args.operationName, variables, { signal, reading })
        } catch (error) {
          return { errors: [toClientError(error)] }
        }
        return withReading(await executeFn(withSafeVariables(args)), reading ?? {})
      }
      setExecuteFn(async () => {
        if (!operation) return resolved()
        try {
          const result = await (pending ?? executor.text(args.document, operation, variables, signal))
          if ('partial' in result) return await resolved()
          if (!('text' in result)) return result
          const { text, reading: read } = result
          Object.assign(reading ?? {}, read)
          return { data: {}, stringify: () => responseText(text, read) }
        } catch (error) {
          return { errors: [toClientError(error)] }
        }
      })
    },
  }
}

/** Adds to a result what it was read from: to its first part and to its last, where it comes in parts. */
function withReading(result: object, reading: Reading): object {
  if (isAsyncIterable<object>(result)) return inParts(result, reading)
  const extensions = extensionsOf(reading)
  return extensions ? { ...result, extensions } : result
}

async function* inParts<Part extends object>(parts: AsyncIterable<Part>, reading: Reading): AsyncGenerator<Part> {
  let isFirst = true
  for await (const part of parts) {
    const extensions = isFirst || Reflect.get(part, 'hasNext') === false ? extensionsOf(reading) : undefined
    isFirst = false
    yield extensions ? { ...part, extensions } : part
  }
}
