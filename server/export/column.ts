// A column of an export table, and how it reads the objects of the API.
import { decodeId, memberOf, partsOfKey } from '../relational/index.ts'
import type { Cell } from '../sheets/write/cells.ts'

/** What a column holds, in the words of its explanation. */
export type ColumnType = 'text' | 'integer' | 'boolean' | 'date' | 'moment' | 'enum' | 'id' | 'reference'

/** What an import does with a column. */
export type ColumnUse = 'which row' | 'version' | 'required' | 'value' | 'ignored'

export interface AllowedValue {
  readonly name: string
  readonly meaning: string
}

/** One row of a table as the API gives it, and the object that lists it. */
export interface Source {
  readonly node: unknown
  readonly parent: unknown
}

export interface Column {
  /** The name of the field in the API; dots lead into objects. */
  readonly name: string
  readonly meaning: string
  readonly type: ColumnType
  readonly nullable: boolean
  readonly use: ColumnUse
  readonly values?: readonly AllowedValue[]
  /** The type of the row that it names. */
  readonly names?: string
  /** What it is read from: a path of fields of the object, or of the one that lists it. */
  readonly from: keyof Source
  readonly path: readonly string[]
  /** What else is read for it. */
  readonly needs?: readonly (readonly string[])[]
  /** What the cell shows of the value there; the value itself by default. */
  readonly show?: (value: unknown) => Cell
}

/** The value of a column in a row. */
export function cellOf({ from, path, show = plain }: Column, source: Source): Cell {
  let value: unknown = source[from]
  for (const name of path) value = memberOf(value, name)
  return value === undefined || value === null ? null : show(value)
}

/** A value as it is; null where no cell can hold it. */
export const plain = (value: unknown): Cell =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null

/** The key in a global id: what mutations name the row by. */
export const keyOfId = (id: unknown): Cell => decodeId(id)?.key ?? null

/** The parts of the key in a global id. */
export const keyPartsOf = (id: string, count: number): readonly string[] | undefined => {
  const key = decodeId(id)?.key
  return key === undefined ? undefined : partsOfKey(key, count)
}
