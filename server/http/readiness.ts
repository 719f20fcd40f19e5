// The readiness check of load balancers: whether to send requests here.
import type { Health } from '../db/connect.ts'
import { jsonReply, type Reply } from './reply.ts'

/**
 * The answer to a readiness check. It fails while the database is unavailable or the server shuts down. Overload is only
 * reported: taking an instance out of rotation would make it worse for the others.
 */
export async function readiness(health: () => Promise<Health>, isStopping: boolean): Promise<Reply> {
  if (isStopping) return jsonReply(503, { status: 'stopping', reason: 'The server is about to stop.' })
  const { state, waiting } = await health().catch((): Health => ({ state: 'away', waiting: 0 }))
  if (state === 'away') return jsonReply(503, { status: 'unavailable', reason: 'The database does not answer.' })
  if (state === 'bare')
    return jsonReply(503, { status: 'unavailable', reason: 'The database does not hold the tables of this version.' })
  return jsonReply(200, { status: state, ...(state === 'busy' && { waiting }) })
}
