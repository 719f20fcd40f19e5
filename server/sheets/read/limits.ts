// How much of a file is read at most. All are counts of what was really produced, so that a header that lies helps nobody.

export interface ReadLimits {
  /** Bytes of the file itself. */
  readonly fileBytes: number
  /** Parts of a workbook. */
  readonly parts: number
  /** Bytes of one part, and of all parts together, unpacked. */
  readonly partBytes: number
  readonly totalBytes: number
  /** Bytes of the texts that cells share; they stay in memory. */
  readonly sharedBytes: number
  /** Bytes in which no tag ends: the parser holds so many at once. */
  readonly quietBytes: number
  readonly rows: number
  readonly columns: number
  readonly cells: number
  /** Characters of a cell; what Excel allows. */
  readonly cellLength: number
  /** Bytes of a JSON file, which is read whole. JSON Lines are read line by line. */
  readonly jsonBytes: number
  /** Bytes of a record of CSV, or of a line of JSON Lines. */
  readonly recordBytes: number
}

/** For the command line, where the file is one's own. */
export const readLimits: ReadLimits = {
  fileBytes: 500e6,
  parts: 2_000,
  partBytes: 600e6,
  totalBytes: 800e6,
  sharedBytes: 64e6,
  quietBytes: 1e6,
  rows: 1_048_576,
  columns: 2_000,
  cells: 30e6,
  cellLength: 32_767,
  jsonBytes: 64e6,
  recordBytes: 1e6,
}

/** For files that come in over HTTP. */
export const uploadLimits: ReadLimits = {
  ...readLimits,
  fileBytes: 50e6,
  partBytes: 200e6,
  totalBytes: 250e6,
  sharedBytes: 32e6,
  cells: 5e6,
  jsonBytes: 16e6,
}
