// What an enumeration is: a name, and values that each have a meaning.

export interface Vocabulary<Value extends string = string> {
  readonly name: string
  readonly description: string
  readonly values: Readonly<Record<Value, string>>
}

/** The values a vocabulary allows, as a union of strings. */
export type ValueOf<V extends Vocabulary> = keyof V['values'] & string

export function vocabulary<Value extends string>(
  name: string,
  description: string,
  values: Record<Value, string>,
): Vocabulary<Value> {
  return Object.freeze({ name, description, values: Object.freeze(values) })
}

/** The values of a vocabulary in the order they are written here. */
export function valuesOf<Value extends string>(of: Vocabulary<Value>): readonly Value[] {
  return Object.keys(of.values).filter((value): value is Value => value in of.values)
}
