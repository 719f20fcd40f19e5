// What everything that is planned shares: the statement in the making, what it costs, which fields are wrong, and how
// sets hang on each other.
import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { sql } from 'kysely'
import { rowKey, typeKey } from '../definition/answer.ts'
import {
  type Arguments,
  type ConnectionField,
  columnOf,
  type FieldDefinition,
  type FrameField,
  type Links,
  type ListField,
  type ObjectDefinition,
  type OrderKey,
  type Sql,
} from '../definition/definition.ts'
import type { Definitions } from '../definition/definitions.ts'
import type { Path } from '../request/errors.ts'
import { type FieldErrors, isFieldError } from '../request/field-errors.ts'
import { Input } from '../request/input.ts'
import { collectFields, type SelectionContext } from '../request/selection.ts'
import { validate } from '../request/validate.ts'
import type { FilterContext } from '../sql/filter.ts'
import { Level, type LevelSource, type Scope } from '../sql/level.ts'
import { type Sorting, sortings } from '../sql/order.ts'
import { Statement } from '../sql/statement.ts'
import { columnText, type Piece } from '../sql/text.ts'
import { Cost } from './cost.ts'

export type Nodes = readonly [FieldNode, ...FieldNode[]]

export abstract class Planner {
  readonly definitions: Definitions
  readonly selection: SelectionContext
  readonly statement = new Statement()
  readonly filters: FilterContext
  readonly cost = new Cost()
  readonly errors: FieldErrors
  /** Whether resolvers read the answer. */
  readonly #typed: boolean
  /** How many of the fields around what is being compiled may be null, or a list without items. */
  #shelters = 0

  constructor(
    definitions: Definitions,
    selection: Omit<SelectionContext, 'weigh'>,
    typed: boolean,
    errors: FieldErrors,
  ) {
    this.#typed = typed
    this.errors = errors
    this.definitions = definitions
    this.selection = { ...selection, weigh: () => this.cost.selection() }
    this.filters = {
      object: (name) => definitions.object(name),
      alias: () => this.statement.name('f'),
      weigh: (path, depth) => this.cost.condition(path, depth),
      set: (query) => {
        const name = this.statement.name('set')
        this.statement.addSet(name, query)
        return name
      },
    }
  }

  /** The JSON text of one field of a row. */
  abstract field(parent: GraphQLObjectType, scope: Scope, name: string, nodes: Nodes, path: Path): Piece[]

  /** The JSON text of an object's fields; of one row, or of the root where `scope` has no level. */
  object(type: GraphQLObjectType, scope: Scope, nodes: Nodes, path: Path): Piece[] {
    const pieces: Piece[] = []
    const columns = new Set<string>()
    for (const [key, fieldNodes] of collectFields(this.selection, type, nodes)) {
      this.cost.field(path)
      const name = fieldNodes[0].name.value
      if (this.resolvedHere(type, scope.type, name, columns)) continue
      pieces.push(pieces.length === 0 ? '{' : ',', this.key(key, scope.level, path))
      if (name === '__typename') pieces.push(`"${type.name}"`)
      else {
        const here = [...path, key]
        pieces.push(...this.apart(type, fieldNodes[0], here, () => this.field(type, scope, name, fieldNodes, here)))
      }
    }
    pieces.push(...this.rowFor(columns, scope, pieces.length === 0))
    pieces.push(pieces.length === 0 ? '{}' : '}')
    return pieces
  }

  /** Like `object`, of a type that is one of several the field may give. */
  typedObject(name: string, scope: Scope, nodes: Nodes, path: Path): Piece[] {
    const pieces = this.object(this.objectType(name), scope, nodes, path)
    if (!this.#typed) return pieces
    const [open, ...rest] = pieces
    return [`{"${typeKey}":"${name}"${open === '{}' ? '}' : ','}`, ...rest]
  }

  /** A field with a resolver of its own is never left out of an answer that reaches no resolver. */
  refuseWithoutResolvers(type: GraphQLObjectType, name: string): void {
    if (!this.#typed) throw new TypeError(`${type.name}.${name} has a resolver, which no text can answer for.`)
  }

  /** A response key, as it stands in the text of each row of a level. Throws RequestError QUERY_TOO_COMPLEX. */
  key(name: string, level: Level | undefined, path: Path): string {
    const text = `${JSON.stringify(name)}:`
    this.cost.text(level?.reckoned.rows ?? 1, text.length, path)
    return text
  }

  /** Whether a field has a resolver of its own; the columns it reads are noted. */
  resolvedHere(type: GraphQLObjectType, definition: ObjectDefinition, name: string, columns: Set<string>): boolean {
    const field = name === '__typename' ? undefined : fieldOf(definition, name)
    if (field?.is !== 'resolved') return false
    this.refuseWithoutResolvers(type, name)
    for (const column of field.columns) columns.add(column)
    return true
  }

  /** The columns that resolvers read, as a member of their object. */
  rowFor(columns: ReadonlySet<string>, scope: Scope, isFirst: boolean): readonly Piece[] {
    if (columns.size === 0) return []
    const source = scope.type.source?.columns ?? {}
    const members = [...columns].flatMap((name, index) => [
      `${index === 0 ? '' : ','}${JSON.stringify(name)}:`,
      columnText(columnOf(source, name), scope.column(name)),
    ])
    return [`${isFirst ? '{' : ','}"${rowKey}":{`, ...members, '}']
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
    if (field.args.length === 0) return { ...scope.scope, ...fixed }
    const searched = parent.getFields()[node.name.value]?.args.filter(({ extensions }) => extensions.relational) ?? []
    for (const _ of searched) this.cost.search(path)
    const given = field.args.map((name) => [name, this.argument(parent, node, name, path)] as const)
    return { ...fixed, ...Object.fromEntries(given) }
  }

  argument(parent: GraphQLObjectType, node: FieldNode, name: string, path: Path): Input | undefined {
    const definition = parent.getFields()[node.name.value]
    const input = definition && Input.argument(this.selection.reader, definition, node, name, path)
    const argument = definition?.args.find((one) => one.name === name)
    if (input && argument) validate(argument, input, path)
    return input
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

export const unknownField = (type: GraphQLObjectType, name: string): TypeError =>
  new TypeError(`Nothing says where ${type.name}.${name} comes from.`)

export function fieldOf(type: ObjectDefinition, name: string): FieldDefinition {
  const field = type.fields[name]
  if (!field) throw new TypeError(`${type.name} has no field "${name}".`)
  return field
}
