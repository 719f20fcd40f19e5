// The facets of the main lists. Each is a query for `id`, `value` and `label`.
import type { AliasableExpression, Expression } from 'kysely'
import { eb, lit, selectFrom } from '../db/query.ts'
import { countries, takesPlace } from '../place/queries.ts'
import type { Facet } from '../relational/index.ts'

/** A value that is its own label. */
const itself = (value: Expression<string | number | null>) => {
  const text = eb.cast<string | null>(value, 'text')
  return [text.as('value'), text.as('label')] as const
}

const byInitiative = (column: 'kind' | 'level' | 'region' | 'coverage' | 'status' | 'start_year'): Facet => {
  return () => selectFrom('initiatives').select(({ ref }) => ['id', ...itself(ref(column))])
}

const byAction = (column: 'kind' | 'nature' | 'status' | 'start_year'): Facet => {
  return () => selectFrom('actions').select(({ ref }) => ['id', ...itself(ref(column))])
}

const byInitiativeOfAction = (column: 'level' | 'region'): Facet => {
  return () =>
    selectFrom('actions as a')
      .innerJoin('initiatives as i', 'i.id', 'a.initiative_id')
      .select(({ ref }) => ['a.id', ...itself(ref(`i.${column}`))])
}

const byInitiativeOfActor = (column: 'level' | 'region'): Facet => {
  return () =>
    selectFrom('participations as p')
      .innerJoin('initiatives as i', 'i.id', 'p.initiative_id')
      .select(({ ref }) => ['p.actor_id as id', ...itself(ref(`i.${column}`))])
}

const byRole = (end: 'initiative_id' | 'actor_id'): Facet => {
  return () => selectFrom('participations').select(({ ref }) => [ref(end).as('id'), ...itself(ref('role'))])
}

/** The countries that places stand for. */
const countriesOf = (places: AliasableExpression<{ readonly id: number; readonly place_id: number }>) =>
  selectFrom(places.as('at'))
    .innerJoin(countries.as('near'), 'near.place_id', 'at.place_id')
    .innerJoin('places as country', 'country.id', 'near.country_id')
    .select(['at.id', 'country.code as value', 'country.name as label'])

const pointsOf = (rows: AliasableExpression<{ readonly id: number; readonly action_point_id: number }>) =>
  selectFrom(rows.as('c'))
    .innerJoin('action_points as p', 'p.id', 'c.action_point_id')
    .select((eb) => ['c.id', eb.cast<string>('p.number', 'text').as('value'), 'p.title as label'])

export const initiativeFacets: Readonly<Record<string, Facet>> = {
  KIND: byInitiative('kind'),
  LEVEL: byInitiative('level'),
  REGION: byInitiative('region'),
  COVERAGE: byInitiative('coverage'),
  STATUS: byInitiative('status'),
  COUNTRY: () => countriesOf(selectFrom('initiative_places').select(['initiative_id as id', 'place_id'])),
  ROLE: byRole('initiative_id'),
  ACTION_POINT: () =>
    pointsOf(
      selectFrom('action_classifications as l')
        .innerJoin('actions as a', 'a.id', 'l.action_id')
        .select(['a.initiative_id as id', 'l.action_point_id']),
    ),
  BASIS: () =>
    selectFrom('action_classifications as c')
      .innerJoin('actions as a', 'a.id', 'c.action_id')
      .select(({ ref }) => ['a.initiative_id as id', ...itself(ref('c.basis'))]),
  AGREEMENT: () =>
    selectFrom('action_classifications as c')
      .innerJoin('actions as a', 'a.id', 'c.action_id')
      .select(({ ref }) => ['a.initiative_id as id', ...itself(ref('c.agreement'))]),
  YEAR: byInitiative('start_year'),
}

export const actorFacets: Readonly<Record<string, Facet>> = {
  KIND: () => selectFrom('actors').select(({ ref }) => ['id', ...itself(ref('kind'))]),
  COUNTRY: () =>
    selectFrom('actors as a')
      .innerJoin('places as p', 'p.id', 'a.country_id')
      .select(['a.id', 'p.code as value', 'p.name as label']),
  ROLE: byRole('actor_id'),
  LEVEL: byInitiativeOfActor('level'),
  REGION: byInitiativeOfActor('region'),
  ACTION_POINT: () =>
    pointsOf(
      selectFrom('action_classifications as l')
        .innerJoin('action_actors as w', 'w.action_id', 'l.action_id')
        .select(['w.actor_id as id', 'l.action_point_id']),
    ),
}

/** The places of actions. */
const placesOfActions = selectFrom('action_places')
  .select(['action_id as id', 'place_id'])
  .union(
    selectFrom('actions as a')
      .innerJoin('initiative_places as covered', 'covered.initiative_id', 'a.initiative_id')
      .where(({ ref }) => takesPlace(ref('a.id'), ref('covered.role')))
      .select(['a.id', 'covered.place_id']),
  )

export const actionFacets: Readonly<Record<string, Facet>> = {
  KIND: byAction('kind'),
  NATURE: byAction('nature'),
  STATUS: byAction('status'),
  LEVEL: byInitiativeOfAction('level'),
  REGION: byInitiativeOfAction('region'),
  COUNTRY: () => countriesOf(placesOfActions),
  ROLE: () => selectFrom('action_actors').select(({ ref }) => ['action_id as id', ...itself(ref('role'))]),
  ACTION_POINT: () => pointsOf(selectFrom('action_classifications').select(['action_id as id', 'action_point_id'])),
  BASIS: () => selectFrom('action_classifications').select(({ ref }) => ['action_id as id', ...itself(ref('basis'))]),
  AGREEMENT: () =>
    selectFrom('action_classifications').select(({ ref }) => ['action_id as id', ...itself(ref('agreement'))]),
  YEAR: byAction('start_year'),
}

const byPlan = (column: 'status' | 'start_year'): Facet => {
  return () => selectFrom('implementation_plans').select(({ ref }) => ['id', ...itself(ref(column))])
}

const byPlanItem = (column: 'status' | 'priority' | 'start_year'): Facet => {
  return () => selectFrom('plan_items').select(({ ref }) => ['id', ...itself(ref(column))])
}

/** A plan for an initiative counts where the initiative works. */
const placesOfPlans = selectFrom('implementation_plans')
  .where('place_id', 'is not', null)
  .select(({ ref }) => ['id', ref('place_id').$notNull().as('place_id')])
  .union(
    selectFrom('implementation_plans as p')
      .innerJoin('initiative_places as covered', 'covered.initiative_id', 'p.initiative_id')
      .where('covered.role', '=', lit('COVERAGE'))
      .select(['p.id', 'covered.place_id']),
  )

export const planFacets: Readonly<Record<string, Facet>> = {
  STATUS: byPlan('status'),
  COUNTRY: () => countriesOf(placesOfPlans),
  ACTION_POINT: () => pointsOf(selectFrom('plan_items').select(['plan_id as id', 'action_point_id'])),
  YEAR: byPlan('start_year'),
}

export const planItemFacets: Readonly<Record<string, Facet>> = {
  STATUS: byPlanItem('status'),
  PRIORITY: byPlanItem('priority'),
  ROLE: () => selectFrom('plan_item_actors').select(({ ref }) => ['plan_item_id as id', ...itself(ref('role'))]),
  ACTION_POINT: () => pointsOf(selectFrom('plan_items').select(['id', 'action_point_id'])),
  YEAR: byPlanItem('start_year'),
}
