// Runs operations inside the server, for addresses that answer in other forms than GraphQL's: through the same executor, with
// the same limits and the same rights as those of clients.
import { type DocumentNode, execute, type GraphQLError, type GraphQLSchema, parse } from 'graphql'
import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'
import type { KeyHolder } from '../keys/keys.ts'
import { type Executor, memberOf, type Reading } from '../relational/index.ts'
import type { News } from '../revision/news.ts'

/** Who asks, until when, and as of which revision. */
export interface AskOptions {
  readonly signal?: AbortSignal | undefined
  readonly holder?: KeyHolder | undefined
  readonly operationName?: string | null | undefined
}

/** The result of an operation. */
export interface OperationResult {
  /** The data, as JSON reads it; null where there is none. */
  readonly data: unknown
  readonly errors: readonly GraphQLError[]
  /** The revision of the data; undefined if nothing was read. */
  readonly revision: number | undefined
}

/** Runs a valid document. Throws what the database throws. */
export type Ask = (
  document: DocumentNode,
  variables?: Readonly<Record<string, unknown>>,
  options?: AskOptions,
) => Promise<OperationResult>

export interface AskParts {
  readonly schema: GraphQLSchema
  readonly executor: Executor
  readonly db: Kysely<Database>
  readonly news: News
}

/** Makes the function that runs operations. */
export function createAsk({ schema, executor, db, news }: AskParts): Ask {
  return async (document, variables = {}, { signal, holder, operationName } = {}) => {
    const operation = executor.relationalOperation(document, operationName)
    if (operation) {
      const result = await executor.text(document, operation, variables, signal)
      if ('text' in result) {
        const data: unknown = JSON.parse(result.text)
        return { data, errors: [], revision: result.reading.revision }
      }
      if ('errors' in result) return { data: result.data ?? null, errors: result.errors, revision: undefined }
    }
    const refused = executor.refusal(document, operationName, variables)
    if (refused) return { data: null, errors: refused.errors, revision: undefined }
    const reading: Reading = {}
    await executor.settle(document, operationName, variables, { signal, reading })
    const result = await execute({
      schema,
      document,
      variableValues: variables,
      operationName,
      contextValue: { relational: executor.relational, signal, reading, db, holder, news },
    })
    const failure = result.errors?.find(
      ({ originalError }) => originalError && memberOf(originalError, 'extensions') === undefined,
    )
    if (failure?.originalError) throw failure.originalError
    return { data: result.data ?? null, errors: result.errors ?? [], revision: reading.revision }
  }
}

/** An operation of the server's own; its text is in this program. */
export const readyMade = (text: string): DocumentNode => parse(text, { noLocation: true })

/** Data without errors. Throws the first error where there are any. */
export function dataOf({ data, errors }: OperationResult): unknown {
  const [error] = errors
  if (error) throw error
  return data
}
