// The plugin's extensions of Pothos's types.
import type {
  BasePlugin,
  FieldMap,
  FieldNullability,
  InferredFieldOptionsByKind,
  InputFieldMap,
  SchemaTypes,
  TypeParam,
  ObjectRef as TypeRef,
} from '@pothos/core'
import type { ValueOf, Vocabulary } from '../../vocabulary.ts'
import type { RelationalContext } from '../definition/answer.ts'
import type { RowType, TextSearch } from '../definition/definition.ts'
import type { ContainerFieldBuilder, HandedArguments, ListOptions, More, RowFieldBuilder } from './fields.ts'
import type { FacetTexts } from './pages.ts'
import type { ContainerRef, EmbeddedRef, RowUnionRef, TableInterfaceRef, TableOptions, TableRef } from './refs.ts'
import type { Arguments, ArgumentsOf, ColumnName, Columns, Source, Table } from './types.ts'

/** The columns a resolver names, with their types; none where it names none. */
type Named<Row, Names> = unknown extends Names ? object : Pick<Row, Names & keyof Row>

/** The options of a type of rows, with its fields. */
export interface TableFields<Types extends SchemaTypes, T extends Source>
  extends Omit<
    PothosSchemaTypes.ObjectTypeOptions<Types, object>,
    'fields' | 'interfaces' | 'description' | 'extensions' | 'isTypeOf' | 'astNode' | 'name'
  > {
  readonly description: string
  readonly interfaces?: readonly TableInterfaceRef<Types, T['columns']>[]
  /** A column with the type and the key of another object, which a row stands for as a Node. */
  readonly standsFor?: ColumnName<T['columns']>
  readonly fields: (t: RowFieldBuilder<Types, T['columns']>) => FieldMap
}

interface EmbeddedOptions<Types extends SchemaTypes, C extends Columns> {
  readonly description: string
  readonly fields: (t: RowFieldBuilder<Types, C>) => FieldMap
}

interface Gone {
  /** The type that stands for objects that are no more. Its column `node` holds their type and key, with a colon between. */
  readonly gone?: string
}

interface Described {
  readonly description: string
}

