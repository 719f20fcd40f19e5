// The methods a builder gets: types of rows, objects embedded in them, containers, unions, interfaces.
import SchemaBuilder from '@pothos/core'
import { sql } from 'kysely'
import { memberOf, typeKey, typeNameOf } from '../definition/answer.ts'
import type { RowType } from '../definition/definition.ts'
import { Pointer } from '../definition/pointer.ts'
import { searchLimits } from '../request/limits.ts'
import { base64url } from '../sql/text.ts'
import { enumOf } from './enums.ts'
import { ContainerFieldBuilder, RowFieldBuilder } from './fields.ts'
import { globalId } from './ids.ts'
import { inputsOf } from './inputs.ts'
import { connectionOf, declareFacets } from './pages.ts'
import { argumentOf, type Builder, typed, untyped } from './pothos.ts'
import { ContainerRef, EmbeddedRef, type RowUnionRef, TableInterfaceRef, type TableRef, tableRef } from './refs.ts'
import type { Columns, SchemaTypes, Source } from './types.ts'

type AnyTableRef = TableRef<SchemaTypes, Source, string>

const methods = typed<Builder>(SchemaBuilder.prototype)

/** Whether a value may be an object of a type. Data includes the type name only where several types are possible. */
const isOf =
  (name: string) =>
  (value: unknown): boolean => {
    if (value instanceof Pointer) return value.type === name
    const type = memberOf(value, typeKey)
    return type === undefined || type === name
  }

methods.tableRef = function newTableRef(this: Builder, table, options) {
  return tableRef(table, options, this.options.relational.redirects?.(table.name))
}

methods.tableFields = function tableFields(
  this: Builder,
  ref,
  { description, interfaces = [], standsFor, fields, ...more },
) {
  const { key } = ref.row
  if (key !== undefined) keyedTables.set(this, [...(keyedTables.get(this) ?? []), typed(ref)])
  if (key !== undefined)
    untyped(this).nodeRef(ref, {
      id: {
        description:
          'The global id of this object, for `node` and `nodes`. Opaque; stable as long as the object exists.',
        extensions: { relational: globalId(key) },
        // Never called: the id is part of the statement.
        resolve: () => '',
      },
    })
  untyped(this).objectType(ref, {
    ...more,
    name: ref.name,
    description,
    interfaces: [...interfaces, ...(standsFor === undefined ? [] : [this.nodeInterfaceRef()])],
    extensions: { relational: ref.row },
    isTypeOf: isOf(ref.name),
    fields: () => {
      const t = new RowFieldBuilder(typed(this), ref.table.columns)
      return { ...(standsFor !== undefined && { id: idOf(t, standsFor) }), ...fields(typed(t)) }
    },
  })
}

/** The global id of the object that a row stands for. */
const idOf = (t: RowFieldBuilder<SchemaTypes, Columns>, column: string) =>
  t.expression('ID', 'The global id of the object.', (read) => sql`'"' || ${base64url(read(column))} || '"'`)

methods.table = function table(this: Builder, source, options) {
  const { name, key, compoundKey, identity, search, facets, edits, ...more } = options
  const ref = this.tableRef(source, {
    name,
    ...(key !== undefined && { key }),
    ...(compoundKey && { compoundKey }),
    ...(identity && { identity }),
    ...(search && { search }),
    ...(facets && { facets }),
    ...(edits && { edits }),
  })
  this.tableFields(ref, more)
  return ref
}

const keyedTables = new WeakMap<object, AnyTableRef[]>()
const everywhere = new WeakMap<object, (() => void)[]>()

methods.everyTable = function everyTable(this: Builder, columns, fieldsOf) {
  const names = Object.keys(columns)
  const later = everywhere.get(this) ?? []
  everywhere.set(this, later)
  later.push(() => {
    for (const ref of keyedTables.get(this) ?? []) {
      if ('query' in ref.table || names.some((name) => !(name in ref.table.columns))) continue
      const fields = fieldsOf(typed(ref))
      untyped(this).objectFields(ref, () => fields(new RowFieldBuilder(typed(this), typed(ref.table.columns))))
    }
  })
}

/** Adds the fields that every table has. Call it once all types are declared. */
export function completeTables(builder: object): void {
  for (const add of everywhere.get(builder) ?? []) add()
}

methods.moreTableFields = function moreTableFields(this: Builder, ref, fields) {
  untyped(this).objectFields(ref, () => fields(new RowFieldBuilder(typed(this), ref.table.columns)))
}

methods.tableField = function tableField(this: Builder, ref, name, field) {
  this.moreTableFields(ref, (t) => ({ [name]: field(t) }))
}

/** The definition of an embedded type; its columns are those of the enclosing row. */
const rowOf = (columns: Columns): RowType => ({ source: { name: 'embedded', columns } })

methods.embedded = function embedded(this: Builder, name, columns, { description, fields }) {
  const ref = new EmbeddedRef<typeof this.$inferSchemaTypes, typeof columns>(name)
  untyped(this).objectType(ref, {
    name,
    description,
    extensions: { relational: rowOf(columns) },
    fields: () => fields(new RowFieldBuilder(typed(this), columns)),
  })
  return ref
}

methods.tableInterface = function tableInterface(this: Builder, name, columns, { description, fields }) {
  const ref = new TableInterfaceRef<typeof this.$inferSchemaTypes, typeof columns>(name)
  untyped(this).interfaceType(ref, {
    name,
    description,
    resolveType: typeNameOf,
    fields: () => fields(new RowFieldBuilder(typed(this), columns)),
  })
  return ref
}

methods.rowUnion = function rowUnion(this: Builder, name, { description, types }) {
  const ref = untyped(this).unionType(name, { description, types: [...types], resolveType: typeNameOf })
  return typed<RowUnionRef<typeof this.$inferSchemaTypes>>(ref)
}

methods.connectionOf = function ofRows(this: Builder, ref) {
  return typed(connectionOf(this, ref))
}

methods.container = function container(this: Builder, name, { description, fields }) {
  const ref = new ContainerRef<typeof this.$inferSchemaTypes, never>(name)
  untyped(this).objectType(ref, {
    name,
    description,
    extensions: { relational: {} },
    fields: () => fields(new ContainerFieldBuilder(typed(this))),
  })
  return ref
}

methods.facetTypes = function facetTypes(this: Builder, vocabulary, texts) {
  declareFacets(this, vocabulary, texts)
}

methods.vocabulary = function vocabulary(this: Builder, of) {
  return typed(enumOf(this, of))
}

methods.whereArgument = function whereArgument(this: Builder, ref, description) {
  return argumentOf(this, { type: inputsOf(this).where(ref.name), required: false, description })
}

methods.searchArgument = function searchArgument(this: Builder, { description, required = false, unsearchable }) {
  return argumentOf(this, { type: 'String', required, description, extensions: searchLimits(unsearchable) })
}
