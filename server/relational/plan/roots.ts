// The fields of the root that are not lists: rows by a unique column, objects by id, the only row of a query.
import { sql } from 'kysely'
import {
  type BatchField,
  columnOf,
  type LookupField,
  type NodeField,
  type ObjectDefinition,
  type SingleField,
  type Sql,
} from '../definition/definition.ts'
import type { Pointer } from '../definition/pointer.ts'
import { columnKinds, sqlTypeOf } from '../request/column-kinds.ts'
import { type Path, RequestError } from '../request/errors.ts'
import { badId, decodeId } from '../request/ids.ts'
import { comparable, type Input } from '../request/input.ts'
import { inLetters } from '../request/letters.ts'
import { maximumPageSize } from '../request/page.ts'
import { sortKeys } from '../sql/order.ts'
import { concat, type Piece } from '../sql/text.ts'
import type { FieldContext, Selected } from './context.ts'
import type { Planner } from './planner.ts'

const rootSource = { relation: { keys: [] }, args: {}, reverse: false, limit: undefined } as const

/** One row by a unique column, or null. */
export function lookup(planner: Planner, context: FieldContext<LookupField>): Piece[] {
  const { field } = context
  const input = required(planner, context, field.argument)
  const target = planner.definitions.object(field.type)
  const column = columnOf(target.source?.columns ?? {}, field.column)
  const value = sql`${comparable(input, inLetters(column))}::${sqlTypeOf(column)}`
  const redirect = target.redirects?.[field.column]
  const key = redirect
    ? sql`(select coalesce(${redirect(sql.ref('u.key'))}, u.key) from (select ${value} as key) u)`
    : value
  return onlyRow(planner, context, target, [sql`${sql.ref(`t.${field.column}`)} = ${key}`])
}

/** The only row of a query. */
export const single = (planner: Planner, context: FieldContext<SingleField>): Piece[] =>
  onlyRow(planner, context, planner.definitions.object(context.field.type), [])

function onlyRow(planner: Planner, selected: Selected, target: ObjectDefinition, where: readonly Sql[]): Piece[] {
  const source = { ...rootSource, target, where, order: [], limit: 1, single: true }
  const { name, column } = planner.rowSet(source, selected, (set) => {
    const object = planner.object(planner.objectType(target.name), { ...selected, scope: set.item })
    return { name: set.names.texts, column: set.list(concat(object)) }
  })
  return [sql`coalesce((select ${sql.ref(column)} from ${sql.ref(name)}), 'null')`]
}

/** Objects by global id, in the order of the ids. */
export function byId(planner: Planner, context: FieldContext<NodeField>): Piece[] {
  const { many, only } = context.field
  const { path } = context
  const input = required(planner, context, many ? 'ids' : 'id')
  const types = only === undefined ? planner.definitions.nodeTypes : new Set([only])
  refuseTooMany(input, path)
  // The types of the ids decide the statement, and so do the places of what is no id: their items have errors.
  const read = (value: unknown) => listOf(value).map((id) => decodeId(id, types))
  const places = input.decide((value) => read(value).flatMap((id, index) => (id ? [] : [index])))
  for (const place of places) {
    if (!many) throw badId(path)
    planner.errors.addItem(String(path[0]), place, badId([...path, place]))
  }
  const names = input.decide((value) => [...new Set(read(value).flatMap((id) => (id ? [id.type] : [])))].sort())
  const typeNames = sql`${input.param((value) => read(value).map((id) => id?.type ?? null))}::text[]`
  const keys = sql`${input.param((value) => read(value).map((id) => id?.key ?? null))}::text[]`
  const list = byKeys(planner, context, {
    rows: sql`unnest(${typeNames}, ${keys})`,
    columns: ['type', 'key'],
    expected: expectedOf(input),
    types: [...names.map((name) => typeByName(planner, name)), ...goneAmong(planner, names, context.field.gone)],
  })
  return many ? ['[', sql`coalesce(${list}, '')`, ']'] : [sql`coalesce(${list}, 'null')`]
}

/** Rows of one type by a unique column, in the order of the keys; null for missing ones. */
export function batch(planner: Planner, context: FieldContext<BatchField>): Piece[] {
  const { field, path } = context
  const input = required(planner, context, field.argument)
  refuseTooMany(input, path)
  const asKept = inLetters(columnOf(planner.definitions.object(field.type).source?.columns ?? {}, field.column))
  const list = byKeys(planner, context, {
    rows: sql`unnest(${comparable(input, (value) => listOf(asKept(value)))}::text[])`,
    columns: ['key'],
    expected: expectedOf(input),
    types: [{ name: field.type, column: field.column, condition: sql`true` }],
  })
  return ['[', sql`coalesce(${list}, '')`, ']']
}

interface Keys {
  /** Gives the columns in the order of the answer. */
  readonly rows: Sql
  readonly columns: readonly string[]
  /** How many there are, roughly. */
  readonly expected: number
  readonly types: readonly KeyedType[]
}

interface KeyedType {
  readonly name: string
  /** The column the keys are values of. */
  readonly column: string
  /** Which of the keys, under `u`, are of this type. */
  readonly condition: Sql
  /** What the column is compared with: the key itself, unless this is something made of it. */
  readonly key?: Sql
}

