// Input types whose fields are known only at run time, made from what types of rows declare.
import type { Column } from '../../db/columns.ts'
import { typeOfColumn } from './enums.ts'
import { inputFields, type TypeOf, untyped } from './pothos.ts'

/** A field of an input type. */
export interface MadeField {
  /** A scalar by its name, an enum or an input type by its reference; in an array where it is a list. */
  readonly type: TypeOf | readonly [TypeOf]
  readonly description: string
  readonly required?: boolean
}

/** An input type. */
export interface MadeInput {
  readonly description: string
  /** Whether exactly one field is given. */
  readonly isOneOf?: boolean
  readonly fields: Readonly<Record<string, MadeField>>
}

/** Makes an input type of a builder. Call it before any type is built. */
export function madeInput(builder: object, name: string, input: MadeInput): object {
  const ref = untyped(builder).inputRef(name)
  implementInput(builder, ref, input)
  return ref
}

/** Gives an input type that was referred to before its fields. */
export function implementInput(
  builder: object,
  ref: object,
  { description, isOneOf = false, fields }: MadeInput,
): void {
  const make = inputFields(builder)
  const made = () =>
    Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, make.field({ required: false, ...field })]))
  untyped(builder).inputType(ref, { description, ...(isOneOf && { isOneOf }), fields: made })
}

/** The GraphQL type of the values of a column. */
export const valueType = (builder: object, column: Column): TypeOf => typeOfColumn(builder, column)
