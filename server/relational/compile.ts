// From the selection of one operation to one statement whose single value is the answer's JSON text.
import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isListType,
  isNonNullType,
  isObjectType,
  type OperationDefinitionNode,
} from 'graphql'
import { sql } from 'kysely'
import { bounded } from './answer.ts'
import { typeKey } from './build.ts'
import { connection } from './connection.ts'
import { Cost } from './cost.ts'
import {
  type ArgumentDefinition,
  type Arguments,
  type ConnectionField,
  columnOf,
  type FieldDefinition,
  type FrameField,
  type Links,
  type ListField,
  type ObjectDefinition,
  type OrderKey,
  type RootField,
  type Sql,
  type UnionField,
  type ValuesField,
} from './definition.ts'
import { type Path, RequestError } from './errors.ts'
import { type FieldErrors, isFieldError } from './field-errors.ts'
import type { FilterContext } from './filter.ts'
import { Input, refuseBadText } from './input.ts'
import { Level, type LevelSource, type Scope } from './level.ts'
import { type Sorting, sortings } from './order.ts'
import type { Registry } from './registry.ts'
import { batch, byId, lookup, single } from './roots.ts'
import { collectFields, type SelectionContext } from './selection.ts'
import { Statement } from './statement.ts'
import { columnText, concat, type Piece } from './text.ts'

export type Nodes = readonly [FieldNode, ...FieldNode[]]

/**
 * The root fields of an operation as one query; its only column, `data`, is the text of the response's data.
 * `forResolvers` adds to objects of an interface what type they are; with a response key, only that root field is compiled.
 *
 * Fields that `errors` has already are marked in the text. Where others turn out to be wrong they are added, and the
 * query is of no use: it is to be compiled anew.
 */
export function compile(
  registry: Registry,
  context: Omit<SelectionContext, 'weigh'>,
  operation: OperationDefinitionNode,
  forResolvers: boolean | string,
  errors: FieldErrors,
): Sql {
  const type = context.schema.getQueryType()
  if (!type) throw new TypeError('The schema has no queries.')
  const only = typeof forResolvers === 'string' ? forResolvers : undefined
  return new Compiler(registry, context, forResolvers !== false, errors).operation(type, operation, only)
}

const noColumns = (name: string): never => {
  throw new TypeError(`There is no row to read "${name}" of.`)
}

const noObject: ObjectDefinition = { name: '', description: '', interfaces: [], fields: {}, filters: [], orders: [] }

export class Compiler {
  readonly registry: Registry
  readonly selection: SelectionContext
  readonly statement = new Statement()
  readonly filters: FilterContext
  readonly cost = new Cost()
  readonly errors: FieldErrors
  readonly #typed: boolean
  /** How many of the fields around what is being compiled may be null, or a list without items. */
  #shelters = 0

  constructor(registry: Registry, selection: Omit<SelectionContext, 'weigh'>, typed: boolean, errors: FieldErrors) {
    this.#typed = typed
    this.errors = errors
    this.registry = registry
    this.selection = { ...selection, weigh: () => this.cost.selection() }
    this.filters = {
      object: (name) => registry.object(name),
      alias: () => this.statement.name('f'),
      weigh: (path, depth) => this.cost.condition(path, depth),
      set: (query) => {
        const name = this.statement.name('set')
        this.statement.addSet(name, query)
        return name
      },
    }
  }

