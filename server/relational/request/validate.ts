// Limits of arguments, as the declarations give them to Pothos's validation plugin. Arguments of compiled fields reach no
// resolver, so the planner checks them.
import type { StandardSchemaV1 } from '@pothos/plugin-validation'
import type { GraphQLArgument } from 'graphql'
import { type Path, RequestError } from './errors.ts'
import { type Input, refuseBadText } from './input.ts'

declare module 'graphql' {
  interface GraphQLArgumentExtensions {
    '@pothos/plugin-validation'?: { readonly schemas?: readonly StandardSchemaV1[] }
  }
}

/** Throws RequestError where an argument's value is not what its declaration allows. Null is no value. */
export function validate({ extensions }: GraphQLArgument, input: Input, path: Path): void {
  if (extensions.relational && !input.isNull()) refuseBadText(input, path, extensions.relational.unsearchable)
  for (const schema of extensions['@pothos/plugin-validation']?.schemas ?? []) {
    const problem = input.decide((value) => {
      const result = value === null ? { value } : schema['~standard'].validate(value)
      if (result instanceof Promise) throw new TypeError('Arguments of compiled fields are validated at once.')
      return result.issues?.map(({ message }) => message).join(' ') ?? ''
    })
    if (problem) throw new RequestError('BAD_USER_INPUT', problem, path)
  }
}
