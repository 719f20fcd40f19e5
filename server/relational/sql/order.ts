// Orders, cursors, and the condition that seeks to a cursor.
import { sql } from 'kysely'
import type { Column } from '../../db/columns.ts'
import {
  columnOf,
  type Direction,
  type ObjectDefinition,
  type OrderKey,
  type Relation,
  type Sql,
} from '../definition/definition.ts'
import { holds, sqlTypeOf } from '../request/column-kinds.ts'
import { type Path, RequestError } from '../request/errors.ts'
import type { Input } from '../request/input.ts'
import { edgeAlias, targetAlias } from './row-columns.ts'
import { base64url } from './text.ts'

/** A key of an order, ready for a statement. */
export interface SortKey {
  readonly name: string
  readonly column: Column
  readonly expression: Sql
  readonly direction: Direction
}

/** `startYear` as clients order by it: START_YEAR. */
export const orderName = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()

/** The keys a request orders by; `defaults` where it names none. */
export function requestedOrder(
  type: ObjectDefinition,
  input: Input | undefined,
  defaults: readonly OrderKey[],
): readonly OrderKey[] {
  if (!input || input.isNull()) return defaults
  const requested = input.items().map((item): OrderKey => {
    const name = item.field('field')?.literal()
    const field = type.orders.find((order) => orderName(order) === name)
    const definition = field === undefined ? undefined : type.fields[field]
    if (definition?.is !== 'column')
      throw new RequestError('BAD_USER_INPUT', `${type.name} cannot be ordered by ${String(name)}.`, input.path)
    return { column: definition.column, direction: item.field('direction')?.literal() === 'DESC' ? 'DESC' : 'ASC' }
  })
  return requested.length === 0 ? defaults : requested
}

/**
 * Makes an order total by appending the identity columns, in the direction of the last key, so that one index can serve both.
 * Keys after the first of the same column change nothing and are dropped.
 */
export function sortKeys(
  { source, identity = ['id'] }: ObjectDefinition,
  relation: Relation,
  keys: readonly OrderKey[],
): readonly SortKey[] {
  const columnsOf = (on: OrderKey['on']) => (on === 'link' ? relation.edgeColumns : source?.columns) ?? {}
  const direction = keys.at(-1)?.direction ?? 'ASC'
  const total: readonly OrderKey[] = [
    ...keys.map((key) => ({ ...key, column: columnsOf(key.on)[key.column]?.sort ?? key.column })),
    ...identity.map((column) => ({ column, direction })),
  ]
  const names = new Set<string>()
  return total.flatMap((key) => {
    const name = key.on === 'link' ? `link.${key.column}` : key.column
    if (names.has(name)) return []
    names.add(name)
    const column = columnOf(columnsOf(key.on), key.column)
    const expression = sql.ref(`${key.on === 'link' ? edgeAlias : targetAlias}.${key.column}`)
    return [{ name, direction: key.direction, column, expression }]
  })
}

/** The order as SQL; nulls are last in both directions, so they come first in a reversed order. */
export function orderBy(keys: readonly SortKey[], reverse: boolean): Sql {
  return sql.join(
    keys.map(({ expression, column, direction }) => {
      const down = (direction === 'DESC') !== reverse
      const nulls = !column.nullable ? sql`` : reverse ? sql` nulls first` : sql` nulls last`
      // Texts are ordered by their bytes, independent of the database's locale.
      const collated = column.kind === 'text' ? sql`${expression} collate "C"` : expression
      return sql`${collated}${down ? sql` desc` : sql``}${nulls}`
    }),
  )
}

/** Identifies the order at the beginning of its cursors, so that other orders reject them. */
const signature = (keys: readonly SortKey[]): string => keys.map(({ name, direction }) => `${name} ${direction}`).join()

/** The cursor of a row: the order's signature and the row's values of its keys. */
export function cursorText(keys: readonly SortKey[], values: readonly Sql[]): Sql {
  return base64url(sql`json_build_array(${sql.join([sql`${sql.lit(signature(keys))}::text`, ...values])})::text`)
}

