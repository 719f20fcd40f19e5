// The side of the executor that resolvers use: data of the operation they belong to, and rows they point to.
import { type GraphQLResolveInfo, type OperationDefinitionNode, OperationTypeNode } from 'graphql'
import type { Access } from '../definition/answer.ts'
import { compilePointers, compileRoot } from '../plan/compile.ts'
import { type Fragments, traitsOf } from '../request/document.ts'
import type { Variables } from '../request/reader.ts'
import { type Part, Parts } from './parts.ts'
import { batched } from './pointers.ts'
import type { Compile, Prepared, Preparer, Request } from './prepare.ts'

/** Runs a prepared operation. Resolves to the text of its data. */
export type Run = (prepared: Prepared, signal: AbortSignal | undefined) => Promise<string>

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
  const dataOf = async (info: GraphQLResolveInfo, signal: AbortSignal | undefined, compile: Compile) => {
    const prepared = preparer.prepare(requestOf(info), compile)
    return prepared.errors.parse(await run(prepared, signal))
  }

  return {
    data: (info, signal) => {
      const request = requestOf(info)
      const { operation, fragments, variables } = request
      // A query field below a mutation is not part of an earlier statement.
      if (info.path.prev !== undefined || operation.operation !== OperationTypeNode.QUERY)
        return dataOf(info, signal, (planning) => compileRoot(planning, info))
      // Each deferred root field has its own statement, so that nothing waits for it; all others share one.
      const rootKey = isDeferred(operation, fragments) ? String(info.path.key) : undefined
      const parts = partsOf.get(variables) ?? new Parts()
      partsOf.set(variables, parts)
      const runPart = async (): Promise<Part> => {
        const prepared = preparer.whole(request, { typeNames: true, rootKey })
        return { text: await run(prepared, signal), read: (text) => prepared.errors.parse(text) }
      }
      return parts.data(rootKey, runPart, signal)
    },
    load: batched(async (pointers, info, signal) => {
      const { rows } = await dataOf(info, signal, (planning) => compilePointers(planning, info, pointers))
      if (!Array.isArray(rows)) throw new TypeError('A list of rows was expected.')
      return rows
    }),
  }
}

const requestOf = ({ operation, fragments, variableValues: variables }: GraphQLResolveInfo): Request => ({
  operation,
  fragments: new Map(Object.entries(fragments)),
  variables,
})
