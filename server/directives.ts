// The directives of incremental delivery, in words of our own; what they do is in GraphQL Yoga.
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
  described(GraphQLDeferDirective, 'Sends this part of the answer later, so that the rest need not wait for it.', {
    if: 'Whether to send it later.',
    label: 'A name by which the part can be told from others.',
  }),
  described(GraphQLStreamDirective, 'Sends the items of this list one after another, each as soon as it is ready.', {
    if: 'Whether to send them one after another.',
    label: 'A name by which the list can be told from others.',
    initialCount: 'How many items to send at once at the beginning.',
  }),
]
