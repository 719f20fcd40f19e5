// Generates operations: any field of any type, with any arguments, spread over fragments.
import {
  type ArgumentNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLBoolean,
  type GraphQLField,
  type GraphQLNamedType,
  GraphQLNonNull,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
  isUnionType,
  Kind,
  OperationTypeNode,
  type SelectionNode,
} from 'graphql'
import type { AnyField, ConnectionField } from '../../../server/relational/index.ts'
import { definitions } from '../definitions.ts'
import { plainSchema } from './answer.ts'
import type { InputValues } from './input-value.ts'
import { keysOf, signatureOf } from './order.ts'
import type { Cursors } from './page.ts'
import type { Random } from './random.ts'
import { VariableSet } from './variables.ts'

export interface GeneratedOperation {
  readonly document: DocumentNode
  readonly variables: Readonly<Record<string, unknown>>
}

/** The response keys that a selection has already: each means one thing there. */
class Spot {
  readonly keys = new Map<string, { readonly owner: string; readonly node: FieldNode; readonly spot: Spot }>()
}

const name = (value: string) => ({ kind: Kind.NAME, value }) as const

/** Response keys that mean something to JavaScript. */
const oddKeys = ['__proto__', 'constructor', 'toString', 'length', 'data', 'rn', 'hasOwnProperty', '_']

/** How a field of a type is declared. */
function definitionOf(owner: string, field: string): AnyField | undefined {
  if (owner === 'Query') return definitions.root(field)
  return definitions.object(owner).fields[field]
}

/** What is told of the record of changes; the oracle knows the catalogue alone. */
const records: ReadonlySet<string> = new Set(['revision_rows', 'recorded_changes', 'tombstones'])

/** Whether the oracle can answer a field. A search ranks as it does; its own tests say how. */
function isOfCatalogue(owner: string, { name: field, type }: GraphQLField<unknown, unknown>): boolean {
  if (field === 'search' || definitionOf(owner, field)?.is === 'resolved') return false
  const target = getNamedType(type).name.replace(/Connection$/, '')
  return !definitions.objects.some(({ name, source }) => name === target && source && records.has(source.name))
}

/** Makes queries, each with its variables. */
export class OperationGenerator {
  readonly #random: Random
  readonly #values: InputValues
  readonly #cursors: Cursors
  readonly #ids: readonly string[]
  #variables: VariableSet
  #fragments: { readonly definition: FragmentDefinitionNode; readonly type: string; readonly spot: Spot }[] = []
  #left = 0

  constructor(random: Random, values: InputValues, cursors: Cursors, ids: readonly string[]) {
    this.#random = random
    this.#values = values
    this.#cursors = cursors
    this.#ids = ids
    this.#variables = new VariableSet(random)
  }

