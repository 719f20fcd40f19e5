// Holds the server's answer against the reference's.
import { type Cursors, cursorIn } from './page.ts'

interface Comparison {
  /** Whether keys must stand in the same order, too. */
  readonly ordered: boolean
}

/** The first difference between two answers, told by its path; undefined where they are equal. Learns the cursors. */
export function difference(
  cursors: Cursors,
  server: unknown,
  reference: unknown,
  { ordered }: Comparison,
  path = 'data',
): string | undefined {
  const told = () => `${path}: the server says ${JSON.stringify(server)}, the reference ${JSON.stringify(reference)}`
  const inside = (key: string | number, own: unknown, other: unknown) =>
    difference(cursors, own, other, { ordered }, `${path}.${key}`)
  const cursor = cursorIn(reference)
  if (cursor) return typeof server === 'string' && cursors.learn(server, cursor) ? undefined : told()
  if (Array.isArray(server) && Array.isArray(reference)) {
    for (let index = 0; index < Math.min(server.length, reference.length); index += 1) {
      const found = inside(index, server[index], reference[index])
      if (found !== undefined) return found
    }
    return server.length === reference.length ? undefined : told()
  }
  if (isObject(server) && isObject(reference)) {
    const [own, other] = [server, reference].map((object) => {
      const keys = Object.keys(object)
      return (ordered ? keys : keys.sort()).join()
    })
    for (const key of Object.keys(server).filter((name) => Object.hasOwn(reference, name))) {
      const found = inside(key, Reflect.get(server, key), Reflect.get(reference, key))
      if (found !== undefined) return found
    }
    return own === other ? undefined : `${path}: the server has ${own}, the reference ${other}`
  }
  return Object.is(server, reference) ? undefined : told()
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** How many values an answer holds. */
export function valuesIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + valuesIn(item), 0)
  return isObject(value) ? valuesIn(Object.values(value)) : 1
}
