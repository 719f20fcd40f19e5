// The matrix as sets: what an action counts for (facts), what rows there are, and the ten cells of each row.
import { sql } from 'kysely'
import { boolean, integer, nullable, sortedBy, text } from '../db/columns.ts'
import { matrixAssessments } from '../db/tables.ts'
import {
  derived,
  type Input,
  type LinkContext,
  type Links,
  type Only,
  type Related,
  type Sql,
} from '../relational/index.ts'
import {
  type ActionStatus,
  ActorKind,
  Level,
  MatrixRows,
  Region,
  type ValueOf,
  type Vocabulary,
  valuesOf,
} from '../vocabulary.ts'

type Rows = ValueOf<typeof MatrixRows>

/** Which rows, and which actions and ties to points their cells count. */
export type CellScope = {
  /** What the rows are: an argument, or a constant of the field; initiatives otherwise. */
  readonly by?: Input | Rows | undefined
  /** A filter of initiatives. */
  readonly where?: Input | undefined
  /** A basis. */
  readonly basis?: Input | undefined
  /** Lists of natures and of statuses. */
  readonly nature?: Input | undefined
  readonly status?: Input | undefined
  /** Whether what a group is credited with counts for its members. */
  readonly includeGroupCredit?: Input | undefined
  /** Whether there are rows of actors that take part in nothing. */
  readonly withIdleActors?: true | undefined
  /** Whether only empty cells are there. */
  readonly onlyGaps?: true | undefined
}
type CellContext = LinkContext<CellScope>

function rowsOf({ scope: { by } }: CellContext): Rows {
  const asked = typeof by === 'object' ? by.literal() : by
  return valuesOf(MatrixRows).find((kind) => kind === asked) ?? 'INITIATIVE'
}

const all = (conditions: readonly (Sql | undefined)[]): Sql => {
  const given = conditions.filter((condition) => condition !== undefined)
  return given.length === 0 ? sql`true` : sql.join(given, sql` and `)
}

const oneOf = (input: Input | undefined, value: Sql, otherwise?: Sql): Sql | undefined => {
  if (!input || input.isNull()) return otherwise
  return sql`${value} = any(${input.param((given) => (Array.isArray(given) ? given : [given]))}::text[])`
}

/** The initiatives whose actions count. */
const ofInitiatives = ({ scope, condition }: CellContext, alias: string): Sql | undefined =>
  condition('Initiative', scope.where, alias)

const place = (vocabulary: Vocabulary, value: Sql): Sql =>
  sql`array_position(array[${sql.join(valuesOf(vocabulary).map((item) => sql.lit(item)))}], ${value})`

const doing = sql`w.role in ('PERFORMER', 'COLLABORATOR', 'COORDINATOR')`

/** Countries a place stands for: itself, those inside it, and the one it lies in. */
const countries = sql`
  select c.descendant_id as country_id, c.ancestor_id as place_id from place_closure c join places p on p.id = c.descendant_id and p.kind = 'COUNTRY'
  union select c.ancestor_id, c.descendant_id from place_closure c join places p on p.id = c.ancestor_id and p.kind = 'COUNTRY'`

/** Who has a part that counts in which action; with the members of groups, where that is asked for. */
function credits({ scope: { includeGroupCredit } }: CellContext): Sql {
  const named = sql`select w.action_id, w.actor_id from action_actors w where ${doing}`
  if (includeGroupCredit?.literal() !== true) return named
  return sql`${named} union select w.action_id, m.member_id from action_actors w
    join actor_memberships m on m.group_id = w.actor_id where ${doing}`
}

const nothing = () => sql``

interface Facts {
  /** The number of the row an action `a` counts for. */
  readonly row: Sql
  /** What must be joined for it. */
  readonly join: (context: CellContext) => Sql
  /** Whether the initiative `i` is read. */
  readonly ofInitiative?: true
  /** Whether an action counts for at most one row, so that it stands once under each of its points. */
  readonly once?: true
}

