// The matrix counted by hand: for each row and point, go through all actions and ask of each whether it counts.
import { ActionNature, ActorKind, Level, Region, type Vocabulary, valuesOf } from '../../../server/vocabulary.ts'
import type { Link, Oracle, Row, Scope, Store, Value } from './store.ts'

type PlacesOf = (store: Store, action: Row) => readonly Value[]

const doing = new Set<Value | undefined>(['PERFORMER', 'COLLABORATOR', 'COORDINATOR'])

/** Who performs an action, collaborates in it or coordinates it. */
const doers = (store: Store, action: Row): Value[] =>
  store
    .where('action_actors', 'action_id', action['id'])
    .flatMap(({ role, actor_id = null }) => (doing.has(role) ? [actor_id] : []))

const numberOf = (vocabulary: Vocabulary, value: Value | undefined): Value[] =>
  typeof value === 'string' ? [valuesOf(vocabulary).indexOf(value) + 1] : []

/** The countries a place stands for: itself, those in it, the one it lies in. */
const countriesOf = (store: Store, place: Value): Row[] =>
  store.all('places', store.around(place)).filter(({ kind }) => kind === 'COUNTRY')

const kindOf = ({ by }: Scope): string => (typeof by === 'string' ? by : 'INITIATIVE')

/** The numbers of the rows an action counts for. */
function rowsOfAction({ store }: Oracle, scope: Scope, action: Row, placesOf: PlacesOf): ReadonlySet<Value> {
  const named = doers(store, action)
  const members = named.flatMap((group) =>
    store.where('actor_memberships', 'group_id', group).map(({ member_id = null }) => member_id),
  )
  const credited = scope['includeGroupCredit'] === true ? [...named, ...members] : named
  const initiative = store.byId('initiatives', action['initiative_id'])
  switch (kindOf(scope)) {
    case 'ACTOR':
      return new Set(credited)
    case 'ACTOR_KIND':
      return new Set(credited.flatMap((actor) => numberOf(ActorKind, store.byId('actors', actor)?.['kind'])))
    case 'COUNTRY':
      return new Set(placesOf(store, action).flatMap((place) => countriesOf(store, place).map(({ id = null }) => id)))
    case 'REGION':
      return new Set(numberOf(Region, initiative?.['region']))
    case 'LEVEL':
      return new Set(numberOf(Level, initiative?.['level']))
    default:
      return new Set([action['initiative_id'] ?? null])
  }
}

/** That an action counts for a row under a point. */
interface Fact {
  readonly row: Value
  readonly tie: Row
  readonly action: Row
}

const wanted = ({ holds }: Oracle, { where }: Scope, initiative: Row | undefined): boolean =>
  initiative !== undefined && (where === undefined || where === null || holds('Initiative', initiative, where))

function factsOf(oracle: Oracle, scope: Scope, placesOf: PlacesOf): Fact[] {
  const { store } = oracle
  const natures = Array.isArray(scope['nature']) ? scope['nature'] : ['ACTION']
  const { status, basis, minAgreement } = scope
  return store.rows('actions').flatMap((action) => {
    const counts =
      action['parent_id'] === null &&
      natures.includes(action['nature']) &&
      (!Array.isArray(status) || status.includes(action['status'])) &&
      wanted(oracle, scope, store.byId('initiatives', action['initiative_id']))
    if (!counts) return []
    const rows = [...rowsOfAction(oracle, scope, action, placesOf)]
    return store
      .where('action_classifications', 'action_id', action['id'])
      .filter((tie) => typeof basis !== 'string' || tie['basis'] === basis)
      .filter(({ agreement }) => typeof minAgreement !== 'number' || Number(agreement) >= minAgreement)
      .flatMap((tie) => rows.map((row) => ({ row, tie, action })))
  })
}

const ofVocabulary = (vocabulary: Vocabulary): Row[] =>
  valuesOf(vocabulary).map((label, index) => rowOf(index + 1, label, label))

