// Values for arguments: filters with values that are there, and with some that nearly are.

import {
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
} from 'graphql'
import type { Column, Table } from '../../../server/db/columns.ts'
import { columnOf, type FieldDefinition, type ObjectDefinition, orderName } from '../../../server/relational/index.ts'
import { valuesOf } from '../../../server/vocabulary.ts'
import { definitions } from '../definitions.ts'
import type { Random } from './random.ts'
import type { Store, Value } from './store.ts'

/** What arguments that are texts name, by the argument; slugs of actors otherwise. */
const namedBy: Readonly<Record<string, readonly [table: string, column: string]>> = {
  place: ['places', 'code'],
  initiative: ['initiatives', 'slug'],
}

export type Given = Readonly<Record<string, unknown>>

/** Makes values as the schema's input types want them. */
export class InputValues {
  readonly #random: Random
  readonly #store: Store
  /** How many comparisons all filters made so far hold. */
  comparisons = 0

  constructor(random: Random, store: Store) {
    this.#random = random
    this.#store = store
  }

  where(type: ObjectDefinition, depth: number): Given {
    const random = this.#random
    const count = random.pick([0, 1, 1, 1, 1, 2, 2, 3])
    const names = random.shuffled([...type.filters]).slice(0, count)
    const where: Record<string, unknown> = {}
    for (const name of names) {
      const field = type.fields[name]
      if (field && (depth > 0 || field.is === 'column')) where[name] = this.#operand(type, field, depth - 1)
    }
    if (depth > 0 && random.chance(0.35)) {
      const joined = random.pick(['and', 'or', 'not'] as const)
      const inner = () => this.where(type, depth - 1)
      where[joined] = joined === 'not' ? inner() : Array.from({ length: random.pick([0, 1, 2, 2, 3]) }, inner)
    }
    return where
  }

