// The fields of the root that are not lists: rows by a unique column, objects by id, the only row of a query.
import { sql } from 'kysely'
import {
  type BatchField,
  columnOf,
  type KeyPart,
  type LookupField,
  type NodeField,
  type ObjectDefinition,
  type SingleField,
  type Sql,
} from '../definition/definition.ts'
import type { Pointer } from '../definition/pointer.ts'
import { columnKinds, sqlTypeOf } from '../request/column-kinds.ts'
import { RequestError } from '../request/errors.ts'
import { badId, decodeId, type GlobalId, partsOfKey } from '../request/ids.ts'
import { comparable, type Input } from '../request/input.ts'
import { inLetters } from '../request/letters.ts'
import { maximumPageSize } from '../request/limits.ts'
import { sortKeys } from '../sql/order.ts'
import { keyColumn, named, targetAlias } from '../sql/row-columns.ts'
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
  const parameter = comparable(input, inLetters(column))
  const value = sql`${parameter}::${sqlTypeOf(column)}`
  const currentKey = target.redirects?.[field.column]?.(value)
  if (currentKey) planner.mayBeFormer({ responseKey: String(context.path.at(-1)), parameter, currentKey })
  return onlyRow(planner, context, target, [sql`${sql.ref(`${targetAlias}.${field.column}`)} = ${value}`])
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
  // The types of the ids decide the statement, and so do the places of what is no id: their items have errors.
  const read = (value: unknown) => listOf(value).map((id) => keyedBy(planner, decodeId(id, types)))
  const places = input.decide((value) => read(value).flatMap((id, index) => (id ? [] : [index])))
  for (const place of places) {
    if (!many) throw badId(path)
    planner.errors.addItem(String(path[0]), place, badId([...path, place]))
  }
  const names = input.decide((value) => [...new Set(read(value).flatMap((id) => (id ? [id.type] : [])))].sort())
  const typeNames = sql`${input.param((value) => read(value).map((id) => id?.type ?? null))}::text[]`
  const keyed = names.map((name) => typeByName(planner, name))
  const keys = Array.from({ length: Math.max(1, ...keyed.map(({ key }) => key.length)) }, (_, part) => part).map(
    (part) => sql`${input.param((value) => read(value).map((id) => id?.parts[part] ?? null))}::text[]`,
  )
  const list = byKeys(planner, context, {
    rows: sql`unnest(${sql.join([typeNames, ...keys])})`,
    columns: ['type', ...keys.map((_, part) => keyColumn(part))],
    expected: expectedOf(input),
    types: [...keyed, ...goneAmong(planner, keyed, context.field.gone)],
  })
  return many ? ['[', sql`coalesce(${list}, '')`, ']'] : [sql`coalesce(${list}, 'null')`]
}

/** Rows of one type by a unique column, in the order of the keys; null for missing ones. */
export function batch(planner: Planner, context: FieldContext<BatchField>): Piece[] {
  const { field } = context
  const input = required(planner, context, field.argument)
  const asKept = inLetters(columnOf(planner.definitions.object(field.type).source?.columns ?? {}, field.column))
  const list = byKeys(planner, context, {
    rows: sql`unnest(${comparable(input, (value) => listOf(asKept(value)))}::text[])`,
    columns: [keyColumn(0)],
    expected: expectedOf(input),
    types: [{ name: field.type, key: [{ column: field.column }], condition: sql`true` }],
  })
  return ['[', sql`coalesce(${list}, '')`, ']']
}

/** What an id says: a type, and the parts of the key. Undefined if it says neither. */
function keyedBy(planner: Planner, id: GlobalId | undefined): { type: string; parts: readonly string[] } | undefined {
  const parts = id && partsOfKey(id.key, planner.definitions.object(id.type).key?.length ?? 1)
  return parts && { type: id.type, parts }
}

interface Keys {
  /** Gives the columns in the order of the answer: the parts of a key are key0, key1, … */
  readonly rows: Sql
  readonly columns: readonly string[]
  /** How many there are, roughly. */
  readonly expected: number
  readonly types: readonly KeyedType[]
}

interface KeyedType {
  readonly name: string
  readonly key: readonly KeyPart[]
  /** Which of the keys, under `requested`, are of this type. */
  readonly condition: Sql
  /** What the column is compared with: the part of the key itself, unless this is something made of it. */
  readonly text?: Sql
}

const typeByName = (planner: Planner, name: string): KeyedType => ({
  name,
  key: planner.definitions.object(name).key ?? [{ column: 'id' }],
  condition: sql`requested.type = ${sql.lit(name)}`,
})

