// Actors: States, organizations, bodies, and groups of them.
import { builder, type EdgeFields } from '../builder.ts'
import { actorIdentifiers, actorMemberships, actorNames, actors } from '../db/tables.ts'
import { actorFacets } from '../facet/queries.ts'
import { Place } from '../place/schema.ts'
import { through } from '../relational/index.ts'
import { searchOf } from '../search/queries.ts'
import { Citation, Cited } from '../source/schema.ts'

export const Actor = builder.tableRef(actors, {
  name: 'Actor',
  key: 'slug',
  search: searchOf('ACTOR'),
  facets: actorFacets,
})

export const ActorName = builder.tableRef(actorNames, {
  name: 'ActorName',
  compoundKey: [['actor_id', Actor], 'name'],
  identity: ['name'],
})

export const ActorIdentifier = builder.tableRef(actorIdentifiers, {
  name: 'ActorIdentifier',
  compoundKey: [['actor_id', Actor], 'scheme', 'value'],
  identity: ['scheme', 'value'],
})

export const ActorMembership = builder.tableRef(actorMemberships, {
  name: 'ActorMembership',
  compoundKey: [
    ['group_id', Actor],
    ['member_id', Actor],
  ],
})

const membersOf = through(actorMemberships, 'group_id', 'member_id')
const groupsOf = through(actorMemberships, 'member_id', 'group_id')
/** The fields of an edge between a group and a member. */
const membershipEdge = (t: EdgeFields<typeof membersOf>) => ({
  role: t.column('role', 'The role of the member in the group, if the source gives it.'),
  basis: t.column('basis', 'Whether the source or the editors list the member.'),
  citation: t.one(Citation, 'citation_id', 'The printed page this comes from.'),
})

builder.tableFields(Actor, {
  description:
    'A State, organization, body, network or group that takes part in cooperation. Each actor is one object, however the source spells its name.',
  interfaces: [Cited],
  fields: (t) => ({
    slug: t.column('slug', 'A short name that never changes, such as `unhcr`.', { filter: true, sort: true }),
    name: t.column('name', 'The usual name in English.', { filter: true, sort: true }),
    acronym: t.column('acronym', 'The usual abbreviation.', { filter: true, sort: true }),
    names: t.list(ActorName, {
      description: 'Other names, abbreviations and spellings.',
      by: 'actor_id',
      order: ['name'],
      filter: true,
    }),
    kind: t.column('kind', 'The type of actor.', { filter: true, sort: true }),
    citation: t.one(Citation, 'citation_id', 'The printed page this comes from.', { filter: true }),
    country: t.one(Place, 'country_id', 'The country of a State, of its bodies and of its national organizations.', {
      filter: true,
    }),
    parent: t.one(Actor, 'parent_id', 'The larger actor that this actor is part of.', { filter: true }),
    parentBasis: t.column(
      'parent_basis',
      'Whether the source or the editors say that this actor is part of its parent.',
    ),
    parentRationale: t.column(
      'parent_rationale',
      'Why the editors consider this actor part of its parent. Always given if the basis is EDITORIAL.',
    ),
    parts: t.connection(Actor, {
      description: 'Actors that are part of this actor.',
      by: 'parent_id',
      order: ['name'],
      filter: true,
    }),
    identifiers: t.list(ActorIdentifier, {
      description: 'Identifiers in registers of organizations. Empty until one has been checked.',
      by: 'actor_id',
      order: ['scheme', 'value'],
    }),
    isGroup: t.column('is_group', 'Whether it stands for several actors, such as "local implementing partners".', {
      filter: true,
    }),
    statedCount: t.column('stated_count', 'The number of actors in the group, if the source gives it.', {
      filter: true,
    }),
    countQualifier: t.column('count_qualifier', 'How precise that number is; ALL if the source says "all".'),
    description: t.column('description', 'What the source says about the actor.'),
    members: t.connection(Actor, {
      description: 'Members of the group, as far as they are listed.',
      relation: membersOf,
      order: ['name'],
      edge: membershipEdge,
      filter: true,
    }),
    memberships: t.list(ActorMembership, {
      description: 'The same members as separate objects, each with its role, basis and page.',
      by: 'group_id',
      order: ['id'],
    }),
    groups: t.connection(Actor, {
      description: 'Groups that list this actor as a member.',
      relation: groupsOf,
      order: ['name'],
      edge: membershipEdge,
      filter: true,
    }),
  }),
})

builder.tableFields(ActorName, {
  description: 'Another name of an actor.',
  fields: (t) => ({
    name: t.column('name', 'The name.', { filter: true }),
    kind: t.column('kind', 'How the name relates to the actor.', { filter: true }),
    language: t.column('language', 'The language of the name as a BCP 47 tag, if it is not English.', { filter: true }),
  }),
})

builder.tableFields(ActorIdentifier, {
  description: 'An identifier of an actor in a register of organizations.',
  fields: (t) => ({
    scheme: t.column('scheme', 'The register.'),
    value: t.column('value', 'The identifier.'),
  }),
})

builder.tableFields(ActorMembership, {
  description: 'The membership of an actor in a group.',
  interfaces: [Cited],
  fields: (t) => ({
    group: t.one(Actor, 'group_id', 'The group.'),
    member: t.one(Actor, 'member_id', 'The member.'),
    role: t.column('role', 'The role of the member in the group, if the source gives it.'),
    basis: t.column('basis', 'Whether the source or the editors list the member.'),
  }),
})

builder.tableField(Place, 'actorsBased', (t) =>
  t.connection(Actor, {
    description: 'Actors of this country: the State, its bodies and its national organizations.',
    by: 'country_id',
    order: ['name'],
    filter: true,
  }),
)

builder.queryFields((t) => ({
  actor: t.row(Actor, 'slug', {
    description: 'One actor, or null if no actor has this slug.',
    argumentDescription: 'The slug, such as `unhcr`, in upper or lower case.',
  }),
  actorsBySlug: t.rowsByKey(Actor, 'slug', {
    description: 'Actors by slug, in the order of the slugs; null for each slug that does not exist.',
    argument: 'slugs',
    argumentDescription: 'Slugs, at most 100.',
  }),
  actors: t.rows(Actor, { description: 'Actors. Ordered by name by default.', order: ['name'] }),
}))
