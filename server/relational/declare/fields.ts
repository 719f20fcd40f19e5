// The fields of objects that are rows, and of objects that hold lists of rows.
import {
  type FieldKind,
  type FieldMap,
  type FieldRef,
  type InputFieldMap,
  type InterfaceParam,
  RootFieldBuilder,
  type SchemaTypes,
  type TypeParam,
} from '@pothos/core'
import type { Table } from '../../db/columns.ts'
import type { Vocabulary } from '../../vocabulary.ts'
import { byResponseKey } from '../definition/answer.ts'
import {
  type Arguments,
  columnOf,
  type ExpressionField,
  type OrderKey,
  type AnyField as Plan,
  type Relation,
  type Source,
} from '../definition/definition.ts'
import type { ScalarName } from '../request/column-kinds.ts'
import { typeOfColumn, typeOfValue } from './enums.ts'
import { type SelectedArguments, scopedId, scopedIdDescription } from './ids.ts'
import { connectionField } from './pages.ts'
import { type AnyField, type Builder, type MakeField, type Options, typed } from './pothos.ts'
import { type EmbeddedRef, type KeyColumn, keyParts, type RowUnionRef, type TableRef } from './refs.ts'
import type { ArgumentsOf, By, ColumnName, Columns, EdgeColumns, OrderName, RowShape } from './types.ts'

/** Field options of other plugins, such as scopes. */
type More<Types extends SchemaTypes> = Omit<
  PothosSchemaTypes.ObjectFieldOptions<Types, object, TypeParam<Types>, boolean, InputFieldMap, unknown>,
  'type' | 'args' | 'nullable' | 'description' | 'extensions' | 'astNode' | 'resolve'
>

export interface Filterable {
  /** Whether clients may filter rows by it. */
  readonly filter?: boolean
}
export interface Sortable {
  /** Whether clients may order rows by it. */
  readonly sort?: boolean
}

/** Arguments that are passed down to the queries below, by the names these read. */
type HandedArguments<S extends Arguments> = { readonly [K in keyof S & string]?: InputFieldMap[string] }

interface Handing<S extends Arguments> {
  readonly args?: HandedArguments<NoInfer<S>>
  /** Constants, passed down like arguments; clients cannot set them. */
  readonly fixed?: Partial<NoInfer<S>>
}

export interface ListOptions<C extends Columns, E extends Columns, S extends Arguments> extends Handing<S>, Filterable {
  readonly description: string
  readonly order: readonly OrderName<C, E>[]
}

export interface EdgeOptions<Types extends SchemaTypes, E extends Columns> {
  /** The fields of the edge, over the relation's edge columns. */
  readonly edge?: (t: RowFieldBuilder<Types, EdgeColumns<E>>) => FieldMap
}

/** An order, most important column first. */
const orderKeys = (names: readonly string[]): readonly OrderKey[] =>
  names.map((name) => {
    const direction = name.startsWith('-') ? 'DESC' : 'ASC'
    const column = name.replace(/^-/, '')
    return column.startsWith('link.') ? { column: column.slice(5), direction, on: 'link' } : { column, direction }
  })

/** Every row of the table. */
const everything: Relation = { keys: [] }

interface Many {
  readonly description: string
  readonly order: readonly string[]
  readonly args?: Readonly<Record<string, unknown>>
  readonly fixed?: Arguments
  readonly filter?: boolean
  readonly [more: string]: unknown
}

const manyOf = (
  target: { readonly name: string },
  relation: Relation,
  { order, args, fixed = {}, filter = false }: Many,
) => ({
  type: target.name,
  relation,
  order: orderKeys(order),
  args: Object.keys(args ?? {}),
  fixed,
  filter,
})

type AnyTableRef = TableRef<SchemaTypes, Source>

/** A field of all related rows. */
export function listField(make: MakeField, target: object, relation: Relation, options: object): AnyField {
  const ref = typed<AnyTableRef>(target)
  const { order, fixed, filter, ...more } = typed<Many>(options)
  const plan: Plan = { is: 'list', ...manyOf(ref, relation, typed<Many>(options)) }
  return make({ ...more, type: [ref], nullable: false, extensions: { relational: plan }, resolve: byResponseKey })
}

/** A field of related rows, page by page. */
export function pagesField(
  builder: object,
  make: MakeField,
  target: object,
  relation: Relation,
  options: object,
): AnyField {
  const ref = typed<AnyTableRef>(target)
  const { order, fixed, filter, edge, ...more } = typed<Many>(options)
  const plan: Plan = { is: 'connection', ...manyOf(ref, relation, typed<Many>(options)) }
  const edgeFields =
    edge === undefined
      ? undefined
      : () =>
          typed<(t: object) => FieldMap>(edge)(new RowFieldBuilder(typed<Builder>(builder), relation.edgeColumns ?? {}))
  return connectionField(builder, ref, edgeFields, (type) =>
    make({ ...more, type, nullable: false, extensions: { relational: plan }, resolve: byResponseKey }),
  )
}

