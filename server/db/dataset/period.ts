// Turns a date in EDTF into the days the database compares.
import edtf, { type EdtfDate } from 'edtf'
import type { DatePrecision, ValueOf } from '../../vocabulary.ts'

export interface Span {
  readonly starts_on: string | null
  readonly start_precision: ValueOf<typeof DatePrecision> | null
  readonly ends_on: string | null
  readonly end_precision: ValueOf<typeof DatePrecision> | null
  readonly ongoing: boolean
}

/** The span of what has no date. */
export const noSpan: Span = {
  starts_on: null,
  start_precision: null,
  ends_on: null,
  end_precision: null,
  ongoing: false,
}

/** Whether the last day comes before the first. */
export const runsBackwards = ({ starts_on, ends_on }: Span): boolean =>
  starts_on !== null && ends_on !== null && ends_on < starts_on

const spans = new Map<string, Span | undefined>()

/** From the first to the last day a text may mean; `undefined` where it is no date. "2008" is all of 2008. */
export function readSpan(text: string): Span | undefined {
  // The grammar is slow and the same years come up again and again.
  if (!spans.has(text)) spans.set(text, parseSpan(text))
  return spans.get(text)
}

function parseSpan(text: string): Span | undefined {
  try {
    const date = edtf(text)
    if (date.type === 'Date') return { ...start(date), ...end(date), ongoing: false }
    if (date.type !== 'Interval') return undefined
    return { ...start(date.lower), ...end(date.upper), ongoing: date.upper === Infinity }
  } catch {
    return undefined
  }
}

function start(date: EdtfDate | number | null): Pick<Span, 'starts_on' | 'start_precision'> {
  if (date === null || typeof date === 'number') return { starts_on: null, start_precision: null }
  return { starts_on: dayOf(date.min), start_precision: precisionOf(date) }
}

function end(date: EdtfDate | number | null): Pick<Span, 'ends_on' | 'end_precision'> {
  if (date === null || typeof date === 'number') return { ends_on: null, end_precision: null }
  return { ends_on: dayOf(date.max), end_precision: precisionOf(date) }
}

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10)

function precisionOf({ precision }: EdtfDate): ValueOf<typeof DatePrecision> {
  return precision === 1 ? 'YEAR' : precision === 2 ? 'MONTH' : 'DAY'
}
