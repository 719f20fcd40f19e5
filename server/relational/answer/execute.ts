// Executes operations: finds or compiles the plan, runs its one statement, and passes on the text that the database made.
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql'
import type { Kysely } from 'kysely'
import type { Reading, RelationalContext, Request } from '../definition/answer.ts'
import { refuseSelections } from '../plan/cost.ts'
import { Plans } from '../plan/plans.ts'
import { selectionsOf, traitsOf } from '../request/document.ts'
import { FieldErrors } from '../request/field-errors.ts'
import type { Variables } from '../request/reader.ts'
import { createAccess } from './access.ts'
import { Documents } from './documents.ts'
import { bind, Preparer, type Requested } from './prepare.ts'
import { momentOf, type Read, type Revisions } from './reading.ts'
import { Snapshots } from './snapshots.ts'

/** What an executor works with. */
export interface ExecutorOptions<Database> {
  readonly schema: GraphQLSchema
  /** Makes the statements. */
  readonly db: Kysely<Database>
  /** Runs a statement that only reads and returns its rows. Cancels it when the signal aborts. */
  readonly read: Read
  /**
   * How the database counts its revisions. `read` then takes a revision too, and gives the rows as they were then; every
   * answer says which revision it is of.
   */
  readonly revisions?: Revisions
}

/** The most errors in variables that are listed, as in graphql-js. */
export const maximumVariableErrors = 50

/** The data of an operation. */
export interface TextResult {
  /** The response's data as JSON text. */
  readonly text: string
  /** What it was read from, and what it may have cost. */
  readonly reading: Reading
}

/** The errors that prevent all data. `data` is null where a non-null field has an error; then the query was accepted. */
export interface Refused {
  readonly errors: readonly GraphQLError[]
  readonly data?: null
}

/** Some fields have errors: resolvers combine data and errors by GraphQL's rules. */
export interface PartialResult {
  readonly partial: true
}

/** The data, the errors that prevent all of it, or the sign that there are both. */
export type ExecutionResult = TextResult | Refused | PartialResult

/** Answers operations; one for a schema and a database, shared by all requests. */
export interface Executor extends RelationalContext {
  /** The operation, if `text` can answer it: a query of compiled fields that no plugin guards, without deferred parts. */
  readonly relationalOperation: (
    document: DocumentNode,
    operationName?: string | null,
  ) => OperationDefinitionNode | undefined
  /**
   * The operation's data, or the errors that prevent it, found before anything runs. Throws what the database throws.
   * When the signal aborts, the statement is cancelled.
   */
  readonly text: (
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Variables,
    signal?: AbortSignal,
  ) => Promise<ExecutionResult>
  /** The errors that prevent all data of an operation that resolvers answer. Nothing runs. */
  readonly refusal: (
    document: DocumentNode,
    operationName: string | null | undefined,
    variables: Variables,
  ) => Refused | undefined
  /**
   * Settles which revision an operation reads that resolvers answer, where it may read several times and its first answer
   * cannot wait for that: with `@asOf`, and with deferred parts. Throws what the database throws.
   */
  readonly settle: (
    document: DocumentNode,
    operationName: string | null | undefined,
    variables: Variables,
    request: Request,
  ) => Promise<void>
  /** The newest revision; undefined where the database counts none. */
  readonly newestRevision: (signal?: AbortSignal) => Promise<number | undefined>
}

