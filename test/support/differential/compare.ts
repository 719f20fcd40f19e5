// Holds the server's answer against the oracle's.
import { type Cursors, cursorIn } from './page.ts'

interface Comparison {
  /** Whether keys must stand in the same order, too. */
  readonly ordered: boolean
}

/** The first difference between two answers, mismatch by its path; undefined where they are equal. Learns the cursors. */
export function difference(
  cursors: Cursors,
  server: unknown,
  oracle: unknown,
  { ordered }: Comparison,
  path = 'data',
): string | undefined {
  const mismatch = () => `${path}: the server says ${JSON.stringify(server)}, the oracle ${JSON.stringify(oracle)}`
  const inside = (key: string | number, own: unknown, other: unknown) =>
    difference(cursors, own, other, { ordered }, `${path}.${key}`)
  const cursor = cursorIn(oracle)
  if (cursor) return typeof server === 'string' && cursors.learn(server, cursor) ? undefined : mismatch()
  if (Array.isArray(server) && Array.isArray(oracle)) {
    for (let index = 0; index < Math.min(server.length, oracle.length); index += 1) {
      const found = inside(index, server[index], oracle[index])
      if (found !== undefined) return found
    }
    return server.length === oracle.length ? undefined : mismatch()
  }
  if (isObject(server) && isObject(oracle)) {
    const [own, other] = [server, oracle].map((object) => {
      const keys = Object.keys(object)
      return (ordered ? keys : keys.sort()).join()
    })
    for (const key of Object.keys(server).filter((name) => Object.hasOwn(oracle, name))) {
      const found = inside(key, Reflect.get(server, key), Reflect.get(oracle, key))
      if (found !== undefined) return found
    }
    return own === other ? undefined : `${path}: the server has ${own}, the oracle ${other}`
  }
  return Object.is(server, oracle) ? undefined : mismatch()
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** How many values an answer holds. */
export function valuesIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + valuesIn(item), 0)
  return isObject(value) ? valuesIn(Object.values(value)) : 1
}
