// What, where, when: initiatives and all that is told of them.

import { tieArguments } from '../action-point/arguments.ts'
import { pairsOfInitiativeAndPoint, pointsOfInitiative } from '../action-point/queries.ts'
import { actorsOfInitiative } from '../actor/queries.ts'
import { participationEdge } from '../actor/schema.ts'
import {
  actions,
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
  phases,
} from '../db/tables.ts'
import { initiativeFacets } from '../facet/queries.ts'
import { cellArguments } from '../matrix/arguments.ts'
import { child, connection, embedded, embeddedObject, linked, list, object, through } from '../relational/fields.ts'
import { searchOf } from '../search/queries.ts'
import { citation } from '../source/schema.ts'
import { relatedTo, relationsBetween, relationsOf } from './queries.ts'

export const Period = embeddedObject(
  'Period',
  'When something was. Dates are exact only as far as their precision says; an open end was true at the date of the source.',
  initiatives.columns,
  (f) => ({
    text: f.column('period_text', 'As the source prints it.'),
    edtf: f.column('period_edtf', 'As an Extended Date/Time Format (EDTF) date or interval; `2004/..` has no end.'),
    start: f.column('starts_on', 'The first day, where a beginning is known: of a year, its first day.'),
    startPrecision: f.column('start_precision', 'How exactly the beginning is known.'),
    end: f.column('ends_on', 'The last day, where an end is known: of a year, its last day.'),
    endPrecision: f.column('end_precision', 'How exactly the end is known.'),
    ongoing: f.column(
      'ongoing',
      'Whether it was under way at the date of the source ("present"). An end may be known all the same, if it lay ahead.',
    ),
    startYear: f.column('start_year', 'The year of the beginning.'),
    endYear: f.column('end_year', 'The year of the end.'),
  }),
)

export const Initiative = object({
  name: 'Initiative',
  description: 'A project, process, network, conference or other form in which actors cooperate.',
  source: initiatives,
  key: 'slug',
  interfaces: ['Cited'],
  search: searchOf('INITIATIVE'),
  facets: initiativeFacets,
  fields: (f) => ({
    slug: f.column('slug', 'A short name that never changes, such as `mexico-plan-of-action`.'),
    name: f.column('name', 'Its name.'),
    acronym: f.column('acronym', 'Its usual abbreviation.'),
    names: list('InitiativeName', {
      description: 'Other names and spellings.',
      links: child(initiativeNames, 'initiative_id'),
      order: ['name'],
    }),
    kind: f.column('kind', 'The form the cooperation takes.'),
    level: f.column('level', 'How far it reaches.'),
    region: f.column('region', 'The regional heading of the chapter it stands under, where it stands under one.'),
    section: f.column('section', 'The number of the chapter’s section it stands in, such as 1.2.1.'),
    coverage: f.column('coverage', 'How much the source says of it.'),
    status: f.column('status', 'Where it stood at the date of the source.'),
    period: embedded('Period', 'When it was, where the source says.', 'period_text'),
    startYear: f.column('start_year', 'The year it began, where that is known.'),
    endYear: f.column('end_year', 'The year it ended, where that is known.'),
    ongoing: f.column(
      'ongoing',
      'Whether it was under way at the date of the source ("present"): true exactly where its status is ONGOING.',
    ),
    asOf: f.column('as_of', 'The date of the source, up to which all this is true, as an EDTF date.'),
    background: f.column(
      'background',
      'Why and how it came about, in the words of this catalogue. Always there unless the source only mentions it.',
    ),
    actsAs: f.one('Actor', 'acts_as_id', 'The actor this initiative is, where it acts in its own name.'),
    citation,
    places: list('InitiativePlace', {
      description: 'The places it covers, meets in or concerns.',
      links: child(initiativePlaces, 'initiative_id'),
      order: ['role', 'id'],
    }),
    populations: list('InitiativePopulation', {
      description: 'The people it concerns.',
      links: child(initiativePopulations, 'initiative_id'),
      order: ['id'],
    }),
    objectives: list('Objective', {
      description: 'What it sets out to do.',
      links: child(objectives, 'initiative_id'),
      order: ['ordinal'],
    }),
    phases: list('Phase', {
      description: 'Its phases, components, programmes and working groups, in the order of the source.',
      links: child(phases, 'initiative_id'),
      order: ['ordinal'],
    }),
    actors: connection('Actor', {
      description: 'Actors that take part, one edge for each.',
      links: actorsOfInitiative,
      order: ['name'],
      edge: participationEdge,
    }),
    participations: connection('Participation', {
      description: 'Who takes part as what: one for each actor, phase and role.',
      links: child(participations, 'initiative_id'),
      order: ['id'],
    }),
    actions: connection('Action', {
      description:
        'What it did, advised or discussed, in the order of the source; actions that are part of others included.',
      links: child(actions, 'initiative_id'),
      order: ['ordinal'],
    }),
    actionPoints: connection('ActionPoint', {
      description: 'The action points that at least one of its actions serves.',
      links: linked(pointsOfInitiative, pairsOfInitiativeAndPoint),
      order: ['id'],
      args: tieArguments,
    }),
    outcomes: connection('Outcome', {
      description: 'What the review in the source found.',
      links: child(outcomes, 'initiative_id'),
      order: ['ordinal'],
    }),
    references: connection('Reference', {
      description: 'Annexes, documents, web addresses and footnotes of its entry.',
      links: child(initiativeReferences, 'initiative_id'),
      order: ['ordinal'],
    }),
    relations: list('InitiativeRelation', {
      description: 'Its relations to other initiatives, from it and to it.',
      links: relationsOf,
      order: ['id'],
    }),
    related: connection('Initiative', {
      description: 'Initiatives it has a relation to or from, one edge for each.',
      links: relatedTo,
      order: ['name'],
      edge: {
        relations: list('InitiativeRelation', {
          description: 'The relations between the two, each with its direction.',
          links: relationsBetween,
          order: ['id'],
        }),
      },
    }),
    matrixCells: list('MatrixCell', {
      description: 'Its row of the matrix: ten cells, one for each action point, empty ones included.',
      links: { keys: ['id'], by: ['initiative_id'] },
      order: ['action_point_id'],
      args: cellArguments,
      fixed: { rows: 'INITIATIVE' },
    }),
  }),
  filters: [
    'slug',
    'name',
    'acronym',
    'names',
    'kind',
    'level',
    'region',
    'section',
    'coverage',
    'status',
    'startYear',
    'endYear',
    'ongoing',
    'background',
    'actsAs',
    'places',
    'populations',
    'objectives',
    'phases',
    'actors',
    'participations',
    'actions',
    'actionPoints',
    'outcomes',
    'references',
    'related',
    'citation',
  ],
  orders: ['name', 'slug', 'acronym', 'kind', 'level', 'region', 'coverage', 'status', 'startYear', 'endYear'],
})

