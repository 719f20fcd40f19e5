// The fields of the root that are not lists: rows by a unique column, objects by id, the only row of a query.
import type { FieldNode, GraphQLObjectType } from 'graphql'
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
import { type Path, RequestError } from '../request/errors.ts'
import { badId, decodeId } from '../request/ids.ts'
import { comparable, type Input } from '../request/input.ts'
import { inLetters } from '../request/letters.ts'
import { maximumPage } from '../request/page.ts'
import { concat, type Piece } from '../sql/text.ts'
import type { Nodes, Planner } from './planner.ts'

const rootSource = { links: { keys: [] }, scope: {}, reverse: false, limit: undefined } as const

/** One row by a unique column, or null. */
export function lookup(
  planner: Planner,
  query: GraphQLObjectType,
  field: LookupField,
  nodes: Nodes,
  path: Path,
): Piece[] {
  const input = given(planner, query, nodes[0], field.argument, path)
  const target = planner.definitions.object(field.type)
  const integer = isInteger(target, field.column)
  const value = sql`${comparable(input, inLetters(columnOf(target.source?.columns ?? {}, field.column)))}::${sql.raw(integer ? 'integer' : 'text')}`
  return onlyRow(planner, target, [sql`${sql.ref(`t.${field.column}`)} = ${value}`], nodes, path)
}

/** The only row of a query. */
export const single = (planner: Planner, { type }: SingleField, nodes: Nodes, path: Path): Piece[] =>
  onlyRow(planner, planner.definitions.object(type), [], nodes, path)

function onlyRow(planner: Planner, target: ObjectDefinition, where: readonly Sql[], nodes: Nodes, path: Path): Piece[] {
  const level = planner.newLevel(
    { ...rootSource, target, where, order: [], limit: 1, single: true, parents: undefined },
    undefined,
    path,
  )
  const object = planner.object(planner.objectType(target.name), level.item, nodes, path)
  const text = level.text(level.list(concat(object)))
  level.finish()
  return [sql`coalesce((select ${sql.ref(text)} from ${sql.ref(level.aggregate)}), 'null')`]
}

/** Objects by global id, in the order of the ids. */
export function byId(
  planner: Planner,
  query: GraphQLObjectType,
  { many, only }: NodeField,
  nodes: Nodes,
  path: Path,
): Piece[] {
  const input = given(planner, query, nodes[0], many ? 'ids' : 'id', path)
  const types = only === undefined ? planner.definitions.nodeTypes : new Set([only])
  refuseTooMany(input, path)
  // The types asked for decide the statement, and so do the places of what is no id: their items have errors.
  const read = (value: unknown) => listOf(value).map((id) => decodeId(id, types))
  const places = input.decide((value) => read(value).flatMap((id, index) => (id ? [] : [index])))
  for (const place of places) {
    if (!many) throw badId(path)
    planner.errors.addItem(String(path[0]), place, badId([...path, place]))
  }
  const asked = input.decide((value) => [...new Set(read(value).flatMap((id) => (id ? [id.type] : [])))].sort())
  const typeNames = sql`${input.param((value) => read(value).map((id) => id?.type ?? null))}::text[]`
  const keys = sql`${input.param((value) => read(value).map((id) => id?.key ?? null))}::text[]`
  const list = byKeys(
    planner,
    {
      rows: sql`unnest(${typeNames}, ${keys})`,
      columns: sql`type, key`,
      expected: expectedOf(input),
      types: asked.map((name) => ({
        name,
        column: planner.definitions.object(name).key ?? 'id',
        condition: sql`u.type = ${sql.lit(name)}`,
      })),
    },
    nodes,
    path,
  )
  return many ? ['[', sql`coalesce(${list}, '')`, ']'] : [sql`coalesce(${list}, 'null')`]
}

