// What, where, when: initiatives and all that is told of them.

import { actorsOfInitiative, initiativesOfActor, participationsOfPair, partnersOf, sharedBy } from '../actor/queries.ts'
import { Actor } from '../actor/schema.ts'
import { builder, type EdgeFields } from '../builder.ts'
import {
  initiativeNames,
  initiativePlaces,
  initiativePopulations,
  initiativeReferences,
  initiativeRelations,
  initiatives,
  objectives,
  outcomeActors,
  outcomePlaces,
  outcomes,
  participations,
  period,
  phases,
} from '../db/tables.ts'
import { initiativeFacets } from '../facet/queries.ts'
import { actorsOf, initiativesOf, pairs } from '../place/queries.ts'
import { Place, rolesArgument } from '../place/schema.ts'
import { linked, through } from '../relational/index.ts'
import { searchOf } from '../search/queries.ts'
import { Citation, Cited, Document } from '../source/schema.ts'
import { ParticipationRole } from '../vocabulary.ts'
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

export const Participation = builder.tableRef(participations, { name: 'Participation', key: 'key' })

export const Objective = builder.tableRef(objectives, { name: 'Objective', key: 'key' })

export const Phase = builder.tableRef(phases, { name: 'Phase', key: 'key' })

export const Outcome = builder.tableRef(outcomes, { name: 'Outcome', key: 'key', search: searchOf('OUTCOME') })

export const Reference = builder.tableRef(initiativeReferences, { name: 'Reference', key: 'key' })

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
    objectives: t.list(Objective, {
      description: 'What it sets out to do.',
      by: 'initiative_id',
      order: ['ordinal'],
      filter: true,
    }),
    phases: t.list(Phase, {
      description: 'Its phases, components, programmes and working groups, in the order of the source.',
      by: 'initiative_id',
      order: ['ordinal'],
      filter: true,
    }),
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
    outcomes: t.connection(Outcome, {
      description: 'What the review in the source found.',
      by: 'initiative_id',
      order: ['ordinal'],
      filter: true,
    }),
    references: t.connection(Reference, {
      description: 'Annexes, documents, web addresses and footnotes of its entry.',
      by: 'initiative_id',
      order: ['ordinal'],
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
    name: t.column('name', 'The name.', { filter: true }),
    kind: t.column('kind', 'How it relates to the initiative.', { filter: true }),
    language: t.column('language', 'Its language as a BCP 47 tag, where it is not English.', { filter: true }),
  }),
})

builder.tableFields(InitiativePlace, {
  description: 'What a place is to an initiative.',
  interfaces: [Cited],
  fields: (t) => ({
    place: t.one(Place, 'place_id', 'The place.', { filter: true }),
    role: t.column('role', 'What it is to the initiative.', { filter: true }),
  }),
})

builder.tableFields(InitiativePopulation, {
  description: 'People an initiative concerns.',
  interfaces: [Cited],
  fields: (t) => ({
    population: t.column('population', 'The people.', { filter: true }),
    note: t.column('note', 'Under what condition or in what respect.', { filter: true }),
  }),
})

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

builder.tableFields(Objective, {
  description: 'Something an initiative, or a phase of it, sets out to do.',
  interfaces: [Cited],
  fields: (t) => ({
    initiative: t.one(Initiative, 'initiative_id', 'The initiative.'),
    ordinal: t.column('ordinal', 'Its place in the list of the source, from 1.', { filter: true }),
    text: t.column('text', 'The objective, in the words of this catalogue.', { filter: true }),
    phase: t.one(Phase, 'phase_id', 'The phase it is limited to; none where it is the whole initiative.', {
      filter: true,
    }),
  }),
})

builder.tableFields(Phase, {
  description: 'A phase, component, programme or working group of an initiative.',
  interfaces: [Cited],
  fields: (t) => ({
    initiative: t.one(Initiative, 'initiative_id', 'The initiative.'),
    parent: t.one(Phase, 'parent_id', 'The part of the initiative it belongs to.', { filter: true }),
    parts: t.list(Phase, { description: 'Its own parts.', by: 'parent_id', order: ['ordinal'] }),
    ordinal: t.column('ordinal', 'Its place in the order of the source, from 1.'),
    kind: t.column('kind', 'What part of the initiative it is.', { filter: true }),
    name: t.column('name', 'Its name.', { filter: true }),
    summary: t.column('summary', 'What it is about, in the words of this catalogue.'),
    period: t.embedded(Period, 'When it was, where the source says.', { present: 'period_text' }),
    durationMonths: t.column('duration_months', 'How many months it lasts, where the source says.', { filter: true }),
    status: t.column('status', 'Where it stood at the date of the source.', { filter: true }),
    objectives: t.list(Objective, { description: 'Objectives limited to it.', by: 'phase_id', order: ['ordinal'] }),
    participations: t.connection(Participation, {
      description: 'Participations limited to it.',
      by: 'phase_id',
      order: ['id'],
    }),
    outcomes: t.connection(Outcome, {
      description: 'What the review found of it.',
      by: 'phase_id',
      order: ['ordinal'],
    }),
  }),
})

