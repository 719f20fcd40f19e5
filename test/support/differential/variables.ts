// Values as they stand in a query: written out, or brought by variables, wholly or in part.
import {
  astFromValue,
  type GraphQLInputType,
  getNullableType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  parseConstValue,
  parseType,
  print,
  type ValueNode,
  type VariableDefinitionNode,
} from 'graphql'
import type { Random } from './random.ts'

const name = (value: string) => ({ kind: Kind.NAME, value }) as const

/** The variables of one query. */
export class VariableSet {
  readonly #random: Random
  readonly #definitions: VariableDefinitionNode[] = []
  readonly values: Record<string, unknown> = {}

  constructor(random: Random) {
    this.#random = random
  }

  get definitions(): readonly VariableDefinitionNode[] {
    return this.#definitions
  }

  /** A value of a type. Where it must not be left out, `certain` is true. */
  node(type: GraphQLInputType, value: unknown, certain = false): ValueNode {
    if (this.#random.chance(0.18)) return this.#variable(type, value, certain)
    const inner = getNullableType(type)
    if (isListType(inner) && Array.isArray(value)) {
      // A list of one may be written without its brackets.
      if (value.length === 1 && this.#random.chance(0.15)) return written(inner.ofType, value[0])
      return { kind: Kind.LIST, values: value.map((item) => this.node(inner.ofType, item, true)) }
    }
    if (isInputObjectType(inner) && typeof value === 'object' && value !== null) {
      const fields = Object.entries(value).flatMap(([key, part]) => {
        const field = inner.getFields()[key]
        return field
          ? [{ kind: Kind.OBJECT_FIELD, name: name(key), value: this.node(field.type, part, certain) } as const]
          : []
      })
      return { kind: Kind.OBJECT, fields }
    }
    return written(type, value)
  }

  /** The condition of @skip or @include. */
  condition(type: GraphQLInputType, value: boolean): ValueNode {
    return this.#random.chance(0.6) ? this.#variable(type, value, true) : written(type, value)
  }

  #variable(type: GraphQLInputType, value: unknown, certain: boolean): ValueNode {
    const random = this.#random
    const variable = { kind: Kind.VARIABLE, name: name(`v${this.#definitions.length}`) } as const
    const absent = !certain && !isNonNullType(type) && random.chance(0.1)
    const byDefault = !absent && value !== null && value !== undefined && random.chance(0.2)
    // What has a default may stand where a value is required, too.
    const declared = byDefault ? getNullableType(type) : type
    this.#definitions.push({
      kind: Kind.VARIABLE_DEFINITION,
      variable,
      type: parseType(String(declared)),
      ...(byDefault && { defaultValue: parseConstValue(print(written(type, value))) }),
    })
    if (!absent && !byDefault) this.values[variable.name.value] = this.#coercible(type, value)
    return variable
  }

  /** A list of one may be given as its only item. */
  #coercible(type: GraphQLInputType, value: unknown): unknown {
    return isListType(getNullableType(type)) && Array.isArray(value) && value.length === 1 && this.#random.chance(0.2)
      ? value[0]
      : value
  }
}

function written(type: GraphQLInputType, value: unknown): ValueNode {
  const node = astFromValue(value, type)
  if (!node) throw new TypeError(`No ${String(type)}: ${JSON.stringify(value)}`)
  return node
}
