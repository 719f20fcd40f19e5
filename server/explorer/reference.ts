// The schema for the reference of the page: every type, field, argument and value with its description.
import {
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedDirective,
  isUnionType,
  print,
} from 'graphql'
import { astFromValue } from 'graphql/utilities/astFromValue.js'
import type {
  Reference,
  ReferenceArgument,
  ReferenceField,
  ReferenceKind,
  ReferenceType,
} from './app/data/reference.ts'

/** The reference of a schema. */
export function referenceOf(schema: GraphQLSchema): Reference {
  const types = Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type))
    .map((type) => typeOf(schema, type))
  const directives = schema
    .getDirectives()
    .filter((directive) => !isSpecifiedDirective(directive))
    .map(({ name, description, args, locations }): ReferenceType => {
      const fields = args.map(argumentOf)
      return { name: `@${name}`, kind: 'directive', description: description ?? '', fields, locations }
    })
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
  return {
    roots: roots.flatMap((type) => (type ? [type.name] : [])),
    types: [...types, ...directives].toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  }
}

function typeOf(schema: GraphQLSchema, type: GraphQLNamedType): ReferenceType {
  const named = (kind: ReferenceKind) => ({ name: type.name, kind, description: type.description ?? '' })
  if (isScalarType(type)) return named('scalar')
  if (isUnionType(type)) return { ...named('union'), members: type.getTypes().map(({ name }) => name) }
  if (isEnumType(type)) {
    const values = type.getValues().map(({ name, description, deprecationReason }) => ({
      ...{ name, description: description ?? '' },
      ...deprecation(deprecationReason),
    }))
    return { ...named('enum'), values }
  }
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).map(argumentOf)
    return { ...named('input'), fields, ...(type.isOneOf && { isOneOf: true }) }
  }
  const fields = Object.values(type.getFields()).map(
    (field): ReferenceField => ({
      ...{ name: field.name, description: field.description ?? '', type: String(field.type) },
      ...(field.args.length > 0 && { args: field.args.map(argumentOf) }),
      ...deprecation(field.deprecationReason),
    }),
  )
  const interfaces = type.getInterfaces().map(({ name }) => name)
  const own = { fields, ...(interfaces.length > 0 && { interfaces }) }
  if (isObjectType(type)) return { ...named('object'), ...own }
  if (!isInterfaceType(type)) throw new TypeError(`The reference knows no such kind of type: ${String(type)}.`)
  return { ...named('interface'), ...own, members: schema.getPossibleTypes(type).map(({ name }) => name) }
}

const deprecation = (reason: string | null | undefined) => (reason ? { deprecated: reason } : {})

function argumentOf({ name, description, type, defaultValue, deprecationReason }: Argument): ReferenceArgument {
  const written = defaultValue === undefined ? undefined : astFromValue(defaultValue, type)
  return {
    ...{ name, description: description ?? '', type: String(type) },
    ...(written && { default: print(written) }),
    ...deprecation(deprecationReason),
  }
}

type Argument = Pick<GraphQLArgument, 'name' | 'description' | 'type' | 'defaultValue' | 'deprecationReason'>
