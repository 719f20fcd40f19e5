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
  type Links,
  type ListField,
  type ObjectDefinition,
  type RootField,
  type Sql,
  type UnionField,
  type ValuesField,
} from '../definition/definition.ts'
import type { Definitions } from '../definition/definitions.ts'
import type { Pointer } from '../definition/pointer.ts'
import type { Path } from '../request/errors.ts'
import type { FieldErrors } from '../request/field-errors.ts'
import { collectFields, type SelectionContext } from '../request/selection.ts'
import type { Scope } from '../sql/level.ts'
import { columnText, concat, type Piece } from '../sql/text.ts'
import { type AnswerQuery, type AnswerRow, bounded } from './answer.ts'
import { connection } from './connection.ts'
import { fieldOf, type Nodes, Planner, unknownField } from './planner.ts'
import { batch, byId, lookup, pointed, single } from './roots.ts'

/**
 * The root fields of an operation as one query; its only column, `data`, is the text of the response's data.
 * `forResolvers` adds to objects of an interface what type they are; with a response key, only that root field is compiled.
 *
 * Fields that `errors` has already are marked in the text. Where others turn out to be wrong they are added, and the
 * query is of no use: it is to be compiled anew.
 */
export function compile(
  definitions: Definitions,
  context: Omit<SelectionContext, 'weigh'>,
  operation: OperationDefinitionNode,
  forResolvers: boolean | string,
  errors: FieldErrors,
): AnswerQuery {
  const type = context.schema.getQueryType()
  if (!type) throw new TypeError('The schema has no queries.')
  const only = typeof forResolvers === 'string' ? forResolvers : undefined
  return new Compiler(definitions, context, forResolvers !== false, errors).operation(type, operation, only)
}

/** One root field as a query, wherever in an operation it stands. */
export const compileRoot = (
  definitions: Definitions,
  context: Omit<SelectionContext, 'weigh'>,
  { parentType, fieldNodes, path }: GraphQLResolveInfo,
  errors: FieldErrors,
): AnswerQuery =>
  new Compiler(definitions, context, true, errors).roots(parentType, new Map([[String(path.key), nodesOf(fieldNodes)]]))

/** The rows pointed to as a query; its column `data` is an object with a list `rows` in the order of the pointers. */
export function compilePointers(
  definitions: Definitions,
  context: Omit<SelectionContext, 'weigh'>,
  { fieldNodes, path }: GraphQLResolveInfo,
  pointers: readonly (Pointer | null)[],
  errors: FieldErrors,
): AnswerQuery {
  const compiler = new Compiler(definitions, context, true, errors)
  // Rows of several items are read at once: their path is that of the field.
  const named = responsePathAsArray(path).filter((key) => typeof key === 'string')
  const list = pointed(compiler, pointers, nodesOf(fieldNodes), named)
  return bounded(
    sql<AnswerRow>`${compiler.statement.with()}select '{"rows":[' || coalesce(${list}, '') || ']}' as data`,
    compiler.cost.bytes,
  )
}

function nodesOf([first, ...more]: readonly FieldNode[]): Nodes {
  if (!first) throw new TypeError('A field has a node at least.')
  return [first, ...more]
}

const noColumns = (name: string): never => {
  throw new TypeError(`There is no row to read "${name}" of.`)
}

const noObject: ObjectDefinition = { name: '', fields: {}, filters: [], orders: [] }

class Compiler extends Planner {
  operation(type: GraphQLObjectType, operation: OperationDefinitionNode, only: string | undefined): AnswerQuery {
    const fields = collectFields(this.selection, type, [operation])
    return this.roots(type, only === undefined ? fields : new Map([...fields].filter(([key]) => key === only)))
  }

