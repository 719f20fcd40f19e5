// What a load balancer is told: whether to send requests here.
import type { Health } from '../db/connect.ts'
import { jsonReply, type Reply } from './reply.ts'

/**
 * The answer to a readiness check. A database that is away, or an end that has begun, takes the instance out of rotation.
 * Too much work does not: the other instances have as much to do, and each one less makes it worse; it is only said.
 */
export async function readiness(health: () => Promise<Health>, isStopping: boolean): Promise<Reply> {
  if (isStopping) return jsonReply(503, { status: 'stopping', reason: 'The server is about to stop.' })
  const { state, waiting } = await health().catch((): Health => ({ state: 'away', waiting: 0 }))
  if (state === 'away') return jsonReply(503, { status: 'unavailable', reason: 'The database does not answer.' })
  return jsonReply(200, { status: state, ...(state === 'busy' && { waiting }) })
}
