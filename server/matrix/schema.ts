// Who or what serves which of the ten points: computed from the actions and their ties to the points.
import { connection, embedded, embeddedObject, everything, frame, list, object, union } from '../relational/fields.ts'
import { actionsBehind, actorsBehind, initiativesBehind, matrixCells, matrixRows, matrixTotals } from './queries.ts'

const { columns } = matrixCells
const distinct =
  'Counts are of distinct things: an action may serve several points and have several actors, so rows and columns do not add up.'

export const StatusCounts = embeddedObject(
  'StatusCounts',
  'How many of the actions of a cell have each status.',
  columns,
  (f) => ({
    done: f.column('done_count', 'Done.'),
    ongoing: f.column('ongoing_count', 'Under way.'),
    planned: f.column('planned_count', 'Planned.'),
    recommended: f.column('recommended_count', 'Recommended.'),
    delayed: f.column('delayed_count', 'Delayed.'),
    unknown: f.column('unknown_count', 'Listed by the source without saying whether they were done.'),
  }),
)

export const BasisCounts = embeddedObject(
  'BasisCounts',
  'How many of the actions of a cell are tied to the point on which basis.',
  columns,
  (f) => ({
    stated: f.column('stated_count', 'The source itself ties them to the point.'),
    editorial: f.column('editorial_count', 'The editors of this catalogue do.'),
  }),
)

export const MatrixAssessment = embeddedObject(
  'MatrixAssessment',
  'What an editor makes of an initiative under an action point.',
  columns,
  (f) => ({
    coverage: f.column('assessment_coverage', 'How central the point is to the initiative.'),
    summary: f.column('assessment_summary', 'In a sentence.'),
    basis: f.column('assessment_basis', 'Whether the source says so.'),
    rationale: f.column('assessment_rationale', 'Why the editor says so. Always there where the basis is EDITORIAL.'),
  }),
)

export const MatrixCell = object({
  name: 'MatrixCell',
  description: `What one row of the matrix has under one action point. ${distinct}`,
  source: matrixCells,
  identity: ['row_id', 'action_point_id'],
  fields: (f) => ({
    actionPoint: f.one('ActionPoint', 'action_point_id', 'The column: the action point.'),
    label: f.column('label', 'The name of the row.'),
    initiative: f.one('Initiative', 'initiative_id', 'The row, where it is an initiative.'),
    actor: f.one('Actor', 'actor_id', 'The row, where it is an actor.'),
    place: f.one('Place', 'place_id', 'The row, where it is a country.'),
    actionCount: f.column(
      'action_count',
      'How many actions; those that are part of another are not counted by themselves.',
    ),
    initiativeCount: f.column('initiative_count', 'How many initiatives these actions belong to.'),
    actorCount: f.column('actor_count', 'How many actors perform, collaborate in or coordinate them.'),
    byStatus: embedded('StatusCounts', 'The actions by status.'),
    byBasis: embedded('BasisCounts', 'The actions by who ties them to the point; one may be tied on both.'),
    isGap: f.column('is_gap', 'Whether there is no action at all.'),
    assessment: embedded(
      'MatrixAssessment',
      'What an editor makes of it, in cells of initiatives that were assessed.',
      'assessment_coverage',
    ),
    actions: connection('Action', {
      description: 'The actions counted.',
      links: actionsBehind,
      order: ['initiative_id', 'ordinal'],
    }),
    initiatives: connection('Initiative', {
      description: 'The initiatives counted.',
      links: initiativesBehind,
      order: ['name'],
    }),
    actors: connection('Actor', { description: 'The actors counted.', links: actorsBehind, order: ['name'] }),
  }),
})

export const MatrixRow = object({
  name: 'MatrixRow',
  description: 'One row of a matrix.',
  source: matrixRows,
  identity: ['row_id'],
  fields: (f) => ({
    label: f.column('label', 'The name of the row.'),
    subject: union(
      'MatrixSubject',
      'What a row of a matrix can be.',
      [
        { type: 'Initiative', column: 'initiative_id' },
        { type: 'Actor', column: 'actor_id' },
        { type: 'Place', column: 'place_id' },
      ],
      'What the row is; nothing where it is a level, a regional heading or a kind of actor, which the label names.',
    ),
    cells: list('MatrixCell', {
      description: 'Ten cells, one for each action point, empty ones included.',
      links: { keys: ['row_id'], by: ['row_id'] },
      order: ['action_point_id'],
    }),
  }),
})

export const MatrixTotal = object({
  name: 'MatrixTotal',
  description: `All rows of a matrix together, under one action point. ${distinct}`,
  source: matrixTotals,
  identity: ['action_point_id'],
  fields: (f) => ({
    actionPoint: f.one('ActionPoint', 'action_point_id', 'The action point.'),
    actionCount: f.column('action_count', 'How many actions.'),
    initiativeCount: f.column('initiative_count', 'How many initiatives these actions belong to.'),
    actorCount: f.column('actor_count', 'How many actors perform, collaborate in or coordinate them.'),
    byStatus: embedded('StatusCounts', 'The actions by status.'),
    byBasis: embedded('BasisCounts', 'The actions by who ties them to the point; one may be tied on both.'),
    rowCount: f.column('row_count', 'How many rows the matrix has.'),
    gapCount: f.column('gap_count', 'How many of them are empty under this point.'),
  }),
})

export const Matrix = frame('Matrix', `Rows by action points, computed from the actions. ${distinct}`, {
  columns: list('ActionPoint', {
    description: 'The columns: the ten action points.',
    links: everything,
    order: ['id'],
  }),
  rows: connection('MatrixRow', { description: 'The rows, by name.', links: everything, order: ['label'] }),
  totals: list('MatrixTotal', {
    description: 'All rows together, under each action point.',
    links: everything,
    order: ['action_point_id'],
  }),
  gaps: connection('MatrixCell', {
    description: 'The empty cells, by name of their rows.',
    links: everything,
    order: ['label', 'action_point_id'],
    fixed: { gaps: 'only' },
  }),
})
