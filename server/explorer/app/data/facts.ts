// What the map counts: every initiative, action, actor and place, in the form in which counting is fast.
import type {
  ActionNature,
  ActionStatus,
  ActorKind,
  AssessmentCoverage,
  Basis,
  CitationSection,
  Coverage,
  Region as Heading,
  InitiativeKind,
  Level,
  ParticipationRole,
  PlaceRole,
} from '../../../../sdk/src/index.ts'
import type {
  ExplorerActionsQuery,
  ExplorerActorsQuery,
  ExplorerInitiativesQuery,
  ExplorerPlacesQuery,
  ExplorerStartQuery,
} from '../generated.ts'

export type { ParticipationRole }

/** The printed page of a fact. */
export interface Page {
  readonly pageStart: number
  readonly pageEnd: number
  readonly section: CitationSection
  readonly footnote?: number | null | undefined
  readonly document: { readonly slug: string; readonly title: string }
}

export interface Actor {
  readonly slug: string
  readonly name: string
  readonly acronym: string | null
  readonly kind: ActorKind
}

export interface Country {
  readonly code: string
  readonly name: string
  /** The name of the continent it lies in. */
  readonly continent: string
}

/** A part of the world that countries lie in. */
export interface Region {
  readonly code: string
  readonly name: string
}

/** A place that an initiative or action is tied to. */
export interface Tie {
  readonly code: string
  readonly name: string
  readonly role: PlaceRole
  /** The countries that the place is or lies in; none for a region. */
  readonly inside: readonly string[]
  /** The countries that it stands for: those, and each country of a region. */
  readonly countries: readonly Country[]
}

export interface Initiative {
  readonly slug: string
  readonly name: string
  readonly acronym: string | null
  readonly kind: InitiativeKind
  readonly level: Level
  readonly region: Heading | null
  readonly coverage: Coverage
  readonly startYear: number | null
  readonly citation: Page
  readonly places: readonly Tie[]
  /** The countries that it is tied to, also by a region. */
  readonly countries: readonly Country[]
  /** The codes of these countries, and of every region that a place of the initiative overlaps. */
  readonly areas: readonly string[]
  readonly actors: readonly Actor[]
  /** What editors say of it under each of the ten points; null where nobody has judged. */
  readonly assessed: readonly (AssessmentCoverage | null)[]
}

export interface Action {
  readonly id: string
  readonly initiative: Initiative
  readonly nature: ActionNature
  readonly status: ActionStatus
  /** Who performs it, collaborates in it or coordinates it. */
  readonly doers: readonly Actor[]
  /** The countries that it names, itself or by a place in them. */
  readonly named: readonly string[]
  readonly countries: readonly Country[]
  /** Its ties to points, which are numbered from 0. */
  readonly ties: readonly { readonly point: number; readonly basis: Basis }[]
}

export interface Point {
  readonly number: number
  readonly slug: string
  readonly title: string
  readonly gist: string
}

/** The catalogue as of one revision. */
export interface Facts {
  readonly revision: number
  readonly about: ExplorerStartQuery['catalogue']
  readonly points: readonly Point[]
  readonly initiatives: readonly Initiative[]
  readonly actions: readonly Action[]
  readonly actors: readonly Actor[]
  readonly countries: readonly Country[]
  readonly regions: readonly Region[]
}

/** The facts as the API gives them. */
export interface Given {
  readonly revision: number
  readonly start: ExplorerStartQuery
  readonly initiatives: ExplorerInitiativesQuery['initiatives']['nodes']
  readonly actions: ExplorerActionsQuery['actions']['nodes']
  readonly actors: ExplorerActorsQuery['actors']['nodes']
  readonly places: ExplorerPlacesQuery['places']['nodes']
}

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name.localeCompare(b.name, 'en')

const doing: ReadonlySet<string> = new Set(['PERFORMER', 'COLLABORATOR', 'COORDINATOR'])

