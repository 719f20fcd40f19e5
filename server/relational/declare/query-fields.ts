// The fields of the root: rows by a key or an id, all rows, containers.
import { type FieldRef, QueryFieldBuilder, type SchemaTypes } from '@pothos/core'
import { byResponseKey } from '../definition/answer.ts'
import { columnOf, type RootField } from '../definition/definition.ts'
import { columnKinds } from '../request/column-kinds.ts'
import { idListLimits, keyListLimits, maximumPageSize, textLimits } from '../request/limits.ts'
import { everything, listField, pagesField } from './fields.ts'
import { argumentOf, type Builder, type MakeField, type Options, typed } from './pothos.ts'

type QueryFields = PothosSchemaTypes.QueryFieldBuilder<SchemaTypes, object> & { readonly builder: Builder }
const methods = typed<QueryFields>(QueryFieldBuilder.prototype)

const makeWith =
  (t: QueryFields): MakeField =>
  (options) =>
    typed(t.field(typed(options)))

const rootField = (t: QueryFields, plan: RootField, options: Options): FieldRef<SchemaTypes, unknown, 'Query'> =>
  typed(makeWith(t)({ ...options, extensions: { relational: plan }, resolve: byResponseKey }))

methods.row = function row(this: QueryFields, ref, column, { argument = column, argumentDescription, ...more }) {
  const { kind } = columnOf(ref.table.columns, column)
  return rootField(
    this,
    { is: 'lookup', type: ref.name, argument, column },
    {
      ...more,
      type: ref,
      nullable: true,
      args: {
        [argument]: argumentOf(this.builder, {
          type: columnKinds[kind].scalar,
          required: true,
          description: argumentDescription,
          ...(kind === 'text' && { extensions: textLimits }),
        }),
      },
    },
  )
}

methods.rowsByKey = function rowsByKey(this: QueryFields, ref, column, { argument, argumentDescription, ...more }) {
  return rootField(
    this,
    { is: 'batch', type: ref.name, argument, column },
    {
      ...more,
      type: [ref],
      nullable: { list: false, items: true },
      args: {
        [argument]: argumentOf(this.builder, {
          type: ['String'],
          required: true,
          description: argumentDescription,
          extensions: keyListLimits,
        }),
      },
    },
  )
}

methods.onlyRow = function onlyRow(this: QueryFields, ref, more) {
  return rootField(this, { is: 'single', type: ref.name }, { ...more, type: ref, nullable: false })
}

methods.rows = function rows(this: QueryFields, ref, options) {
  return typed(pagesField(this.builder, makeWith(this), ref, everything, options))
}

methods.allRows = function allRows(this: QueryFields, ref, options) {
  return typed(listField(makeWith(this), ref, everything, options))
}

methods.rowById = function rowById(this: QueryFields, ref, { gone, ...more }) {
  return rootField(
    this,
    { is: 'node', many: false, ...(ref !== 'Node' && { only: ref.name }), ...(gone !== undefined && { gone }) },
    {
      ...more,
      type: ref === 'Node' ? this.builder.nodeInterfaceRef() : ref,
      nullable: true,
      args: { id: argumentOf(this.builder, { type: 'ID', required: true, description: 'The global id.' }) },
    },
  )
}

methods.rowsById = function rowsById(this: QueryFields, { gone, ...more }) {
  return rootField(
    this,
    { is: 'node', many: true, ...(gone !== undefined && { gone }) },
    {
      ...more,
      type: [this.builder.nodeInterfaceRef()],
      nullable: { list: false, items: true },
      args: {
        ids: argumentOf(this.builder, {
          type: ['ID'],
          required: true,
          description: `Global ids, at most ${maximumPageSize}.`,
          extensions: idListLimits,
        }),
      },
    },
  )
}

methods.contained = function contained(this: QueryFields, ref, { args, ...more }) {
  return rootField(
    this,
    { is: 'container', type: ref.name, args: Object.keys(args) },
    { ...more, type: ref, nullable: false, args },
  )
}
