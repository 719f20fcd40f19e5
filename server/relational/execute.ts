// Answers operations: finds or compiles the plan, runs its one statement, hands on the text the database put together.
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  responsePathAsArray,
  type SelectionSetNode,
} from 'graphql'
import { CompiledQuery, type Kysely } from 'kysely'
import { compile, compilePointers, compileRoot } from './compile.ts'
import { isCompiled } from './compiled.ts'
import type { RelationalContext } from './declare/answer.ts'
import type { Sql } from './definition.ts'
import { definitionsOf } from './definitions.ts'
import { type Guard, Param, Reader, type Variables } from './input.ts'
import { batched } from './pointers.ts'
import type { SelectionContext } from './selection.ts'

export interface ExecutorOptions<Database> {
  readonly schema: GraphQLSchema
  readonly db: Kysely<Database>
}

/** An operation as a prepared statement, good for all requests whose variables have the same shape. */
interface Plan {
  readonly guards: readonly Guard[]
  readonly sql: string
  readonly parameters: readonly unknown[]
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>

/** Plans kept for one operation. A client that varies the shape of its filters has several; more are made anew each time. */
const plansKept = 16

export interface TextResult {
  /** The response's data as JSON text. */
  readonly text: string
}

/** The data, or the errors that prevent it. */
export type Outcome = TextResult | readonly GraphQLError[]

export interface Executor extends RelationalContext {
  /** Whether `text` can answer the operation: a query of compiled fields that nothing guards, and nothing deferred. */
  readonly answers: (document: DocumentNode, operationName?: string | null) => OperationDefinitionNode | undefined
  /**
   * The operation's data, or the errors that prevent it. Throws whatever the database throws.
   * Bad arguments are told as errors before anything is executed.
   */
  readonly text: (document: DocumentNode, operation: OperationDefinitionNode, variables: Variables) => Promise<Outcome>
}

/** Answers operations of one schema from one database. */
export function createExecutor<Database>({ schema, db }: ExecutorOptions<Database>): Executor {
  const definitions = definitionsOf(schema)
  const plans = new WeakMap<OperationDefinitionNode, Plan[]>()
  const known = new WeakMap<
    DocumentNode,
    { readonly fragments: Fragments; readonly relational: WeakMap<OperationDefinitionNode, boolean> }
  >()
  const answers = new WeakMap<Variables, Map<string | undefined, Promise<Readonly<Record<string, unknown>>>>>()

  const documentOf = (document: DocumentNode) => {
    const found = known.get(document)
    if (found) return found
    const fragments = new Map(
      document.definitions.flatMap((part) =>
        part.kind === Kind.FRAGMENT_DEFINITION ? [[part.name.value, part] as const] : [],
      ),
    )
    const made = { fragments, relational: new WeakMap<OperationDefinitionNode, boolean>() }
    known.set(document, made)
    return made
  }

  const prepare = (
    operation: OperationDefinitionNode,
    fragments: Fragments,
    variables: Variables,
    forResolvers: boolean | string,
  ): Plan => {
    const reader = new Reader(variables)
    const query = compile(definitions, { schema, fragments, reader }, operation, forResolvers)
    const { sql, parameters } = query.compile(db)
    return { guards: reader.guards, sql, parameters }
  }

  const plan = (operation: OperationDefinitionNode, fragments: Fragments, variables: Variables): Plan => {
    const kept = plans.get(operation) ?? []
    const found = kept.find(({ guards }) => guards.every(({ read, expected }) => read(variables) === expected))
    if (found) return found
    const made = prepare(operation, fragments, variables, false)
    plans.set(operation, [made, ...kept].slice(0, plansKept))
    return made
  }

  const run = async ({ sql, parameters }: Plan, variables: Variables): Promise<string> => {
    const resolved = parameters.map((parameter) =>
      parameter instanceof Param ? parameter.resolve(variables) : parameter,
    )
    const { rows } = await db.executeQuery<{ readonly data: string }>(CompiledQuery.raw(sql, resolved))
    const [row] = rows
    if (!row) throw new TypeError('The statement gave no row.')
    return row.data
  }

  const fragmentsOf = (info: GraphQLResolveInfo): Fragments => new Map(Object.entries(info.fragments))

  /** Runs what is compiled for one field of one request. */
  const runOnce = (info: GraphQLResolveInfo, make: (context: SelectionContext) => Sql): Promise<string> => {
    const reader = new Reader(info.variableValues)
    const { sql, parameters } = make({ schema, fragments: fragmentsOf(info), reader }).compile(db)
    return run({ guards: reader.guards, sql, parameters }, info.variableValues)
  }

  return {
    answers: (document, operationName) => {
      const operation = getOperationAST(document, operationName)
      if (operation?.operation !== OperationTypeNode.QUERY) return undefined
      const { fragments, relational } = documentOf(document)
      const is =
        relational.get(operation) ??
        (!isDeferred(operation.selectionSet, fragments) && isCompiled(schema, operation, fragments))
      relational.set(operation, is)
      return is ? operation : undefined
    },

    text: async (document, operation, given) => {
      const variables = getVariableValues(schema, operation.variableDefinitions ?? [], given)
      if (variables.errors) return variables.errors
      try {
        return {
          text: await run(plan(operation, documentOf(document).fragments, variables.coerced), variables.coerced),
        }
      } catch (error) {
        if (error instanceof GraphQLError) return [error]
        throw error
      }
    },

    relational: {
      data: async (info) => {
        const variables = info.variableValues
        const fragments = fragmentsOf(info)
        // A query inside the answer to a mutation is no part of a statement made before.
        if (info.path.prev !== undefined || info.operation.operation !== OperationTypeNode.QUERY)
          return JSON.parse(await runOnce(info, (context) => compileRoot(definitions, context, info)))
        // What is deferred has a statement of its own, so that nothing waits for it; all else is one.
        const only = isDeferred(info.operation.selectionSet, fragments) ? String(info.path.key) : undefined
        const running =
          answers.get(variables) ?? new Map<string | undefined, Promise<Readonly<Record<string, unknown>>>>()
        answers.set(variables, running)
        const known = running.get(only)
        if (known) return known
        const started = (async (): Promise<Readonly<Record<string, unknown>>> =>
          JSON.parse(await run(prepare(info.operation, fragments, variables, only ?? true), variables)))()
        running.set(only, started)
        return started
      },
      load: batched(async (pointers, info) => {
        const path = responsePathAsArray(info.path)
        const text = await runOnce(info, (context) =>
          compilePointers(definitions, context, info.fieldNodes, pointers, path),
        )
        const rows: unknown = JSON.parse(text)
        if (!Array.isArray(rows)) throw new TypeError('A list of rows was expected.')
        return rows
      }),
    },
  }
}

/** Whether anything in it is marked `@defer` or `@stream`. */
function isDeferred(
  set: SelectionSetNode | undefined,
  fragments: Fragments,
  opened: ReadonlySet<string> = new Set(),
): boolean {
  return (
    set?.selections.some((node) => {
      if (node.directives?.some(({ name }) => name.value === 'defer' || name.value === 'stream')) return true
      if (node.kind !== Kind.FRAGMENT_SPREAD) return isDeferred(node.selectionSet, fragments, opened)
      const name = node.name.value
      return !opened.has(name) && isDeferred(fragments.get(name)?.selectionSet, fragments, new Set([...opened, name]))
    }) ?? false
  )
}
