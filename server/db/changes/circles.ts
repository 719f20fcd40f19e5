// Nothing is part of itself, by whatever way.
import { sql, type Transaction } from 'kysely'
import type { Database } from '../tables.ts'
import { blame } from './blame.ts'
import type { Value } from './change.ts'
import type { Simulation } from './making.ts'
import { tableToBe } from './overlay.ts'
import { texts } from './problems.ts'
import { isWritten } from './states.ts'
import type { Working } from './working.ts'

/** Finds things that would be part of themselves. */
export async function checkCircles(db: Transaction<Database>, simulation: Simulation): Promise<void> {
  const { workspace } = simulation
  for (const table of workspace.tables) {
    const fact = workspace.structure.of(table)
    for (const [column, target] of fact.references) {
      if (target !== table) continue
      const isMoved = ({ row, before }: Working): boolean =>
        (row[column] ?? null) !== null && row[column] !== before?.[column]
      const ids: number[] = []
      for (const working of workspace.each(table, isWritten)) if (isMoved(working)) ids.push(Number(working.row['id']))
      if (ids.length === 0) continue
      const { rows } = await sql<{ id: number }>`
        with recursive ${tableToBe(workspace, table, 'tree', ['id', column])},
        up (id, above) as (
          select id, ${sql.ref(column)} from tree where id = any (${ids}::integer[])
          union
          select up.id, ${sql.ref(`t.${column}`)} from up join tree t on t.id = up.above)
        select distinct id from up where above = id`.execute(db)
      const circular = new Set<Value>(rows.map(({ id }) => id))
      if (circular.size === 0) continue
      for (const working of workspace.each(table, isWritten))
        if (isMoved(working) && circular.has(working.row['id'] ?? null))
          blame(simulation, working, column, 'CIRCLE', texts.circle(table))
    }
  }
}
