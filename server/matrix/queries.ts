// The matrix as sets: what rows there are, the ten cells of each row, and what they count.
import { type AggregateFunctionBuilder, type Expression, expressionBuilder } from 'kysely'
import { boolean, integer, nullable, oneOf, sortedBy, text } from '../db/columns.ts'
import { all, arrayOf, asInteger, eb, lit, selectFrom } from '../db/query.ts'
import { type Database, matrixAssessments } from '../db/tables.ts'
import { type Condition, derived, type Only, type Query, type Related, type Relation } from '../relational/index.ts'
import { type ActionStatus, EmptyReason, type ValueOf } from '../vocabulary.ts'
import { entriesOf, judgedOf, thereIn } from './empty.ts'
import { type Choice, counted, doing, type Fact, isOnce } from './facts.ts'
import { allRows } from './rows.ts'
import { type CellContext, type CellScope, type Rows, rowsOf } from './scope.ts'

export type { CellScope } from './scope.ts'

const rowColumns = {
  row_id: integer(),
  row_key: text(),
  label: sortedBy('label_sort'),
  label_sort: text(),
  initiative_id: nullable(integer()),
  actor_id: nullable(integer()),
  place_id: nullable(integer()),
}

export const matrixRows = derived({
  name: 'matrix_rows',
  columns: rowColumns,
  query: (_needed, context: CellContext) => allRows(context),
})

export const countColumns = {
  action_count: integer(),
  initiative_count: integer(),
  actor_count: integer(),
  stated_count: integer(),
  editorial_count: integer(),
  done_count: integer(),
  ongoing_count: integer(),
  planned_count: integer(),
  recommended_count: integer(),
  delayed_count: integer(),
  unknown_count: integer(),
}
type CountName = keyof typeof countColumns
const isCount = (name: string): name is CountName => Object.hasOwn(countColumns, name)

/** Builds expressions that read facts `f`, and who performs them, `w`. */
const fact = expressionBuilder<Counting, keyof Counting>()
interface Counting {
  f: Fact
  w: Database['action_actors']
}
/** Builds expressions that read a tie `c` of an action to a point. */
const tie = expressionBuilder<{ c: Database['action_classifications'] }, 'c'>()
type Count = AggregateFunctionBuilder<Counting, keyof Counting, number | string | bigint>

const ofStatus = (status: ValueOf<typeof ActionStatus>) => fact('f.status', '=', lit(status))

/** What a cell counts, each under its column's name: always distinct things. `actions` counts the actions. */
const counts = (actions: Count): Readonly<Record<CountName, Count>> => ({
  action_count: actions,
  initiative_count: fact.fn.count('f.initiative_id').distinct(),
  actor_count: fact.fn.count('w.actor_id').distinct(),
  stated_count: actions.filterWhere('f.basis', '=', lit('STATED')),
  editorial_count: actions.filterWhere('f.basis', '=', lit('EDITORIAL')),
  done_count: actions.filterWhere(ofStatus('DONE')),
  ongoing_count: actions.filterWhere(ofStatus('ONGOING')),
  planned_count: actions.filterWhere(ofStatus('PLANNED')),
  recommended_count: actions.filterWhere(ofStatus('RECOMMENDED')),
  delayed_count: actions.filterWhere(ofStatus('DELAYED')),
  unknown_count: actions.filterWhere(ofStatus('UNKNOWN')),
})

const distinctActions = counts(fact.fn.count('f.action_id').distinct())
const factsThemselves = counts(fact.fn.countAll())

/** The columns of an assessment in a cell, by those of its table. */
const assessed = {
  assessment_coverage: 'coverage',
  assessment_summary: 'summary',
  assessment_basis: 'basis',
  assessment_rationale: 'rationale',
} as const
type AssessedName = keyof typeof assessed
const isAssessed = (name: string): name is AssessedName => Object.hasOwn(assessed, name)

export const assessment = {
  assessment_coverage: nullable(matrixAssessments.columns.coverage),
  assessment_summary: nullable(matrixAssessments.columns.summary),
  assessment_basis: nullable(matrixAssessments.columns.basis),
  assessment_rationale: matrixAssessments.columns.rationale,
}

