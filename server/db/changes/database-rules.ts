// Rules that only the database can answer for: its own check constraints, and what other rows hold already. Each is one
// statement for some thousand rows of a table.
import { sql, type Transaction } from 'kysely'
import { Digests } from '../spill/digests.ts'
import type { Database } from '../tables.ts'
import { blame, keyText, reportAlike } from './blame.ts'
import type { Value, Values } from './change.ts'
import type { Simulation } from './making.ts'
import { meaningOf } from './meanings.ts'
import { texts } from './problems.ts'
import { isWritten } from './states.ts'
import type { TableFact, UniqueKey } from './structure.ts'
import type { Working } from './working.ts'
import type { Workspace } from './workspace.ts'
import { asRecords } from './write.ts'

/** The rule that numbers the rows of one owner in their order. */
const orderOf = ({ uniques }: TableFact): UniqueKey | undefined =>
  uniques.find(({ columns }) => columns.includes('ordinal'))

/** Rows without an ordinal come last among those of their owner. */
export async function giveOrdinals(db: Transaction<Database>, workspace: Workspace, fact: TableFact): Promise<void> {
  const order = orderOf(fact)
  if (order === undefined) return
  const last = new Digests()
  const asked = new Digests()
  const group = order.columns.filter((column) => column !== 'ordinal')
  const textOf = (row: Values) => JSON.stringify(group.map((column) => row[column] ?? null))
  const list = sql.join(group.map((column) => sql.ref(`t.${column}`)))
  const same = group.map((column) => sql`${sql.ref(`t.${column}`)} = ${sql.ref(`given.${column}`)}`)
  const raise = (row: Values) => {
    const text = textOf(row)
    last.set(text, Math.max(last.get(text) ?? 0, Number(row['ordinal'] ?? 0)))
  }
  for (const written of workspace.portions(fact.name, isWritten)) {
    const owners = new Map(written.filter(isWanting).map(({ row }) => [textOf(row), row]))
    for (const text of owners.keys()) {
      if (asked.has(text)) owners.delete(text)
      else asked.set(text, 1)
    }
    for (const { row } of written) raise(row)
    if (owners.size === 0) continue
    const given = asRecords(fact.name, [...owners.values()])
    const { rows } = await sql<Values>`
      select ${list}, max(t.ordinal) as ordinal from ${sql.table(fact.name)} as t
      where exists (select from ${given} as given where ${sql.join(same, sql` and `)})
      group by ${list}`.execute(db)
    for (const row of rows) raise(row)
  }
  for (const working of workspace.each(fact.name, isWritten)) {
    if (!isWanting(working)) continue
    working.fill({ ordinal: (last.get(textOf(working.row)) ?? 0) + 1 })
    raise(working.row)
  }
}

const isWanting = ({ row }: Working): boolean => (row['ordinal'] ?? null) === null

/** Evaluates the check constraints of a table over many rows at once, so that every rule that is broken is known. */
export async function checkConstraints(
  db: Transaction<Database>,
  simulation: Simulation,
  fact: TableFact,
  written: readonly Working[],
): Promise<void> {
  const { name, checks } = fact
  if (checks.length === 0) return
  const rules = checks.map((rule) => ({ ...rule, holds: sql`(${sql.raw(rule.expression)})` }))
  const broken = rules.map(({ holds }, index) => sql`case when not ${holds} then ${sql.lit(index)} end`)
  const { rows } = await sql<{ n: number; broken: number[] }>`
    select ordinality::integer as n, to_json(array_remove(array[${sql.join(broken)}]::integer[], null)) as broken
    from ${asRecords(
      name,
      written.map(({ row }) => row),
    )} with ordinality
    where not (${sql.join(
      rules.map(({ holds }) => holds),
      sql` and `,
    )})`.execute(db)
  for (const { n, broken } of rows) {
    const working = written[n - 1]
    if (working === undefined) continue
    for (const index of broken) {
      const rule = checks[index]
      if (rule === undefined || rule.columns.some((column) => working.bad.has(column))) continue
      const { code, message } = meaningOf(fact, rule)
      blame(simulation, working, spotOf(working, rule.columns), code, message)
    }
  }
}

