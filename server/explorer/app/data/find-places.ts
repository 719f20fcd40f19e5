// Places by what somebody types: the search of the API has none, and the page has the names of all.
import type { Facts } from './facts.ts'

/** A country or region that words may mean. */
export interface FoundPlace {
  readonly code: string
  readonly name: string
  readonly kind: 'country' | 'region'
}

const fold = (words: string): string => words.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

const wordsOf = (words: string): readonly string[] => fold(words).match(/[\p{L}\p{N}]+/gu) ?? []

/** How well a name is met: the name itself, its beginning, words in it; undefined where a word is not in it. */
function rankOf(name: string, wanted: readonly string[]): number | undefined {
  const own = wordsOf(name)
  if (!wanted.every((word) => own.some((each) => each.startsWith(word)))) return undefined
  if (own.join(' ') === wanted.join(' ')) return 0
  return own.join(' ').startsWith(wanted.join(' ')) ? 1 : 2
}

/** The countries and regions in whose name every word, or its beginning, stands; the best first. */
export function findPlaces({ countries, regions }: Facts, typed: string): readonly FoundPlace[] {
  const wanted = wordsOf(typed)
  if (wanted.length === 0) return []
  const all: readonly FoundPlace[] = [
    ...countries.map(({ code, name }) => ({ code, name, kind: 'country' as const })),
    ...regions.map(({ code, name }) => ({ code, name, kind: 'region' as const })),
  ]
  return all
    .flatMap((place) => {
      const rank = rankOf(place.name, wanted)
      return rank === undefined ? [] : [{ place, rank }]
    })
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ place }) => place)
}
