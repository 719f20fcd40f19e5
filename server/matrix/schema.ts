// The matrix of rows by the ten points, computed from the actions and their ties to the points.
import { Action } from '../action/schema.ts'
import { agreementLimits } from '../action-point/arguments.ts'
import { ActionPoint } from '../action-point/schema.ts'
import { Actor } from '../actor/schema.ts'
import { builder } from '../builder.ts'
import { matrixAssessments } from '../db/tables.ts'
import { Initiative } from '../initiative/schema.ts'
import { Place } from '../place/schema.ts'
import { ActionNature, ActionStatus, Basis, MatrixRows } from '../vocabulary.ts'
import {
  actionsBehind,
  actorsBehind,
  assessment,
  type CellScope,
  countColumns,
  initiativesBehind,
  matrixCells,
  matrixRows,
  matrixTotals,
} from './queries.ts'
import { selection } from './selection.ts'

const distinct =
  'Each action, initiative and actor is counted once per cell. An action may serve several points and have several actors, so rows and columns do not add up.'

export const MatrixCell = builder.tableRef(matrixCells, { name: 'MatrixCell', identity: ['row_id', 'action_point_id'] })

export const MatrixRow = builder.tableRef(matrixRows, { name: 'MatrixRow', identity: ['row_id'] })

export const MatrixTotal = builder.tableRef(matrixTotals, { name: 'MatrixTotal', identity: ['action_point_id'] })

export const StatusCounts = builder.embedded('StatusCounts', countColumns, {
  description: 'The number of actions in a cell by status.',
  fields: (t) => ({
    done: t.column('done_count', 'Actions that were done.'),
    ongoing: t.column('ongoing_count', 'Actions under way.'),
    planned: t.column('planned_count', 'Planned actions.'),
    recommended: t.column('recommended_count', 'Recommended actions.'),
    delayed: t.column('delayed_count', 'Delayed actions.'),
    unknown: t.column('unknown_count', 'Actions that the source lists without saying whether they were done.'),
  }),
})

export const BasisCounts = builder.embedded('BasisCounts', countColumns, {
  description: 'The number of actions in a cell by the basis of their tie to the point.',
  fields: (t) => ({
    stated: t.column('stated_count', 'Actions that the source itself ties to the point.'),
    editorial: t.column('editorial_count', 'Actions that the editors of this catalogue tie to the point.'),
  }),
})

export const MatrixAssessment = builder.embedded('MatrixAssessment', assessment, {
  description: 'An editor’s assessment of an initiative under an action point.',
  fields: (t) => ({
    coverage: t.column('assessment_coverage', 'How central the point is to the initiative.'),
    summary: t.column('assessment_summary', 'The assessment in a sentence.'),
    basis: t.column('assessment_basis', 'Whether the source or an editor says so.'),
    rationale: t.column('assessment_rationale', 'Why the editor says so. Always given if the basis is EDITORIAL.'),
  }),
})

builder.tableFields(MatrixCell, {
  description: `One cell of the matrix: a row under one action point. ${distinct}`,
  fields: (t) => ({
    id: t.scopedId(['row_key', 'action_point_id'], selection),
    actionPoint: t.one(ActionPoint, 'action_point_id', 'The action point, which is the column.'),
    label: t.column('label', 'The name of the row.'),
    initiative: t.one(Initiative, 'initiative_id', 'The initiative, if the row is one.'),
    actor: t.one(Actor, 'actor_id', 'The actor, if the row is one.'),
    place: t.one(Place, 'place_id', 'The country, if the row is one.'),
    actionCount: t.column(
      'action_count',
      'The number of actions. An action that is part of another is not counted separately.',
    ),
    initiativeCount: t.column('initiative_count', 'The number of initiatives that these actions belong to.'),
    actorCount: t.column(
      'actor_count',
      'The number of actors that perform these actions, collaborate in them or coordinate them.',
    ),
    byStatus: t.embedded(StatusCounts, 'The actions by status.'),
    byBasis: t.embedded(BasisCounts, 'The actions by the basis of their tie. An action may have both.'),
    isGap: t.column('is_gap', 'True if the cell has no action.'),
    empty: t.column(
      'empty',
      'Why nothing is there. Null if there is an action, even one that the arguments leave out, or if editors find the point addressed without one.',
    ),
    assessment: t.embedded(MatrixAssessment, 'An editor’s assessment, if the row is an initiative that was assessed.', {
      present: 'assessment_coverage',
    }),
    actions: t.connection(Action, {
      description: 'The actions that are counted.',
      relation: actionsBehind,
      order: ['initiative_id', 'ordinal'],
    }),
    initiatives: t.connection(Initiative, {
      description: 'The initiatives that are counted.',
      relation: initiativesBehind,
      order: ['name'],
    }),
    actors: t.connection(Actor, {
      description: 'The actors that are counted.',
      relation: actorsBehind,
      order: ['name'],
    }),
  }),
})

export const Assessment = builder.tableRef(matrixAssessments, {
  name: 'Assessment',
  compoundKey: [
    ['initiative_id', Initiative],
    ['action_point_id', ActionPoint],
  ],
  identity: ['initiative_id', 'action_point_id'],
})

builder.tableFields(Assessment, {
  description: 'An editor’s assessment of an initiative under an action point.',
  fields: (t) => ({
    initiative: t.one(Initiative, 'initiative_id', 'The initiative.'),
    actionPoint: t.one(ActionPoint, 'action_point_id', 'The action point.'),
    coverage: t.column('coverage', 'How central the point is to the initiative.'),
    summary: t.column('summary', 'The assessment in a sentence.'),
    basis: t.column('basis', 'Whether the source or an editor says so.'),
    rationale: t.column('rationale', 'Why the editor says so. Always given if the basis is EDITORIAL.'),
  }),
})

