// How initiatives, actors and actions are found by place. What covers a region shows on each country in it, and what is
// in a country shows on the region.
import { sql } from 'kysely'
import type { Input, LinkContext, Sql } from '../relational/index.ts'

/** The places whose facts show on a place: all inside it, and all that contain it. */
const related = (place: Sql): Sql => sql`
  select descendant_id as place_id from place_closure where ancestor_id = ${place}
  union select ancestor_id from place_closure where descendant_id = ${place}`

/** What ties between initiatives and places can be chosen by. */
export type RolesScope = {
  /** A list of roles of places. */
  readonly roles?: Input | undefined
}

const ofRoles = ({ scope: { roles } }: LinkContext<RolesScope>): Sql =>
  roles && !roles.isNull() ? sql`and p.role = any(${roles.param()}::text[])` : sql``

/** Initiatives tied to a place, in one of the roles asked for. */
export const initiativesOf = (place: Sql, context: LinkContext<RolesScope>): Sql => sql`
  select distinct p.initiative_id as target_id from initiative_places p
  where p.place_id in (${related(place)}) ${ofRoles(context)}`

/** Actors that take part in initiatives tied to a place. */
export const actorsOf = (place: Sql, context: LinkContext<RolesScope>): Sql => sql`
  select distinct a.actor_id as target_id from participations a
  where a.initiative_id in (select target_id from (${initiativesOf(place, context)}) i)`

/** Actions at a place: where the action itself names places, by those, else by what its initiative covers. */
export const actionsOf = (place: Sql): Sql => sql`
  select a.action_id as target_id from action_places a where a.place_id in (${related(place)})
  union
  select a.id from initiative_places p join actions a on a.initiative_id = p.initiative_id
  where p.role = 'COVERAGE' and p.place_id in (${related(place)}) and not exists (select 1 from action_places own where own.action_id = a.id)`

/** Places that contain a place, itself included. */
export const containing = (place: Sql): Sql =>
  sql`select ancestor_id as target_id from place_closure where descendant_id = ${place}`

/** Places inside a place, itself included. */
export const inside = (place: Sql): Sql =>
  sql`select descendant_id as target_id from place_closure where ancestor_id = ${place}`

/** Each two places of which one contains the other. */
const near = sql`
  select ancestor_id as parent_id, descendant_id as place_id from place_closure
  union all select descendant_id, ancestor_id from place_closure`

/** The same links for all places at once, for filters. */
export const pairs = {
  initiatives: sql`select n.parent_id, p.initiative_id as target_id from (${near}) n join initiative_places p on p.place_id = n.place_id`,
  actors: sql`
    select n.parent_id, a.actor_id as target_id from (${near}) n join initiative_places p on p.place_id = n.place_id
    join participations a on a.initiative_id = p.initiative_id`,
  actions: sql`
    select n.parent_id, a.action_id as target_id from (${near}) n join action_places a on a.place_id = n.place_id
    union all select n.parent_id, a.id from (${near}) n join initiative_places p on p.place_id = n.place_id and p.role = 'COVERAGE'
    join actions a on a.initiative_id = p.initiative_id where not exists (select 1 from action_places own where own.action_id = a.id)`,
  within: sql`select descendant_id as parent_id, ancestor_id as target_id from place_closure`,
  contains: sql`select ancestor_id as parent_id, descendant_id as target_id from place_closure`,
}
