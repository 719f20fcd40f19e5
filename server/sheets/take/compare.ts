// Holds entries against the catalogue: what each would create, what it would change, and what is so already.
import type { Kysely } from 'kysely'
import type { EditableType, EditableTypes } from '../../changeset/editable.ts'
import { written } from '../../changeset/names.ts'
import { portionsOf } from '../../db/changes/write.ts'
import { Digests } from '../../db/spill/digests.ts'
import type { Database } from '../../db/tables.ts'
import { inLetters } from '../../relational/index.ts'
import { type Entry, type ItemEntry, type Place, type RowEntry, type Sheeted, spotOf } from '../entry.ts'
import type { RowsShape, SetShape } from '../own/shapes.ts'
import { isSame, type Value } from '../own/values.ts'
import type { CellChange, CellProblem, ImportCode } from '../report.ts'
import { unguarded } from '../write/csv.ts'
import { type Current, CurrentReader, idOf, joined, namesOfId } from './current.ts'
import { KeptItems, KeptMade } from './kept.ts'
import { itemsText, type SetItem } from './made.ts'
import { Spoilt } from './spoilt.ts'
import { LostZeros } from './zeros.ts'

/** How many rows are held against the catalogue at once. */
const batchSize = 2_000

interface Batched {
  readonly entry: RowEntry
  readonly names: readonly string[] | undefined
}

/** How many owners of sets are. They are held with all their items meanwhile. */
const ownersTogether = 500

/** Gathers what entries change. */
export class Comparison implements Disposable {
  readonly made = new KeptMade()
  unchanged = 0
  /** The keys of rows that cannot be taken; what names them is not wrong for that. */
  readonly leftOut = new Set<string>()
  readonly spoilt = new Spoilt()
  readonly #types: EditableTypes
  readonly #current: CurrentReader
  readonly #zeros: LostZeros
  readonly #report: (problem: CellProblem) => void
  readonly #batches = new Map<RowsShape, Batched[]>()
  readonly #seen = new Map<RowsShape, Digests>()
  readonly #sets = new Map<SetShape, KeptItems>()

  constructor(db: Kysely<Database>, types: EditableTypes, report: (problem: CellProblem) => void) {
    this.#types = types
    this.#zeros = new LostZeros(db, this.spoilt)
    this.#current = new CurrentReader(db, types)
    this.#report = report
  }

  async add(given: Entry): Promise<void> {
    if (given.is === 'item') return this.#addItem(given)
    const { shape } = given
    const entry = { ...given, values: await this.#asStored(given) }
    const names = this.#namesOf(entry)
    if (names !== undefined && !this.#isFirst(entry, names)) return
    const batch = this.#batches.get(shape) ?? []
    this.#batches.set(shape, batch)
    batch.push({ entry, names })
    if (batch.length >= batchSize) await this.#compare(shape)
  }

  /** The values with slugs and codes in the letters they are stored in. */
  async #asStored({ shape, place, values }: RowEntry): Promise<ReadonlyMap<string, Value>> {
    const stored = new Map(values)
    for (const [name, value] of values) {
      const field = shape.columns.get(name)?.field
      if (typeof value !== 'string' || field === undefined) continue
      const target = field.is === 'reference' ? this.#types.get(field.type) : undefined
      if (target) stored.set(name, await this.#nameOf(target, value, place))
      else if (field.is === 'value' && field.of.letters !== undefined)
        stored.set(
          name,
          await this.#withZeros(shape.type.table, field.column, String(inLetters(field.of)(value.trim())), place),
        )
    }
    return stored
  }

  /** What names a thing of a type, as it is stored. */
  async #nameOf(type: EditableType, text: string, place: Place): Promise<string> {
    const name = written(type, text.trim())
    return type.key === undefined ? name : this.#withZeros(type.table, type.key, name, place)
  }

  async #withZeros(table: string, column: string, text: string, { sheet }: Place): Promise<string> {
    return spreadsheets.has(sheet.format) ? this.#zeros.found(table, column, text) : text
  }

