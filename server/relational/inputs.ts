// The input types of the API: a filter for each kind of value, and for each type of object what it can be filtered and
// ordered by.
import type { InputRef } from '@pothos/core'
import type { Column } from '../db/columns.ts'
import { type Builder, type Enums, type Input, scalarOf } from './builder.ts'
import {
  type ArgumentDefinition,
  type ConnectionField,
  columnOf,
  type FieldDefinition,
  type ListField,
  type ObjectDefinition,
} from './definition.ts'
import { orderName } from './order.ts'
import { maximumPage, usualPage } from './page.ts'
import type { Registry } from './registry.ts'

type AnyInput = InputRef<unknown>

const comparisons: Readonly<Record<string, string>> = {
  eq: 'Equal to this. Slugs and codes may be given in upper or lower case.',
  ne: 'Not equal to this; rows without a value are included.',
  in: 'Equal to one of these. Slugs and codes may be given in upper or lower case.',
  notIn: 'Equal to none of these; rows without a value are included.',
  lt: 'Less than this.',
  lte: 'Less than or equal to this.',
  gt: 'Greater than this.',
  gte: 'Greater than or equal to this.',
  contains: 'Contains this text, its letters A to Z in upper or lower case. % and _ stand for themselves.',
  startsWith: 'Begins with this text, its letters A to Z in upper or lower case. % and _ stand for themselves.',
  isNull: 'True: there is no value. False: there is one.',
}

const operators: Readonly<Record<Column['kind'], readonly string[]>> = {
  integer: ['eq', 'ne', 'in', 'notIn', 'lt', 'lte', 'gt', 'gte', 'isNull'],
  text: ['eq', 'ne', 'in', 'notIn', 'contains', 'startsWith', 'isNull'],
  boolean: ['eq', 'ne', 'isNull'],
  date: ['eq', 'ne', 'in', 'notIn', 'lt', 'lte', 'gt', 'gte', 'isNull'],
  timestamp: ['lt', 'lte', 'gt', 'gte'],
  json: [],
  tsvector: [],
}

/** An argument, ready for Pothos. */
export interface Argument {
  readonly type: Input
  readonly isList?: boolean
  readonly required?: boolean
  readonly description: string
}

/** Makes input types as they are first asked for. */
export class Inputs {
  readonly #builder: Builder
  readonly #registry: Registry
  readonly #enums: Enums
  readonly #known = new Map<string, AnyInput>()

  constructor(builder: Builder, registry: Registry, enums: Enums) {
    this.#builder = builder
    this.#registry = registry
    this.#enums = enums
  }

