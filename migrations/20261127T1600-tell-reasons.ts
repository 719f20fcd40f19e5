// An editorial judgement says why: a rationale of blanks says nothing.
import { type Kysely, sql } from 'kysely'

const judged = [
  ['actors', 'parent_'],
  ['place_members', ''],
  ['action_classifications', ''],
  ['matrix_assessments', ''],
] as const

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [table, prefix] of judged)
    await sql`alter table ${sql.table(table)} add constraint ${sql.ref(`${table}_told`)}
      check (${sql.ref(`${prefix}basis`)} <> 'EDITORIAL' or ${sql.ref(`${prefix}rationale`)} ~ '\\S')`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const [table] of judged)
    await sql`alter table ${sql.table(table)} drop constraint ${sql.ref(`${table}_told`)}`.execute(db)
}
