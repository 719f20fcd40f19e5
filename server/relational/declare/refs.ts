// The types of the API as declarations name them.
import { InterfaceRef, ObjectRef, type SchemaTypes } from '@pothos/core'
import type { Columns } from '../../db/columns.ts'
import type { Arguments, Edit, Facet, KeyPart, RowType, Source, TextSearch } from '../definition/definition.ts'
import { Pointer } from '../definition/pointer.ts'
import type { ColumnName, RowShape } from './types.ts'

/** A type whose objects are rows. Its fields are declared with `builder.tableFields`. */
export class TableRef<Types extends SchemaTypes, T extends Source, Key extends string = string> extends ObjectRef<
  Types,
  Pointer<T['name']>,
  object
> {
  readonly table: T
  readonly row: RowType

  constructor(name: string, table: T, row: RowType) {
    super(name)
    this.table = table
    this.row = row
  }

  /** Points to the row of that key: what a resolver gives where a field is of this type. */
  at(key: RowShape<T['columns']>[Key & keyof T['columns']] & (number | string)): Pointer<T['name']> {
    return new Pointer(this.name, key)
  }
}

/** A type whose objects are columns of the row they stand in: of any row that has them. */
export class EmbeddedRef<Types extends SchemaTypes, C extends Columns> extends ObjectRef<Types, never, object> {
  /** Makes the compiler check that a row has the columns. */
  declare readonly needs: (columns: C) => void
}

/** What types have in common, over columns that all their tables have. */
export class TableInterfaceRef<Types extends SchemaTypes, C extends Columns> extends InterfaceRef<
  Types,
  Pointer,
  object
> {
  declare readonly needs: (columns: C) => void
}

/** A type whose objects have no row: its lists read the arguments of the object's field. */
export class ContainerRef<Types extends SchemaTypes, S extends Arguments> extends ObjectRef<Types, never, object> {
  declare readonly hands: S
}

/** One of several types of rows. */
export class RowUnionRef<Types extends SchemaTypes> extends ObjectRef<Types, Pointer, object> {}

/** A part of a key: a column, or a foreign key with the type it refers to, whose key then is the part. */
export type KeyColumn<T extends Source> =
  | ColumnName<T['columns']>
  | readonly [ColumnName<T['columns']>, Pick<TableRef<SchemaTypes, Source>, 'name' | 'table' | 'row'>]

/** The options of a type of rows that precede its fields. */
export interface TableOptions<T extends Source, Key extends string> {
  readonly name: string
  /** The public key of a row; gives the type a global id. */
  readonly key?: Key
  /** The same where a key has several parts. */
  readonly compoundKey?: readonly KeyColumn<T>[]
  /** Columns that identify a row, if there is no column `id`. */
  readonly identity?: readonly ColumnName<T['columns']>[]
  /** How connections of this type are searched by text. */
  readonly search?: TextSearch
  /** What the rows of connections are counted by. Needs `builder.facetTypes`. */
  readonly facets?: Readonly<Record<string, Facet>>
  /** What clients can do with rows of this type; everything by default. */
  readonly edits?: readonly Edit[]
}

export function tableRef<Types extends SchemaTypes, T extends Source, Key extends string>(
  table: T,
  { name, key, compoundKey, identity, search, facets, edits }: TableOptions<T, Key>,
  redirects: RowType['redirects'],
): TableRef<Types, T, Key> {
  if (!identity && !('id' in table.columns))
    throw new TypeError(`${name}: ${table.name} has no column "id", so "identity" must say what tells its rows apart.`)
  const parts = key === undefined ? compoundKey : [key]
  return new TableRef(name, table, {
    source: table,
    ...(parts && { key: keyParts(parts) }),
    ...(identity && { identity }),
    ...(redirects && { redirects }),
    ...(search && { search }),
    ...(facets && { facets }),
    ...(edits && { edits }),
  })
}

/** The parts of a key as the planner reads them. Throws TypeError where a type referred to has no key of one column. */
export const keyParts = <T extends Source>(columns: readonly KeyColumn<T>[]): readonly KeyPart[] =>
  columns.map((part): KeyPart => {
    if (typeof part === 'string') return { column: part }
    const [column, { name, table, row }] = part
    const [own, ...more] = row.key ?? []
    if (!own || own.of || more.length > 0) throw new TypeError(`${name} has no key of one column.`)
    return { column, of: { table: table.name, column: own.column } }
  })
