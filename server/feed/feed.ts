// The feed of revisions: each with who made it, when, why, and the subjects it changed. A revision never changes, so that it
// is read once for all who follow.
import type { Kysely } from 'kysely'
import { LRUCache } from 'lru-cache'
import { changesOf, countChanges } from '../db/changes/recorded.ts'
import type { Database } from '../db/tables.ts'

/** Subjects that are listed of a revision; it may have changed more. */
export const maximumSubjects = 50
/** Revisions that are kept, of up to 10 kB each. */
const keptEntries = 500

/** A revision as the feed shows it. */
export interface FeedEntry {
  readonly revision: number
  readonly committedAt: string
  readonly author: string
  readonly reason: string
  /** How many objects it changed; `subjects` lists the first of them. */
  readonly changeCount: number
  readonly subjects: readonly {
    readonly operation: string
    readonly type: string
    readonly key: string
    readonly name: string
    /** The global id at that time; null where it has none of its own. */
    readonly id: string | null
  }[]
}

/** The first revisions after one, the oldest first. Throws what the database throws. */
export type Feed = (since: number, first: number) => Promise<readonly FeedEntry[]>

/** What clients call the rows of tables. */
export interface SubjectNames {
  readonly typeOf: (table: string) => string
  readonly idOf: (table: string, key: string) => string | null
}

/** Makes the feed. */
export function createFeed(db: Kysely<Database>, names: SubjectNames): Feed {
  const kept = new LRUCache<number, FeedEntry>({ max: keptEntries })
  const pending = new Map<string, Promise<readonly FeedEntry[]>>()
  const read: Feed = async (since, first) => {
    const rows = await db
      .selectFrom('revisions')
      .select(['revision', 'committed_at', 'author', 'reason'])
      .where('revision', '>', since)
      .orderBy('revision')
      .limit(first)
      .execute()
    const entries: FeedEntry[] = []
    for (const { revision, committed_at, author, reason } of rows) {
      const changes = await changesOf(db, revision, { first: maximumSubjects })
      const entry = {
        ...{ revision, committedAt: committed_at.toISOString(), author, reason },
        changeCount: changes.length < maximumSubjects ? changes.length : await countChanges(db, revision),
        subjects: changes.map(({ operation, table, key, name }) => ({
          ...{ operation, type: names.typeOf(table), key, name, id: names.idOf(table, key) },
        })),
      }
      kept.set(revision, entry)
      entries.push(entry)
    }
    return entries
  }
  // Nobody's signal ends a query that others wait for.
  const shared: Feed = (since, first) => {
    const key = `${since} ${first}`
    const entries = pending.get(key) ?? read(since, first).finally(() => pending.delete(key))
    pending.set(key, entries)
    return entries
  }
  return async (since, first) => {
    const known: FeedEntry[] = []
    while (known.length < first) {
      const entry = kept.get(since + known.length + 1)
      if (!entry) break
      known.push(entry)
    }
    return known.length === first ? known : [...known, ...(await shared(since + known.length, first - known.length))]
  }
}
