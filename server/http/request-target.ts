// The target of a request. Node passes on the request line and the Host header unchecked.
import type { IncomingMessage } from 'node:http'

/**
 * The path a request is for, without a slash at its end. Rewrites `request.url`, and the Host header where the first
 * line holds a whole address, as RFC 9112 (3.2.2) has it. Undefined where they make no address: Yoga leaks a stack
 * trace then.
 */
export function takeTarget(request: IncomingMessage): string | undefined {
  const { headers, url = '/' } = request
  const target = /^https?:\/\//i.test(url) ? url : `http://${headers.host ?? 'localhost'}${url}`
  const address = URL.parse(target)
  if (address === null) return undefined
  const { host, pathname, search } = address
  const path = pathname.replace(/(?<=.)\/$/, '')
  headers.host = host
  request.url = path + search
  return path
}
