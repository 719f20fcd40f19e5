// What, where, when: initiatives, and what is said of nothing else.
import { Actor } from '../actor/schema.ts'
import { builder } from '../builder.ts'
import {
  initiativeNames,
  initiativePlaces,
  initiativePopulations,
  initiativeRelations,
  initiatives,
  period,
} from '../db/tables.ts'
import { initiativeFacets } from '../facet/queries.ts'
import { initiativesOf, pairs } from '../place/queries.ts'
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

export const InitiativeName = builder.tableRef(initiativeNames, { name: 'InitiativeName', identity: ['name'] })

export const InitiativePlace = builder.tableRef(initiativePlaces, { name: 'InitiativePlace' })

export const InitiativePopulation = builder.tableRef(initiativePopulations, { name: 'InitiativePopulation' })

export const InitiativeRelation = builder.tableRef(initiativeRelations, { name: 'InitiativeRelation', key: 'key' })

export const Period = builder.embedded('Period', period, {
  description:
    'When something was. Dates are exact only as far as their precision says; an open end was true at the date of the source.',
  fields: (t) => ({
    text: t.column('period_text', 'As the source prints it.'),
    edtf: t.column('period_edtf', 'As an Extended Date/Time Format (EDTF) date or interval; `2004/..` has no end.'),
    start: t.column('starts_on', 'The first day, where a beginning is known: of a year, its first day.'),
    startPrecision: t.column('start_precision', 'How exactly the beginning is known.'),
    end: t.column('ends_on', 'The last day, where an end is known: of a year, its last day.'),
    endPrecision: t.column('end_precision', 'How exactly the end is known.'),
    ongoing: t.column(
      'ongoing',
      'Whether it was under way at the date of the source ("present"). An end may be known all the same, if it lay ahead.',
    ),
    startYear: t.column('start_year', 'The year of the beginning.'),
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
    name: t.column('name', 'Its name.', { filter: true, sort: true }),
    acronym: t.column('acronym', 'Its usual abbreviation.', { filter: true, sort: true }),
    names: t.list(InitiativeName, {
      description: 'Other names and spellings.',
      by: 'initiative_id',
      order: ['name'],
      filter: true,
    }),
    kind: t.column('kind', 'The form the cooperation takes.', { filter: true, sort: true }),
    level: t.column('level', 'How far it reaches.', { filter: true, sort: true }),
    region: t.column('region', 'The regional heading of the chapter it stands under, where it stands under one.', {
      filter: true,
      sort: true,
    }),
    section: t.column('section', 'The number of the chapter’s section it stands in, such as 1.2.1.', { filter: true }),
    coverage: t.column('coverage', 'How much the source says of it.', { filter: true, sort: true }),
    status: t.column('status', 'Where it stood at the date of the source.', { filter: true, sort: true }),
    period: t.embedded(Period, 'When it was, where the source says.', { present: 'period_text' }),
    startYear: t.column('start_year', 'The year it began, where that is known.', { filter: true, sort: true }),
    endYear: t.column('end_year', 'The year it ended, where that is known.', { filter: true, sort: true }),
    ongoing: t.column(
      'ongoing',
      'Whether it was under way at the date of the source ("present"): true exactly where its status is ONGOING.',
      { filter: true },
    ),
    asOf: t.column('as_of', 'The date of the source, up to which all this is true, as an EDTF date.'),
    background: t.column(
      'background',
      'Why and how it came about, in the words of this catalogue. Always there unless the source only mentions it.',
      { filter: true },
    ),
    actsAs: t.one(Actor, 'acts_as_id', 'The actor this initiative is, where it acts in its own name.', {
      filter: true,
    }),
    citation: t.one(Citation, 'citation_id', 'The printed page this is taken from.', { filter: true }),
    places: t.list(InitiativePlace, {
      description: 'The places it covers, meets in or concerns.',
      by: 'initiative_id',
      order: ['role', 'id'],
      filter: true,
    }),
    populations: t.list(InitiativePopulation, {
      description: 'The people it concerns.',
      by: 'initiative_id',
      order: ['id'],
      filter: true,
    }),
    relations: t.list(InitiativeRelation, {
      description: 'Its relations to other initiatives, from it and to it.',
      links: relationsOf,
      order: ['id'],
    }),
    related: t.connection(Initiative, {
      description: 'Initiatives it has a relation to or from, one edge for each.',
      links: relatedTo,
      order: ['name'],
      edge: (t) => ({
        relations: t.list(InitiativeRelation, {
          description: 'The relations between the two, each with its direction.',
          links: relationsBetween,
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
    id: t.compoundId([['initiative_id', Initiative], 'name']),
    name: t.column('name', 'The name.', { filter: true }),
    kind: t.column('kind', 'How it relates to the initiative.', { filter: true }),
    language: t.column('language', 'Its language as a BCP 47 tag, where it is not English.', { filter: true }),
  }),
})

builder.tableFields(InitiativePlace, {
  description: 'What a place is to an initiative.',
  interfaces: [Cited],
  fields: (t) => ({
    id: t.compoundId([['initiative_id', Initiative], ['place_id', Place], 'role']),
    place: t.one(Place, 'place_id', 'The place.', { filter: true }),
    role: t.column('role', 'What it is to the initiative.', { filter: true }),
  }),
})

builder.tableFields(InitiativePopulation, {
  description: 'People an initiative concerns.',
  interfaces: [Cited],
  fields: (t) => ({
    id: t.compoundId([['initiative_id', Initiative], 'population']),
    population: t.column('population', 'The people.', { filter: true }),
    note: t.column('note', 'Under what condition or in what respect.', { filter: true }),
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
    note: t.column('note', 'What else the source says of it.'),
  }),
})

builder.tableField(Actor, 'actsFor', (t) =>
  t.list(Initiative, {
    description: 'The initiative this actor is, where an initiative acts in its own name: at most one.',
    by: 'acts_as_id',
    order: ['name'],
  }),
)

builder.tableField(Place, 'initiatives', (t) =>
  t.connection(Initiative, {
    description: 'Initiatives tied to it, to a place inside it, or to a region that contains it; each once.',
    links: linked(initiativesOf, pairs.initiatives),
    order: ['name'],
    args: rolesArgument,
    filter: true,
  }),
)

builder.queryFields((t) => ({
  initiative: t.row(Initiative, 'slug', {
    description: 'One initiative; null where there is none of that name.',
    argumentDescription: 'Its slug, such as `mexico-plan-of-action`, in upper or lower case.',
  }),
  initiativesBySlug: t.rowsByKey(Initiative, 'slug', {
    description: 'Initiatives by their slugs, in the order of the slugs; null for each there is not.',
    argument: 'slugs',
    argumentDescription: 'Slugs, at most 100.',
  }),
  initiatives: t.rows(Initiative, { description: 'Initiatives, by name unless ordered otherwise.', order: ['name'] }),
}))
