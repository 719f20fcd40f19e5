// The slow, obviously right way to answer a query: graphql-js walks it, and every field is looked up in arrays.
import {
  buildASTSchema,
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLResolveInfo,
  parse,
  printSchema,
} from 'graphql'
import {
  columnOf,
  type FieldDefinition,
  type ObjectDefinition,
  type RootField,
} from '../../../server/relational/index.ts'
import { buildSchema } from '../../../server/schema.ts'
import { definitions } from '../definitions.ts'
import { facetsOf } from './facet.ts'
import { idOfRow } from './ids.ts'
import { asKept } from './letters.ts'
import { inOrder, keysOf } from './order.ts'
import { type Cursors, type Page, pageOf } from './page.ts'
import { related, rowsOf } from './source.ts'
import type { Link, Oracle, Row, Scope, Value } from './store.ts'

/** The API's types without any way to answer them. */
export const plainSchema = buildASTSchema(parse(printSchema(buildSchema())))

/** An object of the answer: a row, read as a type says. */
class Thing {
  readonly type: string
  readonly fields: ObjectDefinition['fields']
  readonly columns: NonNullable<ObjectDefinition['source']>['columns']
  readonly row: Row
  readonly scope: Scope

  constructor(type: string, { fields, source }: Pick<ObjectDefinition, 'fields' | 'source'>, row: Row, scope: Scope) {
    this.type = type
    this.fields = fields
    this.columns = source?.columns ?? {}
    this.row = row
    this.scope = scope
  }
}

const thing = (type: string, row: Row, scope: Scope): Thing => new Thing(type, definitions.object(type), row, scope)

/** A connection as it is answered. */
class Connection {
  readonly page: Page
  readonly type: string
  readonly edge: Thing['columns']
  readonly scope: Scope

  constructor(type: string, page: Page, edge: Thing['columns'], scope: Scope) {
    this.type = type
    this.page = page
    this.edge = edge
    this.scope = scope
  }
}

type Args = Readonly<Record<string, unknown>>

/** Arguments as the fields below see them: a field's own where it has any, else those of the nearest one above. */
function handedDown(field: FieldDefinition | RootField, args: Args, scope: Scope): Scope {
  const fixed = 'fixed' in field ? field.fixed : undefined
  const own = 'args' in field ? field.args : []
  if (own.length === 0) return { ...scope, ...fixed }
  return { ...fixed, ...Object.fromEntries(own.map((name) => [name, args[name]])) }
}

const shown = (kind: string, value: Value): Value =>
  kind === 'timestamp' && typeof value === 'string' ? new Date(value).toISOString() : value

export class OracleExecutor {
  readonly #oracle: Oracle
  readonly #cursors: Cursors

  constructor(oracle: Oracle, cursors: Cursors) {
    this.#oracle = oracle
    this.#cursors = cursors
  }

  /** The whole answer, cursors marked as such. */
  answer(document: DocumentNode, variables: Args): ExecutionResult {
    const result = execute({
      schema: plainSchema,
      document,
      variableValues: variables,
      rootValue: {},
      fieldResolver: (source: unknown, args: Args, _: unknown, info) => this.#resolve(source, args, info),
      typeResolver: (value) => (value instanceof Thing ? value.type : undefined),
    })
    if (result instanceof Promise) throw new TypeError('The oracle does not wait for anything.')
    return result
  }

