// From definitions to a GraphQL schema: objects, interfaces, connections, enums and their arguments.
import type { OutputRef } from '@pothos/core'
import { type GraphQLDirective, type GraphQLResolveInfo, type GraphQLSchema, specifiedDirectives } from 'graphql'
import type { Vocabulary } from '../vocabulary.ts'
import { type Builder, Enums, newBuilder, type Output, type RelationalContext, scalarOf } from './builder.ts'
import {
  type AnyField,
  type ConnectionField,
  columnOf,
  type FieldDefinition,
  type ObjectDefinition,
  type UnionField,
} from './definition.ts'
import { type Argument, Inputs } from './inputs.ts'
import { maximumPage } from './page.ts'
import type { Registry } from './registry.ts'

export interface BuildOptions {
  readonly registry: Registry
  /** The names of all facets. Their object is the type Facet, with `field` and `buckets`; a bucket the type FacetBucket. */
  readonly facets: Vocabulary
  /** The interfaces that objects name, Node excepted, each with the fields its objects have in common. */
  readonly interfaces: Readonly<
    Record<string, { readonly description: string; readonly fields: Readonly<Record<string, FieldDefinition>> }>
  >
  /** Directives of the API beside those of the specification. */
  readonly directives: readonly GraphQLDirective[]
}

/** Builds the schema. Throws TypeError where the definitions contradict themselves. */
export function build(options: BuildOptions): GraphQLSchema {
  return new SchemaMaker(options).schema()
}

/** The name under which an answer tells the resolvers what type an object of an interface is. */
export const typeKey = '$type'

const at = (parent: unknown, key: string | number): unknown =>
  typeof parent === 'object' && parent !== null ? Reflect.get(parent, key) : undefined

const one = (parent: unknown, _args: unknown, _context: unknown, info: GraphQLResolveInfo): unknown =>
  at(parent, info.path.key)

const many = (parent: unknown, _args: unknown, _context: unknown, info: GraphQLResolveInfo): readonly unknown[] =>
  listOf(at(parent, info.path.key))

