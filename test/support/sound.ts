// Makes a made-up catalogue keep the editors' rules, which the generator does not know: a changeset that restores what broke
// one would be refused.
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../server/db/tables.ts'

/** Mends everything that breaks a rule of `server/db/changes/editorial.ts`. Runs inside a changeset. */
export async function makeSound(db: Kysely<Database>): Promise<void> {
  // What goes on is no mere recommendation.
  await sql`update actions set status = 'ONGOING', nature = 'ACTION'
    where nature = 'RECOMMENDATION' and period_edtf like '%..'`.execute(db)
  for (const table of ['initiatives', 'phases', 'actions'] as const) {
    await sql`update ${sql.table(table)} set status = case when period_edtf like '%..' then 'ONGOING' else 'UNKNOWN' end
      where period_edtf is not null and (status = 'ONGOING' or period_edtf like '%..' and status <> 'DORMANT')`.execute(
      db,
    )
  }
  await sql`
    with recursive served (action_id, action_point_id) as (
      select c.action_id, c.action_point_id from action_classifications c join actions a on a.id = c.action_id
      where a.parent_id is null
      union select c.action_id, c.action_point_id from served s join actions part on part.parent_id = s.action_id
      join action_classifications c on c.action_id = part.id and c.action_point_id = s.action_point_id)
    delete from action_classifications c where not exists (
      select from served s where s.action_id = c.action_id and s.action_point_id = c.action_point_id)`.execute(db)
  await sql`
    with recursive inside (whole, part) as (
      select id, id from actions union select i.whole, a.id from inside i join actions a on a.parent_id = i.part),
    counted as (
      select c.id, 1 + (select count(distinct r.reader) from inside i
        join action_readings r on r.action_id = i.part and r.reader in ('SECOND', 'THIRD')
        join action_reading_points p on p.reading_id = r.id and p.action_point_id = c.action_point_id
        where i.whole = c.action_id)::integer as agreement
      from action_classifications c)
    update action_classifications c set agreement = counted.agreement from counted where counted.id = c.id`.execute(db)
  await sql`
    update matrix_assessments m set coverage = 'SECONDARY' where m.coverage in ('NONE', 'PRIMARY')
    and (m.coverage = 'NONE') = exists (select from actions a join action_classifications c on c.action_id = a.id
      where a.initiative_id = m.initiative_id and c.action_point_id = m.action_point_id)`.execute(db)
}