const typeByName = (planner: Planner, name: string): KeyedType => ({
  name,
  column: planner.definitions.object(name).key ?? 'id',
  condition: sql`u.type = ${sql.lit(name)}`,
})

/** The keys under `u`, numbered; former keys as those they lead to. */
function keysOf(planner: Planner, types: readonly KeyedType[], { rows, columns }: Pick<Keys, 'rows' | 'columns'>): Sql {
  const names = (alias: string) => columns.map((name) => sql.ref(`${alias}.${name}`))
  const former = types.flatMap(({ name, column, condition }) => {
    const redirect = planner.definitions.object(name).redirects?.[column]
    return redirect ? [sql`when ${condition} then ${redirect(sql.ref('u.key'))}`] : []
  })
  const list = sql.join(columns.map((name) => sql.ref(name)))
  if (former.length === 0) return sql`${rows} with ordinality u (${list}, n)`
  const key = sql`coalesce(case ${sql.join(former, sql` `)} end, u.key) as key`
  const others = names('u').slice(0, -1)
  return sql`(select ${sql.join([...others, key, sql`u.n`])} from ${rows} with ordinality u (${list}, n)) u`
}

/** What stands for objects that are no more, if anything does: looked for only where no type has a row of the key. */
function goneAmong(planner: Planner, names: readonly string[], gone: string | undefined): readonly KeyedType[] {
  if (gone === undefined || names.length === 0) return []
  const missing = names.map((name) => {
    const { source, key = 'id' } = planner.definitions.object(name)
    if (!source) throw new TypeError(`${name} has no rows.`)
    const { kind } = columnOf(source.columns, key)
    return sql`when u.type = ${sql.lit(name)} then not exists (
      select from ${sql.table(source.name)} now where now.${sql.ref(key)} = ${columnKinds[kind].fromText(sql`u.key`)})`
  })
  const condition = sql`case ${sql.join(missing, sql` `)} else false end`
  return [{ name: gone, column: 'node', condition, key: sql`(u.type || ':' || u.key)` }]
}

/** A set for each type, put back in the order of the keys. */
function byKeys(planner: Planner, selected: Selected, { types, expected, ...keys }: Keys): Sql {
  const keyed = keysOf(planner, types, keys)
  const sets = types.map(({ name, column, condition, key: keyText = sql`u.key` }) => {
    const target = planner.definitions.object(name)
    const { kind } = columnOf(target.source?.columns ?? {}, column)
    const key = columnKinds[kind].fromText(keyText)
    const relation = { keys: [column], by: [column] }
    const parents = sql`select ${key} as k0 from ${keyed} where ${condition}`
    const order = sortKeys(target, relation, [])
    const source = { ...rootSource, target, relation, where: [], order, parents, expected }
    const set = planner.rowSet(source, selected, (rows) => {
      const object = planner.typedObject(name, { ...selected, scope: rows.item })
      return { name: rows.names.texts, column: rows.list(concat(object)) }
    })
    const alias = planner.statement.name('set')
    const joined = sql`${condition} and ${sql.ref(`${alias}.k0`)}::text = ${keyText}`
    return {
      join: sql` left join ${sql.ref(set.name)} ${sql.ref(alias)} on ${joined}`,
      text: sql.ref(`${alias}.${set.column}`),
    }
  })
  const text = sql`coalesce(${sql.join([...sets.map((set) => set.text), sql`'null'`])})`
  const joins = sets.map((set) => set.join)
  return sql`(select string_agg(${text}, ',' order by u.n)
    from ${keyed}${joins.length === 0 ? sql`` : sql.join(joins, sql``)})`
}

/** The rows that resolvers point to, in the order of the pointers; null for missing ones. */
export function pointed(planner: Planner, pointers: readonly (Pointer | null)[], selected: Selected): Sql {
  const names = [...new Set(pointers.flatMap((pointer) => pointer?.type ?? []))]
  const types = pointers.map((pointer) => pointer?.type ?? null)
  const keys = pointers.map((pointer) => (pointer ? String(pointer.key) : null))
  return byKeys(planner, selected, {
    expected: pointers.length,
    rows: sql`unnest(${types}::text[], ${keys}::text[])`,
    columns: ['type', 'key'],
    types: names.map((name) => typeByName(planner, name)),
  })
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value])

/** A required argument. Throws RequestError BAD_USER_INPUT. */
function required(planner: Planner, context: FieldContext, name: string): Input {
  const input = planner.argument(context, name)
  if (!input) throw new RequestError('BAD_USER_INPUT', `"${name}" is required.`, context.path)
  return input
}

/** How many rows a list of keys may find. In steps, so that a plan serves lists of many lengths. */
const expectedOf = (input: Input): number => input.decide((value) => (listOf(value).length > 10 ? maximumPageSize : 10))

function refuseTooMany(input: Input, path: Path): void {
  if (input.decide((value) => listOf(value).length > maximumPageSize))
    throw new RequestError('BAD_PAGE_SIZE', `At most ${maximumPageSize} are allowed at once.`, path)
}
