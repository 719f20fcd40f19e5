// Rules of the editors, which the checks of the dataset's files hold, too: a status fits the dates, a part serves only what its
// whole serves, and an assessment fits the ties. Each is one statement, whatever the number of changes.
import { sql, type Transaction } from 'kysely'
import { readSpan } from '../dataset/period.ts'
import type { Database } from '../tables.ts'
import { blame, originOf } from './blame.ts'
import type { Origin, Value, Values } from './change.ts'
import type { Simulation } from './making.ts'
import { tableToBe } from './overlay.ts'
import { texts } from './problems.ts'
import { hasBad, isDifferent, isWritten, stateOf } from './states.ts'
import type { Working } from './working.ts'
import type { Workspace } from './workspace.ts'

const dated = ['initiatives', 'phases', 'actions'] as const

/** Whether the status of what has a period can be true of it. */
export async function checkStanding(db: Transaction<Database>, simulation: Simulation): Promise<void> {
  for (const table of dated)
    for (const portion of simulation.workspace.portions(table, isWritten))
      await checkStandingOf(
        db,
        simulation,
        portion.filter(
          ({ row, bad }) => typeof row['period_edtf'] === 'string' && !bad.has('period_edtf') && !bad.has('status'),
        ),
      )
}

async function checkStandingOf(
  db: Transaction<Database>,
  simulation: Simulation,
  written: readonly Working[],
): Promise<void> {
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
  const here = cited.flatMap((id) => workspace.byId('citations', id) ?? [])
  const { rows } = await sql<{ citation: number | null; asOf: string }>`
    with ${tableToBe(workspace, 'datasets', 'sets', ['id', 'document_id', 'as_of'])},
      ${tableToBe(workspace, 'citations', 'cited', ['id', 'document_id'], here.filter(differs))}
    select c.id as citation, s.as_of as "asOf" from cited c join sets s on s.document_id = c.document_id
    where c.id = any (${cited}::integer[])
    union all (select null, as_of from datasets order by id limit 1)`.execute(db)
  const dates = new Map(rows.map(({ citation, asOf }) => [citation, asOf]))
  return ({ row }) => {
    const id = row['citation_id']
    return (typeof id === 'number' ? dates.get(id) : undefined) ?? dates.get(null) ?? ''
  }
}

const differs = (working: Working): boolean => isDifferent(stateOf(working))

/** What columns of the rows of a table that differ held, and hold. */
function idsIn(workspace: Workspace, table: string, columns: readonly string[]): readonly number[] {
  const ids = new Set<number>()
  for (const { row, before } of workspace.each(table, isDifferent))
    for (const column of columns)
      for (const id of [row[column], before?.[column]]) if (typeof id === 'number') ids.add(id)
  return [...ids]
}

/**
 * Whether parts and wholes, ties and assessments will fit each other. What cannot be known, as a tie names an action or a
 * point that is not there, is no problem of its own.
 */
export async function checkTies(db: Transaction<Database>, simulation: Simulation): Promise<void> {
  const { workspace } = simulation
  if (!['actions', 'action_classifications', 'matrix_assessments'].some((table) => workspace.has(table, isDifferent)))
    return
  const touched = [
    ...new Set([...idsIn(workspace, 'actions', ['id']), ...idsIn(workspace, 'action_classifications', ['action_id'])]),
  ]
  const unsure = unsureActions(workspace)
  await checkParts(db, simulation, touched, unsure)
  await checkAssessments(db, simulation, touched, unsure)
}

/** The actions of which it is not known what they serve; null where a tie may be of any action. */
function unsureActions(workspace: Workspace): ReadonlySet<Value> {
  const unsure = new Set<Value>()
  for (const { isAlive, bad, row } of workspace.each('action_classifications', hasBad))
    if (isAlive && (bad.has('action_id') || bad.has('action_point_id')))
      unsure.add(bad.has('action_id') ? null : (row['action_id'] ?? null))
  return unsure
}

