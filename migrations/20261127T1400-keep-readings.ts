// Keeps what a dataset says of how its ties were made: the coding rules and the three readings of each action. Until now
// only the figures computed from them were kept.
import { type Kysely, sql } from 'kysely'

const createdAndUpdated = sql`created_at timestamptz not null default now(), updated_at timestamptz not null default now()`

const tables = ['coding_rules', 'action_readings', 'action_reading_points'] as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table coding_rules (
    id integer generated always as identity primary key,
    dataset_id integer not null references datasets deferrable, ordinal integer not null check (ordinal > 0),
    rule text collate "C" not null check (rule <> ''), example text collate "C" not null check (example <> ''),
    ${createdAndUpdated}, unique (dataset_id, ordinal))`.execute(db)
  await sql`create table action_readings (
    id integer generated always as identity primary key,
    action_id integer not null references actions on delete cascade deferrable,
    reader text collate "C" not null check (reader in ('FIRST', 'SECOND', 'THIRD')),
    confidence text collate "C" check (confidence in ('HIGH', 'MEDIUM', 'LOW')),
    ${createdAndUpdated}, unique (action_id, reader), check ((reader = 'FIRST') = (confidence is null)))`.execute(db)
  await sql`create table action_reading_points (
    reading_id integer not null references action_readings on delete cascade deferrable,
    action_point_id integer not null references action_points deferrable,
    ${createdAndUpdated}, primary key (reading_id, action_point_id))`.execute(db)
  for (const table of tables)
    await sql`create trigger touch before update on ${sql.table(table)} for each row execute function touch_row()`.execute(
      db,
    )
  await sql`create trigger normalize before insert or update on coding_rules for each row
    when (new.rule is not nfc normalized or new.example is not nfc normalized) execute function normalize_text('rule', 'example')`.execute(
    db,
  )
  for (const table of tables) await sql`select keep_history(${table})`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of tables.toReversed()) {
    await sql`select forget_history(${table})`.execute(db)
    await sql`drop table ${sql.table(table)}`.execute(db)
  }
}
