// Takes a changeset: checks all of it, and makes, proposes or only tries it, in one transaction.
import { type Kysely, sql, type Transaction } from 'kysely'
import { holdHead, openChangeset } from '../revisions.ts'
import type { Database } from '../tables.ts'
import { inTurn } from '../writers.ts'
import type { Changes, ChangesetStatus, Conflict, Outcome, RecordedChange, Submission } from './change.ts'
import { findConflicts } from './conflicts.ts'
import { gather } from './gather.ts'
import { isTransient, persistGuarded } from './guard.ts'
import { likelyTwins, nameNearest } from './names.ts'
import { warnOfOldValues } from './old-values.ts'
import { writesAnything } from './persist.ts'
import { type Problem, Problems, texts } from './problems.ts'
import { changesOf } from './recorded.ts'
import { checkRules } from './rules.ts'
import { checkSize, stepsAgain, stepsOf } from './shape.ts'
import { simulate } from './simulate.ts'
import { storeChanges } from './stored.ts'
import { type Structure, structureOf } from './structure.ts'
import { Workspace } from './workspace.ts'

/** How many changes an outcome shows. */
export const SHOWN = 1_000

type Refused = Extract<Outcome, { readonly is: 'refused' }>
type Conflicting = Extract<Outcome, { readonly is: 'conflict' }>

/** The changes are made, in a transaction that is still open. */
interface Made {
  readonly is: 'made'
  readonly revision: number
  readonly warnings: readonly Problem[]
  readonly changes: readonly RecordedChange[]
}

export interface Attempt {
  readonly changes: Changes
  readonly baseRevision: number | undefined
  /** Whether fields that were changed since, but not those set here, are no conflict. */
  readonly merges?: boolean
  /** How many changes are shown at most. */
  readonly shown?: number | undefined
  /** Opens the changeset; answers the revision. */
  readonly open: () => Promise<number>
}

export const refused = (problems: Problems): Refused => ({ is: 'refused', problems: problems.all })

export function refusal(code: Problem['code'], message: string): Refused {
  const problems = new Problems()
  problems.add({ change: 0, path: [] }, [], code, message)
  return refused(problems)
}

/** How often a transaction is tried that others were in the way of. */
const TRIES = 3

/** The longest a statement of a changeset may run, in milliseconds: others wait for it. */
const LONGEST = '300000'

/**
 * Runs a transaction while no other changes the catalogue: whoever comes later waits at its first statement, and then reads
 * what this one left. All take this lock first, so that none waits for another that waits for it. Rejects with DatabaseError
 * DATABASE_BUSY where too many wait in this process.
 */
export const serialised = <T>(
  db: Kysely<Database>,
  run: (transaction: Transaction<Database>, head: number) => Promise<T>,
): Promise<T> => inTurn(db, () => holdingHead(db, run, TRIES))

async function holdingHead<T>(
  db: Kysely<Database>,
  run: (transaction: Transaction<Database>, head: number) => Promise<T>,
  tries: number,
): Promise<T> {
  try {
    return await db
      .transaction()
      .setIsolationLevel('read committed')
      .execute(async (transaction) => {
        await sql`select set_config('statement_timeout', ${LONGEST}, true)`.execute(transaction)
        return run(transaction, await holdHead(transaction))
      })
  } catch (error) {
    if (tries > 1 && isTransient(error)) return holdingHead(db, run, tries - 1)
    throw error
  }
}

/** Takes a changeset. Nothing is changed unless all of it can be. */
export async function submitChangeset(db: Kysely<Database>, submission: Submission): Promise<Outcome> {
  const size = checkSize(submission.changes)
  if (size.any) return refused(size)
  const structure = await structureOf(db)
  return serialised(
    db,
    async (transaction, head) =>
      (await repeatOf(transaction, submission)) ?? take(transaction, structure, submission, head),
  )
}

/** Makes the changes, then keeps them, keeps them as a proposal, or keeps nothing. */
export async function take(
  db: Transaction<Database>,
  structure: Structure,
  submission: Submission,
  head: number,
): Promise<Outcome> {
  const { changes, baseRevision, author, reason, publish, dryRun } = submission
  let number: number | null = null
  await sql`savepoint changeset`.execute(db)
  const made = await attempt(db, structure, {
    changes,
    baseRevision,
    shown: submission.shown,
    open: async () => {
      if (publish && !dryRun) number = await keep(db, submission, { status: 'PUBLISHED', base: baseRevision })
      return openChangeset(db, { author, reason, ...(number !== null && { changeset: number }) })
    },
  })
  const status: ChangesetStatus = publish ? 'PUBLISHED' : 'PROPOSED'
  const isKept = made.is === 'made' && publish && !dryRun
  if (!isKept) await sql`rollback to savepoint changeset`.execute(db)
  if (made.is !== 'made') return made
  const { warnings, changes: shown, revision } = made
  if (isKept)
    await sql`update changesets set revision = ${revision}, warnings = ${JSON.stringify(warnings)}::jsonb,
      decided_at = now(), decided_by = ${author} where number = ${number}`.execute(db)
  else if (!dryRun)
    number = await keep(db, submission, { status, base: baseRevision ?? head, preview: shown, warnings })
  return { is: 'changeset', number, status, revision: isKept ? revision : null, warnings, changes: shown }
}

