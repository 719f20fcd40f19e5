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
  type SelectionSetNode,
} from 'graphql'
import { CompiledQuery, type Kysely } from 'kysely'
import { answerOf } from './answer.ts'
import type { RelationalContext } from './builder.ts'
import { compile } from './compile.ts'
import { type Guard, Param, Reader, type Variables } from './input.ts'
import { Parts } from './parts.ts'
import type { Registry } from './registry.ts'

export interface ExecutorOptions<Database> {
  readonly schema: GraphQLSchema
  readonly registry: Registry
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
  /** Whether `text` can answer the operation: a query, nothing of it about the schema itself, nothing deferred. */
  readonly answers: (document: DocumentNode, operationName?: string | null) => OperationDefinitionNode | undefined
  /**
   * The operation's data, or the errors that prevent it. Throws whatever the database throws.
   * Bad arguments are told as errors before anything is executed.
   */
  readonly text: (document: DocumentNode, operation: OperationDefinitionNode, variables: Variables) => Promise<Outcome>
}

/** Answers operations of one schema from one database. */
export function createExecutor<Database>({ schema, registry, db }: ExecutorOptions<Database>): Executor {
  const plans = new WeakMap<OperationDefinitionNode, Plan[]>()
  const known = new WeakMap<
    DocumentNode,
    { readonly fragments: Fragments; readonly relational: WeakMap<OperationDefinitionNode, boolean> }
  >()
  const answers = new WeakMap<Variables, Parts>()

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
    const query = compile(registry, { schema, fragments, reader }, operation, forResolvers)
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
    const { rows } = await db.executeQuery<{ readonly data: string | null }>(CompiledQuery.raw(sql, resolved))
    return answerOf(rows)
  }

  const fragmentsOf = (info: GraphQLResolveInfo): Fragments => new Map(Object.entries(info.fragments))

  return {
    answers: (document, operationName) => {
      const operation = getOperationAST(document, operationName)
      if (operation?.operation !== OperationTypeNode.QUERY) return undefined
      const { fragments, relational } = documentOf(document)
      const is = relational.get(operation) ?? isRelational(operation.selectionSet, fragments)
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
      data: (info, signal) => {
        const { operation, variableValues: variables } = info
        const fragments = fragmentsOf(info)
        // What is deferred has a statement of its own, so that nothing waits for it; all else is one.
        const only = isDeferred(operation.selectionSet, fragments) ? String(info.path.key) : undefined
        // All parts together are one operation, and have one cost.
        const check = () => only !== undefined && prepare(operation, fragments, variables, true)
        const parts = answers.get(variables) ?? new Parts(check)
        answers.set(variables, parts)
        const one = () => run(prepare(operation, fragments, variables, only ?? true), variables)
        return parts.data(only, one, signal)
      },
    },
  }
}

/** Introspection and incremental delivery are the usual executor's. */
function isRelational(set: SelectionSetNode, fragments: Fragments): boolean {
  const introspects = (inner: SelectionSetNode | undefined): boolean =>
    inner?.selections.some((node) => {
      if (node.kind === Kind.FIELD) return node.name.value === '__schema' || node.name.value === '__type'
      return introspects(
        node.kind === Kind.INLINE_FRAGMENT ? node.selectionSet : fragments.get(node.name.value)?.selectionSet,
      )
    }) ?? false
  return !introspects(set) && !isDeferred(set, fragments)
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
