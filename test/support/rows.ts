// All there is in a database, to see whether anything changed.
import { sql } from 'kysely'
import type { Connection } from '../../server/db/connect.ts'
import { tables } from '../../server/db/tables.ts'

/** Every row of every table, ids, times and versions included. */
export async function everyRow({ db }: Connection): Promise<unknown> {
  const parts = tables.flatMap(({ name }) => [
    sql.lit(name),
    sql`(select json_agg(to_json(row) order by row::text) from ${sql.table(name)} row)`,
  ])
  const { rows } = await sql<{ all: unknown }>`select json_build_object(${sql.join(parts)}) as all`.execute(db)
  return rows[0]?.all
}
