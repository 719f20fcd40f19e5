// Writes of a test, which are changesets like all others.
import type { Kysely, Transaction } from 'kysely'
import { openChangeset } from '../../server/db/revisions.ts'
import type { Database } from '../../server/db/tables.ts'

/** Runs writes in a transaction, as a changeset of their own. */
export const inChangeset = <T>(
  db: Kysely<Database>,
  write: (transaction: Transaction<Database>) => Promise<T>,
): Promise<T> =>
  db.transaction().execute(async (transaction) => {
    await openChangeset(transaction, { author: 'test', reason: 'For this test.' })
    return write(transaction)
  })
