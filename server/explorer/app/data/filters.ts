// Filters: which initiatives make rows, which actions count in them, and how many each choice would leave.
import type { Action, Actor, Country, Facts, Initiative } from './facts.ts'

/** Filters that choose initiatives, and what of an initiative they compare. */
const ofInitiative = {
  level: ({ level }: Initiative) => [level],
  region: ({ region }: Initiative) => [region ?? 'NONE'],
  country: ({ areas }: Initiative) => areas,
  actor: ({ actors }: Initiative) => actors.map(({ slug }) => slug),
  form: ({ kind }: Initiative) => [kind],
  akind: ({ actors }: Initiative) => actors.map(({ kind }) => kind),
  year: ({ startYear }: Initiative) => [startYear === null ? 'NONE' : String(startYear - (startYear % 5))],
  document: ({ citation }: Initiative) => [citation.document.slug],
} as const

/** Filters that choose actions inside initiatives, and what of an action they compare. */
const ofAction = {
  nature: ({ nature }: Action) => [nature],
  status: ({ status }: Action) => [status],
  basis: ({ ties }: Action) => ties.map(({ basis }) => basis),
} as const

export type InitiativeFilter = keyof typeof ofInitiative
export type ActionFilter = keyof typeof ofAction
export type FilterName = InitiativeFilter | ActionFilter

/** The filters in the order in which the page shows them; the last ones under "More". */
export const filterNames: readonly FilterName[] = [
  'level',
  'region',
  'country',
  'actor',
  'nature',
  'status',
  'basis',
  'form',
  'akind',
  'year',
  'document',
]
export const firstFilters = 7

const isActionFilter = (name: string): name is ActionFilter => Object.hasOwn(ofAction, name)
const isInitiativeFilter = (name: string): name is InitiativeFilter => Object.hasOwn(ofInitiative, name)

/** The chosen values of each filter that is set. */
export type Filters = ReadonlyMap<FilterName, ReadonlySet<string>>

/** The value of a filter that takes it away, where it is set by default. */
export const any = 'ANY'

/** The filters that a query holds. Recommendations and agenda topics count only where they are asked for. */
export function filtersOf(query: URLSearchParams): Filters {
  const filters = new Map<FilterName, ReadonlySet<string>>()
  for (const name of filterNames) {
    const values = query.get(name)?.split(',').filter(Boolean) ?? (name === 'nature' ? ['ACTION'] : [])
    if (values.length > 0 && !values.includes(any)) filters.set(name, new Set(values))
  }
  return filters
}

/** A filter's values as a parameter of the address; undefined where they are the default. */
export function filterParameter(name: FilterName, values: readonly string[]): string | undefined {
  if (name !== 'nature') return values.join(',') || undefined
  if (values.length === 0) return any
  return values.length === 1 && values[0] === 'ACTION' ? undefined : values.join(',')
}

const meets = (chosen: ReadonlySet<string> | undefined, values: readonly string[]): boolean =>
  chosen === undefined || values.some((value) => chosen.has(value))

/** Whether an initiative is chosen. */
export const choosesInitiative = (filters: Filters, initiative: Initiative): boolean =>
  Object.entries(ofInitiative).every(
    ([name, values]) => !isInitiativeFilter(name) || meets(filters.get(name), values(initiative)),
  )

/** Whether a country is chosen, or lies in what is chosen. */
export const choosesCountry = (filters: Filters, { areas }: Country): boolean => meets(filters.get('country'), areas)

/** Whether the filters choose some actors among those of an initiative, and this one is none of them. */
export function leavesOutActor(filters: Filters, { slug, kind }: Actor): boolean {
  const [actors, kinds] = [filters.get('actor'), filters.get('akind')]
  return (actors ?? kinds) !== undefined && !actors?.has(slug) && !kinds?.has(kind)
}

/** Whether an action counts, its ties to points aside. */
export const choosesAction = (filters: Filters, action: Action): boolean =>
  meets(filters.get('nature'), ofAction.nature(action)) && meets(filters.get('status'), ofAction.status(action))

/** Whether a tie to a point counts. */
export const choosesTie = (filters: Filters, { basis }: Action['ties'][number]): boolean =>
  filters.get('basis')?.has(basis) ?? true

const without = (filters: Filters, name: FilterName): Filters => new Map([...filters].filter(([each]) => each !== name))

/** How many initiatives or actions each value of a filter would leave, all other filters applied; also values with none. */
export function choices(facts: Facts, filters: Filters, name: FilterName): ReadonlyMap<string, number> {
  const others = without(filters, name)
  const counts = new Map<string, number>()
  const add = (values: readonly string[], isChosen: boolean): void => {
    for (const value of new Set(values)) counts.set(value, (counts.get(value) ?? 0) + (isChosen ? 1 : 0))
  }
  if (isActionFilter(name)) {
    const wanted = new Set(facts.initiatives.filter((initiative) => choosesInitiative(others, initiative)))
    for (const action of facts.actions) {
      const isChosen =
        wanted.has(action.initiative) &&
        choosesAction(others, action) &&
        action.ties.some((tie) => choosesTie(others, tie))
      add(ofAction[name](action), isChosen)
    }
  } else {
    for (const initiative of facts.initiatives)
      add(ofInitiative[name](initiative), choosesInitiative(others, initiative))
  }
  return counts
}

/** How many initiatives would be left without one of the filters. */
export const leftWithout = (facts: Facts, filters: Filters, name: FilterName): number => {
  const others = without(filters, name)
  return facts.initiatives.filter((initiative) => choosesInitiative(others, initiative)).length
}
