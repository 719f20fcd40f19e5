// Pages of a list, and the cursors that mark places in it. The server's cursors are opaque: which place one marks is
// learnt from the answer it came in.
import { comparePlaces, inOrder, type Key, placeOf, signatureOf } from './order.ts'
import type { Link, Value } from './store.ts'

/** Marks a text of the oracle's answer as a cursor. */
const mark = '\0cursor '

/** The place a marked text stands for; undefined where the text is no cursor. */
export function cursorIn(value: unknown): { readonly list: string; readonly place: readonly Value[] } | undefined {
  return typeof value === 'string' && value.startsWith(mark) ? JSON.parse(value.slice(mark.length)) : undefined
}

/** What is known of the server's cursors. */
export class Cursors {
  readonly #places = new Map<string, readonly Value[]>()
  readonly #byList = new Map<string, string[]>()
  readonly #byPlace = new Map<string, string>()

  /** Learns that a cursor of the server marks a place; false where that contradicts what is known. */
  learn(given: string, { list, place }: { readonly list: string; readonly place: readonly Value[] }): boolean {
    const name = JSON.stringify([list, given])
    const known = this.#places.get(name)
    const spot = JSON.stringify([list, place])
    if (known) return JSON.stringify([list, known]) === spot && this.#byPlace.get(spot) === given
    if (this.#byPlace.has(spot)) return false
    this.#places.set(name, place)
    this.#byPlace.set(spot, given)
    this.#byList.set(list, [...(this.#byList.get(list) ?? []), given])
    return true
  }

  /** Cursors that are good for lists of a type in an order. */
  of(list: string): readonly string[] {
    return this.#byList.get(list) ?? []
  }

  place(list: string, cursor: unknown): readonly Value[] {
    const place = this.#places.get(JSON.stringify([list, cursor]))
    if (!place) throw new TypeError(`No answer held the cursor ${String(cursor)}.`)
    return place
  }

  get count(): number {
    return this.#places.size
  }
}

export interface Page {
  readonly all: readonly Link[]
  readonly shown: readonly Link[]
  readonly cursorOf: (link: Link) => string
  readonly info: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
}

type Args = Readonly<Record<string, unknown>>
const given = (args: Args, name: string): unknown => args[name] ?? undefined

export function pageOf(cursors: Cursors, type: string, links: readonly Link[], keys: readonly Key[], args: Args): Page {
  const list = signatureOf(type, keys)
  const all = inOrder(links, keys)
  const [after, before] = [given(args, 'after'), given(args, 'before')]
  const side = (link: Link, cursor: unknown) => comparePlaces(placeOf(link, keys), cursors.place(list, cursor), keys)
  const between = all.filter(
    (link) => (after === undefined || side(link, after) > 0) && (before === undefined || side(link, before) < 0),
  )
  const last = given(args, 'last')
  const size = Number(last ?? given(args, 'first') ?? 20)
  const shown = last === undefined ? between.slice(0, size) : between.slice(Math.max(0, between.length - size))
  const cursorOf = (link: Link) => mark + JSON.stringify({ list, place: placeOf(link, keys) })
  const [first, end] = [shown[0], shown.at(-1)]
  const more = between.length > size
  return {
    all,
    shown,
    cursorOf,
    info: {
      hasNextPage: last === undefined ? more : before !== undefined,
      hasPreviousPage: last === undefined ? after !== undefined : more,
      startCursor: first ? cursorOf(first) : null,
      endCursor: end ? cursorOf(end) : null,
    },
  }
}
