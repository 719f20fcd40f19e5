// The definitions of types and fields for the planner: tables, columns, relations. The declarations put them into the
// `extensions` of GraphQL types and fields, where the planner reads them.
import type { Expression } from 'kysely'
import type { Column, ColumnKind, Columns, Table } from '../../db/columns.ts'
import type { Input } from '../request/input.ts'
import type { Condition, Sql, TextSearch } from '../request/search-text.ts'

/** Rows to choose from: a table, or a query that stands for one. */
export type Source = Table | DerivedTable

/** A query used like a table, with the arguments it reads. */
export interface DerivedTable<C extends Columns = Columns, S extends Arguments = Arguments> {
  readonly name: string
  readonly columns: C
  /** The query, with at least the needed columns, and no rows beyond `only`. Of a page it may give the page alone. */
  query(needed: ReadonlySet<string>, context: QueryContext<S>, only: Only | undefined, page?: PageOfRows): Sql
}

/** The page that is read, where it is of all rows of one parent: no condition leaves any of them out. */
export interface PageOfRows {
  /** How many rows it has at most. */
  readonly limit: number
  /** The columns of its order. */
  readonly columns: readonly string[]
  /** Whether it counts from the end of that order. */
  readonly backward: boolean
  /** The values of these columns that it comes after, counted its way; none where it begins with the first row. */
  readonly after: readonly Sql[]
}

/** The only values of a column that matter, as a query. */
export interface Only {
  readonly column: string
  /** A query with one column, which has each value once. */
  readonly values: Query<Readonly<Record<string, number>>>
}

/** Arguments a field hands down to the fields below it, by name. Constants are set by the schema: clients cannot choose them. */
export type Arguments = Readonly<Record<string, Input | string | boolean | undefined>>

/**
 * How the rows of a field are related to the object they are a field of.
 *
 * `rows` gives, for the parent's key (the values of its columns `keys`), a query with a column `target_id`, one row for
 * each related row, and the columns `edgeColumns` names. Without `rows` the related row itself carries the key in `by`.
 */
export interface Relation<
  Key extends string = string,
  Edge extends Columns = Columns,
  S extends Arguments = Arguments,
> {
  /** Columns of the parent whose values are the key. */
  readonly keys: readonly Key[]
  /** Columns of the related table that hold the key. */
  readonly by?: readonly string[]
  rows?(key: KeyOf<Key>, needed: ReadonlySet<string>, context: QueryContext<S>): Query<Related>
  /**
   * The same for many parents at once, with the key's values as key0, key1, …: `isParent` is the condition that columns hold
   * the key of one of them. Without it, `rows` runs for each parent.
   */
  many?(isParent: IsParent, needed: ReadonlySet<string>, context: QueryContext<S>): Query<Related>
  /**
   * Every (parent_id, target_id) pair of all parents; duplicates are allowed. Filters use it, so that Postgres may begin
   * with the few related rows that match, and not with every parent.
   */
  readonly edges?: Query<Pair>
  /** The columns of `rows` and `many` that describe the edge. */
  readonly edgeColumns?: Edge
  /** The join table that makes the relation, and its columns for both ends, where there is one. */
  readonly join?: Join
}

/** A join table: each row ties a parent to a related row. */
export interface Join {
  readonly table: Table
  readonly parent: string
  readonly target: string
}

/** A query that gives at least these columns. */
export type Query<Row> = Expression<Row>

/** A row related to the parent. */
export interface Related {
  readonly target_id: number
}

/** A parent, and a row related to it. */
export interface Pair extends Related {
  readonly parent_id: number
}

/** A parent's key, by the names of its columns. */
export type KeyOf<Key extends string> = Readonly<Record<Key, Expression<number>>>

/** The condition that the values of columns are the key of a parent. */
export type IsParent = (columns: readonly Sql[]) => Condition

/** What a query of one's own may use of the request. */
export interface QueryContext<S extends Arguments = Arguments> {
  /** Arguments of the field, or of the nearest one above that has arguments of its own. */
  readonly scope: S
  /**
   * A filter as a condition on the rows of a table under `alias`; undefined where it is absent or null. Throws TypeError
   * where it is no filter of a type with these rows: a mistake in the declarations, not in a request.
   */
  readonly condition: (rows: Source, filter: Arguments[string], alias: string) => Condition | undefined
}

/** The direction of an order, as clients write it. */
export type Direction = 'ASC' | 'DESC'

/** One key of an order: a column of the rows, or of the edges to them. */
export interface OrderKey {
  readonly column: string
  readonly direction: Direction
  readonly on?: 'link'
}

/** Whether clients may filter rows by a field, and order them by it. */
interface Usable {
  readonly filter?: boolean
  readonly sort?: boolean
}

/** A value of the row itself. */
export interface ColumnField extends Usable {
  readonly is: 'column'
  readonly column: string
}

/** A value computed from columns of the row, as JSON text. */
export interface ExpressionField {
  readonly is: 'expression'
  readonly text: (column: (name: string) => Sql, typeName: string, args: Arguments) => Sql
}

/** An object made of columns of the same row; null where the column `present` is. */
export interface EmbeddedField {
  readonly is: 'embedded'
  readonly type: string
  readonly present?: string
}

