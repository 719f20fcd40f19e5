// The names that entries may refer to, in whichever file they stand, and those that the database holds beside the dataset.
import type { LoadedTable } from '../tables.ts'
import type { ActionPointEntry, PlaceEntry } from './shape.ts'
import type { Pages } from './source.ts'

type NamedPlace = Pick<PlaceEntry, 'name' | 'kind'>

/** What the database holds and the dataset does not: entries of other datasets. */
export interface Known {
  /** Whether the dataset stands beside another one, whose places, actors and points it uses. */
  readonly isBeside: boolean
  /** The names of rows, by their table. */
  readonly byTable: ReadonlyMap<LoadedTable, ReadonlySet<string>>
  readonly places: ReadonlyMap<string, NamedPlace>
  readonly documents: ReadonlyMap<string, Pages>
  /** The actions as `slug/key`. */
  readonly actions: ReadonlySet<string>
  /** The action point of each section of the publication. */
  readonly sections: ReadonlyMap<string, number>
}

/** Of a dataset that stands by itself. */
export const nothingKnown: Known = {
  isBeside: false,
  byTable: new Map(),
  places: new Map(),
  documents: new Map(),
  actions: new Set(),
  sections: new Map(),
}

export interface Names {
  /** The date of the source, as EDTF. */
  readonly asOf: string
  /** The document that sources cite, if they name none. */
  readonly document: string
  /** The names of rows, by their table. */
  readonly byTable: ReadonlyMap<LoadedTable, ReadonlySet<string>>
  readonly places: ReadonlyMap<string, NamedPlace>
  /** The pages of each document. */
  readonly documents: ReadonlyMap<string, Pages>
  readonly actors: ReadonlySet<string>
  readonly initiatives: ReadonlySet<string>
  /** The actions as `slug/key`; undefined where the file of an initiative could not be read. */
  readonly actions: ReadonlySet<string> | undefined
  /** The action point of each section of the publication. */
  readonly sections: ReadonlyMap<string, number>
}

interface Named {
  readonly slug: string
  readonly pages?: Partial<Pages> | undefined
}

interface Entries {
  readonly description: { readonly asOf: string; readonly document: string }
  readonly lists: readonly { readonly table: LoadedTable; readonly entries: readonly Named[] }[]
  readonly actionPoints: readonly ActionPointEntry[]
  readonly places: readonly PlaceEntry[]
  readonly actors: readonly Named[]
  readonly initiatives: readonly Named[]
  readonly actions: ReadonlySet<string> | undefined
}

/** Collects the names of all entries, and of what is known besides. */
export function namesOf(
  { description, lists, actionPoints, places, actors, initiatives, actions }: Entries,
  known: Known = nothingKnown,
): Names {
  const own = new Map<LoadedTable, readonly string[]>([
    ['places', places.map(({ code }) => code)],
    ['actors', actors.map(({ slug }) => slug)],
    ['initiatives', initiatives.map(({ slug }) => slug)],
    ...lists.map(({ table, entries }) => [table, entries.map(({ slug }) => slug)] as const),
  ])
  const byTable = new Map<LoadedTable, ReadonlySet<string>>(
    [...own].map(([table, names]) => [table, new Set([...(known.byTable.get(table) ?? []), ...names])]),
  )
  const documents = lists.find(({ table }) => table === 'documents')?.entries ?? []
  return {
    asOf: description.asOf,
    document: description.document,
    byTable,
    places: new Map([...known.places, ...places.map((place) => [place.code, place] as const)]),
    documents: new Map([
      ...known.documents,
      ...documents.map(({ slug, pages }) => [slug, { first: pages?.first, last: pages?.last }] as const),
    ]),
    actors: byTable.get('actors') ?? new Set(),
    initiatives: byTable.get('initiatives') ?? new Set(),
    sections: new Map([
      ...known.sections,
      ...actionPoints.flatMap(({ number, subPoints }) => subPoints.map(({ code }) => [code, number] as const)),
    ]),
    actions: actions && new Set([...known.actions, ...actions]),
  }
}
