// Initiatives, and the types that only they use.
import { Actor } from '../actor/schema.ts'
import { builder } from '../builder.ts'
import { period } from '../db/period.ts'
import {
  initiativeNames,
  initiativePlaces,
  initiativePopulations,
  initiativeRelations,
  initiatives,
} from '../db/tables.ts'
import { initiativeFacets } from '../facet/queries.ts'
import { edges, initiativesOf } from '../place/queries.ts'
import { Place, rolesArgument } from '../place/schema.ts'
import { linked } from '../relational/index.ts'
import { searchOf } from '../search/queries.ts'
import { Citation, Cited } from '../source/schema.ts'
import { relatedTo, relationsBetween, relationsOf } from './queries.ts'

export const Initiative = builder.tableRef(initiatives, {
  name: 'Initiative',
  key: 'slug',
  search: searchOf('INITIATIVE'),
  facets: initiativeFacets,
})

export const InitiativeName = builder.tableRef(initiativeNames, {
  name: 'InitiativeName',
  compoundKey: [['initiative_id', Initiative], 'name'],
  identity: ['name'],
})

export const InitiativePlace = builder.tableRef(initiativePlaces, {
  name: 'InitiativePlace',
  compoundKey: [['initiative_id', Initiative], ['place_id', Place], 'role'],
})

export const InitiativePopulation = builder.tableRef(initiativePopulations, {
  name: 'InitiativePopulation',
  compoundKey: [['initiative_id', Initiative], 'population'],
})

export const InitiativeRelation = builder.tableRef(initiativeRelations, { name: 'InitiativeRelation', key: 'key' })

export const Period = builder.embedded('Period', period, {
  description:
    'When something took place. The precision says how exact each date is. An open end describes the situation at the date of the source.',
  fields: (t) => ({
    text: t.column('period_text', 'The dates as the source prints them.'),
    edtf: t.column(
      'period_edtf',
      'The dates as an Extended Date/Time Format (EDTF) date or interval; `2004/..` has no end.',
    ),
    start: t.column('starts_on', 'The first day, if the start is known. If only the year is known, 1 January.'),
    startPrecision: t.column('start_precision', 'The precision of the start.'),
    end: t.column('ends_on', 'The last day, if the end is known. If only the year is known, 31 December.'),
    endPrecision: t.column('end_precision', 'The precision of the end.'),
    ongoing: t.column(
      'ongoing',
      'Whether it was under way at the date of the source ("present"). It may have a known end after that date.',
    ),
    startYear: t.column('start_year', 'The year of the start.'),
    endYear: t.column('end_year', 'The year of the end.'),
  }),
})

builder.tableFields(Initiative, {
  description: 'A project, process, network, conference or other form in which actors cooperate.',
  interfaces: [Cited],
  fields: (t) => ({
    slug: t.column('slug', 'A short name that never changes, such as `mexico-plan-of-action`.', {
      filter: true,
      sort: true,
    }),
    name: t.column('name', 'The name.', { filter: true, sort: true }),
    acronym: t.column('acronym', 'The usual abbreviation.', { filter: true, sort: true }),
    names: t.list(InitiativeName, {
      description: 'Other names and spellings.',
      by: 'initiative_id',
      order: ['name'],
      filter: true,
    }),
    kind: t.column('kind', 'The form the cooperation takes.', { filter: true, sort: true }),
    level: t.column('level', 'The geographic reach.', { filter: true, sort: true }),
    region: t.column('region', 'The regional heading of the chapter, if the initiative is under one.', {
      filter: true,
      sort: true,
    }),
    section: t.column('section', 'The number of the section of the chapter, such as 1.2.1.', { filter: true }),
    coverage: t.column('coverage', 'How much the source says about the initiative.', { filter: true, sort: true }),
    status: t.column('status', 'The status at the date of the source.', { filter: true, sort: true }),
    period: t.embedded(Period, 'When it took place, if the source says.', { present: 'period_text' }),
    startYear: t.column('start_year', 'The year it started, if known.', { filter: true, sort: true }),
    endYear: t.column('end_year', 'The year it ended, if known.', { filter: true, sort: true }),
    ongoing: t.column(
      'ongoing',
      'Whether it was under way at the date of the source ("present"). True only if the status is ONGOING.',
      { filter: true },
    ),
    asOf: t.column('as_of', 'The date of the source, for which this information is valid, as an EDTF date.'),
    background: t.column(
      'background',
      'Why and how the initiative started, in the words of this catalogue. Always given unless the source only mentions the initiative.',
      { filter: true },
    ),
    actsAs: t.one(Actor, 'acts_as_id', 'The actor that stands for this initiative, if it acts in its own name.', {
      filter: true,
    }),
    citation: t.one(Citation, 'citation_id', 'The printed page this comes from.', { filter: true }),
    places: t.list(InitiativePlace, {
      description: 'The places that the initiative covers, meets in or concerns.',
      by: 'initiative_id',
      order: ['role', 'id'],
      filter: true,
    }),
    populations: t.list(InitiativePopulation, {
      description: 'The people that the initiative concerns.',
      by: 'initiative_id',
      order: ['id'],
      filter: true,
    }),
    relations: t.list(InitiativeRelation, {
      description: 'Relations to other initiatives, in both directions.',
      relation: relationsOf,
      order: ['id'],
      filter: true,
    }),
    related: t.connection(Initiative, {
      description: 'Initiatives related to this one in either direction, one edge each.',
      relation: relatedTo,
      order: ['name'],
      edge: (t) => ({
        relations: t.list(InitiativeRelation, {
          description: 'The relations between the two, each with its direction.',
          relation: relationsBetween,
          order: ['id'],
        }),
      }),
      filter: true,
    }),
  }),
})

