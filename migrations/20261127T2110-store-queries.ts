// Queries that someone stored to cite them: what was asked, as of which revision, and the checksum of the answer.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table stored_queries (
    id text collate "C" primary key check (id ~ '^[0-9a-f]{24}$'),
    document text collate "C" not null check (length(document) <= 20000),
    operation_name text collate "C",
    variables text collate "C" not null check (length(variables) <= 20000),
    revision integer not null references revisions deferrable,
    checksum text collate "C" not null check (checksum ~ '^[0-9a-f]{64}$'),
    pages text collate "C" not null,
    stored_by text collate "C" not null,
    stored_at timestamptz(3) not null default now())`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table stored_queries`.execute(db)
}
