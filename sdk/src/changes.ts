// Changes of the catalogue: proposing or making them, and deciding on proposals.
import type { Calls } from './calls.ts'
import {
  type ChangeInput,
  type ConflictingFragment,
  type MadeFragment,
  type NotAllowedFragment,
  type ProblemFieldsFragment,
  PublishChangesetDocument,
  type RefusedFragment,
  RejectChangesetDocument,
  RevertRevisionDocument,
  SubmitChangesetDocument,
  type SubmitChangesetInput,
  WithdrawChangesetDocument,
} from './generated.ts'
import { randomText } from './hex.ts'
import type { RequestOptions } from './transport.ts'

/** What points at a change in the list that was submitted. */
export interface OfChange {
  /**
   * The change itself: the very object in the list given to `submit`. Undefined where the changeset as a whole is meant, and
   * for changes that were submitted by another call.
   */
  readonly input: ChangeInput | undefined
}

/** What is wrong with a change, or, as a warning, may be. */
export type Problem = ProblemFieldsFragment & OfChange

/** A field that was changed since it was read. */
export type FieldConflict = ConflictingFragment['conflicts'][number] & OfChange

/** Changes that are made together or not at all, and what became of them; with the first hundred of what they change. */
export interface Changeset extends Omit<MadeFragment, 'warnings'> {
  /** What may be wrong with it, such as an actor of nearly the same name. */
  readonly warnings: readonly Problem[]
}

/** The changeset has problems. Nothing was changed. */
export interface ChangesetRefused extends Omit<RefusedFragment, 'problems'> {
  /** All of its problems, in the order of the changes. */
  readonly problems: readonly Problem[]
}

/** Something was changed since it was read. Nothing was changed by this changeset. */
export interface ChangesetConflict extends Omit<ConflictingFragment, 'conflicts'> {
  /** Each field that was changed meanwhile. */
  readonly conflicts: readonly FieldConflict[]
}

/** The client's key does not allow this, or it has no key. Nothing was changed. */
export type Forbidden = NotAllowedFragment

/** What comes of a changeset; `__typename` tells which. */
export type ChangesetResult = Changeset | ChangesetRefused | ChangesetConflict | Forbidden

/** Functions that change the catalogue. They need a key, by `as(key)` or the option `apiKey`. */
export interface Changes {
  /**
   * Proposes changes or, with `publish`, makes them: all of them or none. With `dryRun`, they are only tried. It is repeated
   * where no answer arrives, and is made once all the same: without an `idempotencyKey` of yours, the call has one of its own.
   */
  submit(submission: SubmitChangesetInput, options?: RequestOptions): Promise<ChangesetResult>
  /** Makes the changes of a proposal, which are checked again. Needs the scope `publish`. */
  publish(number: number, comment?: string, options?: RequestOptions): Promise<ChangesetResult>
  /** Turns a proposal down. Needs the scope `publish`. */
  reject(number: number, comment?: string, options?: RequestOptions): Promise<ChangesetResult>
  /** Takes back a proposal of the same key. */
  withdraw(number: number, comment?: string, options?: RequestOptions): Promise<ChangesetResult>
  /** Undoes what a revision did, by a changeset of its own. Needs the scope `publish`. */
  revert(number: number, reason: string, options?: RequestOptions): Promise<ChangesetResult>
}

type Answer = MadeFragment | RefusedFragment | ConflictingFragment | NotAllowedFragment

/** The functions. */
export function changesOf({ one }: Pick<Calls, 'one'>): Changes {
  type Decide = (variables: { number: number; comment?: string | undefined }, o?: RequestOptions) => Promise<Answer>
  const decision =
    (ask: Decide): Changes['publish'] =>
    async (number, comment, request) =>
      withInputs(await ask({ number, comment }, request))
  const submission = one(SubmitChangesetDocument, 'submitChangeset', true)
  const reversal = one(RevertRevisionDocument, 'revertRevision')
  return {
    submit: async (input, request) => {
      const idempotencyKey = input.idempotencyKey ?? randomText()
      return withInputs(await submission({ input: { ...input, idempotencyKey } }, request), input.changes)
    },
    publish: decision(one(PublishChangesetDocument, 'publishChangeset')),
    reject: decision(one(RejectChangesetDocument, 'rejectChangeset')),
    withdraw: decision(one(WithdrawChangesetDocument, 'withdrawChangeset')),
    revert: async (number, reason, request) => withInputs(await reversal({ number, reason }, request)),
  }
}

/** The answer, with what it says of a change beside that change. */
function withInputs(answer: Answer, changes: readonly ChangeInput[] = []): ChangesetResult {
  const of = <Item extends { readonly change: number; readonly path?: readonly string[] }>(items: readonly Item[]) =>
    items.map((item) => ({ ...item, input: item.path?.length === 0 ? undefined : changes[item.change] }))
  switch (answer.__typename) {
    case 'Changeset':
      return { ...answer, warnings: of(answer.warnings) }
    case 'ChangesetRefused':
      return { ...answer, problems: of(answer.problems) }
    case 'ChangesetConflict':
      return { ...answer, conflicts: of(answer.conflicts) }
    case 'Forbidden':
      return answer
  }
}