  /** Compares what is left. */
  async finish(): Promise<void> {
    for (const shape of this.#batches.keys()) await this.#compare(shape)
    for (const [shape, items] of this.#sets) {
      for (const owners of portionsOf(items, ownersTogether)) await this.#compareSets(shape, owners)
      items[Symbol.dispose]()
    }
    this.made.sort()
  }

  /** Forgets everything. */
  [Symbol.dispose](): void {
    this.made[Symbol.dispose]()
    for (const items of this.#sets.values()) items[Symbol.dispose]()
  }

  /** What names the thing of a row: the id, the key, or what tells it apart; undefined for a new one without a name. */
  #namesOf({ shape: { type }, id, values, place }: RowEntry): readonly string[] | undefined {
    if (id !== undefined) {
      const names = namesOfId(type, id)
      if (names === undefined) {
        this.leftOut.add(String(values.get(type.key ?? '') ?? ''))
        this.#wrong(
          place,
          'id',
          id,
          'UNKNOWN_ROW',
          'This is no global id of such a row. Leave the cell empty for a new row.',
        )
      }
      return names
    }
    if (type.key !== undefined) {
      const name = values.get(type.key)
      return typeof name === 'string' ? [written(type, name.trim())] : undefined
    }
    const names = type.identity.map(({ column, type: of }) => {
      const field = type.fields.find((each) => 'column' in each && each.column === column)
      const value = field && values.get(field.name)
      const target = of === undefined ? undefined : this.#types.get(of)
      if (value === null || value === undefined) return undefined
      return target ? written(target, String(value).trim()) : String(value)
    })
    return names.every((name) => name !== undefined) ? names : undefined
  }

  /** Two rows about one thing would be made one after the other, and the later one win. */
  #isFirst({ shape, place }: RowEntry, names: readonly string[]): boolean {
    const seen = this.#seen.get(shape) ?? new Digests()
    this.#seen.set(shape, seen)
    const name = joined(names)
    const row = seen.get(name)
    if (row === undefined) {
      seen.set(name, place.row)
      return true
    }
    const message = `Row ${row} of ${shape.name} is about ${names.join(' ')} already.`
    this.#wrong(place, shape.type.key ?? null, names.join(' '), 'SAME_ROW', message)
    return false
  }

  async #compare(shape: RowsShape): Promise<void> {
    const batch = this.#batches.get(shape) ?? []
    this.#batches.set(shape, [])
    const found = await this.#current.read(
      shape,
      batch.flatMap(({ names }) => (names === undefined ? [] : [names])),
    )
    // A row that gives no key is not added again where it is there word by word.
    const unnamed = batch.filter(({ entry, names }) => names === undefined && entry.id === undefined)
    const alike = await this.#current.alike(
      shape,
      unnamed.map(({ entry }) => entry.values),
    )
    const known = new Set(unnamed.flatMap(({ entry }, n) => (alike.has(n) ? [entry] : [])))
    for (const { entry, names } of batch) {
      const current = names && found.get(joined(names))
      if (known.has(entry) || (current && entry.keeps)) this.unchanged += 1
      else if (current) this.#update(entry, current)
      else if (entry.id === undefined) this.#create(entry, names)
      else if (names)
        this.#wrong(entry.place, 'id', entry.id, 'UNKNOWN_ROW', `There is no ${shape.type.name} of this id.`)
    }
  }

  #create({ shape, place, values }: RowEntry, names: readonly string[] | undefined): void {
    const given = [...values].filter(([, value]) => value !== null)
    const name = names === undefined ? null : namesText(names)
    this.made.push({ is: 'row', place, shape, name, ...inColumns(given), there: undefined })
  }

  #update({ shape, place, values, version, fillsOnly = false }: RowEntry, current: Current): void {
    const { type } = shape
    const cells = [...values].flatMap(([column, after]): readonly CellChange[] => {
      const before = current.values.get(column) ?? null
      // The key that names the row is no change, nor is a page that ends where it begins.
      if (saysSame(before, after, place) || (fillsOnly && after === null)) return []
      if (column === 'key' || (isLastPage(column) && (after === null || isLeftBehind(column, values, current))))
        return []
      if (place.sheet.format === 'CSV') this.spoilt.change(before, after)
      return [{ column, before, after }]
    })
    if (cells.length === 0) {
      this.unchanged += 1
      return
    }
    // Parts of a citation or of a period are changed together; what the file has comes first, in its order.
    const roots = new Set(cells.map(({ column }) => rootOf(column)))
    const together = [...new Set([...values.keys(), ...shape.columns.keys()])].flatMap((column) => {
      if (!roots.has(rootOf(column))) return []
      const cell = cells.find((each) => each.column === column)
      const stays = isLastPage(column) && isOnePage(current, column) ? null : (current.values.get(column) ?? null)
      return [[column, cell ? cell.after : stays] as const]
    })
    const before = together.map(([column]) => cells.find((cell) => cell.column === column)?.before)
    const there = { id: idOf(type, current.names), version, before }
    this.made.push({ is: 'row', place, shape, name: namesText(current.names), ...inColumns(together), there })
  }

  async #addItem(entry: ItemEntry): Promise<void> {
    const { shape, place } = entry
    const target = shape.field.type === undefined ? undefined : this.#types.get(shape.field.type)
    const item = target && typeof entry.item === 'string' ? await this.#nameOf(target, entry.item, place) : entry.item
    const items = this.#sets.get(shape) ?? new KeptItems()
    this.#sets.set(shape, items)
    const owner = await this.#nameOf(shape.type, entry.owner, place)
    if (!items.add(owner, { item, place }))
      this.#wrong(
        place,
        shape.item,
        String(item),
        'SAME_ROW',
        `${owner} has ${String(item)} already, in an earlier row.`,
      )
  }

  async #compareSets(shape: SetShape, owners: readonly (readonly [string, readonly SetItem[]])[]): Promise<void> {
    const found = await this.#current.readSets(
      shape,
      owners.map(([owner]) => owner),
    )
    for (const [owner, entries] of owners) {
      const before = found.get(owner)
      const after = entries.map(({ item }) => item)
      const isEqual = before !== undefined && before.size === after.length && after.every((item) => before.has(item))
      const [first] = entries
      if (isEqual) this.unchanged += after.length
      if (isEqual || first === undefined) continue
      this.made.push({
        is: 'set',
        place: first.place,
        shape,
        name: owner,
        before: before && itemsText(before),
        items: entries,
      })
    }
  }

  #wrong(place: Place, column: string | null, value: string | null, code: ImportCode, message: string): void {
    this.#report({ ...spotOf(place, column), value, code, message })
  }
}

