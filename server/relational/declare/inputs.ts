// The input types of connections: filters and orders, built from the fields of a type. They are built once all fields are
// declared, including those that later modules add.

import type { Column } from '../../db/columns.ts'
import { columnOf, type FieldDefinition, type Source } from '../definition/definition.ts'
import { isRowField } from '../definition/definitions.ts'
import { columnKinds } from '../request/column-kinds.ts'
import { orderName } from '../sql/order.ts'
import { enumOf, typeOfColumn } from './enums.ts'
import { inputFields, type Options, typed, untyped } from './pothos.ts'

const comparisons: Readonly<Record<string, string>> = {
  eq: 'Equals this value. Slugs and codes match in upper and lower case.',
  ne: 'Does not equal this value. Includes items without a value.',
  in: 'Equals one of these values. Slugs and codes match in upper and lower case.',
  notIn: 'Equals none of these values. Includes items without a value.',
  lt: 'Is less than this value.',
  lte: 'Is less than or equal to this value.',
  gt: 'Is greater than this value.',
  gte: 'Is greater than or equal to this value.',
  contains: 'Contains this text. Ignores the case of the letters A to Z. % and _ are ordinary characters.',
  startsWith: 'Starts with this text. Ignores the case of the letters A to Z. % and _ are ordinary characters.',
  isNull: 'true matches items without a value, false items with one.',
}

const direction = {
  name: 'OrderDirection',
  description: 'The direction of an order. Items without a value come last in both directions.',
  values: {
    ASC: 'Ascending: smallest, earliest or first in the alphabet comes first. Capitals and accents do not matter in names and titles.',
    DESC: 'Descending: largest, latest or last in the alphabet comes first.',
  },
}

/** Makes the input types of one builder. */
export class Inputs {
  readonly #builder: object
  readonly #refs = new Map<string, object>()
  #pending: (() => void)[] = []
  #isComplete = false

  constructor(builder: object) {
    this.#builder = builder
  }

  /** Call it once all fields are declared, before any type is built. */
  complete(): void {
    this.#isComplete = true
    for (const implement of this.#pending) implement()
    this.#pending = []
  }

  /** Makes a type that may refer to itself: its fields are built once all are declared. */
  #recursive(name: string, options: () => Options): object {
    const existing = this.#refs.get(name)
    if (existing) return existing
    const ref = untyped(this.#builder).inputRef(name)
    this.#refs.set(name, ref)
    const implement = () => void ref.implement(options())
    if (this.#isComplete) implement()
    else this.#pending.push(implement)
    return ref
  }

  #once(name: string, make: () => object): object {
    const ref = this.#refs.get(name) ?? make()
    this.#refs.set(name, ref)
    return ref
  }

  #field(type: object | string, description: string, more: Options = {}) {
    return inputFields(this.#builder).field({ type, required: false, description, ...more })
  }

  #fieldsOf(type: string): readonly (readonly [string, FieldDefinition])[] {
    return [...untyped(this.#builder).configStore.getFields(type)].flatMap(([name, { extensions }]) =>
      extensions?.relational && isRowField(extensions.relational) ? [[name, extensions.relational] as const] : [],
    )
  }

  #columns(type: string): Source['columns'] {
    const { extensions } = untyped(this.#builder).configStore.getTypeConfig(type)
    const row: unknown = extensions?.['relational']
    return typeof row === 'object' && row !== null && 'source' in row ? typed<Source>(row.source).columns : {}
  }

  /** Whether rows of a type can be filtered at all. Call it once all fields are declared. */
  isFiltered(type: string): boolean {
    return this.#fieldsOf(type).some(([, field]) => 'filter' in field && field.filter)
  }

  /** The filter for rows of a type. */
  where(type: string): object {
    return this.#recursive(`${type}Where`, () => {
      const self = this.where(type)
      const operands = this.#fieldsOf(type).flatMap(([name, field]) =>
        'filter' in field && field.filter
          ? [[name, this.#field(this.#operand(type, name, field), `Matches \`${name}\`.`)] as const]
          : [],
      )
      return {
        description: `Filters ${type}; all conditions must match.`,
        extensions: { relational: { filtered: type } },
        fields: () => ({
          and: this.#field([self], 'All of these must match.'),
          or: this.#field([self], 'At least one of these must match. An empty list matches nothing.'),
          not: this.#field(self, 'This must not match.'),
          ...Object.fromEntries(operands),
        }),
      }
    })
  }

  #operand(type: string, name: string, field: FieldDefinition): object {
    switch (field.is) {
      case 'column':
        return this.#comparison(columnOf(this.#columns(type), field.column))
      case 'values': {
        const column = columnOf(field.table.columns, field.column)
        return this.#quantified(`${column.vocabulary?.name ?? 'String'}Values`, 'values', () =>
          this.#comparison(column),
        )
      }
      case 'one':
        return this.where(field.type)
      case 'list':
      case 'connection':
        return this.#quantified(`${field.type}List`, `objects of type ${field.type}`, () => this.where(field.type))
      default:
        throw new TypeError(`${type} cannot be filtered by ${name}.`)
    }
  }

  #quantified(name: string, related: string, operandOf: () => object): object {
    return this.#recursive(`${name}Filter`, () => {
      const operand = operandOf()
      return {
        description: `Conditions on the related ${related}.`,
        fields: () => ({
          some: this.#field(operand, 'At least one must match.'),
          none: this.#field(operand, 'None may match.'),
          every: this.#field(operand, 'All must match. Also true if there are none.'),
        }),
      }
    })
  }

  #comparison(column: Column): object {
    const { vocabulary, kind } = column
    const name = vocabulary?.name ?? columnKinds[kind].scalar
    const value = typeOfColumn(this.#builder, column)
    const usable = vocabulary ? ['eq', 'ne', 'in', 'notIn', 'isNull'] : columnKinds[kind].operators
    const typeOf = (operator: string) =>
      operator === 'isNull' ? 'Boolean' : operator === 'in' || operator === 'notIn' ? [value] : value
    return this.#once(`${name}Filter`, () =>
      untyped(this.#builder).inputType(`${name}Filter`, {
        description: `Conditions on a value of type ${name}; all must match. A missing value never equals, exceeds or falls below another value.`,
        fields: () =>
          Object.fromEntries(
            usable.map((operator) => [operator, this.#field(typeOf(operator), comparisons[operator] ?? '')]),
          ),
      }),
    )
  }

  /** One key of an order of a type's rows; undefined if clients cannot choose. Call it once all fields are declared. */
  order(type: string): object | undefined {
    const names = this.#fieldsOf(type).flatMap(([name, field]) => ('sort' in field && field.sort ? [name] : []))
    if (names.length === 0) return undefined
    return this.#once(`${type}Order`, () => {
      const field = enumOf(this.#builder, {
        name: `${type}OrderField`,
        description: `The fields that ${type} can be ordered by.`,
        values: Object.fromEntries(names.map((name) => [orderName(name), `Orders by \`${name}\`.`])),
      })
      return untyped(this.#builder).inputType(`${type}Order`, {
        description: `One sort key for ${type}. Objects with equal values are ordered by the next key, and finally by their identity.`,
        fields: () => ({
          field: this.#field(field, 'The field to order by.', { required: true }),
          direction: this.#field(enumOf(this.#builder, direction), 'The direction.', { defaultValue: 'ASC' }),
        }),
      })
    })
  }
}

const inputsByBuilder = new WeakMap<object, Inputs>()

export function inputsOf(builder: object): Inputs {
  const inputs = inputsByBuilder.get(builder) ?? new Inputs(builder)
  inputsByBuilder.set(builder, inputs)
  return inputs
}
