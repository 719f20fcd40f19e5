// The changes of a proposal in the database, in parts, so that those of a large file are never in memory all at once.
import { sql, type Transaction } from 'kysely'
import { SpilledTexts } from '../spill/texts.ts'
import type { Database } from '../tables.ts'
import type { Changes, RowChange } from './change.ts'
import { portionsOf } from './write.ts'

/** How many changes are a part. */
const together = 500

/** Keeps the changes of a changeset. */
export async function storeChanges(db: Transaction<Database>, number: number, changes: Changes): Promise<void> {
  let part = 0
  for (const portion of portionsOf(changes, together)) {
    await sql`insert into changeset_parts (changeset, part, changes)
      values (${number}, ${part}, ${JSON.stringify(portion)}::jsonb)`.execute(db)
    part += 1
  }
}

/** The changes of a changeset, as they were kept. */
export async function storedChanges(db: Transaction<Database>, number: number): Promise<StoredChanges> {
  using kept = new DisposableStack()
  const stored = kept.use(new StoredChanges())
  for (let part = 0; ; part += 1) {
    const { rows } = await sql<{ changes: readonly RowChange[] }>`
      select changes from changeset_parts where changeset = ${number} and part = ${part}`.execute(db)
    const [row] = rows
    if (row === undefined) break
    for (const change of row.changes) stored.add(change)
  }
  kept.move()
  return stored
}

/** Changes outside of the heap. */
class StoredChanges implements Iterable<RowChange>, Disposable {
  readonly #texts = new SpilledTexts()

  add(change: RowChange): void {
    this.#texts.push(JSON.stringify(change))
  }

  *[Symbol.iterator](): Generator<RowChange> {
    for (let index = 0; index < this.#texts.length; index += 1) {
      const change: RowChange = JSON.parse(this.#texts.get(index))
      yield change
    }
  }

  [Symbol.dispose](): void {
    this.#texts[Symbol.dispose]()
  }
}
