// The words entities are written in. Columns are checked against the table by the compiler; other types are named by
// their name, so that entities need not import each other.
import { sql } from 'kysely'
import type { Columns, Table } from '../db/columns.ts'
import type { Vocabulary } from '../vocabulary.ts'
import {
  type ArgumentDefinition,
  type ColumnField,
  type ConnectionField,
  columnOf,
  type EmbeddedField,
  type ExpressionField,
  type Facet,
  type FieldDefinition,
  type LinkContext,
  type Links,
  type ListField,
  type ObjectDefinition,
  type OneField,
  type OrderKey,
  type ScalarName,
  type Source,
  type Sql,
  type TextSearch,
  type UnionField,
  type ValuesField,
} from './definition.ts'
import { base64url, columnText } from './text.ts'

/** An order, most important column first; a minus before the name turns it round, `link.` reads a column of the link. */
const orderKeys = (names: readonly string[]): readonly OrderKey[] =>
  names.map((name) => {
    const direction = name.startsWith('-') ? 'DESC' : 'ASC'
    const column = name.replace(/^-/, '')
    return column.startsWith('link.') ? { column: column.slice(5), direction, on: 'link' } : { column, direction }
  })

interface Many {
  readonly description: string
  readonly links: Links
  /** Columns of the related rows; a minus before the name turns the order round. */
  readonly order: readonly string[]
  readonly args?: Readonly<Record<string, ArgumentDefinition>>
  /** Handed down like arguments. */
  readonly fixed?: Readonly<Record<string, string>>
}

/** All related rows. For what is never long. */
export const list = (type: string, { order, ...more }: Many): ListField => ({
  is: 'list',
  type,
  order: orderKeys(order),
  ...more,
})

/** Related rows page by page, with a filter and an order of the request's. */
export const connection = (
  type: string,
  { order, ...more }: Many & { readonly edge?: Readonly<Record<string, FieldDefinition>> },
): ConnectionField => ({ is: 'connection', type, order: orderKeys(order), ...more })

/** The values of one column of a side table. */
export const values = <T extends Table>(
  table: T,
  by: keyof T['columns'] & string,
  column: keyof T['columns'] & string,
  description: string,
): ValuesField => ({
  is: 'values',
  table,
  by,
  column,
  description,
})

/** A value worked out of columns of the row: an expression whose text is JSON. */
export const expression = (
  type: ScalarName | Vocabulary,
  description: string,
  text: ExpressionField['text'],
  { nullable = false, isList = false } = {},
): ExpressionField => ({ is: 'expression', type, description, nullable, list: isList, text })

/** An object made of columns of the same row; null where the column `present` is. */
export const embedded = (type: string, description: string, present?: string): EmbeddedField => ({
  is: 'embedded',
  type,
  description,
  ...(present !== undefined && { present }),
})

/** The row of one of several types: the first whose column leads to one. */
export const union = (
  type: string,
  typeDescription: string,
  members: UnionField['members'],
  description: string,
): UnionField => ({
  is: 'union',
  type,
  typeDescription,
  members,
  description,
})

/** No link at all: every row of the table, for fields of the root. */
export const everything: Links = { keys: [] }

/** Rows that carry the parent's id in a column of their own. */
export const child = <T extends Table>(_table: T, column: keyof T['columns'] & string): Links => ({
  keys: ['id'],
  by: [column],
})

/** Rows found by a query for one parent that can as well find those of many. */
export const linkedAll = (
  more: Pick<Links, 'edge' | 'filter' | 'pairs'>,
  rows: (among: (column: Sql) => Sql, needed: ReadonlySet<string>, links: LinkContext) => Sql,
): Links => ({
  keys: ['id'],
  ...more,
  rows: ([id], needed, links) => rows((column) => sql`${column} = ${id}`, needed, links),
  set: (among, needed, links) => rows((column) => among([column]), needed, links),
})

/** Rows reached over a table that holds both ids, at most once for each pair; its other columns are there for the edge. */
export function through<T extends Table>(
  table: T,
  parent: keyof T['columns'] & string,
  target: keyof T['columns'] & string,
): Links {
  const pairs = sql`select ${sql.ref(parent)} as parent_id, ${sql.ref(target)} as target_id from ${sql.table(table.name)}`
  return linkedAll({ edge: table.columns, pairs }, (among, needed) => {
    const columns = [...needed].filter((name) => name !== 'target_id').map((name) => sql`, ${sql.ref(name)}`)
    return sql`select ${sql.ref(parent)} as k0, ${sql.ref(target)} as target_id${sql.join(columns, sql``)}
      from ${sql.table(table.name)} where ${among(sql.ref(parent))}`
  })
}

