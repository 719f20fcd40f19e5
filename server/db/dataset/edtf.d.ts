// The part of the edtf package that is used here; it comes without types.
declare module 'edtf' {
  /** A date of level 0 or 1. The precision is 1 for a year, 2 for a month and 3 for a day. */
  export interface EdtfDate {
    readonly type: 'Date'
    readonly min: number
    readonly max: number
    readonly precision: number
  }

  /** An open end is Infinity, an unknown one null. */
  export interface EdtfInterval {
    readonly type: 'Interval'
    readonly lower: EdtfDate | number | null
    readonly upper: EdtfDate | number | null
  }

  /** Reads a text, or throws. */
  export default function edtf(text: string): EdtfDate | EdtfInterval
}
