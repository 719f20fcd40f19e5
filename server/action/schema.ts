// Actions: what was done, advised or discussed, in the order of the source.
import { agreementDescription } from '../action-point/arguments.ts'
import { ActionPoint, SubPoint } from '../action-point/schema.ts'
import { Actor } from '../actor/schema.ts'
import { builder, type EdgeFields } from '../builder.ts'
import { actionActors, actionClassifications, actionPlaces, actionPopulations, actions } from '../db/tables.ts'
import { actionFacets } from '../facet/queries.ts'
import { Initiative, Period } from '../initiative/schema.ts'
import { Phase } from '../phase/schema.ts'
import { actionsOf, edges } from '../place/queries.ts'
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

export const ActionCredit = builder.tableRef(actionActors, {
  name: 'ActionCredit',
  compoundKey: [['action_id', Action], ['actor_id', Actor], 'role'],
})

export const ActionClassification = builder.tableRef(actionClassifications, {
  name: 'ActionClassification',
  compoundKey: [
    ['action_id', Action],
    ['action_point_id', ActionPoint],
  ],
})

/** The fields of an edge between an action and an actor. */
const creditEdge = (t: EdgeFields<typeof creditedActors>) => ({
  roles: t.expression(ActionRole, 'The roles of the actor in the action.', (column) => column('roles'), {
    isList: true,
  }),
})

const pointsOfAction = through(actionClassifications, 'action_id', 'action_point_id')

/** What an edge between an action and a point it serves says. */
const tieEdge = (t: EdgeFields<typeof pointsOfAction>) => ({
  basis: t.column('basis', 'Whether the source or the editors tie the action to the point.'),
  rationale: t.column(
    'rationale',
    'Why the editors tie the action to the point. Always given if the basis is EDITORIAL.',
  ),
  agreement: t.column('agreement', agreementDescription),
  subPoint: t.one(SubPoint, 'sub_point_id', 'The section of the point that the action belongs to, if known.'),
})

builder.tableFields(Action, {
  description: 'An activity, recommendation or agenda topic of an initiative.',
  interfaces: [Cited],
  fields: (t) => ({
    initiative: t.one(Initiative, 'initiative_id', 'The initiative that the action belongs to.', { filter: true }),
    ordinal: t.column('ordinal', 'The position in the source’s list, starting at 1.', { filter: true, sort: true }),
    summary: t.column('summary', 'A summary in the words of this catalogue.', { filter: true }),
    nature: t.column('nature', 'Whether it was done, advised or discussed.', { filter: true, sort: true }),
    kind: t.column('kind', 'The type of activity.', { filter: true, sort: true }),
    status: t.column(
      'status',
      'The status of the action, as far as the source shows it. UNKNOWN if the source only lists it, as in "Train border guards".',
      {
        filter: true,
        sort: true,
      },
    ),
    period: t.embedded(Period, 'When it took place, if the source says.', { present: 'period_text' }),
    startYear: t.column('start_year', 'The year it started, if known.', { filter: true, sort: true }),
    endYear: t.column('end_year', 'The year it ended, if known.', { filter: true }),
    phase: t.one(Phase, 'phase_id', 'The phase, component or working group that the action belongs to.', {
      filter: true,
    }),
    parent: t.one(Action, 'parent_id', 'The larger action that this one is part of, if the source groups them.', {
      filter: true,
    }),
    parts: t.connection(Action, {
      description: 'Actions that are part of this action.',
      by: 'parent_id',
      order: ['ordinal'],
      filter: true,
    }),
    places: t.list(Place, {
      description: 'Places that the action itself names. If it names none, the places of its initiative apply.',
      relation: through(actionPlaces, 'action_id', 'place_id'),
      order: ['name'],
      filter: true,
    }),
    populations: t.values(actionPopulations, 'action_id', 'population', 'The people that the action itself names.', {
      filter: true,
    }),
    actors: t.connection(Actor, {
      description: 'Actors with a role in the action, one edge each.',
      relation: creditedActors,
      order: ['name'],
      edge: (t) => ({
        ...creditEdge(t),
        credits: t.list(ActionCredit, {
          description: 'Each role separately, with how the source credits the actor.',
          by: { action_id: 'action_id', actor_id: 'actor_id' },
          order: ['role'],
        }),
      }),
      filter: true,
    }),
    credits: t.list(ActionCredit, {
      description: 'Actors credited with the action, with their roles.',
      by: 'action_id',
      order: ['actor_id', 'role'],
      filter: true,
    }),
    actionPoints: t.connection(ActionPoint, {
      description: 'The action points that the action serves.',
      relation: pointsOfAction,
      order: ['id'],
      edge: tieEdge,
      filter: true,
    }),
    classifications: t.list(ActionClassification, {
      description: 'The same ties as separate objects, to filter by basis and point together.',
      by: 'action_id',
      order: ['action_point_id'],
      filter: true,
    }),
    citation: t.one(Citation, 'citation_id', 'The printed page this comes from.', { filter: true }),
  }),
})

builder.tableFields(ActionCredit, {
  description: 'The role of an actor in an action.',
  fields: (t) => ({
    action: t.one(Action, 'action_id', 'The action.'),
    actor: t.one(Actor, 'actor_id', 'The actor.', { filter: true }),
    role: t.column('role', 'The role of the actor.', { filter: true }),
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
    action: t.one(Action, 'action_id', 'The action.'),
    actionPoint: t.one(ActionPoint, 'action_point_id', 'The point.', { filter: true }),
    subPoint: t.one(SubPoint, 'sub_point_id', 'The section of the point, if known.', { filter: true }),
    basis: t.column('basis', 'Whether the source or the editors tie the action to the point.', { filter: true }),
    rationale: t.column(
      'rationale',
      'Why the editors tie the action to the point. Always given if the basis is EDITORIAL.',
    ),
    agreement: t.column('agreement', agreementDescription, { filter: true }),
  }),
})

builder.tableField(Actor, 'actions', (t) =>
  t.connection(Action, {
    description: 'Actions that the actor is credited with, one edge each.',
    relation: creditedActions,
    order: ['initiative_id', 'ordinal'],
    edge: creditEdge,
    filter: true,
  }),
)

builder.tableField(Initiative, 'actions', (t) =>
  t.connection(Action, {
    description:
      'What the initiative did, advised or discussed, in the order of the source. Includes actions that are part of others.',
    by: 'initiative_id',
    order: ['ordinal'],
    filter: true,
  }),
)

builder.tableField(Phase, 'actions', (t) =>
  t.connection(Action, { description: 'The actions of this phase.', by: 'phase_id', order: ['ordinal'] }),
)

builder.tableField(Place, 'actions', (t) =>
  t.connection(Action, {
    description:
      'Actions in this place, in a place inside it, or in a region that contains it. An action that names no place counts where its initiative works.',
    relation: linked((place) => actionsOf(place), edges.actions),
    order: ['initiative_id', 'ordinal'],
  }),
)

builder.tableField(ActionPoint, 'actions', (t) =>
  t.connection(Action, {
    description: 'Actions that serve the point.',
    relation: through(actionClassifications, 'action_point_id', 'action_id'),
    order: ['initiative_id', 'ordinal'],
    edge: tieEdge,
    filter: true,
  }),
)

builder.queryFields((t) => ({
  action: t.rowById(Action, { description: 'One action by its global id, or null if it does not exist.' }),
  actions: t.rows(Action, {
    description: 'Actions of all initiatives. By default, grouped by initiative in the order of the source.',
    order: ['initiative_id', 'ordinal'],
  }),
}))