builder.tableField(Initiative, 'assessments', (t) =>
  t.list(Assessment, {
    description: 'The assessments of the initiative under the action points, as far as editors made them.',
    by: 'initiative_id',
    order: ['action_point_id'],
  }),
)

export const MatrixSubject = builder.rowUnion('MatrixSubject', {
  description: 'What a row of a matrix can be.',
  types: [Initiative, Actor, Place],
})

builder.tableFields(MatrixRow, {
  description: 'One row of a matrix.',
  fields: (t) => ({
    id: t.scopedId(['row_key'], selection),
    label: t.column('label', 'The name of the row.'),
    subject: t.firstOf(
      MatrixSubject,
      { initiative_id: Initiative, actor_id: Actor, place_id: Place },
      'The initiative, actor or country of the row. Null if the row is a level, a regional heading or a kind of actor; the label names these.',
    ),
    cells: t.list(MatrixCell, {
      description: 'Ten cells, one for each action point, including empty ones.',
      by: { row_id: 'row_id' },
      order: ['action_point_id'],
    }),
  }),
})

builder.tableFields(MatrixTotal, {
  description: `All rows of a matrix together, under one action point. ${distinct}`,
  fields: (t) => ({
    id: t.scopedId(['action_point_id'], selection),
    actionPoint: t.one(ActionPoint, 'action_point_id', 'The action point.'),
    actionCount: t.column('action_count', 'The number of actions.'),
    initiativeCount: t.column('initiative_count', 'The number of initiatives that these actions belong to.'),
    actorCount: t.column(
      'actor_count',
      'The number of actors that perform these actions, collaborate in them or coordinate them.',
    ),
    byStatus: t.embedded(StatusCounts, 'The actions by status.'),
    byBasis: t.embedded(BasisCounts, 'The actions by the basis of their tie. An action may have both.'),
    rowCount: t.column('row_count', 'The number of rows in the matrix.'),
    gapCount: t.column('gap_count', 'The number of rows without an action under this point.'),
  }),
})

export const Matrix = builder.container<CellScope>('Matrix', {
  description: `A matrix of rows by action points, computed from the actions. ${distinct}`,
  fields: (t) => ({
    id: t.scopedId(selection),
    columns: t.list(ActionPoint, { description: 'The ten action points, which are the columns.', order: ['id'] }),
    rows: t.connection(MatrixRow, { description: 'The rows, ordered by name.', order: ['label'] }),
    totals: t.list(MatrixTotal, {
      description: 'All rows together, under each action point.',
      order: ['action_point_id'],
    }),
    gaps: t.connection(MatrixCell, {
      description: 'The empty cells, ordered by the name of their row.',
      order: ['label', 'action_point_id'],
      fixed: { onlyGaps: true },
    }),
  }),
})

/** Which actions, and which of their ties to points, cells count. */
const cellArguments = builder.args((t) => ({
  basis: t.field({
    type: builder.vocabulary(Basis),
    description: 'Counts only ties on this basis: stated by the source, or made by the editors. By default, both.',
  }),
  minAgreement: t.int({
    description:
      'Counts only ties made by at least this many of the three readings, from 1 to 3. By default 1, which means all ties; 3 keeps only undisputed ties.',
    validate: agreementLimits,
  }),
  nature: t.field({
    type: [builder.vocabulary(ActionNature)],
    description:
      'Counts only actions of this nature. By default only ACTION, without recommendations and agenda topics.',
  }),
  includeGroupCredit: t.field({
    type: 'Boolean',
    description:
      'If true, an action credited to a group also counts for each listed member. By default it counts for the group only. Affects rows of actors and kinds of actors.',
  }),
  status: t.field({
    type: [builder.vocabulary(ActionStatus)],
    description: 'Counts only actions with one of these statuses. By default, any.',
  }),
}))

const matrixArguments = {
  ...builder.args((t) => ({
    by: t.field({ type: builder.vocabulary(MatrixRows), required: true, description: 'What each row stands for.' }),
  })),
  where: builder.whereArgument(
    Initiative,
    'Counts only actions of these initiatives. Rows of initiatives are limited to these, too.',
  ),
  ...cellArguments,
}

builder.tableField(ActionPoint, 'matrixCells', (t) =>
  t.connection(MatrixCell, {
    description: 'The column of this point in the matrix: one cell for each row, including empty ones.',
    by: 'action_point_id',
    order: ['label'],
    args: cellArguments,
  }),
)

builder.tableField(Initiative, 'matrixCells', (t) =>
  t.list(MatrixCell, {
    description:
      'The row of this initiative in the matrix: ten cells, one for each action point, including empty ones.',
    by: 'initiative_id',
    order: ['action_point_id'],
    args: cellArguments,
    fixed: { by: 'INITIATIVE' },
  }),
)

builder.tableField(Actor, 'matrixCells', (t) =>
  t.list(MatrixCell, {
    description:
      'The row of this actor in the matrix: ten cells, including empty ones. Counts the actions that the actor performs, collaborates in or coordinates.',
    by: 'actor_id',
    order: ['action_point_id'],
    args: cellArguments,
    fixed: { by: 'ACTOR', withIdleActors: true },
  }),
)

builder.queryFields((t) => ({
  matrix: t.contained(Matrix, {
    description: 'The matrix: what is done under each action point, and where the gaps are.',
    args: matrixArguments,
  }),
  matrixCells: t.rows(MatrixCell, {
    description: 'The cells of a matrix as one list, ordered by the name of their row and by action point.',
    order: ['label', 'action_point_id'],
    args: matrixArguments,
  }),
}))
