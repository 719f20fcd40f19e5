// Arguments as the compiler sees them. What decides the shape of a statement is read through the reader, which guards it;
// everything else of a variable becomes a parameter of the statement.
//
// The values are those graphql-js coerces, and nothing here reads a literal or a default by itself: two readings of the
// same argument would diverge.
import {
  type FieldNode,
  type GraphQLField,
  type GraphQLInputType,
  getNullableType,
  isInputObjectType,
  isListType,
} from 'graphql'
import { sql } from 'kysely'
import { isStorable } from './column-kinds.ts'
import { type Path, RequestError } from './errors.ts'
import { composed } from './letters.ts'
import { isLimited, type Limits, type Problem, problemOf } from './limits.ts'
import { hasVariable, type Reader, type Variables } from './reader.ts'
import type { SearchText } from './search-text.ts'

/** A statement parameter whose value comes from the request. */
export class Param {
  readonly #read: (variables: Variables) => unknown
  readonly #path: Path

  constructor(read: (variables: Variables) => unknown, path: Path) {
    this.#read = read
    this.#path = path
  }

  /** The value for one request. Throws RequestError where Postgres could not store the text as it is. */
  resolve(variables: Variables): unknown {
    const value = this.#read(variables)
    const texts: readonly unknown[] = Array.isArray(value) ? value : [value]
    for (const text of texts) {
      if (typeof text === 'string' && !isStorable(text)) {
        const message = 'Text must not contain the NUL character or an incomplete surrogate pair.'
        throw new RequestError('BAD_USER_INPUT', message, this.#path)
      }
    }
    return value
  }
}

const shapeOf = (value: unknown): string => {
  if (value === undefined) return 'absent'
  if (value === null) return 'null'
  if (Array.isArray(value)) return `list ${value.length}`
  return typeof value === 'object' ? `object ${Object.keys(value).join()}` : 'scalar'
}

const member = (value: unknown, key: string | number): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined

function refuse(problem: Problem | undefined | null, path: Path): void {
  if (problem) throw new RequestError(problem.code, problem.message, path)
}

/** One argument, or a part of one: written in the document, brought by variables, defaults, or a mixture. */
export class Input {
  readonly #reader: Reader
  readonly #type: GraphQLInputType
  readonly #read: (variables: Variables) => unknown
  readonly #dynamic: boolean
  readonly #limits: Limits
  #decidedShape: string | undefined
  readonly path: Path

  private constructor(
    reader: Reader,
    type: GraphQLInputType,
    read: (variables: Variables) => unknown,
    dynamic: boolean,
    path: Path,
    limits: Limits = {},
  ) {
    this.path = path
    this.#limits = limits
    this.#reader = reader
    this.#type = type
    this.#read = read
    this.#dynamic = dynamic
  }

  /**
   * An argument of a field; undefined where it is left out and has no default.
   * Throws RequestError BAD_USER_INPUT where any argument of the field is wrong.
   */
  static argument(
    reader: Reader,
    definition: GraphQLField<unknown, unknown>,
    node: FieldNode,
    name: string,
    path: Path,
  ): Input | undefined {
    const argument = definition.args.find((one) => one.name === name)
    const coercion = reader.arguments(definition, node, path)
    const read = (variables: Variables): unknown => {
      const coerced = coercion.of(variables)
      return 'error' in coerced ? undefined : member(coerced.values, name)
    }
    if (!argument || read(reader.variables) === undefined) return undefined
    const written = node.arguments?.find((one) => one.name.value === name)
    const dynamic = coercion.dynamic && written !== undefined && hasVariable(written.value)
    return new Input(reader, argument.type, read, dynamic, path)
  }

  /** Throws RequestError where the value of an argument is beyond the limits of its declaration. */
  refuseBeyond(limits: Limits): void {
    if (isLimited(limits))
      refuse(
        this.decide((value) => problemOf(limits, value) ?? null),
        this.path,
      )
  }

