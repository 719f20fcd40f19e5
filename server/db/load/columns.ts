// Columns that several tables fill in the same way.
import { noSpan, readSpan, type Span } from '../dataset/period.ts'
import type { AlternativeName, Period, Source } from '../dataset/shape.ts'
import { type Drafts, Ref } from './draft.ts'

/** What every part of the dataset needs to make its rows. */
export interface Drafting {
  readonly drafts: Drafts
  /** The date of the source: what it calls present was so then. */
  readonly asOf: string
  /** The row that says where a fact is printed; facts printed in the same spot share it. */
  readonly cite: (source: Source) => Ref
  /** How many of the three readings tie an action, by its key, to a point. */
  readonly agreement: (action: string, point: number) => number
}

/** Points at a row. */
export const ref = (table: Ref['table'], name: string): Ref => new Ref(table, name)

/** Points at a row where there is one. */
export const refIf = (table: Ref['table'], name: string | undefined): Ref | null =>
  name === undefined ? null : ref(table, name)

/** The columns that say when something was. */
export function periodOf(
  period: Period | undefined,
): Span & { readonly period_text: string | null; readonly period_edtf: string | null } {
  if (period === undefined) return { period_text: null, period_edtf: null, ...noSpan }
  return { period_text: period.text, period_edtf: period.edtf, ...(readSpan(period.edtf) ?? noSpan) }
}

/** The same for what has a status, which says whether it goes on. */
export function datesOf(period: Period | undefined): Omit<ReturnType<typeof periodOf>, 'ongoing'> {
  const { ongoing: _ongoing, ...dates } = periodOf(period)
  return dates
}

/** The columns of another name. */
export function nameOf({ name, kind, language }: AlternativeName) {
  return { name, kind, language: language ?? null }
}
