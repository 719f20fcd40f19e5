// What rows of files say, kept as texts outside of the heap: a file may say something of a hundred thousand things, all of
// which is needed again when they are made. What many rows share - sheets, tables, columns - is held once.
import { DigestLists, Digests } from '../../db/spill/digests.ts'
import { Integers } from '../../db/spill/integers.ts'
import { SpilledTexts } from '../../db/spill/texts.ts'
import type { Place } from '../entry.ts'
import type { RowsShape, SetShape } from '../own/shapes.ts'
import { comparable, type Value } from '../own/values.ts'
import type { RowReport } from '../report.ts'
import { type Made, operationOf, rankOf, type SetItem, sizeOf, type There } from './made.ts'

/** Things by numbers; those of the same name are one. */
class Shared<Thing> {
  readonly #numbers = new Map<unknown, number>()
  readonly #things: Thing[] = []

  numberOf(thing: Thing, name: unknown = thing): number {
    const number = this.#numbers.get(name) ?? this.#things.push(thing) - 1
    this.#numbers.set(name, number)
    return number
  }

  at(number: number): Thing {
    const thing = this.#things[number]
    if (thing === undefined) throw new RangeError(`Nothing that is shared has the number ${number}.`)
    return thing
  }
}

/** A place: its row, and the numbers of its sheet and of the columns it was made from, where they are others. */
type PlaceText = readonly [row: number, sheet: number, from?: number]

type ItemText = readonly [item: Value, place: PlaceText]

type RowText = readonly [
  place: PlaceText,
  shape: number,
  name: string | null,
  columns: number,
  values: readonly Value[],
  there?: readonly [id: string, version: number | null, before: readonly (readonly [] | readonly [Value])[]],
]

type SetText = readonly [
  place: PlaceText,
  shape: number,
  name: string,
  before: string | null,
  items: readonly ItemText[],
]

/** Places and items as texts. */
class Places {
  readonly #sheets = new Shared<Place['sheet']>()
  readonly #from = new Shared<ReadonlyMap<string, string>>()

  textOf({ sheet, row, from }: Place): PlaceText {
    const own = this.#sheets.numberOf(sheet)
    return from === undefined ? [row, own] : [row, own, this.#from.numberOf(from, JSON.stringify([...from]))]
  }

  in([row, sheet, from]: PlaceText): Place {
    return { sheet: this.#sheets.at(sheet), row, ...(from !== undefined && { from: this.#from.at(from) }) }
  }

  textOfItem({ item, place }: SetItem): ItemText {
    return [item, this.textOf(place)]
  }

  itemIn([item, place]: ItemText): SetItem {
    return { item, place: this.in(place) }
  }
}

/** Items of sets, owner by owner in the order in which owners came, until it is known what all of a set is. */
export class KeptItems implements Disposable {
  readonly #texts = new SpilledTexts()
  readonly #places = new Places()
  readonly #owners = new DigestLists()
  readonly #items = new Digests()
  readonly #names = new SpilledTexts()

  /** Takes an item in; false where its owner has it already. */
  add(owner: string, item: SetItem): boolean {
    const name = JSON.stringify([owner, comparable(item.item)])
    if (this.#items.has(name)) return false
    this.#items.set(name, 0)
    const list = this.#owners.add(owner, this.#texts.push(JSON.stringify(this.#places.textOfItem(item))))
    if (list === this.#names.length) this.#names.push(owner)
    return true
  }

  *[Symbol.iterator](): Generator<readonly [owner: string, items: readonly SetItem[]]> {
    for (let list = 0; list < this.#names.length; list += 1)
      yield [this.#names.get(list), this.#owners.listAt(list).map((index) => this.#itemAt(index))]
  }

  [Symbol.dispose](): void {
    this.#texts[Symbol.dispose]()
    this.#names[Symbol.dispose]()
  }

  #itemAt(index: number): SetItem {
    const text: ItemText = JSON.parse(this.#texts.get(index))
    return this.#places.itemIn(text)
  }
}

/** Changes that rows make, by numbers. */
export class KeptMade implements Disposable {
  readonly #texts = new SpilledTexts()
  readonly #places = new Places()
  readonly #rowShapes = new Shared<RowsShape>()
  readonly #setShapes = new Shared<SetShape>()
  readonly #columns = new Shared<readonly string[]>()
  readonly #ranks = new Integers()
  readonly #order = new Integers()
  readonly #counts = { CREATE: 0, UPDATE: 0 }
  #size = 0

  /** How many changes these are, as a changeset counts them. */
  get size(): number {
    return this.#size
  }

  /** How many there are of each operation. */
  get counts(): Readonly<Record<RowReport['operation'], number>> {
    return this.#counts
  }

  get length(): number {
    return this.#texts.length
  }

  push(made: Made): void {
    this.#texts.push(JSON.stringify(made.is === 'row' ? [0, this.#rowText(made)] : [1, this.#setText(made)]))
    this.#ranks.push(rankOf(made))
    this.#counts[operationOf(made)] += 1
    this.#size += sizeOf(made)
  }

  /** Puts what others refer to before these; what has the same rank stays in its order. */
  sort(): void {
    const byRank = [...new Set(this.#ranks)].toSorted((a, b) => a - b)
    let place = 0
    for (const rank of byRank)
      for (let index = 0; index < this.length; index += 1) {
        if (this.#ranks.at(index) !== rank) continue
        this.#order.set(place, index)
        place += 1
      }
  }

  /** A change; undefined where there is none of that number. */
  at(index: number): Made | undefined {
    if (!(index >= 0 && index < this.length)) return undefined
    const number = this.#order.length > 0 ? this.#order.at(index) : index
    const made: readonly [0, RowText] | readonly [1, SetText] = JSON.parse(this.#texts.get(number))
    return made[0] === 0 ? this.#rowIn(made[1]) : this.#setIn(made[1])
  }

  *[Symbol.iterator](): Generator<Made> {
    for (let index = 0; index < this.length; index += 1) {
      const made = this.at(index)
      if (made !== undefined) yield made
    }
  }

  [Symbol.dispose](): void {
    this.#texts[Symbol.dispose]()
  }

  #rowText({ place, shape, name, columns, values, there }: Extract<Made, { is: 'row' }>): RowText {
    const row = [
      this.#places.textOf(place),
      this.#rowShapes.numberOf(shape),
      name,
      this.#columns.numberOf(columns, columns.join('\n')),
      values,
    ] as const
    if (there === undefined) return row
    const before = there.before.map((value) => (value === undefined ? ([] as const) : ([value] as const)))
    return [...row, [there.id, there.version ?? null, before]]
  }

  #rowIn([place, shape, name, columns, values, there]: RowText): Made {
    return {
      is: 'row',
      place: this.#places.in(place),
      shape: this.#rowShapes.at(shape),
      name,
      columns: this.#columns.at(columns),
      values,
      there: there && thereIn(there),
    }
  }

  #setText({ place, shape, name, before, items }: Extract<Made, { is: 'set' }>): SetText {
    const list = items.map((item) => this.#places.textOfItem(item))
    return [this.#places.textOf(place), this.#setShapes.numberOf(shape), name, before ?? null, list]
  }

  #setIn([place, shape, name, before, items]: SetText): Made {
    return {
      is: 'set',
      place: this.#places.in(place),
      shape: this.#setShapes.at(shape),
      name,
      before: before ?? undefined,
      items: items.map((item) => this.#places.itemIn(item)),
    }
  }
}

const thereIn = ([id, version, before]: Exclude<RowText[5], undefined>): There => ({
  id,
  version: version ?? undefined,
  before: before.map(([value]) => value),
})
