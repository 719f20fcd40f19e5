// Every relation that the entities write as SQL, said once more over arrays, by the type and field it is of.
import { matrixRelations } from './matrix.ts'
import { networkRelations } from './network.ts'
import { planRelations } from './plan.ts'
import { common, type Link, type Oracle, type Row, type Scope, type Store, type Value } from './store.ts'

export type Relation = (oracle: Oracle, parent: Row, scope: Scope) => readonly Link[]

const plain = (rows: readonly Row[]): Link[] => rows.map((row) => ({ row, link: {} }))

/** Rows reached over a table that holds both ids. */
const through =
  (table: string, parent: string, target: string, targets: string): Relation =>
  ({ store }, { id }) =>
    store.where(table, parent, id).flatMap((link) => {
      const row = store.byId(targets, link[target])
      return row ? [{ row, link }] : []
    })

/** One link for each row at the other end, with all roles there are between the two. */
const pairs = (links: readonly Row[], target: string, targets: string, store: Store): Link[] =>
  store
    .all(
      targets,
      links.map((link) => link[target]),
    )
    .map((row) => {
      const own = links.filter((link) => link[target] === row['id'])
      const roles = [...new Set(own.map(({ role }) => String(role)))].sort()
      return { row, link: { ...own[0], roles, target_id: row['id'] ?? null } }
    })

const participating =
  (parent: string, target: string, targets: string): Relation =>
  ({ store, holds }, { id }, { participation }) =>
    pairs(
      store
        .where('participations', parent, id)
        .filter(
          (row) => participation === undefined || participation === null || holds('Participation', row, participation),
        ),
      target,
      targets,
      store,
    )

const credited =
  (parent: string, target: string, targets: string): Relation =>
  ({ store }, { id }) =>
    pairs(store.where('action_actors', parent, id), target, targets, store)

const behindPair: Relation = ({ store, holds }, link, { participation }) =>
  plain(
    store
      .where('participations', 'initiative_id', link['initiative_id'])
      .filter(
        (row) =>
          row['actor_id'] === link['actor_id'] &&
          (participation === undefined || participation === null || holds('Participation', row, participation)),
      ),
  )

/** The initiatives an actor takes part in as a fact. */
const statedOf = (store: Store, actor: Value | undefined): ReadonlySet<Value> =>
  new Set(
    store
      .where('participations', 'actor_id', actor)
      .flatMap(({ certainty, initiative_id = null }) => (certainty === 'STATED' ? [initiative_id] : [])),
  )

const partners: Relation = ({ store }, { id = null }) => {
  const own = statedOf(store, id)
  return store.rows('actors').flatMap((row) => {
    const shared = common(statedOf(store, row['id']), own).size
    return row['id'] === id || shared === 0
      ? []
      : [{ row, link: { actor_id: id, target_id: row['id'] ?? null, shared_count: shared } }]
  })
}

const tied = (store: Store, parent: string, point: Value | undefined, { basis, minAgreement }: Scope): readonly Row[] =>
  store
    .where('action_classifications', parent, point)
    .filter((tie) => typeof basis !== 'string' || tie['basis'] === basis)
    .filter(({ agreement }) => typeof minAgreement !== 'number' || Number(agreement) >= minAgreement)

const relationsOf = (store: Store, id: Value | undefined): Row[] =>
  store.rows('initiative_relations').filter(({ from_id, to_id }) => from_id === id || to_id === id)

const initiativesAt = (store: Store, place: Value | undefined, roles: unknown): Row[] => {
  const around = store.around(place)
  return store.all(
    'initiatives',
    store
      .rows('initiative_places')
      .filter(({ place_id = null, role }) => around.has(place_id) && (!Array.isArray(roles) || roles.includes(role)))
      .map(({ initiative_id }) => initiative_id),
  )
}

/** Places an action names, or else those its initiative covers. */
export const placesOf = (store: Store, action: Row): Value[] => {
  const named = store.where('action_places', 'action_id', action['id'])
  const covered = store
    .where('initiative_places', 'initiative_id', action['initiative_id'])
    .filter(({ role }) => role === 'COVERAGE')
  return (named.length > 0 ? named : covered).map(({ place_id = null }) => place_id)
}