/** Rows of one type by a unique column, in the order asked for; null for each there is not. */
export function batch(
  planner: Planner,
  query: GraphQLObjectType,
  field: BatchField,
  nodes: Nodes,
  path: Path,
): Piece[] {
  const input = given(planner, query, nodes[0], field.argument, path)
  refuseTooMany(input, path)
  const asKept = inLetters(columnOf(planner.definitions.object(field.type).source?.columns ?? {}, field.column))
  const list = byKeys(
    planner,
    {
      rows: sql`unnest(${comparable(input, (value) => listOf(asKept(value)))}::text[])`,
      columns: sql`key`,
      expected: expectedOf(input),
      types: [{ name: field.type, column: field.column, condition: sql`true` }],
    },
    nodes,
    path,
  )
  return ['[', sql`coalesce(${list}, '')`, ']']
}

interface Keys {
  /** Gives the columns in the order of the answer. */
  readonly rows: Sql
  readonly columns: Sql
  /** How many there are, roughly. */
  readonly expected: number
  readonly types: readonly { readonly name: string; readonly column: string; readonly condition: Sql }[]
}

/** A set for each type asked for, put back in the order of the keys. */
function byKeys(planner: Planner, { rows, columns, types, expected }: Keys, nodes: Nodes, path: Path): Sql {
  const sets = types.map(({ name, column, condition }) => {
    const target = planner.definitions.object(name)
    // Text that is no number is nobody's number.
    const key = isInteger(target, column)
      ? sql`case when u.key collate "C" ~ '^[0-9]{1,9}$' then u.key::integer end`
      : sql`u.key`
    const links = { keys: [column], by: [column] }
    const parents = sql`select ${key} as k0 from ${rows} u (${columns}) where ${condition}`
    const order = planner.sortings(target, links, [])
    const source = { ...rootSource, target, links, where: [], order, parents, expected }
    const level = planner.newLevel(source, undefined, path)
    const text = level.text(level.list(concat(planner.typedObject(name, level.item, nodes, path))))
    level.finish()
    const alias = planner.statement.name('set')
    const joined = sql`${condition} and ${sql.ref(`${alias}.k0`)}::text = u.key`
    return {
      join: sql` left join ${sql.ref(level.aggregate)} ${sql.ref(alias)} on ${joined}`,
      text: sql.ref(`${alias}.${text}`),
    }
  })
  const text = sql`coalesce(${sql.join([...sets.map((set) => set.text), sql`'null'`])})`
  const joins = sets.map((set) => set.join)
  return sql`(select string_agg(${text}, ',' order by u.n)
    from ${rows} with ordinality u (${columns}, n)${joins.length === 0 ? sql`` : sql.join(joins, sql``)})`
}

/** The rows that resolvers point to, in the order of the pointers; null for each there is not. */
export function pointed(planner: Planner, pointers: readonly (Pointer | null)[], nodes: Nodes, path: Path): Sql {
  const names = [...new Set(pointers.flatMap((pointer) => pointer?.type ?? []))]
  return byKeys(
    planner,
    {
      expected: pointers.length,
      rows: sql`unnest(${pointers.map((pointer) => pointer?.type ?? null)}::text[], ${pointers.map((pointer) => (pointer ? String(pointer.key) : null))}::text[])`,
      columns: sql`type, key`,
      types: names.map((name) => ({
        name,
        column: planner.definitions.object(name).key ?? 'id',
        condition: sql`u.type = ${sql.lit(name)}`,
      })),
    },
    nodes,
    path,
  )
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value])

const isInteger = ({ source }: ObjectDefinition, column: string): boolean =>
  columnOf(source?.columns ?? {}, column).kind === 'integer'

function given(planner: Planner, query: GraphQLObjectType, node: FieldNode, name: string, path: Path): Input {
  const input = planner.argument(query, node, name, path)
  if (!input) throw new RequestError('BAD_USER_INPUT', `"${name}" is required.`, path)
  return input
}

/** How many rows a list of keys may find. In steps, so that a plan serves lists of many lengths. */
const expectedOf = (input: Input): number => input.decide((value) => (listOf(value).length > 10 ? maximumPage : 10))

function refuseTooMany(input: Input, path: Path): void {
  if (input.decide((value) => listOf(value).length > maximumPage))
    throw new RequestError('BAD_PAGE_SIZE', `At most ${maximumPage} are allowed at once.`, path)
}
