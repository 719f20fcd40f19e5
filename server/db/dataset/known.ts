// What the other files may refer to.

import type { LoadedTable } from '../tables.ts'
import type { ReadList } from './plain-list.ts'
import type { ActionPointEntry, ActorEntry, Dataset, PlaceEntry } from './shape.ts'

export interface Known {
  /** The date of the source, as EDTF. */
  readonly asOf: string
  /** What entries of lists may name, by the table of its row. */
  readonly named: ReadonlyMap<LoadedTable, ReadonlySet<string>>
  readonly places: ReadonlyMap<string, PlaceEntry>
  readonly actors: ReadonlySet<string>
  readonly initiatives: ReadonlySet<string>
  /** The actions as `slug/key`; undefined where the file of an initiative could not be read. */
  readonly actions: ReadonlySet<string> | undefined
  /** Each section of the publication with the action point it belongs to. */
  readonly sections: ReadonlyMap<string, number>
}

interface Entries {
  readonly description: Pick<Dataset['description'], 'asOf'>
  readonly lists: readonly ReadList[]
  readonly actionPoints: readonly ActionPointEntry[]
  readonly places: readonly PlaceEntry[]
  readonly actors: readonly ActorEntry[]
  readonly initiatives: readonly { readonly slug: string }[]
  readonly actions: ReadonlySet<string> | undefined
}

/** Gathers everything that has a name of its own. */
export function knownOf({ description, lists, actionPoints, places, actors, initiatives, actions }: Entries): Known {
  const slugs = (entries: readonly { readonly slug: string }[]) => new Set(entries.map(({ slug }) => slug))
  const ofActors = slugs(actors)
  const ofInitiatives = slugs(initiatives)
  return {
    asOf: description.asOf,
    named: new Map<LoadedTable, ReadonlySet<string>>([
      ['places', new Set(places.map(({ code }) => code))],
      ['actors', ofActors],
      ['initiatives', ofInitiatives],
      ...lists.map(({ table, entries }) => [table, slugs(entries)] as const),
    ]),
    places: new Map(places.map((place) => [place.code, place])),
    actors: ofActors,
    initiatives: ofInitiatives,
    actions,
    sections: new Map(actionPoints.flatMap(({ number, subPoints }) => subPoints.map(({ code }) => [code, number]))),
  }
}
