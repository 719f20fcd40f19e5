// What the API says of a change by keys and constants, in the words of the page.
import type { Facts } from '../data/facts.ts'
import { spoken, typeLabel } from '../field-words.ts'
import type { BelongsFragment } from '../generated.ts'
import { plainValue, writtenFields } from '../parts/values.ts'
import type { View } from '../views.ts'
import { forms } from './declared.ts'
import { valueLabel } from './words.ts'

const isConstant = (text: string): boolean => /^[A-Z][A-Z_]+$/.test(text)

/** The name of what a slug or code is of; the slug itself where it is of nothing on the page. */
export function nameOf(
  { initiatives, actors, countries, regions, points }: Facts,
  key: string,
  others: Names = new Map(),
): string {
  const found =
    initiatives.find(({ slug }) => slug === key) ??
    actors.find(({ slug }) => slug === key) ??
    [...countries, ...regions].find(({ code }) => code === key)
  return found?.name ?? points.find(({ slug }) => slug === key)?.title ?? others.get(key) ?? key
}

/** Names by slugs, of what is not in the catalogue any more, or not yet. */
export type Names = ReadonlyMap<string, string>

/** The names of the actors that changes make or delete. */
export const namesIn = (changes: readonly Of[]): Names =>
  new Map(changes.flatMap(({ type, key, name }) => (type === 'Actor' ? [[key, name]] : [])))

/** A key that the server made, which says nothing to anybody. */
const isMade = (key: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key)

/**
 * What a row is called: of a key such as `bali-process/iom/CO_CHAIR`, each part by its name; of a key that was made, who takes
 * part as what; else what kind of thing it is.
 */
export function rowName(facts: Facts, change: Of, others?: Names): string {
  const { type, key, name, fields, subject } = change
  if (name !== key) return name
  const parts = isMade(key)
    ? ['actor', 'role'].flatMap((each) => {
        const field = fields.find((one) => one.name === each)
        return field?.after ?? field?.before ?? []
      })
    : name.split(/[/ ]/)
  const told = parts.length === 0 && subject && 'actor' in subject ? [subject.actor.slug, subject.role] : parts
  if (told.length === 0) return spoken(typeLabel(type))
  return told.map((part) => (isConstant(part) ? spoken(part) : nameOf(facts, part, others))).join(', ')
}

/** The fields of a change that say something to people. */
export const fieldsOf = ({ fields }: Of): Of['fields'] =>
  writtenFields(fields).filter(({ name, after, before }) => name !== 'key' || !isMade(after ?? before ?? ''))

/** A value of a field: constants by their label, rows that it refers to by their name. */
export function readable(
  facts: Facts,
  type: string,
  name: string,
  value: string | null,
  others?: Names,
): string | null {
  if (value === null) return null
  const field = forms[type]?.fields.find((each) => each.name === name)
  if (field?.is === 'choice') return valueLabel(field.of, value)
  if (field?.is === 'row') return nameOf(facts, value, others)
  return plainValue(name, value)
}

/** A change, as far as it says what it is of. */
export interface Of {
  readonly type: string
  readonly key: string
  readonly name: string
  readonly fields: readonly {
    readonly name: string
    readonly before: string | null
    readonly after: string | null
  }[]
  readonly subject?: BelongsFragment | null
}

/** What has a page, and its name. */
export interface RecordOf {
  readonly view: View
  readonly about: string
  readonly name: string
}

/** The fields of a part that say what it belongs to, the nearest first. */
const owners = ['initiative', 'action', 'from', 'actor', 'place', 'plan', 'actionPoint']

/**
 * The record that a change belongs to: an initiative, an actor, a place or a point. A part says so by a field where it is new or
 * goes, and by the beginning of its key. Undefined where it is of no record on the page.
 */
export function recordOf(facts: Facts, { key, name, fields, subject }: Of): RecordOf | undefined {
  const said = owners.flatMap((owner) => {
    const field = fields.find((each) => each.name === owner)
    return field?.after ?? field?.before ?? []
  })
  const initiative = subject && 'initiative' in subject ? [subject.initiative.slug] : []
  const own = name === key ? undefined : name
  for (const words of [key, ...initiative, ...said, ...[key, ...said].map((each) => each.split(/[/ ]/)[0] ?? '')]) {
    const found = recordAt(facts, words)
    // What is renamed has the name of the proposal.
    if (found) return words === key && own !== undefined ? { ...found, name: own } : found
  }
  return undefined
}

function recordAt({ initiatives, actors, countries, regions, points }: Facts, key: string): RecordOf | undefined {
  const initiative = initiatives.find(({ slug }) => slug === key)
  if (initiative) return { view: 'initiative', about: key, name: initiative.name }
  const actor = actors.find(({ slug }) => slug === key)
  if (actor) return { view: 'actor', about: key, name: actor.name }
  const place = [...countries, ...regions].find(({ code }) => code === key)
  if (place) return { view: 'country', about: key, name: place.name }
  const point = points.find(({ slug }) => slug === key)
  return point && { view: 'point', about: String(point.number), name: point.title }
}