/** The column to show: one that is empty, else the one that was set last. */
const spotOf = (working: Working, columns: readonly string[]): string =>
  columns.find((column) => working.row[column] === null) ??
  columns.findLast((column) => working.setBy(column) !== undefined) ??
  columns.at(-1) ??
  ''

/** Rows that other rows of the database, which the changeset does not touch, are alike. */
export async function checkTaken(
  db: Transaction<Database>,
  simulation: Simulation,
  fact: TableFact,
  written: readonly Working[],
): Promise<void> {
  for (const unique of fact.uniques) {
    const asked = written.filter((working) => isAsked(working, unique))
    if (asked.length > 0) await reportTaken(db, simulation, fact, unique, asked)
  }
  if (fact.naming.includes('slug')) await checkRedirects(db, simulation, fact, written)
}

async function reportTaken(
  db: Transaction<Database>,
  simulation: Simulation,
  fact: TableFact,
  unique: UniqueKey,
  asked: readonly Working[],
): Promise<void> {
  const { workspace } = simulation
  const same = unique.columns.map((column) =>
    fact.columns.get(column)?.isRequired === false
      ? sql`${sql.ref(`t.${column}`)} is not distinct from ${sql.ref(`given.${column}`)}`
      : sql`${sql.ref(`t.${column}`)} = ${sql.ref(`given.${column}`)}`,
  )
  const handle = sql.join(fact.handle.map((column) => sql.ref(`t.${column}`)))
  const { rows } = await sql<Values & { readonly n: number }>`
      select given.ordinality::integer as n, ${handle}
      from ${asRecords(
        fact.name,
        asked.map(({ row }) => only(unique.columns, row)),
      )} with ordinality as given join ${sql.table(fact.name)} as t on ${sql.join(same, sql` and `)}`.execute(db)
  for (const { n, ...other } of rows) {
    const working = asked[n - 1]
    // What the changeset is about itself was compared before.
    const isHere = workspace.byHandle(fact, other)?.before !== undefined
    if (working && !isHere) reportAlike(simulation, working, unique, false)
  }
}

/** Whether a row has values of a unique key that it did not have. */
function isAsked({ row, before, bad }: Working, unique: UniqueKey): boolean {
  if (unique.columns.some((column) => bad.has(column))) return false
  const text = keyText(unique, row)
  if (text === undefined || (before !== undefined && text === keyText(unique, before))) return false
  // A row that is not there yet is that of no other.
  return !unique.columns.some((column) => isPlaceholder(row[column]))
}

const isPlaceholder = (value: Value | undefined): boolean => typeof value === 'number' && value < 0

const only = (columns: readonly string[], row: Values): Values =>
  Object.fromEntries(columns.map((column) => [column, row[column] ?? null]))

/** A slug that leads to one thing cannot be that of another. */
async function checkRedirects(
  db: Transaction<Database>,
  simulation: Simulation,
  fact: TableFact,
  written: readonly Working[],
): Promise<void> {
  // What comes back with the id it had takes its slug back, too.
  const named = written.filter(({ row, before, isReturning }) => row['slug'] !== before?.['slug'] && !isReturning)
  if (named.length === 0) return
  const slugs = named.map(({ row }) => String(row['slug']))
  const { rows } = await sql<{ slug: string; id: number }>`
    select old_slug as slug, target_id as id from slug_redirects
    where kind = ${fact.name} and old_slug = any (${slugs}::text[])`.execute(db)
  const leads = new Map(rows.map(({ slug, id }) => [slug, id]))
  for (const working of named) {
    const slug = String(working.row['slug'])
    const id = leads.get(slug)
    if (id !== undefined && id !== working.row['id'])
      blame(simulation, working, 'slug', 'DUPLICATE', texts.leadsElsewhere(fact.name, slug))
  }
}
