// What may be asked: a text, a typed text, or a typed document as code generators and tags make them.
import { type DocumentNode, print } from '@0no-co/graphql.web'
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core'

/**
 * A query whose types are known: what `graphql(...)` of `@tenpoint/sdk/graphql` gives, or what graphql-codegen makes as
 * `TypedDocumentNode` or `TypedDocumentString`.
 */
export type Document<Result, Variables> = DocumentTypeDecoration<Result, Variables> & (object | string)

/** The text of a document. */
export function textOf(document: object | string): string {
  return isNode(document) ? print(document) : String(document)
}

const isNode = (document: object | string): document is DocumentNode =>
  typeof document === 'object' && 'kind' in document && document.kind === 'Document'