/** Where each kind of row finds its number. */
const facts: Readonly<Record<Rows, Facts>> = {
  INITIATIVE: { row: sql`a.initiative_id`, join: nothing, once: true },
  ACTOR: { row: sql`w.actor_id`, join: (context) => sql`join (${credits(context)}) w on w.action_id = a.id` },
  ACTOR_KIND: {
    row: place(ActorKind, sql`who.kind`),
    join: (context) => sql`join (${credits(context)}) w on w.action_id = a.id join actors who on who.id = w.actor_id`,
  },
  COUNTRY: {
    row: sql`country.country_id`,
    join: () => sql`join lateral (
      select own.place_id from action_places own where own.action_id = a.id
      union select ip.place_id from initiative_places ip where ip.initiative_id = a.initiative_id and ip.role = 'COVERAGE'
        and not exists (select 1 from action_places own where own.action_id = a.id)) at on true
      join (${countries}) country on country.place_id = at.place_id`,
  },
  REGION: { row: place(Region, sql`i.region`), join: nothing, ofInitiative: true, once: true },
  LEVEL: { row: place(Level, sql`i.level`), join: nothing, ofInitiative: true, once: true },
}

/** Each action that counts, with the row and the point it counts for; actions that are part of others do not count. */
function counted(
  context: CellContext,
  { of = () => [], within }: { of?: (row: Sql) => readonly (Sql | undefined)[]; within?: 'chosen' } = {},
): Sql {
  const { row, join, ofInitiative } = facts[rowsOf(context)]
  const { scope } = context
  const wanted = within === 'chosen' ? undefined : ofInitiatives(context, 'i')
  const initiatives = wanted || ofInitiative ? sql`join initiatives i on i.id = a.initiative_id` : sql``
  return sql`
    select ${row} as row_id, c.action_point_id, a.id as action_id, a.initiative_id, a.status, c.basis
    from action_classifications c join actions a on a.id = c.action_id ${initiatives} ${join(context)}
    where ${all([
      sql`a.parent_id is null`,
      oneOf(scope.nature, sql`a.nature`, sql`a.nature = 'ACTION'`),
      oneOf(scope.status, sql`a.status`),
      oneOf(scope.basis, sql`c.basis`),
      wanted,
      ...of(row),
    ])}`
}

const rowColumns = {
  row_id: integer(),
  label: sortedBy('label_sort'),
  label_sort: text(),
  initiative_id: nullable(integer()),
  actor_id: nullable(integer()),
  place_id: nullable(integer()),
}

const ofVocabulary = (vocabulary: Vocabulary): Sql => sql`
  select v.n::integer as row_id, v.value collate "C" as label, lower(v.value collate "C") as label_sort, null::integer as initiative_id, null::integer as actor_id, null::integer as place_id
  from unnest(array[${sql.join(valuesOf(vocabulary).map((item) => sql.lit(item)))}]) with ordinality v (value, n)`

/** The rows there are, with empty ones. */
function allRows(context: CellContext): Sql {
  const wanted = ofInitiatives(context, 'i')
  const where = wanted ? sql`where ${wanted}` : sql``
  switch (rowsOf(context)) {
    case 'INITIATIVE':
      return sql`select i.id as row_id, i.name as label, i.name_sort as label_sort, i.id as initiative_id, null::integer as actor_id, null::integer as place_id from initiatives i ${where}`
    case 'ACTOR':
      return sql`select a.id as row_id, a.name as label, a.name_sort as label_sort, null::integer as initiative_id, a.id as actor_id, null::integer as place_id from actors a
        ${
          !context.scope.withIdleActors
            ? sql`where exists (select 1 from participations p join initiatives i on i.id = p.initiative_id where p.actor_id = a.id and ${wanted ?? sql`true`})`
            : sql``
        }`
    case 'COUNTRY':
      return sql`select p.id as row_id, p.name as label, p.name_sort as label_sort, null::integer as initiative_id, null::integer as actor_id, p.id as place_id from places p
        where p.kind = 'COUNTRY' and exists (select 1 from (${countries}) country join initiative_places ip on ip.place_id = country.place_id
          join initiatives i on i.id = ip.initiative_id where country.country_id = p.id and ${wanted ?? sql`true`})`
    case 'ACTOR_KIND':
      return ofVocabulary(ActorKind)
    case 'REGION':
      return ofVocabulary(Region)
    case 'LEVEL':
      return ofVocabulary(Level)
  }
}

