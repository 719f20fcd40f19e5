// What a type of the API says of itself: its table, its fields, how its rows hang on others. Written by the entities,
// read by build.ts (which makes GraphQL types of it) and by the compiler (which makes SQL of it).
import type { RawBuilder } from 'kysely'
import type { Column, ColumnKind, Columns, Table } from '../db/columns.ts'
import type { Vocabulary } from '../vocabulary.ts'
import type { RequestErrorCode } from './errors.ts'
import type { Input } from './input.ts'

export type Sql = RawBuilder<unknown>

/** Rows to choose from: a table, or a query that stands for one. */
export type Source = Table | DerivedTable

/** A query used like a table. Only the columns a request needs are asked of it. */
export interface DerivedTable {
  readonly name: string
  readonly columns: Columns
  /** The query, with at least the needed columns, and no rows beyond `only`. */
  readonly query: (needed: ReadonlySet<string>, context: LinkContext, only: Only | undefined) => Sql
}

/** The only values of a column that matter, as a query. */
export interface Only {
  readonly column: string
  readonly values: Sql
}

/** Arguments a field hands down to the fields below it, by name; fixed texts stand for arguments that clients cannot choose. */
export type Arguments = Readonly<Record<string, Input | string | undefined>>

/**
 * How rows hang on the object they are a field of.
 *
 * `rows` gives, for the parent's key (the values of its columns `keys`), a query with a column `target_id`, one row for
 * each related row, and the columns `edge` names. Without `rows` the related row itself carries the parent's key in `by`.
 */
export interface Links {
  /** Columns of the parent whose values are the key. */
  readonly keys: readonly string[]
  /** Columns of the related table that hold the key. */
  readonly by?: readonly string[]
  readonly rows?: (key: readonly Sql[], needed: ReadonlySet<string>, links: LinkContext) => Sql
  /**
   * The same for many parents at once, with the key's values as k0, k1, …: `among` is the condition that columns hold the
   * key of one of them. Without it, `rows` is asked for each parent.
   */
  readonly set?: (among: Among, needed: ReadonlySet<string>, links: LinkContext) => Sql
  /**
   * The same links of all parents at once, as `parent_id` and `target_id`, the same pair as often as it comes. Filters ask
   * for these, so that Postgres may begin with the few related rows that match, and not with every parent.
   */
  readonly pairs?: Sql
  /** What `rows` knows of each link. */
  readonly edge?: Columns
  /** The type whose filter chooses among the links, and the argument that takes it. */
  readonly filter?: { readonly type: string; readonly argument: string; readonly description: string }
}

/** The condition that the values of columns are the key of a parent. */
export type Among = (columns: readonly Sql[]) => Sql

export interface LinkContext {
  /** Arguments of the field, or of the nearest one above that has arguments of its own. */
  readonly scope: Arguments
  /** What a filter of that type asks, as a condition on the rows under the alias given. */
  readonly condition: (type: string, filter: Input | string | undefined, alias: string) => Sql | undefined
}

export type Direction = 'ASC' | 'DESC'

/** One key of an order: a column of the rows, or of their links. */
export interface OrderKey {
  readonly column: string
  readonly direction: Direction
  readonly on?: 'link'
}

interface Described {
  readonly description: string
  readonly deprecationReason?: string
}

/** A value of the row itself. */
export interface ColumnField extends Described {
  readonly is: 'column'
  readonly column: string
  /** GraphQL type where the column's own does not say it all. */
  readonly type?: 'ID'
}

/** A value worked out of columns of the row, as JSON text. */
export interface ExpressionField extends Described {
  readonly is: 'expression'
  readonly type: ScalarName | Vocabulary
  readonly list: boolean
  readonly nullable: boolean
  readonly text: (column: (name: string) => Sql, typeName: string) => Sql
}

export type ScalarName = 'ID' | 'String' | 'Int' | 'Boolean' | 'Date' | 'DateTime'

/** An object made of columns of the same row; null where `present` is given and null. */
export interface EmbeddedField extends Described {
  readonly is: 'embedded'
  readonly type: string
  readonly present?: string
}

/** The one row another table holds for this row's column. */
export interface OneField extends Described {
  readonly is: 'one'
  readonly type: string
  readonly column: string
  readonly nullable: boolean
}

/** The row of one of several types, whichever column leads to one. */
export interface UnionField extends Described {
  readonly is: 'union'
  readonly type: string
  readonly typeDescription: string
  readonly members: readonly { readonly type: string; readonly column: string }[]
}

