// The tables that an import takes: those of an export, as far as their columns set something.
import type { EditableField, EditableType, EditableTypes, SetField } from '../../changeset/editable.ts'
import type { Column, ColumnType } from '../../export/column.ts'
import { addressColumn } from '../../export/rows.ts'
import type { Table, Tables } from '../../export/tables.ts'

/** What a column holds. */
export type ValueKind = 'text' | 'integer' | 'boolean' | 'date'

/** A column that an import sets. */
export interface SetColumn {
  /** As the table calls it: a field of the API; dots lead into objects. */
  readonly name: string
  readonly field: EditableField
  /** The part of a citation or a period. */
  readonly part: string | undefined
  readonly kind: ValueKind
  /** The only values allowed, where there are such. */
  readonly values: readonly string[] | undefined
}

/** A table of objects of one type. */
export interface RowsShape {
  readonly is: 'rows'
  readonly name: string
  readonly type: EditableType
  readonly columns: ReadonlyMap<string, SetColumn>
  /** Columns that an export has and an import passes over. */
  readonly ignores: (name: string) => boolean
}

/** A table of the items of a set: all rows of one owner are its whole set. */
export interface SetShape {
  readonly is: 'set'
  readonly name: string
  readonly type: EditableType
  readonly field: SetField
  /** The columns of the owner and of the item. */
  readonly owner: string
  readonly item: string
  readonly ignores: (name: string) => boolean
}

export type TableShape = RowsShape | SetShape

/** All tables. */
export class Shapes {
  readonly #byName = new Map<string, TableShape>()
  readonly #byType = new Map<string, RowsShape>()

  constructor(tables: Tables, types: EditableTypes) {
    for (const table of tables.values()) {
      const type = types.get(table.type)
      if (!table.isEditable || type === undefined) continue
      const shape = shapeOf(table, type)
      this.#byName.set(shape.name, shape)
      if (shape.is === 'rows') this.#byType.set(type.name, shape)
    }
  }

  /** A table by its name. */
  named(name: string): TableShape | undefined {
    return this.#byName.get(name.trim().toLowerCase())
  }

  /** The table of a type's objects; undefined where there is no such type. */
  typeNamed(name: string): RowsShape | undefined {
    return this.#byType.get(name)
  }

  /** The same for a type that there is. Throws TypeError. */
  ofType(name: string): RowsShape {
    const shape = this.typeNamed(name)
    if (!shape) throw new TypeError(`There is no type ${name} that can be edited.`)
    return shape
  }

  /** The table of a set of a type, by the name of the field. */
  setOf(type: string, field: string): SetShape | undefined {
    const found = [...this.#byName.values()].find(
      (shape) => shape.is === 'set' && shape.type.name === type && shape.field.name === field,
    )
    return found?.is === 'set' ? found : undefined
  }

  get names(): readonly string[] {
    return [...this.#byName.keys()]
  }
}

/** What an import takes of an exported table. */
function shapeOf(table: Table, type: EditableType): TableShape {
  const shown = new Set([...table.columns.map(({ name }) => name), addressColumn.name])
  const own = { name: table.name, type, ignores: (name: string) => shown.has(name) }
  if (!table.isSet)
    return { is: 'rows', ...own, columns: new Map(table.columns.flatMap((column) => setColumn(column, type))) }
  const field = type.fields.find(({ name }) => name === table.source.inside?.field)
  const [owner, item] = table.key
  if (field?.is !== 'set' || owner === undefined || item === undefined)
    throw new TypeError(`The set ${table.name} cannot be imported.`)
  return { is: 'set', ...own, field, owner, item }
}

/** A column by its name, where an import sets it. */
function setColumn(
  { name, type: kind, use, values }: Column,
  { key, fields }: EditableType,
): readonly (readonly [string, SetColumn])[] {
  const [root = '', ...inside] = name.split('.')
  const field = fields.find((each) => each.name === root)
  if (field === undefined || (use !== 'value' && use !== 'required' && name !== key)) return []
  const part = inside.length === 0 ? undefined : inside.join('.')
  return [[name, { name, field, part, kind: kindOf(kind), values: values?.map((value) => value.name) }]]
}

const kindOf = (type: ColumnType): ValueKind =>
  type === 'integer' || type === 'boolean' || type === 'date' ? type : 'text'
