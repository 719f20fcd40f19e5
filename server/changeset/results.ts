// What a mutation gives instead of a changeset: errors as data, so that clients see them in the schema.
import type { Conflict } from '../db/changes/change.ts'
import type { Problem } from '../db/changes/problems.ts'
import type { KeyScope } from '../keys/keys.ts'

/** The changeset cannot be made. Nothing was changed. */
export class ChangesetRefused extends Error {
  override readonly name = 'ChangesetRefused'
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super('The changeset was refused; nothing was changed.')
    this.problems = problems
  }
}

/** Someone else changed the same meanwhile. Nothing was changed. */
export class ChangesetConflict extends Error {
  override readonly name = 'ChangesetConflict'
  readonly conflicts: readonly Conflict[]

  constructor(conflicts: readonly Conflict[]) {
    super('What is to be changed was changed meanwhile; nothing was changed.')
    this.conflicts = conflicts
  }
}

/** The key of the request does not allow it, or there is none. */
export class Forbidden extends Error {
  override readonly name = 'Forbidden'

  constructor(scopes: readonly KeyScope[]) {
    super(`This needs a key with the scope ${scopes.map((scope) => `"${scope}"`).join(' or ')}.`)
  }
}
