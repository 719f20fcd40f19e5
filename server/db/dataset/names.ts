// The names that entries may refer to, in whichever file they stand.
import type { LoadedTable } from '../tables.ts'
import type { ActionPointEntry, PlaceEntry } from './shape.ts'

export interface Names {
  /** The date of the source, as EDTF. */
  readonly asOf: string
  /** The names of rows, by their table. */
  readonly byTable: ReadonlyMap<LoadedTable, ReadonlySet<string>>
  readonly places: ReadonlyMap<string, PlaceEntry>
  readonly actors: ReadonlySet<string>
  readonly initiatives: ReadonlySet<string>
  /** The actions as `slug/key`; undefined where the file of an initiative could not be read. */
  readonly actions: ReadonlySet<string> | undefined
  /** The action point of each section of the publication. */
  readonly sections: ReadonlyMap<string, number>
}

interface Named {
  readonly slug: string
}

interface Entries {
  readonly description: { readonly asOf: string }
  readonly lists: readonly { readonly table: LoadedTable; readonly entries: readonly Named[] }[]
  readonly actionPoints: readonly ActionPointEntry[]
  readonly places: readonly PlaceEntry[]
  readonly actors: readonly Named[]
  readonly initiatives: readonly Named[]
  readonly actions: ReadonlySet<string> | undefined
}

/** Collects the names of all entries. */
export function namesOf({ description, lists, actionPoints, places, actors, initiatives, actions }: Entries): Names {
  const slugs = (entries: readonly Named[]) => new Set(entries.map(({ slug }) => slug))
  const actorSlugs = slugs(actors)
  const initiativeSlugs = slugs(initiatives)
  return {
    asOf: description.asOf,
    byTable: new Map<LoadedTable, ReadonlySet<string>>([
      ['places', new Set(places.map(({ code }) => code))],
      ['actors', actorSlugs],
      ['initiatives', initiativeSlugs],
      ...lists.map(({ table, entries }) => [table, slugs(entries)] as const),
    ]),
    places: new Map(places.map((place) => [place.code, place])),
    actors: actorSlugs,
    initiatives: initiativeSlugs,
    actions,
    sections: new Map(actionPoints.flatMap(({ number, subPoints }) => subPoints.map(({ code }) => [code, number]))),
  }
}
