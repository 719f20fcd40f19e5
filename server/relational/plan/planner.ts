// The shared state of planning one operation: the statement, its cost, the field errors, and how sets are joined.
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
import { type RawBuilder, sql } from 'kysely'
import { rowKey, typeKey } from '../definition/answer.ts'
import {
  type Arguments,
  type ConnectionField,
  type ContainerField,
  columnOf,
  type ListField,
  type ObjectDefinition,
  type Relation,
  type Sql,
} from '../definition/definition.ts'
import type { Definitions } from '../definition/definitions.ts'
import type { Path } from '../request/errors.ts'
import { type FieldErrors, isFieldError } from '../request/field-errors.ts'
import { Input } from '../request/input.ts'
import { collectFields, type SelectionContext } from '../request/selection.ts'
import { emitRowSet } from '../sql/emit-row-set.ts'
import type { FilterContext } from '../sql/filter.ts'
import { type RowScope, RowSet } from '../sql/row-set.ts'
import { Statement } from '../sql/statement.ts'
import { columnText, type Piece } from '../sql/text.ts'
import { type AnswerQuery, type AnswerRow, answerQuery, type FormerKeys } from './answer.ts'
import {
  type FieldContext,
  fieldOf,
  type Member,
  type NewSource,
  type Nodes,
  type ObjectContext,
  type Planning,
  type Selected,
} from './context.ts'
import { Cost } from './cost.ts'

/** The query for an answer, and the keys in it that may be former ones. */
export interface PlannedAnswer extends AnswerQuery {
  readonly formerKeys: FormerKeys<RawBuilder<AnswerRow>> | undefined
}

/** A lookup of a row by a key. */
interface Lookup {
  /** The member of the answer that is null where the key has no row. */
  readonly responseKey: string
  readonly parameter: unknown
  /** The current key where the parameter is a former one, else null. */
  readonly currentKey: Sql
}

const noCost = { rows: 0, lists: 0, bytes: 0 }

export abstract class Planner {
  readonly definitions: Definitions
  readonly selection: SelectionContext
  readonly statement = new Statement()
  readonly filters: FilterContext
  readonly cost = new Cost()
  readonly errors: FieldErrors
  readonly #revision: Sql | undefined
  readonly #lookups: Lookup[] = []
  /** Whether resolvers read the data: then objects of an interface include their type name. */
  readonly #typeNames: boolean
  /** How many of the fields around what is being compiled may be null, or a list without items. */
  #shelters = 0

  constructor({ definitions, selection, errors, revision }: Planning, typeNames: boolean) {
    this.#revision = revision
    this.#typeNames = typeNames
    this.errors = errors
    this.definitions = definitions
    this.selection = { ...selection, countSelection: () => this.cost.selection() }
    this.filters = {
      object: (name) => definitions.object(name),
      alias: (prefix) => this.statement.name(prefix),
      countCondition: (path, depth) => this.cost.condition(path, depth),
      set: (query) => {
        const name = this.statement.name('filter')
        this.statement.addSet(name, query)
        return name
      },
    }
  }

