// How much the catalogue has for each country.
import type { Country, Facts } from '../data/facts.ts'

/** A country with how many initiatives are tied to it, also by a region, and how many actions concern it. */
export interface CountryTally {
  readonly country: Country
  readonly initiatives: number
  readonly actions: number
}

/** Every country, by name. */
export function talliesOf(facts: Facts): readonly CountryTally[] {
  const count = (list: readonly { readonly countries: readonly Country[] }[]): ReadonlyMap<Country, number> => {
    const counts = new Map<Country, number>()
    for (const { countries } of list)
      for (const country of countries) counts.set(country, (counts.get(country) ?? 0) + 1)
    return counts
  }
  const [initiatives, actions] = [count(facts.initiatives), count(facts.actions)]
  return facts.countries.map((country) => ({
    country,
    initiatives: initiatives.get(country) ?? 0,
    actions: actions.get(country) ?? 0,
  }))
}
