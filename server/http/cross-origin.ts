// Pages of any origin may use the API: it is public and uses no cookies. `commonHeaders` lists the headers they may read.
import type { IncomingMessage } from 'node:http'
import { methodsOf } from './paths.ts'
import type { Reply } from './reply.ts'

/** How long browsers may cache the answer, in seconds. Chromium's maximum is two hours. */
const maxAge = 7200

/** The answer to OPTIONS. Any header may be sent; `*` would exclude Authorization, so the requested ones are listed. */
export function preflight(path: string, { headers }: IncomingMessage): Reply {
  const wanted = headers['access-control-request-headers']
  return {
    status: 204,
    headers: {
      allow: methodsOf(path),
      'access-control-allow-methods': methodsOf(path),
      ...(wanted !== undefined && { 'access-control-allow-headers': wanted }),
      'access-control-max-age': String(maxAge),
      vary: 'Access-Control-Request-Headers',
    },
  }
}
