// Orders: which keys there are, and which of two rows comes first.
import type { ObjectDefinition, OrderKey } from '../../../server/relational/index.ts'
import { isReadable, sortValue } from './letters.ts'
import type { Link, Value } from './store.ts'

const bytes = (text: string): Buffer => Buffer.from(text, 'utf8')

/** Numbers by size, false before true, texts by their bytes. */
export const compareValues = (a: Value, b: Value): number =>
  typeof a === 'string' || typeof b === 'string'
    ? Buffer.compare(bytes(String(a)), bytes(String(b)))
    : Number(a) - Number(b)

const enumName = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()

/** A key of an order; an exact one tells rows apart that sort alike. */
export interface Key extends OrderKey {
  readonly exact?: boolean
}

/** The requested keys, or else the default ones, followed by the identity columns. */
export function keysOf(type: ObjectDefinition, usual: readonly OrderKey[], orderBy: unknown): readonly Key[] {
  const asked = (Array.isArray(orderBy) ? orderBy : []).map((item: object): OrderKey => {
    const name = type.orders.find((order) => enumName(order) === Reflect.get(item, 'field'))
    const field = name === undefined ? undefined : type.fields[name]
    if (field?.is !== 'column') throw new TypeError(`${type.name} cannot be ordered so.`)
    return { column: field.column, direction: Reflect.get(item, 'direction') === 'DESC' ? 'DESC' : 'ASC' }
  })
  const keys = asked.length > 0 ? asked : usual
  const last = keys.at(-1)?.direction ?? 'ASC'
  const identity = (type.identity ?? ['id']).map((column): Key => ({ column, direction: last, exact: true }))
  const all: readonly Key[] = [...keys, ...identity]
  const same = (a: Key, b: Key) =>
    a.column === b.column && a.on === b.on && (a.exact === b.exact || !isReadable(a.column))
  return all.filter((key, index) => all.findIndex((other) => same(other, key)) === index)
}

/** The place of a row in an order: its values of the keys, as they sort. */
export const placeOf = (link: Link, keys: readonly Key[]): readonly Value[] =>
  keys.map(({ column, on, exact }) => {
    const value = (on === 'link' ? link.link : link.row)[column] ?? null
    return exact ? value : sortValue(column, value)
  })

/** Which of two places comes first; null is last, whichever way the order runs. */
export function comparePlaces(a: readonly Value[], b: readonly Value[], keys: readonly Key[]): number {
  for (const [index, { direction }] of keys.entries()) {
    const [one, other] = [a[index] ?? null, b[index] ?? null]
    if (one === null && other === null) continue
    if (one === null) return 1
    if (other === null) return -1
    const compared = compareValues(one, other)
    if (compared !== 0) return direction === 'DESC' ? -compared : compared
  }
  return 0
}

export const inOrder = (links: readonly Link[], keys: readonly Key[]): Link[] =>
  links.toSorted((a, b) => comparePlaces(placeOf(a, keys), placeOf(b, keys), keys))

/** What a cursor is good for: lists of one type in one order. */
export const signatureOf = (type: string, keys: readonly Key[]): string =>
  `${type} by ${keys.map(({ column, on, exact, direction }) => `${on ?? ''} ${column} ${exact ?? ''} ${direction}`).join()}`