  operation(type: GraphQLObjectType, operation: OperationDefinitionNode, only: string | undefined): Sql {
    const pieces: Piece[] = []
    for (const [key, nodes] of collectFields(this.selection, type, [operation])) {
      const name = nodes[0].name.value
      if (only !== undefined && key !== only) continue
      const field = this.registry.root(name)
      if (!field && name !== '__typename') continue
      pieces.push(pieces.length === 0 ? '{' : ',', this.key(key, undefined, [key]))
      if (!field) pieces.push(`"${type.name}"`)
      else pieces.push(...this.apart(type, nodes[0], [key], () => this.#root(type, field, nodes, [key])))
    }
    pieces.push(pieces.length === 0 ? '{}' : '}')
    const data = concat(pieces)
    return bounded(sql`${this.statement.with()}select ${data} as data`, this.cost.bytes)
  }

  /** A response key, as it stands in the text of each row of a level. Throws RequestError QUERY_TOO_COMPLEX. */
  key(name: string, level: Level | undefined, path: Path): string {
    const text = `${JSON.stringify(name)}:`
    this.cost.text(level?.reckoned.rows ?? 1, text.length, path)
    return text
  }

  /** The JSON text of an object's fields; of one row, or of the root where `scope` has no level. */
  object(type: GraphQLObjectType, scope: Scope, nodes: Nodes, path: Path): Piece[] {
    const pieces: Piece[] = []
    for (const [key, fieldNodes] of collectFields(this.selection, type, nodes)) {
      pieces.push(pieces.length === 0 ? '{' : ',', this.key(key, scope.level, path))
      this.cost.field(path)
      const name = fieldNodes[0].name.value
      if (name === '__typename') pieces.push(`"${type.name}"`)
      else {
        const here = [...path, key]
        pieces.push(...this.apart(type, fieldNodes[0], here, () => this.field(type, scope, name, fieldNodes, here)))
      }
    }
    pieces.push(pieces.length === 0 ? '{}' : '}')
    return pieces
  }

  /** What a field of `parent` is compiled to. Where its arguments are wrong, that is noted, and the others stand. */
  apart(parent: GraphQLObjectType, node: FieldNode, path: Path, make: () => Piece[]): Piece[] {
    const type: GraphQLOutputType | undefined = parent.getFields()[node.name.value]?.type
    const isSheltered = this.#shelters > 0 || !isNonNullType(type)
    const mark = this.errors.mark(path, !isSheltered)
    if (mark !== undefined) return [mark]
    const shelter = !isNonNullType(type) || isListType(getNullableType(type)) ? 1 : 0
    this.#shelters += shelter
    try {
      return make()
    } catch (error) {
      // What is wrong with an argument that is handed down is found out below, and concerns the field it was given to.
      if (!isFieldError(error) || (error.path && error.path.length !== path.length)) throw error
      this.errors.add(path, error)
      return []
    } finally {
      this.#shelters -= shelter
    }
  }

  /** The JSON text of one field of a row. */
  field(parent: GraphQLObjectType, scope: Scope, name: string, nodes: Nodes, path: Path): Piece[] {
    const field = fieldOf(scope.type, name)
    switch (field.is) {
      case 'column':
        return [columnText(columnOf(scope.type.source?.columns ?? {}, field.column), scope.column(field.column))]
      case 'expression':
        return [field.text((name) => scope.column(name), parent.name)]
      case 'embedded': {
        const type = this.registry.object(field.type)
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
        const one = scope.level.one(scope, field.column, this.registry.object(field.type))
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
    }
  }

  #union(scope: Scope, field: UnionField, nodes: Nodes, path: Path): Sql {
    const { level } = scope
    if (!level) throw new TypeError('Only rows have related rows.')
    const cases = field.members.map(({ type, column }) => {
      this.cost.join(path)
      const one = level.one(scope, column, this.registry.object(type))
      return sql`when ${one.column('id')} is not null then ${concat(this.typedObject(type, one, nodes, path))}`
    })
    return sql`case ${sql.join(cases, sql` `)} else 'null' end`
  }

  /** Like `object`, of a type that is one of several the field may give. */
  typedObject(name: string, scope: Scope, nodes: Nodes, path: Path): Piece[] {
    const pieces = this.object(this.objectType(name), scope, nodes, path)
    if (!this.#typed) return pieces
    const [open, ...rest] = pieces
    return [`{"${typeKey}":"${name}"${open === '{}' ? '}' : ','}`, ...rest]
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
        const type = this.registry.object(field.type)
        const handedDown = this.arguments(query, field, nodes[0], root, path)
        return this.object(this.objectType(field.type), { ...root, type, scope: handedDown }, nodes, path)
      }
      case 'list':
        return this.#list(query, root, field, nodes, path)
      case 'connection':
        return connection(this, query, root, field, nodes, path)
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
    const target = this.registry.object(field.type)
    const handedDown = this.arguments(parent, field, nodes[0], scope, path)
    const order = this.sortings(target, links, field.order)
    const source = { target, links, scope: handedDown, where: [], order, reverse: false, limit: undefined }
    const level = this.level(scope, source, path)
    const text = level.text(level.list(concat(this.object(this.objectType(field.type), level.item, nodes, path))))
    level.finish()
    return ['[', this.attach(scope, links, level.aggregate)(text, `''`), ']']
  }

  /** A level of rows that hang on the rows of a scope. */
  level(scope: Scope, source: Omit<LevelSource, 'parents'>, path: Path): Level {
    const { keys } = source.links
    const parents = keys.length === 0 ? undefined : scope.level?.keysOf(keys.map((column) => scope.column(column)))
    return this.newLevel({ ...source, parents }, scope.level, path)
  }

  newLevel(source: LevelSource, above: Level | undefined, path: Path): Level {
    const depth = (above?.reckoned.depth ?? 0) + 1
    const parents = above?.reckoned.rows ?? 1
    const rows = this.cost.list(parents, source.expected ?? source.limit, depth, path)
    return new Level(this.statement, this.filters, source, { depth, parents, rows })
  }

  /** Gives the columns of a set that hangs on the rows of a scope; `otherwise` where a row has none. */
  attach(scope: Scope, links: Links, set: string): (column: string, otherwise: string) => Sql {
    let alias: string | undefined
    return (column, otherwise) => {
      const missing = sql.raw(otherwise)
      if (links.keys.length === 0 || !scope.level)
        return sql`coalesce((select ${sql.ref(column)} from ${sql.ref(set)}), ${missing})`
      alias ??= scope.level.join(
        set,
        links.keys.map((key) => scope.column(key)),
      )
      return sql`coalesce(${sql.ref(`${alias}.${column}`)}, ${missing})`
    }
  }

  sortings(target: ObjectDefinition, links: Links, keys: readonly OrderKey[]): readonly Sorting[] {
    const columnsOf = (on: OrderKey['on']) => (on === 'link' ? links.edge : target.source?.columns) ?? {}
    const sorted = keys.map((key) => ({ ...key, column: columnsOf(key.on)[key.column]?.sort ?? key.column }))
    return sortings(sorted, target.identity ?? ['id'], ({ column, on }) => {
      const columns = columnsOf(on)
      return { column: columnOf(columns, column), expression: sql.ref(`${on === 'link' ? 'l' : 't'}.${column}`) }
    })
  }

  /** What a field hands down: its own arguments where it has any, else those it was handed. */
  arguments(
    parent: GraphQLObjectType,
    field: ListField | ConnectionField | FrameField,
    node: FieldNode,
    scope: Scope,
    path: Path,
  ): Arguments {
    const fixed = 'fixed' in field ? field.fixed : undefined
    const own = [
      ...Object.keys(field.args ?? {}),
      ...('links' in field && field.links.filter ? [field.links.filter.argument] : []),
    ]
    if (own.length === 0) return { ...scope.scope, ...fixed }
    const given = own.map((name) => [name, this.argument(parent, node, name, path)] as const)
    for (const [name, input] of given) {
      if (!input) continue
      if (field.args?.[name]?.is === 'text') this.cost.search(path)
      refuseBad(field.args?.[name], input, path)
    }
    return { ...fixed, ...Object.fromEntries(given) }
  }

  argument(parent: GraphQLObjectType, node: FieldNode, name: string, path: Path): Input | undefined {
    const definition = parent.getFields()[node.name.value]
    return definition && Input.argument(this.selection.reader, definition, node, name, path)
  }

  objectType(name: string): GraphQLObjectType {
    const type = this.selection.schema.getType(name)
    if (!isObjectType(type)) throw new TypeError(`${name} is not an object type.`)
    return type
  }

  /** The object type a field of `parent` gives. */
  fieldType(parent: GraphQLObjectType, node: FieldNode): GraphQLObjectType {
    const field = parent.getFields()[node.name.value]
    return this.objectType(field ? getNamedType(field.type).name : node.name.value)
  }
}

function fieldOf(type: ObjectDefinition, name: string): FieldDefinition {
  const field = type.fields[name]
  if (!field) throw new TypeError(`${type.name} has no field "${name}".`)
  return field
}

/** Arguments that are handed down are checked where they are given. */
function refuseBad(definition: ArgumentDefinition | undefined, input: Input, path: Path): void {
  if (definition?.is === 'text' && !input.isNull()) refuseBadText(input, path, definition.unsearchable)
  if (definition?.is !== 'integer') return
  const { minimum, maximum } = definition
  if (input.decide((value) => value !== null && !(Number(value) >= minimum && Number(value) <= maximum)))
    throw new RequestError('BAD_USER_INPUT', `A number from ${minimum} to ${maximum} was expected.`, path)
}
