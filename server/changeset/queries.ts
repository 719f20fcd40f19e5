// Reads changesets, and what they change.
import { type Kysely, sql } from 'kysely'
import type { ChangesetStatus, RecordedChange } from '../db/changes/change.ts'
import type { Problem } from '../db/changes/problems.ts'
import { countChanges, placedChanges } from '../db/changes/recorded.ts'
import type { Database } from '../db/tables.ts'

/** A changeset, as the API shows it. */
export interface ChangesetModel {
  /** Null for a dry run, of which nothing is kept. */
  readonly number: number | null
  readonly status: ChangesetStatus
  readonly reason: string
  readonly author: string
  readonly createdAt: Date | null
  readonly decidedAt: Date | null
  readonly decidedBy: string | null
  readonly comment: string | null
  readonly revision: number | null
  readonly warnings: readonly Problem[]
  /** What it does, after the change of a cursor; read when it is wanted. Undefined where the cursor is none of its own. */
  readonly changes: (after: string | undefined, count: number) => Promise<readonly ChangeAt[] | undefined>
  /** How many there are of those. */
  readonly countChanges: () => Promise<number>
}

/** A change, and the cursor that it stands at. */
export interface ChangeAt {
  readonly at: string
  readonly node: RecordedChange
}

/** The changes of a list, after that of a cursor, which is its position. */
export function changesIn(
  changes: readonly RecordedChange[],
  after: string | undefined,
  count: number,
): readonly ChangeAt[] | undefined {
  if (after !== undefined && !/^\d{1,9}$/.test(after)) return undefined
  const start = after === undefined ? 0 : Number(after) + 1
  return changes.slice(start, start + count).map((node, index) => ({ at: String(start + index), node }))
}

/** The changes of a revision, after that of a cursor, which is its place. */
async function changesAfter(
  db: Kysely<Database>,
  revision: number,
  after: string | undefined,
  count: number,
): Promise<readonly ChangeAt[] | undefined> {
  const [, table, handle] = /^([a-z_]+) (.+)$/s.exec(after ?? '') ?? []
  const following = table === undefined || handle === undefined ? undefined : { table, handle }
  if (after !== undefined && (following === undefined || after.includes('\0'))) return undefined
  const changes = await placedChanges(db, revision, { first: count, ...(following && { following }) })
  return changes.map(({ change, place }) => ({ at: `${place.table} ${place.handle}`, node: change }))
}

/** Which changesets are listed. */
export interface ChangesetFilter {
  readonly statuses?: readonly ChangesetStatus[] | undefined
  readonly author?: string | undefined
  /** Only changesets of a lower number. */
  readonly before?: number | undefined
  /** Whether those that are not part of the catalogue are listed, too. */
  readonly seesProposals: boolean
}

type Row = Omit<ChangesetModel, 'changes' | 'countChanges' | 'number'> & { readonly number: number }

const columns = sql`number, status, reason, author, created_at as "createdAt", decided_at as "decidedAt",
  decided_by as "decidedBy", comment, revision, warnings`

/** One changeset; undefined where there is none that may be seen. */
export async function changesetOf(
  db: Kysely<Database>,
  number: number,
  seesProposals: boolean,
): Promise<ChangesetModel | undefined> {
  const { rows } = await sql<Row>`
    select ${columns} from changesets where number = ${number}${visible(seesProposals)}`.execute(db)
  return rows.map((row) => modelOf(db, row))[0]
}

/** Changesets, newest first. */
export async function changesetsOf(
  db: Kysely<Database>,
  filter: ChangesetFilter,
  count: number,
): Promise<readonly (ChangesetModel & { readonly number: number })[]> {
  const { before } = filter
  const older = before === undefined ? sql`` : sql` and number < ${before}`
  const { rows } = await sql<Row>`
    select ${columns} from changesets where true${matching(filter)}${older} order by number desc limit ${count}`.execute(
    db,
  )
  return rows.map((row) => modelOf(db, row))
}

/** How many changesets there are, whatever the page. */
export async function countChangesets(db: Kysely<Database>, filter: ChangesetFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from changesets where true${matching(filter)}`.execute(db)
  return rows[0]?.count ?? 0
}

const visible = (seesProposals: boolean) => (seesProposals ? sql`` : sql` and status = 'PUBLISHED'`)

function matching({ statuses, author, seesProposals }: ChangesetFilter) {
  const ofStatus = statuses === undefined ? sql`` : sql` and status = any (${[...statuses]}::text[])`
  const byAuthor = author === undefined ? sql`` : sql` and author = ${author}`
  return sql`${visible(seesProposals)}${ofStatus}${byAuthor}`
}

const modelOf = (db: Kysely<Database>, row: Row): ChangesetModel & { readonly number: number } => ({
  ...row,
  changes: async (after, count) =>
    row.revision === null
      ? changesIn(await previewOf(db, row.number), after, count)
      : changesAfter(db, row.revision, after, count),
  countChanges: async () =>
    row.revision === null ? (await previewOf(db, row.number)).length : countChanges(db, row.revision),
})

/** What a changeset that is not part of the catalogue would have done. */
async function previewOf(db: Kysely<Database>, number: number): Promise<readonly RecordedChange[]> {
  const { rows } = await sql<{ preview: readonly RecordedChange[] | null }>`
    select preview from changesets where number = ${number}`.execute(db)
  return rows[0]?.preview ?? []
}
