// The definitions of a schema, read from the `extensions` of its types and fields.
import { type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql'
import type { FieldDefinition, ObjectDefinition, RootField } from './definition.ts'

/** The declarations of one schema, by name. */
export class Definitions {
  readonly #schema: GraphQLSchema
  readonly #definitions = new Map<string, ObjectDefinition>()
  /** Names of the types whose objects `node` finds. */
  readonly nodeTypes: ReadonlySet<string>

  constructor(schema: GraphQLSchema) {
    this.#schema = schema
    this.nodeTypes = new Set(this.objects.flatMap(({ name, key }) => (key === undefined ? [] : [name])))
  }

  /** Every type that is made of rows, or of columns of them. */
  get objects(): readonly ObjectDefinition[] {
    return Object.values(this.#schema.getTypeMap()).flatMap((type) =>
      isObjectType(type) && type.extensions.relational ? [this.object(type.name)] : [],
    )
  }

  /** Throws TypeError where no type of that name is made of rows: a mistake in the declarations, not in a request. */
  object(name: string): ObjectDefinition {
    const cached = this.#definitions.get(name)
    if (cached) return cached
    const type = this.#schema.getType(name)
    if (!isObjectType(type)) throw new TypeError(`No type is called ${name}.`)
    const definition = definitionOf(type)
    this.#definitions.set(name, definition)
    return definition
  }

  get roots(): Readonly<Record<string, RootField>> {
    const query = this.#schema.getQueryType()
    return Object.fromEntries(
      Object.keys(query?.getFields() ?? {}).flatMap((name) => {
        const field = this.root(name)
        return field ? [[name, field]] : []
      }),
    )
  }

  root(name: string): RootField | undefined {
    const field = this.#schema.getQueryType()?.getFields()[name]?.extensions.relational
    return field && isRootField(field) ? field : undefined
  }
}

const rootKinds: ReadonlySet<string> = new Set([
  'lookup',
  'batch',
  'node',
  'single',
  'list',
  'connection',
  'container',
  'resolved',
] satisfies RootField['is'][])
const isRootField = (field: { readonly is: string }): field is RootField => rootKinds.has(field.is)

const rowKinds: ReadonlySet<string> = new Set([
  'column',
  'expression',
  'embedded',
  'one',
  'union',
  'list',
  'values',
  'connection',
  'part',
  'resolved',
] satisfies FieldDefinition['is'][])
/** Whether it is a field of a row. */
export const isRowField = (field: { readonly is: string }): field is FieldDefinition => rowKinds.has(field.is)

function definitionOf(type: GraphQLObjectType): ObjectDefinition {
  const fields = Object.values(type.getFields()).flatMap(({ name, extensions: { relational } }) =>
    relational && isRowField(relational) ? [[name, relational] as const] : [],
  )
  const named = (is: (field: FieldDefinition) => boolean | undefined): readonly string[] =>
    fields.flatMap(([name, field]) => (is(field) ? [name] : []))
  return {
    ...type.extensions.relational,
    name: type.name,
    fields: Object.fromEntries(fields),
    filters: named((field) => 'filter' in field && field.filter),
    orders: named((field) => 'sort' in field && field.sort),
  }
}

const definitionsBySchema = new WeakMap<GraphQLSchema, Definitions>()

/** The declarations of a schema; read once. */
export function definitionsOf(schema: GraphQLSchema): Definitions {
  const definitions = definitionsBySchema.get(schema) ?? new Definitions(schema)
  definitionsBySchema.set(schema, definitions)
  return definitions
}
