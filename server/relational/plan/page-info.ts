// The page info of a connection: whether there are rows before and after the page, and its first and last cursor.
import { sql } from 'kysely'
import type { Page } from '../request/page.ts'
import { collectFields } from '../request/selection.ts'
import { cursorText } from '../sql/order.ts'
import type { RowSet } from '../sql/row-set.ts'
import type { Piece } from '../sql/text.ts'
import type { FieldContext, Nodes } from './context.ts'
import type { Planner } from './planner.ts'

/** Whether a connection's fields ask for rows after the page, in its direction: then one more is fetched. */
export function selectsPageAfter(planner: Planner, fields: ReadonlyMap<string, Nodes>, { backward }: Page): boolean {
  const flag = backward ? 'hasPreviousPage' : 'hasNextPage'
  const type = planner.objectType('PageInfo')
  return [...fields.values()].some(
    (nodes) =>
      nodes[0].name.value === 'pageInfo' &&
      [...collectFields(planner.selection, type, nodes).values()].some(([node]) => node.name.value === flag),
  )
}

export interface PageRows {
  readonly set: RowSet
  readonly page: Page
  /** A column of what the set computes for each parent, and what stands for it where a parent has no rows. */
  readonly rows: (column: string, otherwise: string) => Piece
}

/** The JSON text of a PageInfo. */
export function pageInfo(planner: Planner, context: FieldContext, { set, page, rows }: PageRows): Piece[] {
  const { size, backward, cursors } = page
  const has = (side: 'after' | 'before'): Piece => String(cursors.some((cursor) => cursor.side === side))
  const more = (): Piece =>
    rows(set.text({ expression: sql`case when count(*) > ${sql.lit(size)} then 'true' else 'false' end` }), `'false'`)
  const cursorAt = (end: 'first' | 'last'): Piece => {
    // The last rows may have been read only to find out whether there is a next page.
    const shown = sql`least(count(*), ${sql.lit(size)})`
    const at = backward
      ? end === 'last'
        ? sql`count(*)`
        : sql`count(*) - ${shown} + 1`
      : end === 'first'
        ? sql`1`
        : shown
    const values = set.sortValues().map((value) => sql`(array_agg(${value}))[${at}]`)
    const cursor = cursorText(set.source.order, values)
    return rows(set.text({ expression: sql`case when ${shown} > 0 then '"' || ${cursor} || '"' end` }), `'null'`)
  }
  const values: Readonly<Record<string, () => Piece>> = {
    hasNextPage: () => (backward ? has('before') : more()),
    hasPreviousPage: () => (backward ? more() : has('after')),
    startCursor: () => cursorAt('first'),
    endCursor: () => cursorAt('last'),
  }
  const type = planner.objectType('PageInfo')
  const fields = collectFields(planner.selection, type, context.nodes)
  return planner.objectText(fields, { type, set: context.scope.set, path: context.path }, (name) => {
    const value = values[name]
    if (!value) throw new TypeError(`PageInfo has no field "${name}".`)
    return [value()]
  })
}
