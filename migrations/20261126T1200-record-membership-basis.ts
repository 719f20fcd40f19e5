// Tells of each member of a region whether the source names it or the editors read it so, and where or why.
import { type Kysely, sql } from 'kysely'

// What was loaded before says neither; the next load replaces it.
const unknown = 'Loaded before the basis of memberships was recorded.'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table place_members
    add basis text collate "C" not null default 'EDITORIAL' check (basis in ('STATED', 'EDITORIAL')),
    add rationale text collate "C" default ${sql.lit(unknown)},
    add citation_id integer references citations deferrable`.execute(db)
  await sql`alter table place_members
    alter basis drop default, alter rationale drop default,
    add constraint place_members_reason check (case basis when 'STATED' then citation_id is not null else rationale is not null end)`.execute(
    db,
  )
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table place_members drop constraint place_members_reason, drop basis, drop rationale, drop citation_id`.execute(
    db,
  )
}
