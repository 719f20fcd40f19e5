// Who: States, organizations, bodies, and groups of them.
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

export const ActorName = builder.tableRef(actorNames, { name: 'ActorName', identity: ['name'] })

export const ActorIdentifier = builder.tableRef(actorIdentifiers, {
  name: 'ActorIdentifier',
  identity: ['scheme', 'value'],
})

const membersOf = through(actorMemberships, 'group_id', 'member_id')
const groupsOf = through(actorMemberships, 'member_id', 'group_id')
/** What an edge between a group and a member says. */
const membershipEdge = (t: EdgeFields<typeof membersOf>) => ({
  role: t.column('role', 'As what the member belongs to the group, where the source says.'),
  basis: t.column('basis', 'Whether the source lists the member.'),
  citation: t.one(Citation, 'citation_id', 'The printed page this is taken from.'),
})

builder.tableFields(Actor, {
  description:
    'A State, organization, body, network or group that takes part in cooperation. One actor is one object however the source spells it.',
  interfaces: [Cited],
  fields: (t) => ({
    slug: t.column('slug', 'A short name that never changes, such as `unhcr`.', { filter: true, sort: true }),
    name: t.column('name', 'Its usual name in English.', { filter: true, sort: true }),
    acronym: t.column('acronym', 'Its usual abbreviation.', { filter: true, sort: true }),
    names: t.list(ActorName, {
      description: 'Other names, abbreviations and spellings.',
      by: 'actor_id',
      order: ['name'],
      filter: true,
    }),
    kind: t.column('kind', 'What sort of actor it is.', { filter: true, sort: true }),
    country: t.one(
      Place,
      'country_id',
      'The country it belongs to: of a State itself, its bodies and national organizations.',
      { filter: true },
    ),
    parent: t.one(Actor, 'parent_id', 'The larger actor it is part of.', { filter: true }),
    parentBasis: t.column('parent_basis', 'Whether the source says that it is part of its parent.'),
    parentRationale: t.column(
      'parent_rationale',
      'Why the editors take it to be part of its parent. Always there where the basis is EDITORIAL.',
    ),
    parts: t.connection(Actor, {
      description: 'Actors that are part of it.',
      by: 'parent_id',
      order: ['name'],
      filter: true,
    }),
    identifiers: t.list(ActorIdentifier, {
      description: 'Its identifiers in registers of organizations. Empty as long as none has been checked.',
      by: 'actor_id',
      order: ['scheme', 'value'],
    }),
    isGroup: t.column('is_group', 'Whether it stands for several actors, such as "local implementing partners".', {
      filter: true,
    }),
    statedCount: t.column('stated_count', 'How many there are in the group, where the source counts them.', {
      filter: true,
    }),
    countQualifier: t.column(
      'count_qualifier',
      'How exact that count is; ALL where the source speaks of all there are.',
    ),
    description: t.column('description', 'What the source says of it.'),
    members: t.connection(Actor, {
      description: 'Members of the group, as far as the source lists them.',
      links: membersOf,
      order: ['name'],
      edge: membershipEdge,
      filter: true,
    }),
    groups: t.connection(Actor, {
      description: 'Groups the source lists it in.',
      links: groupsOf,
      order: ['name'],
      edge: membershipEdge,
      filter: true,
    }),
  }),
})

builder.tableFields(ActorName, {
  description: 'Another name of an actor.',
  fields: (t) => ({
    id: t.compoundId([['actor_id', Actor], 'name']),
    name: t.column('name', 'The name.', { filter: true }),
    kind: t.column('kind', 'How it relates to the actor.', { filter: true }),
    language: t.column('language', 'Its language as a BCP 47 tag, where it is not English.', { filter: true }),
  }),
})

builder.tableFields(ActorIdentifier, {
  description: 'An identifier of an actor in a register of organizations.',
  fields: (t) => ({
    id: t.compoundId([['actor_id', Actor], 'scheme', 'value']),
    scheme: t.column('scheme', 'The register.'),
    value: t.column('value', 'The identifier.'),
  }),
})

builder.tableField(Place, 'actorsBased', (t) =>
  t.connection(Actor, {
    description: 'Actors that belong to this country: its government, its bodies and national organizations.',
    by: 'country_id',
    order: ['name'],
    filter: true,
  }),
)

builder.queryFields((t) => ({
  actor: t.row(Actor, 'slug', {
    description: 'One actor; null where there is none of that name.',
    argumentDescription: 'Its slug, such as `unhcr`, in upper or lower case.',
  }),
  actorsBySlug: t.rowsByKey(Actor, 'slug', {
    description: 'Actors by their slugs, in the order of the slugs; null for each there is not.',
    argument: 'slugs',
    argumentDescription: 'Slugs, at most 100.',
  }),
  actors: t.rows(Actor, { description: 'Actors, by name unless ordered otherwise.', order: ['name'] }),
}))
