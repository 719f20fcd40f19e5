// Who or what serves which of the ten points: computed from the actions and their ties to the points.
import { Action } from '../action/schema.ts'
import { agreementLimits } from '../action-point/arguments.ts'
import { ActionPoint } from '../action-point/schema.ts'
import { Actor } from '../actor/schema.ts'
import { builder } from '../builder.ts'
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

const distinct =
  'Counts are of distinct things: an action may serve several points and have several actors, so rows and columns do not add up.'

export const MatrixCell = builder.tableRef(matrixCells, { name: 'MatrixCell', identity: ['row_id', 'action_point_id'] })

export const MatrixRow = builder.tableRef(matrixRows, { name: 'MatrixRow', identity: ['row_id'] })

export const MatrixTotal = builder.tableRef(matrixTotals, { name: 'MatrixTotal', identity: ['action_point_id'] })

export const StatusCounts = builder.embedded('StatusCounts', countColumns, {
  description: 'How many of the actions of a cell have each status.',
  fields: (t) => ({
    done: t.column('done_count', 'Done.'),
    ongoing: t.column('ongoing_count', 'Under way.'),
    planned: t.column('planned_count', 'Planned.'),
    recommended: t.column('recommended_count', 'Recommended.'),
    delayed: t.column('delayed_count', 'Delayed.'),
    unknown: t.column('unknown_count', 'Listed by the source without saying whether they were done.'),
  }),
})

export const BasisCounts = builder.embedded('BasisCounts', countColumns, {
  description: 'How many of the actions of a cell are tied to the point on which basis.',
  fields: (t) => ({
    stated: t.column('stated_count', 'The source itself ties them to the point.'),
    editorial: t.column('editorial_count', 'The editors of this catalogue do.'),
  }),
})

export const MatrixAssessment = builder.embedded('MatrixAssessment', assessment, {
  description: 'What an editor makes of an initiative under an action point.',
  fields: (t) => ({
    coverage: t.column('assessment_coverage', 'How central the point is to the initiative.'),
    summary: t.column('assessment_summary', 'In a sentence.'),
    basis: t.column('assessment_basis', 'Whether the source says so.'),
    rationale: t.column('assessment_rationale', 'Why the editor says so. Always there where the basis is EDITORIAL.'),
  }),
})

builder.tableFields(MatrixCell, {
  description: `What one row of the matrix has under one action point. ${distinct}`,
  fields: (t) => ({
    actionPoint: t.one(ActionPoint, 'action_point_id', 'The column: the action point.'),
    label: t.column('label', 'The name of the row.'),
    initiative: t.one(Initiative, 'initiative_id', 'The row, where it is an initiative.'),
    actor: t.one(Actor, 'actor_id', 'The row, where it is an actor.'),
    place: t.one(Place, 'place_id', 'The row, where it is a country.'),
    actionCount: t.column(
      'action_count',
      'How many actions; those that are part of another are not counted by themselves.',
    ),
    initiativeCount: t.column('initiative_count', 'How many initiatives these actions belong to.'),
    actorCount: t.column('actor_count', 'How many actors perform, collaborate in or coordinate them.'),
    byStatus: t.embedded(StatusCounts, 'The actions by status.'),
    byBasis: t.embedded(BasisCounts, 'The actions by who ties them to the point; one may be tied on both.'),
    isGap: t.column('is_gap', 'Whether there is no action at all.'),
    assessment: t.embedded(
      MatrixAssessment,
      'What an editor makes of it, in cells of initiatives that were assessed.',
      { present: 'assessment_coverage' },
    ),
    actions: t.connection(Action, {
      description: 'The actions counted.',
      links: actionsBehind,
      order: ['initiative_id', 'ordinal'],
    }),
    initiatives: t.connection(Initiative, {
      description: 'The initiatives counted.',
      links: initiativesBehind,
      order: ['name'],
    }),
    actors: t.connection(Actor, { description: 'The actors counted.', links: actorsBehind, order: ['name'] }),
  }),
})

export const MatrixSubject = builder.rowUnion('MatrixSubject', {
  description: 'What a row of a matrix can be.',
  types: [Initiative, Actor, Place],
})

builder.tableFields(MatrixRow, {
  description: 'One row of a matrix.',
  fields: (t) => ({
    label: t.column('label', 'The name of the row.'),
    subject: t.firstOf(
      MatrixSubject,
      { initiative_id: Initiative, actor_id: Actor, place_id: Place },
      'What the row is; nothing where it is a level, a regional heading or a kind of actor, which the label names.',
    ),
    cells: t.list(MatrixCell, {
      description: 'Ten cells, one for each action point, empty ones included.',
      by: { row_id: 'row_id' },
      order: ['action_point_id'],
    }),
  }),
})

