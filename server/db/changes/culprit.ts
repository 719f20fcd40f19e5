// Which row, and which of its columns, made the database refuse the changes. What the error says of the row is looked for among
// those that were written. Where it says too little, the rows are written again, half by half: all together as much work as
// writing them once.
import { sql, type Transaction } from 'kysely'
import type { Database } from '../tables.ts'
import type { Values } from './change.ts'
import type { Simulation } from './making.ts'
import { persist, type Writing } from './persist.ts'
import { isDifferent } from './states.ts'
import { isChanged, type Working } from './working.ts'

/** What the database says of what it refuses. */
export interface Refusal {
  readonly state: string
  readonly table: string | undefined
  readonly column: string | undefined
  readonly constraint: string | undefined
  readonly detail: string
}

/** The row that is to blame, and its column, as far as they can be found. */
export interface Culprit {
  readonly working: Working | undefined
  readonly column: string | undefined
  /** The columns of the rule. */
  readonly columns: readonly string[]
}

/** Finds what is to blame. The transaction is as it was before anything was written; it must go back there afterwards. */
export async function culpritOf(db: Transaction<Database>, simulation: Simulation, refusal: Refusal): Promise<Culprit> {
  const rule = await ruleOf(db, refusal)
  const { columns } = rule
  const named = namedIn(simulation, refusal, rule)
  if (named !== undefined) return { working: named, column: columnOf(named, refusal, columns), columns }
  const { working, column } = await searched(db, simulation)
  return { working, column: (working && columnOf(working, refusal, columns)) ?? column, columns }
}

/** What the database knows of the constraint or index that refuses. */
interface Rule {
  readonly columns: readonly string[]
  /** The table that a foreign key leads to. */
  readonly target: string | null
}

async function ruleOf(db: Transaction<Database>, { table, constraint }: Refusal): Promise<Rule> {
  if (table === undefined || constraint === undefined) return { columns: [], target: null }
  const { rows } = await sql<Rule>`
    select coalesce(json_agg(distinct a.attname) filter (where a.attname is not null), '[]') as columns, max(t.relname::text) as target
    from (select to_regclass(quote_ident(${table}))::oid as relation, to_regclass(quote_ident(${constraint}))::oid as index) given
    left join pg_constraint k on k.conrelid = given.relation and k.conname = ${constraint}
    left join pg_class t on t.oid = k.confrelid
    left join pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = given.relation
      and (d.classid = 'pg_constraint'::regclass and d.objid = k.oid or d.classid = 'pg_class'::regclass and d.objid = given.index)
    left join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid and a.attnum > 0`.execute(db)
  return rows[0] ?? { columns: [], target: null }
}

/** The row whose values the error repeats, as in `Key (slug)=(unhcr) already exists.`, in whatever language. */
function namedIn(
  { workspace }: Simulation,
  { table, detail }: Refusal,
  { columns, target }: Rule,
): Working | undefined {
  const [, listed] = /\(([^()]*)\)=\(/.exec(detail) ?? []
  if (listed === undefined) return undefined
  const names = listed.split(', ')
  const repeats = (row: Values) =>
    detail.includes(`(${listed})=(${names.map((name) => String(row[name] ?? '')).join(', ')})`)
  const last = (table: string, isIt: (working: Working) => boolean): Working | undefined => {
    let found: Working | undefined
    for (const working of workspace.each(table, isDifferent)) if (isIt(working)) found = working
    return found
  }
  const isOwn = names.every((name) => columns.includes(name))
  const written = isOwn ? last(table ?? '', ({ row, isAlive }) => isAlive && repeats(row)) : undefined
  if (written !== undefined || target === null) return written
  // What is still used is a row of the table that the key leads to.
  return last(target, ({ before }) => before !== undefined && repeats(before))
}

/** The column to show: the one that the error names; of the rule's, one that changes set. */
function columnOf(working: Working, { column, table }: Refusal, columns: readonly string[]): string | undefined {
  const { fact, row } = working
  if (table !== undefined && table !== fact.name) return undefined
  if (column !== undefined && fact.columns.has(column)) return column
  const own = columns.filter((name) => fact.columns.has(name))
  return own.findLast((name) => working.setBy(name) !== undefined && row[name] !== null) ?? own.at(-1)
}

/** What a search finds, thrown through the writing that it ends. */
class Found extends Error {
  readonly working: Working
  readonly column: string | undefined

  constructor(working: Working, column: string | undefined) {
    super('The row that the database refuses was found.')
    this.working = working
    this.column = column
  }
}

/** Writes everything again, and finds the row in the first writing that is refused. */
async function searched(
  db: Transaction<Database>,
  simulation: Simulation,
): Promise<Pick<Culprit, 'working' | 'column'>> {
  const tries = (attempt: () => Promise<void>): Promise<boolean> => isTaken(db, attempt)
  try {
    await persist(db, simulation, async (writing) => {
      if (writing.rows.length === 0 || (await tries(() => writing.run(writing.rows)))) return
      const working = await refusedIn(writing, tries)
      throw new Found(working, await refusedColumn(writing, working, tries))
    })
  } catch (error) {
    if (error instanceof Found) return error
    // Refused only at the end, of all rows together.
  }
  return { working: undefined, column: undefined }
}

/** Whether the database takes a writing; where it does not, nothing of it stays. */
async function isTaken(db: Transaction<Database>, attempt: () => Promise<void>): Promise<boolean> {
  await sql`savepoint part`.execute(db)
  try {
    await attempt()
    await sql`release savepoint part`.execute(db)
    return true
  } catch {
    await sql`rollback to savepoint part`.execute(db)
    return false
  }
}

type Tries = (attempt: () => Promise<void>) => Promise<boolean>

/** The row without which those before it would be written: what is taken stays, what is refused is halved. */
async function refusedIn({ rows, run }: Writing, tries: Tries): Promise<Working> {
  let left = rows
  while (left.length > 1) {
    const half = left.slice(0, Math.ceil(left.length / 2))
    left = (await tries(() => run(half))) ? left.slice(half.length) : half
  }
  const [working] = left
  if (working === undefined) throw new TypeError('Nothing was written.')
  return working
}

/** The column of a changed row that is refused by itself; the only one that a change sets, else. */
async function refusedColumn({ run }: Writing, working: Working, tries: Tries): Promise<string | undefined> {
  const { before, row, isAlive } = working
  if (!isAlive || before === undefined || !isChanged(working)) return undefined
  const changed = Object.keys(row).filter((column) => row[column] !== before[column])
  const [only, ...more] = changed
  if (more.length === 0) return only
  for (const column of changed.filter((name) => working.setBy(name) !== undefined))
    if (!(await tries(() => run([working], [column])))) return column
  return undefined
}
