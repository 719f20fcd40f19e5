// Pages of any origin may use the API: it is public, and takes no cookies. What they may read is in `commonHeaders`.
import type { IncomingMessage } from 'node:http'
import type { Reply } from './reply.ts'

/** How long browsers may remember the answer, in seconds. Chromium remembers it for two hours at most. */
const maxAge = 7200

/** The answer to OPTIONS. Any header may be sent; `*` would leave out Authorization, so those asked for are named. */
export function preflight({ headers }: IncomingMessage): Reply {
  const wanted = headers['access-control-request-headers']
  return {
    status: 204,
    headers: {
      allow: 'GET, HEAD, POST, OPTIONS',
      'access-control-allow-methods': 'GET, HEAD, POST, OPTIONS',
      ...(wanted !== undefined && { 'access-control-allow-headers': wanted }),
      'access-control-max-age': String(maxAge),
      vary: 'Access-Control-Request-Headers',
    },
  }
}
