// The ten points of the plan, and the guidance the source gives for them.
import { Actor } from '../actor/schema.ts'
import { builder } from '../builder.ts'
import { actionPoints, actionPointTitles, guidance, subPoints } from '../db/tables.ts'
import { Initiative } from '../initiative/schema.ts'
import { linked } from '../relational/index.ts'
import { Citation, Cited } from '../source/schema.ts'
import { tieArguments } from './arguments.ts'
import {
  actorsOf,
  edgesFromInitiativeToPoint,
  edgesFromPointToActor,
  edgesFromPointToInitiative,
  initiativesOf,
  pointsOfInitiative,
} from './queries.ts'

export const ActionPoint = builder.tableRef(actionPoints, { name: 'ActionPoint', key: 'slug', edits: ['update'] })

export const ActionPointTitle = builder.tableRef(actionPointTitles, {
  name: 'ActionPointTitle',
  compoundKey: [['action_point_id', ActionPoint], 'edition', 'language'],
})

export const SubPoint = builder.tableRef(subPoints, { name: 'SubPoint', key: 'code' })

export const Guidance = builder.tableRef(guidance, { name: 'Guidance', key: 'key' })

builder.tableFields(ActionPoint, {
  description: 'One of the ten points of UNHCR’s 10-Point Plan of Action.',
  fields: (t) => ({
    number: t.column('number', 'The number, 1 to 10.', { filter: true, sort: true }),
    slug: t.column('slug', 'A short name that never changes.', { filter: true }),
    title: t.column('title', 'The English title of 2007.', { filter: true, sort: true }),
    gist: t.column('gist', 'What the point calls for, in the words of this catalogue.'),
    titles: t.list(ActionPointTitle, {
      description: 'Known titles by edition and language.',
      by: 'action_point_id',
      order: ['edition', 'language'],
    }),
    subPoints: t.list(SubPoint, {
      description: 'The known sections of the chapter on this point.',
      by: 'action_point_id',
      order: ['id'],
    }),
    guidance: t.connection(Guidance, {
      description:
        'Suggestions to stakeholders, support that UNHCR can provide, and background from the introductions of the source.',
      by: 'action_point_id',
      order: ['audience', 'ordinal'],
    }),
    initiatives: t.connection(Initiative, {
      description: 'Initiatives with at least one action that serves the point.',
      relation: linked(initiativesOf, edgesFromPointToInitiative),
      order: ['name'],
      args: tieArguments,
      filter: true,
    }),
    actors: t.connection(Actor, {
      description: 'Actors credited, in any role, with at least one action that serves the point.',
      relation: linked(actorsOf, edgesFromPointToActor),
      order: ['name'],
      args: tieArguments,
      filter: true,
    }),
  }),
})

builder.tableFields(ActionPointTitle, {
  description: 'The title of an action point in one edition of the plan and one language.',
  fields: (t) => ({
    edition: t.column('edition', 'The edition: E2006, E2007, E2011 or E2016.'),
    language: t.column('language', 'The language as a BCP 47 tag.'),
    title: t.column('title', 'The title.'),
  }),
})

builder.tableFields(SubPoint, {
  description: 'A section of the chapter on an action point, in the edition of 2011.',
  fields: (t) => ({
    actionPoint: t.one(ActionPoint, 'action_point_id', 'The point.', { filter: true }),
    code: t.column('code', 'The number, such as 7.2.3.', { filter: true }),
    title: t.column('title', 'The heading.', { filter: true }),
    page: t.column('page', 'The printed page on which the section starts, if known.'),
    parent: t.one(SubPoint, 'parent_id', 'The section that contains this one.'),
  }),
})

builder.tableFields(Guidance, {
  description:
    'A suggestion to stakeholders, support that UNHCR can provide, or background from an introduction of the source.',
  interfaces: [Cited],
  fields: (t) => ({
    actionPoint: t.one(ActionPoint, 'action_point_id', 'The action point.', { filter: true }),
    subPoint: t.one(
      SubPoint,
      'sub_point_id',
      'The section that it introduces, or null if it concerns the whole chapter.',
      { filter: true },
    ),
    audience: t.column('audience', 'The audience.', { filter: true, sort: true }),
    ordinal: t.column('ordinal', 'The position in the source’s list, starting at 1.', { filter: true, sort: true }),
    text: t.column('text', 'The guidance in the words of this catalogue.', { filter: true }),
    citation: t.one(Citation, 'citation_id', 'The printed page this comes from.', { filter: true }),
  }),
})

builder.tableField(Initiative, 'actionPoints', (t) =>
  t.connection(ActionPoint, {
    description: 'The action points that the actions of this initiative serve.',
    relation: linked(pointsOfInitiative, edgesFromInitiativeToPoint),
    order: ['id'],
    args: tieArguments,
    filter: true,
  }),
)

builder.queryFields((t) => ({
  actionPoint: t.row(ActionPoint, 'id', {
    description: 'One of the ten action points, or null if no point has this number.',
    argument: 'number',
    argumentDescription: 'The number, 1 to 10.',
  }),
  actionPoints: t.allRows(ActionPoint, { description: 'The ten action points.', order: ['id'] }),
  guidance: t.rows(Guidance, {
    description:
      'Suggestions to stakeholders, support that UNHCR can provide, and background from the introductions of the source.',
    order: ['action_point_id', 'audience', 'ordinal'],
  }),
}))
