// How clients name rows - by slug, key, code or global id - and how the changes of the database name them.
import type { Target } from '../db/changes/change.ts'
import { fieldName } from '../db/changes/problems.ts'
import { columnOf, decodeId, encodeId, type GlobalId, inLetters, keyOfParts, partsOfKey } from '../relational/index.ts'
import type { EditableField, EditableType, EditableTypes } from './editable.ts'
import { tableColumns } from './tables.ts'

/** What clients and the database call rows. */
export class Names {
  readonly #types: EditableTypes
  readonly #byTable: ReadonlyMap<string, EditableType>

  constructor(types: EditableTypes) {
    this.#types = types
    this.#byTable = new Map([...types.values()].map((type) => [type.table, type]))
  }

  /** The editable type of a table's rows. */
  ofTable(table: string): EditableType | undefined {
    return this.#byTable.get(table)
  }

  /** The row of a type that a text names: by its global id, or by its slug, key or code in any letter case. */
  target(type: EditableType, text: string): Target {
    return { table: type.table, name: this.#nameIn(type, text) ?? written(type, storable(text)) }
  }

  /** The row of whatever type that a global id names; undefined where it is none of these types. */
  byId(id: string, types: readonly string[]): Target | undefined {
    const type = this.#types.get(decodeId(id, new Set(types))?.type ?? '')
    const name = type && this.#nameIn(type, id)
    return type && name !== undefined ? { table: type.table, name } : undefined
  }

  /** The name of the row of a global id. The key of a row without a name of its own has several parts. */
  #nameIn(type: EditableType, id: string): string | undefined {
    const key = decodeId(id, new Set([type.name]))?.key
    if (key === undefined || type.key !== undefined) return key
    return partsOfKey(key, type.identity.length)?.join(' ')
  }

  /** The field of a type that shows what the database calls so. */
  fieldOf(table: string, name: string): string {
    const type = this.#byTable.get(table)
    if (type === undefined) return name
    const part = type.parts.find((part) => fieldName(this.#types.get(part.type)?.table ?? '') === name)
    const set = type.fields.find((field) => field.is === 'set' && fieldName(field.table) === name)
    return (part ?? set)?.name ?? declaredPath(type, name.split('.')).join('.')
  }

  /** The type and key of a row that the database calls so; undefined where its name does not tell. */
  objectOf(table: string, name: string): GlobalId | undefined {
    const type = this.#byTable.get(table)
    if (type === undefined || type.key !== undefined) return type && { type: type.name, key: name }
    const [words, last] = [name.split(' '), type.identity.length - 1]
    if (last < 0 || words.length <= last) return undefined
    return { type: type.name, key: keyOfParts([...words.slice(0, last), words.slice(last).join(' ')]) }
  }

  /** The global id of such a row. */
  idOf(table: string, name: string): string | undefined {
    const object = this.objectOf(table, name)
    return object && encodeId(object)
  }
}

/** The field that fills the column that the database's paths call so. */
export const fieldCalled = (type: EditableType, name: string | number | undefined): EditableField | undefined =>
  type.fields.find((field) => 'column' in field && fieldName(field.column) === name)

/** A path of the database's names as the type declares them. */
export function declaredPath<Name extends string | number>(
  type: EditableType,
  path: readonly Name[],
): readonly (Name | string)[] {
  const [name, ...more] = path
  const field = fieldCalled(type, name)
  return field ? [field.name, ...more] : path
}

/** A text that Postgres takes: one with characters that it refuses names nothing. */
export const storable = (text: string): string => text.replaceAll('\0', '\uFFFD').toWellFormed()

/** A slug or code in the letters it is stored in. */
export function written({ table, key }: EditableType, text: string): string {
  if (key === undefined) return text
  return String(inLetters(columnOf(tableColumns(table), key))(text))
}
