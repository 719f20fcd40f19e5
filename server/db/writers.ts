// Changesets are made one after the other. Those of this process wait for their turn before they take a connection, so that
// however many wait, the reads keep theirs.
import type { Kysely } from 'kysely'
import { Gate } from './gate.ts'
import type { Database } from './tables.ts'

/** How long a changeset waits for its turn at most: a large one takes longer than any read. */
const maximumWaitMs = 30_000

/** How many changesets wait at most where nothing else is set. */
const defaultQueueSize = 100

const gates = new WeakMap<Kysely<Database>, Gate>()

/** Sets how many changesets wait on a database at most. */
export function limitWriters(db: Kysely<Database>, queueSize: number): void {
  gates.set(db, new Gate({ size: 1, queueSize, maximumWaitMs }))
}

/** Runs what changes the catalogue when it is its turn. Rejects with DatabaseError DATABASE_BUSY where too many wait, or too long. */
export async function inTurn<T>(db: Kysely<Database>, run: () => Promise<T>): Promise<T> {
  if (!gates.has(db)) limitWriters(db, defaultQueueSize)
  const gate = gates.get(db)
  await gate?.enter()
  try {
    return await run()
  } finally {
    gate?.leave()
  }
}
