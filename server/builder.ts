// The one builder of the API, with its plugins and scalars. Entities declare their types with it.
import SchemaBuilder from '@pothos/core'
import errors from '@pothos/plugin-errors'
import relay from '@pothos/plugin-relay'
import scopeAuth from '@pothos/plugin-scope-auth'
import validation from '@pothos/plugin-validation'
import { GraphQLError } from 'graphql'
import type { Kysely } from 'kysely'
import type { Database } from './db/tables.ts'
import { allows, type KeyHolder, type KeyScope } from './keys/keys.ts'
import {
  badId,
  decodeId,
  type EdgeColumns,
  encodeId,
  isDate,
  isMoment,
  pages,
  type Relation,
  type RelationalContext,
  RequestError,
  type RowFieldBuilder,
  relational,
  typeNameOf,
} from './relational/index.ts'
import type { MayGoOn, News } from './revision/news.ts'
import { redirects } from './revision/redirects.ts'

/** What resolvers find in their context. */
export interface ApiContext extends RelationalContext {
  readonly db: Kysely<Database>
  /** Whose key the request bears; undefined where it has none. */
  readonly holder: KeyHolder | undefined
  /** Tells subscriptions of new revisions. */
  readonly news: News
  /** Whether a stream may go on; undefined where anybody may read. */
  readonly mayGoOn?: MayGoOn | undefined
}

interface Types {
  Defaults: 'v4'
  Context: ApiContext
  AuthScopes: Record<KeyScope, boolean>
  DefaultFieldNullability: false
  DefaultEdgesNullability: { list: false; items: false }
  DefaultNodeNullability: false
  Scalars: { Date: { Input: string; Output: string }; DateTime: { Input: string; Output: string } }
}

export const builder = new SchemaBuilder<Types>({
  defaults: 'v4',
  defaultFieldNullability: false,
  // The first wraps all others: what they guard is the row as resolvers see it, and rows pointed to are read last.
  plugins: [relational, errors, scopeAuth, relay, validation],
  relational: { request: (context) => context, redirects },
  scopeAuth: {
    authScopes: ({ holder }) => ({
      read: allows(holder, 'read'),
      propose: allows(holder, 'propose'),
      publish: allows(holder, 'publish'),
      admin: allows(holder, 'admin'),
    }),
  },
  validation: {
    validationError: ({ issues }) =>
      new RequestError('BAD_USER_INPUT', issues.map(({ message }) => message).join(' '), undefined),
  },
  errors: { defaultTypes: [] },
  relay: {
    ...pages,
    encodeGlobalID: (type, key) => encodeId({ type, key: String(key) }),
    decodeGlobalID: (id) => {
      const decoded = decodeId(id)
      if (!decoded) throw badId([])
      return { typename: decoded.type, id: decoded.key }
    },
    nodeTypeOptions: {
      description: 'An object that can be fetched by its global id.',
      // The plugin's own would believe `__typename`, which a client may give as an alias to any field.
      resolveType: typeNameOf,
    },
    idFieldOptions: { description: 'The global id.' },
    // Both are compiled: see the type Query below.
    nodeQueryOptions: false,
    nodesQueryOptions: false,
  },
})

/** The fields of an edge, over the edge columns of its relation. */
export type EdgeFields<L extends Relation> =
  L extends Relation<string, infer E> ? RowFieldBuilder<typeof builder.$inferSchemaTypes, EdgeColumns<E>> : never

const textScalar = (
  name: 'Date' | 'DateTime',
  description: string,
  specifiedByURL: string,
  fits: (value: string) => boolean,
) =>
  builder.scalarType(name, {
    description,
    specifiedByURL,
    serialize: (value) => value,
    parseValue: (value) => {
      if (typeof value !== 'string' || !fits(value)) throw new GraphQLError(`Expected a ${name}: ${description}`)
      return value
    },
  })

textScalar('Date', 'A calendar date as YYYY-MM-DD.', 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6', isDate)
textScalar(
  'DateTime',
  'A moment as YYYY-MM-DDTHH:MM:SS.sssZ, in Coordinated Universal Time.',
  'https://scalars.graphql.org/andimarek/date-time.html',
  (value) => value.endsWith('Z') && isMoment(value),
)

/** The type that stands for what has been deleted, declared in `revision/schema.ts`. */
const gone = 'Tombstone'

builder.queryType({
  description: 'The queries of the API.',
  fields: (t) => ({
    node: t.rowById('Node', {
      description: 'Any object by its global id: a Tombstone if it has been deleted, or null if it never existed.',
      gone,
    }),
    nodes: t.rowsById({
      description:
        'Objects by global id, in the order of the ids: a Tombstone for each that has been deleted, and null for each that never existed.',
      gone,
    }),
  }),
})
