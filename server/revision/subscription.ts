// The subscription to new revisions.
import { GraphQLError } from 'graphql'
import { builder } from '../builder.ts'
import { errorCodes } from '../errors.ts'
import { Pointer, RequestError } from '../relational/index.ts'
import { revisionsAfter, TooManyFollowers } from './news.ts'
import { Revision } from './schema.ts'

builder.subscriptionType({
  description: 'What the API tells clients by itself, as server-sent events.',
  fields: (t) => ({
    revisions: t.field({
      type: Revision,
      description:
        'Each revision once it is committed, in order and without gaps. After a break, continue with `since` and the number of the last one received.',
      args: {
        since: t.arg.int({
          description:
            'Begin with the revisions after the one with this number. By default, only revisions that are yet to come.',
        }),
      },
      subscribe: (_root, { since }, { news, signal, mayGoOn }) => {
        if (since !== undefined && since !== null && since < 0)
          throw new RequestError('BAD_USER_INPUT', 'The number of a revision is not negative.', ['revisions'])
        try {
          return revisionsAfter(news, since ?? undefined, { signal, mayGoOn })
        } catch (error) {
          throw error instanceof TooManyFollowers ? tooMany() : error
        }
      },
      resolve: (number, _args, { reading }) => {
        // Each event is an answer of its own, of the catalogue as it is then.
        if (reading) Object.assign(reading, { revision: undefined, cost: undefined })
        return new Pointer('Revision', number)
      },
    }),
  }),
})

const tooMany = (): GraphQLError =>
  new GraphQLError(errorCodes.TOO_MANY_FOLLOWERS, {
    extensions: { code: 'TOO_MANY_FOLLOWERS', http: { status: 503, headers: { 'retry-after': '5' } } },
  })
