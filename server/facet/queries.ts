// What rows of the main lists are counted by. Each facet is a query for `id`, `value` and `label`.
import { sql } from 'kysely'
import type { Facet, Sql } from '../relational/index.ts'

/** A column of the row itself, which is its own label. */
const own = (table: string, column: string): Facet => {
  const value = sql`${sql.ref(`r.${column}`)}::text`
  return () => sql`select r.id, ${value} as value, ${value} as label from ${sql.table(table)} r`
}

/** A column of rows that hang on it. */
const hanging = (table: string, id: string, column: string): Facet => {
  const value = sql.ref(`h.${column}`)
  return () => sql`select ${sql.ref(`h.${id}`)} as id, ${value} as value, ${value} as label from ${sql.table(table)} h`
}

/** Countries that places stand for: themselves, those inside them, and the one they lie in. */
const countriesOf = (places: Sql): Sql => sql`
  select at.id, country.code as value, country.name as label from (${places}) at
  join (select ancestor_id as place_id, descendant_id as country_id from place_closure
    union select descendant_id, ancestor_id from place_closure) inside on inside.place_id = at.place_id
  join places country on country.id = inside.country_id and country.kind = 'COUNTRY'`

const pointsOf = (rows: Sql): Sql => sql`
  select c.id, p.number::text as value, p.title as label from (${rows}) c join action_points p on p.id = c.action_point_id`

const ofInitiative = (column: string): Facet => {
  const value = sql.ref(`i.${column}`)
  return () =>
    sql`select a.id, ${value} as value, ${value} as label from actions a join initiatives i on i.id = a.initiative_id`
}

export const initiativeFacets: Readonly<Record<string, Facet>> = {
  KIND: own('initiatives', 'kind'),
  LEVEL: own('initiatives', 'level'),
  REGION: own('initiatives', 'region'),
  COVERAGE: own('initiatives', 'coverage'),
  STATUS: own('initiatives', 'status'),
  COUNTRY: () => countriesOf(sql`select initiative_id as id, place_id from initiative_places`),
  ROLE: hanging('participations', 'initiative_id', 'role'),
  ACTION_POINT: () =>
    pointsOf(
      sql`select a.initiative_id as id, l.action_point_id from action_classifications l join actions a on a.id = l.action_id`,
    ),
  BASIS: () => sql`
    select a.initiative_id as id, c.basis as value, c.basis as label from action_classifications c join actions a on a.id = c.action_id`,
  AGREEMENT: () => sql`
    select a.initiative_id as id, c.agreement::text as value, c.agreement::text as label from action_classifications c join actions a on a.id = c.action_id`,
  YEAR: own('initiatives', 'start_year'),
}

export const actorFacets: Readonly<Record<string, Facet>> = {
  KIND: own('actors', 'kind'),
  COUNTRY: () => sql`select a.id, p.code as value, p.name as label from actors a join places p on p.id = a.country_id`,
  ROLE: hanging('participations', 'actor_id', 'role'),
  LEVEL: () => sql`
    select p.actor_id as id, i.level as value, i.level as label from participations p join initiatives i on i.id = p.initiative_id`,
  REGION: () => sql`
    select p.actor_id as id, i.region as value, i.region as label from participations p join initiatives i on i.id = p.initiative_id`,
  ACTION_POINT: () =>
    pointsOf(
      sql`select w.actor_id as id, l.action_point_id from action_classifications l join action_actors w on w.action_id = l.action_id`,
    ),
}

export const actionFacets: Readonly<Record<string, Facet>> = {
  KIND: own('actions', 'kind'),
  NATURE: own('actions', 'nature'),
  STATUS: own('actions', 'status'),
  LEVEL: ofInitiative('level'),
  REGION: ofInitiative('region'),
  COUNTRY: () =>
    countriesOf(sql`select action_id as id, place_id from action_places
      union select a.id, ip.place_id from actions a join initiative_places ip on ip.initiative_id = a.initiative_id and ip.role = 'COVERAGE'
      where not exists (select 1 from action_places named where named.action_id = a.id)`),
  ROLE: hanging('action_actors', 'action_id', 'role'),
  ACTION_POINT: () => pointsOf(sql`select action_id as id, action_point_id from action_classifications`),
  BASIS: hanging('action_classifications', 'action_id', 'basis'),
  AGREEMENT: () =>
    sql`select c.action_id as id, c.agreement::text as value, c.agreement::text as label from action_classifications c`,
  YEAR: own('actions', 'start_year'),
}