  /** The query for a text, which is put together of what was added to the statement. */
  answer(text: Sql): PlannedAnswer {
    const { query, cost } = answerQuery(this.statement.with(), text, {
      cost: this.cost.total,
      revision: this.#revision,
    })
    return { query, cost, formerKeys: this.#formerKeys() }
  }

  /** Notes a lookup whose key may be a former one. */
  mayBeFormer(lookup: Lookup): void {
    this.#lookups.push(lookup)
  }

  #formerKeys(): PlannedAnswer['formerKeys'] {
    if (this.#lookups.length === 0) return undefined
    const currentKeys = sql.join(this.#lookups.map(({ currentKey }) => currentKey))
    const list = sql`to_json(array[${currentKeys}]::text[])::text`
    const { query } = answerQuery(sql``, list, { cost: noCost, revision: this.#revision })
    // One pattern for all names, so that the text is read once. Names in GraphQL need no escapes.
    const missing = new RegExp(`"(?:${this.#lookups.map(({ responseKey }) => responseKey).join('|')})":null`)
    return { parameters: this.#lookups.map(({ parameter }) => parameter), missing, query }
  }

  /** The JSON text of one field of a row. */
  abstract field(context: Omit<FieldContext, 'field'>): Piece[]

  /** The JSON text of an object's fields; of one row, or of the root where the scope has no set. */
  object(type: GraphQLObjectType, { scope, nodes, path }: Selected, before: readonly Member[] = []): Piece[] {
    const columns = new Set<string>()
    const isLeftOut = (name: string): boolean => {
      this.cost.field(path)
      return this.isResolved(type, scope.type, name, columns)
    }
    return this.objectText(
      collectFields(this.selection, type, nodes),
      { type, set: scope.set, path, isLeftOut, before, after: () => this.resolverColumns(columns, scope) },
      (_name, field) => this.field({ ...field, parent: type, scope }),
    )
  }

  /** Like `object`, of a type that is one of several the field may give. */
  typedObject(name: string, selected: Selected): Piece[] {
    return this.object(this.objectType(name), selected, this.#typeNames ? [[`"${typeKey}":"${name}"`]] : [])
  }

  /** The JSON text of an object: its fields under their response keys, and members before and after them. */
  objectText(
    fields: Iterable<readonly [string, Nodes]>,
    { type, set, path, isLeftOut, before = [], after }: ObjectContext,
    textOf: (name: string, field: { readonly nodes: Nodes; readonly path: Path }) => Piece[],
  ): Piece[] {
    const members: Member[] = [...before]
    for (const [key, nodes] of fields) {
      const name = nodes[0].name.value
      if (isLeftOut?.(name)) continue
      const here = [...path, key]
      // The response as a whole has no path: its fields have.
      const text = this.#key(key, set, path.length === 0 ? here : path)
      const value =
        name === '__typename'
          ? [JSON.stringify(type.name)]
          : this.#apart(type, nodes[0], here, () => textOf(name, { nodes, path: here }))
      members.push([text, ...value])
    }
    members.push(...(after?.() ?? []))
    return ['{', ...members.flatMap((member, index) => (index === 0 ? member : [',', ...member])), '}']
  }

  /** Throws if a field with a resolver is in an answer that reaches no resolver. */
  refuseWithoutResolvers(type: GraphQLObjectType, name: string): void {
    if (!this.#typeNames) throw new TypeError(`${type.name}.${name} has a resolver, which no text can answer for.`)
  }

  /** A response key, as it stands in the text of each row of a set. Throws RequestError QUERY_TOO_COMPLEX. */
  #key(name: string, set: RowSet | undefined, path: Path): string {
    const text = `${JSON.stringify(name)}:`
    this.cost.text(set?.estimate.rows ?? 1, text.length, path)
    return text
  }

  /** Whether a field has a resolver of its own; records the columns it reads. */
  isResolved(type: GraphQLObjectType, definition: ObjectDefinition, name: string, columns: Set<string>): boolean {
    const field = name === '__typename' ? undefined : fieldOf(definition, name)
    if (field?.is !== 'resolved') return false
    this.refuseWithoutResolvers(type, name)
    for (const column of field.columns) columns.add(column)
    return true
  }

  /** The columns that resolvers read, as a member of their object. */
  resolverColumns(columns: ReadonlySet<string>, scope: RowScope): readonly Member[] {
    if (columns.size === 0) return []
    const source = scope.type.source?.columns ?? {}
    const members = [...columns].flatMap((name, index) => [
      `${index === 0 ? '' : ','}${JSON.stringify(name)}:`,
      columnText(columnOf(source, name), scope.column(name)),
    ])
    return [[`"${rowKey}":{`, ...members, '}']]
  }

  /** Compiles a field of `parent`. Invalid arguments are recorded as errors of this field only. */
  #apart(parent: GraphQLObjectType, node: FieldNode, path: Path, make: () => Piece[]): Piece[] {
    const type: GraphQLOutputType | undefined = parent.getFields()[node.name.value]?.type
    const isSheltered = this.#shelters > 0 || !isNonNullType(type)
    const mark = this.errors.mark(path, !isSheltered)
    if (mark !== undefined) return [mark]
    const shelter = !isNonNullType(type) || isListType(getNullableType(type)) ? 1 : 0
    this.#shelters += shelter
    try {
      return make()
    } catch (error) {
      // An invalid argument that is passed down is found further down, but is an error of the field it belongs to.
      if (!isFieldError(error) || (error.path && error.path.length !== path.length)) throw error
      this.errors.add(path, error)
      return []
    } finally {
      this.#shelters -= shelter
    }
  }

  /**
   * Adds a set of rows related to the rows of a scope. `fill` collects what is needed of it; the SQL is written after
   * that. Returns what `fill` returns. Throws RequestError QUERY_TOO_COMPLEX.
   */
  rowSet<T>(source: NewSource, { scope, path }: Omit<Selected, 'nodes'>, fill: (set: RowSet) => T): T {
    const { keys } = source.relation
    const keysOfScope = (): Sql | undefined => scope.set?.keysOf(keys.map((column) => scope.column(column)))
    const parents = source.parents ?? (keys.length === 0 ? undefined : keysOfScope())
    const { depth, rows } = scope.set?.estimate ?? { depth: 0, rows: 1 }
    const estimate = {
      depth: depth + 1,
      parents: rows,
      rows: this.cost.list(rows, source.expected ?? source.limit, depth + 1, path),
    }
    const areParentsUnique = source.parents === undefined && scope.set?.hasEachOnce(scope, keys) === true
    const set = new RowSet(this.statement, this.filters, { ...source, parents, areParentsUnique }, estimate)
    const addRows = this.statement.reserve()
    const filled = fill(set)
    const emitted = emitRowSet(this.filters, set)
    addRows(emitted.rows)
    for (const { name, query } of emitted.texts) this.statement.add(name, query)
    return filled
  }

  /** The JSON text of a list: the rows related to a row of a scope. */
  list(source: NewSource, context: Omit<Selected, 'nodes'>, textOf: (set: RowSet) => Sql): Piece[] {
    const { name, column } = this.rowSet(source, context, (set) => ({
      name: set.names.texts,
      column: set.list(textOf(set)),
    }))
    return ['[', this.attach(context.scope, source.relation, name)(column, `''`), ']']
  }

  /** The columns of a set related to the rows of a scope; `otherwise` where a row has none. */
  attach(scope: RowScope, relation: Relation, set: string): (column: string, otherwise: string) => Sql {
    return (column, otherwise) => {
      const missing = sql.raw(otherwise)
      if (relation.keys.length === 0 || !scope.set)
        return sql`coalesce((select ${sql.ref(column)} from ${sql.ref(set)}), ${missing})`
      scope.set.join(
        set,
        relation.keys.map((key) => scope.column(key)),
      )
      return sql`coalesce(${sql.ref(`${set}.${column}`)}, ${missing})`
    }
  }

  /** The arguments that a field passes down: its own if it has any, else those it received. */
  arguments(context: FieldContext<ListField | ConnectionField | ContainerField>): Arguments {
    const { field, scope } = context
    const fixed = 'fixed' in field ? field.fixed : undefined
    if (field.args.length === 0) return Object.keys(fixed ?? {}).length === 0 ? scope.args : { ...scope.args, ...fixed }
    const { args = [] } = context.parent.getFields()[context.nodes[0].name.value] ?? {}
    const inputs = Object.fromEntries(field.args.map((name) => [name, this.argument(context, name)]))
    // What is made around a text costs as much without one.
    for (const { name, extensions } of args)
      if (extensions.relational && name in inputs && inputs[name]?.isNull() !== false) this.cost.search(context.path)
    return { ...fixed, ...inputs }
  }

  /** An argument of a field, within its limits; undefined if it is absent and has no default. Throws RequestError. */
  argument({ parent, nodes: [node], path }: Omit<FieldContext, 'scope'>, name: string): Input | undefined {
    const definition = parent.getFields()[node.name.value]
    const argument = definition?.args.find((one) => one.name === name)
    const input = definition && Input.argument(this.selection.reader, definition, node, name, path)
    if (!input || !argument) return undefined
    if (argument.extensions.relational && !input.isNull()) this.cost.search(path)
    input.refuseBeyond(argument.extensions)
    return input
  }

  objectType(name: string): GraphQLObjectType {
    const type = this.selection.schema.getType(name)
    if (!isObjectType(type)) throw new TypeError(`${name} is not an object type.`)
    return type
  }

  /** The object type of a field of `parent`. */
  fieldType({ parent, nodes: [node] }: Pick<FieldContext, 'parent' | 'nodes'>): GraphQLObjectType {
    const field = parent.getFields()[node.name.value]
    return this.objectType(field ? getNamedType(field.type).name : node.name.value)
  }
}
