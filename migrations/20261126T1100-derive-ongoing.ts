// Whether an initiative or a phase is under way is said once, by its status; the column follows. An action whose date has
// an open end is one that goes on.
import { type Kysely, sql } from 'kysely'

const derived = ['initiatives', 'phases']

async function run(db: Kysely<unknown>, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of derived) {
    await run(db, [
      // Keeps what only the column knew. The facts stay the same, so `touch` must not mark the rows as changed.
      `alter table ${table} disable trigger touch`,
      `update ${table} set status = 'ONGOING' where ongoing and status = 'UNKNOWN'`,
      `alter table ${table} enable trigger touch`,
      // The check that what goes on has no end goes with the column: an end that lies ahead may be known.
      `alter table ${table} drop column ongoing,
        add column ongoing boolean not null generated always as (status = 'ONGOING') stored`,
    ])
  }
  await run(db, [
    'alter table actions disable trigger touch',
    `update actions set status = 'ONGOING' where ongoing and status = 'UNKNOWN'`,
    `update actions set ongoing = false where ongoing and status <> 'ONGOING'`,
    'alter table actions enable trigger touch',
    `alter table actions add constraint actions_ongoing check (status = 'ONGOING' or not ongoing)`,
  ])
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await run(db, ['alter table actions drop constraint actions_ongoing'])
  for (const table of derived) {
    await run(db, [
      `alter table ${table} drop column ongoing, add column ongoing boolean not null default false`,
      `alter table ${table} disable trigger touch`,
      `update ${table} set ongoing = true where period_edtf like '%/..' and ends_on is null`,
      `alter table ${table} enable trigger touch, add check (not (ongoing and ends_on is not null))`,
    ])
  }
}