  roots(type: GraphQLObjectType, fields: ReadonlyMap<string, Nodes>): AnswerQuery {
    const pieces: Piece[] = []
    for (const [key, nodes] of fields) {
      const name = nodes[0].name.value
      const field = name === '__typename' ? undefined : this.#rootField(type, name)
      if (field?.is === 'resolved') continue
      pieces.push(pieces.length === 0 ? '{' : ',', this.key(key, undefined, [key]))
      if (!field) pieces.push(`"${type.name}"`)
      else pieces.push(...this.apart(type, nodes[0], [key], () => this.#root(type, field, nodes, [key])))
    }
    pieces.push(pieces.length === 0 ? '{}' : '}')
    const data = concat(pieces)
    return bounded(sql<AnswerRow>`${this.statement.with()}select ${data} as data`, this.cost.bytes)
  }

  /** What the schema says of a root field. What belongs to the introspection is the usual executor's. */
  #rootField(type: GraphQLObjectType, name: string): RootField {
    if (name.startsWith('__')) return { is: 'resolved', columns: [] }
    const field = this.definitions.root(name)
    if (!field) throw unknownField(type, name)
    if (field.is === 'resolved') this.refuseWithoutResolvers(type, name)
    return field
  }

  override field(parent: GraphQLObjectType, scope: Scope, name: string, nodes: Nodes, path: Path): Piece[] {
    const field = fieldOf(scope.type, name)
    switch (field.is) {
      case 'column':
        return [columnText(columnOf(scope.type.source?.columns ?? {}, field.column), scope.column(field.column))]
      case 'expression':
        return [field.text((name) => scope.column(name), parent.name)]
      case 'embedded': {
        const type = this.definitions.object(field.type)
        const text = this.object(
          this.objectType(field.type),
          { ...scope, type: { ...type, source: scope.type.source } },
          nodes,
          path,
        )
        return field.present ? [this.#unlessNull(scope.column(field.present), text)] : text
      }
      case 'one': {
        if (!scope.level) throw new TypeError('Only rows have related rows.')
        this.cost.join(path)
        const one = scope.level.one(scope, field.column, this.definitions.object(field.type))
        const text = this.object(this.objectType(field.type), one, nodes, path)
        return field.nullable ? [this.#unlessNull(one.column('id'), text)] : text
      }
      case 'union':
        return [this.#union(scope, field, nodes, path)]
      case 'values':
        return this.#values(scope, field, path)
      case 'list':
        return this.#list(parent, scope, field, nodes, path)
      case 'connection':
        return connection(this, parent, scope, field, nodes, path)
      case 'part':
      case 'resolved':
        throw unknownField(parent, name)
    }
  }

  #union(scope: Scope, field: UnionField, nodes: Nodes, path: Path): Sql {
    const { level } = scope
    if (!level) throw new TypeError('Only rows have related rows.')
    const cases = field.members.map(({ type, column }) => {
      this.cost.join(path)
      const one = level.one(scope, column, this.definitions.object(type))
      return sql`when ${one.column('id')} is not null then ${concat(this.typedObject(type, one, nodes, path))}`
    })
    return sql`case ${sql.join(cases, sql` `)} else 'null' end`
  }

  #unlessNull(value: Sql, text: readonly Piece[]): Sql {
    return sql`case when ${value} is null then 'null' else ${concat(text)} end`
  }

  #root(query: GraphQLObjectType, field: RootField, nodes: Nodes, path: Path): Piece[] {
    const root: Scope = { type: noObject, scope: {}, level: undefined, raw: noColumns, column: noColumns }
    switch (field.is) {
      case 'lookup':
        return lookup(this, query, field, nodes, path)
      case 'batch':
        return batch(this, query, field, nodes, path)
      case 'node':
        return byId(this, query, field, nodes, path)
      case 'single':
        return single(this, field, nodes, path)
      case 'frame': {
        const type = this.definitions.object(field.type)
        const handedDown = this.arguments(query, field, nodes[0], root, path)
        return this.object(this.objectType(field.type), { ...root, type, scope: handedDown }, nodes, path)
      }
      case 'list':
        return this.#list(query, root, field, nodes, path)
      case 'connection':
        return connection(this, query, root, field, nodes, path)
      case 'resolved':
        throw unknownField(query, nodes[0].name.value)
    }
  }

  #values(scope: Scope, field: ValuesField, path: Path): Piece[] {
    const column = columnOf(field.table.columns, field.column)
    const target: ObjectDefinition = { ...noObject, name: field.table.name, source: field.table }
    const links: Links = { keys: ['id'], by: [field.by] }
    const order = [{ name: field.column, column, expression: sql.ref(`t.${field.column}`), direction: 'ASC' as const }]
    const source = { target, links, scope: scope.scope, where: [], order, reverse: false, limit: undefined }
    const level = this.level(scope, source, path)
    const text = level.text(level.list(columnText(column, level.item.column(field.column))))
    level.finish()
    return ['[', this.attach(scope, links, level.aggregate)(text, `''`), ']']
  }

  #list(parent: GraphQLObjectType, scope: Scope, field: ListField, nodes: Nodes, path: Path): Piece[] {
    const { links } = field
    const target = this.definitions.object(field.type)
    const handedDown = this.arguments(parent, field, nodes[0], scope, path)
    const order = this.sortings(target, links, field.order)
    const source = { target, links, scope: handedDown, where: [], order, reverse: false, limit: undefined }
    const level = this.level(scope, source, path)
    const text = level.text(level.list(concat(this.object(this.objectType(field.type), level.item, nodes, path))))
    level.finish()
    return ['[', this.attach(scope, links, level.aggregate)(text, `''`), ']']
  }
}