export const InitiativeName = object({
  name: 'InitiativeName',
  description: 'Another name of an initiative.',
  source: initiativeNames,
  identity: ['name'],
  fields: (f) => ({
    name: f.column('name', 'The name.'),
    kind: f.column('kind', 'How it relates to the initiative.'),
    language: f.column('language', 'Its language as a BCP 47 tag, where it is not English.'),
  }),
  filters: ['name', 'kind', 'language'],
})

export const InitiativePlace = object({
  name: 'InitiativePlace',
  description: 'What a place is to an initiative.',
  source: initiativePlaces,
  interfaces: ['Cited'],
  fields: (f) => ({
    place: f.one('Place', 'place_id', 'The place.'),
    role: f.column('role', 'What it is to the initiative.'),
    citation,
  }),
  filters: ['place', 'role'],
})

export const InitiativePopulation = object({
  name: 'InitiativePopulation',
  description: 'People an initiative concerns.',
  source: initiativePopulations,
  interfaces: ['Cited'],
  fields: (f) => ({
    population: f.column('population', 'The people.'),
    note: f.column('note', 'Under what condition or in what respect.'),
    citation,
  }),
  filters: ['population', 'note'],
})

export const Participation = object({
  name: 'Participation',
  description: 'An actor taking part in an initiative in one role, and in one phase where the source says which.',
  source: participations,
  key: 'key',
  interfaces: ['Cited'],
  fields: (f) => ({
    initiative: f.one('Initiative', 'initiative_id', 'The initiative.'),
    actor: f.one('Actor', 'actor_id', 'The actor.'),
    phase: f.one(
      'Phase',
      'phase_id',
      'The phase, component or working group it is limited to; none where it is the whole initiative.',
    ),
    role: f.column('role', 'As what the actor takes part; UNSPECIFIED where the source gives no role.'),
    certainty: f.column('certainty', 'How firm it is.'),
    listed: f.column(
      'listed',
      'Whether the Actors section of the entry gives the actor this role. A role that another section gives is not listed.',
    ),
    note: f.column('note', 'What else the source says of it.'),
    citation,
  }),
  filters: ['role', 'certainty', 'listed', 'note', 'initiative', 'actor', 'phase'],
  orders: ['role', 'certainty'],
})

export const Objective = object({
  name: 'Objective',
  description: 'Something an initiative, or a phase of it, sets out to do.',
  source: objectives,
  key: 'key',
  interfaces: ['Cited'],
  fields: (f) => ({
    initiative: f.one('Initiative', 'initiative_id', 'The initiative.'),
    ordinal: f.column('ordinal', 'Its place in the list of the source, from 1.'),
    text: f.column('text', 'The objective, in the words of this catalogue.'),
    phase: f.one('Phase', 'phase_id', 'The phase it is limited to; none where it is the whole initiative.'),
    citation,
  }),
  filters: ['ordinal', 'text', 'phase'],
})

