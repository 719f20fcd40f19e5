// What the rows of a list are counted under, found for each row by itself.
import { placesOf } from './relation.ts'
import type { Row, Store, Value } from './store.ts'

/** A value a row is counted under, with its name. */
type Bucket = readonly [value: string, label: string]
type Facet = (store: Store, row: Row) => readonly Bucket[]

const same = (value: Value | undefined): Bucket[] =>
  value === null || value === undefined ? [] : [[String(value), String(value)]]

const own =
  (column: string): Facet =>
  (_, row) =>
    same(row[column])

const hanging =
  (table: string, by: string, column: string): Facet =>
  (store, { id }) =>
    store.where(table, by, id).flatMap((row) => same(row[column]))

const countries = (store: Store, places: readonly Value[]): Bucket[] =>
  places
    .flatMap((place) => store.all('places', store.around(place)))
    .flatMap(({ kind, code, name }) => (kind === 'COUNTRY' ? [[String(code), String(name)] as const] : []))

const point = (store: Store, number: Value | undefined): Bucket[] =>
  store.all('action_points', [number]).map(({ id, title }) => [String(id), String(title)])

const points = (store: Store, actions: readonly (Value | undefined)[]): Bucket[] =>
  actions
    .flatMap((action) => store.where('action_classifications', 'action_id', action))
    .flatMap(({ action_point_id }) => point(store, action_point_id))

const actionsOf = (store: Store, { id }: Row): (Value | undefined)[] =>
  store.where('actions', 'initiative_id', id).map((action) => action['id'])

const initiativesOf = (store: Store, { id }: Row): Row[] =>
  store.all(
    'initiatives',
    store.where('participations', 'actor_id', id).map(({ initiative_id }) => initiative_id),
  )

const facets: Readonly<Record<string, Readonly<Record<string, Facet>>>> = {
  Initiative: {
    KIND: own('kind'),
    LEVEL: own('level'),
    REGION: own('region'),
    COVERAGE: own('coverage'),
    STATUS: own('status'),
    COUNTRY: (store, { id }) =>
      countries(
        store,
        store.where('initiative_places', 'initiative_id', id).map(({ place_id = null }) => place_id),
      ),
    ROLE: hanging('participations', 'initiative_id', 'role'),
    ACTION_POINT: (store, row) => points(store, actionsOf(store, row)),
    BASIS: (store, row) =>
      actionsOf(store, row)
        .flatMap((action) => store.where('action_classifications', 'action_id', action))
        .flatMap(({ basis }) => same(basis)),
    AGREEMENT: (store, row) =>
      actionsOf(store, row)
        .flatMap((action) => store.where('action_classifications', 'action_id', action))
        .flatMap(({ agreement }) => same(agreement)),
    YEAR: own('start_year'),
  },
  Actor: {
    KIND: own('kind'),
    COUNTRY: (store, { country_id }) =>
      store.all('places', [country_id]).map(({ code, name }) => [String(code), String(name)]),
    ROLE: hanging('participations', 'actor_id', 'role'),
    LEVEL: (store, row) => initiativesOf(store, row).flatMap(({ level }) => same(level)),
    REGION: (store, row) => initiativesOf(store, row).flatMap(({ region }) => same(region)),
    ACTION_POINT: (store, { id }) =>
      points(
        store,
        store.where('action_actors', 'actor_id', id).map(({ action_id }) => action_id),
      ),
  },
  Action: {
    KIND: own('kind'),
    NATURE: own('nature'),
    STATUS: own('status'),
    LEVEL: (store, { initiative_id }) => store.all('initiatives', [initiative_id]).flatMap(({ level }) => same(level)),
    REGION: (store, { initiative_id }) =>
      store.all('initiatives', [initiative_id]).flatMap(({ region }) => same(region)),
    COUNTRY: (store, row) => countries(store, placesOf(store, row)),
    ROLE: hanging('action_actors', 'action_id', 'role'),
    ACTION_POINT: (store, { id }) => points(store, [id]),
    BASIS: hanging('action_classifications', 'action_id', 'basis'),
    AGREEMENT: hanging('action_classifications', 'action_id', 'agreement'),
    YEAR: own('start_year'),
  },
  ImplementationPlan: {
    STATUS: own('status'),
    COUNTRY: (store, { place_id = null, initiative_id }) =>
      countries(store, [
        place_id,
        ...store
          .where('initiative_places', 'initiative_id', initiative_id)
          .flatMap(({ role, place_id: covered = null }) => (role === 'COVERAGE' ? [covered] : [])),
      ]),
    ACTION_POINT: (store, { id }) =>
      store.where('plan_items', 'plan_id', id).flatMap(({ action_point_id }) => point(store, action_point_id)),
    YEAR: own('start_year'),
  },
  PlanItem: {
    STATUS: own('status'),
    PRIORITY: own('priority'),
    ROLE: hanging('plan_item_actors', 'plan_item_id', 'role'),
    ACTION_POINT: (store, { action_point_id }) => point(store, action_point_id),
    YEAR: own('start_year'),
  },
}

export interface FacetAnswer {
  readonly field: string
  readonly buckets: readonly { readonly value: string; readonly label: string; readonly count: number }[]
}

/** Counts rows of a type by the requested facets, or by all. */
export function facetsOf(store: Store, type: string, rows: readonly Row[], asked: unknown): FacetAnswer[] {
  const known = facets[type] ?? {}
  const names = Array.isArray(asked) ? [...new Set(asked.map(String))] : Object.keys(known)
  return names.map((field) => {
    const facet = known[field]
    if (!facet) throw new TypeError(`${type} has no facet ${field}.`)
    const counts = new Map<string, { value: string; label: string; count: number }>()
    for (const row of rows) {
      const under = new Map(
        facet(store, row).map(([value, label]) => [JSON.stringify([value, label]), { value, label }]),
      )
      for (const [key, bucket] of under) counts.set(key, { ...bucket, count: (counts.get(key)?.count ?? 0) + 1 })
    }
    const buckets = [...counts.values()].sort(
      (a, b) => b.count - a.count || Buffer.compare(Buffer.from(a.value), Buffer.from(b.value)),
    )
    return { field, buckets }
  })
}
