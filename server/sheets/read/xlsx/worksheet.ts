// The rows of a worksheet, one after the other.
import { type Cell, columnIndex, numberCell, type RawRow } from '../cell.ts'
import { SheetError } from '../error.ts'
import type { Parts } from './parts.ts'
import type { NumberKind } from './styles.ts'
import { type Attributes, type Handlers, readXml, unescaped } from './xml.ts'

/** What cells mean in a workbook. */
export interface Meaning {
  readonly strings: readonly string[]
  readonly styles: readonly NumberKind[]
  /** Whether days are counted from 1904, as old programs for the Mac did. */
  readonly from1904: boolean
}

/** A cell as it is written. */
interface Written {
  readonly type: string
  readonly style: number
  value: string | undefined
  hasFormula: boolean
}

/** The rows with something in them. Cells that were merged have their value in the first one. Throws SheetError. */
export async function* readRows(parts: Parts, name: string, meaning: Meaning): AsyncGenerator<RawRow> {
  const reader = new RowReader(parts, meaning)
  for await (const _ of readXml(parts, name, reader)) yield* reader.take()
  yield* reader.take()
}

class RowReader implements Handlers {
  readonly #parts: Parts
  readonly #meaning: Meaning
  #rows: RawRow[] = []
  #row = 0
  #column = -1
  #count = 0
  #cells = new Map<number, Cell>()
  #cell: Written | undefined
  #text = ''
  #isInText = false
  #phonetic = 0

  constructor(parts: Parts, meaning: Meaning) {
    this.#parts = parts
    this.#meaning = meaning
  }

  /** The rows that were read since. */
  take(): readonly RawRow[] {
    const rows = this.#rows
    if (rows.length > 0) this.#rows = []
    return rows
  }

  readonly open = (name: string, attributes: Attributes): void => {
    switch (name) {
      case 'row':
        this.#beginRow(attributes)
        return
      case 'c':
        this.#beginCell(attributes)
        return
      case 'v':
        this.#isInText = true
        this.#text = ''
        return
      case 'is':
        this.#text = ''
        return
      case 't':
        this.#isInText = this.#phonetic === 0
        return
      case 'rPh':
        this.#phonetic += 1
        return
      case 'f':
        if (this.#cell) this.#cell.hasFormula = true
    }
  }

  readonly text = (text: string): void => {
    if (!this.#isInText) return
    this.#text += text
    // An escaped character takes seven.
    if (this.#text.length > this.#parts.limits.cellLength * 7) throw this.#tooLong()
  }

  readonly close = (name: string): void => {
    switch (name) {
      case 'v':
      case 'is':
        this.#isInText = false
        if (this.#cell) this.#cell.value = this.#text
        return
      case 't':
        this.#isInText = false
        return
      case 'rPh':
        this.#phonetic -= 1
        return
      case 'c':
        this.#endCell()
        return
      case 'row':
        if (this.#cells.size > 0) this.#rows.push({ number: this.#row, cells: this.#cells })
        this.#cells = new Map()
    }
  }

  #beginRow({ r }: Attributes): void {
    this.#row = r === undefined ? this.#row + 1 : Number(r)
    this.#column = -1
    this.#cells = new Map()
    const { rows } = this.#parts.limits
    if (!(this.#row <= rows)) throw new SheetError('TOO_MANY_ROWS', `A sheet has more than ${rows} rows.`)
  }

  #beginCell({ r, t, s }: Attributes): void {
    const { columns, cells } = this.#parts.limits
    this.#column = r === undefined ? this.#column + 1 : columnIndex(r)
    if (this.#column >= columns)
      throw new SheetError('TOO_MANY_COLUMNS', `Row ${this.#row} has more than ${columns} columns.`)
    this.#count += 1
    if (this.#count > cells) throw new SheetError('TOO_MANY_CELLS', `A sheet has more than ${cells} cells.`)
    this.#cell = { type: t ?? 'n', style: Number(s ?? 0), value: undefined, hasFormula: false }
  }

  #endCell(): void {
    const cell = this.#cell && this.#read(this.#cell)
    if (cell !== undefined) this.#cells.set(this.#column, cell)
    this.#cell = undefined
  }

  #read({ type, style, value, hasFormula }: Written): Cell | undefined {
    if (value === undefined)
      return hasFormula
        ? {
            is: 'unusable',
            value: '',
            reason:
              'The formula has no stored result. Open the file in a spreadsheet program and save it, or put the value there.',
          }
        : undefined
    switch (type) {
      case 's': {
        const text = this.#meaning.strings[Number(value)]
        if (text === undefined)
          throw new SheetError('BAD_XML', `The workbook is damaged: row ${this.#row} has a text that is not there.`)
        return this.#textCell(text)
      }
      case 'inlineStr':
      case 'str':
        return this.#textCell(unescaped(value))
      case 'b':
        return { is: 'boolean', value: value === '1' || value === 'true' }
      case 'e':
        return { is: 'unusable', value, reason: `The cell shows the error ${value}.` }
      case 'd':
        return { is: 'date', value: withoutMidnight(value.replace(/(\.\d+)?(Z|[+-]\d\d:\d\d)?$/, '')) }
    }
    if (value === '') return undefined
    const number = Number(value)
    if (Number.isNaN(number))
      throw new SheetError('BAD_XML', `The workbook is damaged: row ${this.#row} has no number.`)
    const kind = this.#meaning.styles[style] ?? 'number'
    return kind === 'date' ? dateCell(number, this.#meaning.from1904) : numberCell(number, kind === 'percent')
  }

  #textCell(text: string): Cell | undefined {
    if (text.length > this.#parts.limits.cellLength) throw this.#tooLong()
    return text === '' ? undefined : { is: 'text', value: text }
  }

  #tooLong(): SheetError {
    const { cellLength } = this.#parts.limits
    return new SheetError('CELL_TOO_LONG', `A cell in row ${this.#row} has more than ${cellLength} characters.`)
  }
}

const dayMs = 86_400_000
/** The first day that programs agree on: some take 1900 for a leap year. */
const firstSure = 61
/** The last day of the year 9999. */
const lastSerial = 2_958_465

function dateCell(serial: number, from1904: boolean): Cell {
  const days = from1904 ? serial + 1462 : serial
  if (days < 0 || days > lastSerial + 1) return numberCell(serial)
  if (days < firstSure)
    return {
      is: 'unusable',
      value: String(serial),
      reason: 'Programs do not agree on dates before March 1900. Write it as text, as in 1899-12-31.',
    }
  const moment = new Date(Math.round(days * dayMs) + Date.UTC(1899, 11, 30))
  return { is: 'date', value: withoutMidnight(moment.toISOString().slice(0, 19)) }
}

const withoutMidnight = (moment: string): string => moment.replace(/T00:00(:00)?$/, '')
