// The functions of the SDK, one for each operation: arguments and results follow from the operation.
import { type GraphQLSchema, getNamedType, isNullableType } from 'graphql'
import type { Operation } from './operations.ts'

/** The module of the functions. Throws an Error if an operation does not select exactly one existing field. */
export function functionsModule(schema: GraphQLSchema, queries: readonly Operation[]): string {
  const functions = queries.map((query) => functionOf(schema, query))
  const plain = functions.filter(({ takesVariables }) => !takesVariables).map(({ called }) => called)
  return `import type { Arguments, List, Makers } from './calls.ts'
import * as ready from './generated.ts'
import type { RequestOptions } from './transport.ts'

/** Functions for the operations of the API. Every function rejects with a \`TenpointError\` if the call fails. */
export interface Operations {
${functions.map(({ declaration }) => declaration).join('\n')}
}

/** The functions that take no variables, but options alone. @internal */
export const withoutVariables: readonly string[] = ${JSON.stringify(plain)}

/** @internal */
export const operations = ({ one, plain, list }: Makers): Operations => ({
${functions.map(({ definition }) => definition).join('\n')}
})
`
}

function functionOf(schema: GraphQLSchema, { node, name, comment }: Operation) {
  const [root, ...others] = node.selectionSet.selections
  const field = root?.kind === 'Field' && schema.getQueryType()?.getFields()[root.name.value]
  if (root?.kind !== 'Field' || !field || others.length > 0)
    throw new Error(`An operation of the SDK selects one field; ${name} does not.`)
  const variables = node.variableDefinitions ?? []
  const has = (variable: string): boolean => variables.some((definition) => definition.variable.name.value === variable)
  const isOptional = variables.every(({ type, defaultValue }) => type.kind !== 'NonNullType' || defaultValue)
  const key = (root.alias ?? root.name).value
  const called = name.charAt(0).toLowerCase() + name.slice(1)
  const document = `ready.${name}Document, '${key}'`
  const result = `ready.${name}Query['${key}']`
  const taken = `ready.${name}QueryVariables`
  const declared = (text: string): string => `  /** ${comment} */\n  ${text}`
  if (
    getNamedType(field.type).name.endsWith('Connection') &&
    !isNullableType(field.type) &&
    has('first') &&
    has('after')
  )
    return {
      called,
      takesVariables: true,
      declaration: declared(`readonly ${called}: List<${taken}, ${result}>`),
      definition: `  ${called}: list(${document}),`,
    }
  if (variables.length === 0)
    return {
      called,
      takesVariables: false,
      declaration: declared(`${called}(options?: RequestOptions): Promise<${result}>`),
      definition: `  ${called}: plain(${document}),`,
    }
  const args = isOptional ? `...args: Arguments<${taken}>` : `variables: ${taken}, options?: RequestOptions`
  return {
    called,
    takesVariables: true,
    declaration: declared(`${called}(${args}): Promise<${result}>`),
    definition: `  ${called}: one(${document}),`,
  }
}