const rowOf = (id: Value | undefined, key: Value | undefined, label: Value | undefined, subject: Row = {}): Row => ({
  row_id: id ?? null,
  row_key: key ?? null,
  label: label ?? null,
  initiative_id: null,
  actor_id: null,
  place_id: null,
  ...subject,
})

/** Every row there is, with empty ones. */
export function matrixRows(oracle: Oracle, scope: Scope): Row[] {
  const { store } = oracle
  const initiatives = store.rows('initiatives').filter((initiative) => wanted(oracle, scope, initiative))
  const ids = new Set(initiatives.map(({ id }) => id))
  switch (kindOf(scope)) {
    case 'ACTOR':
      return store
        .rows('actors')
        .filter(
          ({ id }) =>
            scope['withIdleActors'] !== undefined ||
            store.where('participations', 'actor_id', id).some(({ initiative_id }) => ids.has(initiative_id)),
        )
        .map(({ id = null, slug, name }) => rowOf(id, slug, name, { actor_id: id }))
    case 'COUNTRY': {
      const places = store.rows('initiative_places').filter(({ initiative_id }) => ids.has(initiative_id))
      const countries = new Set(places.flatMap(({ place_id = null }) => countriesOf(store, place_id)))
      return [...countries].map(({ id = null, code, name }) => rowOf(id, code, name, { place_id: id }))
    }
    case 'ACTOR_KIND':
      return ofVocabulary(ActorKind)
    case 'REGION':
      return ofVocabulary(Region)
    case 'LEVEL':
      return ofVocabulary(Level)
    default:
      return initiatives.map(({ id = null, slug, name }) => rowOf(id, slug, name, { initiative_id: id }))
  }
}

/** Whether an initiative belongs to a row: it is it, or the row takes part in it, is covered by it, or sorts it. */
function belongs({ store }: Oracle, scope: Scope, initiative: Row, row: Value | undefined): boolean {
  const partners = () =>
    store.where('participations', 'initiative_id', initiative['id']).map(({ actor_id = null }) => actor_id)
  switch (kindOf(scope)) {
    case 'ACTOR':
      return partners().includes(row ?? null)
    case 'ACTOR_KIND':
      return partners().some((actor) =>
        numberOf(ActorKind, store.byId('actors', actor)?.['kind']).includes(row ?? null),
      )
    case 'COUNTRY':
      return store
        .where('initiative_places', 'initiative_id', initiative['id'])
        .some(({ place_id = null }) => countriesOf(store, place_id).some(({ id }) => id === row))
    case 'REGION':
      return numberOf(Region, initiative['region']).includes(row ?? null)
    case 'LEVEL':
      return numberOf(Level, initiative['level']).includes(row ?? null)
    default:
      return initiative['id'] === row
  }
}

/** Why a cell is empty; null if it has an action, whatever the arguments leave out. */
function emptyReason(oracle: Oracle, scope: Scope, row: Row, point: Value, there: readonly Fact[]): Value {
  if (there.some((fact) => fact.row === row['row_id'] && fact.tie['action_point_id'] === point)) return null
  const { store } = oracle
  const entries = store
    .rows('initiatives')
    .filter((initiative) => initiative['coverage'] !== 'MENTION' && wanted(oracle, scope, initiative))
    .filter((initiative) => belongs(oracle, scope, initiative, row['row_id']))
  if (entries.length === 0) return 'NOT_COVERED'
  const judged = entries.flatMap(({ id }) =>
    store.where('matrix_assessments', 'initiative_id', id).filter(({ action_point_id }) => action_point_id === point),
  )
  if (judged.length < entries.length) return 'NOT_ASSESSED'
  return judged.every(({ coverage }) => coverage === 'NONE') ? 'NONE_STATED' : null
}

const distinct = (values: Iterable<unknown>): number => new Set(values).size