  #operand(type: ObjectDefinition, field: FieldDefinition, depth: number): Given {
    switch (field.is) {
      case 'column':
        return this.#comparison(type.source, field.column)
      case 'values':
        return this.#quantified(() => this.#comparison(field.table, field.column))
      case 'one':
        return this.where(definitions.object(field.type), depth)
      case 'list':
      case 'connection':
        return this.#quantified(() => this.where(definitions.object(field.type), depth))
      default:
        throw new TypeError('This cannot be filtered by.')
    }
  }

  #quantified(operand: () => Given): Given {
    const quantifiers = this.#random.shuffled(['some', 'none', 'every']).slice(0, this.#random.chance(0.15) ? 2 : 1)
    return Object.fromEntries(quantifiers.map((quantifier) => [quantifier, operand()]))
  }

  #comparison(source: ObjectDefinition['source'], name: string): Given {
    const column = columnOf(source?.columns ?? {}, name)
    const operators = this.#random.shuffled(operatorsOf(column)).slice(0, this.#random.pick([0, 1, 1, 1, 1, 1, 2]))
    this.comparisons += operators.length
    return Object.fromEntries(operators.map((operator) => [operator, this.#compared(source, name, column, operator)]))
  }

  #compared(source: ObjectDefinition['source'], name: string, column: Column, operator: string): unknown {
    const random = this.#random
    const one = () => this.#value(source, name, column)
    switch (operator) {
      case 'isNull':
        return random.chance(0.5)
      case 'in':
      case 'notIn':
        return Array.from({ length: random.pick([0, 1, 1, 2, 3]) }, one)
      case 'contains':
      case 'startsWith':
        return this.#part(String(one()), operator === 'startsWith')
      default:
        return one()
    }
  }

  #value(source: ObjectDefinition['source'], name: string, column: Column): Value {
    const random = this.#random
    const rows = source && !('query' in source) ? this.#store.rows(source.name) : []
    const present = rows.map((row) => row[name] ?? null).filter((value) => value !== null)
    const { vocabulary, kind } = column
    if (vocabulary && (present.length === 0 || random.chance(0.15))) return random.pick(valuesOf(vocabulary))
    if (kind === 'boolean') return random.chance(0.5)
    if (kind === 'integer') {
      const near = present.length > 0 ? Number(random.pick(present)) : 0
      return random.pick([near, near, near, near + 1, near - 1, 0, -1, 2 ** 31 - 1, -(2 ** 31)].map(inRange))
    }
    if (kind !== 'text') return this.#moment(present, kind)
    if (present.length === 0) return ''
    return vocabulary || random.chance(0.85)
      ? this.#otherwise(random.pick(present), vocabulary === undefined)
      : this.#part(String(random.pick(present)), false)
  }

  /** A date or a time that is there, or one that no row has. */
  #moment(present: readonly Value[], kind: Column['kind']): Value {
    if (present.length > 0 && this.#random.chance(0.8)) return this.#random.pick(present)
    return kind === 'date' ? '2000-02-29' : '2000-02-29T12:00:00Z'
  }

  /** Sometimes a text as others may type it: its accents apart from their letters, or in capitals. */
  #otherwise(value: Value, isFree: boolean): Value {
    if (typeof value !== 'string' || !isFree || this.#random.chance(0.7)) return value
    return this.#random.pick([value.normalize('NFD'), value.toUpperCase(), value.toLowerCase()])
  }

  /** A part of a text, its letters sometimes turned into capitals or small ones; or signs that could mean something. */
  #part(text: string, fromStart: boolean): string {
    const random = this.#random
    if (random.chance(0.25))
      return random.pick(['', '%', '_', '\\', '%%', '\\%', '"', "'", 'é', 'É', '\\_%', '😀', '.'])
    const letters = [...text]
    const from = fromStart ? 0 : random.below(letters.length + 1)
    const part = letters.slice(from, from + random.between(0, 5)).join('')
    return random.pick([part, part, part.normalize('NFD'), part.toUpperCase(), part.toLowerCase()])
  }

  orderBy(type: ObjectDefinition): Given[] {
    const random = this.#random
    return Array.from({ length: random.pick([0, 1, 1, 1, 2, 2, 3]) }, () => ({
      field: orderName(random.pick(type.orders)),
      ...(random.chance(0.6) && { direction: random.pick(['ASC', 'DESC', 'DESC', null]) }),
    }))
  }

  /** A value for an argument a field declares itself. */
  own(type: GraphQLInputType, depth: number, argument: string): unknown {
    const random = this.#random
    const named = getNamedType(type)
    if (isInputObjectType(named)) return this.where(definitions.object(named.name.replace(/Where$/, '')), depth)
    if (isEnumType(named)) {
      const values = named.getValues().map(({ name }) => name)
      return isListType(getNullableType(type)) ? this.enums(values) : random.pick(values)
    }
    if (named.name === 'Boolean') return random.chance(0.6)
    if (named.name === 'Int') return random.between(1, 3)
    const [table, column] = namedBy[argument] ?? ['actors', 'slug']
    return this.keys({ name: table }, column, 1)[0]
  }

  enums(values: readonly string[]): string[] {
    return Array.from({ length: this.#random.pick([0, 1, 1, 2, 3]) }, () => this.#random.pick(values))
  }

  /** Keys of rows, and now and then one that no row has. */
  keys({ name }: Pick<Table, 'name'>, column: string, count: number): (string | number)[] {
    const random = this.#random
    const present = this.#store.rows(name).map((row) => row[column] ?? '')
    return Array.from({ length: count }, () => {
      const value = random.chance(0.1) || present.length === 0 ? undefined : random.pick(present)
      if (typeof value === 'string' && random.chance(0.3))
        return random.pick([value.toUpperCase(), value.toLowerCase()])
      return typeof value === 'string' || typeof value === 'number'
        ? value
        : typeof present[0] === 'number'
          ? 99
          : random.pick(['no-such', 'NO', 'é"%'])
    })
  }
}

const inRange = (value: number): number => Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, value))

function operatorsOf({ vocabulary, kind }: Column): string[] {
  const equal = ['eq', 'ne', 'in', 'notIn', 'isNull']
  if (vocabulary) return equal
  if (kind === 'boolean') return ['eq', 'ne', 'isNull']
  return [...equal, ...(kind === 'text' ? ['contains', 'startsWith'] : ['lt', 'lte', 'gt', 'gte'])]
}