function listOf(value: unknown): readonly unknown[] {
  if (value instanceof Error) throw value
  if (!Array.isArray(value)) throw new TypeError('A list was expected.')
  return value
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

/** A field of the schema, ready for Pothos. */
interface Field {
  readonly type: Output
  readonly isList?: boolean
  readonly nullable?: boolean
  readonly description: string
  readonly deprecationReason?: string | undefined
  readonly args?: Readonly<Record<string, Argument>>
}

class SchemaMaker {
  readonly #builder = newBuilder()
  readonly #options: BuildOptions
  readonly #registry: Registry
  readonly #inputs: Inputs
  readonly #refs = new Map<string, ReturnType<Builder['objectRef']>>()
  readonly #interfaces = new Map<string, ReturnType<Builder['interfaceRef']>>()
  readonly #enums = new Enums(this.#builder)
  readonly #unions = new Map<string, OutputRef<unknown>>()
  readonly #connections = new Set<string>()

  constructor(options: BuildOptions) {
    this.#options = options
    this.#registry = options.registry
    this.#inputs = new Inputs(this.#builder, options.registry, this.#enums)
  }

  schema(): GraphQLSchema {
    this.#pageInfo()
    this.#node()
    for (const [name, { description, fields }] of Object.entries(this.#options.interfaces)) {
      const ref = this.#builder.interfaceRef<unknown>(name)
      this.#interfaces.set(name, ref)
      const made = this.#fields(name, fields)
      ref.implement({
        description,
        fields: (t) =>
          Object.fromEntries(
            Object.entries(made).map(([field, { type, nullable = false, description }]) => [
              field,
              t.field({ type, nullable, description, resolve: one }),
            ]),
          ),
        resolveType: (value) => String(at(value, typeKey)),
      })
    }
    for (const type of this.#registry.objects) this.#object(type)
    this.#queries()
    const directives = [...specifiedDirectives, ...this.#options.directives]
    return this.#builder.toSchema({ sortSchema: false, directives })
  }

  #pageInfo(): void {
    this.#ref('PageInfo').implement({
      description: 'Where a page of a list begins and ends, and whether there is more.',
      fields: (t) =>
        this.#output(t, {
          hasNextPage: { type: 'Boolean', description: 'Whether there is more after this page.' },
          hasPreviousPage: { type: 'Boolean', description: 'Whether there is more before this page.' },
          startCursor: {
            type: 'String',
            nullable: true,
            description: 'The cursor of the first edge of this page; null where the page is empty.',
          },
          endCursor: {
            type: 'String',
            nullable: true,
            description: 'The cursor of the last edge of this page; null where the page is empty.',
          },
        }),
    })
  }

  #node(): void {
    const ref = this.#builder.interfaceRef<unknown>('Node')
    this.#interfaces.set('Node', ref)
    ref.implement({
      description: 'Anything that can be asked for again by a global id.',
      fields: (t) => ({ id: t.field({ type: 'ID', description: 'The global id.', resolve: one }) }),
      resolveType: (value) => String(at(value, typeKey)),
    })
  }

  #ref(name: string): ReturnType<Builder['objectRef']> {
    const known = this.#refs.get(name)
    if (known) return known
    const ref = this.#builder.objectRef<unknown>(name)
    this.#refs.set(name, ref)
    return ref
  }

  #object(type: ObjectDefinition): void {
    const made = this.#fields(type.name, type.fields, type)
    this.#ref(type.name).implement({
      description: type.description,
      interfaces: type.interfaces.map((name) => {
        const ref = this.#interfaces.get(name)
        if (!ref) throw new TypeError(`No interface is called ${name}.`)
        return ref
      }),
      fields: (t) => this.#output(t, made),
    })
  }

  #queries(): void {
    const made = this.#fields('', this.#registry.roots)
    this.#builder.queryType({
      description: 'Everything that can be asked.',
      fields: (t) =>
        Object.fromEntries(
          Object.entries(made).map(([name, field]) => {
            const { type, nullable = false, description, deprecationReason } = field
            const args = this.#args(t, field)
            const answer = async (context: RelationalContext, info: GraphQLResolveInfo) =>
              (await context.relational.data(info, context.signal))[info.path.key]
            return [
              name,
              field.isList
                ? t.field({
                    type: [type],
                    nullable: { list: false, items: nullable },
                    description,
                    deprecationReason,
                    args,
                    resolve: async (_parent, _args, context, info) => listOf(await answer(context, info)),
                  })
                : t.field({
                    type,
                    nullable,
                    description,
                    deprecationReason,
                    args,
                    resolve: (_parent, _args, context, info) => answer(context, info),
                  }),
            ]
          }),
        ),
    })
  }

  #output(
    t: Parameters<Parameters<ReturnType<Builder['objectRef']>['implement']>[0]['fields'] & object>[0],
    fields: Readonly<Record<string, Field>>,
  ) {
    return Object.fromEntries(
      Object.entries(fields).map(([name, field]) => {
        const { type, nullable = false, description, deprecationReason } = field
        const args = this.#args(t, field)
        return [
          name,
          field.isList
            ? t.field({ type: [type], description, deprecationReason, args, resolve: many })
            : t.field({ type, nullable, description, deprecationReason, args, resolve: one }),
        ]
      }),
    )
  }

  #args(t: { readonly arg: ArgumentMaker }, { args = {} }: Field) {
    return Object.fromEntries(
      Object.entries(args).map(([name, { type, isList, required = false, description }]) => [
        name,
        isList ? t.arg({ type: [type], required, description }) : t.arg({ type, required, description }),
      ]),
    )
  }

  #fields(owner: string, fields: Readonly<Record<string, AnyField>>, of?: ObjectDefinition): Record<string, Field> {
    return Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [
        name,
        {
          ...this.#field(`${owner}${capital(name)}`, field, of),
          description: field.description,
          deprecationReason: field.deprecationReason,
        },
      ]),
    )
  }

  #field(path: string, field: AnyField, of: ObjectDefinition | undefined): Omit<Field, 'description'> {
    switch (field.is) {
      case 'column': {
        const column = columnOf(of?.source?.columns ?? {}, field.column)
        return {
          type: column.vocabulary ? this.#enums.of(column.vocabulary) : scalarOf[column.kind],
          nullable: column.nullable,
        }
      }
      case 'expression':
        return {
          type: typeof field.type === 'string' ? field.type : this.#enums.of(field.type),
          isList: field.list,
          nullable: field.nullable,
        }
      case 'embedded':
        return { type: this.#ref(field.type), nullable: field.present !== undefined }
      case 'one':
        return { type: this.#ref(field.type), nullable: field.nullable }
      case 'union':
        return { type: this.#union(field), nullable: true }
      case 'values': {
        const { vocabulary, kind } = columnOf(field.table.columns, field.column)
        return { type: vocabulary ? this.#enums.of(vocabulary) : scalarOf[kind], isList: true }
      }
      case 'list':
        return { type: this.#ref(field.type), isList: true, args: this.#inputs.arguments(field) }
      case 'connection':
        return {
          type: this.#connection(path, field),
          args: { ...this.#inputs.arguments(field), ...this.#inputs.pageArguments(field) },
        }
      case 'frame':
        return { type: this.#ref(field.type), args: this.#inputs.arguments(field) }
      case 'single':
        return { type: this.#ref(field.type) }
      case 'lookup': {
        const column = columnOf(this.#registry.object(field.type).source?.columns ?? {}, field.column)
        return {
          type: this.#ref(field.type),
          nullable: true,
          args: {
            [field.argument]: { type: scalarOf[column.kind], required: true, description: field.argumentDescription },
          },
        }
      }
      case 'batch':
        return {
          type: this.#ref(field.type),
          isList: true,
          nullable: true,
          args: {
            [field.argument]: { type: 'String', isList: true, required: true, description: field.argumentDescription },
          },
        }
      case 'node': {
        const type = field.only === undefined ? (this.#interfaces.get('Node') ?? 'ID') : this.#ref(field.only)
        return field.many
          ? {
              type,
              isList: true,
              nullable: true,
              args: {
                ids: { type: 'ID', isList: true, required: true, description: `Global ids, at most ${maximumPage}.` },
              },
            }
          : { type, nullable: true, args: { id: { type: 'ID', required: true, description: 'The global id.' } } }
      }
    }
  }

  #union({ type, typeDescription, members }: UnionField): OutputRef<unknown> {
    const known = this.#unions.get(type)
    if (known) return known
    const ref = this.#builder.unionType(type, {
      description: typeDescription,
      types: members.map((member) => this.#ref(member.type)),
      resolveType: (value) => String(at(value, typeKey)),
    })
    this.#unions.set(type, ref)
    return ref
  }

  #connection(path: string, field: ConnectionField): OutputRef<unknown> {
    const prefix = field.edge ? path : field.type
    const name = `${prefix}Connection`
    const ref = this.#ref(name)
    if (this.#connections.has(name)) return ref
    this.#connections.add(name)
    const node = this.#ref(field.type)
    const links: ObjectDefinition = {
      name: `${prefix}Edge`,
      description: '',
      interfaces: [],
      filters: [],
      orders: [],
      fields: field.edge ?? {},
      source: { name: 'links', columns: field.links.edge ?? {} },
    }
    const own = this.#fields(`${prefix}Edge`, field.edge ?? {}, links)
    const edge = this.#ref(`${prefix}Edge`)
    edge.implement({
      description: `One ${field.type} in a list${field.edge ? ', with what the link to it says' : ''}.`,
      fields: (t) =>
        this.#output(t, {
          cursor: { type: 'String', description: 'Marks this place in the list, for `after` and `before`. Opaque.' },
          node: { type: node, description: `The ${field.type}.` },
          ...own,
        }),
    })
    const counted = Object.keys(this.#registry.object(field.type).facets ?? {})
    ref.implement({
      description: `One page of a list of objects of type ${field.type}.`,
      fields: (t) =>
        this.#output(t, {
          edges: {
            type: edge,
            isList: true,
            description: 'The objects of this page, each with its place in the list.',
          },
          nodes: { type: node, isList: true, description: 'The objects of this page.' },
          pageInfo: { type: this.#ref('PageInfo'), description: 'What lies beyond this page.' },
          totalCount: {
            type: 'Int',
            description:
              'How many there are on all pages together, under the same filter. Counted only where asked for.',
          },
          ...(counted.length > 0 && {
            facets: {
              type: this.#ref('Facet'),
              isList: true,
              args: {
                fields: {
                  type: this.#enums.of(this.#options.facets),
                  isList: true,
                  description: `By what to count. Without it, by all there are: ${counted.join(', ')}.`,
                },
              },
              description:
                'How many there are of each kind, level and so on, on all pages together, under the same filter.',
            },
          }),
        }),
    })
    return ref
  }
}

type ArgumentMaker = Parameters<
  Parameters<Builder['queryType']>[0] & object extends { fields?: infer F }
    ? Extract<F, (...args: never[]) => unknown>
    : never
>[0]['arg']
