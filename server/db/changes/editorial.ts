// Rules of the editors, which the checks of the dataset's files hold, too: a status fits the dates, a part serves only what its
// whole serves, and an assessment fits the ties. Each is one statement, whatever the number of changes.
import { sql, type Transaction } from 'kysely'
import { readSpan } from '../dataset/period.ts'
import type { Database } from '../tables.ts'
import { blame, originOf, writtenOf } from './blame.ts'
import type { Value } from './change.ts'
import type { Simulation } from './making.ts'
import { differentOf, tableToBe } from './overlay.ts'
import { texts } from './problems.ts'
import type { Working } from './working.ts'
import type { Workspace } from './workspace.ts'

const dated = ['initiatives', 'phases', 'actions'] as const

/** Whether the status of what has a period can be true of it. */
export async function checkStanding(db: Transaction<Database>, simulation: Simulation): Promise<void> {
  const written = dated
    .flatMap((table) => writtenOf(simulation.workspace, table))
    .filter(({ row, bad }) => typeof row['period_edtf'] === 'string' && !bad.has('period_edtf') && !bad.has('status'))
  if (written.length === 0) return
  const datesOf = await readDates(db, simulation.workspace, written)
  for (const working of written) {
    const asOf = datesOf(working)
    const edtf = String(working.row['period_edtf'])
    const status = working.row['status']
    const { ongoing = false, ends_on = null } = readSpan(edtf) ?? {}
    if (ongoing && status !== 'ONGOING' && status !== 'DORMANT')
      blame(simulation, working, 'status', 'STATUS_AGAINST_DATES', texts.mustGoOn(edtf))
    if (status === 'ONGOING' && ends_on !== null && ends_on.slice(0, asOf.length) < asOf)
      blame(simulation, working, 'status', 'STATUS_AGAINST_DATES', texts.mustHaveEnded(edtf, asOf))
  }
}

/** The date of the source of each row: that of the dataset whose document it cites, or of the first dataset. */
async function readDates(
  db: Transaction<Database>,
  workspace: Workspace,
  written: readonly Working[],
): Promise<(working: Working) => string> {
  const cited = [...new Set(written.map(({ row }) => row['citation_id']).filter((id) => typeof id === 'number'))]
  const { rows } = await sql<{ citation: number | null; asOf: string }>`
    with ${tableToBe(workspace, 'datasets', 'sets', ['id', 'document_id', 'as_of'])},
      ${tableToBe(workspace, 'citations', 'cited', ['id', 'document_id'])}
    select c.id as citation, s.as_of as "asOf" from cited c join sets s on s.document_id = c.document_id
    where c.id = any (${cited}::integer[])
    union all (select null, as_of from datasets order by id limit 1)`.execute(db)
  const dates = new Map(rows.map(({ citation, asOf }) => [citation, asOf]))
  return ({ row }) => {
    const id = row['citation_id']
    return (typeof id === 'number' ? dates.get(id) : undefined) ?? dates.get(null) ?? ''
  }
}

/** What a column of rows held, and holds. */
const idsIn = (rows: readonly Working[], column: string): readonly number[] => [
  ...new Set(rows.flatMap(({ row, before }) => [row[column], before?.[column]]).filter((id) => typeof id === 'number')),
]

/**
 * Whether parts and wholes, ties and assessments will fit each other. What cannot be known, as a tie names an action or a
 * point that is not there, is no problem of its own.
 */
export async function checkTies(db: Transaction<Database>, simulation: Simulation): Promise<void> {
  const { workspace } = simulation
  const actions = differentOf(workspace, 'actions')
  const ties = differentOf(workspace, 'action_classifications')
  const assessments = differentOf(workspace, 'matrix_assessments')
  if (actions.length + ties.length + assessments.length === 0) return
  const touched = [...new Set([...idsIn(actions, 'id'), ...idsIn(ties, 'action_id')])]
  await checkParts(db, simulation, touched, ties, actions)
  const initiatives = [...idsIn(actions, 'initiative_id'), ...idsIn(assessments, 'initiative_id')]
  await checkAssessments(db, simulation, { touched, initiatives, ties, actions, assessments })
}

async function checkParts(
  db: Transaction<Database>,
  simulation: Simulation,
  touched: readonly number[],
  ties: readonly Working[],
  actions: readonly Working[],
): Promise<void> {
  const { workspace } = simulation
  const { rows } = await sql<{ tie: number; part: number; whole: number; wholeKey: string; point: number }>`
    with ${tableToBe(workspace, 'actions', 'acts', ['id', 'parent_id', 'key'])},
      ${tableToBe(workspace, 'action_classifications', 'ties', ['id', 'action_id', 'action_point_id'])}
    select c.id as tie, part.id as part, whole.id as whole, whole.key as "wholeKey", c.action_point_id as point
    from acts part join acts whole on whole.id = part.parent_id
    join ties c on c.action_id = part.id
    where (part.id = any (${touched}::integer[]) or whole.id = any (${touched}::integer[])) and not exists (
      select from ties w where w.action_id = whole.id and w.action_point_id = c.action_point_id)
    order by abs(c.id)`.execute(db)
  const unsure = unsureActions(ties)
  for (const { tie, part, whole, wholeKey, point } of rows) {
    if (unsure.has(whole) || unsure.has(null)) continue
    const message = texts.notOfWhole(point, wholeKey)
    const own = ties.find(({ row, isAlive }) => isAlive && row['id'] === tie)
    const gone = ties.find((working) => holds(working, 'action_id', whole) && holds(working, 'action_point_id', point))
    const moved = actions.find(({ row }) => row['id'] === part)
    if (own) blame(simulation, own, 'action_point_id', 'NOT_SERVED_BY_WHOLE', message)
    else if (gone) simulation.problems.add(originOf(gone), [], 'NOT_SERVED_BY_WHOLE', message)
    else if (moved) blame(simulation, moved, 'parent_id', 'NOT_SERVED_BY_WHOLE', message)
  }
}

