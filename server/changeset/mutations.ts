// The mutations: everything that changes the catalogue is a changeset.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type ApiContext, builder } from '../builder.ts'
import type { Outcome } from '../db/changes/change.ts'
import { MOST_CHANGES, type Problem } from '../db/changes/problems.ts'
import { revertRevision } from '../db/changes/revert.ts'
import { publishChangeset, rejectChangeset, withdrawChangeset } from '../db/changes/review.ts'
import { submitChangeset } from '../db/changes/submit.ts'
import { allows, type KeyHolder, type KeyScope } from '../keys/keys.ts'
import { RequestError } from '../relational/index.ts'
import { allEditable, ChangeInput } from './inputs.ts'
import { type ChangesetModel, changesetOf, changesIn } from './queries.ts'
import { longestReason, ReadChanges } from './read.ts'
import { ChangesetConflict, ChangesetRefused, Forbidden } from './results.ts'
import { Changeset } from './schema.ts'
import type { Trace } from './trace.ts'

const reasonLimits = z
  .string()
  .max(longestReason, 'A reason has at most 2,000 characters.')
  .refine((text) => text.trim() !== '', 'A reason must not be empty.')
  .refine((text) => !text.includes('\0') && text.isWellFormed(), 'A reason must not have characters such as NUL.')
const commentLimits = z
  .string()
  .max(2000, 'A comment has at most 2,000 characters.')
  .refine((text) => !text.includes('\0') && text.isWellFormed(), 'A comment must not have characters such as NUL.')
const idempotencyKeyLimits = z
  .string()
  .regex(/^[\x20-\x7e]{1,200}$/, 'An idempotency key has 1 to 200 printable ASCII characters.')
const changesLimits = z
  .array(z.unknown())
  .min(1, 'A changeset has at least one change.')
  .max(MOST_CHANGES, `A changeset has at most ${MOST_CHANGES} changes.`)

const submissionLimits = z.object({
  reason: reasonLimits,
  changes: changesLimits,
  idempotencyKey: idempotencyKeyLimits.nullish(),
})
const decisionLimits = z.object({ comment: commentLimits.nullish() })
const revertLimits = z.object({ reason: reasonLimits })

/**
 * Holds arguments against their limits, before any work; not before it is known that the key allows the mutation, or the
 * limits would answer those who may not use it. Throws RequestError BAD_USER_INPUT.
 */
function holdTo(limits: z.ZodType, given: object): void {
  const { error } = limits.safeParse(given)
  if (error) throw new RequestError('BAD_USER_INPUT', error.issues.map(({ message }) => message).join(' '), undefined)
}

const SubmitChangesetInput = builder.inputType('SubmitChangesetInput', {
  description: 'Changes to make together, or not at all.',
  fields: (t) => ({
    reason: t.string({
      required: true,
      description: 'Why the changes are made. At most 2,000 characters.',
    }),
    changes: t.field({
      type: [ChangeInput],
      required: true,
      description: `The changes, at most ${MOST_CHANGES}. A later change may name what an earlier one creates.`,
    }),
    baseRevision: t.int({
      description:
        'The revision of the catalogue that the changes were made on. If something they touch was changed since, the changeset is refused as a conflict.',
    }),
    idempotencyKey: t.string({
      description:
        'A text of your own, 1 to 200 characters. Sending the same request again with the same text gives the first result again, and changes nothing more.',
    }),
    publish: t.boolean({
      description:
        'Whether the changes are made at once, which needs a key with the scope `publish`. By default they are only proposed.',
    }),
    dryRun: t.boolean({
      description: 'Whether the changes are only tried: the result is that of the real changeset, and nothing is kept.',
    }),
  }),
})

/** Results of mutations: the changeset, or why there is none. */
const resultOf = (name: string, description: string) => ({
  types: [ChangesetRefused, ChangesetConflict, Forbidden],
  directResult: true,
  union: { name, description },
})

/** The rule of a mutation: one of these scopes. */
const needs = (...scopes: readonly KeyScope[]) => ({
  authScopes: { $any: Object.fromEntries(scopes.map((scope) => [scope, true])) },
  unauthorizedError: () => new Forbidden(scopes),
})

/** The holder of the key, where the rule of the mutation has made sure that there is one. */
function bearer(holder: KeyHolder | undefined): KeyHolder {
  if (!holder) throw new Forbidden(['propose', 'publish'])
  return holder
}

const asIs = (problem: Problem): Problem => problem

/** The changeset as clients see it. Throws ChangesetRefused or ChangesetConflict. */
async function shownOf(
  outcome: Outcome,
  { db, reason, author }: { db: Parameters<typeof changesetOf>[0]; reason: string; author: string },
  told: Trace['told'] = asIs,
): Promise<ChangesetModel> {
  if (outcome.is === 'refused') throw new ChangesetRefused(outcome.problems.map(told))
  if (outcome.is === 'conflict') throw new ChangesetConflict(outcome.conflicts)
  const { number, status, revision, warnings, changes } = outcome
  const stored = number === null ? undefined : await changesetOf(db, number, true)
  if (stored) return { ...stored, warnings: stored.warnings }
  return {
    ...{ number, status, revision, reason, author },
    ...{ createdAt: null, decidedAt: null, decidedBy: null, comment: null },
    warnings: warnings.map(told),
    changes: async (after, count) => changesIn(changes, after, count),
    countChanges: async () => changes.length,
  }
}

