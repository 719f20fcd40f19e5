// Content negotiation: media types and content codings, by the client's quality values.
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import Negotiator from 'negotiator'
import { remembered } from './remembered.ts'

/**
 * Content codings, in the server's order of preference. A response of 50 kB of JSON becomes 7.2 kB with Brotli
 * (0.4 ms of processor time), 8.0 kB with Zstandard (0.5 ms) and 7.1 kB with gzip (0.7 ms), at the levels of
 * `compression.ts`. Deflate is for clients that support nothing else.
 */
export const codings = ['br', 'zstd', 'gzip', 'deflate', 'identity'] as const
export type Coding = (typeof codings)[number]

/** Media types of responses that are one JSON text. */
export const jsonTypes = ['application/json', 'application/graphql-response+json'] as const
export type JsonType = (typeof jsonTypes)[number]
export const pageType = 'text/html'
/** Media types of incremental responses. A client has to name them: `*` does not match them. */
const partTypes: readonly string[] = ['multipart/mixed', 'text/event-stream']
/** The media types that `*` matches, the default first. */
const wholeTypes: readonly string[] = [...jsonTypes, pageType]

const order: readonly string[] = codings
const coding = new Map<string, Coding>(codings.map((name) => [name, name]))
const jsonType = new Map<string, JsonType>(jsonTypes.map((name) => [name, name]))

/** The codings that a client accepts, best first; empty if it accepts none of them, not even `identity`. */
export function acceptedCodings({ 'accept-encoding': header }: IncomingHttpHeaders): readonly Coding[] {
  return header === undefined ? plainOnly : codingsIn(header)
}

const plainOnly: readonly Coding[] = ['identity']

const codingsIn = remembered((header): readonly Coding[] => {
  const rank = (part: string): number => order.indexOf(part.split(';', 1)[0]?.trim().toLowerCase() ?? '')
  // Among codings of the same quality, the negotiator takes the first.
  const ordered = header.split(',').sort((a, b) => rank(a) - rank(b))
  const accepted = new Negotiator({ headers: { 'accept-encoding': ordered.join() } }).encodings([...codings])
  return accepted.flatMap((name) => coding.get(name) ?? [])
})

/** The media types of the API that a client accepts, best first. Parameters other than `q` are ignored. */
export function acceptedTypes({ accept }: IncomingHttpHeaders): readonly string[] {
  return accept === undefined ? wholeTypes : typesIn(accept)
}

/** Whether a client prefers HTML to JSON, as browsers do. */
export const wantsPage = ({ headers }: Pick<IncomingMessage, 'headers'>): boolean =>
  acceptedTypes(headers)[0] === pageType

const typesIn = remembered((accept): readonly string[] => {
  if (accept.trim() === '') return wholeTypes
  const bare = accept.replace(/;(?!\s*q\s*=)[^;,"=]*(?:=\s*(?:"[^"]*"|[^;,"]*))?/gi, '')
  const named = partTypes.filter((type) => bare.toLowerCase().includes(type))
  return new Negotiator({ headers: { accept: bare } }).mediaTypes([...wholeTypes, ...named])
})

/** The first of the media types that is one JSON text. */
export function firstJsonType(accepted: readonly string[]): JsonType | undefined {
  for (const name of accepted) {
    const type = jsonType.get(name)
    if (type !== undefined) return type
  }
  return undefined
}
