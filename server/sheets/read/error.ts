// Why a file of tables cannot be read, with a stable code.

/** The codes, each with its meaning. */
export const sheetErrorCodes = {
  OLD_OR_LOCKED: 'The workbook has a password, or is of the old .xls format.',
  NOT_ZIP: 'The file is called a workbook, but is none.',
  BAD_ZIP: 'The workbook is damaged.',
  NOT_XLSX: 'The file holds no workbook.',
  BAD_XML: 'A part of the workbook is damaged, or has what no workbook needs.',
  TOO_BIG: 'The file is larger than the limits allow, packed or unpacked.',
  TOO_MANY_PARTS: 'The workbook has more parts than the limits allow.',
  TOO_MANY_ROWS: 'A table has more rows than the limits allow.',
  TOO_MANY_COLUMNS: 'A table has more columns than the limits allow.',
  TOO_MANY_CELLS: 'A table has more cells than the limits allow.',
  CELL_TOO_LONG: 'A cell is longer than the limits allow.',
  BAD_ENCODING: 'The text has bytes that its encoding does not have.',
  BAD_JSON: 'The file is not JSON, or not made of rows.',
  UNKNOWN_FORMAT: 'The file is of no format that can be read.',
  NO_SUCH_SHEET: 'The file has no sheet of this name.',
  NO_HEADER: 'A table has no row with the names of its columns.',
  SAME_HEADER: 'Two columns of a table have the same name.',
} as const

export type SheetErrorCode = keyof typeof sheetErrorCodes

/** A file of tables cannot be read. The message is for those who made the file. */
export class SheetError extends Error {
  override readonly name = 'SheetError'
  readonly code: SheetErrorCode

  constructor(code: SheetErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