export const matrixRows = derived({
  name: 'matrix_rows',
  columns: rowColumns,
  query: (_needed, context: CellContext) => allRows(context),
})

const ofStatus = (status: ValueOf<typeof ActionStatus>): Sql => sql`f.status = ${sql.lit(status)}`

/** What a cell counts, each under its column's name: always distinct things. `actions` counts actions under a condition. */
const counts = (actions: (condition?: Sql) => Sql): Readonly<Record<CountName, Sql>> => ({
  action_count: actions(),
  initiative_count: sql`count(distinct f.initiative_id)`,
  actor_count: sql`count(distinct w.actor_id)`,
  stated_count: actions(sql`f.basis = 'STATED'`),
  editorial_count: actions(sql`f.basis = 'EDITORIAL'`),
  done_count: actions(ofStatus('DONE')),
  ongoing_count: actions(ofStatus('ONGOING')),
  planned_count: actions(ofStatus('PLANNED')),
  recommended_count: actions(ofStatus('RECOMMENDED')),
  delayed_count: actions(ofStatus('DELAYED')),
  unknown_count: actions(ofStatus('UNKNOWN')),
})

const filtered = (count: Sql, condition: Sql | undefined): Sql =>
  condition ? sql`${count} filter (where ${condition})` : count
const distinctActions = counts((condition) => filtered(sql`count(distinct f.action_id)`, condition))
const factsThemselves = counts((condition) => filtered(sql`count(*)`, condition))

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

export const assessment = {
  assessment_coverage: nullable(matrixAssessments.columns.coverage),
  assessment_summary: nullable(matrixAssessments.columns.summary),
  assessment_basis: nullable(matrixAssessments.columns.basis),
  assessment_rationale: matrixAssessments.columns.rationale,
}

/**
 * The counts asked for, over facts `f`; who performs them is joined only where they are counted. Where every action stands
 * once under its point, `once`, it need not be told apart from others.
 */
function aggregates(
  needed: ReadonlySet<string>,
  once = false,
): { readonly columns: readonly Sql[]; readonly join: Sql } {
  const withActors = needed.has('actor_count')
  const asked = Object.entries(once && !withActors ? factsThemselves : distinctActions)
  return {
    columns: asked.flatMap(([name, count]) => (needed.has(name) ? [sql`${count}::integer as ${sql.ref(name)}`] : [])),
    join: withActors ? sql`left join action_actors w on w.action_id = f.action_id and ${doing}` : sql``,
  }
}

const within = (only: Only | undefined, column: string, value: Sql): Sql | undefined =>
  only?.column === column ? sql`${value} = any(array(${only.values}))` : undefined

/** Columns by which cells can be asked for that say which row they are of. */
const rowKeys = ['row_id', 'initiative_id', 'actor_id', 'place_id']

