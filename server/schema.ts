// The API: every type, and every question that can be asked.
import type { GraphQLSchema } from 'graphql'
import { Action, ActionCredit } from './action/schema.ts'
import { ActionClassification, ActionPoint, ActionPointTitle, Guidance, SubPoint } from './action-point/schema.ts'
import { Actor, ActorIdentifier, ActorName } from './actor/schema.ts'
import { Catalogue } from './catalogue/schema.ts'
import { incrementalDirectives } from './directives.ts'
import { Facet, FacetBucket } from './facet/schema.ts'
import {
  Initiative,
  InitiativeName,
  InitiativePlace,
  InitiativePopulation,
  InitiativeRelation,
  Objective,
  Outcome,
  Participation,
  Period,
  Phase,
  Reference,
} from './initiative/schema.ts'
import { cellArguments } from './matrix/arguments.ts'
import {
  BasisCounts,
  Matrix,
  MatrixAssessment,
  MatrixCell,
  MatrixRow,
  MatrixTotal,
  StatusCounts,
} from './matrix/schema.ts'
import { ActorNetwork, NetworkEdge, NetworkNode } from './network/schema.ts'
import { Place, PlaceName } from './place/schema.ts'
import { build } from './relational/build.ts'
import type { ArgumentDefinition, RootField } from './relational/definition.ts'
import { connection, everything, list } from './relational/fields.ts'
import { Registry } from './relational/registry.ts'
import { unsearchable } from './search/queries.ts'
import { SearchHit } from './search/schema.ts'
import { Citation, Cited, Document } from './source/schema.ts'
import { FacetField, MatrixRows, SearchType } from './vocabulary.ts'

const lookup = (
  type: string,
  argument: string,
  column: string,
  description: string,
  argumentDescription: string,
): RootField => ({
  is: 'lookup',
  type,
  argument,
  column,
  description,
  argumentDescription,
})

const matrixArguments: Readonly<Record<string, ArgumentDefinition>> = {
  by: { is: 'enum', vocabulary: MatrixRows, required: true, description: 'What the rows are.' },
  where: {
    is: 'where',
    type: 'Initiative',
    description: 'Count only actions of these initiatives; rows of initiatives are only these.',
  },
  ...cellArguments,
}

