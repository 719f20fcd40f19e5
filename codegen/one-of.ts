// Inputs of which exactly one member is given. graphql-codegen writes every member into every case, which for the eighty
// kinds of changes makes a third of a megabyte.
import { type GraphQLInputObjectType, type GraphQLSchema, isInputObjectType } from 'graphql'
import { changed } from './text.ts'

/** The types with each @oneOf input as `OneOf` of its members. */
export const withOneOf = (content: string, schema: GraphQLSchema): string =>
  Object.values(schema.getTypeMap())
    .filter((type) => isInputObjectType(type))
    .filter(({ isOneOf, name }) => isOneOf && content.includes(`export type ${name} =`))
    .reduce(
      (text, type) =>
        changed(text, new RegExp(`^export type ${type.name} =\\n(?: {2}.*\\n)+`, 'm'), () => `${membersOf(type)}\n`),
      content,
    )

function membersOf(type: GraphQLInputObjectType): string {
  const members = Object.values(type.getFields()).map(({ name, description, type: member }) => {
    if (!isInputObjectType(member)) throw new Error(`${type.name}.${name} is no object, and no type is written for it.`)
    return `  /** ${description} */\n  readonly ${name}: ${member.name};`
  })
  return `export type ${type.name} = OneOf<{\n${members.join('\n')}\n}>;`
}
