// Executes operations: finds or compiles the plan, runs its one statement, and passes on the text that the database made.
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql'
import type { Kysely } from 'kysely'
import type { Reading, RelationalContext, Request } from '../definition/answer.ts'
import { definitionsOf } from '../definition/definitions.ts'
import type { AnswerQuery } from '../plan/answer.ts'
import { type CompileOptions, compile, compilePointers, compileRoot } from '../plan/compile.ts'
import { refuseSelections, refuseValues } from '../plan/cost.ts'
import { type Plan, Plans } from '../plan/plans.ts'
import { documentBytes, type Fragments, fragmentsOf, selectionsOf, type Traits, traitsOf } from '../request/document.ts'
import { FieldErrors, isFieldError } from '../request/field-errors.ts'
import { Param } from '../request/input.ts'
import { Reader, type Variables } from '../request/reader.ts'
import type { SelectionContext } from '../request/selection.ts'
import { isCompiled } from './compiled.ts'
import { type Part, Parts } from './parts.ts'
import { batched } from './pointers.ts'
import { momentOf, type Revisions } from './reading.ts'
import { Snapshots } from './snapshots.ts'

export interface ExecutorOptions<Database> {
  readonly schema: GraphQLSchema
  /** Makes the statements. */
  readonly db: Kysely<Database>
  /** Runs a statement that only reads and returns its rows. Cancels it when the signal aborts. */
  readonly read: (sql: string, parameters: readonly unknown[], signal?: AbortSignal, revision?: number) => Promise<Rows>
  /**
   * How the database counts its revisions. `read` then takes a revision too, and gives the rows as they were then; every
   * answer says which revision it is of.
   */
  readonly revisions?: Revisions
}

type Rows = readonly Readonly<Record<string, unknown>>[]

/** The most errors in variables that are listed, as in graphql-js. */
const maximumVariableErrors = 50

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

/** An operation ready to run for one request. */
interface Prepared {
  readonly plan: Plan
  readonly values: readonly unknown[]
  readonly errors: FieldErrors
}

interface DocumentInfo {
  readonly bytes: number
  readonly fragments: Fragments
  readonly traits: WeakMap<OperationDefinitionNode, Traits & { readonly isCompiled: boolean }>
}

