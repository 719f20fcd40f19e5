// The tag for custom queries. Needs gql.tada beside the SDK.
import { initGraphQLTada } from 'gql.tada'
import type { MessageOf } from './check.ts'
import type { introspection } from './introspection.js'

interface Setup {
  introspection: introspection
  scalars: { ID: string; Date: string; DateTime: string }
  disableMasking: true
}

// Makes a document of any text; refusing is left to the compiler.
const infer = initGraphQLTada<Setup>()

/**
 * The type of a text that does not fit the schema: not a document, so that it cannot be sent. Compilers show what is
 * wrong with it as the type's argument.
 */
export interface DocumentError<Message extends string> {
  /** What is wrong, in a sentence for each mistake, where a document has its types. */
  readonly __apiType: Message
}

/** Takes only what does not fit the schema, and gives no document, but what is wrong. */
type RefuseWrong = <const Text extends string>(
  text: [MessageOf<Text>] extends [never] ? never : Text,
  fragments?: readonly unknown[],
) => DocumentError<MessageOf<Text>>

/**
 * Makes a document of a query's text, with the types of its result and its variables worked out from the text by the
 * compiler. A text with a misspelt field or type makes no document, but a `DocumentError`: asking it does not compile.
 * Fragments are given as the second argument.
 */
export const graphql = infer as RefuseWrong & typeof infer

export type { FragmentOf, ResultOf, VariablesOf } from 'gql.tada'
