// How much the catalogue has for each country.
import { columnsOf } from '../data/columns.ts'
import { countMap } from '../data/count.ts'
import type { Country, Facts } from '../data/facts.ts'
import { filtersOf } from '../data/filters.ts'

/** A country with how many initiatives are tied to it, also by a region, and how many actions are for it, as the map counts. */
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
  const [columns, filters] = [columnsOf(new Set()), filtersOf(new URLSearchParams())]
  const { groups } = countMap(facts, { rows: 'countries', order: 'level', columns, filters })
  const rows = new Map(groups.flatMap((group) => group.rows.map((row) => [row.key, row])))
  return facts.countries.map((country) => {
    const row = rows.get(country.code)
    return { country, initiatives: row?.initiatives ?? 0, actions: row?.total.count ?? 0 }
  })
}