  #once(name: string, make: () => AnyInput): AnyInput {
    const known = this.#known.get(name)
    if (known) return known
    const made = make()
    this.#known.set(name, made)
    return made
  }

  /** The filter for rows of a type. */
  where(type: ObjectDefinition): AnyInput {
    const name = `${type.name}Where`
    return this.#once(name, () => {
      const ref = this.#builder.inputRef<object>(name)
      this.#known.set(name, ref)
      const operands = type.filters.map((field) => [field, this.#operand(type, field)] as const)
      ref.implement({
        description: `Which objects of type ${type.name} to take: those for which everything given here holds.`,
        fields: (t) => ({
          and: t.field({ type: [ref], description: 'All of these hold.' }),
          or: t.field({ type: [ref], description: 'At least one of these holds. An empty list matches nothing.' }),
          not: t.field({ type: ref, description: 'This does not hold.' }),
          ...Object.fromEntries(
            operands.map(([field, operand]) => [
              field,
              t.field({ type: operand, description: `By its field ${field}.` }),
            ]),
          ),
        }),
      })
      return ref
    })
  }

  #operand(type: ObjectDefinition, name: string): AnyInput {
    const field: FieldDefinition | undefined = type.fields[name]
    switch (field?.is) {
      case 'column':
        return this.#comparison(columnOf(type.source?.columns ?? {}, field.column))
      case 'values':
        return this.#quantified(
          `${columnOf(field.table.columns, field.column).vocabulary?.name ?? 'String'}Values`,
          'value',
          () => this.#comparison(columnOf(field.table.columns, field.column)),
        )
      case 'one':
        return this.where(this.#registry.object(field.type))
      case 'list':
      case 'connection':
        return this.#quantified(`${field.type}List`, field.type, () => this.where(this.#registry.object(field.type)))
      default:
        throw new TypeError(`${type.name} cannot be filtered by ${name}.`)
    }
  }

  #quantified(name: string, what: string, makeOperand: () => AnyInput): AnyInput {
    return this.#once(`${name}Filter`, () => {
      const ref = this.#builder.inputRef<object>(`${name}Filter`)
      this.#known.set(`${name}Filter`, ref)
      const operand = makeOperand()
      ref.implement({
        description: `What must hold of the related ${what === 'value' ? 'values' : `objects of type ${what}`}.`,
        fields: (t) => ({
          some: t.field({ type: operand, description: 'It holds of at least one.' }),
          none: t.field({ type: operand, description: 'It holds of none.' }),
          every: t.field({ type: operand, description: 'It holds of all there are; also where there are none.' }),
        }),
      })
      return ref
    })
  }

  #comparison(column: Column): AnyInput {
    const { vocabulary, kind } = column
    const name = vocabulary?.name ?? scalarOf[kind]
    const value = vocabulary ? this.#enums.of(vocabulary) : scalarOf[kind]
    const usable = vocabulary ? ['eq', 'ne', 'in', 'notIn', 'isNull'] : operators[kind]
    return this.#once(`${name}Filter`, () =>
      this.#builder.inputType(`${name}Filter`, {
        description: `What a value of type ${name} is compared with. Everything given must hold; no value is equal to, less or greater than null.`,
        fields: (t) =>
          Object.fromEntries(
            usable.map((operator) => {
              const description = comparisons[operator] ?? ''
              if (operator === 'isNull') return [operator, t.boolean({ description })]
              const list = operator === 'in' || operator === 'notIn'
              return [operator, list ? t.field({ type: [value], description }) : t.field({ type: value, description })]
            }),
          ),
      }),
    )
  }

  /** One key of an order of a type's rows; undefined where clients cannot choose. */
  order(type: ObjectDefinition): AnyInput | undefined {
    if (type.orders.length === 0) return undefined
    return this.#once(`${type.name}Order`, () => {
      const field = this.#builder.enumType(`${type.name}OrderField`, {
        description: `What objects of type ${type.name} can be ordered by.`,
        values: Object.fromEntries(
          type.orders.map((name) => [orderName(name), { description: `By ${name}.`, value: orderName(name) }]),
        ),
      })
      const direction = this.#once('OrderDirection', () =>
        this.#builder.enumType('OrderDirection', {
          description: 'Which way an order runs. Rows without a value come last either way.',
          values: {
            ASC: {
              description:
                'Smallest, earliest or first in the alphabet first. Names and titles sort without regard to capitals and accents.',
            },
            DESC: { description: 'The other way round.' },
          },
        }),
      )
      return this.#builder.inputType(`${type.name}Order`, {
        description: `One key of an order of objects of type ${type.name}. Equal objects are ordered by the next key, at last by their identity.`,
        fields: (t) => ({
          field: t.field({ type: field, required: true, description: 'What to order by.' }),
          direction: t.field({ type: direction, defaultValue: 'ASC', description: 'Which way.' }),
        }),
      })
    })
  }

  /** The arguments by which a connection is filtered, ordered and paged. */
  pageArguments(field: ConnectionField): Readonly<Record<string, Argument>> {
    const target = this.#registry.object(field.type)
    const order = this.order(target)
    return {
      ...(target.filters.length > 0 && {
        where: { type: this.where(target), description: 'Which ones. Without it, all.' },
      }),
      ...(target.search && {
        search: {
          type: 'String',
          description:
            'Only those this text finds: all its words by their stems, without accents; where nothing has them, what is spelt most like it. Words in quotation marks stand together; a minus before a word excludes it. The best first, unless ordered otherwise. Words that stand in nearly every text, such as "the", are passed over; a text of nothing else is refused with SEARCH_TOO_COMMON.',
        } satisfies Argument,
      }),
      ...(order && {
        orderBy: { type: order, isList: true, description: 'In which order, most important key first.' },
      }),
      first: {
        type: 'Int',
        description: `The first so many (after \`after\`), at most ${maximumPage}. Without \`first\` and \`last\`, the first ${usualPage}.`,
      },
      after: { type: 'String', description: 'Only what follows the edge with this cursor.' },
      last: {
        type: 'Int',
        description: `The last so many (before \`before\`), at most ${maximumPage}. Not together with \`first\`.`,
      },
      before: { type: 'String', description: 'Only what precedes the edge with this cursor.' },
    }
  }

  /** The arguments a field declares itself. */
  arguments(field: {
    readonly args?: Readonly<Record<string, ArgumentDefinition>>
    readonly links?: ListField['links']
  }): Readonly<Record<string, Argument>> {
    const filter = field.links?.filter
    const link = filter && {
      [filter.argument]: {
        type: this.where(this.#registry.object(filter.type)),
        description: filter.description,
      },
    }
    const own = Object.entries(field.args ?? {}).map(([name, argument]) => [name, this.#argument(argument)] as const)
    return { ...Object.fromEntries(own), ...link }
  }

  #argument(argument: ArgumentDefinition): Argument {
    const { description } = argument
    switch (argument.is) {
      case 'where':
        return { type: this.where(this.#registry.object(argument.type)), description }
      case 'enum':
        return { type: this.#enums.of(argument.vocabulary), required: argument.required ?? false, description }
      case 'enums':
        return { type: this.#enums.of(argument.vocabulary), isList: true, description }
      case 'text':
        return { type: 'String', required: argument.required ?? false, description }
      case 'integer':
        return { type: 'Int', description }
      case 'boolean':
        return { type: 'Boolean', description }
    }
  }
}
