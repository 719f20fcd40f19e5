// Decides on proposals: publish, reject, withdraw. A proposal is decided once, which the database makes sure of.
import { type Kysely, sql, type Transaction } from 'kysely'
import { openChangeset } from '../revisions.ts'
import type { Database } from '../tables.ts'
import { inTurn } from '../writers.ts'
import type { Outcome, RecordedChange } from './change.ts'
import { type Problem, texts } from './problems.ts'
import { storedChanges } from './stored.ts'
import { structureOf } from './structure.ts'
import { attempt, outcomeOf, refusal, serialised } from './submit.ts'

/** Who decides. */
export interface Decider {
  /** The name of the key, or of the program. */
  readonly author: string
  readonly keyId?: number | undefined
}

interface Proposal {
  readonly author: string
  readonly reason: string
  readonly base_revision: number | null
}

/** Makes what a proposal says, after checking it against the catalogue of now. What it comes to is not what it was then. */
export async function publishChangeset(
  db: Kysely<Database>,
  number: number,
  who: Decider,
  comment?: string,
): Promise<Outcome> {
  const structure = await structureOf(db)
  return serialised(db, async (transaction) => {
    const { rows } = await sql<Proposal>`
      select author, reason, base_revision from changesets where number = ${number} and status = 'PROPOSED'
      for update`.execute(transaction)
    const [proposal] = rows
    if (proposal === undefined) return refusal('NOT_PROPOSED', texts.notProposed(number))
    using changes = await storedChanges(transaction, number)
    await sql`savepoint changeset`.execute(transaction)
    const made = await attempt(transaction, structure, {
      changes,
      baseRevision: proposal.base_revision ?? undefined,
      merges: true,
      open: () => openChangeset(transaction, { author: proposal.author, reason: proposal.reason, changeset: number }),
    })
    if (made.is !== 'made') {
      await sql`rollback to savepoint changeset`.execute(transaction)
      return made
    }
    const { revision, warnings, changes: shown } = made
    await sql`update changesets set status = 'PUBLISHED', revision = ${revision}, warnings = ${JSON.stringify(warnings)}::jsonb,
      decided_at = now(), decided_by = ${who.author}, comment = ${comment ?? null}
      where number = ${number} and status = 'PROPOSED'`.execute(transaction)
    return { is: 'changeset', number, status: 'PUBLISHED', revision, warnings, changes: shown }
  })
}

/** Says no to a proposal. */
export function rejectChangeset(
  db: Kysely<Database>,
  number: number,
  who: Decider,
  comment?: string,
): Promise<Outcome> {
  return close(db, number, 'REJECTED', who, comment)
}

/** Takes a proposal back; only its author can. */
export function withdrawChangeset(
  db: Kysely<Database>,
  number: number,
  who: Decider,
  comment?: string,
): Promise<Outcome> {
  return close(db, number, 'WITHDRAWN', who, comment)
}

interface Closed {
  readonly number: number
  readonly status: 'REJECTED' | 'WITHDRAWN'
  readonly revision: null
  readonly warnings: readonly Problem[]
  readonly preview: readonly RecordedChange[] | null
}

async function close(
  db: Kysely<Database>,
  number: number,
  status: Closed['status'],
  { author, keyId }: Decider,
  comment: string | undefined,
): Promise<Outcome> {
  // It may wait for a changeset that is being published.
  const decide = async (transaction: Transaction<Database>): Promise<Outcome> => {
    const isOwn = sql`author = ${author} and key_id is not distinct from ${keyId ?? null}::integer`
    const { rows } = await sql<Closed>`
      update changesets set status = ${status}, decided_at = now(), decided_by = ${author}, comment = ${comment ?? null}
      where number = ${number} and status = 'PROPOSED' and ${status === 'WITHDRAWN' ? isOwn : sql`true`}
      returning number, status, revision, warnings, preview`.execute(transaction)
    const [closed] = rows
    if (closed !== undefined) return outcomeOf(transaction, closed)
    const waiting = await sql`select from changesets where number = ${number} and status = 'PROPOSED'`.execute(
      transaction,
    )
    return waiting.rows.length > 0
      ? refusal('NOT_AUTHOR', texts.notAuthor)
      : refusal('NOT_PROPOSED', texts.notProposed(number))
  }
  return inTurn(db, () => db.transaction().execute(decide))
}
