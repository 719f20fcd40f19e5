// Relations that are queries, not foreign keys.
import { type Expression, sql } from 'kysely'
import type { Columns, Table } from '../../db/columns.ts'
import type { Arguments, Condition, DerivedTable, Pair, Query, QueryContext, Related, Relation } from './definition.ts'

/** A query that stands for a table. Its columns are checked where fields read them, its arguments where it reads them. */
export const derived = <const C extends Columns, S extends Arguments = Record<never, never>>(
  table: DerivedTable<C, S>,
): DerivedTable<C, S> => table

/** A relation by a query that serves one parent and many parents alike. */
export const linkedAll = <const E extends Columns = Record<never, never>, S extends Arguments = Record<never, never>>(
  more: Pick<Relation<'id', E, S>, 'edgeColumns' | 'edges' | 'join'>,
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

/** A relation through a join table with both ids, unique for each pair; its other columns are edge columns. */
export function through<const T extends Table>(
  table: T,
  parent: keyof T['columns'] & string,
  target: keyof T['columns'] & string,
): Relation<'id', T['columns'], Record<never, never>> {
  const edges = sql<Pair>`select ${sql.ref(parent)} as parent_id, ${sql.ref(target)} as target_id from ${sql.table(table.name)}`
  const join = { table, parent, target }
  return linkedAll<T['columns']>({ edgeColumns: table.columns, edges, join }, (isParent, needed) => {
    const columns = [...needed].filter((name) => name !== 'target_id').map((name) => sql`, ${sql.ref(name)}`)
    return sql<Related>`select ${sql.ref(parent)} as key0, ${sql.ref(target)} as target_id${sql.join(columns, sql``)}
      from ${sql.table(table.name)} where ${isParent(sql.ref(parent))}`
  })
}

/** A relation by a query for `target_id`, given the parent's id; `edges` is the query for all parents. */
export const linked = <S extends Arguments = Record<never, never>>(
  rows: (id: Expression<number>, context: QueryContext<S>) => Query<Related>,
  edges: Query<Pair>,
): Relation<'id', Record<never, never>, S> => ({
  keys: ['id'],
  edges,
  rows: ({ id }, _needed, context) => rows(id, context),
})