/** Where the first of some rows that differ come from, by what they were, or are: only those that are asked for. */
function firstOrigins(
  workspace: Workspace,
  table: string,
  wanted: ReadonlySet<string>,
  columns: readonly string[],
  version: 'before' | 'row',
): ReadonlyMap<string, Origin> {
  const origins = new Map<string, Origin>()
  if (wanted.size === 0) return origins
  for (const working of workspace.each(table, isDifferent)) {
    const values = working[version]
    const text = values && textOf(values, columns)
    if (text !== undefined && wanted.has(text) && !origins.has(text)) origins.set(text, originOf(working))
  }
  return origins
}

const textOf = (values: Values, columns: readonly string[]): string => columns.map((column) => values[column]).join(' ')

async function checkParts(
  db: Transaction<Database>,
  simulation: Simulation,
  touched: readonly number[],
  unsure: ReadonlySet<Value>,
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
  const wanted = new Set(rows.map(({ whole, point }) => `${whole} ${point}`))
  const columns = ['action_id', 'action_point_id']
  const goneFrom = firstOrigins(workspace, 'action_classifications', wanted, columns, 'before')
  for (const { tie, part, whole, wholeKey, point } of rows) {
    if (unsure.has(whole) || unsure.has(null)) continue
    const message = texts.notOfWhole(point, wholeKey)
    const own = workspace.byId('action_classifications', tie)
    const gone = goneFrom.get(`${whole} ${point}`)
    const moved = workspace.byId('actions', part)
    if (own?.isAlive && differs(own)) blame(simulation, own, 'action_point_id', 'NOT_SERVED_BY_WHOLE', message)
    else if (gone) simulation.problems.add(gone, [], 'NOT_SERVED_BY_WHOLE', message)
    else if (moved && differs(moved)) blame(simulation, moved, 'parent_id', 'NOT_SERVED_BY_WHOLE', message)
  }
}

async function checkAssessments(
  db: Transaction<Database>,
  simulation: Simulation,
  touched: readonly number[],
  unsure: ReadonlySet<Value>,
): Promise<void> {
  const { workspace } = simulation
  const initiatives = [
    ...idsIn(workspace, 'actions', ['initiative_id']),
    ...idsIn(workspace, 'matrix_assessments', ['initiative_id']),
  ]
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
  const points = new Set(rows.map(({ point }) => String(point)))
  const ties = {
    row: firstOrigins(workspace, 'action_classifications', points, ['action_point_id'], 'row'),
    before: firstOrigins(workspace, 'action_classifications', points, ['action_point_id'], 'before'),
  }
  const wanted = new Set(rows.map(({ initiative }) => String(initiative)))
  const actions = firstOrigins(workspace, 'actions', wanted, ['initiative_id'], 'before')
  const assessments = workspace.structure.of('matrix_assessments')
  for (const { initiative, point, coverage, served } of rows) {
    // A tie of which too little is known may be the one that is missing.
    if (served === null && unsure.size > 0) continue
    const message = served === null ? texts.assessedWithout(point) : texts.assessedNone(point, served)
    const own = workspace.byIdentity(assessments, { initiative_id: initiative, action_point_id: point })
    if (own?.isAlive && differs(own)) {
      blame(simulation, own, 'coverage', 'ASSESSED_OTHERWISE', message)
      continue
    }
    const cause = ties[coverage === 'NONE' ? 'row' : 'before'].get(String(point)) ?? actions.get(String(initiative))
    if (cause) simulation.problems.add(cause, [], 'ASSESSED_OTHERWISE', message)
  }
}

/**
 * Counts anew how far the readings agree on the ties of actions that the changes touch, and of the wholes of these: of the
 * three readings, the catalogue's own and those of the others that tie the action, or one of its parts, to the point.
 */
export async function countAgreement(db: Transaction<Database>, workspace: Workspace): Promise<void> {
  const ids = [
    ...idsIn(workspace, 'actions', ['id', 'parent_id']),
    ...idsIn(workspace, 'action_classifications', ['action_id']),
    ...idsIn(workspace, 'action_readings', ['action_id']),
  ]
  const read = idsIn(workspace, 'action_reading_points', ['reading_id'])
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
