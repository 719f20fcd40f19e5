// The addresses of the page: the first part of each path.

/** The views, by the first part of their path. The gap map is at the root. */
export const views = [
  'initiatives',
  'initiative',
  'actors',
  'actor',
  'action',
  'point',
  'document',
  'countries',
  'country',
  'network',
  'timeline',
  'plans',
  'plan',
  'review',
  'search',
  'start',
  'reference',
  'q',
  'about',
] as const

/** The name of a view; `map` is the gap map, `unknown` stands at every address that is none of the page's. */
export type View = (typeof views)[number] | 'map' | 'unknown'

/** The same, to look names up that come from a path. */
export const viewNames: ReadonlySet<string> = new Set(views)
