// What the other files may refer to.
import type { ActionPointEntry, ActorEntry, Dataset, DocumentEntry, PlaceEntry } from './shape.ts'

export interface Known {
  /** The date of the source, as EDTF. */
  readonly asOf: string
  readonly documents: ReadonlySet<string>
  readonly places: ReadonlyMap<string, PlaceEntry>
  readonly actors: ReadonlySet<string>
  readonly initiatives: ReadonlySet<string>
  /** Each section of the publication with the action point it belongs to. */
  readonly sections: ReadonlyMap<string, number>
}

interface Entries {
  readonly description: Pick<Dataset['description'], 'asOf'>
  readonly documents: readonly DocumentEntry[]
  readonly actionPoints: readonly ActionPointEntry[]
  readonly places: readonly PlaceEntry[]
  readonly actors: readonly ActorEntry[]
  readonly initiatives: readonly { readonly slug: string }[]
}

/** Gathers everything that has a name of its own. */
export function knownOf({ description, documents, actionPoints, places, actors, initiatives }: Entries): Known {
  return {
    asOf: description.asOf,
    documents: new Set(documents.map(({ slug }) => slug)),
    places: new Map(places.map((place) => [place.code, place])),
    actors: new Set(actors.map(({ slug }) => slug)),
    initiatives: new Set(initiatives.map(({ slug }) => slug)),
    sections: new Map(actionPoints.flatMap(({ number, subPoints }) => subPoints.map(({ code }) => [code, number]))),
  }
}
