// What was done, advised or discussed, in the order the source tells it.
import { agreementDescription } from '../action-point/arguments.ts'
import { ActionPoint, SubPoint } from '../action-point/schema.ts'
import { Actor } from '../actor/schema.ts'
import { builder, type EdgeFields } from '../builder.ts'
import { actionActors, actionClassifications, actionPlaces, actionPopulations, actions } from '../db/tables.ts'
import { actionFacets } from '../facet/queries.ts'
import { Initiative, Period } from '../initiative/schema.ts'
import { Phase } from '../phase/schema.ts'
import { actionsOf, pairs } from '../place/queries.ts'
import { Place } from '../place/schema.ts'
import { linked, through } from '../relational/index.ts'
import { searchOf } from '../search/queries.ts'
import { Citation, Cited } from '../source/schema.ts'
import { ActionRole } from '../vocabulary.ts'
import { creditedActions, creditedActors } from './queries.ts'

export const Action = builder.tableRef(actions, {
  name: 'Action',
  key: 'key',
  search: searchOf('ACTION'),
  facets: actionFacets,
})

export const ActionCredit = builder.tableRef(actionActors, { name: 'ActionCredit' })

export const ActionClassification = builder.tableRef(actionClassifications, { name: 'ActionClassification' })

/** What an edge between an action and an actor says. */
const creditEdge = (t: EdgeFields<typeof creditedActors>) => ({
  roles: t.expression(ActionRole, 'The actor’s roles in the action.', (column) => column('roles'), { isList: true }),
})

builder.tableFields(Action, {
  description: 'One activity, recommendation or agenda topic of an initiative, in the order the source tells them.',
  interfaces: [Cited],
  fields: (t) => ({
    initiative: t.one(Initiative, 'initiative_id', 'The initiative it belongs to.', { filter: true }),
    ordinal: t.column('ordinal', 'Its place in the source’s list, from 1.', { filter: true, sort: true }),
    summary: t.column('summary', 'What it is, in the words of this catalogue.', { filter: true }),
    nature: t.column('nature', 'Whether it was done, advised or discussed.', { filter: true, sort: true }),
    kind: t.column('kind', 'What sort of activity it is.', { filter: true, sort: true }),
    status: t.column('status', 'What the source proves about it. An imperative list proves nothing: UNKNOWN.', {
      filter: true,
      sort: true,
    }),
    period: t.embedded(Period, 'When it was, where the source says.', { present: 'period_text' }),
    startYear: t.column('start_year', 'The year it began, where that is known.', { filter: true, sort: true }),
    endYear: t.column('end_year', 'The year it ended, where that is known.', { filter: true }),
    phase: t.one(Phase, 'phase_id', 'The phase, component or working group it belongs to.', { filter: true }),
    parent: t.one(Action, 'parent_id', 'The action it is part of, where the source nests them.', { filter: true }),
    parts: t.connection(Action, {
      description: 'Actions that are part of it.',
      by: 'parent_id',
      order: ['ordinal'],
      filter: true,
    }),
    places: t.list(Place, {
      description: 'Places the action itself names. Where it names none, it belongs to what its initiative covers.',
      links: through(actionPlaces, 'action_id', 'place_id'),
      order: ['name'],
      filter: true,
    }),
    populations: t.values(actionPopulations, 'action_id', 'population', 'The people the action itself names.', {
      filter: true,
    }),
    actors: t.connection(Actor, {
      description: 'Actors with a part in it, one edge for each.',
      links: creditedActors,
      order: ['name'],
      edge: (t) => ({
        ...creditEdge(t),
        credits: t.list(ActionCredit, {
          description: 'Each role by itself, with how the actor is tied to the action.',
          by: { action_id: 'action_id', actor_id: 'actor_id' },
          order: ['role'],
        }),
      }),
      filter: true,
    }),
    credits: t.list(ActionCredit, {
      description: 'Who has which part in it.',
      by: 'action_id',
      order: ['actor_id', 'role'],
      filter: true,
    }),
    actionPoints: t.connection(ActionPoint, {
      description: 'The action points it serves.',
      links: through(actionClassifications, 'action_id', 'action_point_id'),
      order: ['id'],
      edge: (t) => ({
        basis: t.column('basis', 'Whether the source itself ties the action to the point.'),
        rationale: t.column(
          'rationale',
          'Why the editors tie the action to the point. Always there where the basis is EDITORIAL.',
        ),
        agreement: t.column('agreement', agreementDescription),
        subPoint: t.one(SubPoint, 'sub_point_id', 'The section of the point it belongs to, where that is known.'),
      }),
      filter: true,
    }),
    classifications: t.list(ActionClassification, {
      description: 'The same ties as rows of their own, to filter by basis and point together.',
      by: 'action_id',
      order: ['action_point_id'],
      filter: true,
    }),
    citation: t.one(Citation, 'citation_id', 'The printed page this is taken from.', { filter: true }),
  }),
})

