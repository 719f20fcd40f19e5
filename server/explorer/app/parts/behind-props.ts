// What a view says of what is behind it.
import type { Facts } from '../data/facts.ts'

/** A table of the export: what it is called, its path without its format, and its parameters. */
export type BehindTable = readonly [label: string, path: string, parameters: Readonly<Record<string, string>>]

export interface BehindProps {
  /** The document of the view. */
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
  /** The same by a function of the SDK. */
  readonly sdk: string
  /** The path of the table without its format, such as `/export/initiatives`, and its parameters. */
  readonly table?: readonly [path: string, parameters: Readonly<Record<string, string>>]
  /** The same where there are several. */
  readonly tables?: readonly BehindTable[]
  /** The formats of the tables; CSV, XLSX and JSON where none are given. */
  readonly formats?: readonly string[]
  /** How what is behind the view differs from it. */
  readonly note?: string
  /** The path of the citation without its format, such as `/cite/initiative/bali-process`. */
  readonly cite?: string
  /** What to cite where the server has no citation of it: the view as it is. */
  readonly view?: { readonly facts: Facts; readonly title: string }
}