/** What is counted over the actions of a cell or of a column. */
function countsOf({ store }: Oracle, facts: readonly Fact[]): Row {
  const actions = [...new Set(facts.map(({ action }) => action))]
  const onBasis = (basis: string) =>
    distinct(facts.filter(({ tie }) => tie['basis'] === basis).map(({ action }) => action))
  const ofStatus = (status: string) => actions.filter((action) => action['status'] === status).length
  return {
    action_count: actions.length,
    initiative_count: distinct(actions.map(({ initiative_id }) => initiative_id)),
    actor_count: distinct(actions.flatMap((action) => doers(store, action))),
    stated_count: onBasis('STATED'),
    editorial_count: onBasis('EDITORIAL'),
    done_count: ofStatus('DONE'),
    ongoing_count: ofStatus('ONGOING'),
    planned_count: ofStatus('PLANNED'),
    recommended_count: ofStatus('RECOMMENDED'),
    delayed_count: ofStatus('DELAYED'),
    unknown_count: ofStatus('UNKNOWN'),
    is_gap: actions.length === 0,
  }
}

/** Ten cells for each row; only empty ones if gaps are requested. */
export function matrixCells(oracle: Oracle, scope: Scope, placesOf: PlacesOf): Row[] {
  const { store } = oracle
  const facts = factsOf(oracle, scope, placesOf)
  const { by, where, includeGroupCredit } = scope
  const there = factsOf(oracle, { by, where, includeGroupCredit, nature: valuesOf(ActionNature) }, placesOf)
  const cells = matrixRows(oracle, scope).flatMap((row) =>
    store.rows('action_points').map(({ id = null }): Row => {
      const own = facts.filter((fact) => fact.row === row['row_id'] && fact.tie['action_point_id'] === id)
      const assessment = store
        .where('matrix_assessments', 'initiative_id', row['initiative_id'])
        .find(({ action_point_id }) => action_point_id === id)
      return {
        ...row,
        action_point_id: id,
        ...countsOf(oracle, own),
        empty: emptyReason(oracle, scope, row, id, there),
        assessment_coverage: assessment?.['coverage'] ?? null,
        assessment_summary: assessment?.['summary'] ?? null,
        assessment_basis: assessment?.['basis'] ?? null,
        assessment_rationale: assessment?.['rationale'] ?? null,
      }
    }),
  )
  return scope['onlyGaps'] === undefined ? cells : cells.filter(({ is_gap }) => is_gap)
}

/** All rows together, for each point. */
export function matrixTotals(oracle: Oracle, scope: Scope, placesOf: PlacesOf): Row[] {
  const rows = new Set(matrixRows(oracle, scope).map(({ row_id }) => row_id))
  const facts = factsOf(oracle, scope, placesOf).filter(({ row }) => rows.has(row))
  return oracle.store.rows('action_points').map(({ id = null }): Row => {
    const own = facts.filter(({ tie }) => tie['action_point_id'] === id)
    return {
      action_point_id: id,
      ...countsOf(oracle, own),
      row_count: rows.size,
      gap_count: rows.size - distinct(own.map(({ row }) => row)),
    }
  })
}

/** From a cell down to what it counts. */
export function matrixRelations(placesOf: PlacesOf) {
  const behind =
    (table: string, ids: (store: Store, action: Row) => readonly (Value | undefined)[]) =>
    (oracle: Oracle, cell: Row, scope: Scope): Link[] => {
      const facts = factsOf(oracle, scope, placesOf).filter(
        ({ row, tie }) => row === cell['row_id'] && tie['action_point_id'] === cell['action_point_id'],
      )
      const { store } = oracle
      return store
        .all(
          table,
          facts.flatMap(({ action }) => ids(store, action)),
        )
        .map((row) => ({ row, link: {} }))
    }
  return {
    'MatrixCell.actions': behind('actions', (_, { id }) => [id]),
    'MatrixCell.initiatives': behind('initiatives', (_, { initiative_id }) => [initiative_id]),
    'MatrixCell.actors': behind('actors', doers),
  }
}
