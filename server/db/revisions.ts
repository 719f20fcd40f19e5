// Revisions: every change of the catalogue is part of a changeset, which makes one. The database numbers them, keeps what
// was before, and refuses writes outside of a changeset.
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from './tables.ts'

export interface OpenedChangeset {
  /** Who changes the catalogue: the name of a key, or of the program. */
  readonly author: string
  /** Why, in a sentence. */
  readonly reason: string
  /** The number of the row in `changesets`. */
  readonly changeset?: number
}

/**
 * Begins the changes of a transaction, which may write to the catalogue from here on, and gives the number of the revision
 * they make. Waits while another transaction has a changeset open; so do at first what takes long.
 */
export async function openChangeset(
  transaction: Transaction<Database>,
  { author, reason, changeset }: OpenedChangeset,
): Promise<number> {
  const { rows } = await sql<{ revision: number }>`
    select open_changeset(${author}, ${reason}, ${changeset ?? null}::integer) as revision`.execute(transaction)
  const [row] = rows
  if (row === undefined) throw new TypeError('The database opened no changeset.')
  return row.revision
}

/** Waits until no other transaction has a changeset open, and keeps others from opening one: what is read then stays. */
export async function holdHead(transaction: Transaction<Database>): Promise<number> {
  const head = await transaction.selectFrom('revision_head').select('revision').forUpdate().executeTakeFirstOrThrow()
  return head.revision
}

/** The number of the last revision; 0 before the first one. */
export async function headRevision(db: Kysely<Database>): Promise<number> {
  const head = await db.selectFrom('revision_head').select('revision').executeTakeFirstOrThrow()
  return head.revision
}

/** The schemas that belong to a catalogue. */
export interface CompanionSchemas {
  /** The versions of rows that have ended, table by table. */
  readonly history: string
  /** All versions of rows: each table and its history. */
  readonly versions: string
  /** A view of each table as of the revision that `tenpoint.revision` is set to. */
  readonly asOf: string
}

/** The schemas that belong to the catalogue whose tables are in `home`. */
export function companionSchemas(home: string): CompanionSchemas {
  const prefix = home === 'public' ? '' : `${home}_`
  return { history: `${prefix}history`, versions: `${prefix}versions`, asOf: `${prefix}as_of` }
}

/** The schema that holds the tables of the catalogue. */
export async function catalogueSchema(db: Kysely<Database>): Promise<string> {
  const { rows } = await sql<{ home: string }>`
    select nspname as home from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where pg_class.oid = to_regclass('revision_head')`.execute(db)
  const [row] = rows
  if (row === undefined) throw new TypeError('The search path leads to no catalogue.')
  return row.home
}
