// The tag for queries of one's own. Needs gql.tada beside the SDK.
import { initGraphQLTada } from 'gql.tada'
import type { introspection } from './introspection.js'

interface Setup {
  introspection: introspection
  scalars: { ID: string; Date: string; DateTime: string }
  disableMasking: true
}

/**
 * Makes a document of a query's text, with the types of its result and its variables worked out from the text by the
 * compiler. A misspelt field or a wrong argument does not compile. Fragments are given as the second argument.
 */
export const graphql = initGraphQLTada<Setup>()

export type { FragmentOf, ResultOf, VariablesOf } from 'gql.tada'
