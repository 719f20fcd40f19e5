// When which dataset was loaded: what tells a row that is as the files had it from one entered by hand, and an older
// dataset from a newer one.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table dataset_loads (
    id integer generated always as identity primary key,
    slug text collate "C" not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    dataset_version text collate "C" not null, digest text collate "C" not null,
    loaded_at timestamptz not null default now())`.execute(db)
  // Serves what a start asks: the loads of one dataset in their order.
  await sql`create index dataset_loads_slug on dataset_loads (slug, loaded_at)`.execute(db)
  // Of the loads before, the first and the last are known.
  await sql`insert into dataset_loads (slug, dataset_version, digest, loaded_at)
    select slug, dataset_version, digest, loaded_at from datasets
    union select slug, dataset_version, digest, created_at from datasets order by 4`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table dataset_loads`.execute(db)
}