/** Rows a query of one's own finds, as `target_id`, for the parent's id; `pairs` finds them for all parents. */
export const linked = (rows: (id: Sql, links: LinkContext) => Sql, pairs: Sql): Links => ({
  keys: ['id'],
  pairs,
  rows: ([id], _needed, links) => rows(id ?? sql`null`, links),
})

/** The fields that concern columns of one source. */
export interface FieldsOf<C extends Columns> {
  /** A column's value, with the GraphQL type its kind says. */
  column(name: keyof C & string, description: string): ColumnField
  /** The row another table holds for the column. */
  one(type: string, name: keyof C & string, description: string): OneField
}

interface ObjectOptions<S extends Source> {
  readonly name: string
  readonly description: string
  readonly source: S
  /** The column clients know a row by; gives the type an `id`. */
  readonly key?: keyof S['columns'] & string
  /** Columns that tell rows apart where there is no `id`. */
  readonly identity?: readonly (keyof S['columns'] & string)[]
  readonly interfaces?: readonly string[]
  readonly fields: (f: FieldsOf<S['columns']>) => Readonly<Record<string, FieldDefinition>>
  readonly filters?: readonly string[]
  readonly orders?: readonly string[]
  readonly search?: TextSearch
  readonly facets?: Readonly<Record<string, Facet>>
}

/** A type whose objects are rows. */
export function object<S extends Source>(options: ObjectOptions<S>): ObjectDefinition {
  const {
    name,
    description,
    source,
    key,
    identity,
    search,
    facets,
    interfaces = [],
    filters = [],
    orders = [],
  } = options
  const fields = options.fields({
    column: (column, text) => ({ is: 'column', column, description: text }),
    one: (type, column, text) => ({
      is: 'one',
      type,
      column,
      nullable: columnOf(source.columns, column).nullable,
      description: text,
    }),
  })
  const id = key && { id: globalId(name, key) }
  for (const field of [...filters, ...orders])
    if (!(field in fields)) throw new TypeError(`${name} has no field "${field}".`)
  return {
    name,
    description,
    source,
    filters,
    orders,
    fields: { ...id, ...fields },
    interfaces: key ? ['Node', ...interfaces] : interfaces,
    ...(key && { key }),
    ...(identity && { identity }),
    ...(search && { search }),
    ...(facets && { facets }),
  }
}

/** A type whose objects are columns of the row they stand in, which may be of any of several tables. */
export function embeddedObject<C extends Columns>(
  name: string,
  description: string,
  columns: C,
  fields: (f: Pick<FieldsOf<C>, 'column'>) => Readonly<Record<string, FieldDefinition>>,
): ObjectDefinition {
  const column: FieldsOf<C>['column'] = (column, text) => ({ is: 'column', column, description: text })
  return {
    name,
    description,
    source: { name: 'embedded', columns },
    interfaces: [],
    filters: [],
    orders: [],
    fields: fields({ column }),
  }
}

/** An object without a row, at the root. */
export const frame = (
  name: string,
  description: string,
  fields: Readonly<Record<string, FieldDefinition>>,
): ObjectDefinition => ({
  name,
  description,
  interfaces: [],
  filters: [],
  orders: [],
  fields,
})

const globalId = (type: string, key: string): ExpressionField =>
  expression(
    'ID',
    'The global id of this object, to be given to `node` and `nodes`. Opaque; stable as long as the object exists.',
    (column) => sql`'"' || ${base64url(sql`${sql.lit(`${type}:`)} || ${column(key)}::text`)} || '"'`,
  )

/** A part of an id: a column of the row, or a column of the row of a table that it leads to. */
export type IdPart = string | { readonly column: string; readonly of: Table; readonly key: string }

/**
 * The id of a row that has no key of its own: the keys of the rows it belongs to, and columns that tell it apart from others
 * of them. All but the last hold no slash. Caches keep objects by it; `node` finds none.
 */
export const compoundId = (type: string, parts: readonly IdPart[]): ExpressionField =>
  expression('ID', 'A global id, for caches: stable as long as the object exists. Not for `node`.', (column) => {
    const texts = parts.map((part) =>
      typeof part === 'string'
        ? sql`${column(part)}::text`
        : sql`(select k.${sql.ref(part.key)} from ${sql.table(part.of.name)} k where k.id = ${column(part.column)})`,
    )
    return sql`'"' || ${base64url(sql`${sql.lit(`${type}:`)} || ${sql.join(texts, sql` || '/' || `)}`)} || '"'`
  })

/** The JSON text of a column of a source, for expressions. */
export const textOf = (columns: Columns, name: string, value: Sql): Sql => columnText(columnOf(columns, name), value)
