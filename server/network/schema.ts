// Who works with whom, as a graph.
import { z } from 'zod'
import { Actor } from '../actor/schema.ts'
import { builder } from '../builder.ts'
import { Initiative } from '../initiative/schema.ts'
import { type NetworkScope, networkEdges, networkNodes, sharedByEnds } from './queries.ts'

export const NetworkNode = builder.tableRef(networkNodes, { name: 'NetworkNode', identity: ['actor_id'] })

export const NetworkEdge = builder.tableRef(networkEdges, { name: 'NetworkEdge', identity: ['source_id', 'target_id'] })

builder.tableFields(NetworkNode, {
  description: 'An actor in a network.',
  fields: (t) => ({
    actor: t.one(Actor, 'actor_id', 'The actor.'),
    distance: t.column('distance', 'How many steps it is away from the actor in the middle; 0 where no actor is.'),
    initiativeCount: t.column('initiative_count', 'In how many of the initiatives it takes part.'),
  }),
})

builder.tableFields(NetworkEdge, {
  description: 'Two actors that take part in the same initiatives. Each pair is there once.',
  fields: (t) => ({
    source: t.one(Actor, 'source_id', 'One of the two.'),
    target: t.one(Actor, 'target_id', 'The other.'),
    weight: t.column('weight', 'How many initiatives they share.'),
    initiatives: t.connection(Initiative, {
      description: 'The initiatives they share.',
      links: sharedByEnds,
      order: ['name'],
    }),
  }),
})

export const ActorNetwork = builder.container<NetworkScope>('ActorNetwork', {
  description: 'Who takes part in the same initiatives as whom. Planned and sought participations do not count.',
  fields: (t) => ({
    nodes: t.connection(NetworkNode, {
      description: 'The actors, nearest to the middle first, then by name.',
      order: ['distance', 'name'],
    }),
    edges: t.connection(NetworkEdge, {
      description: 'The pairs of actors, those that share most initiatives first.',
      order: ['-weight', 'source_id', 'target_id'],
    }),
  }),
})

const depthRange = 'A number from 1 to 3 was expected.'

builder.queryFields((t) => ({
  actorNetwork: t.contained(ActorNetwork, {
    description: 'Who works with whom, as a graph: the whole, or what lies around one actor.',
    args: {
      where: builder.whereArgument(Initiative, 'Only through these initiatives.'),
      around: builder.searchArgument({
        description: 'The slug of the actor in the middle. Without it, the whole network.',
      }),
      depth: t.arg.int({
        description: 'How many steps from the middle, 1 to 3. Without it, 1.',
        validate: z.int().min(1, depthRange).max(3, depthRange),
      }),
    },
  }),
}))