builder.tableFields(MatrixTotal, {
  description: `All rows of a matrix together, under one action point. ${distinct}`,
  fields: (t) => ({
    actionPoint: t.one(ActionPoint, 'action_point_id', 'The action point.'),
    actionCount: t.column('action_count', 'How many actions.'),
    initiativeCount: t.column('initiative_count', 'How many initiatives these actions belong to.'),
    actorCount: t.column('actor_count', 'How many actors perform, collaborate in or coordinate them.'),
    byStatus: t.embedded(StatusCounts, 'The actions by status.'),
    byBasis: t.embedded(BasisCounts, 'The actions by who ties them to the point; one may be tied on both.'),
    rowCount: t.column('row_count', 'How many rows the matrix has.'),
    gapCount: t.column('gap_count', 'How many of them are empty under this point.'),
  }),
})

export const Matrix = builder.container<CellScope>('Matrix', {
  description: `Rows by action points, computed from the actions. ${distinct}`,
  fields: (t) => ({
    columns: t.list(ActionPoint, { description: 'The columns: the ten action points.', order: ['id'] }),
    rows: t.connection(MatrixRow, { description: 'The rows, by name.', order: ['label'] }),
    totals: t.list(MatrixTotal, {
      description: 'All rows together, under each action point.',
      order: ['action_point_id'],
    }),
    gaps: t.connection(MatrixCell, {
      description: 'The empty cells, by name of their rows.',
      order: ['label', 'action_point_id'],
      fixed: { onlyGaps: true },
    }),
  }),
})

/** Which actions, and which of their ties to points, cells count. */
const cellArguments = builder.args((t) => ({
  basis: t.field({
    type: builder.vocabulary(Basis),
    description: 'Count only ties on this basis: stated by the source, or made by the editors. Without it, both.',
  }),
  minAgreement: t.int({
    description:
      'Count only ties that at least so many of the three readings made, from 1 to 3. Without it, 1: all. 3 leaves what is undisputed.',
    validate: agreementLimits,
  }),
  nature: t.field({
    type: [builder.vocabulary(ActionNature)],
    description: 'Count only these natures. Without it, only ACTION: neither recommendations nor agenda topics.',
  }),
  includeGroupCredit: t.field({
    type: 'Boolean',
    description:
      'In rows of actors and kinds of actors: whether what a group is credited with counts for each member the source lists, too. Without it, only for the group.',
  }),
  status: t.field({
    type: [builder.vocabulary(ActionStatus)],
    description: 'Count only actions of one of these statuses. Without it, any.',
  }),
}))

const matrixArguments = {
  ...builder.args((t) => ({
    by: t.field({ type: builder.vocabulary(MatrixRows), required: true, description: 'What the rows are.' }),
  })),
  where: builder.whereArgument(
    Initiative,
    'Count only actions of these initiatives; rows of initiatives are only these.',
  ),
  ...cellArguments,
}

builder.tableField(ActionPoint, 'cells', (t) =>
  t.connection(MatrixCell, {
    description: 'Its column of the matrix: a cell for each row, empty ones included.',
    by: 'action_point_id',
    order: ['label'],
    args: cellArguments,
  }),
)

builder.tableField(Initiative, 'matrixCells', (t) =>
  t.list(MatrixCell, {
    description: 'Its row of the matrix: ten cells, one for each action point, empty ones included.',
    by: 'initiative_id',
    order: ['action_point_id'],
    args: cellArguments,
    fixed: { by: 'INITIATIVE' },
  }),
)

builder.tableField(Actor, 'matrix', (t) =>
  t.list(MatrixCell, {
    description:
      'Its row of the matrix: ten cells, empty ones included, over the actions it performs, collaborates in or coordinates.',
    by: 'actor_id',
    order: ['action_point_id'],
    args: cellArguments,
    fixed: { by: 'ACTOR', withIdleActors: true },
  }),
)

builder.queryFields((t) => ({
  matrix: t.contained(Matrix, {
    description: 'Rows by action points: what is done under each, and where the gaps are.',
    args: matrixArguments,
  }),
  matrixCells: t.rows(MatrixCell, {
    description: 'The cells of a matrix as one list, by name of their rows and by action point.',
    order: ['label', 'action_point_id'],
    args: matrixArguments,
  }),
}))
