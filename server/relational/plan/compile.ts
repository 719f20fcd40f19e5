// From the selection of one operation to one statement whose single value is the answer's JSON text.
import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type OperationDefinitionNode,
  responsePathAsArray,
} from 'graphql'
import { sql } from 'kysely'
import {
  columnOf,
  type ListField,
  type ObjectDefinition,
  type Relation,
  type RootField,
  type Sql,
  type UnionField,
  type ValuesField,
} from '../definition/definition.ts'
import type { Pointer } from '../definition/pointer.ts'
import { collectFields } from '../request/selection.ts'
import { sortKeys } from '../sql/order.ts'
import { targetAlias } from '../sql/row-columns.ts'
import type { RowScope, RowSet } from '../sql/row-set.ts'
import { columnText, concat, type Piece } from '../sql/text.ts'
import { connection } from './connection.ts'
import { type FieldContext, fieldOf, type Nodes, type Planning, unknownField } from './context.ts'
import { type PlannedAnswer, Planner } from './planner.ts'
import { batch, byId, lookup, pointed, single } from './roots.ts'

/** How much of an operation is compiled, and for whom. */
export interface CompileOptions {
  /** Whether objects of an interface include their type name, which resolvers need. */
  readonly typeNames: boolean
  /** The response key of the only root field that is compiled; all are where it is undefined. */
  readonly rootKey?: string | undefined
}

/**
 * The root fields of an operation as one query; its only column, `data`, is the text of the response's data.
 *
 * Fields that have errors already are marked in the text. Where others turn out to be wrong they are added, and the
 * query is useless: compile it again.
 */
export function compile(
  planning: Planning,
  operation: OperationDefinitionNode,
  options: CompileOptions,
): PlannedAnswer {
  const type = planning.selection.schema.getQueryType()
  if (!type) throw new TypeError('The schema has no queries.')
  return new Compiler(planning, options.typeNames).operation(type, operation, options.rootKey)
}

/** One root field as a query, wherever in an operation it stands. */
export const compileRoot = (planning: Planning, { parentType, fieldNodes, path }: GraphQLResolveInfo): PlannedAnswer =>
  new Compiler(planning, true).roots(parentType, new Map([[String(path.key), nodesOf(fieldNodes)]]))

/** The rows pointed to as a query; its column `data` is an object with a list `rows` in the order of the pointers. */
export function compilePointers(
  planning: Planning,
  { fieldNodes, path }: GraphQLResolveInfo,
  pointers: readonly (Pointer | null)[],
): PlannedAnswer {
  const compiler = new Compiler(planning, true)
  // Rows of several items are read at once: their path is that of the field.
  const named = responsePathAsArray(path).filter((key) => typeof key === 'string')
  const list = pointed(compiler, pointers, { scope: rootScope, nodes: nodesOf(fieldNodes), path: named })
  return compiler.answer(sql`'{"rows":[' || coalesce(${list}, '') || ']}'`)
}

function nodesOf([first, ...more]: readonly FieldNode[]): Nodes {
  if (!first) throw new TypeError('A field has a node at least.')
  return [first, ...more]
}

const noColumns = (name: string): never => {
  throw new TypeError(`Column "${name}" is not available here: no row in scope.`)
}

const noObject: ObjectDefinition = { name: '', fields: {}, filters: [], orders: [] }

const rootScope: RowScope = {
  type: noObject,
  args: {},
  set: undefined,
  isItem: false,
  raw: noColumns,
  column: noColumns,
}

class Compiler extends Planner {
  operation(type: GraphQLObjectType, operation: OperationDefinitionNode, rootKey: string | undefined): PlannedAnswer {
    const fields = collectFields(this.selection, type, [operation])
    return this.roots(type, rootKey === undefined ? fields : new Map([...fields].filter(([key]) => key === rootKey)))
  }

  roots(type: GraphQLObjectType, fields: ReadonlyMap<string, Nodes>): PlannedAnswer {
    const isLeftOut = (name: string): boolean => name !== '__typename' && this.#rootField(type, name).is === 'resolved'
    const pieces = this.objectText(fields, { type, set: undefined, path: [], isLeftOut }, (name, field) =>
      this.#root({ ...field, parent: type, scope: rootScope, field: this.#rootField(type, name) }),
    )
    return this.answer(concat(pieces))
  }

