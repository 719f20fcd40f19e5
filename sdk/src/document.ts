// Typed texts and typed documents, as code generators and tags make them.
import { isNode, print } from './print.ts'

/** Carries the types of a document. It exists at compile time only. */
export interface Typed<Result, Variables> {
  /** As graphql-codegen and gql.tada write it. */
  readonly __apiType?: ((variables: Variables) => Result) | undefined
}

/** The text of a query, with its types: what the SDK's own documents are. A mere string has none, and is not one. */
export type TypedText<Result, Variables> = string & Required<Typed<Result, Variables>>

/**
 * A query whose types are known: what `graphql(...)` of `@tenpoint/sdk/graphql` gives, or what graphql-codegen makes as
 * `TypedDocumentNode` or `TypedDocumentString`.
 */
export type Document<Result, Variables> = (object & Typed<Result, Variables>) | TypedText<Result, Variables>

/** The text of a document. */
export const textOf = (document: object | string): string => (isNode(document) ? print(document) : String(document))

/** Texts one after another. Called where a bundler shall leave out what is not used: of a sum of texts it would not. */
export const joined = (...texts: readonly string[]): string => texts.join('')
