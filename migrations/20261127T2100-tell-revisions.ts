// Whoever listens on the channel `tenpoint_revisions` hears of each revision once it is committed, on any instance. What they
// hear only says that there is something to read: the number of the last revision read is the cursor.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create function tell_revision() returns trigger language plpgsql as $$
begin
  perform pg_notify('tenpoint_revisions', new.revision::text);
  return null;
end $$`.execute(db)
  await sql`create trigger tell after insert on revisions for each row execute function tell_revision()`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop trigger tell on revisions`.execute(db)
  await sql`drop function tell_revision`.execute(db)
}
