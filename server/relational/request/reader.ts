// What a plan is compiled of: arguments and conditions as graphql-js coerces them. Whatever is read of a variable to decide
// the shape of a statement is remembered as a guard; a stored plan serves a request when all its guards read the same.
import {
  type FieldNode,
  type GraphQLDirective,
  GraphQLError,
  type GraphQLField,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  type SelectionNode,
  type ValueNode,
  visit,
} from 'graphql'
import { type Path, RequestError } from './errors.ts'

/** Items of all lists in arguments, each as often as an argument is read. Variables let a short query read a long list often. */
export const maximumItems = 20_000

export type Variables = Readonly<Record<string, unknown>>

export interface Guard {
  readonly read: (variables: Variables) => string
  readonly expected: string
}

/** What graphql-js makes of the arguments of a field or directive: their values by name, or the error. */
type Coerced = { readonly values: Readonly<Record<string, unknown>> } | { readonly error: GraphQLError }

/** Arguments as graphql-js coerces them, once for each request. */
class Coercion {
  /** Whether any value depends on variables. */
  readonly dynamic: boolean
  readonly #coerce: (variables: Variables) => Readonly<Record<string, unknown>> | undefined
  readonly #coerced = new WeakMap<Variables, Coerced>()

  constructor(node: SelectionNode, coerce: (variables: Variables) => Readonly<Record<string, unknown>> | undefined) {
    this.#coerce = coerce
    this.dynamic = hasVariable(node)
  }

  of(variables: Variables): Coerced {
    const key = this.dynamic ? variables : none
    const cached = this.#coerced.get(key)
    if (cached) return cached
    const coerced = this.#make(variables)
    this.#coerced.set(key, coerced)
    return coerced
  }

  #make(variables: Variables): Coerced {
    try {
      return { values: this.#coerce(variables) ?? {} }
    } catch (error) {
      if (error instanceof GraphQLError) return { error }
      throw error
    }
  }
}

const none: Variables = {}

/** Whether a value, or the arguments or directives of a node, contain variables. Does not look into a selection. */
export function hasVariable(node: SelectionNode | ValueNode): boolean {
  let found = false
  visit(node, {
    SelectionSet: () => false,
    Variable: () => {
      found = true
    },
  })
  return found
}

/** The variables of the request a plan is compiled for, and the guards that compiling leaves behind. */
export class Reader {
  readonly guards: Guard[] = []
  readonly variables: Variables
  readonly #arguments = new Map<FieldNode, Map<GraphQLField<unknown, unknown>, Coercion>>()
  readonly #included = new Map<SelectionNode, boolean>()
  #items = 0

  constructor(variables: Variables) {
    this.variables = variables
  }

  /** Reads something the plan's shape depends on. */
  decide(read: (variables: Variables) => string): string {
    const expected = read(this.variables)
    this.guards.push({ read, expected })
    return expected
  }

  /** Counts the items of a list before they are read. Throws RequestError QUERY_TOO_COMPLEX. */
  countItems(list: unknown): void {
    if (!Array.isArray(list)) return
    this.#items += list.length
    if (this.#items <= maximumItems) return
    const message = `This query may need ${this.#items} values of lists in arguments; at most ${maximumItems} are answered at once.`
    throw new RequestError('QUERY_TOO_COMPLEX', message, [], { cost: this.#items, maximum: maximumItems })
  }

  /** The arguments of a field. Throws RequestError BAD_USER_INPUT where graphql-js finds them wrong. */
  arguments(definition: GraphQLField<unknown, unknown>, node: FieldNode, path: Path): Coercion {
    const ofNode = this.#arguments.get(node) ?? new Map<GraphQLField<unknown, unknown>, Coercion>()
    this.#arguments.set(node, ofNode)
    const existing = ofNode.get(definition)
    const coercion = existing ?? new Coercion(node, (variables) => getArgumentValues(definition, node, variables))
    ofNode.set(definition, coercion)
    if (!existing && coercion.dynamic)
      this.decide((variables) => {
        const coerced = coercion.of(variables)
        return 'error' in coerced ? 'refused' : Object.keys(coerced.values).join()
      })
    const coerced = coercion.of(this.variables)
    if ('error' in coerced) throw new RequestError('BAD_USER_INPUT', coerced.error.message, path)
    return coercion
  }

  /**
   * Whether @skip and @include leave a selection in. Throws RequestError without a path where their condition is null,
   * which is an error of the object the selection belongs to.
   */
  includes(node: SelectionNode): boolean {
    const cached = this.#included.get(node)
    if (cached !== undefined) return cached
    const condition = (directive: GraphQLDirective) => {
      const isPresent = node.directives?.some(({ name }) => name.value === directive.name)
      if (!isPresent) return undefined
      const coercion = new Coercion(node, (variables) => getDirectiveValues(directive, node, variables))
      const read = (variables: Variables): string => {
        const coerced = coercion.of(variables)
        return 'error' in coerced ? 'refused' : String(coerced.values['if'])
      }
      if (coercion.dynamic) this.decide(read)
      const coerced = coercion.of(this.variables)
      if ('error' in coerced) throw new RequestError('BAD_USER_INPUT', coerced.error.message, undefined)
      return coerced.values['if'] === true
    }
    const included = condition(GraphQLSkipDirective) !== true && condition(GraphQLIncludeDirective) !== false
    this.#included.set(node, included)
    return included
  }
}
