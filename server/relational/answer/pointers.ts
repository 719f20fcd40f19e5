// Batches the rows that resolvers point to: all of one field that are requested in the same tick.
import type { GraphQLResolveInfo } from 'graphql'
import type { Access, Request } from '../definition/answer.ts'
import type { Pointer } from '../definition/pointer.ts'

type Read = Access['load']

interface Batch {
  readonly pointers: (Pointer | null)[]
  readonly rows: Promise<readonly unknown[]>
}

/** Collects the pointers of one field until the objects of a list have all been resolved, and reads them at once. */
export function batched(read: Read): Access['load'] {
  const waiting = new WeakMap<GraphQLResolveInfo['fieldNodes'], Batch>()

  const open = (info: GraphQLResolveInfo, request: Request): Batch => {
    const pointers: (Pointer | null)[] = []
    const rows = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      waiting.delete(info.fieldNodes)
      return read(pointers, info, request)
    })
    const batch = { pointers, rows }
    waiting.set(info.fieldNodes, batch)
    return batch
  }

  return async (pointers, info, request) => {
    const batch = waiting.get(info.fieldNodes) ?? open(info, request)
    const start = batch.pointers.length
    batch.pointers.push(...pointers)
    return (await batch.rows).slice(start, start + pointers.length)
  }
}
