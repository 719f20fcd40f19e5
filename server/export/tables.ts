// The tables of an export: one for each type that can be edited and each of its sets, and those that are computed.
import { type GraphQLArgument, type GraphQLField, type GraphQLSchema, isObjectType } from 'graphql'
import type { EditableField, EditableType, EditableTypes } from '../changeset/editable.ts'
import { definitionsOf, type FieldDefinition } from '../relational/index.ts'
import type { Column } from './column.ts'
import { Columns, lowerFirst } from './columns.ts'
import { computedTables } from './computed.ts'

/** A list of the API that a table is read from. */
export interface TableSource {
  /** The field of the query. */
  readonly root: string
  /** The connection inside it, where the field is none itself. */
  readonly below?: string
  /** Whether it comes page by page. */
  readonly isPaged: boolean
  /** The type of its objects. */
  readonly type: string
  /** The arguments that choose rows. */
  readonly args: readonly GraphQLArgument[]
  /** The list in each of these objects that has the rows, where they are not the rows themselves. */
  readonly inside?: {
    readonly field: string
    readonly is: 'list' | 'connection' | 'values'
    /** The field of a row that has to be the object that lists it: relations are listed from both ends. */
    readonly belongsBy?: string
  }
  /** Which of the objects are rows; all by default. */
  readonly isRow?: (node: unknown) => boolean
}

export interface Table {
  readonly name: string
  /** What a row is. */
  readonly meaning: string
  /** The type of the rows; of a set the type that it belongs to. */
  readonly type: string
  readonly isSet: boolean
  /** Whether an import takes it. */
  readonly isEditable: boolean
  readonly columns: readonly Column[]
  /** The columns that tell rows apart. */
  readonly key: readonly string[]
  /** Of computed rows, the references of which the first that is set says what a row is about. */
  readonly about?: readonly string[]
  readonly source: TableSource
}

export type Tables = ReadonlyMap<string, Table>

/** The arguments that say which part of a list is wanted, and not which rows. */
const paging: ReadonlySet<string> = new Set(['first', 'after', 'last', 'before', 'orderBy'])

/** Every table, by name. Throws TypeError where the declarations leave open how a type is to be listed. */
export function exportTables(schema: GraphQLSchema, editable: EditableTypes): Tables {
  const maker = new TableMaker(schema, editable)
  const made = [
    ...[...editable.values()].flatMap((type) => [maker.entity(type), ...maker.sets(type)]),
    ...computedTables.map((table) => maker.computed(table)),
  ]
  const tables = new Map(made.map((table) => [table.name, table]))
  if (tables.size < made.length) throw new TypeError('Two export tables have the same name.')
  return tables
}

class TableMaker {
  readonly #schema: GraphQLSchema
  readonly #editable: EditableTypes
  readonly #columns: Columns

  constructor(schema: GraphQLSchema, editable: EditableTypes) {
    this.#schema = schema
    this.#editable = editable
    this.#columns = new Columns(schema, editable)
  }