/**
 * The counts that are needed, over facts `f` joined with the performers `w` if these are counted. `once` says that each
 * action appears once under its point, so that counting needs no `distinct`.
 */
const aggregates = (needed: ReadonlySet<string>, once = false) => {
  const names = Object.keys(countColumns)
    .filter(isCount)
    .filter((name) => needed.has(name))
  const withActors = needed.has('actor_count')
  const counts = once && !withActors ? factsThemselves : distinctActions
  return { names, withActors, columns: names.map((name) => asInteger(counts[name]).as(name)) }
}

/** That a column has one of the only values that matter, where they are of that column. */
const within = (only: Only | undefined, column: string, value: Expression<number | null>): Condition | undefined =>
  only?.column === column ? eb(value, '=', eb.fn.any(arrayOf(only.values))) : undefined

/** Columns by which cells can be asked for that say which row they are of. */
const rowKeys = ['row_id', 'initiative_id', 'actor_id', 'place_id'] as const

/** Ten cells for each row. */
export const matrixCells = derived({
  name: 'matrix_cells',
  columns: {
    ...rowColumns,
    action_point_id: integer(),
    ...countColumns,
    is_gap: boolean(),
    empty: nullable(oneOf(EmptyReason)),
    ...assessment,
  },
  query: (requested, context: CellContext, only) => {
    const needed =
      requested.has('is_gap') || context.scope.onlyGaps ? new Set([...requested, 'action_count']) : requested
    const { names, withActors, columns } = aggregates(needed, isOnce(context))
    const judged = Object.keys(assessed)
      .filter(isAssessed)
      .filter((name) => needed.has(name))
    const ofRows = (row: Expression<number | null>) => rowKeys.map((column) => within(only, column, row))
    // Rows of initiatives are chosen below, and facts of others fall away.
    const chosen = rowsOf(context) === 'INITIATIVE' && rowKeys.some((column) => column === only?.column)
    const choice: Choice = {
      of: (row) => [...ofRows(row), within(only, 'action_point_id', tie.ref('c.action_point_id'))],
      ...(chosen && { within: 'chosen' }),
    }
    const grouped = selectFrom(counted(context, choice).as('f'))
      .$if(withActors, (query) =>
        query.leftJoin('action_actors as w', (join) => join.onRef('w.action_id', '=', 'f.action_id').on(doing)),
      )
      .select(['f.row_id', 'f.action_point_id'])
      .select(columns)
      .groupBy(['f.row_id', 'f.action_point_id'])
    return selectFrom(allRows(context).as('r'))
      .crossJoin('action_points as p')
      .select(['r.row_id', 'r.row_key', 'r.label', 'r.label_sort', 'r.initiative_id', 'r.actor_id', 'r.place_id'])
      .select('p.id as action_point_id')
      .where(({ ref }) =>
        all(
          ...rowKeys.map((column) => within(only, column, ref(`r.${column}`))),
          within(only, 'action_point_id', ref('p.id')),
        ),
      )
      .$if(names.length > 0, (query) =>
        query
          .leftJoin(grouped.as('g'), (join) =>
            join.onRef('g.row_id', '=', 'r.row_id').onRef('g.action_point_id', '=', 'p.id'),
          )
          .select(({ fn, ref }) => names.map((name) => fn.coalesce(ref(`g.${name}`), lit(0)).as(name)))
          .$if(needed.has('action_count'), (query) =>
            query.select((eb) => eb(eb.fn.coalesce('g.action_count', lit(0)), '=', lit(0)).as('is_gap')),
          )
          .$if(context.scope.onlyGaps === true, (query) =>
            query.where((eb) => eb(eb.fn.coalesce('g.action_count', lit(0)), '=', lit(0))),
          ),
      )
      .$if(needed.has('empty'), (query) =>
        query
          .leftJoin(entriesOf(context, ofRows).as('e'), 'e.row_id', 'r.row_id')
          .leftJoin(judgedOf(context, ofRows).as('j'), (join) =>
            join.onRef('j.row_id', '=', 'r.row_id').onRef('j.action_point_id', '=', 'p.id'),
          )
          .leftJoin(thereIn(context, choice).as('t'), (join) =>
            join.onRef('t.row_id', '=', 'r.row_id').onRef('t.action_point_id', '=', 'p.id'),
          )
          .select((eb) =>
            eb
              .case()
              .when('t.row_id', 'is not', null)
              .then(null)
              .when('e.n', 'is', null)
              .then(lit('NOT_COVERED'))
              .when('e.n', '=', eb.ref('j.without'))
              .then(lit('NONE_STATED'))
              .when('e.n', '=', eb.ref('j.n'))
              .then(null)
              .else(lit('NOT_ASSESSED'))
              .end()
              .as('empty'),
          ),
      )
      .$if(judged.length > 0, (query) =>
        query
          .leftJoin(
            selectFrom('matrix_assessments as a')
              .selectAll()
              .where(({ ref }) => all(...ofRows(ref('a.initiative_id'))))
              .as('m'),
            (join) => join.onRef('m.initiative_id', '=', 'r.initiative_id').onRef('m.action_point_id', '=', 'p.id'),
          )
          .select(({ ref }) => judged.map((name) => ref(`m.${assessed[name]}`).as(name))),
      )
  },
})

