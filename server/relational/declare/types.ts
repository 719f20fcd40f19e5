// The types that check declarations: names of columns, orders, keys and arguments, each of its own table.
import type { FieldMap, SchemaTypes } from '@pothos/core'
import type { SelectType } from 'kysely'
import type { Column, Columns, Table } from '../../db/columns.ts'
import type { Arguments, DerivedTable, QueryContext, Relation, Source, Sql } from '../definition/definition.ts'

export type ColumnName<C extends Columns> = keyof C & string

type Held<C> = C extends Column<infer T> ? T : never
/** Statements return rows as JSON: a timestamp is text. */
type AsJson<V> = V extends Date ? string : V
/** A row as resolvers see it. */
export type RowShape<C extends Columns> = { readonly [K in keyof C]: AsJson<SelectType<Held<C[K]>>> }

type Direction<Name extends string> = Name | `-${Name}`
/** A column to order by; a minus before the name reverses the order, `link.` reads an edge column. */
export type OrderName<C extends Columns, E extends Columns = Record<never, Column>> =
  | Direction<ColumnName<C>>
  | Direction<`link.${ColumnName<E>}`>

/** The arguments a source reads. */
export type ArgumentsOf<R extends Source> = R extends {
  query(needed: ReadonlySet<string>, context: QueryContext<infer S>, only: never): Sql
}
  ? S
  : Record<never, undefined>

/** The edge columns, and the id of the related row. */
export type EdgeColumns<E extends Columns> = E & { readonly target_id: Column<number> }

/** Names of the parent's columns, each with the column of the related rows of the same value. */
export type Pairs<P extends Columns, C extends Columns> = { readonly [K in ColumnName<P>]?: ColumnName<C> }

/** How related rows are found from the rows of a parent. */
export type By<P extends Columns, C extends Columns, E extends Columns, S extends Arguments> =
  | {
      /** The column of the related rows that holds the parent's id, or pairs of the parent's columns and theirs. */
      readonly by: ColumnName<C> | Pairs<P, C>
      readonly relation?: never
    }
  | {
      /** A query for the related rows. */
      readonly relation: Relation<ColumnName<P>, E, S>
      readonly by?: never
    }

export type { Arguments, Columns, DerivedTable, FieldMap, Relation, SchemaTypes, Source, Table }
