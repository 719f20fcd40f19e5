// What the API says of a change by keys and constants, in the words of the page.
import type { Facts } from '../data/facts.ts'
import { spoken } from '../field-words.ts'
import { forms } from './declared.ts'
import { valueLabel } from './words.ts'

const isConstant = (text: string): boolean => /^[A-Z][A-Z_]+$/.test(text)

/** The name of what a slug or code is of; the slug itself where it is of nothing on the page. */
function nameOf({ initiatives, actors, countries, regions, points }: Facts, key: string): string {
  const found =
    initiatives.find(({ slug }) => slug === key) ??
    actors.find(({ slug }) => slug === key) ??
    [...countries, ...regions].find(({ code }) => code === key)
  return found?.name ?? points.find(({ slug }) => slug === key)?.title ?? key
}

/** What a row is called: of a key such as `bali-process/iom/CO_CHAIR`, each part by its name. */
export function rowName(facts: Facts, name: string, key: string): string {
  if (name !== key) return name
  return name
    .split(/[/ ]/)
    .map((part) => (isConstant(part) ? spoken(part) : nameOf(facts, part)))
    .join(', ')
}

/** A value of a field: constants by their label, rows that it refers to by their name. */
export function readable(facts: Facts, type: string, name: string, value: string | null): string | null {
  if (value === null) return null
  const field = forms[type]?.fields.find((each) => each.name === name)
  if (field?.is === 'choice') return valueLabel(field.of, value)
  if (field?.is === 'row') return nameOf(facts, value)
  return value
}