/** Ties what the API gives together. */
export function factsOf({ revision, start, initiatives, actions, actors, places }: Given): Facts {
  const actorOf = new Map(actors.map((actor) => [actor.slug, actor]))
  const { countries, regions, countriesOf, areasOf, insideOf, nameOf } = geography(places)
  const sorted = initiatives.map((given): [typeof given, Initiative] => {
    const { slug, name, acronym, kind, level, region, coverage, startYear, citation } = given
    const assessed = start.actionPoints.map(
      ({ number }) => given.assessments.find(({ actionPoint }) => actionPoint.number === number)?.coverage ?? null,
    )
    return [
      given,
      {
        ...{ slug, name, acronym, kind, level, region, coverage, startYear, citation, assessed },
        places: given.places.map(({ role, place: { code } }) => ({
          ...{ code, role },
          name: nameOf(code),
          inside: insideOf(code),
          countries: countriesOf([code]),
        })),
        countries: countriesOf(given.places.map(({ place }) => place.code)),
        areas: areasOf(given.places.map(({ place }) => place.code)),
        actors: given.actors.nodes.flatMap((actor) => actorOf.get(actor.slug) ?? []),
      },
    ]
  })
  const initiativeOf = new Map(sorted.map(([given, initiative]) => [initiative.slug, { given, initiative }]))
  return {
    revision,
    about: start.catalogue,
    points: start.actionPoints,
    initiatives: sorted.map(([, initiative]) => initiative).toSorted(byName),
    actors: actors.toSorted(byName),
    countries: countries.toSorted(byName),
    regions: regions.toSorted(byName),
    actions: actions.flatMap((action): Action[] => {
      const owner = initiativeOf.get(action.initiative.slug)
      if (!owner) return []
      // An action that names no place is where its initiative covers.
      const covered = owner.given.places.filter(({ role }) => role === 'COVERAGE').map(({ place }) => place.code)
      const own = action.places.map(({ code }) => code)
      const doers = action.credits.filter(({ role }) => doing.has(role)).map(({ actor }) => actor.slug)
      return [
        {
          id: action.id,
          initiative: owner.initiative,
          nature: action.nature,
          status: action.status,
          doers: [...new Set(doers)].flatMap((slug) => actorOf.get(slug) ?? []),
          countries: countriesOf(own.length > 0 ? own : covered),
          named: (own.length > 0 ? own : covered).flatMap(insideOf),
          ties: action.classifications.map(({ basis, actionPoint }) => ({ basis, point: actionPoint.number - 1 })),
        },
      ]
    }),
  }
}

/** The countries, and which of them places stand for: themselves, those inside them, those they lie in. */
function geography(places: Given['places']) {
  const ancestors = new Map(places.map(({ code, within }) => [code, within.nodes.map((node) => node.code)]))
  const placeOf = new Map(places.map((place) => [place.code, place]))
  const continentOf = (code: string): string => {
    // A continent lies in no other region of the United Nations; regions of this catalogue may lie around it.
    const regionsOf = (place: string): readonly string[] =>
      ancestors.get(place)?.filter((above) => placeOf.get(above)?.kind === 'REGION') ?? []
    const continent = regionsOf(code).find((above) => regionsOf(above).length === 1)
    return (continent !== undefined && placeOf.get(continent)?.name) || 'Elsewhere'
  }
  const countries = places
    .filter(({ kind }) => kind === 'COUNTRY')
    .map(({ code, name }): Country => ({ code, name, continent: continentOf(code) }))
  const known = new Map<string, readonly Country[]>()
  const of = (code: string): readonly Country[] => {
    const above = new Set([code, ...(ancestors.get(code) ?? [])])
    return countries.filter((country) => above.has(country.code) || ancestors.get(country.code)?.includes(code))
  }
  const around = (code: string): readonly Country[] => {
    const found = known.get(code) ?? of(code)
    known.set(code, found)
    return found
  }
  const regions = places
    .filter(({ kind }) => kind === 'REGION' || kind === 'CUSTOM_REGION')
    .map(({ code, name }): Region => ({ code, name }))
  const regionCodes = new Set(regions.map(({ code }) => code))
  // A place overlaps every region that something in it lies in.
  const overlapped = (code: string): readonly string[] =>
    places.flatMap(({ within }) => {
      const above = within.nodes.map((node) => node.code)
      return above.includes(code) ? above.filter((each) => regionCodes.has(each)) : []
    })
  const countriesOf = (codes: readonly string[]): readonly Country[] => [...new Set(codes.flatMap(around))]
  return {
    countries,
    regions,
    countriesOf,
    insideOf: (code: string): readonly string[] =>
      [code, ...(ancestors.get(code) ?? [])].filter((above) => placeOf.get(above)?.kind === 'COUNTRY'),
    nameOf: (code: string): string => placeOf.get(code)?.name ?? code,
    areasOf: (codes: readonly string[]): readonly string[] => [
      ...new Set([...countriesOf(codes).map(({ code }) => code), ...codes.flatMap(overlapped)]),
    ],
  }
}
