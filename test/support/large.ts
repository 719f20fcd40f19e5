// A large catalogue on a Postgres server, for plans and benchmarks: as many initiatives as asked for, with a fifth as many
// actors, three times as many assessed cells of the matrix, eight times as many participations and ten times as many
// actions. Who fills it must be a superuser, who alone may leave the checks of foreign keys out.
import pg from 'pg'
import { loadCatalogue } from '../../server/db/load.ts'
import { migrateToLatest } from '../../server/db/migrate.ts'
import { tables } from '../../server/db/tables.ts'
import { open } from './database.ts'
import { functions, rowsOf } from './large-rows.ts'

export const sizes = { M: 10_000, L: 100_000 } as const

const lanes = 3

/** Migrates an empty database and loads the real catalogue into it. */
export async function fillChapter(url: string): Promise<void> {
  await using catalogue = await open({ databaseUrl: url, statementTimeoutMs: 0 })
  await migrateToLatest(catalogue.db)
  await loadCatalogue(catalogue.db)
}

/** Migrates an empty database and fills it. Gives how long each step took, in seconds. */
export async function fillLarge(url: string, initiatives: number): Promise<Readonly<Record<string, number>>> {
  await fillChapter(url)
  const clients = await Promise.all(Array.from({ length: lanes }, () => opened(url)))
  const seconds: Record<string, number> = {}
  const step = async (name: string, statements: readonly string[]) => {
    const began = performance.now()
    const waiting = [...statements]
    await Promise.all(
      clients.map(async (client) => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await client.query(next)
      }),
    )
    seconds[name] = (seconds[name] ?? 0) + Math.round((performance.now() - began) / 100) / 10
  }
  try {
    const [client] = clients
    if (!client) throw new TypeError('No connection.')
    for (const statement of functions) await client.query(statement)
    // Making an index of all rows at once takes a fraction of the time.
    const { rows } = await client.query<{ name: string; definition: string }>(
      `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
        join pg_class c on c.oid = i.indexrelid and c.relnamespace = current_schema()::regnamespace
        where not i.indisunique order by pg_get_indexdef(i.indexrelid) like '%gin%' desc`,
    )
    for (const { name } of rows) await client.query(`drop index ${name}`)
    for (const statements of rowsOf(initiatives)) await step('rows', statements)
    await step('search', searchEntries())
    await step(
      'indexes',
      rows.map(({ definition }) => definition),
    )
    await step('statistics', [...tables.map(({ name }) => `vacuum analyze ${name}`), ...parents(), ...sequences()])
    await client.query('drop function large_text, large_pick, large_few')
    await client.query('drop table large_words, large_actions')
  } finally {
    await Promise.all(clients.map((client) => client.end()))
  }
  return seconds
}

async function opened(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`set session_replication_role = replica; set synchronous_commit = off; set jit = off;
    set maintenance_work_mem = '512MB'; set work_mem = '256MB'; set statement_timeout = 0`)
  return client
}

const searchEntries = (): readonly string[] =>
  [
    ...Array.from({ length: 6 }, (_, part) => `kind = 'ACTION' and row_id % 6 = ${part}`),
    `kind = 'OUTCOME' and row_id % 2 = 0`,
    `kind = 'OUTCOME' and row_id % 2 = 1`,
    `kind = 'INITIATIVE'`,
    `kind in ('ACTOR', 'REFERENCE')`,
  ].map(
    (which) => `insert into search_entries (kind, row_id, title, acronym, names, body)
      select kind, row_id, title, acronym, names, body from search_source where ${which} and row_id > 1000`,
  )

/** The planner knows tables and their histories together only after this. */
const parents = (): readonly string[] =>
  tables.flatMap(({ name, columns }) => ('revision_from' in columns ? [`analyze versions.${name}`] : []))

/** So that rows can be added afterwards. */
const sequences = (): readonly string[] =>
  tables
    .filter(({ name, columns }) => 'id' in columns && columns.id.kind === 'integer' && name !== 'action_points')
    .map(({ name }) => `select setval(pg_get_serial_sequence('${name}', 'id'), (select max(id) + 1000 from ${name}))`)
