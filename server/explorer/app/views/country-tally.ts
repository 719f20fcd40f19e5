// How much the catalogue has for each country.
import type { Country, Facts } from '../data/facts.ts'

/** A country with how many initiatives are tied to it, also by a region, and how many actions concern it. */
export interface CountryTally {
  readonly country: Country
  readonly initiatives: number
  readonly actions: number
}

/** A continent with how many countries the catalogue has of it, and how much for any of them. */
export interface ContinentTally {
  readonly name: string
  readonly countries: number
  readonly initiatives: number
  readonly actions: number
}

/** Every continent, by name. What concerns several of its countries counts once. */
export function continentTallies({ countries, initiatives, actions }: Facts): readonly ContinentTally[] {
  const names = [...new Set(countries.map(({ continent }) => continent))].toSorted()
  return names.map((name) => {
    const isHere = (each: { readonly countries: readonly Country[] }): boolean =>
      each.countries.some(({ continent }) => continent === name)
    return {
      name,
      countries: countries.filter(({ continent }) => continent === name).length,
      initiatives: initiatives.filter(isHere).length,
      actions: actions.filter(isHere).length,
    }
  })
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
