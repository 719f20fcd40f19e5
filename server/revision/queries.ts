// How the database counts its revisions, for the executor.
import { sql } from 'kysely'
import type { Revisions } from '../relational/index.ts'

export const revisions: Revisions = {
  current: sql<number>`(select revision from revision_head)`,
  at: (time) => sql<{ revision: number }>`select revision from revisions where committed_at <= ${time}::timestamptz
    order by committed_at desc, revision desc limit 1`,
}