export const Phase = object({
  name: 'Phase',
  description: 'A phase, component, programme or working group of an initiative.',
  source: phases,
  key: 'key',
  interfaces: ['Cited'],
  fields: (f) => ({
    initiative: f.one('Initiative', 'initiative_id', 'The initiative.'),
    parent: f.one('Phase', 'parent_id', 'The part of the initiative it belongs to.'),
    parts: list('Phase', { description: 'Its own parts.', links: child(phases, 'parent_id'), order: ['ordinal'] }),
    ordinal: f.column('ordinal', 'Its place in the order of the source, from 1.'),
    kind: f.column('kind', 'What part of the initiative it is.'),
    name: f.column('name', 'Its name.'),
    summary: f.column('summary', 'What it is about, in the words of this catalogue.'),
    period: embedded('Period', 'When it was, where the source says.', 'period_text'),
    durationMonths: f.column('duration_months', 'How many months it lasts, where the source says.'),
    status: f.column('status', 'Where it stood at the date of the source.'),
    objectives: list('Objective', {
      description: 'Objectives limited to it.',
      links: child(objectives, 'phase_id'),
      order: ['ordinal'],
    }),
    participations: connection('Participation', {
      description: 'Participations limited to it.',
      links: child(participations, 'phase_id'),
      order: ['id'],
    }),
    actions: connection('Action', {
      description: 'Its actions.',
      links: child(actions, 'phase_id'),
      order: ['ordinal'],
    }),
    outcomes: connection('Outcome', {
      description: 'What the review found of it.',
      links: child(outcomes, 'phase_id'),
      order: ['ordinal'],
    }),
    citation,
  }),
  filters: ['kind', 'name', 'status', 'durationMonths', 'parent'],
})

export const Outcome = object({
  name: 'Outcome',
  description:
    'A finding of the review of an initiative: what came about, what was produced, what was hard, what is missing.',
  source: outcomes,
  key: 'key',
  interfaces: ['Cited'],
  search: searchOf('OUTCOME'),
  fields: (f) => ({
    initiative: f.one('Initiative', 'initiative_id', 'The initiative.'),
    ordinal: f.column('ordinal', 'Its place in the order of the source, from 1.'),
    kind: f.column('kind', 'What sort of finding it is.'),
    text: f.column('text', 'The finding, in the words of this catalogue.'),
    period: embedded('Period', 'When it was, where the source says.', 'period_text'),
    phase: f.one('Phase', 'phase_id', 'The phase it concerns; none where it is the whole initiative.'),
    actors: list('Actor', {
      description: 'Actors it names.',
      links: through(outcomeActors, 'outcome_id', 'actor_id'),
      order: ['name'],
    }),
    places: list('Place', {
      description: 'Places it names.',
      links: through(outcomePlaces, 'outcome_id', 'place_id'),
      order: ['name'],
    }),
    citation,
  }),
  filters: ['kind', 'text', 'phase', 'initiative', 'actors', 'places'],
  orders: ['ordinal', 'kind'],
})

export const Reference = object({
  name: 'Reference',
  description: 'An annex, document, web address or footnote of an entry.',
  source: initiativeReferences,
  key: 'key',
  interfaces: ['Cited'],
  fields: (f) => ({
    initiative: f.one('Initiative', 'initiative_id', 'The initiative whose entry it is.'),
    ordinal: f.column('ordinal', 'Its place in the order of the source, from 1.'),
    kind: f.column('kind', 'What sort of reference it is.'),
    label: f.column('label', 'How the source labels it, such as Annex 7bis.'),
    document: f.one('Document', 'document_id', 'The document referred to, where it is one.'),
    url: f.column('url', 'The web address, as the source prints it.'),
    note: f.column('note', 'What else there is to know of it.'),
    citation,
  }),
  filters: ['kind', 'label', 'url', 'note', 'document', 'initiative'],
  orders: ['ordinal', 'kind', 'label'],
})

export const InitiativeRelation = object({
  name: 'InitiativeRelation',
  description:
    'How one initiative relates to another. Read it from the first to the second: `from` REPLICATED_AS `to`.',
  source: initiativeRelations,
  key: 'key',
  interfaces: ['Cited'],
  fields: (f) => ({
    from: f.one('Initiative', 'from_id', 'The first initiative.'),
    to: f.one('Initiative', 'to_id', 'The second initiative.'),
    kind: f.column('kind', 'How the first relates to the second.'),
    note: f.column('note', 'What else the source says of it.'),
    citation,
  }),
  filters: ['kind', 'from', 'to'],
})
