// Who takes part in which initiative, as what, and who works with whom by that.
import { actorsOfInitiative, initiativesOfActor, participationsOfPair, partnersOf, sharedBy } from '../actor/queries.ts'
import { Actor } from '../actor/schema.ts'
import { builder, type EdgeFields } from '../builder.ts'
import { participations } from '../db/tables.ts'
import { Initiative } from '../initiative/schema.ts'
import { Phase } from '../phase/schema.ts'
import { actorsOf, pairs } from '../place/queries.ts'
import { Place, rolesArgument } from '../place/schema.ts'
import { linked } from '../relational/index.ts'
import { Cited } from '../source/schema.ts'
import { ParticipationRole } from '../vocabulary.ts'

export const Participation = builder.tableRef(participations, { name: 'Participation', key: 'key' })

builder.tableFields(Participation, {
  description: 'An actor taking part in an initiative in one role, and in one phase where the source says which.',
  interfaces: [Cited],
  fields: (t) => ({
    initiative: t.one(Initiative, 'initiative_id', 'The initiative.', { filter: true }),
    actor: t.one(Actor, 'actor_id', 'The actor.', { filter: true }),
    phase: t.one(
      Phase,
      'phase_id',
      'The phase, component or working group it is limited to; none where it is the whole initiative.',
      { filter: true },
    ),
    role: t.column('role', 'As what the actor takes part; UNSPECIFIED where the source gives no role.', {
      filter: true,
      sort: true,
    }),
    certainty: t.column('certainty', 'How firm it is.', { filter: true, sort: true }),
    listed: t.column(
      'listed',
      'Whether the Actors section of the entry gives the actor this role. A role that another section gives is not listed.',
      { filter: true },
    ),
    note: t.column('note', 'What else the source says of it.', { filter: true }),
  }),
})

const participationArgument = {
  participation: builder.whereArgument(
    Participation,
    'Only by participations like these: `{role: {eq: LEAD}}`. Also decides which participations an edge shows.',
  ),
}
/** What an edge between an initiative and an actor says. */
const participationEdge = (t: EdgeFields<typeof actorsOfInitiative>) => ({
  roles: t.expression(
    ParticipationRole,
    'The roles the source gives; UNSPECIFIED where it names the actor without one.',
    (column) => column('roles'),
    { isList: true },
  ),
  participations: t.list(Participation, {
    description: 'The participations behind this edge, each with its role, phase, certainty and page.',
    links: participationsOfPair,
    order: ['id'],
  }),
})

builder.moreTableFields(Initiative, (t) => ({
  actors: t.connection(Actor, {
    description: 'Actors that take part, one edge for each.',
    links: actorsOfInitiative,
    order: ['name'],
    edge: participationEdge,
    args: participationArgument,
    filter: true,
  }),
  participations: t.connection(Participation, {
    description: 'Who takes part as what: one for each actor, phase and role.',
    by: 'initiative_id',
    order: ['id'],
    filter: true,
  }),
}))

builder.moreTableFields(Actor, (t) => ({
  initiatives: t.connection(Initiative, {
    description: 'Initiatives it takes part in, one edge for each.',
    links: initiativesOfActor,
    order: ['name'],
    edge: participationEdge,
    args: participationArgument,
    filter: true,
  }),
  participations: t.connection(Participation, {
    description: 'Its participations: one for each initiative, phase and role.',
    by: 'actor_id',
    order: ['initiative_id', 'id'],
    filter: true,
  }),
  partners: t.connection(Actor, {
    description:
      'Actors that take part in the same initiatives, most shared initiatives first. Planned and sought participations do not count.',
    links: partnersOf,
    order: ['-link.shared_count', 'name'],
    edge: (t) => ({
      sharedInitiativeCount: t.column('shared_count', 'How many initiatives they share.'),
      sharedInitiatives: t.connection(Initiative, {
        description: 'The initiatives they share.',
        links: sharedBy,
        order: ['name'],
      }),
    }),
    filter: true,
  }),
}))

builder.tableField(Phase, 'participations', (t) =>
  t.connection(Participation, {
    description: 'Participations limited to it.',
    by: 'phase_id',
    order: ['id'],
  }),
)

builder.tableField(Place, 'actors', (t) =>
  t.connection(Actor, {
    description: 'Actors that take part in those initiatives; each once.',
    links: linked(actorsOf, pairs.actors),
    order: ['name'],
    args: rolesArgument,
  }),
)

builder.queryField('participations', (t) =>
  t.rows(Participation, {
    description: 'Who takes part in what, as what.',
    order: ['initiative_id', 'id'],
  }),
)
