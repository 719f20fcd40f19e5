// Valid documents by their text, bounded by the memory they take.
import type { DocumentNode } from 'graphql'
import { LRUCache } from 'lru-cache'
import { documentBytes } from '../relational/index.ts'

/** Memory for the documents of one server, in bytes. */
export const documentCacheBytes = 64 * 1024 * 1024

/** Caches valid documents. Evicts the least recently used once all together take more than the bound. */
export class DocumentCache {
  readonly #documents: LRUCache<string, DocumentNode>
  readonly #valid = new WeakSet<DocumentNode>()

  /** `maximumBytes` is for all documents together; a document over a sixteenth of it is not cached. */
  constructor(maximumBytes: number = documentCacheBytes) {
    this.#documents = new LRUCache({
      maxSize: maximumBytes,
      maxEntrySize: Math.floor(maximumBytes / 16),
      // The library needs an integer; a document larger than an entry may be is not cached.
      sizeCalculation: (document) => Math.min(documentBytes(document), Number.MAX_SAFE_INTEGER),
    })
  }

  /** The estimated bytes of the documents. */
  get bytes(): number {
    return this.#documents.calculatedSize
  }

  /** The valid document of that text, if it is cached. */
  find(text: string): DocumentNode | undefined {
    return this.#documents.get(text)
  }

  /** Whether the document is known to be valid. */
  holds(document: DocumentNode): boolean {
    return this.#valid.has(document)
  }

  /** Caches a valid document. */
  remember(text: string, document: DocumentNode): void {
    this.#valid.add(document)
    this.#documents.set(text, document)
  }
}
