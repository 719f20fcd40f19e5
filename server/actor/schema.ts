// Who: States, organizations, bodies, and groups of them.

import { creditedActions } from '../action/queries.ts'
import { actorIdentifiers, actorMemberships, actorNames, actors, initiatives, participations } from '../db/tables.ts'
import { actorFacets } from '../facet/queries.ts'
import { cellArguments } from '../matrix/arguments.ts'
import type { FieldDefinition } from '../relational/definition.ts'
import { child, compoundId, connection, expression, list, object, through } from '../relational/fields.ts'
import { searchOf } from '../search/queries.ts'
import { citation } from '../source/schema.ts'
import { ActionRole, ParticipationRole } from '../vocabulary.ts'
import { initiativesOfActor, participationsOfPair, partnersOf, sharedBy } from './queries.ts'

/** What an edge between an initiative and an actor says. */
export const participationEdge: Readonly<Record<string, FieldDefinition>> = {
  roles: expression(
    ParticipationRole,
    'The roles the source gives; UNSPECIFIED where it names the actor without one.',
    (column) => column('roles'),
    { isList: true },
  ),
  participations: list('Participation', {
    description: 'The participations behind this edge, each with its role, phase, certainty and page.',
    links: participationsOfPair,
    order: ['id'],
  }),
}

/** What an edge between an action and an actor says. */
export const creditEdge: Readonly<Record<string, FieldDefinition>> = {
  roles: expression(ActionRole, 'The actor’s roles in the action.', (column) => column('roles'), { isList: true }),
}

const membershipEdge: Readonly<Record<string, FieldDefinition>> = {
  role: {
    is: 'column',
    column: 'role',
    description: 'As what the member belongs to the group, where the source says.',
  },
  basis: { is: 'column', column: 'basis', description: 'Whether the source lists the member.' },
  citation,
}

export const Actor = object({
  name: 'Actor',
  description:
    'A State, organization, body, network or group that takes part in cooperation. One actor is one object however the source spells it.',
  source: actors,
  key: 'slug',
  interfaces: ['Cited'],
  search: searchOf('ACTOR'),
  facets: actorFacets,
  fields: (f) => ({
    slug: f.column('slug', 'A short name that never changes, such as `unhcr`.'),
    name: f.column('name', 'Its usual name in English.'),
    acronym: f.column('acronym', 'Its usual abbreviation.'),
    names: list('ActorName', {
      description: 'Other names, abbreviations and spellings.',
      links: child(actorNames, 'actor_id'),
      order: ['name'],
    }),
    kind: f.column('kind', 'What sort of actor it is.'),
    country: f.one(
      'Place',
      'country_id',
      'The country it belongs to: of a State itself, its bodies and national organizations.',
    ),
    parent: f.one('Actor', 'parent_id', 'The larger actor it is part of.'),
    parentBasis: f.column('parent_basis', 'Whether the source says that it is part of its parent.'),
    parentRationale: f.column(
      'parent_rationale',
      'Why the editors take it to be part of its parent. Always there where the basis is EDITORIAL.',
    ),
    parts: connection('Actor', {
      description: 'Actors that are part of it.',
      links: child(actors, 'parent_id'),
      order: ['name'],
    }),
    identifiers: list('ActorIdentifier', {
      description: 'Its identifiers in registers of organizations. Empty as long as none has been checked.',
      links: child(actorIdentifiers, 'actor_id'),
      order: ['scheme', 'value'],
    }),
    isGroup: f.column('is_group', 'Whether it stands for several actors, such as "local implementing partners".'),
    statedCount: f.column('stated_count', 'How many there are in the group, where the source counts them.'),
    countQualifier: f.column(
      'count_qualifier',
      'How exact that count is; ALL where the source speaks of all there are.',
    ),
    description: f.column('description', 'What the source says of it.'),
    citation,
    members: connection('Actor', {
      description: 'Members of the group, as far as the source lists them.',
      links: through(actorMemberships, 'group_id', 'member_id'),
      order: ['name'],
      edge: membershipEdge,
    }),
    groups: connection('Actor', {
      description: 'Groups the source lists it in.',
      links: through(actorMemberships, 'member_id', 'group_id'),
      order: ['name'],
      edge: membershipEdge,
    }),
    initiatives: connection('Initiative', {
      description: 'Initiatives it takes part in, one edge for each.',
      links: initiativesOfActor,
      order: ['name'],
      edge: participationEdge,
    }),
    participations: connection('Participation', {
      description: 'Its participations: one for each initiative, phase and role.',
      links: child(participations, 'actor_id'),
      order: ['initiative_id', 'id'],
    }),
    actsFor: list('Initiative', {
      description: 'The initiative this actor is, where an initiative acts in its own name: at most one.',
      links: child(initiatives, 'acts_as_id'),
      order: ['name'],
    }),
    actions: connection('Action', {
      description: 'Actions it is credited with, one edge for each.',
      links: creditedActions,
      order: ['initiative_id', 'ordinal'],
      edge: creditEdge,
    }),
    partners: connection('Actor', {
      description:
        'Actors that take part in the same initiatives, most shared initiatives first. Planned and sought participations do not count.',
      links: partnersOf,
      order: ['-link.shared_count', 'name'],
      edge: {
        sharedInitiativeCount: {
          is: 'column',
          column: 'shared_count',
          description: 'How many initiatives they share.',
        },
        sharedInitiatives: connection('Initiative', {
          description: 'The initiatives they share.',
          links: sharedBy,
          order: ['name'],
        }),
      },
    }),
    matrix: list('MatrixCell', {
      description:
        'Its row of the matrix: ten cells, empty ones included, over the actions it performs, collaborates in or coordinates.',
      links: { keys: ['id'], by: ['actor_id'] },
      order: ['action_point_id'],
      args: cellArguments,
      fixed: { by: 'ACTOR', idle: 'too' },
    }),
  }),
  filters: [
    'slug',
    'name',
    'acronym',
    'names',
    'kind',
    'country',
    'parent',
    'parts',
    'isGroup',
    'statedCount',
    'members',
    'groups',
    'initiatives',
    'participations',
    'actions',
    'partners',
  ],
  orders: ['name', 'slug', 'acronym', 'kind'],
})

export const ActorName = object({
  name: 'ActorName',
  description: 'Another name of an actor.',
  source: actorNames,
  identity: ['name'],
  fields: (f) => ({
    id: compoundId('ActorName', [{ column: 'actor_id', of: actors, key: 'slug' }, 'name']),
    name: f.column('name', 'The name.'),
    kind: f.column('kind', 'How it relates to the actor.'),
    language: f.column('language', 'Its language as a BCP 47 tag, where it is not English.'),
  }),
  filters: ['name', 'kind', 'language'],
})

export const ActorIdentifier = object({
  name: 'ActorIdentifier',
  description: 'An identifier of an actor in a register of organizations.',
  source: actorIdentifiers,
  identity: ['scheme', 'value'],
  fields: (f) => ({
    id: compoundId('ActorIdentifier', [{ column: 'actor_id', of: actors, key: 'slug' }, 'scheme', 'value']),
    scheme: f.column('scheme', 'The register.'),
    value: f.column('value', 'The identifier.'),
  }),
})
