// Valid documents by their text, bounded by the memory they take.
import type { DocumentNode } from 'graphql'
import { LRUCache } from 'lru-cache'

/** Memory for documents of one server, in bytes. */
export const documentCacheBytes = 64 * 1024 * 1024

/**
 * Bytes of heap a token takes, with its share of the nodes made of it. Measured: from 160 in a document of aliased fields
 * to 481 in one of names alone, which has a field, a name and two locations for each.
 */
const bytesPerToken = 500
/** Bytes of heap a character of the text takes at most. */
const bytesPerCharacter = 2

/** Bytes of heap a parsed document takes at most, its text included. Infinite where it was parsed without locations. */
export function documentBytes({ loc }: DocumentNode): number {
  if (!loc) return Number.POSITIVE_INFINITY
  let tokens = 0
  for (let token: typeof loc.startToken | null = loc.startToken; token; token = token.next) tokens += 1
  return tokens * bytesPerToken + loc.source.body.length * bytesPerCharacter
}

/** Keeps documents that were found valid. The least recently used give way once all take more than the bound. */
export class DocumentCache {
  readonly #documents: LRUCache<string, DocumentNode>

  /** `maximumBytes` is for all documents together; one that would take more than a quarter of it is not kept. */
  constructor(maximumBytes: number = documentCacheBytes) {
    this.#documents = new LRUCache({
      maxSize: maximumBytes,
      maxEntrySize: Math.floor(maximumBytes / 4),
      // The size of an entry is a whole number for the library, and what is too large is not kept.
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

  /** Keeps a document that was found valid. */
  remember(text: string, document: DocumentNode): void {
    if (this.#documents.peek(text) !== document) this.#documents.set(text, document)
  }
}
