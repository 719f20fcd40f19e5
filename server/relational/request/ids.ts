// Global object ids: the type and the public key of the object, so that an id survives a reload of the data.
import { isStorable } from './column-kinds.ts'
import { type Path, RequestError } from './errors.ts'

export interface GlobalId {
  readonly type: string
  readonly key: string
}

/** The global id of an object, by its type and its key. */
export const encodeId = ({ type, key }: GlobalId): string => Buffer.from(`${type}:${key}`).toString('base64url')

/** The type and key in an id; undefined if it is malformed, or of none of `types`. */
export function decodeId(id: unknown, types?: ReadonlySet<string>): GlobalId | undefined {
  const text = typeof id === 'string' ? Buffer.from(id, 'base64url').toString() : ''
  const colon = text.indexOf(':')
  const decoded = { type: text.slice(0, colon), key: text.slice(colon + 1) }
  const fits = colon >= 1 && (types?.has(decoded.type) ?? true) && isStorable(decoded.key) && encodeId(decoded) === id
  return fits ? decoded : undefined
}

/** The parts of a key that has so many; undefined if it is not made of them. See `joinedKey` in `sql/text.ts`. */
export function partsOfKey(key: string, count: number): readonly string[] | undefined {
  const texts = key.split('/')
  const parts = [...texts.slice(0, count - 1).map(unescaped), texts.slice(count - 1).join('/')]
  const again = parts.map((part, index) => (index === count - 1 ? part : escaped(part))).join('/')
  return texts.length >= count && again === key ? parts : undefined
}

/** The key that is made of these parts: what `partsOfKey` takes apart. */
export const keyOfParts = (parts: readonly string[]): string =>
  parts.map((part, index) => (index === parts.length - 1 ? part : escaped(part))).join('/')

/** Slashes separate the parts of a key; inside a part they are escaped as in JSON pointers (RFC 6901). */
const escaped = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1')
const unescaped = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~')

/** The error for an id that identifies nothing here. */
export const badId = (path: Path): RequestError =>
  new RequestError('BAD_ID', 'This is not an id of this API. Use ids from its responses, unchanged.', path)