/** The values in a cursor. Throws RequestError BAD_CURSOR if it is malformed, or of another order. */
function decodeCursor(cursor: unknown, keys: readonly SortKey[], path: Path): readonly unknown[] {
  const values = parse(typeof cursor === 'string' ? Buffer.from(cursor, 'base64url').toString() : '')
  const fits =
    values.length === keys.length + 1 &&
    values[0] === signature(keys) &&
    keys.every(({ column }, index) => holds(column, values[index + 1]))
  if (!fits) throw new RequestError('BAD_CURSOR', 'This cursor does not come from this list in this order.', path)
  return values.slice(1)
}

function parse(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value : []
  } catch {
    return []
  }
}

/**
 * The condition for rows strictly after a cursor, or before it. Throws RequestError BAD_CURSOR.
 * Which of the cursor's values are null decides the statement; the values themselves are parameters.
 */
export function seek(cursor: Input, keys: readonly SortKey[], side: 'after' | 'before'): Sql {
  const nulls = cursor.decide((value) => {
    try {
      return decodeCursor(value, keys, cursor.path).map((part) => part === null)
    } catch {
      return undefined
    }
  })
  if (!nulls)
    throw new RequestError('BAD_CURSOR', 'This cursor does not come from this list in this order.', cursor.path)
  const value = (index: number): Sql => valueIn(cursor, keys, index)
  const [lead] = keys
  // A row comparison is one range of an index on these keys.
  if (lead && keys.every(({ column, direction }) => !column.nullable && direction === lead.direction)) {
    const columns = sql.join(keys.map(({ expression }) => expression))
    const values = sql.join(keys.map((_, index) => value(index)))
    return sql`(${columns}) ${greater(lead, side)} (${values})`
  }
  const alternatives = keys.flatMap((key, index) => {
    const ties = keys
      .slice(0, index)
      .map((tie, at) => (nulls[at] ? sql`${tie.expression} is null` : sql`${tie.expression} = ${value(at)}`))
    const step = nulls[index]
      ? side === 'after'
        ? undefined
        : sql`${key.expression} is not null`
      : strict(key, value(index), side)
    return step ? [sql`(${sql.join([...ties, step], sql` and `)})`] : []
  })
  if (!lead || alternatives.length === 0) return sql`false`
  const anyOf = sql`(${sql.join(alternatives, sql` or `)})`
  const least = bound(lead, nulls[0] ? undefined : value(0), side)
  return least ? sql`${least} and ${anyOf}` : anyOf
}

/** A value in a cursor that `seek` has found fit. */
function valueIn(cursor: Input, keys: readonly SortKey[], index: number): Sql {
  const column = keys[index]?.column
  const type = column ? sqlTypeOf(column) : sql`text`
  return sql`${cursor.param((raw) => decodeCursor(raw, keys, cursor.path)[index])}::${type}`
}

/** The values of the sort keys in a cursor that `seek` has found fit. */
export const valuesIn = (cursor: Input, keys: readonly SortKey[]): readonly Sql[] =>
  keys.map((_, index) => valueIn(cursor, keys, index))

/** The condition on the first key of all rows on that side: an index can start there, but not at an alternative. */
function bound(lead: SortKey, value: Sql | undefined, side: 'after' | 'before'): Sql | undefined {
  if (value === undefined) return side === 'after' ? sql`${lead.expression} is null` : undefined
  // Nulls come last.
  if (lead.column.nullable && side === 'after') return undefined
  return sql`${lead.expression} ${greater(lead, side)}= ${value}`
}

/** The operator for rows on that side of a value. */
const greater = ({ direction }: SortKey, side: 'after' | 'before'): Sql =>
  (direction === 'ASC') === (side === 'after') ? sql`>` : sql`<`

function strict(key: SortKey, value: Sql, side: 'after' | 'before'): Sql {
  const compared = sql`${key.expression} ${greater(key, side)} ${value}`
  return key.column.nullable && side === 'after' ? sql`(${compared} or ${key.expression} is null)` : compared
}
