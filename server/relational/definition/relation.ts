// How rows hang together, where no column of theirs says it.
import { type Expression, sql } from 'kysely'
import type { Columns, Table } from '../../db/columns.ts'
import type { Arguments, Condition, DerivedTable, Pair, Query, QueryContext, Related, Relation } from './definition.ts'

/** A query that stands for a table. Its columns are checked where fields read them, its arguments where it reads them. */
export const derived = <const C extends Columns, S extends Arguments = Record<never, never>>(
  table: DerivedTable<C, S>,
): DerivedTable<C, S> => table

/** Rows found by a query for one parent that can as well find those of many. */
export const linkedAll = <const E extends Columns = Record<never, never>, S extends Arguments = Record<never, never>>(
  more: Pick<Relation<'id', E, S>, 'edgeColumns' | 'edges'>,
  rows: (
    isParent: (column: Expression<unknown>) => Condition,
    needed: ReadonlySet<string>,
    context: QueryContext<S>,
  ) => Query<Related>,
): Relation<'id', E, S> => ({
  keys: ['id'],
  ...more,
  rows: ({ id }, needed, context) => rows((column) => sql`${column} = ${id}`, needed, context),
  many: (isParent, needed, context) => rows((column) => isParent([column]), needed, context),
})

/** Rows reached over a table that holds both ids, at most once for each pair; its other columns are there for the edge. */
export function through<const T extends Table>(
  table: T,
  parent: keyof T['columns'] & string,
  target: keyof T['columns'] & string,
): Relation<'id', T['columns'], Record<never, never>> {
  const edges = sql<Pair>`select ${sql.ref(parent)} as parent_id, ${sql.ref(target)} as target_id from ${sql.table(table.name)}`
  return linkedAll<T['columns']>({ edgeColumns: table.columns, edges }, (isParent, needed) => {
    const columns = [...needed].filter((name) => name !== 'target_id').map((name) => sql`, ${sql.ref(name)}`)
    return sql<Related>`select ${sql.ref(parent)} as k0, ${sql.ref(target)} as target_id${sql.join(columns, sql``)}
      from ${sql.table(table.name)} where ${isParent(sql.ref(parent))}`
  })
}

/** Rows a query of one's own finds, as `target_id`, for the parent's id; `edges` finds them for all parents. */
export const linked = <S extends Arguments = Record<never, never>>(
  rows: (id: Expression<number>, context: QueryContext<S>) => Query<Related>,
  edges: Query<Pair>,
): Relation<'id', Record<never, never>, S> => ({
  keys: ['id'],
  edges,
  rows: ({ id }, _needed, context) => rows(id, context),
})
