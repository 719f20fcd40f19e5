// Lets guidance hold what the introductions explain to every reader, and name the section it introduces.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table guidance
    drop constraint guidance_audience_check,
    add constraint guidance_audience_check check (audience in ('EVERYONE', 'STAKEHOLDERS', 'UNHCR_SUPPORT')),
    add sub_point_id integer,
    add foreign key (sub_point_id, action_point_id) references sub_points (id, action_point_id) deferrable`.execute(db)
  // The filter by section.
  await sql`create index guidance_sub_point on guidance (sub_point_id, id)`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`delete from guidance where audience = 'EVERYONE'`.execute(db)
  await sql`alter table guidance
    drop sub_point_id,
    drop constraint guidance_audience_check,
    add constraint guidance_audience_check check (audience in ('STAKEHOLDERS', 'UNHCR_SUPPORT'))`.execute(db)
}