/** Ten cells for each row. */
export const matrixCells = derived({
  name: 'matrix_cells',
  columns: { ...rowColumns, action_point_id: integer(), ...countColumns, is_gap: boolean(), ...assessment },
  query: (asked, context: CellContext, only) => {
    const needed = asked.has('is_gap') || context.scope.onlyGaps ? new Set([...asked, 'action_count']) : asked
    const { columns, join } = aggregates(needed, facts[rowsOf(context)].once)
    const names = Object.keys(countColumns).filter((name) => needed.has(name))
    const ofRows = (row: Sql) => rowKeys.map((column) => within(only, column, row))
    const grouped = counted(context, {
      of: (row) => [...ofRows(row), within(only, 'action_point_id', sql`c.action_point_id`)],
      // Rows of initiatives are chosen below, and facts of others fall away.
      ...(rowsOf(context) === 'INITIATIVE' && only && rowKeys.includes(only.column) && { within: 'chosen' }),
    })
    const judged = Object.keys(assessment).filter((name) => needed.has(name))
    return sql`select ${sql.join([
      sql`r.row_id, r.label, r.label_sort, r.initiative_id, r.actor_id, r.place_id, p.id as action_point_id`,
      ...names.map((name) => sql`coalesce(${sql.ref(`g.${name}`)}, 0) as ${sql.ref(name)}`),
      ...(needed.has('action_count') ? [sql`coalesce(g.action_count, 0) = 0 as is_gap`] : []),
      ...judged.map((name) => sql`${sql.ref(`m.${name.replace('assessment_', '')}`)} as ${sql.ref(name)}`),
    ])}
    from (${allRows(context)}) r cross join action_points p
    ${
      names.length === 0
        ? sql``
        : sql`left join (
      select ${sql.join([sql`f.row_id, f.action_point_id`, ...columns])} from (${grouped}) f ${join} group by f.row_id, f.action_point_id
    ) g on g.row_id = r.row_id and g.action_point_id = p.id`
    }
    ${
      judged.length === 0
        ? sql``
        : sql`left join (select * from matrix_assessments a where ${all(ofRows(sql`a.initiative_id`))}) m
      on m.initiative_id = r.initiative_id and m.action_point_id = p.id`
    }
    where ${all([
      ...rowKeys.map((column) => within(only, column, sql.ref(`r.${column}`))),
      within(only, 'action_point_id', sql`p.id`),
      context.scope.onlyGaps ? sql`coalesce(g.action_count, 0) = 0` : undefined,
    ])}`
  },
})

/** Row kinds an action may count for without its row being in the matrix: a place outside, a region that is none. */
const partial: ReadonlySet<Rows> = new Set(['ACTOR', 'COUNTRY', 'REGION'])

/** The same counts over all rows together, for each point. */
export const matrixTotals = derived({
  name: 'matrix_totals',
  columns: { action_point_id: integer(), ...countColumns, row_count: integer(), gap_count: integer() },
  query: (needed, context: CellContext) => {
    const { columns, join } = aggregates(needed)
    const rows = sql`(select count(*)::integer from (${allRows(context)}) r)`
    const shown = partial.has(rowsOf(context))
      ? sql` and f.row_id in (select r.row_id from (${allRows(context)}) r)`
      : sql``
    return sql`select ${sql.join([
      sql`p.id as action_point_id`,
      ...columns,
      ...(needed.has('row_count') ? [sql`${rows} as row_count`] : []),
      ...(needed.has('gap_count') ? [sql`${rows} - count(distinct f.row_id)::integer as gap_count`] : []),
    ])}
    from action_points p left join (${counted(context)}) f on f.action_point_id = p.id${shown} ${join} group by p.id`
  },
})

/** From a cell down to what it counts; for many cells, all at once. */
const behind = (
  target: Sql,
  join: Sql = sql``,
): Links<'row_id' | 'action_point_id', Record<never, never>, CellScope> => ({
  keys: ['row_id', 'action_point_id'],
  rows: ({ row_id: row, action_point_id: point }, _needed, context) => sql<Related>`
    select distinct ${target} as target_id
    from (${counted(context, { of: (own) => [sql`${own} = ${row}`, sql`c.action_point_id = ${point}`] })}) f ${join}`,
  set: (among, _needed, context) => sql<Related>`
    select distinct f.row_id as k0, f.action_point_id as k1, ${target} as target_id
    from (${counted(context)}) f ${join} where ${among([sql`f.row_id`, sql`f.action_point_id`])}`,
})

export const actionsBehind = behind(sql`f.action_id`)
export const initiativesBehind = behind(sql`f.initiative_id`)
export const actorsBehind = behind(sql`w.actor_id`, sql`join action_actors w on w.action_id = f.action_id and ${doing}`)
