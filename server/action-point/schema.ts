// The ten points of the plan, and the guidance the source gives for them.
import { Actor } from '../actor/schema.ts'
import { builder } from '../builder.ts'
import { actionPoints, actionPointTitles, guidance, subPoints } from '../db/tables.ts'
import { Initiative } from '../initiative/schema.ts'
import { linked } from '../relational/index.ts'
import { Cited } from '../source/schema.ts'
import { tieArguments } from './arguments.ts'
import {
  actorsOf,
  initiativesOf,
  pairsOfInitiativeAndPoint,
  pairsOfPointAndActor,
  pairsOfPointAndInitiative,
  pointsOfInitiative,
} from './queries.ts'

export const ActionPoint = builder.tableRef(actionPoints, { name: 'ActionPoint', key: 'slug' })

export const ActionPointTitle = builder.tableRef(actionPointTitles, { name: 'ActionPointTitle' })

export const SubPoint = builder.tableRef(subPoints, { name: 'SubPoint', key: 'code' })

export const Guidance = builder.tableRef(guidance, { name: 'Guidance', key: 'key' })

builder.tableFields(ActionPoint, {
  description: 'One of the ten points of UNHCR’s 10-Point Plan of Action.',
  fields: (t) => ({
    number: t.column('number', 'Its number, 1 to 10.', { filter: true, sort: true }),
    slug: t.column('slug', 'A short name that never changes.', { filter: true }),
    title: t.column('title', 'Its title as of 2007, in English.', { filter: true, sort: true }),
    gist: t.column('gist', 'What it asks for, in the words of this catalogue.'),
    titles: t.list(ActionPointTitle, {
      description: 'Its titles by edition and language, as far as they are known.',
      by: 'action_point_id',
      order: ['edition', 'language'],
    }),
    subPoints: t.list(SubPoint, {
      description: 'The sections of its chapter, as far as they are known.',
      by: 'action_point_id',
      order: ['id'],
    }),
    guidance: t.connection(Guidance, {
      description:
        'What the source suggests to stakeholders, the support it says UNHCR can provide, and the background its introductions give.',
      by: 'action_point_id',
      order: ['audience', 'ordinal'],
    }),
    initiatives: t.connection(Initiative, {
      description: 'Initiatives with at least one action that serves it.',
      links: linked(initiativesOf, pairsOfPointAndInitiative),
      order: ['name'],
      args: tieArguments,
      filter: true,
    }),
    actors: t.connection(Actor, {
      description: 'Actors credited, in whatever role, with at least one action that serves it.',
      links: linked(actorsOf, pairsOfPointAndActor),
      order: ['name'],
      args: tieArguments,
      filter: true,
    }),
  }),
})

builder.tableFields(ActionPointTitle, {
  description: 'The title of an action point in one edition of the plan and one language.',
  fields: (t) => ({
    id: t.compoundId([['action_point_id', ActionPoint], 'edition', 'language']),
    edition: t.column('edition', 'The edition: E2006, E2007, E2011 or E2016.'),
    language: t.column('language', 'The language as a BCP 47 tag.'),
    title: t.column('title', 'The title.'),
  }),
})

builder.tableFields(SubPoint, {
  description: 'A section of the chapter on an action point, in the edition of 2011.',
  fields: (t) => ({
    actionPoint: t.one(ActionPoint, 'action_point_id', 'The point.', { filter: true }),
    code: t.column('code', 'Its number, such as 7.2.3.', { filter: true }),
    title: t.column('title', 'Its heading.', { filter: true }),
    page: t.column('page', 'The printed page it begins on, where that is known.'),
    parent: t.one(SubPoint, 'parent_id', 'The section it is part of.'),
  }),
})

builder.tableFields(Guidance, {
  description:
    'Something the source suggests to stakeholders, support it says UNHCR can provide, or background its introductions give.',
  interfaces: [Cited],
  fields: (t) => ({
    actionPoint: t.one(ActionPoint, 'action_point_id', 'The point it belongs to.', { filter: true }),
    subPoint: t.one(
      SubPoint,
      'sub_point_id',
      'The section it introduces; none where it is about the chapter as a whole.',
      { filter: true },
    ),
    audience: t.column('audience', 'Whom it is for.', { filter: true, sort: true }),
    ordinal: t.column('ordinal', 'Its place in the list of the source, from 1.', { filter: true, sort: true }),
    text: t.column('text', 'What it says, in the words of this catalogue.', { filter: true }),
  }),
})

builder.tableField(Initiative, 'actionPoints', (t) =>
  t.connection(ActionPoint, {
    description: 'The action points that at least one of its actions serves.',
    links: linked(pointsOfInitiative, pairsOfInitiativeAndPoint),
    order: ['id'],
    args: tieArguments,
    filter: true,
  }),
)

builder.queryFields((t) => ({
  actionPoint: t.row(ActionPoint, 'id', {
    description: 'One of the ten action points; null where there is none of that number.',
    argument: 'number',
    argumentDescription: 'Its number, 1 to 10.',
  }),
  actionPoints: t.allRows(ActionPoint, { description: 'The ten action points.', order: ['id'] }),
  guidance: t.rows(Guidance, {
    description:
      'What the source suggests, the support it says UNHCR can provide, and the background its introductions give.',
    order: ['action_point_id', 'audience', 'ordinal'],
  }),
}))
