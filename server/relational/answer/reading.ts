// Which revision an operation reads: the newest, or the one that `@asOf` names; and what all of it was estimated to cost.
import { GraphQLError, type GraphQLSchema, getDirectiveValues, type OperationDefinitionNode } from 'graphql'
import type { RawBuilder } from 'kysely'
import type { AnswerCost, Reading } from '../definition/answer.ts'
import { RequestError } from '../request/errors.ts'
import type { Variables } from '../request/reader.ts'

/** How the database counts its revisions. Without it, there is only the present. */
export interface Revisions {
  /** The revision of what a statement reads, as an expression of that statement. */
  readonly current: RawBuilder<number>
  /** A query for the last `revision` committed at or before a moment; without a row if there was none. */
  readonly at: (time: string) => RawBuilder<{ readonly revision: number }>
}

/** Runs a statement that only reads, as of a revision where one is given. Cancels it when the signal aborts. */
export type Read = (
  sql: string,
  parameters: readonly unknown[],
  signal?: AbortSignal,
  revision?: number,
) => Promise<readonly Readonly<Record<string, unknown>>[]>

/** What `@asOf` names. */
export type Moment = { readonly revision: number } | { readonly time: string }

/** The directive that makes a query read the past. */
export const asOfName = 'asOf'

export const isAsOf = ({ directives }: OperationDefinitionNode): boolean =>
  directives?.some(({ name }) => name.value === asOfName) ?? false

/** The moment an operation is to be read at; undefined is now. Throws RequestError BAD_USER_INPUT. */
export function momentOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Variables,
): Moment | undefined {
  if (!isAsOf(operation)) return undefined
  const directive = schema.getDirective(asOfName)
  if (!directive) return undefined
  const { revision, time } = argumentsOf(() => getDirectiveValues(directive, operation, variables))
  const hasRevision = typeof revision === 'number'
  const hasTime = typeof time === 'string'
  if (hasRevision === hasTime)
    throw wrong(`@${asOfName} takes either a revision or a time, and here it has ${hasTime ? 'both' : 'neither'}.`)
  if (hasRevision) return { revision }
  return { time: String(time) }
}

const wrong = (message: string): RequestError => new RequestError('BAD_USER_INPUT', message, undefined)

function argumentsOf(read: () => Record<string, unknown> | undefined): Readonly<Record<string, unknown>> {
  try {
    return read() ?? {}
  } catch (error) {
    throw error instanceof GraphQLError ? wrong(error.message) : error
  }
}

/** Adds the cost of a statement to what an operation has cost. */
export function addCost(reading: Reading, { rows, lists, bytes }: AnswerCost): void {
  const { cost } = reading
  reading.cost = cost
    ? { rows: cost.rows + rows, lists: cost.lists + lists, bytes: cost.bytes + bytes }
    : { rows, lists, bytes }
}

/** What a response says of its reading: the member `extensions`. Undefined where nothing was read. */
export function extensionsOf({ revision, cost }: Reading): Readonly<Record<string, unknown>> | undefined {
  if (!cost) return undefined
  return { ...(revision !== undefined && { revision }), cost }
}

/** A whole response whose data is JSON text already. */
export function responseText(text: string, reading: Reading): string {
  const extensions = extensionsOf(reading)
  return extensions ? `{"data":${text},"extensions":${JSON.stringify(extensions)}}` : `{"data":${text}}`
}
