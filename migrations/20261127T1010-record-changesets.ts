// Keys of those who may write, and their changesets: what someone proposes, publishes, or takes back.
import { type Kysely, sql } from 'kysely'

const keys = `create table api_keys (
  id integer generated always as identity primary key,
  name text collate "C" not null unique check (name <> ''),
  hash bytea not null unique,
  scopes text[] not null check (scopes <@ array['read', 'propose', 'publish', 'admin']),
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz)`

const changesets = [
  `create table changesets (
    number integer generated always as identity primary key,
    status text collate "C" not null default 'PROPOSED' check (status in ('PROPOSED', 'PUBLISHED', 'REJECTED', 'WITHDRAWN')),
    reason text collate "C" not null check (reason <> ''),
    origin text collate "C" not null check (origin in ('API', 'IMPORT', 'FILES', 'PROGRAM')),
    author text collate "C" not null check (author <> ''),
    key_id integer references api_keys deferrable,
    base_revision integer,
    input jsonb,
    preview jsonb,
    warnings jsonb not null default '[]',
    idempotency_key text collate "C",
    request_hash text collate "C",
    created_at timestamptz not null default now(),
    decided_at timestamptz,
    decided_by text collate "C",
    comment text collate "C",
    revision integer unique references revisions deferrable,
    check (revision is null or status = 'PUBLISHED'))`,
  // A repeat is known by the key it came with; without keys there is one such space for all.
  `create unique index changesets_idempotency on changesets (key_id, idempotency_key) nulls not distinct
    where idempotency_key is not null`,
  // Lists of changesets by status, in their order.
  'create index changesets_status on changesets (status, number)',
  'alter table revisions add foreign key (changeset) references changesets deferrable',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [keys, ...changesets]) await sql.raw(statement).execute(db)
  // The revision of what was there before has its changeset too.
  await sql`insert into changesets (status, reason, origin, author, decided_at, decided_by, revision)
    select 'PUBLISHED', reason, 'PROGRAM', author, committed_at, author, revision from revisions`.execute(db)
  await sql`alter table revisions disable trigger refuse`.execute(db)
  await sql`update revisions set changeset = number from changesets where changesets.revision = revisions.revision`.execute(
    db,
  )
  await sql`alter table revisions enable trigger refuse`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table revisions drop constraint revisions_changeset_fkey`.execute(db)
  await sql`drop table changesets, api_keys`.execute(db)
}
