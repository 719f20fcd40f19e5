// The network of actors as a graph: each edge has the number of initiatives that two actors share.
import type { AliasableExpression } from 'kysely'
import { integer, sortedBy, text } from '../db/columns.ts'
import { asInteger, lit, queries, selectFrom, textParameter } from '../db/query.ts'
import { actors, initiatives } from '../db/tables.ts'
import {
  type ArgumentValues,
  derived,
  type Input,
  inLetters,
  type QueryContext,
  type Relation,
} from '../relational/index.ts'

/** How many steps from the middle the network reaches by default. */
const defaultDepth = 1

/** Which network. */
export type NetworkScope = {
  /** A filter of initiatives. */
  readonly where?: Input | undefined
  /** The slug of the actor in the middle. */
  readonly around?: Input | undefined
  /** How many steps from the middle. */
  readonly depth?: Input | undefined
}

/** Which of the arguments make a difference: the same for equal networks, whether defaults are written out or left out. */
export const selection = ({ where, around, depth }: ArgumentValues): ArgumentValues => ({
  ...(typeof where === 'object' && Object.keys(where ?? {}).length > 0 && { where }),
  ...(typeof around === 'string' && {
    around: inLetters(actors.columns.slug)(around),
    depth: typeof depth === 'number' ? depth : defaultDepth,
  }),
})

/** Stated participations in the requested initiatives, one for each pair of initiative and actor. */
function stated({ scope, condition }: QueryContext<NetworkScope>) {
  const wanted = condition(initiatives, scope.where, 'i')
  const all = selectFrom('participations as p')
    .select(['p.initiative_id', 'p.actor_id'])
    .distinct()
    .where('p.certainty', '=', lit('STATED'))
  return wanted ? all.where('p.initiative_id', 'in', selectFrom('initiatives as i').select('i.id').where(wanted)) : all
}

const around = ({ scope: { around: actor, depth } }: QueryContext<NetworkScope>) => {
  if (!actor || actor.isNull()) return undefined
  const steps = depth && !depth.isNull() ? Number(depth.literal()) : defaultDepth
  return { slug: textParameter<string>(actor.param(inLetters(actors.columns.slug))), steps }
}

interface Member {
  readonly actor_id: number
  readonly distance: number
}

/** The actors of the network, each with its distance from the one in the middle; of all, 0 where none is. */
function members(context: QueryContext<NetworkScope>): AliasableExpression<Member> {
  const middle = around(context)
  if (!middle)
    return selectFrom(stated(context).as('s'))
      .select(['s.actor_id', lit(0).as('distance')])
      .distinct()
  return queries
    .withRecursive(
      (cte) => cte('s').materialized(),
      () => stated(context),
    )
    .withRecursive('step(actor_id, distance)', (db) =>
      db
        .selectFrom('actors as a')
        .select(['a.id as actor_id', lit<number>(0).as('distance')])
        .where('a.slug', '=', middle.slug)
        .union(
          db
            .selectFrom('step')
            .innerJoin('s as own', 'own.actor_id', 'step.actor_id')
            .innerJoin('s as other', 'other.initiative_id', 'own.initiative_id')
            .select((eb) => ['other.actor_id', eb('step.distance', '+', lit(1)).as('distance')])
            .where('step.distance', '<', lit(middle.steps)),
        ),
    )
    .selectFrom('step')
    .select(({ fn }) => ['step.actor_id', asInteger(fn.min('step.distance')).as('distance')])
    .groupBy('step.actor_id')
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
  query: (needed, context: QueryContext<NetworkScope>) =>
    selectFrom(members(context).as('m'))
      .innerJoin('actors as a', 'a.id', 'm.actor_id')
      .select(['m.actor_id', 'a.name', 'a.name_sort', 'm.distance'])
      .$if(needed.has('initiative_count'), (query) =>
        query.select(({ selectFrom }) =>
          selectFrom(stated(context).as('s'))
            .select(({ fn }) => asInteger(fn.countAll()).as('n'))
            .whereRef('s.actor_id', '=', 'm.actor_id')
            .as('initiative_count'),
        ),
      ),
})

export const networkEdges = derived({
  name: 'network_edges',
  columns: { source_id: integer(), target_id: integer(), weight: integer() },
  query: (_needed, context: QueryContext<NetworkScope>) => {
    const inside = () => selectFrom(members(context).as('m')).select('m.actor_id')
    return selectFrom(stated(context).as('a'))
      .innerJoin(stated(context).as('b'), (join) =>
        join.onRef('b.initiative_id', '=', 'a.initiative_id').onRef('a.actor_id', '<', 'b.actor_id'),
      )
      .select(({ fn }) => ['a.actor_id as source_id', 'b.actor_id as target_id', asInteger(fn.countAll()).as('weight')])
      .$if(around(context) !== undefined, (query) =>
        query.where('a.actor_id', 'in', inside()).where('b.actor_id', 'in', inside()),
      )
      .groupBy(['a.actor_id', 'b.actor_id'])
  },
})

/** The initiatives the two ends of an edge share. */
export const sharedByEnds: Relation<'source_id' | 'target_id', Record<never, never>, NetworkScope> = {
  keys: ['source_id', 'target_id'],
  rows: ({ source_id: one, target_id: other }, _needed, context) =>
    selectFrom(stated(context).as('a'))
      .innerJoin(stated(context).as('b'), 'b.initiative_id', 'a.initiative_id')
      .select('a.initiative_id as target_id')
      .where('a.actor_id', '=', one)
      .where('b.actor_id', '=', other),
}