/** Answers operations of one schema from one database. */
export function createExecutor<Database>({ schema, db, read, revisions }: ExecutorOptions<Database>): Executor {
  const preparer = new Preparer(schema, db, revisions?.current)
  const documents = new Documents(schema)
  const plans = new Plans()
  const snapshots = new Snapshots({ db, read, revisions })
  const readings = new WeakMap<Variables, Reading>()

  /** What resolvers of one operation read; the same for all of them. */
  const readingFor = async (
    { operation, variables }: Pick<Requested, 'operation' | 'variables'>,
    { reading, signal }: Request,
  ): Promise<Reading> => {
    const shared = reading ?? readings.get(variables) ?? {}
    readings.set(variables, shared)
    return shared.revision === undefined
      ? snapshots.turn(shared, momentOf(schema, operation, variables), signal)
      : shared
  }

  return {
    relationalOperation: (document, operationName) => documents.relationalOperation(document, operationName),

    text: async (document, operation, rawVariables, signal) => {
      const { coerced: variables, errors: variableErrors } = coerce(schema, operation, rawVariables)
      if (variableErrors) return { errors: variableErrors }
      const { fragments, bytes } = documents.info(document)
      const plan = plans.find(operation, variables)
      const errors = new FieldErrors()
      try {
        const values = plan && bind(plan.parameters, variables, errors)
        const reading = await snapshots.turn({}, momentOf(schema, operation, variables), signal)
        if (plan && values && errors.size === 0)
          return { text: await snapshots.read(plan, values, reading, signal), reading }
        const prepared = preparer.whole({ operation, fragments, variables }, { typeNames: false })
        if (prepared.errors.size > 0) return refused(prepared.errors) ?? { partial: true }
        plans.keep(operation, prepared.plan, bytes)
        return { text: await snapshots.read(prepared.plan, prepared.values, reading, signal), reading }
      } catch (error) {
        return unanswerable(error)
      }
    },

    refusal: (document, operationName, rawVariables) => {
      const operation = getOperationAST(document, operationName)
      if (!operation) return undefined
      const { coerced: variables, errors: variableErrors } = coerce(schema, operation, rawVariables)
      if (variableErrors) return { errors: variableErrors }
      if (operation.operation !== OperationTypeNode.QUERY) return undefined
      const { fragments } = documents.info(document)
      try {
        momentOf(schema, operation, variables)
        refuseSelections(selectionsOf(operation, fragments))
        const { errors } = preparer.whole({ operation, fragments, variables }, { typeNames: true })
        // Each part of an incremental response has errors of its own.
        return traitsOf(operation, fragments).isDeferred ? undefined : refused(errors)
      } catch (error) {
        return unanswerable(error)
      }
    },

    settle: async (document, operationName, rawVariables, { reading, signal }) => {
      const operation = getOperationAST(document, operationName)
      if (!reading || operation?.operation !== OperationTypeNode.QUERY) return
      const { coerced: variables } = coerce(schema, operation, rawVariables)
      if (!variables) return
      const moment = momentOf(schema, operation, variables)
      if (moment) await snapshots.turn(reading, moment, signal)
      const { isDeferred } = traitsOf(operation, documents.info(document).fragments)
      if (moment || isDeferred) await snapshots.settle(reading, signal)
    },

    newestRevision: (signal) => snapshots.newest(signal),

    relational: createAccess(preparer, async ({ plan, values }, requested, request) =>
      snapshots.read(plan, values, await readingFor(requested, request), request.signal),
    ),
  }
}

/** The result if the field errors leave no data at all. */
const refused = (errors: FieldErrors): Refused | undefined =>
  errors.areFatal ? { data: null, errors: errors.all } : undefined

/** An error of the whole operation: its cost, or, without a path, @skip or @include at its root. */
function unanswerable(error: unknown): Refused {
  if (!(error instanceof GraphQLError)) throw error
  return error.path ? { errors: [error] } : { data: null, errors: [error] }
}

/** Variables as graphql-js coerces them, or the errors in them, with their code. */
function coerce(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  rawVariables: Variables,
):
  | { readonly coerced: Variables; readonly errors?: undefined }
  | { readonly coerced?: undefined; readonly errors: readonly GraphQLError[] } {
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], rawVariables, {
    maxErrors: maximumVariableErrors,
  })
  if (coerced) return { coerced }
  return {
    errors: errors.map(
      ({ message, nodes, originalError }) =>
        new GraphQLError(message, {
          nodes,
          originalError,
          extensions: { code: 'BAD_USER_INPUT', http: { spec: true, status: 400 } },
        }),
    ),
  }
}
