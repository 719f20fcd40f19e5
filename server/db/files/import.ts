// Takes a folder of files as one changeset.
import type { Kysely } from 'kysely'
import type { Outcome } from '../changes/change.ts'
import { MOST_CHANGES } from '../changes/problems.ts'
import { submitChangeset } from '../changes/submit.ts'
import { analyze } from '../load.ts'
import type { Database } from '../tables.ts'
import { compareFolder } from './compare.ts'

export interface FolderSubmission {
  readonly reason: string
  readonly author: string
  /** Whether the changes are made; otherwise they are proposed. */
  readonly publish: boolean
  readonly dryRun: boolean
  /** The revision that the files were written at: what others changed since is a conflict. Without it, the files win. */
  readonly baseRevision?: number | undefined
  /** Called when the files were read, with the number of changes they make. */
  readonly onCompared?: (changes: number) => void
}

export type FolderOutcome = Outcome | { readonly is: 'unchanged' }

/** How often the folder is compared anew with a catalogue that changes meanwhile. */
const TRIES = 3

/**
 * Makes the rows of a dataset what a folder says: one changeset, all of it or nothing. Throws DatasetError where the files
 * are wrong.
 */
export async function importFolder(
  db: Kysely<Database>,
  folder: string,
  submission: FolderSubmission,
): Promise<FolderOutcome> {
  const { baseRevision, onCompared, ...rest } = submission
  for (let left = TRIES; ; left -= 1) {
    const { changes, revision, plans } = await compareFolder(db, folder)
    onCompared?.(changes.length)
    if (changes.length === 0) return { is: 'unchanged' }
    const outcome = await submitChangeset(db, {
      ...rest,
      origin: 'FILES',
      changes,
      baseRevision: baseRevision ?? revision,
      // What is kept can be read again.
      ...(rest.dryRun && { shown: MOST_CHANGES }),
    })
    // Somebody changed the same rows after they were compared.
    if (outcome.is === 'conflict' && baseRevision === undefined && left > 1) continue
    if (outcome.is === 'refused' && outcome.problems.every(({ code }) => code === 'EMPTY')) return { is: 'unchanged' }
    if (outcome.is === 'changeset' && outcome.revision !== null) await analyze(db, plans)
    return outcome
  }
}