  entity(type: EditableType): Table {
    const root = this.#rootOf(type.name)
    return {
      name: root === undefined ? plural(kebab(type.name)) : kebab(root),
      meaning: this.#schema.getType(type.name)?.description ?? '',
      type: type.name,
      isSet: false,
      isEditable: true,
      columns: this.#columns.of(type.name),
      key: [this.#columns.keyOf(type.name)],
      source: root === undefined ? this.#insideOf(type) : this.#root(root, type.name),
    }
  }

  sets(type: EditableType): readonly Table[] {
    return type.fields.flatMap((field) => (field.is === 'set' ? [this.#set(type, field)] : []))
  }

  computed({
    name,
    meaning,
    type,
    root,
    below,
    inside,
    isRow,
    about,
    columns,
  }: (typeof computedTables)[number]): Table {
    const own = this.#columns.of(type)
    return {
      name,
      meaning,
      type,
      isSet: false,
      isEditable: false,
      columns: columns ? columns(own) : own,
      key: ['id'],
      about,
      source: {
        ...this.#root(root, type),
        isPaged: true,
        ...(below !== undefined && { below }),
        ...(inside !== undefined && { inside: { field: inside, is: 'list' as const } }),
        ...(isRow && { isRow }),
      },
    }
  }

  #set(type: EditableType, field: Extract<EditableField, { is: 'set' }>): Table {
    const columns = this.#columns.ofSet(type, field)
    const [owner, item] = columns
    const root = this.#rootOf(type.name)
    const is = this.#definition(type.name, field.name)?.is
    if (!owner || !item || root === undefined || (is !== 'list' && is !== 'connection' && is !== 'values'))
      throw new TypeError(`The set ${type.name}.${field.name} cannot be listed.`)
    return {
      name: `${kebab(type.name)}-${kebab(field.name)}`,
      meaning: field.description,
      type: type.name,
      isSet: true,
      isEditable: true,
      columns,
      key: [owner.name, item.name],
      source: { ...this.#root(root, type.name), inside: { field: field.name, is } },
    }
  }

  #root(root: string, type: string): TableSource {
    const field = this.#query(root)
    return {
      root,
      type,
      isPaged: field.extensions.relational?.is !== 'list',
      args: field.args.filter(({ name }) => !paging.has(name)),
    }
  }

  /** The query field that lists all rows of a type, if there is one. */
  #rootOf(type: string): string | undefined {
    return Object.entries(definitionsOf(this.#schema).roots).find(
      ([name, field]) =>
        (field.is === 'connection' || field.is === 'list') &&
        field.type === type &&
        this.#query(name).args.every((arg) => !String(arg.type).endsWith('!')),
    )?.[0]
  }

  #query(name: string): GraphQLField<unknown, unknown> {
    const field = this.#schema.getQueryType()?.getFields()[name]
    if (!field) throw new TypeError(`There is no query field ${name}.`)
    return field
  }

  /** A type that no query lists is read from the objects that it belongs to. */
  #insideOf(type: EditableType): TableSource {
    const owners = [...this.#editable.values()].toSorted(
      (a, b) => Number(b.name === type.owner?.type) - Number(a.name === type.owner?.type),
    )
    for (const owner of owners) {
      const root = this.#rootOf(owner.name)
      const listed = root === undefined ? undefined : this.#listOf(type, owner)
      if (root !== undefined && listed) return { ...this.#root(root, owner.name), inside: listed }
    }
    throw new TypeError(`No field lists all objects of the type ${type.name}.`)
  }

  #listOf(type: EditableType, owner: EditableType): TableSource['inside'] {
    const part = owner.parts.find((part) => part.type === type.name)
    for (const name of part ? [part.name] : this.#fieldsOf(owner.name)) {
      const definition = this.#definition(owner.name, name)
      if (definition?.is !== 'list' && (part === undefined || definition?.is !== 'connection')) continue
      if (definition.type !== type.name) continue
      const belongsBy = type.fields.find((field) => field.is === 'reference' && field.type === owner.name)?.name
      return { field: name, is: definition.is, ...(part === undefined && belongsBy !== undefined && { belongsBy }) }
    }
    return undefined
  }

  #fieldsOf(type: string): readonly string[] {
    return Object.keys(definitionsOf(this.#schema).object(type).fields)
  }

  #definition(type: string, field: string): FieldDefinition | undefined {
    const object = this.#schema.getType(type)
    return isObjectType(object) ? definitionsOf(this.#schema).object(type).fields[field] : undefined
  }
}

/** A name as addresses write it: `planItems` and `PlanItems` are `plan-items`. */
export const kebab = (name: string): string =>
  lowerFirst(name).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const plural = (name: string): string =>
  /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : /(s|x|ch)$/.test(name) ? `${name}es` : `${name}s`