/** The actions of which it is not known what they serve; null where a tie may be of any action. */
const unsureActions = (ties: readonly Working[]): ReadonlySet<Value> =>
  new Set(
    ties
      .filter(({ isAlive, bad }) => isAlive && (bad.has('action_id') || bad.has('action_point_id')))
      .map(({ row, bad }) => (bad.has('action_id') ? null : (row['action_id'] ?? null))),
  )

/** Whether a row held a value before the changes. */
const holds = ({ before }: Working, column: string, value: Value): boolean => before?.[column] === value

interface Touched {
  readonly touched: readonly number[]
  readonly initiatives: readonly number[]
  readonly ties: readonly Working[]
  readonly actions: readonly Working[]
  readonly assessments: readonly Working[]
}

async function checkAssessments(
  db: Transaction<Database>,
  simulation: Simulation,
  { touched, initiatives, ties, actions, assessments }: Touched,
): Promise<void> {
  const { workspace } = simulation
  const { rows } = await sql<{ initiative: number; point: number; coverage: string; served: string | null }>`
    with ${tableToBe(workspace, 'actions', 'acts', ['id', 'initiative_id', 'key', 'ordinal'])},
      ${tableToBe(workspace, 'action_classifications', 'ties', ['id', 'action_id', 'action_point_id'])},
      ${tableToBe(workspace, 'matrix_assessments', 'assessed', ['initiative_id', 'action_point_id', 'coverage'])}
    select m.initiative_id as initiative, m.action_point_id as point, m.coverage, served.keys as served
    from assessed m cross join lateral (
      select string_agg(a.key, ', ' order by a.ordinal, a.id) as keys from acts a
      join ties c on c.action_id = a.id
      where a.initiative_id = m.initiative_id and c.action_point_id = m.action_point_id) served
    where (m.initiative_id = any (${initiatives}::integer[])
        or m.initiative_id in (select initiative_id from acts where id = any (${touched}::integer[])))
      and case m.coverage when 'NONE' then served.keys is not null when 'PRIMARY' then served.keys is null else false end
    order by 1, 2`.execute(db)
  const unsure = unsureActions(ties)
  for (const { initiative, point, coverage, served } of rows) {
    // A tie of which too little is known may be the one that is missing.
    if (served === null && unsure.size > 0) continue
    const message = served === null ? texts.assessedWithout(point) : texts.assessedNone(point, served)
    const own = assessments.find(
      ({ row, isAlive }) => isAlive && row['initiative_id'] === initiative && row['action_point_id'] === point,
    )
    if (own) {
      blame(simulation, own, 'coverage', 'ASSESSED_OTHERWISE', message)
      continue
    }
    const cause =
      ties.find((tie) => (coverage === 'NONE' ? tie.row : tie.before)?.['action_point_id'] === point) ??
      actions.find((action) => holds(action, 'initiative_id', initiative))
    if (cause) simulation.problems.add(originOf(cause), [], 'ASSESSED_OTHERWISE', message)
  }
}

/**
 * Counts anew how far the readings agree on the ties of actions that the changes touch, and of the wholes of these: of the
 * three readings, the catalogue's own and those of the others that tie the action, or one of its parts, to the point.
 */
export async function countAgreement(db: Transaction<Database>, workspace: Workspace): Promise<void> {
  const actions = differentOf(workspace, 'actions')
  const readings = differentOf(workspace, 'action_readings')
  const ids = [
    ...idsIn(actions, 'id'),
    ...idsIn(actions, 'parent_id'),
    ...idsIn(differentOf(workspace, 'action_classifications'), 'action_id'),
    ...idsIn(readings, 'action_id'),
  ]
  const read = idsIn(differentOf(workspace, 'action_reading_points'), 'reading_id')
  if (ids.length + read.length === 0) return
  await sql`
    with recursive touched (id) as (
      select unnest(${ids}::integer[]) union select action_id from action_readings where id = any (${read}::integer[])
      union select a.parent_id from touched t join actions a on a.id = t.id where a.parent_id is not null),
    inside (whole, part) as (
      select id, id from touched union select i.whole, a.id from inside i join actions a on a.parent_id = i.part),
    counted as (
      select c.id, 1 + (select count(distinct r.reader) from inside i
        join action_readings r on r.action_id = i.part and r.reader in ('SECOND', 'THIRD')
        join action_reading_points p on p.reading_id = r.id and p.action_point_id = c.action_point_id
        where i.whole = c.action_id)::integer as agreement
      from action_classifications c where c.action_id in (select id from touched))
    update action_classifications c set agreement = counted.agreement from counted
    where counted.id = c.id and c.agreement <> counted.agreement`.execute(db)
}