  #shape(): string {
    this.#decidedShape ??= this.#dynamic
      ? this.#reader.decide((variables) => shapeOf(this.#read(variables)))
      : shapeOf(this.#read(this.#reader.variables))
    return this.#decidedShape
  }

  isNull(): boolean {
    return this.#shape() === 'null'
  }

  /** The name of the type whose rows it filters; undefined if it is no filter. */
  get filtered(): string | undefined {
    const type = getNullableType(this.#type)
    return isInputObjectType(type) ? type.extensions.relational?.filtered : undefined
  }

  /** The fields of an input object that are present, or have defaults. */
  fields(): readonly (readonly [string, Input])[] {
    const type = getNullableType(this.#type)
    if (!isInputObjectType(type)) throw new TypeError(`${type} is not an input object.`)
    this.#shape()
    const value = this.#read(this.#reader.variables)
    return Object.entries(type.getFields()).flatMap(([name, definition]) =>
      member(value, name) === undefined
        ? []
        : [[name, this.#part(name, definition.type, definition.extensions)] as const],
    )
  }

  /** The field of that name, if it is present. */
  field(name: string): Input | undefined {
    return this.fields().find(([fieldName]) => fieldName === name)?.[1]
  }

  /** The items of a list. */
  items(): readonly Input[] {
    const type = getNullableType(this.#type)
    if (!isListType(type)) throw new TypeError(`${type} is not a list.`)
    this.#reader.countItems(this.#read(this.#reader.variables))
    const [, length] = this.#shape().split(' ')
    return Array.from({ length: Number(length ?? 0) }, (_, index) => this.#part(index, type.ofType))
  }

  #part(key: string | number, type: GraphQLInputType, limits?: Limits): Input {
    const read = (variables: Variables): unknown => member(this.#read(variables), key)
    return new Input(this.#reader, type, read, this.#dynamic, this.path, limits)
  }

  /** The value for one request, for parameters made of several arguments. */
  valueFor(variables: Variables): unknown {
    return this.#read(variables)
  }

  /** The value itself, on which the plan then depends. */
  literal(): unknown {
    return this.decide((value) => value)
  }

  /** Something worked out from the value, on which the plan then depends. */
  decide<T>(derive: (value: unknown) => T): T {
    this.#reader.countItems(this.#read(this.#reader.variables))
    if (this.#dynamic) this.#reader.decide((variables) => JSON.stringify(derive(this.#read(variables))) ?? 'undefined')
    return derive(this.#read(this.#reader.variables))
  }

  /** The value, or something worked out from it, as a parameter. Refused beyond the limits of a field of an input. */
  param(derive: (value: unknown) => unknown = (value) => value): Param {
    return new Param((variables) => {
      const value = this.#read(variables)
      refuse(problemOf(this.#limits, value), this.path)
      return derive(value)
    }, this.path)
  }
}

/** Arguments by name: those of the request, as graphql-js coerces them, and constants. Absent ones are undefined. */
export type ArgumentValues = Readonly<Record<string, unknown>>

/** Something worked out from several arguments together, as a parameter; once for each request. */
export function together(args: ArgumentValues, derive: (values: ArgumentValues) => unknown): Param {
  const derived = new WeakMap<Variables, unknown>()
  return new Param((variables) => {
    if (derived.has(variables)) return derived.get(variables)
    const values = Object.entries(args).map(([name, value]) => [
      name,
      value instanceof Input ? value.valueFor(variables) : value,
    ])
    const made = derive(Object.fromEntries(values))
    derived.set(variables, made)
    return made
  }, [])
}

/** The text searched for, ready for what looks for it. */
export const searchText =
  (input: Input): SearchText =>
  (derive) =>
    sql`${input.param((value) => derive(String(composed(value))))}`

/** A value to compare with, or something worked out from it, as a parameter. */
export const comparable = (input: Input, derive: (value: unknown) => unknown = (value) => value): Param =>
  input.param((value) => derive(composed(value)))