const queries: Readonly<Record<string, RootField>> = {
  node: { is: 'node', many: false, description: 'Any object by its global id; null where there is none.' },
  nodes: {
    is: 'node',
    many: true,
    description: 'Objects by their global ids, in the order of the ids; null for each there is not.',
  },
  initiative: lookup(
    'Initiative',
    'slug',
    'slug',
    'One initiative; null where there is none of that name.',
    'Its slug, such as `mexico-plan-of-action`, in upper or lower case.',
  ),
  initiativesBySlug: {
    is: 'batch',
    type: 'Initiative',
    argument: 'slugs',
    column: 'slug',
    description: 'Initiatives by their slugs, in the order of the slugs; null for each there is not.',
    argumentDescription: 'Slugs, at most 100.',
  },
  initiatives: connection('Initiative', {
    description: 'Initiatives, by name unless ordered otherwise.',
    links: everything,
    order: ['name'],
  }),
  actor: lookup(
    'Actor',
    'slug',
    'slug',
    'One actor; null where there is none of that name.',
    'Its slug, such as `unhcr`, in upper or lower case.',
  ),
  actorsBySlug: {
    is: 'batch',
    type: 'Actor',
    argument: 'slugs',
    column: 'slug',
    description: 'Actors by their slugs, in the order of the slugs; null for each there is not.',
    argumentDescription: 'Slugs, at most 100.',
  },
  actors: connection('Actor', {
    description: 'Actors, by name unless ordered otherwise.',
    links: everything,
    order: ['name'],
  }),
  action: {
    is: 'node',
    many: false,
    only: 'Action',
    description: 'One action by its global id; null where there is none.',
  },
  actions: connection('Action', {
    description: 'Actions of all initiatives, each initiative’s in the order of the source.',
    links: everything,
    order: ['initiative_id', 'ordinal'],
  }),
  participations: connection('Participation', {
    description: 'Who takes part in what, as what.',
    links: everything,
    order: ['initiative_id', 'id'],
  }),
  outcomes: connection('Outcome', {
    description: 'What the reviews in the source found.',
    links: everything,
    order: ['initiative_id', 'ordinal'],
  }),
  actionPoint: lookup(
    'ActionPoint',
    'number',
    'id',
    'One of the ten action points; null where there is none of that number.',
    'Its number, 1 to 10.',
  ),
  actionPoints: list('ActionPoint', { description: 'The ten action points.', links: everything, order: ['id'] }),
  matrix: {
    is: 'frame',
    type: 'Matrix',
    args: matrixArguments,
    description: 'Rows by action points: what is done under each, and where the gaps are.',
  },
  matrixCells: connection('MatrixCell', {
    description: 'The cells of a matrix as one list, by name of their rows and by action point.',
    links: everything,
    order: ['label', 'action_point_id'],
    args: matrixArguments,
  }),
  search: connection('SearchHit', {
    description:
      'Search over initiatives, actors, actions, outcomes, guidance and references, best first: all its words by their stems, without accents; where nothing has them, what is spelt most like it. An acronym that is the text itself comes first.',
    links: everything,
    order: ['-relevance'],
    args: {
      query: {
        is: 'text',
        required: true,
        unsearchable,
        description:
          'The text to search for, at most 200 characters. Words in quotation marks stand together; a minus before a word excludes it; `or` between two takes either. Words that stand in nearly every text, such as "the", are passed over; a text of nothing else is refused with SEARCH_TOO_COMMON.',
      },
      types: { is: 'enums', vocabulary: SearchType, description: 'What to search. Without it, everything.' },
    },
  }),
  actorNetwork: {
    is: 'frame',
    type: 'ActorNetwork',
    description: 'Who works with whom, as a graph: the whole, or what lies around one actor.',
    args: {
      where: { is: 'where', type: 'Initiative', description: 'Only through these initiatives.' },
      around: { is: 'text', description: 'The slug of the actor in the middle. Without it, the whole network.' },
      depth: {
        is: 'integer',
        minimum: 1,
        maximum: 3,
        description: 'How many steps from the middle, 1 to 3. Without it, 1.',
      },
    },
  },
  guidance: connection('Guidance', {
    description:
      'What the source suggests, the support it says UNHCR can provide, and the background its introductions give.',
    links: everything,
    order: ['action_point_id', 'audience', 'ordinal'],
  }),
  place: lookup(
    'Place',
    'code',
    'code',
    'One place; null where there is none of that code.',
    'Its code: `SO`, `002`, `X-PUNTLAND`, in upper or lower case.',
  ),
  places: connection('Place', {
    description: 'Places, by name unless ordered otherwise.',
    links: everything,
    order: ['name'],
  }),
  document: lookup(
    'Document',
    'slug',
    'slug',
    'One document; null where there is none of that name.',
    'Its slug, in upper or lower case.',
  ),
  documents: connection('Document', {
    description: 'Documents, by title unless ordered otherwise.',
    links: everything,
    order: ['title'],
  }),
  catalogue: { is: 'single', type: 'Catalogue', description: 'The catalogue as a whole: its data, licence and size.' },
}

/** All types and questions by name; what the executor compiles from. */
export const registry = new Registry(
  [
    Initiative,
    Actor,
    Action,
    ActionPoint,
    MatrixCell,
    Participation,
    Objective,
    Phase,
    Outcome,
    Reference,
    InitiativeRelation,
    Guidance,
    Place,
    Document,
    Citation,
    Period,
    InitiativeName,
    InitiativePlace,
    InitiativePopulation,
    ActorName,
    ActorIdentifier,
    ActionCredit,
    ActionClassification,
    ActionPointTitle,
    SubPoint,
    PlaceName,
    Matrix,
    MatrixRow,
    MatrixTotal,
    MatrixAssessment,
    StatusCounts,
    BasisCounts,
    Catalogue,
    Facet,
    FacetBucket,
    SearchHit,
    ActorNetwork,
    NetworkNode,
    NetworkEdge,
  ],
  queries,
)

export const buildSchema = (): GraphQLSchema =>
  build({
    registry,
    interfaces: { Cited },
    facets: FacetField,
    directives: incrementalDirectives,
  })
