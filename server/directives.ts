// The directives of incremental delivery with this API's descriptions; GraphQL Yoga implements them.
import { GraphQLDeferDirective, GraphQLStreamDirective } from '@graphql-tools/utils'
import { GraphQLDirective } from 'graphql'

function described(
  directive: GraphQLDirective,
  description: string,
  args: Readonly<Record<string, string>>,
): GraphQLDirective {
  const config = directive.toConfig()
  return new GraphQLDirective({
    ...config,
    description,
    args: Object.fromEntries(
      Object.entries(config.args).map(([name, argument]) => [name, { ...argument, description: args[name] ?? null }]),
    ),
  })
}

/** `@defer` and `@stream`. */
export const incrementalDirectives: readonly GraphQLDirective[] = [
  described(GraphQLDeferDirective, 'Sends this part of the response later, so that the rest does not wait for it.', {
    if: 'Whether to send the part later.',
    label: 'A name to identify the part.',
  }),
  described(GraphQLStreamDirective, 'Sends the items of this list one by one, each as soon as it is ready.', {
    if: 'Whether to send the items one by one.',
    label: 'A name to identify the list.',
    initialCount: 'The number of items in the first response.',
  }),
]