/** The one row another table holds for this row's column. */
export interface OneField extends Usable {
  readonly is: 'one'
  readonly type: string
  readonly column: string
  readonly nullable: boolean
}

/** A union: the first member whose foreign key is set. */
export interface UnionField {
  readonly is: 'union'
  readonly members: readonly { readonly type: string; readonly column: string }[]
}

interface ManyField extends Usable {
  readonly type: string
  readonly relation: Relation
  readonly order: readonly OrderKey[]
  /** Names of the arguments that are passed down to the fields below. */
  readonly args: readonly string[]
  /** Constants, handed down like arguments. */
  readonly fixed: Arguments
}

/** All related rows. */
export interface ListField extends ManyField {
  readonly is: 'list'
}

/** The values of one column of a side table, in the order of the values. */
export interface ValuesField extends Usable {
  readonly is: 'values'
  readonly table: Table
  readonly by: string
  readonly column: string
}

/** Related rows page by page, filtered and ordered by the request. */
export interface ConnectionField extends ManyField {
  readonly is: 'connection'
}

/** A root object without a row: its fields are lists and connections that read its arguments. */
export interface ContainerField {
  readonly is: 'container'
  readonly type: string
  readonly args: readonly string[]
}

/** One row looked up by a unique column, at the root. */
export interface LookupField {
  readonly is: 'lookup'
  readonly type: string
  /** The argument's name and the column it is compared with. */
  readonly argument: string
  readonly column: string
}

/** Objects by their global ids, at the root. */
export interface NodeField {
  readonly is: 'node'
  readonly many: boolean
  /** The only type whose ids are taken. */
  readonly only?: string
  /** The type that stands for objects that are no more; its column `node` holds their type and key. */
  readonly gone?: string
}

/** Rows by a unique column, in the order of the keys, at the root. */
export interface BatchField {
  readonly is: 'batch'
  readonly type: string
  /** The argument's name and the column it is compared with. */
  readonly argument: string
  readonly column: string
}

/** The only row of a query, at the root. */
export interface SingleField {
  readonly is: 'single'
  readonly type: string
}

/** A part of a page, of its edges or of its facets, which are made with the connection. */
export interface PartField {
  readonly is: 'part'
}

/** Computed by a resolver, from these columns of the row. */
export interface ResolvedField {
  readonly is: 'resolved'
  readonly columns: readonly string[]
}

/** A field of a row. */
export type FieldDefinition =
  | ColumnField
  | ExpressionField
  | EmbeddedField
  | OneField
  | UnionField
  | ListField
  | ValuesField
  | ConnectionField
  | PartField
  | ResolvedField
/** A field of the root. */
export type RootField =
  | LookupField
  | BatchField
  | NodeField
  | SingleField
  | ListField
  | ConnectionField
  | ContainerField
  | ResolvedField
/** A field that a statement may answer. */
export type AnyField = FieldDefinition | RootField

/** A part of a public key: a column, or the public key of the row that a foreign key refers to. */
export interface KeyPart {
  readonly column: string
  readonly of?: { readonly table: string; readonly column: string }
}

/** What the planner knows of a type of rows. */
export interface RowType {
  /** Absent for objects that have no row. */
  readonly source?: Source
  /** What identifies a row to clients; the type is then a Node. */
  readonly key?: readonly KeyPart[]
  /** Columns that identify a row, to make orders total; `id` by default. */
  readonly identity?: readonly string[]
  /** By columns that rows are looked up by: the value that a former one leads to, or null, as an expression. */
  readonly redirects?: Readonly<Record<string, (former: Sql) => Sql>>
  /** How connections of this type are searched by text. */
  readonly search?: TextSearch
  /** What the rows of connections of this type are counted by, by the facet's name. */
  readonly facets?: Readonly<Record<string, Facet>>
  /** What clients can do with rows of this type; everything by default. The plugin only passes it on. */
  readonly edits?: readonly Edit[]
}

/** What can be done with a row. */
export type Edit = 'create' | 'update' | 'delete'

/** A type as the planner reads it from the schema. */
export interface ObjectDefinition extends RowType {
  readonly name: string
  readonly fields: Readonly<Record<string, FieldDefinition>>
  /** Names of fields clients may filter by. */
  readonly filters: readonly string[]
  /** Names of column fields clients may order by. */
  readonly orders: readonly string[]
}

declare module 'graphql' {
  interface GraphQLFieldExtensions<_TSource, _TContext, _TArgs> {
    relational?: AnyField
  }
  interface GraphQLObjectTypeExtensions<_TSource, _TContext> {
    relational?: RowType
  }
  interface GraphQLInputObjectTypeExtensions {
    /** The input is a filter of the rows of this type. */
    relational?: { readonly filtered: string }
  }
}

/** A query for `id`, `value` and `label`: the values each row is counted under. */
export type Facet = () => Query<{ readonly id: number; readonly value: string | null; readonly label: string | null }>

/** A column by its name. Throws TypeError if there is none: a mistake in the declarations. */
export const columnOf = (columns: Columns, name: string): Column => {
  const column = columns[name]
  if (!column) throw new TypeError(`There is no column "${name}" among ${Object.keys(columns).join(', ')}.`)
  return column
}

export type { Condition, SearchText, Sql, TextSearch } from '../request/search-text.ts'
export type { ColumnKind }
