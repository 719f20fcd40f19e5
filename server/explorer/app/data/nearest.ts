// Names like one that nothing has: for those who misspelt an address, or follow an old one.
import type { View } from '../views.ts'
import type { Facts } from './facts.ts'

/** Something with a page of its own. */
export interface Candidate {
  readonly view: View
  readonly about: string
  readonly name: string
}

const initiatives = ({ initiatives: all }: Facts): readonly Candidate[] =>
  all.map(({ slug, name }) => ({ view: 'initiative', about: slug, name }))
const actors = ({ actors: all }: Facts): readonly Candidate[] =>
  all.map(({ slug, name }) => ({ view: 'actor', about: slug, name }))
const countries = ({ countries: all }: Facts): readonly Candidate[] =>
  all.map(({ code, name }) => ({ view: 'country', about: code, name }))

/** What the reader may have meant, by the view of the address; everything where the view says nothing. */
function candidates(facts: Facts, view: View): readonly Candidate[] {
  if (view === 'initiative') return initiatives(facts)
  if (view === 'actor') return actors(facts)
  if (view === 'country') return countries(facts)
  return [...initiatives(facts), ...actors(facts), ...countries(facts)]
}

const plain = (words: string): string =>
  words
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The runs of three letters in a text; those at its ends count, too. */
function trigrams(words: string): ReadonlySet<string> {
  const padded = `  ${plain(words)} `
  return new Set(Array.from({ length: Math.max(0, padded.length - 2) }, (_, index) => padded.slice(index, index + 3)))
}

/** How much two sets have in common, from 0 to 1. */
const likeness = (a: ReadonlySet<string>, b: ReadonlySet<string>): number =>
  a.size + b.size === 0 ? 0 : (2 * [...a].filter((each) => b.has(each)).length) / (a.size + b.size)

const leastLikeness = 0.25
const shown = 5

/** The things whose slug or name is most like what the address says, the most like first; none where nothing is. */
export function nearest(facts: Facts, view: View, about: string): readonly Candidate[] {
  const wanted = trigrams(about)
  return candidates(facts, view)
    .map((candidate) => ({
      candidate,
      like: Math.max(likeness(wanted, trigrams(candidate.about)), likeness(wanted, trigrams(candidate.name))),
    }))
    .filter(({ like }) => like >= leastLikeness)
    .toSorted((a, b) => b.like - a.like)
    .slice(0, shown)
    .map(({ candidate }) => candidate)
}