interface Kept {
  readonly status: ChangesetStatus
  readonly base: number | undefined
  readonly preview?: readonly RecordedChange[]
  readonly warnings?: readonly Problem[]
}

/** Puts a changeset on record; answers its number. Only a proposal keeps its changes: what was made is in the history. */
async function keep(
  db: Transaction<Database>,
  { reason, origin, author, keyId, changes, idempotencyKey, requestHash }: Submission,
  { status, base, preview, warnings = [] }: Kept,
): Promise<number> {
  const isProposal = status === 'PROPOSED'
  const { rows } = await sql<{ number: number }>`
    insert into changesets (status, reason, origin, author, key_id, base_revision, preview, warnings, idempotency_key, request_hash)
    values (${status}, ${reason}, ${origin}, ${author}, ${keyId ?? null}, ${base ?? null},
      ${isProposal ? JSON.stringify(preview) : null}::jsonb,
      ${JSON.stringify(warnings)}::jsonb, ${idempotencyKey ?? null}, ${requestHash ?? null})
    returning number`.execute(db)
  const [row] = rows
  if (row === undefined) throw new TypeError('The database kept no changeset.')
  if (isProposal) await storeChanges(db, row.number, changes)
  return row.number
}

interface Stored {
  readonly number: number
  readonly status: ChangesetStatus
  readonly revision: number | null
  readonly warnings: readonly Problem[]
  readonly preview: readonly RecordedChange[] | null
  readonly request_hash: string | null
}

/** What came of the same request before. Only what was kept is repeated: a refusal is found out anew. */
async function repeatOf(
  db: Transaction<Database>,
  { idempotencyKey, requestHash, keyId }: Submission,
): Promise<Outcome | undefined> {
  if (idempotencyKey === undefined) return undefined
  const { rows } = await sql<Stored>`
    select number, status, revision, warnings, preview, request_hash from changesets
    where key_id is not distinct from ${keyId ?? null}::integer and idempotency_key = ${idempotencyKey}`.execute(db)
  const [stored] = rows
  if (stored === undefined) return undefined
  if (stored.request_hash !== (requestHash ?? null)) return refusal('IDEMPOTENCY_KEY_REUSED', texts.keyReused)
  return outcomeOf(db, stored)
}

/** A changeset on record, as it is now. */
export async function outcomeOf(
  db: Transaction<Database>,
  { number, status, revision, warnings, preview }: Omit<Stored, 'request_hash'>,
): Promise<Outcome> {
  const changes = revision === null ? (preview ?? []) : await changesOf(db, revision, { first: SHOWN })
  return { is: 'changeset', number, status, revision, warnings, changes }
}

/** Checks the changes and writes them. After a refusal the transaction must go back to where it was. */
export async function attempt(
  db: Transaction<Database>,
  structure: Structure,
  { changes, baseRevision, merges = false, shown, open }: Attempt,
): Promise<Made | Refused | Conflicting> {
  const problems = new Problems()
  using workspace = new Workspace(structure)
  await gather(db, workspace, stepsOf(changes, structure, problems))
  const simulation = simulate(workspace, stepsAgain(changes, structure), problems, baseRevision)
  await checkRules(db, simulation)
  if (problems.any) {
    await nameNearest(db, simulation)
    return refused(problems)
  }
  const conflicts: readonly Conflict[] = await findConflicts(db, simulation, merges)
  if (conflicts.length > 0) return { is: 'conflict', conflicts }
  if (!writesAnything(workspace)) return refusal('EMPTY', texts.nothingChanges)
  const warnings = await likelyTwins(db, simulation)
  warnOfOldValues(simulation, warnings)
  const revision = await open()
  const broken = await persistGuarded(db, simulation)
  if (broken !== undefined) return refused(broken)
  return {
    is: 'made',
    revision,
    warnings: warnings.all,
    changes: await changesOf(db, revision, { first: shown ?? SHOWN }),
  }
}
