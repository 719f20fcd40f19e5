// Arguments as the compiler sees them. Whatever the compiler reads of a variable to decide the shape of a statement is
// remembered as a guard; a stored plan serves a request when all its guards read the same again. Everything else of a
// variable becomes a parameter of the statement.
import {
  type GraphQLInputType,
  getNullableType,
  isInputObjectType,
  isListType,
  Kind,
  type ValueNode,
  valueFromAST,
  visit,
} from 'graphql'
import { sql } from 'kysely'
import type { SearchText, TextSearch } from './definition.ts'
import { type Path, RequestError } from './errors.ts'
import { composed } from './letters.ts'

export type Variables = Readonly<Record<string, unknown>>

/** Stands among a statement's parameters for a value that a request brings. */
export class Param {
  readonly #read: (variables: Variables) => unknown
  readonly #path: Path

  constructor(read: (variables: Variables) => unknown, path: Path) {
    this.#read = read
    this.#path = path
  }

  /** The value for one request. Throws RequestError where Postgres could not store the text. */
  resolve(variables: Variables): unknown {
    const value = this.#read(variables)
    const texts: readonly unknown[] = Array.isArray(value) ? value : [value]
    if (texts.some((text) => typeof text === 'string' && text.includes('\0')))
      throw new RequestError('BAD_USER_INPUT', 'Text must not contain the NUL character.', this.#path)
    return value
  }
}

export interface Guard {
  readonly read: (variables: Variables) => string
  readonly expected: string
}

/** The variables of the request a plan is compiled for, and the guards that compiling leaves behind. */
export class Reader {
  readonly guards: Guard[] = []
  readonly variables: Variables

  constructor(variables: Variables) {
    this.variables = variables
  }

  /** Reads something the plan's shape depends on. */
  decide(read: (variables: Variables) => string): string {
    const expected = read(this.variables)
    this.guards.push({ read, expected })
    return expected
  }
}

const shapeOf = (value: unknown): string => {
  if (value === undefined) return 'absent'
  if (value === null) return 'null'
  if (Array.isArray(value)) return `list ${value.length}`
  return typeof value === 'object' ? `object ${Object.keys(value).join()}` : 'scalar'
}

const member = (value: unknown, key: string | number): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined

const hasVariable = (node: ValueNode): boolean => {
  let found = false
  visit(node, {
    Variable: () => {
      found = true
    },
  })
  return found
}

/** One argument, or a part of one: written in the document, brought by a variable, or a mixture. */
export class Input {
  readonly #reader: Reader
  readonly #type: GraphQLInputType
  readonly #node: ValueNode | undefined
  readonly #read: (variables: Variables) => unknown
  readonly #dynamic: boolean
  readonly path: Path

  private constructor(
    reader: Reader,
    type: GraphQLInputType,
    node: ValueNode | undefined,
    read: (variables: Variables) => unknown,
    dynamic: boolean,
    path: Path,
  ) {
    this.path = path
    this.#reader = reader
    this.#type = type
    this.#node = node
    this.#read = read
    this.#dynamic = dynamic
  }

  /** The input a value node stands for, or undefined where its variable was left out. */
  static of(reader: Reader, type: GraphQLInputType, node: ValueNode, path: Path): Input | undefined {
    if (node.kind === Kind.VARIABLE) {
      const name = node.name.value
      const input = new Input(reader, type, undefined, (variables) => variables[name], true, path)
      return input.#shape() === 'absent' ? undefined : input
    }
    if (!hasVariable(node)) {
      const value: unknown = valueFromAST(node, type)
      return new Input(reader, type, node, () => value, false, path)
    }
    return new Input(reader, type, node, (variables) => valueFromAST(node, type, variables), true, path)
  }

  #shape(): string {
    return this.#dynamic ? this.#reader.decide((variables) => shapeOf(this.#read(variables))) : shapeOf(this.#read({}))
  }

  isNull(): boolean {
    return this.#shape() === 'null'
  }

