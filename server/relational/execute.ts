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
import type { RelationalContext } from './builder.ts'
import { compile } from './compile.ts'
import { type Guard, Param, Reader, type Variables } from './input.ts'
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

export interface Executor extends RelationalContext {
  /** Whether `text` can answer the operation: a query, nothing of it about the schema itself, nothing deferred. */
  readonly answers: (document: DocumentNode, operationName?: string | null) => OperationDefinitionNode | undefined
  /**
   * The operation's data, or the errors that prevent it. Throws whatever the database throws.
   * Bad arguments are told as errors before anything is executed.
   */
  readonly text: (
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Variables,
  ) => Promise<TextResult | readonly GraphQLError[]>
}

/** Answers operations of one schema from one database. */
export function createExecutor<Database>({ schema, registry, db }: ExecutorOptions<Database>): Executor {
  const plans = {
    text: new WeakMap<OperationDefinitionNode, Plan[]>(),
    data: new WeakMap<OperationDefinitionNode, Plan[]>(),
  }
  const known = new WeakMap<
    DocumentNode,
    { readonly fragments: Fragments; readonly relational: WeakMap<OperationDefinitionNode, boolean> }
  >()
  const answers = new WeakMap<Variables, Promise<Readonly<Record<string, unknown>>>>()

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

  const plan = (
    way: 'text' | 'data',
    operation: OperationDefinitionNode,
    fragments: Fragments,
    variables: Variables,
  ): Plan => {
    const kept = plans[way].get(operation) ?? []
    const found = kept.find(({ guards }) => guards.every(({ read, expected }) => read(variables) === expected))
    if (found) return found
    const reader = new Reader(variables)
    const { sql, parameters } = compile(registry, { schema, fragments, reader }, operation, way === 'data').compile(db)
    const made = { guards: reader.guards, sql, parameters }
    plans[way].set(operation, [made, ...kept].slice(0, plansKept))
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
          text: await run(
            plan('text', operation, documentOf(document).fragments, variables.coerced),
            variables.coerced,
          ),
        }
      } catch (error) {
        if (error instanceof GraphQLError) return [error]
        throw error
      }
    },

    relational: {
      data: (info) => {
        const variables = info.variableValues
        const running = answers.get(variables)
        if (running) return running
        const started = (async (): Promise<Readonly<Record<string, unknown>>> =>
          JSON.parse(await run(plan('data', info.operation, fragmentsOf(info), variables), variables)))()
        answers.set(variables, started)
        return started
      },
    },
  }
}

/** Introspection and incremental delivery are the usual executor's. */
function isRelational(set: SelectionSetNode, fragments: Fragments): boolean {
  const deferred = (node: {
    readonly directives?: readonly { readonly name: { readonly value: string } }[] | undefined
  }) => node.directives?.some(({ name }) => name.value === 'defer' || name.value === 'stream') ?? false
  const deferredWithin = (inner: SelectionSetNode | undefined, seen: ReadonlySet<string>): boolean =>
    inner?.selections.some((node) => {
      if (deferred(node)) return true
      if (node.kind !== Kind.FRAGMENT_SPREAD) return deferredWithin(node.selectionSet, seen)
      const name = node.name.value
      return !seen.has(name) && deferredWithin(fragments.get(name)?.selectionSet, new Set([...seen, name]))
    }) ?? false
  const introspects = (inner: SelectionSetNode | undefined): boolean =>
    inner?.selections.some((node) => {
      if (node.kind === Kind.FIELD) return node.name.value === '__schema' || node.name.value === '__type'
      return introspects(
        node.kind === Kind.INLINE_FRAGMENT ? node.selectionSet : fragments.get(node.name.value)?.selectionSet,
      )
    }) ?? false
  return !introspects(set) && !deferredWithin(set, new Set())
}
