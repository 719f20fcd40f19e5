// Turns a document to a revision.
import { type DirectiveNode, type DocumentNode, Kind, OperationTypeNode } from 'graphql'

const asOf = (revision: number): DirectiveNode => ({
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: 'asOf' },
  arguments: [
    {
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: 'revision' },
      value: { kind: Kind.INT, value: String(revision) },
    },
  ],
})

/** The document with its queries as of a revision, whichever they were of. */
export const atRevision = (document: DocumentNode, revision: number): DocumentNode => ({
  ...document,
  definitions: document.definitions.map((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION && definition.operation === OperationTypeNode.QUERY
      ? {
          ...definition,
          directives: [...(definition.directives ?? []).filter(({ name }) => name.value !== 'asOf'), asOf(revision)],
        }
      : definition,
  ),
})