builder.tableFields(Outcome, {
  description:
    'A finding of the review of an initiative: what came about, what was produced, what was hard, what is missing.',
  interfaces: [Cited],
  fields: (t) => ({
    initiative: t.one(Initiative, 'initiative_id', 'The initiative.', { filter: true }),
    ordinal: t.column('ordinal', 'Its place in the order of the source, from 1.', { sort: true }),
    kind: t.column('kind', 'What sort of finding it is.', { filter: true, sort: true }),
    text: t.column('text', 'The finding, in the words of this catalogue.', { filter: true }),
    period: t.embedded(Period, 'When it was, where the source says.', { present: 'period_text' }),
    phase: t.one(Phase, 'phase_id', 'The phase it concerns; none where it is the whole initiative.', { filter: true }),
    actors: t.list(Actor, {
      description: 'Actors it names.',
      links: through(outcomeActors, 'outcome_id', 'actor_id'),
      order: ['name'],
      filter: true,
    }),
    places: t.list(Place, {
      description: 'Places it names.',
      links: through(outcomePlaces, 'outcome_id', 'place_id'),
      order: ['name'],
      filter: true,
    }),
  }),
})

builder.tableFields(Reference, {
  description: 'An annex, document, web address or footnote of an entry.',
  interfaces: [Cited],
  fields: (t) => ({
    initiative: t.one(Initiative, 'initiative_id', 'The initiative whose entry it is.', { filter: true }),
    ordinal: t.column('ordinal', 'Its place in the order of the source, from 1.', { sort: true }),
    kind: t.column('kind', 'What sort of reference it is.', { filter: true, sort: true }),
    label: t.column('label', 'How the source labels it, such as Annex 7bis.', { filter: true, sort: true }),
    document: t.one(Document, 'document_id', 'The document referred to, where it is one.', { filter: true }),
    url: t.column('url', 'The web address, as the source prints it.', { filter: true }),
    note: t.column('note', 'What else there is to know of it.', { filter: true }),
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
  actsFor: t.list(Initiative, {
    description: 'The initiative this actor is, where an initiative acts in its own name: at most one.',
    by: 'acts_as_id',
    order: ['name'],
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

builder.moreTableFields(Place, (t) => ({
  initiatives: t.connection(Initiative, {
    description: 'Initiatives tied to it, to a place inside it, or to a region that contains it; each once.',
    links: linked(initiativesOf, pairs.initiatives),
    order: ['name'],
    args: rolesArgument,
    filter: true,
  }),
  actors: t.connection(Actor, {
    description: 'Actors that take part in those initiatives; each once.',
    links: linked(actorsOf, pairs.actors),
    order: ['name'],
    args: rolesArgument,
  }),
}))

builder.tableField(Document, 'references', (t) =>
  t.connection(Reference, {
    description: 'Where initiatives refer to it.',
    by: 'document_id',
    order: ['initiative_id', 'ordinal'],
    filter: true,
  }),
)

builder.queryFields((t) => ({
  initiative: t.row(Initiative, 'slug', {
    description: 'One initiative; null where there is none of that name.',
    argumentDescription: 'Its slug, such as `mexico-plan-of-action`.',
  }),
  initiativesBySlug: t.rowsByKey(Initiative, 'slug', {
    description: 'Initiatives by their slugs, in the order of the slugs; null for each there is not.',
    argument: 'slugs',
    argumentDescription: 'Slugs, at most 100.',
  }),
  initiatives: t.rows(Initiative, { description: 'Initiatives, by name unless ordered otherwise.', order: ['name'] }),
  participations: t.rows(Participation, {
    description: 'Who takes part in what, as what.',
    order: ['initiative_id', 'id'],
  }),
  outcomes: t.rows(Outcome, {
    description: 'What the reviews in the source found.',
    order: ['initiative_id', 'ordinal'],
  }),
}))
