// Who takes part in what, and who works with whom.
import { sql } from 'kysely'
import { integer, jsonText } from '../db/columns.ts'
import { distinctValues, type Input, type LinkContext, type Links, linkedAll, type Sql } from '../relational/index.ts'

/** What the link between an initiative and an actor knows: both ends, and all roles between them. */
const participation = { initiative_id: integer(), actor_id: integer(), roles: jsonText() }

/** What links between initiatives and actors can be chosen by. */
export type ParticipationScope = {
  /** A filter of participations. */
  readonly participation?: Input | undefined
}

const wanted = ({ scope, condition }: LinkContext<ParticipationScope>, alias: string): Sql => {
  const asked = condition('Participation', scope.participation, alias)
  return asked ? sql` and ${asked}` : sql``
}

const rolesOf = (context: LinkContext<ParticipationScope>): Sql =>
  distinctValues(
    sql`p.role`,
    sql`select string_agg(distinct q.role, '","' order by q.role) from participations q
      where q.initiative_id = p.initiative_id and q.actor_id = p.actor_id${wanted(context, 'q')}`,
  )

/** Links between initiatives and actors, one for each pair however many roles there are. */
const pairs = (from: 'initiative_id' | 'actor_id', to: 'initiative_id' | 'actor_id') =>
  linkedAll<typeof participation, ParticipationScope>(
    {
      edge: participation,
      pairs: sql`select ${sql.ref(`p.${from}`)} as parent_id, ${sql.ref(`p.${to}`)} as target_id from participations p`,
    },
    (among, needed, context) => {
      const roles = needed.has('roles') ? sql`, ${rolesOf(context)} as roles` : sql``
      return sql`select ${sql.ref(`p.${from}`)} as k0, ${sql.ref(`p.${to}`)} as target_id, p.initiative_id, p.actor_id${roles}
      from participations p where ${among(sql.ref(`p.${from}`))}${wanted(context, 'p')} group by p.initiative_id, p.actor_id`
    },
  )

export const actorsOfInitiative = pairs('initiative_id', 'actor_id')
export const initiativesOfActor = pairs('actor_id', 'initiative_id')

/** The participations behind one such link. */
export const participationsOfPair: Links<'initiative_id' | 'actor_id', Record<never, never>, ParticipationScope> = {
  keys: ['initiative_id', 'actor_id'],
  rows: ([initiative, actor], _needed, context) => sql`
    select p.id as target_id from participations p where p.initiative_id = ${initiative} and p.actor_id = ${actor}${wanted(context, 'p')}`,
}

const partnership = { actor_id: integer(), shared_count: integer() }

/** Actors that take part in an initiative together with an actor; plans and requests for participation do not count. */
export const partnersOf: Links<'id', typeof partnership, Record<never, never>> = {
  keys: ['id'],
  edge: partnership,
  pairs: sql`
    select own.actor_id as parent_id, other.actor_id as target_id
    from participations own join participations other on other.initiative_id = own.initiative_id and other.actor_id <> own.actor_id
    where own.certainty = 'STATED' and other.certainty = 'STATED'`,
  rows: ([id]) => sql`
    select other.actor_id as target_id, own.actor_id, count(distinct own.initiative_id)::integer as shared_count
    from participations own join participations other on other.initiative_id = own.initiative_id and other.actor_id <> own.actor_id
    where own.actor_id = ${id} and own.certainty = 'STATED' and other.certainty = 'STATED'
    group by other.actor_id, own.actor_id`,
}

/** The initiatives two partners share. */
export const sharedBy: Links<'actor_id' | 'target_id', Record<never, never>, Record<never, never>> = {
  keys: ['actor_id', 'target_id'],
  rows: ([own, other]) => sql`
    select distinct p.initiative_id as target_id from participations p
    where p.actor_id = ${own} and p.certainty = 'STATED' and exists (
      select 1 from participations o where o.initiative_id = p.initiative_id and o.actor_id = ${other} and o.certainty = 'STATED')`,
}
