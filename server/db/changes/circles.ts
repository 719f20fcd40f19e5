// Nothing is part of itself, by whatever way.
import { sql, type Transaction } from 'kysely'
import type { Database } from '../tables.ts'
import { blame, writtenOf } from './blame.ts'
import type { Value } from './change.ts'
import type { Simulation } from './making.ts'
import { tableToBe } from './overlay.ts'
import { texts } from './problems.ts'

/** Finds things that would be part of themselves. */
export async function checkCircles(db: Transaction<Database>, simulation: Simulation): Promise<void> {
  const { workspace } = simulation
  for (const table of workspace.tables) {
    const fact = workspace.structure.of(table)
    for (const [column, target] of fact.references) {
      if (target !== table) continue
      const moved = writtenOf(workspace, table).filter(
        ({ row, before }) => (row[column] ?? null) !== null && row[column] !== before?.[column],
      )
      if (moved.length === 0) continue
      const ids = moved.map(({ row }) => Number(row['id']))
      const { rows } = await sql<{ id: number }>`
        with recursive ${tableToBe(workspace, table, 'tree', ['id', column])},
        up (id, above) as (
          select id, ${sql.ref(column)} from tree where id = any (${ids}::integer[])
          union
          select up.id, ${sql.ref(`t.${column}`)} from up join tree t on t.id = up.above)
        select distinct id from up where above = id`.execute(db)
      const circular = new Set<Value>(rows.map(({ id }) => id))
      for (const working of moved)
        if (circular.has(working.row['id'] ?? null)) blame(simulation, working, column, 'CIRCLE', texts.circle(table))
    }
  }
}
