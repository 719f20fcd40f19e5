// The GraphQL types of values: scalars of columns, enums of vocabularies.
import type { Column } from '../../db/columns.ts'
import { type Vocabulary, valuesOf } from '../../vocabulary.ts'
import { columnKinds, type ScalarName } from '../request/column-kinds.ts'
import { type TypeOf, untyped } from './pothos.ts'

const enums = new WeakMap<object, Map<string, object>>()

/** The enum of a vocabulary; made once for each builder. */
export function enumOf(builder: object, { name, description, values }: Vocabulary): object {
  const ofBuilder = enums.get(builder) ?? new Map<string, object>()
  enums.set(builder, ofBuilder)
  const existing = ofBuilder.get(name)
  if (existing) return existing
  const ref = untyped(builder).enumType(name, {
    description,
    values: Object.fromEntries(
      valuesOf({ name, description, values }).map((value) => [value, { description: values[value] }]),
    ),
  })
  ofBuilder.set(name, ref)
  return ref
}

/** The GraphQL type of a column's values. */
export const typeOfColumn = (builder: object, { kind, vocabulary }: Column): TypeOf =>
  vocabulary ? enumOf(builder, vocabulary) : columnKinds[kind].scalar

/** The GraphQL type of a value: a scalar by its name, an enum by its vocabulary. */
export const typeOfValue = (builder: object, type: ScalarName | Vocabulary): TypeOf =>
  typeof type === 'string' ? type : enumOf(builder, type)