/** Row kinds an action may count for without its row being in the matrix: a place outside, a region that is none. */
const partial: ReadonlySet<Rows> = new Set(['ACTOR', 'COUNTRY', 'REGION'])

/** The same counts over all rows together, for each point. */
export const matrixTotals = derived({
  name: 'matrix_totals',
  columns: { action_point_id: integer(), ...countColumns, row_count: integer(), gap_count: integer() },
  query: (needed, context: CellContext) => {
    const { withActors, columns } = aggregates(needed)
    const rows = selectFrom(allRows(context).as('r'))
    const rowCount = rows.select(({ fn }) => asInteger(fn.countAll()).as('n')).$asScalar()
    return selectFrom('action_points as p')
      .leftJoin(counted(context).as('f'), (join) =>
        join
          .onRef('f.action_point_id', '=', 'p.id')
          .on((eb) => all(partial.has(rowsOf(context)) ? eb('f.row_id', 'in', rows.select('r.row_id')) : undefined)),
      )
      .$if(withActors, (query) =>
        query.leftJoin('action_actors as w', (join) => join.onRef('w.action_id', '=', 'f.action_id').on(doing)),
      )
      .select('p.id as action_point_id')
      .select(columns)
      .$if(needed.has('row_count'), (query) => query.select(rowCount.as('row_count')))
      .$if(needed.has('gap_count'), (query) =>
        query.select((eb) => eb(rowCount, '-', asInteger(eb.fn.count('f.row_id').distinct())).as('gap_count')),
      )
      .groupBy('p.id')
  },
})

const factsOf = (context: CellContext, choice?: Choice) => selectFrom(counted(context, choice).as('f'))

/** From a cell down to what it counts; for many cells, all at once. */
const behind = (
  target: (facts: ReturnType<typeof factsOf>) => Query<Related>,
): Relation<'row_id' | 'action_point_id', Record<never, never>, CellScope> => ({
  keys: ['row_id', 'action_point_id'],
  rows: ({ row_id, action_point_id }, _needed, context) =>
    target(factsOf(context, { of: (row) => [eb(row, '=', row_id), tie('c.action_point_id', '=', action_point_id)] })),
  many: (isParent, _needed, context) =>
    target(
      factsOf(context)
        .select(['f.row_id as key0', 'f.action_point_id as key1'])
        .where(({ ref }) => isParent([ref('f.row_id'), ref('f.action_point_id')])),
    ),
})

export const actionsBehind = behind((facts) => facts.select('f.action_id as target_id').distinct())
export const initiativesBehind = behind((facts) => facts.select('f.initiative_id as target_id').distinct())
export const actorsBehind = behind((facts) =>
  facts
    .innerJoin('action_actors as w', (join) => join.onRef('w.action_id', '=', 'f.action_id').on(doing))
    .select('w.actor_id as target_id')
    .distinct(),
)
