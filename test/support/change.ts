// Changes of the catalogue as tests make them: by SQL, in one changeset.
import type { Kysely, Transaction } from 'kysely'
import { openChangeset } from '../../server/db/revisions.ts'
import type { Database } from '../../server/db/tables.ts'

/** Changes the catalogue in one changeset. Gives the number of the revision. */
export const change = (
  db: Kysely<Database>,
  run: (db: Transaction<Database>) => Promise<unknown>,
  reason = 'A change of a test.',
): Promise<number> =>
  db.transaction().execute(async (transaction) => {
    const revision = await openChangeset(transaction, { author: 'test', reason })
    await run(transaction)
    return revision
  })