  next(): GeneratedOperation {
    const random = this.#random
    this.#variables = new VariableSet(random)
    this.#fragments = []
    this.#left = random.pick([8, 14, 20, 30])
    const query = plainSchema.getQueryType()
    if (!query) throw new TypeError('The schema has no queries.')
    const selections = this.#selection(query, new Spot(), random.pick([1, 2, 2, 3, 3]))
    const used = this.#fragments.map(({ definition }) => definition)
    const document: DocumentNode = {
      kind: Kind.DOCUMENT,
      definitions: [
        {
          kind: Kind.OPERATION_DEFINITION,
          operation: OperationTypeNode.QUERY,
          variableDefinitions: this.#variables.definitions,
          selectionSet: { kind: Kind.SELECTION_SET, selections },
        },
        ...used,
      ],
    }
    return { document, variables: this.#variables.values }
  }

  #selection(type: GraphQLNamedType, spot: Spot, depth: number): SelectionNode[] {
    const random = this.#random
    const known = this.#fragments.filter((fragment) => fragment.type === type.name)
    if (spot.keys.size === 0 && known.length > 0 && random.chance(0.5)) {
      const { definition, spot: same } = random.pick(known)
      for (const [key, value] of same.keys) spot.keys.set(key, value)
      return [this.#directed({ kind: Kind.FRAGMENT_SPREAD, name: definition.name })]
    }
    const nodes = this.#nodes(type, spot, depth)
    if (random.chance(0.12) && isObjectType(type) && spot.keys.size > 0 && type.name !== 'Query') {
      const fragment = { kind: Kind.FRAGMENT_DEFINITION, name: name(`F${this.#fragments.length}`) } as const
      const definition: FragmentDefinitionNode = {
        ...fragment,
        typeCondition: { kind: Kind.NAMED_TYPE, name: name(type.name) },
        selectionSet: { kind: Kind.SELECTION_SET, selections: nodes },
      }
      this.#fragments.push({ definition, type: type.name, spot })
      return [this.#directed({ kind: Kind.FRAGMENT_SPREAD, name: fragment.name })]
    }
    return this.#wrapped(type, nodes)
  }

  /** Puts some of the nodes into an inline fragment. */
  #wrapped(type: GraphQLNamedType, nodes: SelectionNode[]): SelectionNode[] {
    const random = this.#random
    if (!random.chance(0.15)) return nodes
    const from = random.below(nodes.length)
    const to = random.between(from + 1, nodes.length)
    const selectionSet = { kind: Kind.SELECTION_SET, selections: nodes.slice(from, to) } as const
    const condition = random.chance(0.6)
      ? { typeCondition: { kind: Kind.NAMED_TYPE, name: name(type.name) } as const }
      : {}
    const fragment = this.#directed({ kind: Kind.INLINE_FRAGMENT, selectionSet, ...condition })
    return [...nodes.slice(0, from), fragment, ...nodes.slice(to)]
  }

  #directed<N extends SelectionNode>(node: N): N {
    if (!this.#random.chance(0.1)) return node
    const directives: DirectiveNode[] = [this.#random.pick(['skip', 'include'])].map((directive) => ({
      kind: Kind.DIRECTIVE,
      name: name(directive),
      arguments: [
        {
          kind: Kind.ARGUMENT,
          name: name('if'),
          value: this.#variables.condition(new GraphQLNonNull(GraphQLBoolean), this.#random.chance(0.5)),
        },
      ],
    }))
    return { ...node, directives }
  }

  #nodes(type: GraphQLNamedType, spot: Spot, depth: number): SelectionNode[] {
    const random = this.#random
    if (isUnionType(type) || isInterfaceType(type)) return this.#ofMembers(type.name, spot, depth)
    if (!isObjectType(type)) throw new TypeError(`${type.name} has no fields.`)
    const all = Object.values(type.getFields()).filter((field) => isOfCatalogue(type.name, field))
    const leaves = all.filter((field) => isLeafType(getNamedType(field.type)))
    const deep = all.filter((field) => !isLeafType(getNamedType(field.type)))
    const isWrapper = /(Connection|Edge)$/.test(type.name)
    const nodes: SelectionNode[] = []
    const count = type.name === 'Query' ? random.pick([1, 1, 1, 2, 3]) : random.between(1, 4)
    for (let step = 0; step < count; step += 1) {
      const composite = (isWrapper ? true : depth > 0 && this.#left > 0) && deep.length > 0
      const field =
        composite && (leaves.length === 0 || random.chance(isWrapper ? 0.7 : 0.4))
          ? random.pick(deep)
          : leaves.length > 0
            ? random.pick(leaves)
            : undefined
      const node = field && this.#field(type.name, field, spot, depth)
      if (node) nodes.push(this.#directed(node))
    }
    if (random.chance(0.08) || nodes.length === 0) nodes.push(this.#typename(spot))
    if (type.getInterfaces().length > 0 && random.chance(0.08)) nodes.push(...this.#ofInterface(type.name, spot, depth))
    return nodes
  }

  #typename(spot: Spot): FieldNode {
    const node: FieldNode = { kind: Kind.FIELD, name: name('__typename') }
    if (!spot.keys.has('__typename')) spot.keys.set('__typename', { owner: '', node, spot: new Spot() })
    return node
  }

  /** Fields of some of the types a value may be of. */
  #ofMembers(type: string, spot: Spot, depth: number): SelectionNode[] {
    const random = this.#random
    const abstract = plainSchema.getType(type)
    if (!isUnionType(abstract) && !isInterfaceType(abstract)) return []
    const members = random.shuffled([...plainSchema.getPossibleTypes(abstract)]).slice(0, random.between(1, 4))
    return [
      this.#typename(spot),
      ...members.map((member) =>
        this.#directed({
          kind: Kind.INLINE_FRAGMENT,
          typeCondition: { kind: Kind.NAMED_TYPE, name: name(member.name) },
          selectionSet: { kind: Kind.SELECTION_SET, selections: this.#nodes(member, spot, depth) },
        }),
      ),
    ]
  }

  /** Fields of an interface, in a fragment on it. */
  #ofInterface(owner: string, spot: Spot, depth: number): SelectionNode[] {
    const type = plainSchema.getType(owner)
    if (!isObjectType(type)) return []
    const chosen = this.#random.pick(type.getInterfaces())
    const field = Object.values(chosen.getFields())[0]
    const node = field && this.#field(owner, field, spot, depth)
    if (!node) return []
    return [
      {
        kind: Kind.INLINE_FRAGMENT,
        typeCondition: { kind: Kind.NAMED_TYPE, name: name(chosen.name) },
        selectionSet: { kind: Kind.SELECTION_SET, selections: [node] },
      },
    ]
  }

  #field(owner: string, field: GraphQLField<unknown, unknown>, spot: Spot, depth: number): FieldNode | undefined {
    const random = this.#random
    const target = getNamedType(field.type)
    const below = isLeafType(target) ? undefined : target
    const inner = /(Connection|Edge)$/.test(target.name) ? depth : depth - 1
    const known = spot.keys.get(field.name)
    if (known && known.owner === owner && known.node.name.value === field.name && random.chance(0.5))
      return this.#again(known, below, inner)
    const key = this.#key(field.name, spot)
    this.#left -= 1
    const own = new Spot()
    const bare: FieldNode = {
      kind: Kind.FIELD,
      name: name(field.name),
      ...(key !== field.name && { alias: name(key) }),
      arguments: this.#arguments(owner, field, depth),
    }
    spot.keys.set(key, { owner, node: bare, spot: own })
    return below
      ? { ...bare, selectionSet: { kind: Kind.SELECTION_SET, selections: this.#selection(below, own, inner) } }
      : bare
  }

  /** The same field under the same key, with more selections. */
  #again(
    known: { readonly node: FieldNode; readonly spot: Spot },
    below: GraphQLNamedType | undefined,
    depth: number,
  ): FieldNode {
    if (!below) return known.node
    return {
      ...known.node,
      selectionSet: { kind: Kind.SELECTION_SET, selections: this.#nodes(below, known.spot, depth) },
    }
  }

  #key(field: string, spot: Spot): string {
    const random = this.#random
    if (!spot.keys.has(field) && !random.chance(0.08)) return field
    const odd = random.pick(oddKeys)
    if (random.chance(0.2) && !spot.keys.has(odd)) return odd
    for (let number = spot.keys.size; ; number += 1)
      if (!spot.keys.has(`${field}_${number}`)) return `${field}_${number}`
  }

  #arguments(owner: string, field: GraphQLField<unknown, unknown>, depth: number): ArgumentNode[] {
    const random = this.#random
    const definition = definitionOf(owner, field.name)
    const given = new Map<string, unknown>()
    const certain = new Set<string>()
    if (definition && 'argument' in definition) {
      const { name: table } = definitions.object(definition.type).source ?? { name: '' }
      const keys = this.#values.keys(
        { name: table },
        definition.column,
        definition.is === 'batch' ? random.between(0, 4) : 1,
      )
      given.set(definition.argument, definition.is === 'batch' ? keys : keys[0])
    } else if (definition?.is === 'node') {
      const ids = Array.from({ length: random.between(0, 4) }, () => random.pick(this.#idsOf(definition.only)))
      if (definition.many) given.set('ids', ids)
      else given.set('id', ids[0] ?? random.pick(this.#idsOf(definition.only)))
    } else if (definition && 'args' in definition) {
      for (const argument of definition.args) {
        const type = field.args.find(({ name }) => name === argument)?.type
        if (!type) throw new TypeError(`${owner}.${field.name} has no argument ${argument}.`)
        if (isNonNullType(type) || random.chance(0.35)) given.set(argument, this.#values.own(type, 2, argument))
        else if (random.chance(0.05)) given.set(argument, null)
      }
    }
    if (definition?.is === 'connection') this.#paging(definition, depth, given, certain)
    if (field.name === 'facets' && random.chance(0.6)) given.set('fields', this.#facets(owner))
    return field.args.flatMap(({ name: argument, type }) =>
      given.has(argument)
        ? [
            {
              kind: Kind.ARGUMENT,
              name: name(argument),
              value: this.#variables.node(type, given.get(argument), certain.has(argument)),
            } as const,
          ]
        : [],
    )
  }

  #idsOf(only: string | undefined): readonly string[] {
    return only === undefined
      ? this.#ids
      : this.#ids.filter((id) => Buffer.from(id, 'base64url').toString().startsWith(`${only}:`))
  }

  #facets(connection: string): string[] {
    const type = plainSchema.getType(connection)
    const nodes = isObjectType(type) ? type.getFields()['nodes'] : undefined
    const facets = nodes ? definitions.object(getNamedType(nodes.type).name).facets : {}
    return this.#random.some(Object.keys(facets ?? {}), 3)
  }

  #paging(field: ConnectionField, depth: number, given: Map<string, unknown>, certain: Set<string>): void {
    const random = this.#random
    const type = definitions.object(field.type)
    if (type.filters.length > 0 && random.chance(0.65))
      given.set('where', this.#values.where(type, random.pick([1, 2, 2, 3])))
    const orderBy = type.orders.length > 0 && random.chance(0.5) ? this.#values.orderBy(type) : undefined
    if (orderBy) given.set('orderBy', orderBy)
    const page = random.pick(['first', 'first', 'first', 'last', 'none'] as const)
    if (page !== 'none') given.set(page, random.pick(depth > 1 ? [0, 1, 2, 3, 4] : [0, 1, 2, 3, 5, 8, 100]))
    if (random.chance(0.04)) given.set(page === 'first' ? 'last' : 'first', null)
    const cursors = this.#cursors.of(signatureOf(type.name, keysOf(type, field.order, orderBy)))
    for (const side of ['after', 'before']) {
      if (cursors.length > 0 && random.chance(side === 'after' ? 0.5 : 0.2)) {
        given.set(side, random.pick(cursors))
        certain.add('orderBy')
      } else if (random.chance(0.03)) given.set(side, null)
    }
  }
}