  /** The definition of a root field. The default executor answers introspection. */
  #rootField(type: GraphQLObjectType, name: string): RootField {
    if (name.startsWith('__')) return { is: 'resolved', columns: [] }
    const field = this.definitions.root(name)
    if (!field) throw unknownField(type, name)
    if (field.is === 'resolved') this.refuseWithoutResolvers(type, name)
    return field
  }

  override field(context: Omit<FieldContext, 'field'>): Piece[] {
    const { parent, scope, nodes } = context
    const name = nodes[0].name.value
    const field = fieldOf(scope.type, name)
    switch (field.is) {
      case 'column':
        return [columnText(columnOf(scope.type.source?.columns ?? {}, field.column), scope.column(field.column))]
      case 'expression':
        return [field.text((column) => scope.column(column), parent.name, scope.args)]
      case 'embedded': {
        const type = { ...this.definitions.object(field.type), source: scope.type.source }
        const text = this.object(this.objectType(field.type), { ...context, scope: { ...scope, type } })
        return field.present ? [unlessNull(scope.column(field.present), text)] : text
      }
      case 'one': {
        this.cost.join(context.path)
        const one = setOf(scope).one(scope, field.column, this.definitions.object(field.type))
        const text = this.object(this.objectType(field.type), { ...context, scope: one })
        return field.nullable ? [unlessNull(one.column('id'), text)] : text
      }
      case 'union':
        return [this.#union({ ...context, field })]
      case 'values':
        return this.#values({ ...context, field })
      case 'list':
        return this.#list({ ...context, field })
      case 'connection':
        return connection(this, { ...context, field })
      case 'part':
      case 'resolved':
        throw unknownField(parent, name)
    }
  }

  #union(context: FieldContext<UnionField>): Sql {
    const { scope, field } = context
    const set = setOf(scope)
    const cases = field.members.map(({ type, column }) => {
      this.cost.join(context.path)
      const one = set.one(scope, column, this.definitions.object(type))
      const id = one.column('id')
      return sql`when ${id} is not null then ${concat(this.typedObject(type, { ...context, scope: one }))}`
    })
    return sql`case ${sql.join(cases, sql` `)} else 'null' end`
  }

  #root({ field, ...context }: FieldContext<RootField>): Piece[] {
    switch (field.is) {
      case 'lookup':
        return lookup(this, { ...context, field })
      case 'batch':
        return batch(this, { ...context, field })
      case 'node':
        return byId(this, { ...context, field })
      case 'single':
        return single(this, { ...context, field })
      case 'container': {
        const type = this.definitions.object(field.type)
        const args = this.arguments({ ...context, field })
        return this.object(this.objectType(field.type), { ...context, scope: { ...rootScope, type, args } })
      }
      case 'list':
        return this.#list({ ...context, field })
      case 'connection':
        return connection(this, { ...context, field })
      case 'resolved':
        throw unknownField(context.parent, context.nodes[0].name.value)
    }
  }

  #values(context: FieldContext<ValuesField>): Piece[] {
    const { scope, field } = context
    const column = columnOf(field.table.columns, field.column)
    const target: ObjectDefinition = { ...noObject, name: field.table.name, source: field.table }
    const relation: Relation = { keys: ['id'], by: [field.by] }
    const order = [
      { name: field.column, column, expression: sql.ref(`${targetAlias}.${field.column}`), direction: 'ASC' as const },
    ]
    const source = { target, relation, args: scope.args, where: [], order, reverse: false, limit: undefined }
    return this.list(source, context, ({ item }) => columnText(column, item.column(field.column)))
  }

  #list(context: FieldContext<ListField>): Piece[] {
    const { type, relation, order: keys } = context.field
    const target = this.definitions.object(type)
    const args = this.arguments(context)
    const order = sortKeys(target, relation, keys)
    const source = { target, relation, args, where: [], order, reverse: false, limit: undefined }
    return this.list(source, context, ({ item }) =>
      concat(this.object(this.objectType(type), { ...context, scope: item })),
    )
  }
}

/** The set a row is one of; only rows have related rows. */
function setOf({ set }: RowScope): RowSet {
  if (!set) throw new TypeError('Only rows have related rows.')
  return set
}

const unlessNull = (value: Sql, text: readonly Piece[]): Sql =>
  sql`case when ${value} is null then 'null' else ${concat(text)} end`
