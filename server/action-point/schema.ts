// The ten points of the plan, and the guidance the source gives for them.
import { actionClassifications, actionPoints, actionPointTitles, guidance, subPoints } from '../db/tables.ts'
import { cellArguments } from '../matrix/arguments.ts'
import { child, connection, linked, list, object, through } from '../relational/fields.ts'
import { citation } from '../source/schema.ts'
import { agreementDescription, tieArguments } from './arguments.ts'
import { actorsOf, initiativesOf, pairsOfPointAndActor, pairsOfPointAndInitiative } from './queries.ts'

export const ActionPoint = object({
  name: 'ActionPoint',
  description: 'One of the ten points of UNHCR’s 10-Point Plan of Action.',
  source: actionPoints,
  key: 'slug',
  fields: (f) => ({
    number: f.column('number', 'Its number, 1 to 10.'),
    slug: f.column('slug', 'A short name that never changes.'),
    title: f.column('title', 'Its title as of 2007, in English.'),
    gist: f.column('gist', 'What it asks for, in the words of this catalogue.'),
    titles: list('ActionPointTitle', {
      description: 'Its titles by edition and language, as far as they are known.',
      links: child(actionPointTitles, 'action_point_id'),
      order: ['edition', 'language'],
    }),
    subPoints: list('SubPoint', {
      description: 'The sections of its chapter, as far as they are known.',
      links: child(subPoints, 'action_point_id'),
      order: ['id'],
    }),
    guidance: connection('Guidance', {
      description:
        'What the source suggests to stakeholders, the support it says UNHCR can provide, and the background its introductions give.',
      links: child(guidance, 'action_point_id'),
      order: ['audience', 'ordinal'],
    }),
    actions: connection('Action', {
      description: 'Actions that serve it.',
      links: through(actionClassifications, 'action_point_id', 'action_id'),
      order: ['initiative_id', 'ordinal'],
      edge: {
        basis: {
          is: 'column',
          column: 'basis',
          description: 'Whether the source itself ties the action to the point.',
        },
        rationale: {
          is: 'column',
          column: 'rationale',
          description: 'Why the editors tie the action to the point. Always there where the basis is EDITORIAL.',
        },
        agreement: { is: 'column', column: 'agreement', description: agreementDescription },
        subPoint: {
          is: 'one',
          type: 'SubPoint',
          column: 'sub_point_id',
          nullable: true,
          description: 'The section of the point it belongs to, where that is known.',
        },
      },
    }),
    initiatives: connection('Initiative', {
      description: 'Initiatives with at least one action that serves it.',
      links: linked(initiativesOf, pairsOfPointAndInitiative),
      order: ['name'],
      args: tieArguments,
    }),
    actors: connection('Actor', {
      description: 'Actors credited, in whatever role, with at least one action that serves it.',
      links: linked(actorsOf, pairsOfPointAndActor),
      order: ['name'],
      args: tieArguments,
    }),
    cells: connection('MatrixCell', {
      description: 'Its column of the matrix: a cell for each row, empty ones included.',
      links: { keys: ['id'], by: ['action_point_id'] },
      order: ['label'],
      args: cellArguments,
    }),
  }),
  filters: ['number', 'slug', 'title', 'actions', 'initiatives', 'actors'],
  orders: ['number', 'title'],
})

export const ActionPointTitle = object({
  name: 'ActionPointTitle',
  description: 'The title of an action point in one edition of the plan and one language.',
  source: actionPointTitles,
  fields: (f) => ({
    edition: f.column('edition', 'The edition: E2006, E2007, E2011 or E2016.'),
    language: f.column('language', 'The language as a BCP 47 tag.'),
    title: f.column('title', 'The title.'),
  }),
})

export const SubPoint = object({
  name: 'SubPoint',
  description: 'A section of the chapter on an action point, in the edition of 2011.',
  source: subPoints,
  fields: (f) => ({
    actionPoint: f.one('ActionPoint', 'action_point_id', 'The point.'),
    code: f.column('code', 'Its number, such as 7.2.3.'),
    title: f.column('title', 'Its heading.'),
    page: f.column('page', 'The printed page it begins on, where that is known.'),
    parent: f.one('SubPoint', 'parent_id', 'The section it is part of.'),
  }),
  filters: ['code', 'title', 'actionPoint'],
})

export const Guidance = object({
  name: 'Guidance',
  description:
    'Something the source suggests to stakeholders, support it says UNHCR can provide, or background its introductions give.',
  source: guidance,
  key: 'key',
  interfaces: ['Cited'],
  fields: (f) => ({
    actionPoint: f.one('ActionPoint', 'action_point_id', 'The point it belongs to.'),
    subPoint: f.one(
      'SubPoint',
      'sub_point_id',
      'The section it introduces; none where it is about the chapter as a whole.',
    ),
    audience: f.column('audience', 'Whom it is for.'),
    ordinal: f.column('ordinal', 'Its place in the list of the source, from 1.'),
    text: f.column('text', 'What it says, in the words of this catalogue.'),
    citation,
  }),
  filters: ['audience', 'ordinal', 'text', 'actionPoint', 'subPoint'],
  orders: ['ordinal', 'audience'],
})

/** An action's tie to a point, for filters and lists. */
export const ActionClassification = object({
  name: 'ActionClassification',
  description: 'The tie between an action and an action point it serves.',
  source: actionClassifications,
  fields: (f) => ({
    action: f.one('Action', 'action_id', 'The action.'),
    actionPoint: f.one('ActionPoint', 'action_point_id', 'The point.'),
    subPoint: f.one('SubPoint', 'sub_point_id', 'The section of the point, where that is known.'),
    basis: f.column('basis', 'Whether the source itself ties the action to the point.'),
    rationale: f.column(
      'rationale',
      'Why the editors tie the action to the point. Always there where the basis is EDITORIAL.',
    ),
    agreement: f.column('agreement', agreementDescription),
  }),
  filters: ['actionPoint', 'subPoint', 'basis', 'agreement'],
})