  /** The fields of an input object that were given. */
  fields(): readonly (readonly [string, Input])[] {
    const type = getNullableType(this.#type)
    if (!isInputObjectType(type)) throw new TypeError(`${type} is not an input object.`)
    const definitions = type.getFields()
    if (this.#node?.kind === Kind.OBJECT) {
      return this.#node.fields.flatMap((field) => {
        const name = field.name.value
        const definition = definitions[name]
        const input = definition && Input.of(this.#reader, definition.type, field.value, this.path)
        return input ? [[name, input] as const] : []
      })
    }
    this.#shape()
    return Object.entries(definitions).flatMap(([name, definition]) =>
      member(this.#read(this.#reader.variables), name) === undefined
        ? []
        : [[name, this.#part(name, definition.type)] as const],
    )
  }

  /** The field of that name, where it was given. */
  field(name: string): Input | undefined {
    return this.fields().find(([given]) => given === name)?.[1]
  }

  /** The items of a list. */
  items(): readonly Input[] {
    const type = getNullableType(this.#type)
    if (!isListType(type)) throw new TypeError(`${type} is not a list.`)
    if (this.#node && this.#node.kind !== Kind.LIST) {
      const single = Input.of(this.#reader, type.ofType, this.#node, this.path)
      return single ? [single] : []
    }
    if (this.#node?.kind === Kind.LIST) {
      return this.#node.values.flatMap((value) => Input.of(this.#reader, type.ofType, value, this.path) ?? [])
    }
    const length = Number(this.#shape().split(' ')[1])
    return Array.from({ length }, (_, index) => this.#part(index, type.ofType))
  }

  #part(key: string | number, type: GraphQLInputType): Input {
    return new Input(this.#reader, type, undefined, (variables) => member(this.#read(variables), key), true, this.path)
  }

  /** The value itself, on which the plan then depends. */
  literal(): unknown {
    return this.decide((value) => value)
  }

  /** Something worked out from the value, on which the plan then depends. */
  decide<T>(derive: (value: unknown) => T): T {
    if (this.#dynamic) this.#reader.decide((variables) => JSON.stringify(derive(this.#read(variables))) ?? 'undefined')
    return derive(this.#read(this.#reader.variables))
  }

  /** The value, or something worked out from it, as a parameter of the statement. */
  param(derive: (value: unknown) => unknown = (value) => value): Param {
    return new Param((variables) => derive(this.#read(variables)), this.path)
  }
}

/** The longest text that is searched for, in characters. */
export const longestText = 200

/** Throws RequestError BAD_USER_INPUT where there is nothing to search for, or too much; else what `unsearchable` says. */
export function refuseBadText(input: Input, path: Path, unsearchable?: TextSearch['unsearchable']): void {
  const problem = input.decide((value) => {
    const refused = (message: string) => ({ code: 'BAD_USER_INPUT' as const, message })
    if (typeof value !== 'string' || value.trim() === '') return refused('The text to search for is empty.')
    if (value.length > longestText) return refused(`The text to search for is over ${longestText} characters long.`)
    return unsearchable?.(value) ?? null
  })
  if (problem) throw new RequestError(problem.code, problem.message, path)
}

/** The text searched for, ready for what looks for it. */
export const searchText =
  (input: Input): SearchText =>
  (derive) =>
    sql`${input.param((value) => derive(String(composed(value))))}`

/** The longest text a value is compared with, in characters. */
export const longestComparison = 1_000
/** The most values one is compared with at once. */
export const mostComparisons = 1_000

/** A value to compare with, or something worked out from it, as a parameter. Refused with BAD_USER_INPUT where it is too long. */
export function comparable(input: Input, derive: (value: unknown) => unknown = (value) => value): Param {
  return input.param((value) => {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value]
    if (values.length > mostComparisons)
      throw new RequestError('BAD_USER_INPUT', `A value is compared with ${mostComparisons} at most.`, input.path)
    if (values.some((text) => typeof text === 'string' && text.length > longestComparison)) {
      const message = `The text to compare with is over ${longestComparison} characters long.`
      throw new RequestError('BAD_USER_INPUT', message, input.path)
    }
    return derive(composed(value))
  })
}
