// Records how many of the three readings made each tie between an action and a point, and how ties are made.
import { type Kysely, sql } from 'kysely'

// What was loaded before says neither; the next load replaces it.
const unknown = 'Loaded before the rules were recorded.'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table action_classifications
    add agreement integer not null default 1 constraint action_classifications_agreement check (agreement between 1 and 3)`.execute(
    db,
  )
  await sql`alter table action_classifications alter agreement drop default`.execute(db)
  await sql`create index action_classifications_agreement on action_classifications (agreement, action_id)`.execute(db)
  await sql`alter table datasets add method text collate "C" not null default ${sql.lit(unknown)}`.execute(db)
  await sql`alter table datasets alter method drop default`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table datasets drop method`.execute(db)
  await sql`alter table action_classifications drop agreement`.execute(db)
}
