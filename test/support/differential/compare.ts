// Holds the server's answer against the reference's, the order of keys included.
import { type Cursors, cursorIn } from './page.ts'

/** The first difference between two answers, told by its path; undefined where they are equal. Learns the cursors. */
export function difference(cursors: Cursors, server: unknown, reference: unknown, path = 'data'): string | undefined {
  const told = () => `${path}: the server says ${JSON.stringify(server)}, the reference ${JSON.stringify(reference)}`
  const cursor = cursorIn(reference)
  if (cursor) return typeof server === 'string' && cursors.learn(server, cursor) ? undefined : told()
  if (Array.isArray(server) && Array.isArray(reference)) {
    for (let index = 0; index < Math.min(server.length, reference.length); index += 1) {
      const found = difference(cursors, server[index], reference[index], `${path}.${index}`)
      if (found !== undefined) return found
    }
    return server.length === reference.length ? undefined : told()
  }
  if (isObject(server) && isObject(reference)) {
    const [own, other] = [Object.keys(server), Object.keys(reference)]
    for (const key of own.filter((name) => Object.hasOwn(reference, name))) {
      const found = difference(cursors, Reflect.get(server, key), Reflect.get(reference, key), `${path}.${key}`)
      if (found !== undefined) return found
    }
    return own.join() === other.join()
      ? undefined
      : `${path}: the server has ${own.join()}, the reference ${other.join()}`
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
