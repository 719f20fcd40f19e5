// The directives of the API beside those of GraphQL itself: incremental delivery, which GraphQL Yoga implements, and
// `@asOf`, which the executor does.
import { GraphQLDeferDirective, GraphQLStreamDirective } from '@graphql-tools/utils'
import { DirectiveLocation, GraphQLDirective, GraphQLInt, type GraphQLScalarType } from 'graphql'

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

/** `@asOf`; `dateTime` is the schema's own scalar. */
export const asOfDirective = (dateTime: GraphQLScalarType): GraphQLDirective =>
  new GraphQLDirective({
    name: 'asOf',
    description:
      'Answers the whole query with the catalogue as it was at an earlier revision: its lists, filters, counts and searches. Takes either `revision` or `time`.',
    locations: [DirectiveLocation.QUERY],
    args: {
      revision: {
        type: GraphQLInt,
        description: 'The number of a revision, as in the `extensions` of each answer. An unknown number is an error.',
      },
      time: {
        type: dateTime,
        description:
          'A moment: the last revision committed at or before it is used. A moment before the first revision is an error.',
      },
    },
  })