declare global {
  export namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      relational: BasePlugin<Types>
    }
    interface SchemaBuilderOptions<Types extends SchemaTypes> {
      relational: {
        /** The executor's part of the request context. */
        readonly request: (context: Types['Context']) => RelationalContext
        /** Where former keys of a table lead, by its columns; for tables that keep them. */
        readonly redirects?: (table: string) => RowType['redirects']
      }
    }
    interface SchemaBuilder<Types extends SchemaTypes> {
      /** A type of rows, declared before its fields, so that others can name it. */
      tableRef<const T extends Source, const Key extends ColumnName<T['columns']> = never>(
        table: T,
        options: TableOptions<T, Key>,
      ): TableRef<Types, T, Key>
      /** The fields of a type declared before. */
      tableFields<T extends Source, Key extends string>(
        ref: TableRef<Types, T, Key>,
        options: TableFields<Types, T>,
      ): void
      /** A type of rows with its fields. */
      table<const T extends Source, const Key extends ColumnName<T['columns']> = never>(
        table: T,
        options: TableOptions<T, Key> & TableFields<Types, T>,
      ): TableRef<Types, T, Key>
      /** Further fields of a type that is declared elsewhere. */
      moreTableFields<T extends Source, Key extends string>(
        ref: TableRef<Types, T, Key>,
        fields: (t: RowFieldBuilder<Types, T['columns']>) => FieldMap,
      ): void
      /**
       * Fields of every type with a key over a table that has the columns, wherever in the program it is declared. The
       * function is called once for each, before any fields are built.
       */
      everyTable<const C extends Columns>(
        columns: C,
        fields: (ref: TableRef<Types, Table, string>) => (t: RowFieldBuilder<Types, C>) => FieldMap,
      ): void
      /** One more field of a type that is declared elsewhere. */
      tableField<T extends Source, Key extends string>(
        ref: TableRef<Types, T, Key>,
        name: string,
        field: (t: RowFieldBuilder<Types, T['columns']>) => FieldMap[string],
      ): void
      /** What types have in common, over columns that all their tables have. */
      tableInterface<const C extends Columns>(
        name: string,
        columns: C,
        options: EmbeddedOptions<Types, C>,
      ): TableInterfaceRef<Types, C>
      /** A type whose objects are columns of the row they stand in. */
      embedded<const C extends Columns>(
        name: string,
        columns: C,
        options: EmbeddedOptions<Types, C>,
      ): EmbeddedRef<Types, C>
      /** The type of a page of rows, for an ordinary resolver that makes the page and its objects: by the names of fields. */
      connectionOf(ref: TableRef<Types, Source, never>): TypeRef<Types, object>
      /** One of several types of rows. */
      rowUnion(
        name: string,
        options: Described & { readonly types: readonly TableRef<Types, Source, never>[] },
      ): RowUnionRef<Types>
      /** A type whose objects have no row: their lists read the arguments of the object's field. */
      container<S extends Arguments>(
        name: string,
        options: Described & { readonly fields: (t: ContainerFieldBuilder<Types>) => FieldMap },
      ): ContainerRef<Types, S>
      /** The types by which connections show their facets; the vocabulary names all facets there are. */
      facetTypes(vocabulary: Vocabulary, texts: FacetTexts): void
      /** The enum of a vocabulary. */
      vocabulary<V extends Vocabulary>(vocabulary: V): EnumRef<Types, ValueOf<V>>
      /** An argument that is a text to search for: not empty, not too long, and nothing that `unsearchable` refuses. */
      searchArgument(
        options: Described & { readonly required?: boolean; readonly unsearchable?: TextSearch['unsearchable'] },
      ): InputFieldMap[string]
      /** An argument that chooses among rows of a type. */
      whereArgument<T extends Source>(ref: TableRef<Types, T, never>, description: string): InputFieldMap[string]
    }
    interface QueryFieldBuilder<Types extends SchemaTypes, ParentShape> {
      /** One row by a unique column; null where there is none. */
      row<R extends Source>(
        ref: TableRef<Types, R, never>,
        column: ColumnName<R['columns']>,
        options: More<Types> & Described & { readonly argument?: string; readonly argumentDescription: string },
      ): FieldRef<Types, unknown, 'Query'>
      /** Rows by a unique column, in the order of the keys; null for missing ones. */
      rowsByKey<R extends Table>(
        ref: TableRef<Types, R, never>,
        column: ColumnName<R['columns']>,
        options: More<Types> & Described & { readonly argument: string; readonly argumentDescription: string },
      ): FieldRef<Types, unknown, 'Query'>
      /** The only row of a query. */
      onlyRow<R extends Source>(
        ref: TableRef<Types, R, never>,
        options: More<Types> & Described,
      ): FieldRef<Types, unknown, 'Query'>
      /** All rows, page by page. */
      rows<R extends Source>(
        ref: TableRef<Types, R, never>,
        options: More<Types> & ListOptions<R['columns'], Record<never, never>, ArgumentsOf<R>>,
      ): FieldRef<Types, unknown, 'Query'>
      /** All rows. For short lists only. */
      allRows<R extends Source>(
        ref: TableRef<Types, R, never>,
        options: More<Types> & ListOptions<R['columns'], Record<never, never>, ArgumentsOf<R>>,
      ): FieldRef<Types, unknown, 'Query'>
      /** A row by its global id: of one type, or of any. */
      rowById(
        ref: ObjectRef<Types, unknown> | 'Node',
        options: More<Types> & Described & Gone,
      ): FieldRef<Types, unknown, 'Query'>
      /** Rows of any type by their global ids, in the order of the ids; null for missing ones. */
      rowsById(options: More<Types> & Described & Gone): FieldRef<Types, unknown, 'Query'>
      /** An object without a row; its arguments are passed down to its lists. */
      contained<S extends Arguments>(
        ref: ContainerRef<Types, S>,
        options: More<Types> & Described & { readonly args: HandedArguments<S> },
      ): FieldRef<Types, unknown, 'Query'>
    }
    interface PothosKindToGraphQLType {
      TableRow: 'Object'
    }
    interface FieldOptionsByKind<
      Types extends SchemaTypes,
      ParentShape,
      Type extends TypeParam<Types>,
      Nullable extends FieldNullability<Type>,
      Args extends InputFieldMap,
      ResolveShape,
      ResolveReturnShape,
    > {
      TableRow: ObjectFieldOptions<Types, Named<ParentShape, ResolveShape>, Type, Nullable, Args, ResolveReturnShape> &
        InferredFieldOptionsByKind<
          Types,
          Types['InferredFieldOptionsKind'],
          Named<ParentShape, ResolveShape>,
          Type,
          Nullable,
          Args,
          ResolveReturnShape
        > & {
          /** Columns of the row that the resolver reads. */
          readonly columns?: readonly (ResolveShape & keyof ParentShape)[]
        }
    }
  }
}