const relationOf = ({ by, relation }: { readonly by?: unknown; readonly relation?: Relation }): Relation => {
  if (relation) return relation
  if (typeof by === 'string') return { keys: ['id'], by: [by] }
  const pairs = Object.entries(by ?? {}).map(([key, other]) => [key, String(other)] as const)
  return { keys: pairs.map(([key]) => key), by: pairs.map(([, other]) => other) }
}

// The base class has `connection` where Relay's plugin is loaded, with a resolver over arrays. Here it means pages of rows.
const Base: new <Types extends SchemaTypes, Shape, Kind extends FieldKind>(
  builder: PothosSchemaTypes.SchemaBuilder<Types>,
  kind: Kind,
  graphqlKind: PothosSchemaTypes.PothosKindToGraphQLType[Kind],
) => Omit<PothosSchemaTypes.RootFieldBuilder<Types, Shape, Kind>, 'connection' | 'list'> = typed(RootFieldBuilder)

/** The fields of an object that is a row: compiled ones, and ordinary ones that name the `columns` they read. */
export class RowFieldBuilder<Types extends SchemaTypes, C extends Columns> extends Base<
  Types,
  RowShape<C>,
  'TableRow'
> {
  readonly #builder: PothosSchemaTypes.SchemaBuilder<Types>
  readonly #columns: Columns
  readonly #make: MakeField = (options) => typed(this.field(typed(options)))

  constructor(builder: PothosSchemaTypes.SchemaBuilder<Types>, columns: Columns) {
    super(builder, 'TableRow', 'Object')
    this.#builder = builder
    this.#columns = columns
  }

  #compiled(type: unknown, plan: Plan, more: Options): FieldRef<Types, unknown, 'TableRow'> {
    return typed(this.#make({ ...more, type, extensions: { relational: plan }, resolve: byResponseKey }))
  }

  /** A column's value, with the GraphQL type of its kind. */
  column(
    name: ColumnName<C>,
    description: string,
    { filter = false, sort = false, ...more }: More<Types> & Filterable & Sortable = {},
  ): FieldRef<Types, unknown, 'TableRow'> {
    const column = columnOf(this.#columns, name)
    const plan: Plan = { is: 'column', column: name, filter, sort }
    return this.#compiled(typeOfColumn(this.#builder, column), plan, {
      ...more,
      description,
      nullable: column.nullable,
    })
  }

  /** A value computed from columns of the row, by an expression whose text is JSON. */
  expression(
    type: ScalarName | Vocabulary,
    description: string,
    text: (column: (name: ColumnName<C>) => ReturnType<ExpressionField['text']>) => ReturnType<ExpressionField['text']>,
    { nullable = false, isList = false, ...more }: More<Types> & { nullable?: boolean; isList?: boolean } = {},
  ): FieldRef<Types, unknown, 'TableRow'> {
    const value = typeOfValue(this.#builder, type)
    return this.#compiled(
      isList ? [value] : value,
      { is: 'expression', text: typed(text) },
      { ...more, description, nullable },
    )
  }

  /**
   * The id of a row that depends on arguments, for caches: what tells the row apart under the same arguments, and a hash of
   * those that are `selected`. `node` finds none of them.
   */
  scopedId(
    key: readonly KeyColumn<{ name: string; columns: C }>[],
    selected: SelectedArguments,
  ): FieldRef<Types, unknown, 'TableRow'> {
    return this.#compiled('ID', scopedId(keyParts(key), selected), {
      description: scopedIdDescription,
      nullable: false,
    })
  }

  /** The row that a foreign key refers to. */
  one<R extends Source>(
    target: TableRef<Types, R, never>,
    name: ColumnName<C>,
    description: string,
    { filter = false, ...more }: More<Types> & Filterable = {},
  ): FieldRef<Types, unknown, 'TableRow'> {
    const { nullable } = columnOf(this.#columns, name)
    const plan: Plan = { is: 'one', type: target.name, column: name, nullable, filter }
    return this.#compiled(target, plan, { ...more, description, nullable })
  }

  /** A union: the row of the first foreign key that is set. */
  firstOf(
    union: RowUnionRef<Types>,
    members: { readonly [K in ColumnName<C>]?: TableRef<Types, Source, never> },
    description: string,
    more: More<Types> = {},
  ): FieldRef<Types, unknown, 'TableRow'> {
    const columns = Object.entries(typed<Readonly<Record<string, { readonly name: string }>>>(members))
    const plan: Plan = { is: 'union', members: columns.map(([column, { name: type }]) => ({ type, column })) }
    return this.#compiled(union, plan, { ...more, description, nullable: true })
  }

  /** An object of any type with a key: that of the first column whose row is there. */
  firstNode(
    members: readonly { readonly type: string; readonly column: string }[],
    description: string,
    more: More<Types> = {},
  ): FieldRef<Types, unknown, 'TableRow'> {
    return this.#compiled(
      typed<Builder>(this.#builder).nodeInterfaceRef(),
      { is: 'union', members },
      { ...more, description, nullable: true },
    )
  }

  /** An object made of columns of the same row; null where the column `present` is. */
  embedded(
    ref: EmbeddedRef<Types, C>,
    description: string,
    { present, ...more }: More<Types> & { readonly present?: ColumnName<C> } = {},
  ): FieldRef<Types, unknown, 'TableRow'> {
    const plan: Plan = { is: 'embedded', type: ref.name, ...(present !== undefined && { present }) }
    return this.#compiled(ref, plan, { ...more, description, nullable: present !== undefined })
  }

  /** The values of one column of a side table, in their order. */
  values<R extends Table>(
    table: R,
    by: ColumnName<R['columns']>,
    column: ColumnName<R['columns']>,
    description: string,
    { filter = false, ...more }: More<Types> & Filterable = {},
  ): FieldRef<Types, unknown, 'TableRow'> {
    const type = typeOfColumn(this.#builder, columnOf(table.columns, column))
    return this.#compiled(
      [type],
      { is: 'values', table, by, column, filter },
      { ...more, description, nullable: false },
    )
  }

  /** All related rows. For short lists only. */
  list<R extends Source, E extends Columns = Record<never, never>, S extends Arguments = Record<never, never>>(
    target: TableRef<Types, R, never>,
    options: More<Types> & ListOptions<R['columns'], E, S & ArgumentsOf<R>> & By<C, R['columns'], E, S>,
  ): FieldRef<Types, unknown, 'TableRow'> {
    const { by, relation, ...more } = options
    return typed(listField(this.#make, target, relationOf({ by, relation: typed(relation) }), more))
  }

  /** Related rows page by page, with the filter and the order of the request. */
  connection<R extends Source, E extends Columns = Record<never, never>, S extends Arguments = Record<never, never>>(
    target: TableRef<Types, R, never>,
    options: More<Types> &
      ListOptions<R['columns'], E, S & ArgumentsOf<R>> &
      By<C, R['columns'], E, S> &
      EdgeOptions<Types, E>,
  ): FieldRef<Types, unknown, 'TableRow'> {
    const { by, relation, ...more } = options
    return typed(pagesField(this.#builder, this.#make, target, relationOf({ by, relation: typed(relation) }), more))
  }
}

/** The fields of an object without a row: lists of all rows of a source, which reads the arguments of the object's field. */
export class ContainerFieldBuilder<Types extends SchemaTypes> extends Base<Types, object, 'Object'> {
  readonly #builder: PothosSchemaTypes.SchemaBuilder<Types>
  readonly #make: MakeField = (options) => typed(this.field(typed(options)))

  constructor(builder: PothosSchemaTypes.SchemaBuilder<Types>) {
    super(builder, 'Object', 'Object')
    this.#builder = builder
  }

  /** The id of the object, for caches: a hash of the arguments that are `selected`. `node` finds none of them. */
  scopedId(selected: SelectedArguments): FieldRef<Types, unknown, 'Object'> {
    const extensions = { relational: scopedId([], selected) }
    const options = {
      type: 'ID',
      description: scopedIdDescription,
      nullable: false,
      extensions,
      resolve: byResponseKey,
    }
    return typed(this.#make(options))
  }

  list<R extends Source>(
    target: TableRef<Types, R, never>,
    options: More<Types> & ListOptions<R['columns'], Record<never, never>, ArgumentsOf<R>>,
  ): FieldRef<Types, unknown, 'Object'> {
    return typed(listField(this.#make, target, everything, options))
  }

  connection<R extends Source>(
    target: TableRef<Types, R, never>,
    options: More<Types> & ListOptions<R['columns'], Record<never, never>, ArgumentsOf<R>>,
  ): FieldRef<Types, unknown, 'Object'> {
    return typed(pagesField(this.#builder, this.#make, target, everything, options))
  }
}

export { everything, type HandedArguments, type More }
export type Interfaces<Types extends SchemaTypes> = readonly InterfaceParam<Types>[]