/** The keys, numbered, under the alias `requested`; former keys as those they lead to. */
function requestedKeys(
  planner: Planner,
  types: readonly KeyedType[],
  { rows, columns }: Pick<Keys, 'rows' | 'columns'>,
): Sql {
  const list = sql.join([...columns, 'ordinal'].map((name) => sql.ref(name)))
  const former = types.flatMap(({ name, key: [first, ...others], condition }) => {
    const redirect = first && others.length === 0 && planner.definitions.object(name).redirects?.[first.column]
    return redirect ? [sql`when ${condition} then ${redirect(textOfKey(0))}`] : []
  })
  if (former.length === 0) return sql`${rows} with ordinality requested (${list})`
  const first = sql.ref(keyColumn(0))
  const led = [...columns, 'ordinal'].map((name) =>
    name === keyColumn(0)
      ? sql`coalesce(case ${sql.join(former, sql` `)} end, ${textOfKey(0)}) as ${first}`
      : sql.ref(`requested.${name}`),
  )
  return sql`(select ${sql.join(led)} from ${rows} with ordinality requested (${list})) requested`
}

/** What stands for objects that are no more, if anything does: looked for only where no type has a row of the key. */
function goneAmong(planner: Planner, types: readonly KeyedType[], gone: string | undefined): readonly KeyedType[] {
  if (gone === undefined) return []
  const missing = types.flatMap(({ name, key: [first, ...others] }) => {
    const { source } = planner.definitions.object(name)
    if (!source || !first || first.of || others.length > 0) return []
    const value = columnKinds[columnOf(source.columns, first.column).kind].fromText(textOfKey(0))
    // A scalar subquery, which looks the key up; `not exists` may become a hash of the whole table.
    return sql`when requested.type = ${sql.lit(name)} then (
      select 1 from ${sql.table(source.name)} now where now.${sql.ref(first.column)} = ${value} limit 1) is null`
  })
  if (missing.length === 0) return []
  const condition = sql`case ${sql.join(missing, sql` `)} else false end`
  return [{ name: gone, key: [{ column: 'node' }], condition, text: sql`(requested.type || ':' || ${textOfKey(0)})` }]
}

/** A set for each type, put back in the order of the keys. */
function byKeys(planner: Planner, selected: Selected, { types, expected, ...keys }: Keys): Sql {
  const requested = requestedKeys(planner, types, keys)
  const sets = types.map(({ name, key, condition, text }) => {
    const target = planner.definitions.object(name)
    const names = key.map(({ column }) => column)
    const relation = { keys: names, by: names }
    const textOf = (index: number) => text ?? textOfKey(index)
    const values = named(key.map((part, index) => [keyColumn(index), valueOfKey(target, part, textOf(index))]))
    const parents = sql`select ${sql.join(values)} from ${requested} where ${condition}`
    const order = sortKeys(target, relation, [])
    const source = { ...rootSource, target, relation, where: [], order, parents, expected }
    const set = planner.rowSet(source, selected, (rows) => {
      const object = planner.typedObject(name, { ...selected, scope: rows.item })
      return { name: rows.names.texts, column: rows.list(concat(object)) }
    })
    const isOfKey = key.map((part, index) => {
      const own = sql.ref(`${set.name}.${keyColumn(index)}`)
      return part.of ? sql`${own} = ${valueOfKey(target, part, textOf(index))}` : sql`${own}::text = ${textOf(index)}`
    })
    const joined = sql.join([condition, ...isOfKey], sql` and `)
    return {
      join: sql` left join ${sql.ref(set.name)} on ${joined}`,
      text: sql.ref(`${set.name}.${set.column}`),
    }
  })
  const text = sql`coalesce(${sql.join([...sets.map((set) => set.text), sql`'null'`])})`
  const joins = sets.map((set) => set.join)
  return sql`(select string_agg(${text}, ',' order by requested.ordinal)
    from ${requested}${joins.length === 0 ? sql`` : sql.join(joins, sql``)})`
}

/** A part of the key that is looked for, as text. */
const textOfKey = (index: number): Sql => sql.ref(`requested.${keyColumn(index)}`)

/** The value of the column that a part of a key, given as text, stands for. */
function valueOfKey({ source }: ObjectDefinition, { column, of }: KeyPart, text: Sql): Sql {
  if (of) return sql`(select k.id from ${sql.table(of.table)} k where k.${sql.ref(of.column)} = ${text})`
  return columnKinds[columnOf(source?.columns ?? {}, column).kind].fromText(text)
}

/** The rows that resolvers point to, in the order of the pointers; null for missing ones. */
export function pointed(planner: Planner, pointers: readonly (Pointer | null)[], selected: Selected): Sql {
  const names = [...new Set(pointers.flatMap((pointer) => pointer?.type ?? []))]
  const types = pointers.map((pointer) => pointer?.type ?? null)
  const keyed = names.map((name) => typeByName(planner, name))
  const counts = new Map(keyed.map(({ name, key }) => [name, key.length]))
  const parts = pointers.map((pointer) => pointer && partsOfKey(String(pointer.key), counts.get(pointer.type) ?? 1))
  const keys = Array.from({ length: Math.max(1, ...counts.values()) }, (_, part) =>
    parts.map((own) => own?.[part] ?? null),
  )
  return byKeys(planner, selected, {
    expected: pointers.length,
    rows: sql`unnest(${types}::text[], ${sql.join(keys.map((own) => sql`${own}::text[]`))})`,
    columns: ['type', ...keys.map((_, part) => keyColumn(part))],
    types: keyed,
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
