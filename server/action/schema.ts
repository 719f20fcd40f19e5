// What was done, advised or discussed, in the order the source tells it.
import { agreementDescription } from '../action-point/arguments.ts'
import { creditEdge } from '../actor/schema.ts'
import { actionActors, actionClassifications, actionPlaces, actionPopulations, actions } from '../db/tables.ts'
import { actionFacets } from '../facet/queries.ts'
import { child, connection, embedded, list, object, through, values } from '../relational/fields.ts'
import { searchOf } from '../search/queries.ts'
import { citation } from '../source/schema.ts'
import { creditedActors } from './queries.ts'

export const Action = object({
  name: 'Action',
  description: 'One activity, recommendation or agenda topic of an initiative, in the order the source tells them.',
  source: actions,
  key: 'key',
  interfaces: ['Cited'],
  search: searchOf('ACTION'),
  facets: actionFacets,
  fields: (f) => ({
    initiative: f.one('Initiative', 'initiative_id', 'The initiative it belongs to.'),
    ordinal: f.column('ordinal', 'Its place in the source’s list, from 1.'),
    summary: f.column('summary', 'What it is, in the words of this catalogue.'),
    nature: f.column('nature', 'Whether it was done, advised or discussed.'),
    kind: f.column('kind', 'What sort of activity it is.'),
    status: f.column('status', 'What the source proves about it. An imperative list proves nothing: UNKNOWN.'),
    period: embedded('Period', 'When it was, where the source says.', 'period_text'),
    startYear: f.column('start_year', 'The year it began, where that is known.'),
    endYear: f.column('end_year', 'The year it ended, where that is known.'),
    phase: f.one('Phase', 'phase_id', 'The phase, component or working group it belongs to.'),
    parent: f.one('Action', 'parent_id', 'The action it is part of, where the source nests them.'),
    parts: connection('Action', {
      description: 'Actions that are part of it.',
      links: child(actions, 'parent_id'),
      order: ['ordinal'],
    }),
    places: list('Place', {
      description: 'Places the action itself names. Where it names none, it belongs to what its initiative covers.',
      links: through(actionPlaces, 'action_id', 'place_id'),
      order: ['name'],
    }),
    populations: values(actionPopulations, 'action_id', 'population', 'The people the action itself names.'),
    actors: connection('Actor', {
      description: 'Actors with a part in it, one edge for each.',
      links: creditedActors,
      order: ['name'],
      edge: {
        ...creditEdge,
        credits: list('ActionCredit', {
          description: 'Each role by itself, with how the actor is tied to the action.',
          links: { keys: ['action_id', 'actor_id'], by: ['action_id', 'actor_id'] },
          order: ['role'],
        }),
      },
    }),
    credits: list('ActionCredit', {
      description: 'Who has which part in it.',
      links: child(actionActors, 'action_id'),
      order: ['actor_id', 'role'],
    }),
    actionPoints: connection('ActionPoint', {
      description: 'The action points it serves.',
      links: through(actionClassifications, 'action_id', 'action_point_id'),
      order: ['id'],
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
    classifications: list('ActionClassification', {
      description: 'The same ties as rows of their own, to filter by basis and point together.',
      links: child(actionClassifications, 'action_id'),
      order: ['action_point_id'],
    }),
    citation,
  }),
  filters: [
    'ordinal',
    'summary',
    'nature',
    'kind',
    'status',
    'startYear',
    'endYear',
    'initiative',
    'phase',
    'parent',
    'parts',
    'places',
    'populations',
    'actors',
    'credits',
    'actionPoints',
    'classifications',
    'citation',
  ],
  orders: ['ordinal', 'nature', 'kind', 'status', 'startYear'],
})

export const ActionCredit = object({
  name: 'ActionCredit',
  description: 'An actor’s part in an action.',
  source: actionActors,
  fields: (f) => ({
    action: f.one('Action', 'action_id', 'The action.'),
    actor: f.one('Actor', 'actor_id', 'The actor.'),
    role: f.column('role', 'The actor’s part.'),
    attribution: f.column(
      'attribution',
      'Whether the source names the actor with this action or credits all partners together.',
    ),
  }),
  filters: ['role', 'attribution', 'actor'],
})
