// Who works with whom, as a graph: actors, and between each two how many initiatives they share.
import { sql } from 'kysely'
import { integer, sortedBy, text } from '../db/columns.ts'
import { actors } from '../db/tables.ts'
import { derived, type Input, inLetters, type LinkContext, type Links, type Sql } from '../relational/index.ts'

/** Which network. */
export type NetworkScope = {
  /** A filter of initiatives. */
  readonly where?: Input | undefined
  /** The slug of the actor in the middle. */
  readonly around?: Input | undefined
  /** How many steps from the middle. */
  readonly depth?: Input | undefined
}

/** Stated participations in the initiatives asked for, one for each pair of initiative and actor. */
function stated({ scope, condition }: LinkContext<NetworkScope>): Sql {
  const wanted = condition('Initiative', scope.where, 'i')
  const among = wanted ? sql` and p.initiative_id in (select i.id from initiatives i where ${wanted})` : sql``
  return sql`select distinct p.initiative_id, p.actor_id from participations p where p.certainty = 'STATED'${among}`
}

const around = ({ scope: { around: actor, depth } }: LinkContext<NetworkScope>) => {
  if (!actor || actor.isNull()) return undefined
  const steps = depth && !depth.isNull() ? Number(depth.literal()) : 1
  return { slug: sql`${actor.param(inLetters(actors.columns.slug))}::text`, steps }
}

/** The actors of the network, each with its distance from the one in the middle; of all, 0 where none is. */
function members(context: LinkContext<NetworkScope>): Sql {
  const middle = around(context)
  if (!middle) return sql`select distinct s.actor_id, 0 as distance from (${stated(context)}) s`
  return sql`
    with recursive s as materialized (${stated(context)}), step (actor_id, distance) as (
      select a.id, 0 from actors a where a.slug = ${middle.slug}
      union
      select other.actor_id, step.distance + 1 from step
      join s own on own.actor_id = step.actor_id join s other on other.initiative_id = own.initiative_id
      where step.distance < ${sql.lit(middle.steps)})
    select actor_id, min(distance)::integer as distance from step group by actor_id`
}

export const networkNodes = derived({
  name: 'network_nodes',
  columns: {
    actor_id: integer(),
    name: sortedBy('name_sort'),
    name_sort: text(),
    distance: integer(),
    initiative_count: integer(),
  },
  query: (needed, context: LinkContext<NetworkScope>) => {
    const counted = needed.has('initiative_count')
      ? sql`, (select count(*)::integer from (${stated(context)}) s where s.actor_id = m.actor_id) as initiative_count`
      : sql``
    return sql`select m.actor_id, a.name, a.name_sort, m.distance${counted} from (${members(context)}) m join actors a on a.id = m.actor_id`
  },
})

export const networkEdges = derived({
  name: 'network_edges',
  columns: { source_id: integer(), target_id: integer(), weight: integer() },
  query: (_needed, context: LinkContext<NetworkScope>) => {
    const inside = around(context)
      ? sql`where a.actor_id in (select actor_id from (${members(context)}) m) and b.actor_id in (select actor_id from (${members(context)}) m)`
      : sql``
    return sql`select a.actor_id as source_id, b.actor_id as target_id, count(*)::integer as weight
      from (${stated(context)}) a join (${stated(context)}) b on b.initiative_id = a.initiative_id and a.actor_id < b.actor_id
      ${inside} group by a.actor_id, b.actor_id`
  },
})

/** The initiatives the two ends of an edge share. */
export const sharedByEnds: Links<'source_id' | 'target_id', Record<never, never>, NetworkScope> = {
  keys: ['source_id', 'target_id'],
  rows: ([one, other], _needed, context) => sql`
    select a.initiative_id as target_id from (${stated(context)}) a
    join (${stated(context)}) b on b.initiative_id = a.initiative_id
    where a.actor_id = ${one} and b.actor_id = ${other}`,
}
