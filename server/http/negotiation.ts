// What the client can take: media types and content codings, by the quality it gives them.
import type { IncomingHttpHeaders } from 'node:http'
import Negotiator from 'negotiator'

/**
 * Content codings, those that the server would rather use first. On answers of 20 to 400 kB of JSON, Brotli at the level
 * of `compression.ts` gives the fewest bytes; deflate is for clients that know nothing else.
 */
export const codings = ['br', 'zstd', 'gzip', 'deflate', 'identity'] as const
export type Coding = (typeof codings)[number]

/** Media types of answers that are one JSON text. */
export const jsonTypes = ['application/json', 'application/graphql-response+json'] as const
export type JsonType = (typeof jsonTypes)[number]
export const pageType = 'text/html'
/** What `*` may stand for, the usual first. */
const types: readonly string[] = [...jsonTypes, 'multipart/mixed', 'text/event-stream', pageType]

const order: readonly string[] = codings
const coding = new Map<string, Coding>(codings.map((name) => [name, name]))
const jsonType = new Map<string, JsonType>(jsonTypes.map((name) => [name, name]))

/** The codings that a client accepts, best first; none where it accepts none that there is, not even `identity`. */
export function acceptedCodings({ 'accept-encoding': header }: IncomingHttpHeaders): readonly Coding[] {
  if (header === undefined) return ['identity']
  const rank = (part: string): number => order.indexOf(part.split(';', 1)[0]?.trim().toLowerCase() ?? '')
  // Of codings with the same quality, the negotiator takes the one that stands first.
  const ordered = header.split(',').sort((a, b) => rank(a) - rank(b))
  const accepted = new Negotiator({ headers: { 'accept-encoding': ordered.join() } }).encodings([...codings])
  return accepted.flatMap((name) => coding.get(name) ?? [])
}

/** The media types that a client accepts and the API has, best first. Parameters other than `q` are passed over. */
export function acceptedTypes({ accept }: IncomingHttpHeaders): readonly string[] {
  if (accept === undefined || accept.trim() === '') return [...types]
  const bare = accept.replace(/;\s*(?!q\s*=)[^;,"=]*(?:=\s*(?:"[^"]*"|[^;,"]*))?/gi, '')
  return new Negotiator({ headers: { accept: bare } }).mediaTypes([...types])
}

/** The first of the media types that is one JSON text. */
export function firstJsonType(accepted: readonly string[]): JsonType | undefined {
  for (const name of accepted) {
    const type = jsonType.get(name)
    if (type !== undefined) return type
  }
  return undefined
}