/** Answers operations of one schema from one database. */
export function createExecutor<Database>({ schema, db, read, revisions }: ExecutorOptions<Database>): Executor {
  const definitions = definitionsOf(schema)
  const planning = { definitions, revision: revisions?.current }
  const plans = new Plans()
  const documents = new WeakMap<DocumentNode, DocumentInfo>()
  const deferred = new WeakMap<OperationDefinitionNode, boolean>()
  const partsOf = new WeakMap<Variables, Parts>()
  const readings = new WeakMap<Variables, Reading>()
  const snapshots = new Snapshots({ db, read, revisions })

  const documentOf = (document: DocumentNode): DocumentInfo => {
    const cached = documents.get(document)
    if (cached) return cached
    const info = { bytes: documentBytes(document), fragments: fragmentsOf(document), traits: new WeakMap() }
    documents.set(document, info)
    return info
  }

  /** The values of a plan's parameters; invalid ones are added to `errors`. Throws RequestError QUERY_TOO_COMPLEX. */
  const bind = (parameters: readonly unknown[], variables: Variables, errors: FieldErrors): readonly unknown[] => {
    let characters = 0
    return parameters.map((parameter) => {
      if (!(parameter instanceof Param)) return parameter
      try {
        const value = parameter.resolve(variables)
        characters += charactersOf(value)
        refuseValues(characters)
        return value
      } catch (error) {
        if (!isFieldError(error) || !error.path) throw error
        errors.add(error.path, error)
        return undefined
      }
    })
  }

  /** Compiles an operation; compiles it again as long as further fields turn out to be invalid. */
  const prepare = (fragments: Fragments, variables: Variables, make: Make): Prepared => {
    const errors = new FieldErrors()
    for (;;) {
      const before = errors.size
      const reader = new Reader(variables)
      const { query, cost } = make({ schema, fragments, reader }, errors)
      if (errors.size > before) continue
      const { sql, parameters } = query.compile(db)
      const values = bind(parameters, variables, errors)
      if (errors.size === before) return { plan: { guards: reader.guards, sql, parameters, cost }, values, errors }
    }
  }

  const whole =
    (operation: OperationDefinitionNode, options: CompileOptions): Make =>
    (selection, errors) =>
      compile({ ...planning, selection, errors }, operation, options)

  /** What resolvers of one operation read; the same for all of them. */
  const readingFor = (
    { operation, variableValues }: Pick<GraphQLResolveInfo, 'operation' | 'variableValues'>,
    { reading, signal }: Request,
  ): Promise<Reading> | Reading => {
    const shared = reading ?? readings.get(variableValues) ?? {}
    readings.set(variableValues, shared)
    return shared.revision === undefined
      ? snapshots.turn(shared, momentOf(schema, operation, variableValues), signal)
      : shared
  }

  /** The result if the field errors leave no data at all. */
  const refused = (errors: FieldErrors): Refused | undefined =>
    errors.areFatal ? { data: null, errors: errors.all } : undefined

  /** Runs what resolvers need of one request. */
  const runFor = async (
    info: GraphQLResolveInfo,
    request: Request,
    make: Make,
  ): Promise<Readonly<Record<string, unknown>>> => {
    const reading = await readingFor(info, request)
    const { plan, values, errors } = prepare(fragmentsIn(info), info.variableValues, make)
    return errors.parse(await snapshots.read(plan, values, reading, request.signal))
  }

  return {
    relationalOperation: (document, operationName) => {
      const operation = getOperationAST(document, operationName)
      if (operation?.operation !== OperationTypeNode.QUERY) return undefined
      const { fragments, traits } = documentOf(document)
      const traitsOfOperation = traits.get(operation) ?? {
        ...traitsOf(operation, fragments),
        isCompiled: isCompiled(schema, operation, fragments),
      }
      traits.set(operation, traitsOfOperation)
      return traitsOfOperation.isCompiled && !traitsOfOperation.isDeferred ? operation : undefined
    },

    text: async (document, operation, rawVariables, signal) => {
      const { coerced: variables, errors: variableErrors } = coerce(schema, operation, rawVariables)
      if (variableErrors) return { errors: variableErrors }
      const { fragments, bytes } = documentOf(document)
      const stored = plans.find(operation, variables)
      const errors = new FieldErrors()
      try {
        const values = stored && bind(stored.parameters, variables, errors)
        const reading = await snapshots.turn({}, momentOf(schema, operation, variables), signal)
        const run = async (plan: Plan, bound: readonly unknown[]): Promise<TextResult> => ({
          text: await snapshots.read(plan, bound, reading, signal),
          reading,
        })
        if (stored && values && errors.size === 0) return await run(stored, values)
        const prepared = prepare(fragments, variables, whole(operation, { typeNames: false }))
        if (prepared.errors.size > 0) return refused(prepared.errors) ?? { partial: true }
        plans.keep(operation, prepared.plan, bytes)
        return await run(prepared.plan, prepared.values)
      } catch (error) {
        return unanswerable(error)
      }
    },

    refusal: (document, operationName, rawVariables) => {
      const operation = getOperationAST(document, operationName)
      if (operation?.operation !== OperationTypeNode.QUERY) return undefined
      const { coerced: variables, errors: variableErrors } = coerce(schema, operation, rawVariables)
      if (variableErrors) return { errors: variableErrors }
      const { fragments } = documentOf(document)
      try {
        momentOf(schema, operation, variables)
        refuseSelections(selectionsOf(operation, fragments))
        const { errors } = prepare(fragments, variables, whole(operation, { typeNames: true }))
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
      const { isDeferred } = traitsOf(operation, documentOf(document).fragments)
      if (moment || isDeferred) await snapshots.settle(reading, signal)
    },

    newestRevision: (signal) => snapshots.newest(signal),

    relational: {
      data: (info, request) => {
        const { signal } = request
        const { operation, variableValues: variables } = info
        // A query field below a mutation is not part of an earlier statement.
        if (info.path.prev !== undefined || operation.operation !== OperationTypeNode.QUERY)
          return runFor(info, request, (selection, errors) => compileRoot({ ...planning, selection, errors }, info))
        const isDeferred = deferred.get(operation) ?? traitsOf(operation, fragmentsIn(info)).isDeferred
        deferred.set(operation, isDeferred)
        // Each deferred root field has its own statement, so that nothing waits for it; all others share one.
        const only = isDeferred ? String(info.path.key) : undefined
        const parts = partsOf.get(variables) ?? new Parts()
        partsOf.set(variables, parts)
        const runPart = async (): Promise<Part> => {
          const reading = await readingFor(info, request)
          const { plan, values, errors } = prepare(
            fragmentsIn(info),
            variables,
            whole(operation, { typeNames: true, rootKey: only }),
          )
          return {
            text: await snapshots.read(plan, values, reading, signal),
            read: (text) => errors.parse(text),
          }
        }
        return parts.data(only, runPart, signal)
      },
      load: batched(async (pointers, info, request) => {
        const { rows } = await runFor(info, request, (selection, errors) =>
          compilePointers({ ...planning, selection, errors }, info, pointers),
        )
        if (!Array.isArray(rows)) throw new TypeError('A list of rows was expected.')
        return rows
      }),
    },
  }
}

/** The characters of a value, or of its items, that are sent to the database. */
function charactersOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + charactersOf(item), value.length)
  return typeof value === 'string' ? value.length : 1
}

/** Compiles a selection into one query, and records which fields are invalid. */
type Make = (selection: Omit<SelectionContext, 'countSelection'>, errors: FieldErrors) => AnswerQuery

/** An error of the whole operation: its cost, or, without a path, @skip or @include at its root. */
function unanswerable(error: unknown): Refused {
  if (!(error instanceof GraphQLError)) throw error
  return error.path ? { errors: [error] } : { data: null, errors: [error] }
}

const fragmentsIn = (info: GraphQLResolveInfo): Fragments => new Map(Object.entries(info.fragments))

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
