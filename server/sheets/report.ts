// What an import does, or would do, row by row and cell by cell.
import type { ProblemCode } from '../db/changes/problems.ts'
import type { Value } from './own/value.ts'
import type { SheetErrorCode } from './read/error.ts'

/** The codes that only imports have. */
export const importCodes = {
  UNKNOWN_TABLE: 'A sheet or file is called like no table.',
  UNKNOWN_COLUMN: 'A column is called like none of its table.',
  MISSING_COLUMN: 'A table has not the columns that it needs.',
  BAD_CELL: 'Nothing can be read from a cell, or not what its column holds.',
  BAD_RECORD: 'A record or line of the file cannot be read.',
  UNKNOWN_ROW: 'The id is of nothing that is there.',
  SAME_ROW: 'Two rows of the files are about the same thing.',
  CONFLICT: 'Somebody changed the same since the file was exported.',
  UNANSWERED: 'A name is that of nothing for sure; a person has to say what it is.',
  BAD_ANSWER: 'An answer names what is not there.',
  UNKNOWN_VALUE: 'The mapping does not say what a value of the file means.',
} as const

export type ImportCode = keyof typeof importCodes | ProblemCode | SheetErrorCode

/** A spot in a file. */
export interface Spot {
  readonly file: string
  readonly sheet: string
  /** The number of the row as a spreadsheet shows it; null where the sheet as a whole is meant. */
  readonly row: number | null
  /** The name of the column; null where the row as a whole is meant. */
  readonly column: string | null
  /** The same as a spreadsheet names it, as in `C7`; null where there is no cell. */
  readonly cell: string | null
}

/** Something wrong with a file, or, as a warning, that may be. */
export interface CellProblem extends Spot {
  /** What stands there. */
  readonly value: string | null
  readonly code: ImportCode
  /** What would be right. */
  readonly message: string
}

/** A cell that says something else than the catalogue. */
export interface CellChange {
  readonly column: string
  readonly before: Value
  readonly after: Value
}

/** A row that creates or changes something. */
export interface RowReport {
  readonly file: string
  readonly sheet: string
  readonly row: number
  readonly table: string
  readonly operation: 'CREATE' | 'UPDATE'
  /** The slug, key, code or other name of what it is about; null where it has none yet. */
  readonly name: string | null
  readonly cells: readonly CellChange[]
}

/** A name that a person has to say what it is. */
export interface Question {
  /** The name as the file spells it. */
  readonly name: string
  readonly kind: string
  /** Where it stands first, and how often. */
  readonly spot: Spot
  readonly count: number
  /** What it may be, the most likely first. */
  readonly candidates: readonly Candidate[]
}

export interface Candidate {
  readonly slug: string
  readonly name: string
  readonly why: string
}

/** What came of an import. */
export interface ImportOutcome extends Omit<ImportReport, 'rows'>, Disposable {
  /** There may be very many: they are made as they are gone through, until the outcome is closed. */
  readonly rows: Iterable<RowReport>
}

/** The same as `POST /import` answers it. */
export interface ImportReport {
  readonly outcome: 'DONE' | 'PROPOSED' | 'TRIED' | 'UNCHANGED' | 'REFUSED'
  readonly counts: {
    readonly create: number
    readonly update: number
    readonly unchanged: number
    readonly refused: number
  }
  readonly rows: readonly RowReport[]
  readonly problems: readonly CellProblem[]
  readonly warnings: readonly CellProblem[]
  readonly questions: readonly Question[]
  /** What was found out about the files and may be wrong. */
  readonly notes: readonly string[]
  readonly changeset: number | null
  readonly revision: number | null
}
