// Participations of actors in initiatives, with their roles, and the partners they make.
import { actorsOfInitiative, initiativesOfActor, participationsOfPair, partnersOf, sharedBy } from '../actor/queries.ts'
import { Actor } from '../actor/schema.ts'
import { builder, type EdgeFields } from '../builder.ts'
import { participations } from '../db/tables.ts'
import { Initiative } from '../initiative/schema.ts'
import { Phase } from '../phase/schema.ts'
import { actorsOf, edges } from '../place/queries.ts'
import { Place, rolesArgument } from '../place/schema.ts'
import { linked } from '../relational/index.ts'
import { Citation, Cited } from '../source/schema.ts'
import { ParticipationRole } from '../vocabulary.ts'

export const Participation = builder.tableRef(participations, { name: 'Participation', key: 'key' })

builder.tableFields(Participation, {
  description: 'The participation of an actor in an initiative, in one role and, if the source says so, in one phase.',
  interfaces: [Cited],
  fields: (t) => ({
    initiative: t.one(Initiative, 'initiative_id', 'The initiative.', { filter: true }),
    actor: t.one(Actor, 'actor_id', 'The actor.', { filter: true }),
    phase: t.one(
      Phase,
      'phase_id',
      'The phase, component or working group, or null if the actor takes part in the whole initiative.',
      { filter: true },
    ),
    role: t.column('role', 'The role of the actor; UNSPECIFIED if the source gives none.', {
      filter: true,
      sort: true,
    }),
    certainty: t.column('certainty', 'Whether the participation is a fact, planned or requested.', {
      filter: true,
      sort: true,
    }),
    listed: t.column(
      'listed',
      'Whether the Actors section of the entry gives the actor this role. False if only another section does.',
      { filter: true },
    ),
    note: t.column('note', 'What else the source says about the participation.', { filter: true }),
    citation: t.one(Citation, 'citation_id', 'The printed page this comes from.', { filter: true }),
  }),
})

const participationArgument = {
  participation: builder.whereArgument(
    Participation,
    'Only participations that match, such as `{role: {eq: LEAD}}`. Edges show only these participations, too.',
  ),
}
/** The fields of an edge between an initiative and an actor. */
const participationEdge = (t: EdgeFields<typeof actorsOfInitiative>) => ({
  roles: t.expression(
    ParticipationRole,
    'The roles that the source gives; UNSPECIFIED if it names the actor without a role.',
    (column) => column('roles'),
    { isList: true },
  ),
  participations: t.list(Participation, {
    description: 'The participations behind this edge, each with its role, phase, certainty and page.',
    relation: participationsOfPair,
    order: ['id'],
  }),
})

builder.moreTableFields(Initiative, (t) => ({
  actors: t.connection(Actor, {
    description: 'Actors that take part, one edge each.',
    relation: actorsOfInitiative,
    order: ['name'],
    edge: participationEdge,
    args: participationArgument,
    filter: true,
  }),
  participations: t.connection(Participation, {
    description: 'Participations in this initiative, one for each actor, phase and role.',
    by: 'initiative_id',
    order: ['id'],
    filter: true,
  }),
}))

builder.moreTableFields(Actor, (t) => ({
  initiatives: t.connection(Initiative, {
    description: 'Initiatives that the actor takes part in, one edge each.',
    relation: initiativesOfActor,
    order: ['name'],
    edge: participationEdge,
    args: participationArgument,
    filter: true,
  }),
  participations: t.connection(Participation, {
    description: 'Participations of this actor, one for each initiative, phase and role.',
    by: 'actor_id',
    order: ['initiative_id', 'id'],
    filter: true,
  }),
  partners: t.connection(Actor, {
    description:
      'Actors that take part in the same initiatives, most shared initiatives first. Planned and sought participations do not count.',
    relation: partnersOf,
    order: ['-link.shared_count', 'name'],
    edge: (t) => ({
      sharedInitiativeCount: t.column('shared_count', 'How many initiatives they share.'),
      sharedInitiatives: t.connection(Initiative, {
        description: 'The initiatives they share.',
        relation: sharedBy,
        order: ['name'],
      }),
    }),
    filter: true,
  }),
}))

builder.tableField(Phase, 'participations', (t) =>
  t.connection(Participation, {
    description: 'Participations limited to this phase.',
    by: 'phase_id',
    order: ['id'],
  }),
)

builder.tableField(Place, 'actors', (t) =>
  t.connection(Actor, {
    description: 'Actors that take part in the initiatives of this place. Each appears once.',
    relation: linked(actorsOf, edges.actors),
    order: ['name'],
    args: rolesArgument,
  }),
)

builder.queryField('participations', (t) =>
  t.rows(Participation, {
    description: 'Participations of actors in initiatives, with their roles.',
    order: ['initiative_id', 'id'],
  }),
)
