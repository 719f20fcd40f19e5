// The target of a request. Node passes on the request line and the Host header unchecked.
import type { IncomingMessage } from 'node:http'
import { remembered } from './remembered.ts'

/**
 * The path a request is for, without a slash at its end. Rewrites `request.url`, and the Host header where the first
 * line holds a whole address, as RFC 9112 (3.2.2) has it. Undefined where they make no address: Yoga leaks a stack
 * trace then; and where there are several Host headers, of which Node keeps the first.
 */
export function takeTarget(request: IncomingMessage): string | undefined {
  const { headers, url = '/' } = request
  if (hasSeveralHosts(request)) return undefined
  const target = /^https?:\/\//i.test(url) ? url : `http://${headers.host ?? 'localhost'}${url}`
  const { address } = addressIn(target)
  if (address === undefined) return undefined
  headers.host = address.host
  request.url = address.url
  return address.path
}

interface Address {
  readonly host: string
  /** The path with the query after it. */
  readonly url: string
  readonly path: string
}

const addressIn = remembered((target): { readonly address?: Address } => {
  const parsed = URL.parse(target)
  if (parsed === null) return {}
  const { host, pathname, search } = parsed
  const path = pathname.replace(/(?<=.)\/$/, '')
  return { address: { host, url: path + search, path } }
})

function hasSeveralHosts({ rawHeaders }: IncomingMessage): boolean {
  let hosts = 0
  // Names and values by turns.
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? ''
    if (name.length === 4 && name.toLowerCase() === 'host') hosts += 1
  }
  return hosts > 1
}
