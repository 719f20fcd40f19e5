// Valid documents by their text, bounded by the memory they take.
import type { DocumentNode } from 'graphql'
import { LRUCache } from 'lru-cache'
import { documentBytes } from '../relational/index.ts'

/** Memory for the documents of one server, in bytes. */
export const documentCacheBytes = 64 * 1024 * 1024

/** Keeps documents that were found valid. The least recently used give way once all take more than the bound. */
export class DocumentCache {
  readonly #documents: LRUCache<string, DocumentNode>
  readonly #valid = new WeakSet<DocumentNode>()

  /** `maximumBytes` is for all documents together; one that would take more than a sixteenth of it is not kept. */
  constructor(maximumBytes: number = documentCacheBytes) {
    this.#documents = new LRUCache({
      maxSize: maximumBytes,
      maxEntrySize: Math.floor(maximumBytes / 16),
      // The library wants a whole number; what is larger than an entry may be is not kept.
      sizeCalculation: (document) => Math.min(documentBytes(document), Number.MAX_SAFE_INTEGER),
    })
  }

  /** Bytes the documents take by estimate. */
  get bytes(): number {
    return this.#documents.calculatedSize
  }

  /** The valid document of that text, if it is kept. */
  find(text: string): DocumentNode | undefined {
    return this.#documents.get(text)
  }

  /** Whether the document is one that was found valid. */
  holds(document: DocumentNode): boolean {
    return this.#valid.has(document)
  }

  /** Keeps a document that was found valid. */
  remember(text: string, document: DocumentNode): void {
    this.#valid.add(document)
    this.#documents.set(text, document)
  }
}
