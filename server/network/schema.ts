// Who works with whom, as a graph.
import { z } from 'zod'
import { Actor } from '../actor/schema.ts'
import { builder } from '../builder.ts'
import { Initiative } from '../initiative/schema.ts'
import { type NetworkScope, networkEdges, networkNodes, selection, sharedByEnds } from './queries.ts'

export const NetworkNode = builder.tableRef(networkNodes, { name: 'NetworkNode', identity: ['actor_id'] })

export const NetworkEdge = builder.tableRef(networkEdges, { name: 'NetworkEdge', identity: ['source_id', 'target_id'] })

builder.tableFields(NetworkNode, {
  description: 'An actor in a network.',
  fields: (t) => ({
    id: t.scopedId([['actor_id', Actor]], selection),
    actor: t.one(Actor, 'actor_id', 'The actor.'),
    distance: t.column('distance', 'The number of steps from the actor at the centre; 0 if no actor is at the centre.'),
    initiativeCount: t.column('initiative_count', 'The number of initiatives that the actor takes part in.'),
  }),
})

builder.tableFields(NetworkEdge, {
  description: 'Two actors that take part in the same initiatives. Each pair appears once.',
  fields: (t) => ({
    id: t.scopedId(
      [
        ['source_id', Actor],
        ['target_id', Actor],
      ],
      selection,
    ),
    source: t.one(Actor, 'source_id', 'One of the two actors.'),
    target: t.one(Actor, 'target_id', 'The other actor.'),
    weight: t.column('weight', 'The number of initiatives that they share.'),
    initiatives: t.connection(Initiative, {
      description: 'The initiatives that they share.',
      relation: sharedByEnds,
      order: ['name'],
    }),
  }),
})

export const ActorNetwork = builder.container<NetworkScope>('ActorNetwork', {
  description:
    'A network of actors that take part in the same initiatives. Planned and requested participations do not count.',
  fields: (t) => ({
    id: t.scopedId(selection),
    nodes: t.connection(NetworkNode, {
      description: 'The actors, closest to the centre first, then by name.',
      order: ['distance', 'name'],
    }),
    edges: t.connection(NetworkEdge, {
      description: 'The pairs of actors that share initiatives, those that share the most first.',
      order: ['-weight', 'source_id', 'target_id'],
    }),
  }),
})

const depthRange = 'It must be a number from 1 to 3.'

builder.queryFields((t) => ({
  actorNetwork: t.contained(ActorNetwork, {
    description: 'Who works with whom, as a graph: the whole network, or the part around one actor.',
    args: {
      where: builder.whereArgument(Initiative, 'Counts only these initiatives.'),
      around: builder.searchArgument({
        description: 'The slug of the actor at the centre. By default, the whole network.',
      }),
      depth: t.arg.int({
        description: 'The number of steps from the centre, 1 to 3. By default, 1.',
        validate: z.int().min(1, depthRange).max(3, depthRange),
      }),
    },
  }),
}))