interface ManyField extends Described {
  readonly type: string
  readonly links: Links
  readonly order: readonly OrderKey[]
  readonly args?: Readonly<Record<string, ArgumentDefinition>>
  /** Handed down like arguments. */
  readonly fixed?: Readonly<Record<string, string>>
}

/** All related rows. */
export interface ListField extends ManyField {
  readonly is: 'list'
}

/** The values of one column of a side table, in the order of the values. */
export interface ValuesField extends Described {
  readonly is: 'values'
  readonly table: Table
  readonly by: string
  readonly column: string
}

/** Related rows page by page, filtered and ordered by the request. */
export interface ConnectionField extends ManyField {
  readonly is: 'connection'
  /** Fields of the edge, over the links' own columns and the keys of both ends. */
  readonly edge?: Readonly<Record<string, FieldDefinition>>
}

/** An object that has no row, at the root: its fields are lists and connections over the arguments given here. */
export interface FrameField extends Described {
  readonly is: 'frame'
  readonly type: string
  readonly args?: Readonly<Record<string, ArgumentDefinition>>
}

/** One row looked up by a unique column, at the root. */
export interface LookupField extends Described {
  readonly is: 'lookup'
  readonly type: string
  /** The argument's name and the column it is compared with. */
  readonly argument: string
  readonly column: string
  readonly argumentDescription: string
}

/** Objects by their global ids, at the root. */
export interface NodeField extends Described {
  readonly is: 'node'
  readonly many: boolean
  /** The only type whose ids are taken. */
  readonly only?: string
}

/** Rows by a unique column, in the order asked for, at the root. */
export interface BatchField extends Described {
  readonly is: 'batch'
  readonly type: string
  /** The argument's name and the column it is compared with. */
  readonly argument: string
  readonly column: string
  readonly argumentDescription: string
}

/** The only row of a query, at the root. */
export interface SingleField extends Described {
  readonly is: 'single'
  readonly type: string
}

export type FieldDefinition =
  | ColumnField
  | ExpressionField
  | EmbeddedField
  | OneField
  | UnionField
  | ListField
  | ValuesField
  | ConnectionField
export type RootField = LookupField | BatchField | NodeField | SingleField | ListField | ConnectionField | FrameField
export type AnyField = FieldDefinition | RootField

/** An argument a field takes besides the usual ones; handed down to what hangs below. */
export type ArgumentDefinition = Described &
  (
    | { readonly is: 'enum'; readonly vocabulary: Vocabulary; readonly required?: boolean }
    | { readonly is: 'enums'; readonly vocabulary: Vocabulary }
    | { readonly is: 'where'; readonly type: string }
    | { readonly is: 'boolean' }
    | { readonly is: 'text'; readonly required?: boolean; readonly unsearchable?: TextSearch['unsearchable'] }
    | { readonly is: 'integer'; readonly minimum: number; readonly maximum: number }
  )

export interface ObjectDefinition {
  readonly name: string
  readonly description: string
  /** Absent for objects embedded in others' rows and for frames. */
  readonly source?: Source
  /** The column that identifies a row to clients; the type is then a Node. */
  readonly key?: string
  /** Columns that tell rows apart, to make orders total; `id` where not given. */
  readonly identity?: readonly string[]
  readonly interfaces: readonly string[]
  readonly fields: Readonly<Record<string, FieldDefinition>>
  /** Names of fields clients may filter by. */
  readonly filters: readonly string[]
  /** Names of column fields clients may order by. */
  readonly orders: readonly string[]
  /** How connections of this type are searched by text. */
  readonly search?: TextSearch
  /** What the rows of connections of this type are counted by, by the facet's name. */
  readonly facets?: Readonly<Record<string, Facet>>
}

/** How rows are found by a text, which stands in the statement as a parameter. */
export interface TextSearch {
  /** Why no row can be found by a text, before it is looked for; undefined where one can. */
  readonly unsearchable: (text: string) => { readonly code: RequestErrorCode; readonly message: string } | undefined
  /** The ids of the rows that match. */
  readonly matching: (text: SearchText) => Sql
  /** How well a matching row does, as an integer; more is better. */
  readonly relevance: (text: SearchText, id: Sql) => Sql
}

/** The text searched for, or something worked out from it, as a parameter. */
export type SearchText = (derive: (text: string) => unknown) => Sql

/** A query for `id`, `value` and `label`: the values each row is counted under. */
export type Facet = () => Sql

export const columnOf = (columns: Columns, name: string): Column => {
  const column = columns[name]
  if (!column) throw new TypeError(`There is no column "${name}" among ${Object.keys(columns).join(', ')}.`)
  return column
}

export type { ColumnKind }
