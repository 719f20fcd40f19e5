// What is known of a parsed document, worked out once for as long as it lives.
import {
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql'
import { documentBytes, type Fragments, fragmentsOf, traitsOf } from '../request/document.ts'
import { isCompiled } from './compiled.ts'

/** What is known of one document. */
export interface DocumentInfo {
  /** What the document takes in memory. */
  readonly bytes: number
  readonly fragments: Fragments
  /** Whether one statement can answer an operation. */
  readonly relational: WeakMap<OperationDefinitionNode, boolean>
}

/** Reads each document once. */
export class Documents {
  readonly #schema: GraphQLSchema
  readonly #infos = new WeakMap<DocumentNode, DocumentInfo>()

  constructor(schema: GraphQLSchema) {
    this.#schema = schema
  }

  info(document: DocumentNode): DocumentInfo {
    const cached = this.#infos.get(document)
    if (cached) return cached
    const info = { bytes: documentBytes(document), fragments: fragmentsOf(document), relational: new WeakMap() }
    this.#infos.set(document, info)
    return info
  }

  /** The operation, if one statement can answer it: a query of compiled fields without deferred parts. */
  relationalOperation(
    document: DocumentNode,
    operationName: string | null | undefined,
  ): OperationDefinitionNode | undefined {
    const operation = getOperationAST(document, operationName)
    if (operation?.operation !== OperationTypeNode.QUERY) return undefined
    const { fragments, relational } = this.info(document)
    const isRelational =
      relational.get(operation) ??
      (!traitsOf(operation, fragments).isDeferred && isCompiled(this.#schema, operation, fragments))
    relational.set(operation, isRelational)
    return isRelational ? operation : undefined
  }
}