/** Values, and the columns they are of. */
const inColumns = (given: readonly (readonly [string, Value])[]) => ({
  columns: given.map(([column]) => column),
  values: given.map(([, value]) => value),
})

const namesText = (names: readonly string[]): string => (names.length === 1 ? (names[0] ?? '') : names.join(' '))

/** What people edit in programs that take codes for numbers. */
const spreadsheets: ReadonlySet<Sheeted['format']> = new Set(['CSV', 'XLSX'])

/** What a cell says; in a workbook that was made of our CSV, texts still have the guards of that. */
function saysSame(before: Value, after: Value, { sheet }: Place): boolean {
  if (isSame(before, after)) return true
  return sheet.format === 'XLSX' && typeof after === 'string' && isSame(before, unguarded(after))
}

const rootOf = (column: string): string => column.split('.')[0] ?? column
/** Whether something stands on one page, so that the last page goes along with the first. */
const isOnePage = ({ values }: Current, lastPage: string): boolean =>
  values.get(lastPage) === values.get(firstPageOf(lastPage))
/** Whether a last page was forgotten when somebody gave what stands on one page another. */
function isLeftBehind(lastPage: string, values: RowEntry['values'], current: Current): boolean {
  const [first, last] = [firstPageOf(lastPage), values.get(lastPage)]
  const page = values.get(first)
  return (
    isOnePage(current, lastPage) && page === current.values.get(first) && Number(last ?? page) < Number(page ?? last)
  )
}
const firstPageOf = (lastPage: string): string => lastPage.replace(/End$/, 'Start')
const isLastPage = (column: string): boolean => column.endsWith('.pageEnd')