  #resolve(source: unknown, args: Args, info: GraphQLResolveInfo): unknown {
    const { fieldName, parentType } = info
    if (source instanceof Connection) return this.#ofConnection(source, fieldName, args, info)
    if (source instanceof EdgeThing && (fieldName === 'node' || fieldName === 'cursor')) return source[fieldName]
    if (source instanceof Thing) {
      const field = source.fields[fieldName]
      if (!field) throw new TypeError(`${source.type} has no field ${fieldName}.`)
      return this.#ofThing(source, parentType.name, field, fieldName, args)
    }
    if (parentType.name === 'Query') return this.#root(fieldName, args)
    return typeof source === 'object' && source !== null ? Reflect.get(source, fieldName) : undefined
  }

  #root(name: string, args: Args): unknown {
    const field = definitions.root(name)
    if (!field) throw new TypeError(`There is no root field ${name}.`)
    const { store } = this.#oracle
    const tableOf = (type: string): string => definitions.object(type).source?.name ?? ''
    const byId = (id: unknown): Thing | null => {
      const found = definitions.objects.flatMap(({ name: type, key }) =>
        key === undefined
          ? []
          : store
              .rows(tableOf(type))
              .flatMap((row) => (idOfRow(type, row, store, {}) === id ? [thing(type, row, {})] : [])),
      )
      return found[0] ?? null
    }
    switch (field.is) {
      case 'lookup': {
        const value = asKept(field.column, tableOf(field.type), args[field.argument])
        const row = store.rows(tableOf(field.type)).find((one) => one[field.column] === value)
        return row ? thing(field.type, row, {}) : null
      }
      case 'batch':
        return listOf(args[field.argument]).map((one) => {
          const value = asKept(field.column, tableOf(field.type), one)
          const row = store.rows(tableOf(field.type)).find((other) => other[field.column] === value)
          return row ? thing(field.type, row, {}) : null
        })
      case 'node':
        return field.many ? listOf(args['ids']).map(byId) : byId(args['id'])
      case 'single': {
        const [row = {}] = rowsOf(this.#oracle, definitions.object(field.type), {})
        return thing(field.type, row, {})
      }
      case 'container':
        return thing(field.type, {}, handedDown(field, args, {}))
      case 'list':
      case 'connection':
        return this.#many('Query', name, field, {}, args, {})
      case 'resolved':
        throw new TypeError(`The oracle does not know Query.${name}.`)
    }
  }

  #ofThing(source: Thing, owner: string, field: FieldDefinition, name: string, args: Args): unknown {
    const { row, scope, columns } = source
    const { store } = this.#oracle
    const one = (type: string, column: string): Thing | null => {
      const found = store.byId(definitions.object(type).source?.name ?? '', row[column])
      return found ? thing(type, found, scope) : null
    }
    switch (field.is) {
      case 'column':
        return shown(columnOf(columns, field.column).kind, row[field.column] ?? null)
      case 'expression': {
        if (name === 'roles') return row['roles']
        const id = name === 'id' ? idOfRow(source.type, row, store, scope) : undefined
        if (id === undefined) throw new TypeError(`The oracle does not know ${owner}.${name}.`)
        return id
      }
      case 'embedded': {
        if (field.present !== undefined && (row[field.present] ?? null) === null) return null
        const { fields } = definitions.object(field.type)
        return new Thing(field.type, { fields, source: { name: '', columns } }, row, scope)
      }
      case 'one':
        return one(field.type, field.column)
      case 'union':
        return field.members.map(({ type, column }) => one(type, column)).find((found) => found !== null) ?? null
      case 'values':
        return store
          .where(field.table.name, field.by, row['id'])
          .map((value) => String(value[field.column]))
          .sort()
      case 'list':
      case 'connection':
        return this.#many(owner, name, field, row, args, scope)
      case 'part':
      case 'resolved':
        throw new TypeError(`The oracle does not know ${owner}.${name}.`)
    }
  }

  #many(
    owner: string,
    name: string,
    field: Extract<FieldDefinition, { is: 'list' | 'connection' }>,
    parent: Row,
    args: Args,
    above: Scope,
  ): unknown {
    const scope = handedDown(field, args, above)
    const target = definitions.object(field.type)
    const links = related(this.#oracle, owner, name, field, parent, scope)
    if (field.is === 'list')
      return inOrder(links, keysOf(target, field.order, undefined)).map(({ row }) => thing(field.type, row, scope))
    const { where } = args
    const matching =
      target.filters.length === 0 || where === undefined
        ? links
        : links.filter(({ row }) => this.#oracle.holds(field.type, row, where))
    const page = pageOf(this.#cursors, field.type, matching, keysOf(target, field.order, args['orderBy']), args)
    return new Connection(field.type, page, field.relation.edgeColumns ?? {}, scope)
  }

  #ofConnection({ page, type, edge, scope }: Connection, name: string, args: Args, info: GraphQLResolveInfo): unknown {
    const node = ({ row }: Link) => thing(type, row, scope)
    switch (name) {
      case 'nodes':
        return page.shown.map(node)
      case 'edges': {
        const edgeType = String(info.returnType).replace(/[^A-Za-z]/g, '')
        return page.shown.map((link) => new EdgeThing(edgeType, edge, link, node(link), page.cursorOf(link), scope))
      }
      case 'pageInfo':
        return page.info
      case 'totalCount':
        return page.all.length
      case 'facets':
        return facetsOf(
          this.#oracle.store,
          type,
          page.all.map(({ row }) => row),
          args['fields'],
        )
      default:
        throw new TypeError(`A connection has no field ${name}.`)
    }
  }
}

/** One edge: fields of its own are read of the link. */
class EdgeThing extends Thing {
  constructor(type: string, columns: Thing['columns'], { row, link }: Link, node: Thing, cursor: string, scope: Scope) {
    const { fields } = definitions.object(type)
    super(type, { fields, source: { name: 'link', columns } }, { target_id: row['id'] ?? null, ...link }, scope)
    this.node = node
    this.cursor = cursor
  }
  readonly node: Thing
  readonly cursor: string
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value])
