// Global ids once more, from arrays.
import type { Oracle, Row, Value } from './store.ts'

export const idOf = (type: string, key: Value | undefined): string =>
  Buffer.from(`${type}:${key}`).toString('base64url')

type Store = Oracle['store']
type KeyOf = (row: Row, store: Store) => unknown
const keyIn =
  (table: string, column: string, key: string): KeyOf =>
  (row, store) =>
    store.byId(table, row[column])?.[key]
const own =
  (column: string): KeyOf =>
  (row) =>
    row[column]
const together =
  (...keys: readonly KeyOf[]) =>
  (row: Row, store: Store) =>
    keys.map((key) => key(row, store))
const actionKey = keyIn('actions', 'action_id', 'key')
const actorKey = keyIn('actors', 'actor_id', 'slug')
const pointKey = keyIn('action_points', 'action_point_id', 'slug')
const initiativeKey = keyIn('initiatives', 'initiative_id', 'slug')
const planItemKey = keyIn('plan_items', 'plan_item_id', 'key')
const placeKey = keyIn('places', 'place_id', 'code')

const compoundKeys: Readonly<Record<string, ReturnType<typeof together>>> = {
  ActionCredit: together(actionKey, actorKey, own('role')),
  ActionClassification: together(actionKey, pointKey),
  ActionPointTitle: together(pointKey, own('edition'), own('language')),
  ActorName: together(actorKey, own('name')),
  ActorIdentifier: together(actorKey, own('scheme'), own('value')),
  InitiativeName: together(initiativeKey, own('name')),
  InitiativePlace: together(initiativeKey, placeKey, own('role')),
  InitiativePopulation: together(initiativeKey, own('population')),
  PlanItemActor: together(planItemKey, actorKey, own('role')),
  PlaceName: together(placeKey, own('name')),
}

/** What tells a row apart that has no key of its own; undefined where its type has one. */
export const compoundKey = (type: string, row: Row, store: Store): string | undefined =>
  compoundKeys[type]?.(row, store).join('/')
