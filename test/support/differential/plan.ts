// Implementation plans beside the catalogue, counted by hand: for each plan and point, go through all actions and items.
import type { Link, Oracle, Row, Scope, Store, Value } from './store.ts'

type PlacesOf = (store: Store, action: Row) => readonly Value[]

/** The actions that count for a place or an initiative under a point. */
function measures(
  store: Store,
  { place_id = null, initiative_id = null }: Row,
  point: Value | undefined,
  placesOf: PlacesOf,
): Row[] {
  const around = store.around(place_id)
  return store.rows('actions').filter((action) => {
    if (action['parent_id'] !== null || action['nature'] !== 'ACTION') return false
    const ties = store.where('action_classifications', 'action_id', action['id'])
    if (!ties.some(({ action_point_id }) => action_point_id === point)) return false
    return initiative_id === null
      ? placesOf(store, action).some((place) => around.has(place))
      : action['initiative_id'] === initiative_id
  })
}

/** Each plan under each point. */
export function planProgress({ store }: Oracle, { onlyGaps }: Scope, placesOf: PlacesOf): Row[] {
  const all = store.rows('implementation_plans').flatMap((plan) =>
    store.rows('action_points').map(({ id = null }): Row => {
      const items = store.where('plan_items', 'plan_id', plan['id']).filter((item) => item['action_point_id'] === id)
      const ofStatus = (status: string) => items.filter((item) => item['status'] === status).length
      const actions = measures(store, plan, id, placesOf).length
      return {
        plan_id: plan['id'] ?? null,
        action_point_id: id,
        item_count: items.length,
        planned_count: ofStatus('PLANNED'),
        ongoing_count: ofStatus('ONGOING'),
        done_count: ofStatus('DONE'),
        delayed_count: ofStatus('DELAYED'),
        dropped_count: ofStatus('DROPPED'),
        action_count: actions,
        is_gap: actions === 0,
        is_met: items.some((item) => item['status'] !== 'DROPPED'),
      }
    }),
  )
  return onlyGaps === true ? all.filter(({ is_gap, is_met }) => is_gap === true && is_met === false) : all
}

/** A place and an initiative under each point. */
export function planDraftPoints({ store }: Oracle, { place, initiative }: Scope, placesOf: PlacesOf): Row[] {
  const places = typeof place === 'string' ? store.where('places', 'code', place.toUpperCase()) : []
  const initiatives = typeof initiative === 'string' ? store.where('initiatives', 'slug', initiative.toLowerCase()) : []
  const subjects: Row[] = [
    ...places.map(({ id = null }) => ({ place_key: id, initiative_key: 0, place_id: id, initiative_id: null })),
    ...initiatives.map(({ id = null }) => ({ place_key: 0, initiative_key: id, place_id: null, initiative_id: id })),
  ]
  return subjects.flatMap((subject) =>
    store.rows('action_points').map(({ id = null }): Row => {
      const actions = measures(store, subject, id, placesOf).length
      return { ...subject, action_point_id: id, action_count: actions, is_gap: actions === 0 }
    }),
  )
}

const plain = (rows: readonly Row[]): Link[] => rows.map((row) => ({ row, link: {} }))

/** From a plan, a draft, a place or an actor down to what belongs there. */
export const planRelations = (placesOf: PlacesOf) => ({
  'PlanProgress.actions': ({ store }: Oracle, { plan_id, action_point_id }: Row): Link[] =>
    plain(measures(store, store.byId('implementation_plans', plan_id) ?? {}, action_point_id, placesOf)),
  'PlanDraftPoint.actions': ({ store }: Oracle, point: Row): Link[] =>
    plain(measures(store, point, point['action_point_id'], placesOf)),
  'Place.implementationPlans': ({ store }: Oracle, { id }: Row): Link[] => {
    const around = store.around(id)
    return plain(store.rows('implementation_plans').filter(({ place_id = null }) => around.has(place_id)))
  },
  'Actor.planItems': ({ store }: Oracle, { id }: Row): Link[] =>
    plain(
      store.all(
        'plan_items',
        store.where('plan_item_actors', 'actor_id', id).map(({ plan_item_id }) => plan_item_id),
      ),
    ),
})
