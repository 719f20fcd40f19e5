// What forms are made from: the generated declarations, and what they hold.

/** The values of a vocabulary, each with what it means. */
export type Vocabulary = Readonly<Record<string, string>>

/** A field of a row, as a form shows it. */
export interface Field {
  readonly name: string
  readonly is: 'text' | 'number' | 'flag' | 'choice' | 'choices' | 'row' | 'rows' | 'picks' | 'page' | 'period'
  /** What it is called, where its name does not say so. */
  readonly label?: string
  /** The vocabulary of a choice, the type of a row. */
  readonly of?: string
  readonly help: string
  /** Whether a new row needs it. */
  readonly required: boolean
  /** Whether it can change once the row is there. */
  readonly settable: boolean
}

/** How the rows of a type are corrected. */
export interface Form {
  readonly name: string
  /** What it does and what follows from that, where it is more than a row that is written. */
  readonly title?: string
  readonly help?: string
  /** Two fields of which each may as well be the other. */
  readonly swaps?: readonly [string, string]
  readonly edits: readonly string[]
  /** The fields that say what the row is a part of. */
  readonly owners: readonly string[]
  readonly fields: readonly Field[]
  /** The types whose rows are parts of it, by the field that lists them. */
  readonly parts: Readonly<Record<string, string>>
  /** Reads what stands now, by the global id. */
  readonly query: string
}
