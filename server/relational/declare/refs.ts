// The types of the API as declarations name them.
import { InterfaceRef, ObjectRef, type SchemaTypes } from '@pothos/core'
import type { Columns } from '../../db/columns.ts'
import type { Arguments, Facet, RowType, Source, TextSearch } from '../definition/definition.ts'
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

/** The options of a type of rows that precede its fields. */
export interface TableOptions<T extends Source, Key extends string> {
  readonly name: string
  /** The public key of a row; gives the type a global id. */
  readonly key?: Key
  /** Columns that identify a row, if there is no column `id`. */
  readonly identity?: readonly ColumnName<T['columns']>[]
  /** How connections of this type are searched by text. */
  readonly search?: TextSearch
  /** What the rows of connections are counted by. Needs `builder.facetTypes`. */
  readonly facets?: Readonly<Record<string, Facet>>
}

export function tableRef<Types extends SchemaTypes, T extends Source, Key extends string>(
  table: T,
  { name, key, identity, search, facets }: TableOptions<T, Key>,
  redirects: RowType['redirects'],
): TableRef<Types, T, Key> {
  if (!identity && !('id' in table.columns))
    throw new TypeError(`${name}: ${table.name} has no column "id", so "identity" must say what tells its rows apart.`)
  return new TableRef(name, table, {
    source: table,
    ...(key !== undefined && { key }),
    ...(identity && { identity }),
    ...(redirects && { redirects }),
    ...(search && { search }),
    ...(facets && { facets }),
  })
}