const decisionArguments = builder.args((t) => ({
  number: t.int({ required: true, description: 'The number of the changeset.' }),
  comment: t.string({ description: 'What to say of the decision. At most 2,000 characters.' }),
}))

builder.mutationType({
  description: 'The changes of the catalogue. They need a key, sent in the header `Authorization: Bearer`.',
})

builder.mutationFields((t) => ({
  submitChangeset: t.field({
    type: Changeset,
    description:
      'Makes or proposes changes, all of them or none. If they have problems, all problems are listed and nothing is changed. Needs a key with the scope `propose` or `publish`.',
    ...needs('propose', 'publish'),
    errors: resultOf('SubmitChangesetResult', 'The changeset, or why there is none.'),
    args: { input: t.arg({ type: SubmitChangesetInput, required: true, description: 'The changes.' }) },
    resolve: async (_root, { input }, { db, holder }) => {
      const { id: keyId, name: author } = bearer(holder)
      holdTo(submissionLimits, input)
      const { reason, changes, idempotencyKey, baseRevision } = input
      const publish = input.publish ?? false
      if (publish && !allows(holder, 'publish')) throw new Forbidden(['publish'])
      const read = new ReadChanges(allEditable(), changes)
      const isSound = read.problems.length === 0
      const outcome = await submitChangeset(db, {
        ...{ reason, author, keyId, origin: 'API', changes: read, publish },
        baseRevision: baseRevision ?? undefined,
        ...(isSound && { idempotencyKey: idempotencyKey ?? undefined, requestHash: hashOf(input) }),
        // What is wrong besides is found all the same.
        dryRun: !isSound || (input.dryRun ?? false),
      })
      if (!isSound) throw new ChangesetRefused(together(read, outcome))
      return shownOf(outcome, { db, reason, author }, (problem) => read.told(problem))
    },
  }),
  publishChangeset: t.field({
    type: Changeset,
    description:
      'Makes the changes of a proposal. They are checked again against the catalogue as it is now. Needs a key with the scope `publish`.',
    ...needs('publish'),
    errors: resultOf('PublishChangesetResult', 'The published changeset, or why it cannot be published.'),
    args: decisionArguments,
    resolve: (_root, decision, context) => decide(publishChangeset, decision, context),
  }),
  rejectChangeset: t.field({
    type: Changeset,
    description: 'Turns a proposal down. The catalogue stays as it is. Needs a key with the scope `publish`.',
    ...needs('publish'),
    errors: resultOf('RejectChangesetResult', 'The rejected changeset, or why it cannot be rejected.'),
    args: decisionArguments,
    resolve: (_root, decision, context) => decide(rejectChangeset, decision, context),
  }),
  withdrawChangeset: t.field({
    type: Changeset,
    description:
      'Takes back a proposal of the same key. The catalogue stays as it is. Needs a key with the scope `propose` or `publish`.',
    ...needs('propose', 'publish'),
    errors: resultOf('WithdrawChangesetResult', 'The withdrawn changeset, or why it cannot be withdrawn.'),
    args: decisionArguments,
    resolve: (_root, decision, context) => decide(withdrawChangeset, decision, context),
  }),
  revertRevision: t.field({
    type: Changeset,
    description:
      'Undoes what a revision did, by a changeset of its own. If later changes stand on it, it is refused. Slugs that were in use meanwhile lead on, as after any renaming. Needs a key with the scope `publish`.',
    ...needs('publish'),
    errors: resultOf('RevertRevisionResult', 'The changeset that undoes the revision, or why there is none.'),
    args: {
      number: t.arg.int({ required: true, description: 'The number of the revision.' }),
      reason: t.arg.string({
        required: true,
        description: 'Why it is undone. At most 2,000 characters.',
      }),
    },
    resolve: async (_root, { number, reason }, { db, holder }) => {
      const { id: keyId, name: author } = bearer(holder)
      holdTo(revertLimits, { reason })
      return shownOf(await revertRevision(db, number, reason, { author, keyId }), { db, reason, author })
    },
  }),
}))

type Decide = typeof publishChangeset | typeof rejectChangeset | typeof withdrawChangeset

async function decide(
  how: Decide,
  { number, comment }: { readonly number: number; readonly comment?: string | null | undefined },
  { db, holder }: Pick<ApiContext, 'db' | 'holder'>,
): Promise<ChangesetModel> {
  const { id: keyId, name: author } = bearer(holder)
  holdTo(decisionLimits, { comment })
  return shownOf(await how(db, number, { author, keyId }, comment ?? undefined), { db, reason: '', author })
}

/** The problems of how rows are named, and all others; what only follows from the former is left out. */
function together(read: ReadChanges, outcome: Outcome): readonly Problem[] {
  const { problems: named } = read
  const places = new Set(named.map(({ change }) => change))
  const others = outcome.is === 'refused' ? outcome.problems : []
  const rest = others.filter(({ change, code }) => !(code === 'UNKNOWN_REFERENCE' && places.has(change)))
  return [...named, ...rest.map((problem) => read.told(problem))].sort((one, other) => one.change - other.change)
}

/** What tells a repeat of a request from another one. */
const hashOf = (input: object): string => createHash('sha256').update(JSON.stringify(input)).digest('hex')
