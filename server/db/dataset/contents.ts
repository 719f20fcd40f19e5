// The catalogue as it was read from its files, checked.
import type { z } from 'zod'
import type { ReadList } from './plain-list.ts'
import type { InitiativeEntry, shapes } from './shape.ts'

type Files = { readonly [Part in keyof typeof shapes]: z.output<(typeof shapes)[Part]> }

/** The whole catalogue. */
export interface Dataset extends Files {
  readonly lists: readonly ReadList[]
  readonly initiatives: readonly InitiativeEntry[]
}
