// The side of the executor that resolvers use: data of the operation they belong to, and rows they point to.
import { type GraphQLResolveInfo, type OperationDefinitionNode, OperationTypeNode } from 'graphql'
import type { Access, Request } from '../definition/answer.ts'
import { compilePointers, compileRoot } from '../plan/compile.ts'
import { type Fragments, traitsOf } from '../request/document.ts'
import type { Variables } from '../request/reader.ts'
import { type Part, Parts } from './parts.ts'
import { batched } from './pointers.ts'
import type { Compile, Prepared, Preparer, Requested } from './prepare.ts'

/** Runs a statement of an operation, of the revision that all of it reads. Resolves to the text of its data. */
export type Run = (
  prepared: Omit<Prepared, 'errors'>,
  operation: Pick<Requested, 'operation' | 'variables'>,
  request: Request,
) => Promise<string>

/** What resolvers find in their context. */
export function createAccess(preparer: Preparer, run: Run): Access {
  const deferred = new WeakMap<OperationDefinitionNode, boolean>()
  const partsOf = new WeakMap<Variables, Parts>()

  const isDeferred = (operation: OperationDefinitionNode, fragments: Fragments): boolean => {
    const known = deferred.get(operation) ?? traitsOf(operation, fragments).isDeferred
    deferred.set(operation, known)
    return known
  }

  /** The data of one request, read by a statement of its own. */
  const dataOf = async (info: GraphQLResolveInfo, request: Request, compile: Compile) => {
    const requested = requestedBy(info)
    const prepared = preparer.prepare(requested, compile)
    return prepared.errors.parse(await run(prepared, requested, request))
  }

  return {
    data: (info, request) => {
      const requested = requestedBy(info)
      const { operation, fragments, variables } = requested
      // A query field below a mutation is not part of an earlier statement.
      if (info.path.prev !== undefined || operation.operation !== OperationTypeNode.QUERY)
        return dataOf(info, request, (planning) => compileRoot(planning, info))
      // Each deferred root field has its own statement, so that nothing waits for it; all others share one.
      const rootKey = isDeferred(operation, fragments) ? String(info.path.key) : undefined
      const parts = partsOf.get(variables) ?? new Parts()
      partsOf.set(variables, parts)
      const runPart = async (): Promise<Part> => {
        const prepared = preparer.whole(requested, { typeNames: true, rootKey })
        return { text: await run(prepared, requested, request), read: (text) => prepared.errors.parse(text) }
      }
      return parts.data(rootKey, runPart, request.signal)
    },
    load: batched(async (pointers, info, request) => {
      const { rows } = await dataOf(info, request, (planning) => compilePointers(planning, info, pointers))
      if (!Array.isArray(rows)) throw new TypeError('A list of rows was expected.')
      return rows
    }),
  }
}

const requestedBy = ({ operation, fragments, variableValues: variables }: GraphQLResolveInfo): Requested => ({
  operation,
  fragments: new Map(Object.entries(fragments)),
  variables,
})
