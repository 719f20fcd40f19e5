// The changes of a proposal, in parts of some hundreds: neither who writes them nor who reads them has to hold all at once.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table changeset_parts (
    changeset integer not null references changesets deferrable,
    part integer not null,
    changes jsonb not null,
    primary key (changeset, part))`.execute(db)
  await sql`insert into changeset_parts (changeset, part, changes)
    select number, 0, input from changesets where input is not null`.execute(db)
  await sql`alter table changesets drop column input`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table changesets add column input jsonb`.execute(db)
  await sql`update changesets set input = (
      select jsonb_agg(change order by part, place) from changeset_parts,
        jsonb_array_elements(changes) with ordinality as listed (change, place)
      where changeset = number)
    where exists (select from changeset_parts where changeset = number)`.execute(db)
  await sql`drop table changeset_parts`.execute(db)
}
