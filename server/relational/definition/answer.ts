// What the executor hands to the resolvers, and how they read it.
import type { GraphQLFieldResolver, GraphQLResolveInfo } from 'graphql'
import { Pointer } from './pointer.ts'

/** What a query may need at most, estimated before it runs: compare it with the limits. */
export interface AnswerCost {
  /** Rows of all lists together. */
  readonly rows: number
  readonly lists: number
  /** Bytes of the answer. */
  readonly bytes: number
}

/** What one operation reads. Every statement of it reads the same revision. */
export interface Reading {
  /** The revision, once it is known. */
  revision?: number | undefined
  /** The cost of what was run so far. */
  cost?: AnswerCost | undefined
}

/** What resolvers pass on of the request they answer. */
export type Request = Pick<RelationalContext, 'signal' | 'reading'>

/** The executor as the resolvers of one schema use it. */
export interface Access {
  /** The data of the whole operation, keyed by response key. Once aborted, no more statements run. */
  readonly data: (info: GraphQLResolveInfo, request: Request) => Promise<Readonly<Record<string, unknown>>>
  /** The rows pointed to, in order, with what the field selects of them; null for missing ones. One statement. */
  readonly load: (
    pointers: readonly (Pointer | null)[],
    info: GraphQLResolveInfo,
    request: Request,
  ) => Promise<readonly unknown[]>
}

/** What resolvers find in their context. */
export interface RelationalContext {
  readonly relational: Access
  /** Aborts when the client has disconnected. */
  readonly signal?: AbortSignal | undefined
  /** Filled with the revision and the cost of what is read. One for each request. */
  readonly reading?: Reading | undefined
}

/** The key of an object's type in data for resolvers. No GraphQL name begins with `$`. */
export const typeKey = '$type'
/** The key of the columns that resolvers read. */
export const rowKey = '$row'

/** A member of an object, of whatever type. */
export const memberOf = (parent: unknown, key: string | number): unknown =>
  typeof parent === 'object' && parent !== null ? Reflect.get(parent, key) : undefined

/**
 * The resolver of every field that is part of a statement. A field that has another one is guarded by some plugin. Objects
 * that ordinary resolvers make, such as pages, have the names of the fields instead of response keys.
 */
export const byResponseKey: GraphQLFieldResolver<unknown, unknown> = (parent, _args, _context, info) => {
  const value = memberOf(parent, info.path.key)
  return value === undefined ? memberOf(parent, info.fieldName) : value
}

const compiledResolvers = new WeakSet<object>()

/** The same where ordinary resolvers may have made the object: a pointer in it stands for the row. */
export function byResponseKeyOrPointer<Context>(
  request: (context: Context) => RelationalContext,
): GraphQLFieldResolver<unknown, Context> {
  const resolver: GraphQLFieldResolver<unknown, Context> = (parent, args, context, info) => {
    const value: unknown = byResponseKey(parent, args, context, info)
    if (!(value instanceof Pointer)) return value
    const { relational, signal, reading } = request(context)
    return relational.load([value], info, { signal, reading }).then(([row]) => row)
  }
  compiledResolvers.add(resolver)
  return resolver
}

/** The resolver of root fields that are part of a statement. */
export function fromStatement<Context>(
  request: (context: Context) => RelationalContext,
): GraphQLFieldResolver<unknown, Context> {
  const resolver: GraphQLFieldResolver<unknown, Context> = async (_parent, _args, context, info) => {
    const { relational, signal, reading } = request(context)
    return memberOf(await relational.data(info, { signal, reading }), info.path.key)
  }
  compiledResolvers.add(resolver)
  return resolver
}

/** Whether no plugin has wrapped the resolver of a compiled field. */
export const isCompiledResolver = (resolver: unknown): boolean =>
  resolver === byResponseKey || (typeof resolver === 'function' && compiledResolvers.has(resolver))

/** The type name of an object in data for resolvers. */
export const typeNameOf = (value: unknown): string => String(memberOf(value, typeKey))