builder.tableFields(ActionCredit, {
  description: 'An actor’s part in an action.',
  fields: (t) => ({
    id: t.compoundId([['action_id', Action], ['actor_id', Actor], 'role']),
    action: t.one(Action, 'action_id', 'The action.'),
    actor: t.one(Actor, 'actor_id', 'The actor.', { filter: true }),
    role: t.column('role', 'The actor’s part.', { filter: true }),
    attribution: t.column(
      'attribution',
      'Whether the source names the actor with this action or credits all partners together.',
      { filter: true },
    ),
  }),
})

builder.tableFields(ActionClassification, {
  description: 'The tie between an action and an action point it serves.',
  fields: (t) => ({
    id: t.compoundId([
      ['action_id', Action],
      ['action_point_id', ActionPoint],
    ]),
    action: t.one(Action, 'action_id', 'The action.'),
    actionPoint: t.one(ActionPoint, 'action_point_id', 'The point.', { filter: true }),
    subPoint: t.one(SubPoint, 'sub_point_id', 'The section of the point, where that is known.', { filter: true }),
    basis: t.column('basis', 'Whether the source itself ties the action to the point.', { filter: true }),
    rationale: t.column(
      'rationale',
      'Why the editors tie the action to the point. Always there where the basis is EDITORIAL.',
    ),
    agreement: t.column('agreement', agreementDescription, { filter: true }),
  }),
})

builder.tableField(Actor, 'actions', (t) =>
  t.connection(Action, {
    description: 'Actions it is credited with, one edge for each.',
    links: creditedActions,
    order: ['initiative_id', 'ordinal'],
    edge: creditEdge,
    filter: true,
  }),
)

builder.tableField(Initiative, 'actions', (t) =>
  t.connection(Action, {
    description:
      'What it did, advised or discussed, in the order of the source; actions that are part of others included.',
    by: 'initiative_id',
    order: ['ordinal'],
    filter: true,
  }),
)

builder.tableField(Phase, 'actions', (t) =>
  t.connection(Action, { description: 'Its actions.', by: 'phase_id', order: ['ordinal'] }),
)

builder.tableField(Place, 'actions', (t) =>
  t.connection(Action, {
    description:
      'Actions at this place, inside it, or in a region that contains it: by the places an action itself names, else by what its initiative covers.',
    links: linked((place) => actionsOf(place), pairs.actions),
    order: ['initiative_id', 'ordinal'],
  }),
)

builder.tableField(ActionPoint, 'actions', (t) =>
  t.connection(Action, {
    description: 'Actions that serve it.',
    links: through(actionClassifications, 'action_point_id', 'action_id'),
    order: ['initiative_id', 'ordinal'],
    edge: (t) => ({
      basis: t.column('basis', 'Whether the source itself ties the action to the point.'),
      rationale: t.column(
        'rationale',
        'Why the editors tie the action to the point. Always there where the basis is EDITORIAL.',
      ),
      agreement: t.column('agreement', agreementDescription),
      subPoint: t.one(SubPoint, 'sub_point_id', 'The section of the point it belongs to, where that is known.'),
    }),
    filter: true,
  }),
)

builder.queryFields((t) => ({
  action: t.rowById(Action, { description: 'One action by its global id; null where there is none.' }),
  actions: t.rows(Action, {
    description: 'Actions of all initiatives, each initiative’s in the order of the source.',
    order: ['initiative_id', 'ordinal'],
  }),
}))
