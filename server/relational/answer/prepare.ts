// From an operation and the variables of one request to a statement with its values.
import type { GraphQLSchema, OperationDefinitionNode } from 'graphql'
import type { QueryExecutorProvider } from 'kysely'
import type { Sql } from '../definition/definition.ts'
import { type Definitions, definitionsOf } from '../definition/definitions.ts'
import { type CompileOptions, compile } from '../plan/compile.ts'
import type { Planning } from '../plan/context.ts'
import { refuseValues } from '../plan/cost.ts'
import type { PlannedAnswer } from '../plan/planner.ts'
import type { Plan } from '../plan/plans.ts'
import type { Fragments } from '../request/document.ts'
import { FieldErrors, isFieldError } from '../request/field-errors.ts'
import { Param } from '../request/input.ts'
import { Reader, type Variables } from '../request/reader.ts'
import { labelOf } from './label.ts'

/** What is compiled, for one request. */
export interface Requested {
  readonly operation: OperationDefinitionNode
  readonly fragments: Fragments
  readonly variables: Variables
}

/** An operation ready to run for one request. */
export interface Prepared {
  readonly plan: Plan
  readonly values: readonly unknown[]
  readonly errors: FieldErrors
}

/** Compiles a selection into one query, and records which fields are invalid. */
export type Compile = (planning: Planning) => PlannedAnswer

/** Prepares operations of one schema. */
export class Preparer {
  readonly #schema: GraphQLSchema
  readonly #definitions: Definitions
  readonly #db: QueryExecutorProvider
  readonly #revision: Sql | undefined

  /** `revision` is the revision of what a statement reads, where the database counts revisions. */
  constructor(schema: GraphQLSchema, db: QueryExecutorProvider, revision: Sql | undefined) {
    this.#schema = schema
    this.#definitions = definitionsOf(schema)
    this.#db = db
    this.#revision = revision
  }

  /** Prepares the fields of the root: all of them, or the one that the options name. */
  whole(request: Requested, options: CompileOptions): Prepared {
    return this.prepare(request, (planning) => compile(planning, request.operation, options))
  }

  /**
   * Prepares what `compile` makes of the request; compiles it again as long as further fields turn out to be invalid.
   * Throws RequestError QUERY_TOO_COMPLEX.
   */
  prepare({ operation, fragments, variables }: Requested, compile: Compile): Prepared {
    const errors = new FieldErrors()
    for (;;) {
      const before = errors.size
      const reader = new Reader(variables)
      const selection = { schema: this.#schema, fragments, reader }
      const { query, cost, formerKeys } = compile({
        definitions: this.#definitions,
        selection,
        errors,
        revision: this.#revision,
      })
      if (errors.size > before) continue
      const { sql, parameters } = query.compile(this.#db)
      const values = bind(parameters, variables, errors)
      if (errors.size > before) continue
      const label = labelOf(operation)
      const leads = formerKeys?.query.compile(this.#db)
      const plan: Plan = {
        guards: reader.guards,
        sql: label + sql,
        parameters,
        cost,
        formerKeys: formerKeys && leads && { ...formerKeys, query: { ...leads, sql: label + leads.sql } },
      }
      return { plan, values, errors }
    }
  }
}

/** The values of a plan's parameters; invalid ones are added to `errors`. Throws RequestError QUERY_TOO_COMPLEX. */
export function bind(parameters: readonly unknown[], variables: Variables, errors: FieldErrors): readonly unknown[] {
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

/** The characters of a value, or of its items, that are sent to the database. */
function charactersOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + charactersOf(item), value.length)
  return typeof value === 'string' ? value.length : 1
}