builder.tableFields(InitiativeName, {
  description: 'Another name of an initiative.',
  fields: (t) => ({
    name: t.column('name', 'The name.', { filter: true }),
    kind: t.column('kind', 'How the name relates to the initiative.', { filter: true }),
    language: t.column('language', 'The language of the name as a BCP 47 tag, if it is not English.', { filter: true }),
  }),
})

builder.tableFields(InitiativePlace, {
  description: 'How a place is connected to an initiative.',
  interfaces: [Cited],
  fields: (t) => ({
    place: t.one(Place, 'place_id', 'The place.', { filter: true }),
    role: t.column('role', 'How the place is connected to the initiative.', { filter: true }),
    citation: t.one(Citation, 'citation_id', 'The printed page this comes from.', { filter: true }),
  }),
})

builder.tableFields(InitiativePopulation, {
  description: 'People that an initiative concerns.',
  interfaces: [Cited],
  fields: (t) => ({
    population: t.column('population', 'The people.', { filter: true }),
    note: t.column('note', 'Conditions or limits that the source gives.', { filter: true }),
    citation: t.one(Citation, 'citation_id', 'The printed page this comes from.', { filter: true }),
  }),
})

builder.tableFields(InitiativeRelation, {
  description:
    'How one initiative relates to another. Read it from the first to the second: `from` REPLICATED_AS `to`.',
  interfaces: [Cited],
  fields: (t) => ({
    from: t.one(Initiative, 'from_id', 'The first initiative.', { filter: true }),
    to: t.one(Initiative, 'to_id', 'The second initiative.', { filter: true }),
    kind: t.column('kind', 'How the first relates to the second.', { filter: true }),
    note: t.column('note', 'What else the source says about the relation.'),
    citation: t.one(Citation, 'citation_id', 'The printed page this comes from.', { filter: true }),
  }),
})

builder.tableField(Actor, 'actsFor', (t) =>
  t.list(Initiative, {
    description: 'The initiative that this actor stands for, if it stands for one. At most one.',
    by: 'acts_as_id',
    order: ['name'],
  }),
)

builder.tableField(Place, 'initiatives', (t) =>
  t.connection(Initiative, {
    description:
      'Initiatives connected to this place, to a place inside it, or to a region that contains it. Each appears once.',
    relation: linked(initiativesOf, edges.initiatives),
    order: ['name'],
    args: rolesArgument,
    filter: true,
  }),
)

builder.queryFields((t) => ({
  initiative: t.row(Initiative, 'slug', {
    description: 'One initiative, or null if no initiative has this slug.',
    argumentDescription: 'The slug, such as `mexico-plan-of-action`, in upper or lower case.',
  }),
  initiativesBySlug: t.rowsByKey(Initiative, 'slug', {
    description: 'Initiatives by slug, in the order of the slugs; null for each slug that does not exist.',
    argument: 'slugs',
    argumentDescription: 'Slugs, at most 100.',
  }),
  initiatives: t.rows(Initiative, { description: 'Initiatives. Ordered by name by default.', order: ['name'] }),
}))