export const relations: Readonly<Record<string, Relation>> = {
  ...matrixRelations(placesOf),
  ...networkRelations,
  ...planRelations(placesOf),
  'ActionPoint.actions': through('action_classifications', 'action_point_id', 'action_id', 'actions'),
  'ActionPoint.initiatives': ({ store }, { id }, scope) =>
    plain(
      store.all(
        'initiatives',
        tied(store, 'action_point_id', id, scope).map(
          ({ action_id }) => store.byId('actions', action_id)?.['initiative_id'],
        ),
      ),
    ),
  'ActionPoint.actors': ({ store }, { id }, scope) =>
    plain(
      store.all(
        'actors',
        tied(store, 'action_point_id', id, scope).flatMap(({ action_id }) =>
          store.where('action_actors', 'action_id', action_id).map(({ actor_id }) => actor_id),
        ),
      ),
    ),
  'Action.places': through('action_places', 'action_id', 'place_id', 'places'),
  'Action.planItems': through('plan_item_actions', 'action_id', 'plan_item_id', 'plan_items'),
  'Action.actors': credited('action_id', 'actor_id', 'actors'),
  'Action.actionPoints': through('action_classifications', 'action_id', 'action_point_id', 'action_points'),
  'Actor.members': through('actor_memberships', 'group_id', 'member_id', 'actors'),
  'Actor.groups': through('actor_memberships', 'member_id', 'group_id', 'actors'),
  'Actor.initiatives': participating('actor_id', 'initiative_id', 'initiatives'),
  'ActorInitiativesEdge.participations': behindPair,
  'Actor.actions': credited('actor_id', 'action_id', 'actions'),
  'Actor.partners': partners,
  'ActorPartnersEdge.sharedInitiatives': ({ store }, { actor_id, target_id }) =>
    plain(store.all('initiatives', common(statedOf(store, actor_id), statedOf(store, target_id)))),
  'Initiative.actors': participating('initiative_id', 'actor_id', 'actors'),
  'InitiativeActorsEdge.participations': behindPair,
  'Initiative.actionPoints': ({ store }, { id }, scope) =>
    plain(
      store.all(
        'action_points',
        store
          .where('actions', 'initiative_id', id)
          .flatMap((action) => tied(store, 'action_id', action['id'], scope))
          .map(({ action_point_id }) => action_point_id),
      ),
    ),
  'Initiative.relations': ({ store }, { id }) => plain(relationsOf(store, id)),
  'Initiative.related': ({ store }, { id = null }) =>
    store
      .all(
        'initiatives',
        relationsOf(store, id).map(({ from_id, to_id }) => (from_id === id ? to_id : from_id)),
      )
      .map((row) => ({ row, link: { own_id: id, target_id: row['id'] ?? null } })),
  'InitiativeRelatedEdge.relations': ({ store }, { own_id, target_id }) =>
    plain(relationsOf(store, own_id).filter(({ from_id, to_id }) => from_id === target_id || to_id === target_id)),
  'Outcome.actors': through('outcome_actors', 'outcome_id', 'actor_id', 'actors'),
  'Outcome.places': through('outcome_places', 'outcome_id', 'place_id', 'places'),
  'PlanItem.existingActions': through('plan_item_actions', 'plan_item_id', 'action_id', 'actions'),
  'Place.members': through('place_members', 'place_id', 'member_id', 'places'),
  'Place.within': ({ store }, { id }) => plain(store.all('places', store.above(id))),
  'Place.contains': ({ store }, { id }) => plain(store.all('places', store.inside(id))),
  'Place.initiatives': ({ store }, { id }, { roles }) => plain(initiativesAt(store, id, roles)),
  'Place.actors': ({ store }, { id }, { roles }) =>
    plain(
      store.all(
        'actors',
        initiativesAt(store, id, roles).flatMap((initiative) =>
          store.where('participations', 'initiative_id', initiative['id']).map(({ actor_id }) => actor_id),
        ),
      ),
    ),
  'Place.actions': ({ store }, { id }) => {
    const around = store.around(id)
    return plain(store.rows('actions').filter((action) => placesOf(store, action).some((place) => around.has(place))))
  },
}
