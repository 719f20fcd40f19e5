// Who works with whom, as a graph.
import { connection, everything, frame, object } from '../relational/fields.ts'
import { networkEdges, networkNodes, sharedByEnds } from './queries.ts'

export const NetworkNode = object({
  name: 'NetworkNode',
  description: 'An actor in a network.',
  source: networkNodes,
  identity: ['actor_id'],
  fields: (f) => ({
    actor: f.one('Actor', 'actor_id', 'The actor.'),
    distance: f.column('distance', 'How many steps it is away from the actor in the middle; 0 where no actor is.'),
    initiativeCount: f.column('initiative_count', 'In how many of the initiatives it takes part.'),
  }),
})

export const NetworkEdge = object({
  name: 'NetworkEdge',
  description: 'Two actors that take part in the same initiatives. Each pair is there once.',
  source: networkEdges,
  identity: ['source_id', 'target_id'],
  fields: (f) => ({
    source: f.one('Actor', 'source_id', 'One of the two.'),
    target: f.one('Actor', 'target_id', 'The other.'),
    weight: f.column('weight', 'How many initiatives they share.'),
    initiatives: connection('Initiative', {
      description: 'The initiatives they share.',
      links: sharedByEnds,
      order: ['name'],
    }),
  }),
})

export const ActorNetwork = frame(
  'ActorNetwork',
  'Who takes part in the same initiatives as whom. Planned and sought participations do not count.',
  {
    nodes: connection('NetworkNode', {
      description: 'The actors, nearest to the middle first, then by name.',
      links: everything,
      order: ['distance', 'name'],
    }),
    edges: connection('NetworkEdge', {
      description: 'The pairs of actors, those that share most initiatives first.',
      links: everything,
      order: ['-weight', 'source_id', 'target_id'],
    }),
  },
)
