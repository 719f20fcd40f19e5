// Pages of any origin may use the API: it is public and uses no cookies. `commonHeaders` lists the headers they may read.
import type { IncomingMessage } from 'node:http'
import type { Reply } from './reply.ts'

/** How long browsers may cache the answer, in seconds. Chromium's maximum is two hours. */
const maxAge = 7200

/** The answer to OPTIONS. Any header may be sent; `*` would exclude Authorization, so the requested ones are listed. */
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
