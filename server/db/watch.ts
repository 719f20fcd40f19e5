// Hears of new revisions. A message only says that there may be something to read, so that one too many, or one that comes
// late, does no harm.
import type { PGlite } from '@electric-sql/pglite'

/** The channel on which the database tells of revisions, within the transaction that makes them. */
export const revisionChannel = 'tenpoint_revisions'

/** Hears of revisions that any instance commits. */
export interface RevisionWatch {
  /** Calls `look` whenever there may be a new revision, or a message may have been missed. The result ends that. */
  readonly watch: (look: () => void) => () => void
  readonly close: () => Promise<void>
}

/** Those who want to hear; the first one begins the listening. */
export class Listeners {
  readonly #looks = new Set<() => void>()
  readonly #begin: () => void
  #hasBegun = false

  constructor(begin: () => void) {
    this.#begin = begin
  }

  add(look: () => void): () => void {
    this.#looks.add(look)
    if (!this.#hasBegun) this.#begin()
    this.#hasBegun = true
    return () => this.#looks.delete(look)
  }

  readonly tell = (): void => {
    for (const look of this.#looks) look()
  }
}

/** The embedded database tells this process alone, which is the only one that it has. */
export function watchEmbedded(pglite: PGlite, onFailed: (error: unknown) => void): RevisionWatch {
  const listeners = new Listeners(() => {
    pglite.listen(revisionChannel, listeners.tell).then(listeners.tell, onFailed)
  })
  return { watch: (look) => listeners.add(look), close: async () => {} }
}
