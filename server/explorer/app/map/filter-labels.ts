// How the values of filters are called, and in which order they stand.
import type { Facts } from '../data/facts.ts'
import type { FilterName } from '../data/filters.ts'
import { inOrder } from '../data/order.ts'
import { text } from '../text.ts'
import { actorKinds, bases, forms, levels, natures, regions, statuses } from '../words.ts'

export interface FilterLabels {
  readonly of: (name: FilterName, value: string) => string
  /** Values with their counts in the order of their vocabulary, or of the alphabet; those with none last. */
  readonly sorted: (
    name: FilterName,
    values: readonly (readonly [string, number])[],
  ) => readonly (readonly [string, number])[]
}

type Words = Readonly<Record<string, string>>

/** The labels over a catalogue. */
export function filterLabels(facts: Facts): FilterLabels {
  const tables: Readonly<Record<FilterName, Words>> = {
    level: levels,
    region: regions,
    form: forms,
    akind: actorKinds,
    nature: natures,
    status: statuses,
    basis: bases,
    country: Object.fromEntries([
      ...facts.countries.map(({ code, name }) => [code, name]),
      ...facts.regions.map(({ code, name }) => [code, text.filters.asRegion(name)]),
    ]),
    actor: Object.fromEntries(facts.actors.map(({ slug, name }) => [slug, name])),
    document: Object.fromEntries(
      facts.initiatives.map(({ citation: { document } }) => [document.slug, document.title]),
    ),
    year: { NONE: text.filters.noYear },
  }
  const of = (name: FilterName, value: string): string =>
    tables[name][value] ?? (name === 'year' && /^\d+$/.test(value) ? `${value}–${Number(value) + 4}` : value)
  return {
    of,
    sorted: (name, values) => {
      const order = Object.keys(tables[name])
      const isOrdered = name !== 'actor' && name !== 'country' && name !== 'year'
      return values.toSorted(([a, countOfA], [b, countOfB]) => {
        if ((countOfA === 0) !== (countOfB === 0)) return countOfA === 0 ? 1 : -1
        return isOrdered ? order.indexOf(a) - order.indexOf(b) : inOrder(of(name, a), of(name, b))
      })
    },
  }
}
